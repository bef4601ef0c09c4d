"""The lists behind figures that count no appeals: receptions, visitors, calls. Runs on a lane, knows no widget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.office.desk import Desk
from models.reception import queries
from models.reception.tables import DONE, NO_SHOW, STARTED
from models.reports.report import Period

STATES = {"receptions": (STARTED, DONE), "no_shows": (NO_SHOW,), "visitors_received": (DONE,)}


@dataclass(frozen=True)
class Behind:
    """One thing that a figure counts; `visitor_id` None for a call."""

    id: int
    at: datetime
    what: str  # a visitor's name, or what a caller asked
    topic: str
    who: str  # of the staff
    visitor_id: int | None


def behind(desk: Desk, name: str, period: Period) -> list[Behind]:
    """Everything that a total of the report counts, the latest first. Of each visitor received, the last reception."""
    if name == "calls":
        calls = queries.call_notes(desk, period.first, period.last)
        return [Behind(call.id, call.at, call.text, "", call.who, None) for call in calls]
    rows = [row for row in queries.appointments(desk, period.first, period.last) if row.state in STATES[name]]
    rows.reverse()
    if name == "visitors_received":
        rows = list({row.visitor_id: row for row in reversed(rows)}.values())
        rows.sort(key=lambda row: row.start, reverse=True)
    return [Behind(row.id, row.start, row.visitor, row.topic_name, row.expert, row.visitor_id) for row in rows]
