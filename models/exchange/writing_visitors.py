"""Writing visitors in bulk, each exactly once however often he is given. Inside the caller's transaction.

    writer = VisitorWriter(desk)
    with desk.db.transaction("import", desk) as entry:
        done = writer.write([VisitorRecord(VisitorDraft("Семёнов Пётр Ильич", ("8 912 884-17-05",), uuid="…")), …])
        entry.concerns("visitor", None, imported=done.imported)

A visitor who is known by the facts of his row is filled in where something is missing; one whose UUID is in the file
already is left as he is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from models.exchange.visitors import VisitorRecord
from models.exchange.writing import FileMemory, Written
from models.office.desk import Desk
from models.problems import Refused
from models.storage.keys import uuid_from
from models.visitors.identity import ids_by_uuid
from models.visitors.intake import Intake

_DAY = "0000-00-00"  # visitors have none that their UUIDs could begin with


class VisitorWriter:
    """Remembers over the batches of one file what stood in it. `apart`: the UUIDs that it names; see Intake.

    A trial writes nothing and counts as if it had.
    """

    def __init__(self, desk: Desk, apart: Collection[str] = frozenset(), is_trial: bool = False) -> None:
        self._desk, self._apart = desk, apart
        self._memory = FileMemory()
        # a trial writes nothing: whom the batches before would have added it knows from its one intake only
        self._trial = Intake(desk, in_bulk=True, apart=apart) if is_trial else None

    def write(self, records: Sequence[VisitorRecord]) -> Written:
        """Writes a batch; the caller's transaction makes it last."""
        done = Written()
        marks = [record.draft.uuid or self._made(record) for record in records]
        known = ids_by_uuid(self._desk, marks)
        intake = self._trial or Intake(self._desk, in_bulk=True, apart=self._apart)
        intake.prepare([record.draft for record, uuid in zip(records, marks, strict=True) if uuid not in known])
        for place, (record, uuid) in enumerate(zip(records, marks, strict=True)):
            try:
                is_here = bool(record.draft.uuid) and self._memory.said(uuid, record.content)
                if is_here or uuid in known:
                    done.already += 1
                elif intake.take(record.draft, mark=uuid)[1]:
                    done.imported += 1
                else:
                    done.already += 1
            except Refused as refused:
                done.rejected[place] = refused
                continue
            if record.draft.uuid:
                self._memory.remember(record.content, uuid)
        if self._trial is None:
            intake.write()
        return done

    def _made(self, record: VisitorRecord) -> str:
        return uuid_from(f"visitor {record.content} {self._memory.times(record.content)}", _DAY)
