"""What the settings page shows, read in one go: the office's content, its people, its copies, what stands outside."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from models.office import setup, topics
from models.office.desk import Desk
from models.office.tables import Absence, Staff
from models.reception.outside import Outside, appointments_outside


@dataclass(frozen=True)
class Member:
    """One of the staff as an office file describes them, with the id; those who left too."""

    id: int
    person: dict[str, Any]
    is_active: bool


@dataclass(frozen=True)
class KeptCopy:
    """A verified copy of the office's file."""

    path: Path
    made_at: datetime
    size: int  # bytes


@dataclass(frozen=True)
class Settings:
    """The office as its settings show it."""

    content: dict[str, Any]
    members: tuple[Member, ...]
    outside: tuple[Outside, ...]
    file: Path | None  # None where the office lies on a server
    copies: tuple[KeptCopy, ...]
    topic_names: dict[str, str] = field(default_factory=dict)  # code → short name, of every code that somebody has


def settings(desk: Desk) -> Settings:
    """Everything the page needs."""
    members = _members(desk)
    codes = sorted({code for member in members for code in member.person["topics"]})
    return Settings(
        setup.exported(desk),
        members,
        appointments_outside(desk),
        desk.db.path if desk.db.is_file else None,
        kept_copies(desk),
        topics.short_names(codes),
    )


def _members(desk: Desk) -> tuple[Member, ...]:
    """The staff in the office's order, those who left last."""
    rows = list(Staff.select().where(Staff.office_id == desk.office_id).order_by(Staff.place, Staff.id))
    absences: dict[int, list[dict[str, Any]]] = {}
    for item in Absence.select().order_by(Absence.starts_at):
        absences.setdefault(item.staff_id, []).append(setup.absence_content(item))
    keys = ("name", "position", "role", "login", "phone", "receives", "topics", "hours", "slot_minutes")
    members = [
        Member(
            row.id, {**{key: getattr(row, key) for key in keys}, "absences": absences.get(row.id, [])}, row.is_active
        )
        for row in rows
    ]
    return tuple(sorted(members, key=lambda member: not member.is_active))


def kept_copies(desk: Desk) -> tuple[KeptCopy, ...]:
    """The copies beside the office's file, the newest first; a server keeps its own."""
    found: list[KeptCopy] = []
    if not desk.db.is_file:
        return ()
    for path in (desk.db.path.parent / "copies").glob("*.db"):
        with contextlib.suppress(OSError):
            facts = path.stat()
            made = datetime.fromtimestamp(facts.st_mtime, desk.zone).replace(tzinfo=None)
            found.append(KeptCopy(path, made, facts.st_size))
    return tuple(sorted(found, key=lambda copy: copy.made_at, reverse=True))
