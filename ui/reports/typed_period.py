"""Reading a period as people type it: 2026-10, 10.2026, 2026-Q4, Q4 2026, «4 кв 2026», 2026. Pure."""

from __future__ import annotations

import re

from models.reports.periods import parsed
from models.reports.report import Period

_FORMS: tuple[tuple[str, str], ...] = (
    (r"(?P<year>\d{4})", "{year}"),
    (r"(?P<year>\d{4})[-./ ](?P<part>\d{1,2})", "{year}-{part:02d}"),
    (r"(?P<part>\d{1,2})[-./ ](?P<year>\d{4})", "{year}-{part:02d}"),
    (r"(?P<year>\d{4})[-./ ]?(?:q|к|кв)\.? ?(?P<part>[1-4])", "{year}-Q{part}"),
    (r"(?:q|к|кв)\.? ?(?P<part>[1-4])[-./ ]?(?P<year>\d{4})", "{year}-Q{part}"),
    (r"(?P<part>[1-4]) ?кв(?:\.|артал)?[-./ ]?(?P<year>\d{4})", "{year}-Q{part}"),
    (r"(?P<year>\d{4})[-./ ]?(?:h|п|пг)\.? ?(?P<part>[12])", "{year}-H{part}"),
    (r"(?:h|п|пг)\.? ?(?P<part>[12])[-./ ]?(?P<year>\d{4})", "{year}-H{part}"),
    (r"(?P<part>[12]) ?(?:пг|полугодие)[-./ ]?(?P<year>\d{4})", "{year}-H{part}"),
)
_LETTERS = str.maketrans("–—", "--")


def typed_period(text: str) -> Period | None:
    """The period that was meant, or None."""
    bare = " ".join(text.lower().translate(_LETTERS).split())
    for pattern, name in _FORMS:
        match = re.fullmatch(pattern, bare, re.ASCII)
        if match is None:
            continue
        found = match.groupdict()
        try:
            return parsed(name.format(year=found["year"], part=int(found.get("part") or 0)))
        except ValueError:
            return None
    return None
