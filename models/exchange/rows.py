"""The rows of a file as records: what reading cells has in common for visitors, appeals and appointments."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
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
Reading = Callable[[str], Any] | None  # None: the cell as it is


def mark(column: str) -> Callable[[str], str]:
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


def year_of_birth() -> Remembered[int | None]:
    return Remembered(values.birth_year)


def day_in(column: str) -> Remembered[str | None]:
    """Reads a date as ISO text."""

    def read(text: str) -> str | None:
        day = values.day(text, column)
        return day.isoformat() if day else None

    return Remembered(read)


def phones_in(text: str) -> tuple[str, ...]:
    return split_phones(text) if text else ()


def digest(*facts: object) -> str:
    """Everything that a row says, however it was written: the same in CSV and XLSX, in English and Russian."""
    return hashlib.blake2b("\x1f".join(map(str, facts)).encode(), digest_size=16).hexdigest()


class Rows(Generic[_Record]):
    """Reads the rows under a header. Each kind of records says how its cells are read and what makes the record.

    `readings`: by column, in the order in which `record` takes the cells. A column that the file lacks counts as empty.
    """

    def __init__(self, names: Sequence[str], known: Lookup, readings: dict[str, Reading]) -> None:
        self._width, self._known = len(names), known
        self._places = {name: place for place, name in enumerate(names) if name not in (LINE, REASON)}
        self._empty: list[Any] = [
            "" if reading is None or name in self._places else reading("") for name, reading in readings.items()
        ]
        self._plain: list[tuple[int, int]] = []
        self._remembered: list[tuple[int, int, Remembered[Any]]] = []
        self._read: list[tuple[int, int, Callable[[str], Any]]] = []
        for slot, (name, reading) in enumerate(readings.items()):
            place = self._places.get(name)
            if place is None:
                continue
            if reading is None:
                self._plain.append((slot, place))
            elif isinstance(reading, Remembered):
                self._remembered.append((slot, place, reading))
            else:
                self._read.append((slot, place, reading))

    def parsed(self, line: Line) -> _Record:
        """The record of a row. Raises Refused with everything that is wrong in it."""
        cells = line.cells
        if len(cells) > self._width:
            raise Refused(Problem("too-many", N_("The row has more cells than there are columns.")))
        found = self._empty.copy()
        try:
            for slot, place in self._plain:
                found[slot] = cells[place]
            for slot, place, remembered in self._remembered:
                found[slot] = remembered[cells[place]]
            for slot, place, reading in self._read:
                found[slot] = reading(cells[place])
        except Refused:
            raise Refused(*self._problems(cells)) from None
        record, problems = self.record(*found)
        if problems:
            raise Refused(*problems)
        return record

    def _problems(self, cells: Sequence[str]) -> list[Problem]:
        """What cannot be read, cell by cell."""
        problems: list[Problem] = []
        plans: list[tuple[int, int, Callable[[str], Any]]] = [*self._remembered, *self._read]
        for _slot, place, reading in sorted(plans, key=lambda plan: plan[1]):
            try:
                reading(cells[place])
            except Refused as refused:
                problems += refused.problems
        return problems

    def record(self, *cells: Any) -> tuple[_Record, Sequence[Problem]]:
        """The record of read cells and what is wrong between them."""
        raise NotImplementedError


def problems_of_visitor(draft: VisitorDraft, known: Lookup) -> Sequence[Problem]:
    """What is wrong with whom a row names. Old spreadsheets may hold phones that nobody can read."""
    if not draft.full_name and not draft.uuid:
        return [Problem("no-name", N_("The visitor needs a name."), "visitor")]
    this_year, year = known.today.year, draft.birth_year
    is_plain = (
        len(draft.full_name) < _LONGEST_PLAIN and draft.full_name[:1].isalpha() and len(draft.address) < _LONGEST_PLAIN
        and draft.birth_date is None and (year is None or this_year - rules.OLDEST <= year <= this_year)
        and not (draft.email or draft.name_dative or draft.category or draft.note)
    )  # fmt: skip
    if is_plain:  # nearly always: then the rules need not be asked
        return ()
    return rules.problems_of(draft, known.today, is_name_required=False, are_phones_checked=False)
