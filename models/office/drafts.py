"""What is being typed into a form, kept so that a killed program loses nothing; gone once it is saved."""

from __future__ import annotations

from typing import Any

from models.office.desk import Desk
from models.office.tables import Draft


def save_draft(desk: Desk, key: str, content: dict[str, Any]) -> None:
    """Keeps the newest content under the key. No audit row: nothing has been said yet.

    An office that may only be read keeps none: it must not complain at every letter that is typed.
    """
    if desk.db.is_read_only:
        return
    with desk.db.writing():
        Draft.insert(
            office_id=desk.office_id, staff_id=desk.actor.staff_id, key=key, content=content, saved_at=desk.utc()
        ).on_conflict(
            conflict_target=[Draft.office_id, Draft.key],
            update={Draft.content: content, Draft.saved_at: desk.utc(), Draft.staff_id: desk.actor.staff_id},
        ).execute()


def load_draft(desk: Desk, key: str) -> dict[str, Any] | None:
    """The content kept under the key, or None."""
    row = Draft.get_or_none(Draft.office_id == desk.office_id, Draft.key == key)
    return dict(row.content) if row else None


def drop_draft(desk: Desk, key: str) -> None:
    """Forgets the draft; a missing one is no error."""
    if desk.db.is_read_only:
        return
    with desk.db.writing():
        Draft.delete().where(Draft.office_id == desk.office_id, Draft.key == key).execute()
