"""What stands on the sheet of a day: who comes to whom and when, expert by expert. It lies on the desk, and holds
no more of a person than the desk needs: name, phone, question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.office import hours
from models.office.desk import Desk
from models.office.hours import OfficeHours, Range
from models.office.queries import Person, expert_hours, office_hours, staff
from models.office.tables import Office
from models.reception import queries
from models.reception.queries import AppointmentRow, OutreachRow
from models.reception.tables import CANCELLED
from models.visitors import phones
from models.visitors.tables import VisitorPhone


@dataclass(frozen=True)
class DayLine:
    """One appointment of the day."""

    start: datetime
    end: datetime
    visitor: str  # empty where no name was given
    phone: str  # as people write it
    topic: str  # short name
    summary: str
    state: str
    ticket: str
    is_walk_in: bool
    is_outreach: bool
    cancel_reason: str = ""


@dataclass(frozen=True)
class HoursLine:
    """A stretch of an expert's hours; `place` is the outreach reception's, empty in the office."""

    start: datetime
    end: datetime
    place: str = ""


@dataclass(frozen=True)
class ExpertSheet:
    """An expert's part of the day. Who was cancelled stands aside."""

    name: str
    position: str
    hours: tuple[HoursLine, ...]
    absences: tuple[tuple[time | None, time | None, str], ...]  # from, to (None: the whole day), why
    lines: tuple[DayLine, ...]
    cancelled: tuple[DayLine, ...]


@dataclass(frozen=True)
class DaySheet:
    """A day's receptions."""

    office_name: str
    day: date
    closed_because: str | None
    experts: tuple[ExpertSheet, ...]

    @property
    def lines(self) -> tuple[DayLine, ...]:
        """All who are expected or came."""
        return tuple(line for expert in self.experts for line in expert.lines)

    @property
    def cancelled(self) -> tuple[DayLine, ...]:
        return tuple(line for expert in self.experts for line in expert.cancelled)


def day_sheet(desk: Desk, day: date) -> DaySheet:
    """The day by expert: who receives or is away, and everybody who was booked or came."""
    rows = queries.appointments(desk, day, day)
    typed = _typed_phones(row.visitor_id for row in rows if row.phone is None)
    busy = {row.expert_id for row in rows}
    people = [p for p in staff(desk, active_only=False) if p.id in busy or (p.receives and p.is_active)]
    office = office_hours(desk, day, day)
    own = expert_hours(desk, [p.id for p in people], day, day) if day < date.max else {}
    events = {event.id: event for event in queries.outreach(desk, day, day)}
    experts = []
    for person in people:
        theirs = [row for row in rows if row.expert_id == person.id]
        ranges = hours.expert_ranges(office, own[person.id], day) if person.id in own else []
        absences = own[person.id].absences if person.id in own else ()
        if theirs or ranges:
            experts.append(_expert(person, day, theirs, ranges, absences, events, typed))
    return DaySheet(
        Office.get_by_id(desk.office_id).name, day, _why_closed(office, day), tuple(experts)
    )  # fmt: skip


def _why_closed(office: OfficeHours, day: date) -> str | None:
    """The holiday or the reason; empty for a day without hours, None for an open one."""
    why = hours.closed_because(office, day)
    return why if why is not None or hours.office_ranges(office, day) else ""


def _expert(
    person: Person, day: date, rows: Sequence[AppointmentRow], ranges: Sequence[Range],
    absences: Iterable[tuple[datetime, datetime, str]], events: dict[int, OutreachRow], typed: dict[int, str],
) -> ExpertSheet:  # fmt: skip
    lines = [_line(row, typed) for row in sorted(rows, key=lambda row: (row.start, row.id))]
    return ExpertSheet(
        person.name, person.position, tuple(_hours(ranges, events)),
        tuple(_away(day, *absence) for absence in absences),
        tuple(line for line in lines if line.state != CANCELLED),
        tuple(line for line in lines if line.state == CANCELLED),
    )  # fmt: skip


def _hours(ranges: Sequence[Range], events: dict[int, OutreachRow]) -> Iterable[HoursLine]:
    """The office's hours as far as no outreach reception takes them, and the outreach receptions."""
    trips = [r for r in ranges if r.outreach is not None]
    for r in ranges:
        start = r.start
        for trip in trips if r.outreach is None else ():
            if trip.overlaps(start, r.end):
                if start < trip.start:
                    yield HoursLine(start, trip.start)
                start = trip.end
        if start < r.end:
            yield HoursLine(start, r.end, _place(events, r.outreach))


def _line(row: AppointmentRow, typed: dict[int, str]) -> DayLine:
    return DayLine(
        row.start, row.end, row.visitor, phones.shown(row.phone) if row.phone else typed.get(row.visitor_id, ""),
        row.topic_name, row.summary, row.state, row.ticket or "", row.is_walk_in,
        row.outreach_id is not None, row.cancel_reason,
    )  # fmt: skip


def _place(events: dict[int, OutreachRow], event_id: int | None) -> str:
    event = events.get(event_id) if event_id is not None else None
    return ", ".join(part for part in (event.place, event.district) if part) if event else ""


def _away(day: date, starts: datetime, ends: datetime, why: str) -> tuple[time | None, time | None, str]:
    begins, over = datetime.combine(day, time.min), datetime.combine(day, time.max)
    is_whole = starts <= begins and ends >= over - timedelta(minutes=1)
    return (None, None, why) if is_whole else (max(starts, begins).time(), min(ends, over).time(), why)


def _typed_phones(visitor_ids: Iterable[int]) -> dict[int, str]:
    """Phones that cannot be read stand as they were typed; the one registered first."""
    found: dict[int, str] = {}
    wanted = sorted(set(visitor_ids))
    for start in range(0, len(wanted), 500):
        part = VisitorPhone.select().where(VisitorPhone.visitor_id.in_(wanted[start : start + 500]))
        for phone in part.order_by(VisitorPhone.place.desc(), VisitorPhone.id.desc()):
            found[phone.visitor_id] = phone.typed
    return found
