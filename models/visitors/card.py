"""One visitor as the card shows him: the facts, the history, what is booked, who else lives at the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.appeals import queries as appeals
from models.appeals.queries import AppealFilter, AppealRow
from models.office.desk import Desk
from models.office.tables import District
from models.problems import Problem, Refused
from models.reception import queries as reception
from models.reception.queries import AppointmentRow
from models.reception.tables import ARRIVED, BOOKED, DONE, STARTED
from models.visitors import names
from models.visitors.phones import Phone
from models.visitors.rules import VisitorDraft, age_on
from models.visitors.tables import Visitor, VisitorPhone
from resources.words import N_

MOST_NEIGHBOURS = 20


@dataclass(frozen=True)
class Happening:
    """A line of the visitor's history: an appeal, or an appointment from which no appeal came."""

    kind: str  # "appeal", "appointment"
    id: int
    day: date
    at: datetime | None  # of an appointment
    number: str  # of an appeal
    topic: str | None
    topic_name: str  # short
    text: str
    expert: str | None
    outcome: str | None  # of an appeal; None while it is open
    due_on: date | None
    is_overdue: bool
    state: str | None  # of an appointment


@dataclass(frozen=True)
class Booking:
    """A coming or present appointment."""

    id: int
    start: datetime
    expert_id: int
    expert: str
    state: str
    topic: str | None
    topic_name: str
    summary: str


@dataclass(frozen=True)
class Neighbour:
    """Somebody else at the same address."""

    id: int
    name: str


@dataclass(frozen=True)
class VisitorCard:
    """All that is known of a visitor."""

    id: int
    version: int
    draft: VisitorDraft  # as the form takes it
    name: str  # empty for one who gave none
    phones: tuple[Phone, ...]
    birth_date: date | None
    birth_year: int | None
    age: int | None
    gender: str | None
    name_dative: str
    email: str
    address: str
    district_id: int | None
    district: str | None
    category: str
    note: str
    consent_on: date | None
    last_visit: date | None
    receptions: int  # started or done
    appeals: int
    open_appeals: int
    history: tuple[Happening, ...]  # newest first
    bookings: tuple[Booking, ...]  # the next first
    neighbours: tuple[Neighbour, ...]

    @property
    def next_booking(self) -> Booking | None:
        return self.bookings[0] if self.bookings else None

    def addressee(self) -> str:
        """«Третьяковой М.Ю.»"""
        return names.addressee(self.name_dative)

    def salutation(self) -> str:
        """«Уважаемая Мария Юрьевна!»"""
        return names.salutation(self.name, self.gender)

    def may_get_letter(self) -> bool:
        """Whether a written answer is owed: with a surname and a postal address."""
        return names.has_surname(self.name) and bool(self.address.strip())


def card(desk: Desk, visitor_id: int) -> VisitorCard:
    """One visitor with the whole history, in a constant number of statements. Raises Refused where there is none."""
    row = Visitor.with_key(visitor_id)
    if row is None:
        raise Refused(Problem("unknown-visitor", N_("There is no such visitor."), "visitor"))
    phones = _phones(visitor_id)
    meetings = reception.appointments_of_visitor(desk, visitor_id)
    raised = _appeals(desk, visitor_id)
    coming = [m for m in meetings if _is_coming(m, desk.today())]
    district = (
        District.select(District.name).where(District.id == row.district_id).scalar() if row.district_id else None
    )
    dative = names.kept_dative(row.name_dative, row.full_name, row.gender)
    draft = VisitorDraft(
        row.full_name, tuple(phone.typed for phone in phones), row.birth_date, row.birth_year, row.gender,
        dative, row.email, row.address, row.district_id, row.category, row.note, row.uuid,
    )  # fmt: skip
    return VisitorCard(
        row.id, row.version, draft, row.full_name, phones, row.birth_date, row.birth_year,
        age_on(desk.today(), row.birth_date, row.birth_year), row.gender, dative, row.email, row.address,
        row.district_id, district, row.category, row.note, row.consent_on, row.last_visit_on,
        sum(m.state in (STARTED, DONE) for m in meetings), len(raised), sum(a.outcome is None for a in raised),
        _history(raised, [m for m in meetings if m not in coming]), _bookings(coming),
        people_at_same_address(desk, visitor_id, row.address_key),
    )  # fmt: skip


def _phones(visitor_id: int) -> tuple[Phone, ...]:
    query = VisitorPhone.select().where(VisitorPhone.visitor_id == visitor_id)
    ordered = query.order_by(VisitorPhone.place, VisitorPhone.id)
    return tuple(Phone(p.typed, p.e164, p.extension) for p in ordered)


def _appeals(desk: Desk, visitor_id: int) -> list[AppealRow]:
    found = appeals.ids(desk, AppealFilter(visitor_id=visitor_id))
    return [row for row in appeals.rows(desk, found).values() if not row.is_annulled]


def _is_coming(meeting: AppointmentRow, today: date) -> bool:
    return meeting.state in (BOOKED, ARRIVED, STARTED) and meeting.start.date() >= today


def _bookings(coming: list[AppointmentRow]) -> tuple[Booking, ...]:
    found = [
        Booking(m.id, m.start, m.expert_id, m.expert, m.state, m.topic, m.topic_name, m.summary) for m in coming
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda booking: booking.start))


def _history(raised: list[AppealRow], meetings: list[AppointmentRow]) -> tuple[Happening, ...]:
    """A meeting that led to appeals is shown by them alone."""
    numbers = {appeal.number for appeal in raised}
    lines = [
        Happening("appeal", a.id, a.received_on, None, a.number, a.topic, a.topic_name, a.summary, a.expert, a.outcome,
                  a.due_on, a.is_overdue, None)
        for a in raised
    ] + [
        Happening("appointment", m.id, m.start.date(), m.start, "", m.topic, m.topic_name, m.summary, m.expert, None,
                  None, False, m.state)
        for m in meetings
        if not (m.state in (STARTED, DONE) and numbers & set(m.appeals))
    ]  # fmt: skip

    def order(line: Happening) -> tuple[Any, ...]:
        return line.day, line.at or datetime.combine(line.day, datetime.min.time()), line.number, line.id

    return tuple(sorted(lines, key=order, reverse=True))


def people_at_same_address(desk: Desk, visitor_id: int, address_key: str | None = None) -> tuple[Neighbour, ...]:
    """Others at the visitor's address, by name; `address_key` spares looking it up."""
    key = address_key
    if key is None:
        key = Visitor.select(Visitor.address_key).where(Visitor.id == visitor_id).scalar()
    if not key:
        return ()
    query: Any = Visitor.select(Visitor.id, Visitor.full_name).where(
        Visitor.address_key == key, Visitor.id != visitor_id
    )
    return tuple(
        Neighbour(*row) for row in query.order_by(Visitor.sort_key, Visitor.id).limit(MOST_NEIGHBOURS).tuples()
    )
