"""What stands on a reception card (карточка личного приёма, 59-ФЗ, art. 13): plain facts, no clock of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from models.appeals import queries
from models.appeals.queries import AppealCard, AppealStep
from models.appeals.tables import Appeal
from models.office.desk import HEAD, Desk
from models.office.queries import Person, staff
from models.office.tables import Office
from models.reception.queries import outreach
from models.reception.tables import Appointment
from models.storage.rows import missing
from models.visitors import card as visitors
from models.visitors.card import VisitorCard

_QUESTION = len("0005.0005.0056.1156")  # an appeal repeats another of the same four blocks


@dataclass(frozen=True)
class CardStep:
    """A step in the course of work."""

    at: datetime  # office wall time
    who: str
    kind: str
    text: str
    outcome: str | None = None


@dataclass(frozen=True)
class CardSheet:
    """One reception card. What the office does not keep (identity document, order, executor) is filled in by hand."""

    office_name: str
    office_address: str
    number: str
    is_annulled: bool
    received_on: date
    held_at: datetime | None  # when the visitor was received, else the booked time; None without a visit
    is_walk_in: bool
    place: str
    channel: str
    expert: str
    expert_position: str
    visitor: str  # full name, surname first; empty where none was given
    birth_date: date | None
    birth_year: int | None
    address: str
    district: str
    phones: tuple[str, ...]  # as people write them
    email: str
    category: str
    is_repeated: bool
    repeats: tuple[str, date] | None  # the number and date of the appeal before it on the same question
    collective: int  # signers
    kind: str
    topic_code: str
    topic: str
    topic_path: str  # the names above it
    summary: str
    written: str
    is_written: bool  # a written appeal was taken
    is_oral_answer_accepted: bool
    due_on: date
    steps: tuple[CardStep, ...]  # the earliest first
    outcome: str | None
    result: str
    amount: Decimal | None
    answers: tuple[tuple[str, date], ...]  # number and date of the signed letters that are in force
    closed_on: date | None
    head: str
    head_position: str


def card_sheet(desk: Desk, appeal_id: int) -> CardSheet:
    """The card of one appeal. Raises Refused where there is none."""
    appeal = queries.one(desk, appeal_id)
    if appeal is None:
        raise missing()
    visitor = visitors.card(desk, appeal.visitor_id)
    office = Office.get_by_id(desk.office_id)
    people = staff(desk, active_only=False)
    expert, head = _person(people, appeal.expert_id), _head(people)
    meeting = Appointment.with_key(appeal.appointment_id, desk.office_id) if appeal.appointment_id else None
    return CardSheet(
        office.name, office.address, appeal.number, appeal.is_annulled, appeal.received_on, _held_at(meeting),
        bool(meeting and meeting.is_walk_in), _place(desk, meeting) or office.address, appeal.channel,
        expert.name if expert else "", expert.position if expert else "", visitor.name, visitor.birth_date,
        visitor.birth_year, visitor.address, appeal.district or visitor.district or "", _phones(visitor),
        visitor.email, visitor.category, appeal.is_repeated, _repeated(appeal), appeal.collective, appeal.kind,
        appeal.topic.code, appeal.topic.name, appeal.topic.path, appeal.summary, appeal.written,
        bool(appeal.written) or appeal.channel == "written", appeal.is_oral_answer_accepted, appeal.due_on,
        _steps(appeal.steps), appeal.outcome, appeal.result, appeal.amount, _answers(desk, appeal), appeal.closed_on,
        head.name if head else "", head.position if head else "",
    )  # fmt: skip


def _person(people: tuple[Person, ...], staff_id: int | None) -> Person | None:
    return next((person for person in people if person.id == staff_id), None)


def _head(people: tuple[Person, ...]) -> Person | None:
    return next((person for person in people if person.is_active and person.role == HEAD), None)


def _held_at(meeting: Appointment | None) -> datetime | None:
    return (meeting.started_at or meeting.starts_at) if meeting else None


def _place(desk: Desk, meeting: Appointment | None) -> str:
    """Where an outreach reception was held; empty for the office itself."""
    if meeting is None or meeting.outreach_id is None:
        return ""
    day = meeting.starts_at.date()
    event = next((one for one in outreach(desk, day, day) if one.id == meeting.outreach_id), None)
    return ", ".join(part for part in (event.place, event.district) if part) if event else ""


def _phones(visitor: VisitorCard) -> tuple[str, ...]:
    return tuple(phone.shown() for phone in visitor.phones)


def _repeated(appeal: AppealCard) -> tuple[str, date] | None:
    """The latest earlier appeal of the visitor on the same question."""
    if not appeal.is_repeated:
        return None
    found = Appeal.raw(
        "SELECT * FROM appeal WHERE visitor_id = ? AND substr(topic, 1, 19) = ? AND is_annulled = 0"
        " AND (received_on, id) < (?, ?) ORDER BY received_on DESC, id DESC LIMIT 1",
        appeal.visitor_id, appeal.topic.code[:_QUESTION], appeal.received_on, appeal.id,
    )  # fmt: skip
    return next(((row.number, row.received_on) for row in found), None)


def _steps(steps: tuple[AppealStep, ...]) -> tuple[CardStep, ...]:
    """Mended facts stand on the card as they are now; that they were other once is the screen's business."""
    return tuple(
        CardStep(step.at, step.who, step.kind, step.text, step.outcome)
        for step in reversed(steps)
        if step.kind != "changed" and (step.kind, step.text) != ("undone", "changed")
    )


def _answers(desk: Desk, appeal: AppealCard) -> tuple[tuple[str, date], ...]:
    annulled = {row[0] for row in desk.db.rows(
        "SELECT id FROM letter WHERE appeal_id = ? AND is_annulled = 1", appeal.id)}  # fmt: skip
    return tuple(
        (number, signed_on)
        for letter_id, number, signed_on in appeal.letters
        if number and signed_on and letter_id not in annulled
    )
