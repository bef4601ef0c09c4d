"""Deadlines and the published working calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.office.calendar import Deadlines, due_date, is_written_until, knows_country
from models.office.desk import Desk
from models.office.tables import Office


@pytest.mark.parametrize(
    ("received", "preceding", "following"),
    [
        (date(2025, 4, 9), date(2025, 5, 7), date(2025, 5, 12)),
        (date(2025, 12, 5), date(2025, 12, 30), date(2026, 1, 12)),
        (date(2025, 10, 2), date(2025, 11, 1), date(2025, 11, 1)),
    ],
)
def test_the_published_examples_of_deadlines_hold(desk: Desk, received: date, preceding: date, following: date) -> None:
    office = Office.get_by_id(desk.office_id)
    assert Deadlines(office).due(received) == preceding
    office.deadline_weekend = "next"
    assert Deadlines(office).due(received) == following


def test_an_office_without_holidays_keeps_weekends(desk: Desk) -> None:
    office = Office.get_by_id(desk.office_id)
    office.holidays = ""
    assert Deadlines(office).due(date(2025, 4, 9)) == date(2025, 5, 9)  # a Friday, and no holiday here
    assert Deadlines(office).due(date(2026, 10, 30)) == date(2026, 11, 27)  # day 30 is a Sunday


@given(received=st.dates(date(2012, 1, 1), date(2090, 1, 1)), weekend=st.sampled_from(["preceding", "next"]))
def test_a_deadline_is_a_working_day_on_the_right_side(received: date, weekend: str) -> None:
    due = due_date(received, 30, weekend, (), ())
    plain = date.fromordinal(received.toordinal() + 30)
    assert due.weekday() < 5
    assert 0 <= (plain - due).days <= 2 if weekend == "preceding" else 0 <= (due - plain).days <= 2


def test_the_calendar_of_the_coming_year_is_written_with_the_office(desk: Desk) -> None:
    assert is_written_until("RU", 2027)
    assert not is_written_until("RU", 2040)
    assert is_written_until("", 2040)


def test_unknown_countries_are_known_as_such() -> None:
    assert knows_country("RU")
    assert knows_country("")
    assert not knows_country("XX")
