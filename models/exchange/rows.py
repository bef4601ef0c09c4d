"""The rows of a file as records: what reading cells has in common for visitors, appeals and appointments."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from models.exchange import values
from models.exchange.columns import LINE, REASON
from models.exchange.lookup import Lookup, Remembered
from models.exchange.reader import Line
from models.problems import Problem, Refused
from models.storage.keys import one_line
from models.visitors import rules
from models.visitors.phones import split as split_phones
from models.visitors.rules import VisitorDraft
from resources.words import N_

LONGEST_MARK = 100  # letters of a number or a UUID
_LONGEST_PLAIN = 100  # a text so long is within every limit
_Record = TypeVar("_Record")
Reading = Callable[[str], Any]


def mark(column: str) -> Reading:
    """Reads a number or a UUID."""

    def read(text: str) -> str:
        line = one_line(text) if text else ""
        if len(line) > LONGEST_MARK:
            sentence = N_("The text is longer than {n} letters.")
            raise Refused(Problem("long", sentence, column, {"n": LONGEST_MARK}))
        return line

    return read


def line_of(text: str) -> str:
    """A cell on one line."""
    return one_line(text) if text else ""


def same(text: str) -> str:
    """A cell as it is."""
    return text


def year_of_birth() -> Reading:
    return Remembered(lambda text: values.whole(text, "birth_year", 1800, 2200))


def digest(facts: Iterable[object]) -> str:
    """Everything that a row says, however it was written: the same in CSV and XLSX, in English and Russian."""
    text = "\x1f".join(["" if fact is None else str(fact) for fact in facts])
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


class Rows(Generic[_Record]):
    """Reads the rows under a header. Each kind of records says how its cells are read and what makes the record."""

    def __init__(self, names: Sequence[str], known: Lookup, readings: dict[str, Reading]) -> None:
        self._width = len(names)
        self._known = known
        self._plan = [
            (place, name, readings[name]) for place, name in enumerate(names) if name not in (LINE, REASON)
        ]  # fmt: skip
        self._empty = {name: reading for name, reading in readings.items() if name not in names}

    def parsed(self, line: Line) -> _Record:
        """The record of a row. Raises Refused with everything that is wrong in it."""
        cells = line.cells
        if len(cells) > self._width:
            raise Refused(Problem("too-many", N_("The row has more cells than there are columns.")))
        try:
            found = {name: reading(cells[place]) for place, name, reading in self._plan}
        except Refused:
            raise Refused(*self._problems(cells)) from None
        record, problems = self.record(found.get)
        if problems:
            raise Refused(*problems)
        return record

    def _problems(self, cells: Sequence[str]) -> list[Problem]:
        """What cannot be read, cell by cell."""
        problems: list[Problem] = []
        for place, _name, reading in self._plan:
            try:
                reading(cells[place])
            except Refused as refused:
                problems += refused.problems
        return problems

    def record(self, cell: Callable[..., Any]) -> tuple[_Record, Sequence[Problem]]:
        """The record of read cells (`cell(name, default)`) and what is wrong between them."""
        raise NotImplementedError


def phones_in(text: str) -> tuple[str, ...]:
    return split_phones(text) if text else ()


def problems_of_visitor(draft: VisitorDraft, known: Lookup) -> Sequence[Problem]:
    """What is wrong with whom a row names. Old spreadsheets may hold phones that nobody can read."""
    if not draft.full_name and not draft.uuid:
        return [Problem("no-name", N_("The visitor needs a name."), "visitor")]
    today, year = known.today, draft.birth_year
    is_plain = (
        len(draft.full_name) < _LONGEST_PLAIN and draft.full_name[:1].isalpha() and len(draft.address) < _LONGEST_PLAIN
        and draft.birth_date is None and (year is None or today.year - rules.OLDEST <= year <= today.year)
        and not (draft.email or draft.name_dative or draft.category or draft.note)
    )  # fmt: skip
    if is_plain:
        return ()
    return rules.problems_of(draft, today, is_name_required=False, are_phones_checked=False)
