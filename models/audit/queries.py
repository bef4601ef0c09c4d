"""Looking into the audit: what was noted since a moment. Reads only; names of visitors never stand there."""

from __future__ import annotations

import json
from typing import Any

from models.audit.tables import Audit
from models.office.desk import Desk
from models.storage.orm import peewee


def last_entry(desk: Desk) -> int:
    """The id of the office's latest entry, 0 where there is none."""
    newest = Audit.select(peewee.fn.COALESCE(peewee.fn.MAX(Audit.id), 0)).where(Audit.office_id == desk.office_id)
    return int(newest.scalar())


def details_since(desk: Desk, entry_id: int, action: str) -> list[dict[str, Any]]:
    """What this actor's entries of one action noted about themselves after `entry_id`, in order."""
    entries = (
        Audit.select(Audit.details)
        .where(Audit.office_id == desk.office_id, Audit.id > entry_id, Audit.action == action)
        .where(Audit.actor_name == desk.actor.name)
        .order_by(Audit.id)
    )
    return [json.loads(entry.details) for entry in entries]
