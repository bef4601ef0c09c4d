"""Writing appointments in bulk, each exactly once however often it is given. Inside the caller's transaction.

    writer = AppointmentWriter(desk)
    with desk.db.transaction("import", desk) as entry:
        done = writer.write(records)            # AppointmentRecord, a few thousand at a time
        entry.concerns("appointment", None, imported=done.imported)

A record names its visitor as an appeal's does: nothing but the UUID of a visitor in the file is the quickest. What a
file cannot know is taken from the plan: who came is said to have come, begun and ended at the planned times.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from models.exchange.appointments import AppointmentRecord
from models.exchange.writing import FileMemory, Written
from models.office.desk import Desk
from models.problems import Problem, Refused
from models.reception.bulk import counted_at_once
from models.reception.rules import TAKES_THE_TIME
from models.reception.tables import ARRIVED, DONE, STARTED
from models.storage.keys import cleaned, uuid_from
from models.storage.rows import rows_by
from models.visitors.intake import Intake
from resources.words import N_

_COLUMNS = (
    "uuid", "visitor_id", "expert_id", "starts_at", "ends_at", "state", "ticket", "topic", "summary", "outreach_id",
    "is_walk_in", "arrived_at", "started_at", "finished_at", "content_hash",
)  # fmt: skip
_VISITOR = _COLUMNS.index("visitor_id")
_UUIDS = "SELECT uuid FROM appointment WHERE uuid IN ({keys})"
_TAKEN = (
    "SELECT expert_id, starts_at, ends_at FROM appointment WHERE expert_id IN ({keys}) AND is_walk_in = 0 "
    "AND starts_at > '{first}' AND starts_at < '{last}' AND state IN ('booked', 'arrived', 'started', 'done')"
)


class AppointmentWriter:
    """Remembers over the batches of one file what stood in it. `apart`: the UUIDs of visitors that it names.

    A trial writes nothing and counts as if it had.
    """

    def __init__(self, desk: Desk, apart: Collection[str] = frozenset(), is_trial: bool = False) -> None:
        self._desk, self._apart = desk, apart
        self._memory = FileMemory()
        # a trial writes nothing: whom the batches before would have added it knows from its one intake only
        self._trial = Intake(desk, in_bulk=True, apart=apart) if is_trial else None
        self._given: list[AppointmentRecord] = []  # by the batches of a trial

    def write(self, records: Sequence[AppointmentRecord]) -> Written:
        """Writes a batch; the caller's transaction makes it last."""
        done = Written()
        marks = [record.uuid or self._made(record) for record in records]
        known = {uuid for (uuid,) in rows_by(self._desk.db, _UUIDS, marks)}
        new = [record for record, uuid in zip(records, marks, strict=True) if uuid not in known]
        times = _Times(self._desk, new, self._given)
        intake = self._trial or Intake(self._desk, in_bulk=True, apart=self._apart)
        intake.prepare([record.visitor for record in new])
        rows: list[tuple[Any, ...]] = []
        for place, (record, uuid) in enumerate(zip(records, marks, strict=True)):
            try:
                if (record.uuid and self._memory.said(uuid, record.content)) or uuid in known:
                    done.already += 1
                else:
                    times.require_free(record)
                    visited_on = record.starts_at[:10] if record.state == DONE else None
                    rows.append(_row(record, uuid, intake.keep(record.visitor, visited_on, uuid)))
                    times.take(record)
                    if self._trial is not None:
                        self._given.append(record)
            except Refused as refused:
                done.rejected[place] = refused
                continue
            if record.uuid:
                self._memory.remember(record.content, uuid)
        done.imported = len(rows)
        if self._trial is None:
            self._insert(rows, intake)
        return done

    def _insert(self, rows: Sequence[tuple[Any, ...]], intake: Intake) -> None:
        intake.write()
        same = {
            "office_id": self._desk.office_id, "cancel_reason": "", "version": 1,
            "created_at": self._desk.utc().isoformat(" "),
        }  # fmt: skip
        with counted_at_once(self._desk, {row[_VISITOR] for row in rows}):
            self._desk.db.bulk.insert_rows(self._desk.db, "appointment", _COLUMNS, rows, same)

    def _made(self, record: AppointmentRecord) -> str:
        return uuid_from(f"appointment {record.content} {self._memory.times(record.content)}", record.starts_at[:10])


class _Times:
    """The times that experts have given away already (`given`: not written yet), and those that a batch gives away."""

    def __init__(
        self, desk: Desk, records: Sequence[AppointmentRecord], given: Sequence[AppointmentRecord] = ()
    ) -> None:
        self._of: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
        if not records:
            return
        first = datetime.fromisoformat(min(record.starts_at for record in records)) - timedelta(days=1)
        last = max(record.ends_at for record in records)
        experts = {record.expert_id for record in records}
        for expert, starts_at, ends_at in rows_by(
            desk.db, _TAKEN.format(first=first, last=last, keys="{keys}"), experts
        ):
            self._of[expert].append((starts_at, ends_at))
        for one in given:
            if one.expert_id in experts and str(first) < one.starts_at < last and _takes(one):
                self._of[one.expert_id].append((one.starts_at, one.ends_at))
        for times in self._of.values():
            times.sort()

    def require_free(self, record: AppointmentRecord) -> None:
        """Raises Refused where the expert has somebody else at that time."""
        if not _takes(record):
            return
        times = self._of[record.expert_id]
        place = bisect_left(times, (record.starts_at, record.ends_at))
        after = place < len(times) and times[place][0] < record.ends_at
        if after or (place > 0 and times[place - 1][1] > record.starts_at):
            sentence = N_("The expert has another appointment at that time.")
            raise Refused(Problem("taken", sentence, "start"))

    def take(self, record: AppointmentRecord) -> None:
        if _takes(record):
            insort(self._of[record.expert_id], (record.starts_at, record.ends_at))


def _takes(record: AppointmentRecord) -> bool:
    return not record.is_walk_in and record.state in TAKES_THE_TIME


def _row(record: AppointmentRecord, uuid: str, visitor_id: int) -> tuple[Any, ...]:
    state, starts_at = record.state, record.starts_at
    has_begun = state in (STARTED, DONE)
    return (
        uuid, visitor_id, record.expert_id, starts_at, record.ends_at, state, record.ticket, record.topic,
        cleaned(record.summary) if record.summary else "", record.outreach_id, record.is_walk_in,
        starts_at if has_begun or state == ARRIVED else None, starts_at if has_begun else None,
        record.ends_at if state == DONE else None, record.content,
    )  # fmt: skip
