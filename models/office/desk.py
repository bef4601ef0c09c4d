"""Who asks, where and when: handed to every operation and query instead of anything global."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from models.storage.engine import Database

HEAD, EXPERT, REGISTRAR = "head", "expert", "registrar"
ROLES = (HEAD, EXPERT, REGISTRAR)


class Clock:
    """The time; `fixed` (office wall time) stops it, for tests and demonstrations."""

    def __init__(self, fixed: datetime | None = None) -> None:
        self._fixed = fixed

    def local(self, zone: ZoneInfo) -> datetime:
        """Naive wall time in the zone, to the second."""
        moment = self._fixed or datetime.now(zone)
        return moment.replace(tzinfo=None, microsecond=0)

    def utc(self, zone: ZoneInfo) -> datetime:
        """Naive UTC, to the microsecond."""
        if self._fixed is not None:
            return self._fixed.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None)
        return datetime.now(UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class Actor:
    """The person in whose name something is done."""

    staff_id: int | None
    name: str
    role: str


@dataclass(frozen=True)
class Desk:
    """A working place: the database, the office, the person at it and the clock on the wall."""

    db: Database
    office_id: int
    actor: Actor
    clock: Clock
    zone: ZoneInfo

    def now(self) -> datetime:
        """Office wall time, naive."""
        return self.clock.local(self.zone)

    def utc(self) -> datetime:
        """Naive UTC, for events."""
        return self.clock.utc(self.zone)

    def today(self) -> date:
        return self.now().date()

    def of(self, actor: Actor) -> Desk:
        """The same desk with another person at it."""
        return replace(self, actor=actor)
