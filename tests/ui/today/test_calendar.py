"""The calendar by keyboard: days, months, typed dates, what is special, and the same steps as today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt

from models.reception import queries
from models.reception.tables import CANCELLED
from tests.models.builders import a_booking
from tests.ui.conftest import Record
from tests.ui.today.a_window import opened_with, press, type_text
from ui.shell.window import Window
from ui.today.calendar import CalendarPage

Settle = Callable[[], None]


@pytest.fixture
def calendar(ids: dict[str, int], window: Window, settle: Settle) -> CalendarPage:
    window.navigation.open_calendar()
    settle()
    page = window.page
    assert isinstance(page, CalendarPage)
    return page


def test_the_keyboard_begins_in_the_month(calendar: CalendarPage) -> None:
    assert calendar.side.month.hasFocus()
    assert calendar.day() == date(2026, 11, 23)


def test_arrows_and_page_keys_walk_through_days_and_months(calendar: CalendarPage, settle: Settle) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    for key, modifiers, day in (
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, date(2026, 11, 24)),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, date(2026, 12, 1)),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, date(2026, 12, 2)),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, date(2026, 12, 1)),
        (Qt.Key.Key_PageDown, control, date(2027, 1, 1)),
        (Qt.Key.Key_PageUp, control, date(2026, 12, 1)),
        (Qt.Key.Key_T, control, date(2026, 11, 23)),
    ):
        press(key, modifiers)
        settle()
        assert calendar.day() == day
        assert calendar.desk.day() == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24.11", date(2026, 11, 24)),
        ("завтра", date(2026, 11, 24)),
        ("+7", date(2026, 11, 30)),
        ("2027-02-01", date(2027, 2, 1)),
    ],
)
def test_a_date_is_typed(calendar: CalendarPage, settle: Settle, typed: str, day: date) -> None:
    press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    type_text(typed)
    press(Qt.Key.Key_Return)
    settle()
    assert calendar.day() == day


def test_a_day_says_its_load_holiday_and_outreach(calendar: CalendarPage, settle: Settle) -> None:
    words = calendar.side.month.words
    assert words(date(2026, 11, 23)).splitlines()[1] == "14 appointments"
    assert len(words(date(2026, 11, 4)).splitlines()) == 2  # the holiday's name
    assert words(date(2026, 11, 28)).splitlines()[1] == "no reception"
    calendar.go(date(2026, 12, 10))
    settle()
    assert words(date(2026, 12, 10)).splitlines()[1] == "Outreach: Кунгурский"


def test_special_days_of_the_month_open(calendar: CalendarPage, settle: Settle) -> None:
    calendar.go(date(2026, 12, 1))
    settle()
    keys = [key for key in calendar.side.special.keys() if isinstance(key, tuple)]  # noqa: SIM118
    assert [key[0] for key in keys] == [date(2026, 12, 10), date(2026, 12, 31)]
    calendar.side.special.opened.emit(keys[0])
    settle()
    assert calendar.day() == date(2026, 12, 10)


def test_an_appointment_of_another_day_is_opened_and_cancelled(
    calendar: CalendarPage, settle: Settle, record: Record
) -> None:
    booked = record(a_booking, datetime(2026, 11, 25, 14, 0)).appointment
    calendar.go(date(2026, 11, 25))
    settle()
    calendar.desk.open_appointment(booked)
    settle()
    press(Qt.Key.Key_6)
    press(Qt.Key.Key_Return)
    settle()
    assert record(queries.appointment, booked).state == CANCELLED


def test_coming_back_finds_the_same_day(calendar: CalendarPage, window: Window, settle: Settle) -> None:
    calendar.go(date(2026, 12, 3))
    settle()
    calendar.navigation.open_visitors()
    window.escape()
    settle()
    assert window.page is calendar
    assert calendar.day() == date(2026, 12, 3)


def test_an_outreach_place_is_booked_with_its_event(calendar: CalendarPage, window: Window, settle: Settle) -> None:
    calendar.go(date(2026, 12, 10))
    settle()
    view = calendar.desk._reading
    assert view is not None
    expert = next(one for one in view.view.experts if any(r.outreach for r in one.ranges))
    place = next(r for r in expert.ranges if r.outreach)
    calendar.desk.grid.slot_chosen.emit(expert.expert.id, place.start)
    name, parameters = opened_with(window)
    assert (name, parameters["outreach_id"]) == ("booking", place.outreach)
