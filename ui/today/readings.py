"""What the screens of a day read in one go, each answer as plain data; runs on a lane, knows no widget."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.appeals import queries as appeals
from models.appeals.queries import AppealFilter, AppealRow
from models.changes import Changes
from models.office import hours
from models.office.desk import Desk
from models.office.queries import office_hours
from models.problems import Problem, Refused
from models.reception import operations, queries
from models.reception.queries import AppointmentRow, DayView, FreeSlot, OutreachRow
from models.reception.tables import ARRIVED, STARTED
from models.visitors import queries as visitors
from models.visitors.card import VisitorCard
from models.visitors.names import initials
from resources.words import N_

DUE_DAYS = 3  # appeals due within so many days are on the list of control
DUE_SHOWN = 6
IDLE_DAYS = 30  # an office with nobody booked for so long before and after is taken for a new one


@dataclass(frozen=True)
class DayReading:
    """A day, and the nearest free time where the day itself has no reception."""

    view: DayView
    nearest: FreeSlot | None = None

    @property
    def is_open(self) -> bool:
        """Whether anything can be shown in the grid: somebody receives, or somebody was booked all the same."""
        return bool(self.view.appointments) or any(expert.ranges for expert in self.view.experts)


@dataclass(frozen=True)
class TodayReading:
    """All that the page of today shows."""

    day: DayReading
    waiting: tuple[AppointmentRow, ...]
    due: tuple[AppealRow, ...]
    due_count: int
    due_filter: AppealFilter
    is_new: bool  # nobody is booked far and wide


@dataclass(frozen=True)
class MonthReading:
    """A month as the calendar marks it, the days of the neighbouring months that share its weeks included."""

    first: date
    last: date
    load: dict[date, int]
    closed: dict[date, str]  # holidays and days off with their names
    idle: frozenset[date]  # days without office hours: weekends too
    outreach: tuple[OutreachRow, ...]


@dataclass(frozen=True)
class Opened:
    """An appointment with what is known of its visitor."""

    row: AppointmentRow
    card: VisitorCard | None = None
    others: tuple[str, ...] = ()  # whom the expert receives just now besides


def day(desk: Desk, on: date) -> DayReading:
    """A day by expert."""
    reading = DayReading(queries.day(desk, on))
    if reading.is_open:
        return reading
    found = queries.free_slots(desk, max(on, desk.today()), 45, limit=1)
    return DayReading(reading.view, found[0] if found else None)


def today(desk: Desk, on: date) -> TodayReading:
    """A day by expert with the queue and the appeals on control of today."""
    reading, now = day(desk, on), desk.today()
    rows = reading.view.appointments if on == now else queries.appointments(desk, now, now)
    due_by = now + timedelta(days=DUE_DAYS)
    wanted = AppealFilter(outcome="open", due_by=due_by, sort="due", descending=False)
    around = timedelta(days=IDLE_DAYS)
    is_new = not rows and not queries.load_by_day(desk, now - around, now + around)
    return TodayReading(
        reading, tuple(queries.queue(rows)), tuple(appeals.due_soon(desk, due_by, DUE_SHOWN)),
        appeals.count(desk, wanted), wanted, is_new,
    )  # fmt: skip


def month(desk: Desk, first: date, last: date) -> MonthReading:
    """Load, holidays and outreach of a span of days."""
    office = office_hours(desk, first, last)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    reasons = {on: hours.closed_because(office, on) for on in days}
    return MonthReading(
        first, last, queries.load_by_day(desk, first, last),
        {on: why for on, why in reasons.items() if why is not None},
        frozenset(on for on in days if not hours.office_ranges(office, on)),
        tuple(event for event in queries.outreach(desk, first, last) if not event.is_cancelled),
    )  # fmt: skip


def opened(desk: Desk, appointment_id: int) -> Opened | None:
    """An appointment and its visitor, or None."""
    row = queries.appointment(desk, appointment_id)
    if row is None:
        return None
    on = row.start.date()
    others = received_by(queries.appointments(desk, on, on), row) if on == desk.today() else ()
    return Opened(row, visitors.card(desk, row.visitor_id), others)


def received_by(rows: Iterable[AppointmentRow], row: AppointmentRow) -> tuple[str, ...]:
    """Whom the expert of an appointment that has still to begin or end receives just now besides, by short names."""
    if row.state not in (ARRIVED, STARTED):
        return ()
    others = [one for one in rows if (one.expert_id, one.state) == (row.expert_id, STARTED) and one.id != row.id]
    return tuple(initials(one.visitor) or one.ticket or "—" for one in others)


def appeal_numbered(desk: Desk, number: str) -> int | None:
    """The id of the appeal with exactly this number."""
    found = [hit.id for hit in appeals.by_number(desk, number) if hit.number == number]
    return found[0] if found else None


def begin(desk: Desk, appointment_id: int, version: int | None = None) -> Changes:
    """Begins a reception; if the expert has somebody already, that is said and not forbidden. Raises Refused."""
    changes = operations.mark(desk, appointment_id, STARTED, version)
    row, now = queries.appointment(desk, appointment_id), desk.today()
    others = received_by(queries.appointments(desk, now, now), row) if row is not None else ()
    if not others:
        return changes
    said = N_("{name}: the consultation has begun. The expert is already receiving: {others}")
    return replace(changes, said=said, values={**changes.values, "others": ", ".join(others)})


def call_next(desk: Desk, expert_id: int | None) -> Changes:
    """Begins the reception of the first who waits, an expert's own visitors before the others. Raises Refused."""
    now = desk.today()
    waiting = queries.queue(queries.appointments(desk, now, now))
    own = [row for row in waiting if row.expert_id == expert_id]
    if not waiting:
        raise Refused(Problem("nobody", N_("Nobody is waiting.")))
    first = (own or waiting)[0]
    return begin(desk, first.id, first.version)
