"""What the page of outreach reads in one go; runs on a lane, knows no widget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from models.office.desk import Desk
from models.office.queries import staff
from models.reception import queries
from models.reception.queries import AppointmentRow, OutreachRow
from models.reception.tables import CANCELLED

DAYS_BACK = 730
DAYS_AHEAD = 730


@dataclass(frozen=True)
class Events:
    """Coming events by date, past ones the latest first, and the names of all who ever receive."""

    coming: tuple[OutreachRow, ...]
    past: tuple[OutreachRow, ...]
    names: dict[int, str]


@dataclass(frozen=True)
class EventReading:
    """One event with who is booked for it."""

    event: OutreachRow
    appointments: tuple[AppointmentRow, ...]


def events(desk: Desk) -> Events:
    """Outreach events from two years ago to two years ahead."""
    today = desk.today()
    found = queries.outreach(desk, today - timedelta(days=DAYS_BACK), today + timedelta(days=DAYS_AHEAD))
    coming = tuple(event for event in found if event.on_date >= today)
    past = tuple(event for event in reversed(found) if event.on_date < today)
    return Events(coming, past, {person.id: person.name for person in staff(desk, active_only=False)})


def one(desk: Desk, event: OutreachRow) -> EventReading:
    """Who is booked for the event, by time."""
    rows = queries.appointments(desk, event.on_date, event.on_date)
    of_event = tuple(row for row in rows if row.outreach_id == event.id and row.state != CANCELLED)
    return EventReading(event, of_event)
