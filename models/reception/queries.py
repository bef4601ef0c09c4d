"""What screens and papers read of bookings: the day by experts, free times, the queue, outreach events, calls."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from models.appeals.tables import Appeal
from models.office import hours
from models.office.desk import Desk
from models.office.queries import Person, expert_hours, office_hours, staff
from models.office.tables import District
from models.office.topics import covers, short_names
from models.office.wall_time import is_leapt_over
from models.reception.rules import TAKES_THE_TIME, YEARS_AHEAD
from models.reception.tables import (
    ARRIVED,
    BOOKED,
    CANCELLED,
    DONE,
    NO_SHOW,
    STARTED,
    Appointment,
    CallNote,
    OutreachEvent,
)
from models.visitors.tables import Visitor, VisitorPhone

_CLOSED_ON = """
SELECT outcome, COUNT(*) FROM appeal WHERE office_id = ? AND closed_on = ? AND is_annulled = 0 GROUP BY outcome
"""


@dataclass(frozen=True)
class AppointmentRow:
    """One appointment with what is shown of it."""

    id: int
    start: datetime
    end: datetime
    expert_id: int
    expert: str
    visitor_id: int
    visitor: str  # empty where no name was given
    phone: str | None  # E.164 of the one registered first
    state: str
    ticket: str | None
    topic: str | None
    topic_name: str  # short
    summary: str
    outreach_id: int | None
    is_walk_in: bool
    arrived_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    cancel_reason: str
    version: int
    appeals: tuple[str, ...] = ()  # numbers of the appeals recorded at it


@dataclass(frozen=True)
class ExpertDay:
    """An expert's column: where the grid lies and what takes time out of it."""

    expert: Person
    topic_names: tuple[str, ...]
    ranges: tuple[hours.Range, ...]
    absences: tuple[tuple[datetime, datetime, str], ...]
    slots: tuple[hours.Slot, ...]  # free and taken


@dataclass(frozen=True)
class DayView:
    """A day by expert, with its counts."""

    day: date
    closed_because: str | None
    experts: tuple[ExpertDay, ...]
    appointments: tuple[AppointmentRow, ...]  # by start, expert, id; cancelled ones too
    outreach: tuple[OutreachRow, ...]
    booked: int
    received: int
    help_given: int
    advice_only: int
    calls: int


@dataclass(frozen=True)
class OutreachRow:
    """An outreach event with its load."""

    id: int
    on_date: date
    district_id: int | None
    district: str
    place: str
    hours: tuple[str, ...]
    slot_minutes: int
    experts: tuple[int, ...]
    is_cancelled: bool
    version: int
    places: int
    booked: int


@dataclass(frozen=True)
class FreeSlot:
    """A time that can be booked; `outreach` names the place of an outreach event."""

    expert_id: int
    expert: str
    start: datetime
    end: datetime
    outreach_id: int | None
    outreach: str | None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time())


def _end_of(day: date) -> datetime:
    return datetime.combine(day, datetime.max.time())


def appointments(desk: Desk, first: date, last: date) -> list[AppointmentRow]:
    """All appointments of some days, both included, by start, expert, id."""
    return _rows(
        desk,
        (Appointment.office_id == desk.office_id)
        & (Appointment.starts_at >= _midnight(first))
        & (Appointment.starts_at <= _end_of(last)),
    )


def appointment(desk: Desk, appointment_id: int) -> AppointmentRow | None:
    """One appointment, or None."""
    rows = _rows(desk, (Appointment.id == appointment_id) & (Appointment.office_id == desk.office_id))
    return rows[0] if rows else None


def appointments_of_visitor(desk: Desk, visitor_id: int) -> list[AppointmentRow]:
    """All appointments of a visitor, the newest first."""
    return _rows(desk, (Appointment.visitor_id == visitor_id) & (Appointment.office_id == desk.office_id))[::-1]


def _rows(desk: Desk, condition: Any) -> list[AppointmentRow]:
    names = {person.id: person.name for person in staff(desk, active_only=False)}
    query: list[Any] = list(
        Appointment.select(Appointment, Visitor.full_name)
        .join(Visitor, on=(Appointment.visitor_id == Visitor.id))
        .where(condition)
        .objects()
    )
    phones: dict[int, str | None] = {}
    ids = [row.visitor_id for row in query]
    for part in _parts(ids):
        for phone in VisitorPhone.select().where(VisitorPhone.visitor_id.in_(part)).order_by(VisitorPhone.place.desc()):
            if phone.e164:
                phones[phone.visitor_id] = phone.e164
    numbers: dict[int | None, tuple[str, ...]] = {}
    for part in _parts([row.id for row in query]):
        for appeal in (
            Appeal.select(Appeal.appointment_id, Appeal.number)
            .where(Appeal.appointment_id.in_(part))
            .order_by(Appeal.id)
        ):
            numbers[appeal.appointment_id] = (*numbers.get(appeal.appointment_id, ()), appeal.number)
    topics = short_names([row.topic for row in query if row.topic])
    rows = [
        AppointmentRow(
            row.id,
            row.starts_at,
            row.ends_at,
            row.expert_id,
            names.get(row.expert_id, ""),
            row.visitor_id,
            row.full_name,
            phones.get(row.visitor_id),
            row.state,
            row.ticket,
            row.topic,
            topics.get(row.topic or "", ""),
            row.summary,
            row.outreach_id,
            row.is_walk_in,
            row.arrived_at,
            row.started_at,
            row.finished_at,
            row.cancel_reason,
            row.version,
            numbers.get(row.id, ()),
        )
        for row in query
    ]
    return sorted(rows, key=lambda row: (row.start, row.expert, row.id))


def _parts(ids: Iterable[int]) -> list[list[int]]:
    """Ids in portions that one statement can take."""
    unique = sorted(set(ids))
    return [unique[i : i + 500] for i in range(0, len(unique), 500)]


def day(desk: Desk, on: date) -> DayView:
    """A day as the desk sees it, whatever the number of experts in a constant number of statements."""
    rows = appointments(desk, on, on)
    people = [p for p in staff(desk, active_only=False) if p.receives]
    with_work = {row.expert_id for row in rows}
    people = [p for p in people if p.is_active or p.id in with_work]
    office = office_hours(desk, on, on)
    own = expert_hours(desk, [p.id for p in people], on, on)
    names = short_names([code for p in people for code in p.topics])
    columns = tuple(
        ExpertDay(
            person, tuple(names.get(code, code) for code in person.topics),
            tuple(hours.expert_ranges(office, own[person.id], on)), own[person.id].absences,
            tuple(hours.grid(office, own[person.id], on)),
        )
        for person in people
    )  # fmt: skip
    closed = dict(desk.db.rows(_CLOSED_ON, desk.office_id, on))
    return DayView(
        on, hours.closed_because(office, on), columns, tuple(rows), tuple(outreach(desk, on, on)),
        sum(row.state not in (CANCELLED, NO_SHOW) for row in rows), sum(row.state == DONE for row in rows),
        closed.get("help", 0), closed.get("advice", 0), calls(desk, on, on),
    )  # fmt: skip


def calls(desk: Desk, first: date, last: date) -> int:
    """How many calls were only a question."""
    return int(
        CallNote.select().where(
            CallNote.office_id == desk.office_id,
            CallNote.at.between(_midnight(first), _midnight(last + timedelta(days=1)) - timedelta(seconds=1)),
        ).count()
    )  # fmt: skip


@dataclass(frozen=True)
class CallLine:
    """A noted call."""

    id: int
    at: datetime
    text: str
    who: str


def call_notes(desk: Desk, first: date, last: date) -> list[CallLine]:
    """The noted calls of some days, both included, the newest first."""
    names: dict[int | None, str] = {person.id: person.name for person in staff(desk, active_only=False)}
    query = CallNote.select().where(
        CallNote.office_id == desk.office_id,
        CallNote.at >= _midnight(first),
        CallNote.at < _midnight(last + timedelta(days=1)),
    )
    found = query.order_by(CallNote.at.desc(), CallNote.id.desc())
    return [CallLine(note.id, note.at, note.text, names.get(note.staff_id, "")) for note in found]


def queue(rows: Iterable[AppointmentRow]) -> list[AppointmentRow]:
    """Who waits, in the order of being called: the booked by their time once it is near, then by arrival."""
    waiting = [row for row in rows if row.state == ARRIVED and row.arrived_at is not None]
    return sorted(waiting, key=lambda row: (row.start if not row.is_walk_in else (row.arrived_at or row.start), row.id))


def free_slots(
    desk: Desk, first: date, days: int, expert_ids: list[int] | None = None, topic: str | None = None,
    limit: int | None = None, besides: int | None = None,
) -> list[FreeSlot]:  # fmt: skip
    """Free times from now on, by start and expert. With a topic only of the experts who receive on it.

    `besides` is an appointment whose own time counts as free, for moving it.
    """
    first, last = _bookable(desk, first, days)
    people = [p for p in staff(desk) if p.receives and (expert_ids is None or p.id in expert_ids)]
    if topic:
        people = experts_for(people, topic)
    if not people or last < first:
        return []
    office = office_hours(desk, first, last)
    ids = [p.id for p in people]
    own = expert_hours(desk, ids, first, last)
    taken: dict[int, list[tuple[datetime, datetime]]] = {}
    for row in Appointment.select(Appointment.expert_id, Appointment.starts_at, Appointment.ends_at).where(
        Appointment.expert_id.in_(ids),
        Appointment.starts_at <= _end_of(last),
        Appointment.starts_at >= _midnight(first) - timedelta(days=1),
        ~Appointment.is_walk_in,
        Appointment.state.in_(TAKES_THE_TIME),
        Appointment.id != (besides or 0),
    ):
        taken.setdefault(row.expert_id, []).append((row.starts_at, row.ends_at))
    places = {event.id: event.place for event in outreach(desk, first, last)} if office.events else {}
    now = desk.now().replace(second=0)
    found: list[FreeSlot] = []
    for offset in range((last - first).days + 1):
        on = first + timedelta(days=offset)
        of_day = [
            FreeSlot(p.id, p.name, s.start, s.end, s.outreach, places.get(s.outreach) if s.outreach else None)
            for p in people
            for s in hours.free(hours.grid(office, own[p.id], on), taken.get(p.id, ()), now)
            if not is_leapt_over(s.start, desk.zone)
        ]
        found += sorted(of_day, key=lambda slot: (slot.start, slot.expert))
        if limit is not None and len(found) >= limit:
            return found[:limit]
    return found


def _bookable(desk: Desk, first: date, days: int) -> tuple[date, date]:
    """The first and last of these days between today and the furthest that is booked; reversed where there is none."""
    today = desk.today()
    until = date(today.year + YEARS_AHEAD, 12, 31)
    length = min(max(days, 1), (until - first).days + 1)
    return max(first, today), first + timedelta(days=length - 1) if length > 0 else date.min


def experts_for(people: Iterable[Person], topic: str | None) -> list[Person]:
    """Who receives on the topic: those named for it or for something under it, else those without topics of their own.

    Without a topic everybody.
    """
    everybody = list(people)
    if not topic:
        return everybody
    named = [p for p in everybody if any(covers(code, topic) or covers(topic, code) for code in p.topics)]
    return named or [p for p in everybody if not p.topics]


def outreach(desk: Desk, first: date, last: date) -> list[OutreachRow]:
    """Outreach events of some days with their load, by date."""
    events = list(
        OutreachEvent.select()
        .where(OutreachEvent.office_id == desk.office_id, OutreachEvent.on_date.between(first, last))
        .order_by(OutreachEvent.on_date, OutreachEvent.id)
    )
    if not events:
        return []
    districts: dict[int | None, str] = {row.id: row.name for row in District.select(District.id, District.name)}
    booked: dict[int | None, int] = {}
    for row in Appointment.select(Appointment.outreach_id).where(
        Appointment.outreach_id.in_([e.id for e in events]), Appointment.state.in_((BOOKED, ARRIVED, STARTED, DONE))
    ):
        booked[row.outreach_id] = booked.get(row.outreach_id, 0) + 1
    return [
        OutreachRow(
            e.id, e.on_date, e.district_id, districts.get(e.district_id, ""), e.place, tuple(e.hours), e.slot_minutes,
            tuple(e.experts), e.is_cancelled, e.version, _places(e), booked.get(e.id, 0),
        )
        for e in events
    ]  # fmt: skip


def _places(event: OutreachEvent) -> int:
    minutes = timedelta(minutes=event.slot_minutes)
    per_expert = sum(int((r.end - r.start) / minutes) for r in hours.ranges_on(event.on_date, event.hours))
    return per_expert * len(event.experts)


def load_by_day(desk: Desk, first: date, last: date) -> dict[date, int]:
    """How many people are expected or were received on each day of a span, for the calendar."""
    counts: dict[date, int] = {}
    for row in Appointment.select(Appointment.starts_at).where(
        Appointment.office_id == desk.office_id, Appointment.starts_at >= _midnight(first),
        Appointment.starts_at < _midnight(last + timedelta(days=1)), Appointment.state.in_(TAKES_THE_TIME),
    ):  # fmt: skip
        counts[row.starts_at.date()] = counts.get(row.starts_at.date(), 0) + 1
    return counts
