"""Valid things to begin a test with; each takes what the test is about and fills in the rest."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from models.appeals import operations as appeals
from models.appeals.rules import AppealDraft, ClosingDraft
from models.office.desk import Desk
from models.office.queries import expert_named
from models.reception import operations as reception
from models.reception.operations import Booked
from models.reception.rules import BookingDraft
from models.visitors import operations as visitors
from models.visitors.rules import VisitorDraft

NOW = datetime(2026, 11, 23, 11, 46)  # a Monday
TODAY = NOW.date()
HEATING = "0005.0005.0056.1156"
PENSION = "0002.0007.0071.0282"
DOCTOR = "0002.0014.0143.0413"


def a_visitor_draft(
    name: str = "Третьякова Мария Юрьевна", phone: str = "8 912 884-17-05", **facts: Any
) -> VisitorDraft:
    """Who comes."""
    return VisitorDraft(full_name=name, phones=(phone,) if phone else (), **facts)


def a_visitor(desk: Desk, name: str = "Третьякова Мария Юрьевна", **facts: Any) -> int:
    """A visitor in the file; gives the id."""
    return int(visitors.add_visitor(desk, a_visitor_draft(name, **facts)).result)


def a_booking_draft(desk: Desk, start: datetime, expert: str = "Белов", **facts: Any) -> BookingDraft:
    """A booking of the usual visitor."""
    if "visitor_id" not in facts:
        facts.setdefault("visitor", a_visitor_draft())
    return BookingDraft(expert_id=expert_named(desk, expert).id, start=start, **facts)


def a_booking(
    desk: Desk, start: datetime = datetime(2026, 11, 23, 14, 0), expert: str = "Белов", **facts: Any
) -> Booked:
    """A booked appointment."""
    booked: Booked = reception.book(desk, a_booking_draft(desk, start, expert, **facts)).result
    return booked


def an_appeal(desk: Desk, topic: str = HEATING, received_on: date | None = None, **facts: Any) -> int:
    """A registered appeal; gives the id."""
    if "visitor_id" not in facts:
        facts.setdefault("visitor", a_visitor_draft(address="ул. Революции, д. 24, кв. 61, г. Пермь, 614007"))
    draft = AppealDraft(
        topic=topic, summary=facts.pop("summary", "Холодно в квартире"), received_on=received_on, **facts
    )
    return int(appeals.register(desk, draft).result.id)


def drop_audit_guards(desk: Desk) -> None:
    """What somebody does who opens the database with a tool of his own; inside a write transaction."""
    for name in ("audit_is_not_changed", "audit_is_not_deleted"):
        desk.db.run(f"DROP TRIGGER {name}" + ("" if desk.db.is_file else " ON audit"))


def a_closed_appeal(desk: Desk, outcome: str = "help", **facts: Any) -> int:
    """An appeal closed today."""
    appeal_id = an_appeal(desk, **facts)
    appeals.close_appeal(desk, appeal_id, ClosingDraft(outcome, "Сделан перерасчёт за октябрь."))
    return appeal_id
