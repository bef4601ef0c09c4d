"""Writing appeals in bulk, each exactly once however often it is given. Inside the caller's transaction.

    writer = AppealWriter(desk)
    with desk.db.transaction("import", desk) as entry:
        done = writer.write(records)            # a few thousand at a time, in the order in which they get numbers
        entry.concerns("appeal", None, imported=done.imported)

A record names its visitor by a draft. One that holds nothing but the UUID of a visitor in the file is the quickest: the
whole batch is looked up by one statement. A draft with more is found, filled in or added as the desk would do it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.appeals.bulk import counted_at_once
from models.appeals.operations import next_serial
from models.appeals.rules import number_of, number_parts
from models.exchange.appeals import AppealRecord
from models.office.calendar import Deadlines
from models.office.desk import Desk
from models.office.tables import Office
from models.problems import Problem, Refused
from models.storage.keys import cleaned, uuid_from
from models.storage.rows import rows_by
from models.visitors.intake import Intake
from resources.words import N_

_LARGEST_SERIAL = 10**9  # a longer number is kept as text only, or the next one would have to follow it
_COLUMNS = (
    "uuid", "number", "year", "serial", "visitor_id", "received_on", "due_on", "closed_on", "topic", "channel", "kind",
    "district_id", "expert_id", "summary", "written", "outcome", "result", "amount", "collective", "category",
    "content_hash",
)  # fmt: skip
_NUMBERS = "SELECT number, uuid FROM appeal WHERE office_id = {office} AND number IN ({{keys}})"
_UUIDS = "SELECT uuid FROM appeal WHERE uuid IN ({keys})"


@dataclass
class Written:
    """What became of a batch."""

    imported: int = 0
    already: int = 0  # rows that stood in the office before, or twice in the file under one number
    rejected: dict[int, Refused] = field(default_factory=dict)  # by place in the batch


class FileMemory:
    """What stood in the file so far, as hashes: a file may be long."""

    def __init__(self) -> None:
        self._times: Counter[int] = Counter()
        self._said: dict[int, int] = {}

    def times(self, content: str) -> int:
        """How often this content stood in the file before."""
        key = hash(content)
        before = self._times[key]
        self._times[key] = before + 1
        return before

    def said(self, mark: str, content: str) -> bool:
        """Whether a mark (a number or a UUID) stood in the file with this content. Raises Refused: with another."""
        known = self._said.get(hash(mark))
        if known is not None and known != hash(content):
            raise Refused(Problem("twice", N_("Another row of the file has “{mark}”, too."), "", {"mark": mark}))
        return known is not None

    def remember(self, content: str, *marks: str) -> None:
        for mark in marks:
            if mark:
                self._said[hash(mark)] = hash(content)


class AppealWriter:
    """Remembers over the batches of one file what stood in it, and which numbers it will give.

    `following`: by year, the serial that follows the highest one that the file itself brings. `apart`: the UUIDs of
    visitors that the file names; see Intake. A trial writes nothing and counts as if it had.
    """

    def __init__(
        self, desk: Desk, following: Mapping[int, int] | None = None, apart: Collection[str] = frozenset(),
        is_trial: bool = False,
    ) -> None:  # fmt: skip
        self._desk, self._apart = desk, apart
        self._deadlines = Deadlines(Office.get_by_id(desk.office_id))
        self._due: dict[str, str] = {}
        self._memory = FileMemory()
        self._serials = _Serials(desk, dict(following or {}))
        # a trial writes nothing: whom the batches before would have added it knows from its one intake only
        self._trial = Intake(desk, in_bulk=True, apart=apart) if is_trial else None

    def write(self, records: Sequence[AppealRecord]) -> Written:
        """Writes a batch; the caller's transaction makes it last."""
        done = Written()
        self._serials.begin()
        marks = [self._mark_of(record) for record in records]
        known = {uuid for (uuid,) in rows_by(self._desk.db, _UUIDS, marks)}
        given = [record.number for record in records if record.number]
        numbers: dict[str, str] = dict(
            rows_by(self._desk.db, _NUMBERS.format(office=self._desk.office_id), given) if given else ()
        )
        intake = self._trial or Intake(self._desk, in_bulk=True, apart=self._apart)
        new = [r for r, mark in zip(records, marks, strict=True) if mark not in known and r.number not in numbers]
        intake.prepare([record.visitor for record in new])
        fresh: list[tuple[AppealRecord, str, int]] = []
        for place, (record, uuid) in enumerate(zip(records, marks, strict=True)):
            try:
                if self._is_here(record, uuid, known, numbers):
                    done.already += 1
                    continue
                fresh.append((record, uuid, intake.keep(record.visitor, record.received_on, uuid)))
            except Refused as refused:
                done.rejected[place] = refused
                continue
            self._remember(record, uuid)
        if self._trial is None:
            self._insert(fresh, intake)
        done.imported = len(fresh)
        return done

    def _insert(self, fresh: Sequence[tuple[AppealRecord, str, int]], intake: Intake) -> None:
        categories = intake.categories({visitor for _record, _uuid, visitor in fresh})
        intake.write()
        rows = [self._row(record, uuid, visitor, categories[visitor]) for record, uuid, visitor in fresh]
        same = {
            "office_id": self._desk.office_id, "is_oral_answer_accepted": False, "is_annulled": False,
            "is_repeated": False, "version": 1, "created_at": self._desk.utc().isoformat(" "),
        }  # fmt: skip
        with counted_at_once(self._desk):
            self._desk.db.bulk.insert_rows(self._desk.db, "appeal", _COLUMNS, rows, same)

    def _mark_of(self, record: AppealRecord) -> str:
        """The file's own UUID, else one made of the content."""
        if record.uuid:
            return record.uuid
        return uuid_from(f"{record.content} {self._memory.times(record.content)}", record.received_on)

    def _is_here(self, record: AppealRecord, uuid: str, known: set[str], numbers: dict[str, str]) -> bool:
        """Whether the row is an appeal that is in already. Raises Refused where it contradicts another one."""
        content, number = record.content, record.number
        if record.uuid and self._memory.said(f"uuid {uuid}", content):
            return True
        if number and self._memory.said(number, content):
            return True
        owner = numbers.get(number) if number else None
        is_here = uuid in known or owner is not None
        if uuid not in known and owner is not None and record.uuid and owner != record.uuid:
            sentence = N_("The number {mark} belongs to another appeal.")
            raise Refused(Problem("number-taken", sentence, "number", {"mark": number}))
        if is_here:
            self._remember(record, uuid)
        return is_here

    def _remember(self, record: AppealRecord, uuid: str) -> None:
        if record.uuid or record.number:
            self._memory.remember(record.content, f"uuid {uuid}" if record.uuid else "", record.number)

    def _row(self, record: AppealRecord, uuid: str, visitor: int, category: str) -> tuple[Any, ...]:
        number, received = record.number, record.received_on
        if number:
            year, serial = year_and_serial(number)
        else:
            year = int(received[:4])
            serial = self._serials.take(year)
            number = number_of(year, serial)
        return (
            uuid, number, year, serial, visitor, received, record.due_on or self._due_of(received), record.closed_on,
            record.topic, record.channel, record.kind, record.district_id, record.expert_id, cleaned(record.summary),
            cleaned(record.written) if record.written else "", record.outcome,
            cleaned(record.result) if record.result else "", record.amount, record.collective, category, record.content,
        )  # fmt: skip

    def _due_of(self, received: str) -> str:
        if received not in self._due:
            self._due[received] = self._deadlines.due(date.fromisoformat(received)).isoformat()
        return self._due[received]


class _Serials:
    """The next numbers of each year: above all that the office has and all that the file brings."""

    def __init__(self, desk: Desk, following: dict[int, int]) -> None:
        self._office_id, self._following = desk.office_id, following
        self._asked: set[int] = set()

    def begin(self) -> None:
        """A new transaction: others may have registered appeals since the last one."""
        self._asked.clear()

    def take(self, year: int) -> int:
        if year not in self._asked:
            self._asked.add(year)
            self._following[year] = max(self._following.get(year, 1), next_serial(self._office_id, year))
        serial = self._following[year]
        self._following[year] = serial + 1
        return serial


def year_and_serial(number: str) -> tuple[int | None, int | None]:
    """Year and serial of a number of our form, else nothing."""
    parts = number_parts(number) if number else None
    return parts if parts is not None and parts[1] < _LARGEST_SERIAL else (None, None)
