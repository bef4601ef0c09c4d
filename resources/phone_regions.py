"""Where city numbers under +7 are from: the part of phonenumbers' geography that offices meet, in two languages.

The whole of it takes 100 MB and a second. `python -m models.visitors.region_list` takes the part out after an update.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

FILE_NAME = "phone_regions.csv"
COUNTRY_CODE = "7"
_LANGUAGES = ("ru", "en")


@cache
def _regions() -> dict[str, tuple[str, str]]:
    """First digits, country code included → the names in Russian and English."""
    text = (resources.files("resources") / FILE_NAME).read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines()[1:])
    return {prefix: (russian, english) for prefix, russian, english in rows}


def region_of(digits: str, language: str) -> str:
    """The region of a city number, its digits with the country code; empty where the list has none."""
    regions = _regions()
    for size in range(min(len(digits), max(map(len, regions))), len(COUNTRY_CODE), -1):
        found = regions.get(digits[:size])
        if found is not None:
            return found[_LANGUAGES.index(language) if language in _LANGUAGES else 1]
    return ""


def country_name(code: str | None, language: str) -> str:
    """A country's name by its code of two letters; empty for none and for what is no country."""
    from babel import Locale

    return str(Locale(language).territories.get(code, "")) if code else ""
