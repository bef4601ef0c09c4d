"""Booked appointments that the hours no longer hold: after new hours, an absence, a day off. They never vanish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.office.desk import Desk
from models.office.hours import ExpertHours, OfficeHours, expert_ranges, why_not
from models.office.queries import expert_hours, office_hours
from models.office.tables import Staff
from models.problems import Problem
from models.reception.tables import BOOKED, Appointment
from models.visitors.tables import Visitor
from resources.words import N_


@dataclass(frozen=True)
class Outside:
    """A coming appointment at a time when its expert does not receive, and why."""

    appointment_id: int
    starts_at: datetime
    expert_name: str
    visitor_name: str
    why: Problem


def appointments_outside(desk: Desk) -> tuple[Outside, ...]:
    """Coming booked appointments that stand outside the hours, the earliest first."""
    coming = list(
        Appointment.select()
        .where(
            Appointment.office_id == desk.office_id,
            Appointment.state == BOOKED,
            Appointment.starts_at >= desk.now().replace(second=0, microsecond=0),
            ~Appointment.is_walk_in,
        )
        .order_by(Appointment.starts_at, Appointment.id)
    )
    if not coming:
        return ()
    first, last = coming[0].starts_at.date(), coming[-1].starts_at.date()
    office = office_hours(desk, first, last)
    own = expert_hours(desk, sorted({row.expert_id for row in coming}), first, last)
    found = [(row, why) for row in coming if (why := _why_outside(office, own[row.expert_id], row)) is not None]
    experts = {row.id: row.name for row in Staff.select(Staff.id, Staff.name)}
    visitors = {
        row.id: row.full_name
        for row in Visitor.select(Visitor.id, Visitor.full_name).where(
            Visitor.id.in_([row.visitor_id for row, _why in found])
        )
    }
    return tuple(
        Outside(row.id, row.starts_at, experts.get(row.expert_id, ""), visitors.get(row.visitor_id, ""), why)
        for row, why in found
    )


def _why_outside(office: OfficeHours, expert: ExpertHours, row: Appointment) -> Problem | None:
    """None where one stretch of the expert's day holds the whole visit and no absence touches it."""
    start, end = row.starts_at, row.ends_at
    is_away = any(first < end and start < last for first, last, _why in expert.absences)
    ranges = expert_ranges(office, expert, start.date())
    if not is_away and any(r.start <= start and end <= r.end and r.outreach == row.outreach_id for r in ranges):
        return None
    why = why_not(office, expert, start, int((end - start).total_seconds()) // 60)
    if why is None or why.code == "off-grid":
        return Problem("outside", N_("That time is outside the reception hours."), "start")
    return why
