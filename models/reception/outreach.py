"""Planning, changing and calling off outreach events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from models.changes import Changes
from models.office.desk import Desk
from models.office.hours import problems_of_ranges
from models.office.tables import Staff
from models.problems import Problem, Refused, refuse_if_any
from models.reception.rules import TAKES_THE_TIME
from models.reception.tables import Appointment, OutreachEvent
from models.storage.keys import one_line
from models.storage.rows import missing, update_row, values_of
from resources.formats import day_month
from resources.words import N_

_KEPT = ("on_date", "district_id", "place", "hours", "slot_minutes", "experts", "is_cancelled")


@dataclass(frozen=True)
class OutreachDraft:
    """An outreach event as it is being planned."""

    on_date: date | None
    place: str
    district_id: int | None
    hours: tuple[str, ...]
    experts: tuple[int, ...]
    slot_minutes: int = 20


def problems_of(draft: OutreachDraft, today: date) -> list[Problem]:
    """What is wrong with the plan; pure."""
    found = []
    if draft.on_date is None:
        found.append(Problem("no-date", N_("Give the date of the event."), "on_date"))
    elif draft.on_date < today:
        found.append(Problem("past", N_("That day has passed; choose a later one."), "on_date"))
    if not one_line(draft.place):
        found.append(Problem("no-place", N_("Say where the event is held."), "place"))
    elif len(draft.place) > 300:
        found.append(Problem("long", N_("One line is enough: at most {n} letters."), "place", {"n": 300}))
    if not draft.hours:
        found.append(Problem("no-hours", N_("Give the hours of the event, like 11:00-15:00."), "hours"))
    found += problems_of_ranges(draft.hours, "hours")
    if not draft.experts:
        found.append(Problem("no-expert", N_("Choose who receives."), "experts"))
    if not 5 <= draft.slot_minutes <= 480:
        found.append(Problem("minutes", N_("A reception lasts from 5 to 480 minutes."), "slot_minutes"))
    return found


def plan_outreach(desk: Desk, draft: OutreachDraft) -> Changes:
    """Plans an event; its experts' overlapping office times are no longer offered. Raises Refused."""
    refuse_if_any(problems_of(draft, desk.today()))
    with desk.db.transaction("plan outreach", desk) as entry:
        refuse_if_any(_clashes(draft, None))
        row = OutreachEvent.create(office_id=desk.office_id, **_columns(draft))
        entry.concerns("outreach_event", row.id, on_date=draft.on_date)
    return Changes(
        {"outreach_event": (row.id,)}, N_("Outreach reception planned for {day}."), {"day": day_month(row.on_date)},
        partial(call_off, event_id=row.id, version=1), row.id,
    )  # fmt: skip


def change_outreach(desk: Desk, event_id: int, draft: OutreachDraft, version: int | None = None) -> Changes:
    """Changes a plan; refused where booked visitors would be left without their place. Raises Refused."""
    refuse_if_any(problems_of(draft, desk.today()))
    with desk.db.transaction("plan outreach", desk) as entry:
        row = _one(desk, event_id)
        before = values_of(row, *_KEPT)
        columns = _columns(draft)
        if any(columns[name] != before[name] for name in ("on_date", "hours", "experts", "slot_minutes")):
            _refuse_if_booked(row.id)
        refuse_if_any(_clashes(draft, row.id))
        new_version = update_row(OutreachEvent, row.id, version, **columns)
        entry.concerns("outreach_event", row.id, on_date=draft.on_date)
    return _changes(event_id, columns["on_date"], N_("Outreach reception changed: {day}."), before, new_version)


def call_off(desk: Desk, event_id: int, version: int | None = None) -> Changes:
    """Calls an event off; refused while visitors are booked for it. Raises Refused."""
    with desk.db.transaction("plan outreach", desk) as entry:
        row = _one(desk, event_id)
        _refuse_if_booked(row.id)
        before = values_of(row, *_KEPT)
        new_version = update_row(OutreachEvent, row.id, version, is_cancelled=True)
        entry.concerns("outreach_event", row.id, is_cancelled=True)
    return _changes(event_id, row.on_date, N_("Outreach reception called off: {day}."), before, new_version)


def _restore(desk: Desk, event_id: int, columns: dict[str, object], version: int) -> Changes:
    with desk.db.transaction("undo", desk) as entry:
        row = _one(desk, event_id)
        before = values_of(row, *_KEPT)
        new_version = update_row(OutreachEvent, event_id, version, **columns)
        entry.concerns("outreach_event", event_id)
    return _changes(event_id, row.on_date, N_("Taken back: outreach reception, {day}."), before, new_version)


def _changes(event_id: int, on: date, said: str, before: dict[str, object], version: int) -> Changes:
    undo = partial(_restore, event_id=event_id, columns=before, version=version)
    return Changes({"outreach_event": (event_id,)}, said, {"day": day_month(on)}, undo, event_id)


def _columns(draft: OutreachDraft) -> dict[str, Any]:
    return {
        "on_date": draft.on_date, "place": one_line(draft.place), "district_id": draft.district_id,
        "hours": list(draft.hours), "experts": list(draft.experts), "slot_minutes": draft.slot_minutes,
    }  # fmt: skip


def _one(desk: Desk, event_id: int) -> OutreachEvent:
    row = OutreachEvent.with_key(event_id, desk.office_id)
    if row is None:
        raise missing()
    return row


def _refuse_if_booked(event_id: int) -> None:
    booked = Appointment.select().where(
        Appointment.outreach_id == event_id, Appointment.state.in_(TAKES_THE_TIME)
    ).count()  # fmt: skip
    if booked:
        raise Refused(
            Problem(
                "booked",
                N_("Visitors are booked for this event ({n}); move or cancel their appointments first."),
                "on_date",
                {"n": booked},
            )
        )


def _clashes(draft: OutreachDraft, besides: int | None) -> list[Problem]:
    """An expert cannot be at two events at once."""
    others = OutreachEvent.select().where(
        OutreachEvent.on_date == draft.on_date, ~OutreachEvent.is_cancelled, OutreachEvent.id != (besides or 0)
    )
    for other in others:
        both = set(other.experts) & set(draft.experts)
        if both:
            name = Staff.get_by_id(min(both)).name
            return [
                Problem(
                    "two-events", N_("{name} is already at another outreach event that day."), "experts", {"name": name}
                )
            ]
    return []
