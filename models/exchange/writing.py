"""Writing appeals of a file in bulk, each exactly once however often the file is given. Inside an open transaction."""

from __future__ import annotations

import uuid as uuids
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.appeals.bulk import counted_at_once
from models.appeals.operations import next_serial
from models.appeals.rules import number_of, number_parts
from models.appeals.tables import Appeal
from models.exchange.appeals import AppealRecord
from models.office.calendar import Deadlines
from models.office.desk import Desk
from models.office.tables import Office
from models.problems import Problem, Refused
from models.storage.keys import cleaned
from models.visitors.intake import Intake
from models.visitors.tables import Visitor
from resources.words import N_

BATCH = 2000
_AT_ONCE = 500
_LARGEST_SERIAL = 10**9  # a longer number is kept as text only, or the next one would have to follow it
_SPACE = uuids.UUID("6c0cf6c5-3b8c-5d0e-9d57-2b1f5f0a8e11")
_COLUMNS = (
    "uuid", "office_id", "number", "year", "serial", "visitor_id", "received_on", "due_on", "closed_on", "topic",
    "channel", "kind", "district_id", "expert_id", "summary", "written", "outcome", "result", "amount", "collective",
    "is_oral_answer_accepted", "appointment_id", "is_annulled", "is_repeated", "category", "content_hash", "version",
    "created_at",
)  # fmt: skip
_INSERT = f"INSERT INTO appeal ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"


@dataclass
class Written:
    """What became of a batch."""

    imported: int = 0
    already: int = 0  # rows that stood in the office before, or twice in the file under one number
    rejected: dict[int, Refused] = field(default_factory=dict)  # by place in the batch


class AppealWriter:
    """Remembers over the batches of one file what stood in it, and which numbers it will give."""

    def __init__(self, desk: Desk, records: Iterable[AppealRecord]) -> None:
        self._desk = desk
        self._deadlines = Deadlines(Office.get_by_id(desk.office_id))
        self._occurrences: Counter[str] = Counter()
        self._by_uuid: dict[str, str] = {}  # what this file said under a UUID or a number: its content
        self._by_number: dict[str, str] = {}
        self._next: dict[int, int] = {}
        for record in records:
            year, serial = _year_and_serial(record.number)
            if year is not None and serial is not None:
                self._next[year] = max(self._next.get(year, 1), serial + 1)

    def write(self, records: Sequence[AppealRecord]) -> Written:
        """Writes a batch; the caller's transaction makes it last."""
        done = Written()
        marked = [self._uuid_of(record) for record in records]
        known = _known_uuids(marked)
        numbers = _known_numbers(self._desk.office_id, [record.number for record in records if record.number])
        intake = Intake(self._desk)
        intake.prepare(record.visitor for record in records)
        serials = _Serials(self._desk, self._next)
        rows: list[tuple[AppealRecord, str, int]] = []
        for place, (record, uuid) in enumerate(zip(records, marked, strict=True)):
            try:
                if self._is_here(record, uuid, known, numbers):
                    done.already += 1
                    continue
                rows.append((record, uuid, intake.keep(record.visitor)))
            except Refused as refused:
                done.rejected[place] = refused
                continue
            self._by_uuid[uuid] = record.content
            if record.number:
                self._by_number[record.number] = record.content
        intake.write()
        categories = _categories({visitor for _record, _uuid, visitor in rows})
        now = self._desk.utc().isoformat(" ")
        written = [self._row(record, uuid, visitor, categories, serials, now) for record, uuid, visitor in rows]
        with counted_at_once(self._desk):  # row by row the triggers would take longer than the writing
            self._desk.db.run_many(_INSERT, written)
        done.imported = len(rows)
        return done

    def _uuid_of(self, record: AppealRecord) -> str:
        """The file's own, else one made of the content and how often it already stood in the file."""
        if record.draft.uuid:
            return record.draft.uuid
        nth = self._occurrences[record.content]
        self._occurrences[record.content] += 1
        return str(uuids.uuid5(_SPACE, f"{self._desk.office_id} {record.content} {nth}"))

    def _is_here(self, record: AppealRecord, uuid: str, known: set[str], numbers: dict[str, str]) -> bool:
        """Whether the row is an appeal that is in already. Raises Refused where it contradicts another one."""
        for seen, mark, sentence in (
            (self._by_uuid, uuid if record.draft.uuid else "", N_("Another row of the file has the UUID {mark}.")),
            (self._by_number, record.number, N_("Another row of the file has the number {mark}.")),
        ):
            content = seen.get(mark) if mark else None
            if content is not None and content != record.content:
                raise Refused(Problem("twice", sentence, "number", {"mark": mark}))
            if content is not None:
                return True
        if uuid in known:
            self._remember(record, uuid)
            return True
        owner = numbers.get(record.number) if record.number else None
        if owner is not None and record.draft.uuid and owner != record.draft.uuid:
            sentence = N_("The number {mark} belongs to another appeal.")
            raise Refused(Problem("number-taken", sentence, "number", {"mark": record.number}))
        if owner is not None:
            self._remember(record, uuid)
        return owner is not None

    def _remember(self, record: AppealRecord, uuid: str) -> None:
        self._by_uuid[uuid] = record.content
        if record.number:
            self._by_number[record.number] = record.content

    def _row(
        self, record: AppealRecord, uuid: str, visitor: int, categories: dict[int, str], serials: _Serials, now: str
    ) -> tuple[Any, ...]:
        draft, closing = record.draft, record.closing
        received = draft.received_on or self._desk.today()
        number, (year, serial) = record.number, _year_and_serial(record.number)
        if not number:
            year, serial = received.year, serials.take(received.year)
            number = number_of(year, serial)
        closed_on, due = closing.closed_on if closing else None, draft.due_on or self._deadlines.due(received)
        return (
            uuid, self._desk.office_id, number, year, serial, visitor, received.isoformat(),
            due.isoformat(), closed_on.isoformat() if closed_on else None, draft.topic, draft.channel, draft.kind,
            draft.district_id, draft.expert_id, cleaned(draft.summary),
            cleaned(draft.written), closing.outcome if closing else None, cleaned(record.result),
            None if record.amount is None else int(record.amount * 100), draft.collective, 0, None, 0, 0,
            categories.get(visitor, ""), record.content, 1, now,
        )  # fmt: skip


class _Serials:
    """The next numbers of each year: above all that the office has and all that the file brings."""

    def __init__(self, desk: Desk, following: dict[int, int]) -> None:
        self._office_id, self._following = desk.office_id, following
        self._asked: set[int] = set()

    def take(self, year: int) -> int:
        if year not in self._asked:
            self._asked.add(year)
            self._following[year] = max(self._following.get(year, 1), next_serial(self._office_id, year))
        serial = self._following[year]
        self._following[year] = serial + 1
        return serial


def _year_and_serial(number: str) -> tuple[int | None, int | None]:
    parts = number_parts(number) if number else None
    return parts if parts is not None and parts[1] < _LARGEST_SERIAL else (None, None)


def _known_uuids(marks: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(marks), _AT_ONCE):
        query = Appeal.select(Appeal.uuid).where(Appeal.uuid.in_(marks[start : start + _AT_ONCE]))
        found |= {row.uuid for row in query}
    return found


def _known_numbers(office_id: int, numbers: Sequence[str]) -> dict[str, str]:
    """Number → UUID of the appeal that has it."""
    found: dict[str, str] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        query = Appeal.select(Appeal.number, Appeal.uuid).where(Appeal.office_id == office_id, Appeal.number.in_(some))
        found |= {row.number: row.uuid for row in query}
    return found


def _categories(visitors: set[int]) -> dict[int, str]:
    ids, found = sorted(visitors), dict[int, str]()
    for start in range(0, len(ids), _AT_ONCE):
        query = Visitor.select(Visitor.id, Visitor.category).where(Visitor.id.in_(ids[start : start + _AT_ONCE]))
        found |= {row.id: row.category for row in query}
    return found
