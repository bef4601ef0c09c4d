"""The facts of a day's sheet: experts with their hours, who comes to them, phones, walk-ins, outreach, absences."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from models.office import setup
from models.office.desk import Desk
from models.reception import operations
from models.reception.day_sheet import day_sheet
from models.reception.outreach import OutreachDraft, plan_outreach
from tests.models.builders import a_booking, a_visitor_draft

MONDAY = date(2026, 11, 23)


def test_everybody_stands_with_the_expert_by_time(desk: Desk) -> None:
    a_booking(desk, datetime(2026, 11, 23, 15, 0), topic="0005", summary="Холодно")
    a_booking(desk, datetime(2026, 11, 23, 14, 0), visitor=a_visitor_draft("Ким Любовь", "8 902 111-22-33"))
    sheet = day_sheet(desk, MONDAY)
    belov = next(expert for expert in sheet.experts if expert.name.startswith("Белов"))
    assert [(line.start.hour, line.visitor, line.phone) for line in belov.lines] == [
        (14, "Ким Любовь", "+7 902 111-22-33"), (15, "Третьякова Мария Юрьевна", "+7 912 884-17-05"),
    ]  # fmt: skip
    assert belov.hours
    assert belov.lines[1].summary == "Холодно"
    assert all(expert.hours or expert.lines for expert in sheet.experts)


def test_the_cancelled_stand_aside_and_walk_ins_are_told_apart(desk: Desk) -> None:
    booked = a_booking(desk, datetime(2026, 11, 23, 15, 0))
    operations.cancel(desk, booked.appointment, "Заболела")
    a_booking(desk, datetime(2026, 11, 23, 11, 46), is_walk_in=True)
    sheet = day_sheet(desk, MONDAY)
    assert [line.cancel_reason for line in sheet.cancelled] == ["Заболела"]
    assert [(line.is_walk_in, bool(line.ticket), line.state) for line in sheet.lines] == [(True, True, "arrived")]


def test_an_outreach_reception_takes_its_time_out_of_the_office_hours(desk: Desk) -> None:
    plan = OutreachDraft(date(2026, 11, 25), "Дом культуры", None, ("11:00-15:00",), (1,), 20)
    plan_outreach(desk, plan)
    a_booking(desk, datetime(2026, 11, 25, 11, 20))
    belov = day_sheet(desk, date(2026, 11, 25)).experts[0]
    spans = [(line.start.time(), line.end.time(), line.place) for line in belov.hours]
    assert (time(11), time(15), "Дом культуры") in spans
    office = [span for span in spans if not span[2]]
    assert all(end <= time(11) or start >= time(15) for start, end, _place in office)
    assert office
    assert [line.is_outreach for line in belov.lines] == [True]


def test_a_phone_that_cannot_be_read_stands_as_typed(desk: Desk) -> None:
    a_booking(desk, datetime(2026, 11, 23, 15, 0))
    with desk.db.writing():
        desk.db.run("UPDATE visitor_phone SET e164 = NULL, typed = 'через сестру'")
    assert [line.phone for line in day_sheet(desk, MONDAY).lines] == ["через сестру"]


def test_an_empty_sunday_and_the_ends_of_the_calendar_are_days_too(desk: Desk) -> None:
    sunday = day_sheet(desk, date(2026, 11, 22))
    assert (sunday.experts, sunday.closed_because) == ((), "")
    for day in (date.min, date.max):
        assert day_sheet(desk, day).lines == ()


def test_who_is_away_is_said(desk: Desk) -> None:
    content: Any = setup.exported(desk)
    content["staff"][0]["absences"] = [{"from": "2026-11-24", "to": "2026-11-24", "why": "отпуск"},
                                       {"from": "2026-11-25T15:00", "to": "2026-11-25T16:00", "why": ""}]  # fmt: skip
    setup.replace_settings(desk, content)
    assert day_sheet(desk, date(2026, 11, 24)).experts[0].absences == ((None, None, "отпуск"),)
    assert day_sheet(desk, date(2026, 11, 25)).experts[0].absences == ((time(15), time(16), ""),)


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 11, 22)])
def test_the_same_day_gives_the_same_sheet(desk: Desk, day: date) -> None:
    assert day_sheet(desk, day) == day_sheet(desk, day)
