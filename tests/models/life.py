"""A simple model of an office's life: what a visitor, an appointment and an appeal are to somebody who only counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from models.changes import Changes
from models.office.desk import Desk
from models.reception.rules import TAKES_THE_TIME, BookingDraft
from tests.models.builders import DOCTOR, HEATING, PENSION

EXPERTS = {1: 30, 2: 30, 3: 20}  # id → minutes of a place
PLACES = [datetime(2026, 11, 24, 10) + timedelta(minutes=10 * n) for n in range(10)]
NAMES = ("Семёнов Пётр Ильич", "Семенова Анна Петровна", "Ким Любовь", "Хузин Ринат Наильевич")
PHONES = ("8 912 884-17-05", "8 912 884-17-06", "8 (342) 244-15-60")
TOPICS = (HEATING, PENSION, DOCTOR)
CATEGORIES = ("", "пенсионер", "инвалид")


@dataclass
class Meeting:
    """What the model knows of an appointment."""

    visitor: int
    expert: int
    start: datetime
    end: datetime
    is_walk_in: bool
    state: str = "booked"
    version: int = 1

    def holds_its_place(self) -> bool:
        return self.state in TAKES_THE_TIME and not self.is_walk_in


@dataclass
class Issue:
    """What the model knows of an appeal."""

    number: str
    visitor: int
    topic: str
    received_on: date
    meeting: int | None
    outcome: str | None = None
    is_annulled: bool = False
    version: int = 1


@dataclass
class Guest:
    """What the model knows of a visitor."""

    name: str
    phone: str
    category: str = ""
    version: int = 1


@dataclass
class Undoable:
    """A change that can be taken back while its row has the version that it left."""

    undo: Callable[[Desk], Changes]
    rows: dict[int, Any]
    row_id: int
    version: int
    before: Any  # the row then; None where undoing takes it away


@dataclass
class Life:
    """The model."""

    guests: dict[int, Guest] = field(default_factory=dict)
    meetings: dict[int, Meeting] = field(default_factory=dict)
    issues: dict[int, Issue] = field(default_factory=dict)
    serials: dict[int, int] = field(default_factory=dict)
    undoables: list[Undoable] = field(default_factory=list)
    requests: list[tuple[BookingDraft, int]] = field(default_factory=list)

    def is_taken(self, expert: int, start: datetime, end: datetime, besides: int = 0) -> bool:
        return any(
            m.holds_its_place() and m.expert == expert and m.start < end and start < m.end and meeting_id != besides
            for meeting_id, m in self.meetings.items()
        )

    def can_be_taken_back(self, one: Undoable) -> bool:
        """Nobody has touched the row since, nor taken what it goes back to."""
        row, before = one.rows.get(one.row_id), one.before
        if row is None or row.version != one.version:
            return False
        if before is None:
            named = {m.visitor for m in self.meetings.values()} | {i.visitor for i in self.issues.values()}
            return one.row_id not in named
        if isinstance(before, Meeting) and before.holds_its_place():
            return not self.is_taken(before.expert, before.start, before.end, one.row_id)
        return not isinstance(before, Issue) or before.visitor in self.guests

    def last_visit(self, visitor: int) -> date | None:
        days = [m.start.date() for m in self.meetings.values() if m.visitor == visitor and m.state == "done"]
        days += [i.received_on for i in self.issues.values() if i.visitor == visitor and not i.is_annulled]
        return max(days, default=None)
