"""The append-only audit: an entry for every operation, each holding the hash of the one before."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from models.audit.tables import Audit

if TYPE_CHECKING:
    from models.office.desk import Desk


@dataclass
class Entry:
    """What an operation tells the audit about itself while it runs: codes and dates, never names or texts."""

    action: str
    subject: str = ""
    subject_id: int | None = None
    details: dict[str, Any] = field(default_factory=dict)

    def concerns(self, subject: str, subject_id: int | None, **details: Any) -> None:
        """Names the row that the operation is about."""
        self.subject, self.subject_id = subject, subject_id
        self.details.update(details)


def _digest(previous: str, facts: list[Any]) -> str:
    text = json.dumps(facts, ensure_ascii=False, default=str)
    return hashlib.sha256((previous + text).encode()).hexdigest()


def _facts(row: Audit) -> list[Any]:
    return [row.office_id, row.at.isoformat(), row.actor_id, row.actor_name, row.action, row.subject, row.subject_id, row.details]


def append(desk: Desk, entry: Entry) -> None:
    """Writes the entry at the end of the office's chain; called inside the operation's transaction."""
    last = (
        Audit.select(Audit.hash).where(Audit.office_id == desk.office_id).order_by(Audit.id.desc()).limit(1).scalar()
    )  # fmt: skip
    row = Audit(
        office_id=desk.office_id, at=desk.utc(), actor_id=desk.actor.staff_id, actor_name=desk.actor.name,
        action=entry.action, subject=entry.subject, subject_id=entry.subject_id,
        details=json.dumps(entry.details, ensure_ascii=False, sort_keys=True, default=str), previous_hash=last or "",
    )  # fmt: skip
    row.hash = _digest(row.previous_hash, _facts(row))
    row.save(force_insert=True)


def first_broken_entry(office_id: int) -> int | None:
    """The id of the first audit row that does not fit the chain, or None where the chain is whole."""
    previous = ""
    for row in Audit.select().where(Audit.office_id == office_id).order_by(Audit.id).iterator():
        if row.previous_hash != previous or row.hash != _digest(previous, _facts(row)):
            return int(row.id)
        previous = row.hash
    return None


def parsed_moment(text: str) -> datetime:
    """The moment of an audit row."""
    return datetime.fromisoformat(text)
