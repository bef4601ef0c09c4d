"""Outreach events: planned, changed, called off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from models.office.desk import Desk
from models.office.queries import expert_named
from models.problems import Refused
from models.reception import outreach, queries
from models.reception.outreach import OutreachDraft
from tests.models.builders import a_booking

SATURDAY = date(2026, 11, 28)


def a_plan(desk: Desk) -> OutreachDraft:
    return OutreachDraft(SATURDAY, "Клуб, ул. Мира, 1", None, ("11:00-13:00",), (expert_named(desk, "Белов").id,), 20)


def test_a_planned_event_takes_appointments_even_on_a_saturday(desk: Desk) -> None:
    event_id = outreach.plan_outreach(desk, a_plan(desk)).result
    booked = a_booking(desk, datetime(2026, 11, 28, 11, 20))
    row = queries.appointment(desk, booked.appointment)
    assert row is not None and row.outreach_id == event_id
    assert queries.free_slots(desk, SATURDAY, 1)[0].outreach == "Клуб, ул. Мира, 1"
    event = queries.outreach(desk, SATURDAY, SATURDAY)[0]
    assert (event.places, event.booked) == (6, 1)


def test_an_event_with_visitors_is_not_called_off_or_moved(desk: Desk) -> None:
    event_id = outreach.plan_outreach(desk, a_plan(desk)).result
    a_booking(desk, datetime(2026, 11, 28, 11, 20))
    with pytest.raises(Refused):
        outreach.call_off(desk, event_id)
    with pytest.raises(Refused):
        outreach.change_outreach(desk, event_id, replace(a_plan(desk), hours=("12:00-13:00",)))
    outreach.change_outreach(desk, event_id, replace(a_plan(desk), place="Школа, ул. Мира, 2"))
    assert queries.outreach(desk, SATURDAY, SATURDAY)[0].place == "Школа, ул. Мира, 2"


def test_calling_off_can_be_undone(desk: Desk) -> None:
    event_id = outreach.plan_outreach(desk, a_plan(desk)).result
    changes = outreach.call_off(desk, event_id)
    assert queries.free_slots(desk, SATURDAY, 1) == []
    assert changes.undo is not None
    changes.undo(desk)
    assert len(queries.free_slots(desk, SATURDAY, 1)) == 6


def test_an_expert_is_not_at_two_events_at_once(desk: Desk) -> None:
    outreach.plan_outreach(desk, a_plan(desk))
    with pytest.raises(Refused) as refusal:
        outreach.plan_outreach(desk, replace(a_plan(desk), place="Другое место"))
    assert refusal.value.problems[0].code == "two-events"


def test_a_poor_plan_is_refused_at_its_fields(desk: Desk) -> None:
    poor = OutreachDraft(date(2020, 1, 1), " ", None, ("12:00-11:00",), (), 1)
    assert {p.field for p in outreach.problems_of(poor, date(2026, 11, 23))} == {
        "on_date", "place", "hours", "experts", "slot_minutes",
    }  # fmt: skip
