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

# Fixed SQL: this runs in every operation, and building a statement costs more than running it.
_LAST = "SELECT hash FROM audit WHERE office_id = ? ORDER BY id DESC LIMIT 1"
_APPEND = """
INSERT INTO audit (office_id, at, actor_id, actor_name, action, subject, subject_id, details, previous_hash, hash)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


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
    said = [row.actor_id, row.actor_name, row.action, row.subject, row.subject_id, row.details]
    return [row.office_id, row.at.isoformat(), *said]


def append(desk: Desk, entry: Entry) -> str:
    """Writes the entry at the end of the office's chain, inside the operation's transaction, and gives its hash."""
    last = desk.db.rows(_LAST, desk.office_id)
    previous = last[0][0] if last else ""
    at = desk.utc()
    details = json.dumps(entry.details, ensure_ascii=False, sort_keys=True, default=str)
    said = [desk.actor.staff_id, desk.actor.name, entry.action, entry.subject, entry.subject_id, details]
    digest = _digest(previous, [desk.office_id, at.isoformat(), *said])
    desk.db.run(_APPEND, desk.office_id, at.isoformat(" "), *said, previous, digest)
    return digest


def first_broken_entry(office_id: int, head: str = "") -> int | None:
    """The id of the first audit row that does not fit the chain, or None where the chain is whole.

    A `head` that was noted elsewhere must be in it; if it is not, the entries after the last one are missing.
    """
    previous, last = "", 0
    is_there = not head
    for row in Audit.select().where(Audit.office_id == office_id).order_by(Audit.id).iterator():
        if row.previous_hash != previous or row.hash != _digest(previous, _facts(row)):
            return int(row.id)
        previous, last = row.hash, int(row.id)
        is_there = is_there or previous == head
    return None if is_there else last + 1


def parsed_moment(text: str) -> datetime:
    """The moment of an audit row."""
    return datetime.fromisoformat(text)
