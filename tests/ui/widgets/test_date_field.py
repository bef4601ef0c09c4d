"""The date field and its calendar. Today is Monday, 23 November 2026."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from resources.words import set_language
from tests.ui.widgets.keys import click, press, shown, tap, type_text
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextField
from ui.widgets.month_view import MonthView

TODAY = date(2026, 11, 23)


@pytest.fixture
def field(qtbot: QtBot) -> DateField:
    set_language("ru")
    page = QWidget()
    column = QVBoxLayout(page)
    made = DateField("День", today=lambda: TODAY, hint="Когда прийти")
    column.addWidget(made)
    column.addWidget(TextField("После"))
    shown(qtbot, page)
    made.line.setFocus()
    return made


@pytest.mark.parametrize(
    ("typed", "shown_as"),
    [("23.11", "23.11.2026"), ("завтра", "24.11.2026"), ("+3", "26.11.2026"), ("пт", "27.11.2026")],
)
def test_what_was_meant_is_written_out(qtbot: QtBot, field: DateField, typed: str, shown_as: str) -> None:
    type_text(field.line, typed)
    tap(field.line, Qt.Key.Key_Tab)
    assert field.line.text() == shown_as
    assert field.problem() == ""


def test_while_typing_the_hint_says_which_day_is_understood(field: DateField) -> None:
    type_text(field.line, "завтра")
    assert field.hint().startswith("Вторник")
    field.set_value(None)
    assert field.hint() == "Когда прийти"


def test_what_is_no_date_is_said_and_stays(qtbot: QtBot, field: DateField) -> None:
    set_language("en")
    type_text(field.line, "31.02")
    tap(field.line, Qt.Key.Key_Tab)
    assert field.line.text() == "31.02"
    assert field.problem().startswith("This is not a date.")
    assert field.value() is None


def test_arrows_change_the_day_and_pages_the_month(field: DateField) -> None:
    press(field.line, Qt.Key.Key_Down)
    assert field.day() == date(2026, 11, 24)
    press(field.line, Qt.Key.Key_Up)
    press(field.line, Qt.Key.Key_Up)
    assert field.day() == date(2026, 11, 22)
    press(field.line, Qt.Key.Key_PageDown)
    assert field.day() == date(2026, 12, 22)
    press(field.line, Qt.Key.Key_PageUp)
    assert field.day() == date(2026, 11, 22)


def test_setting_a_date_says_nothing(qtbot: QtBot, field: DateField) -> None:
    with qtbot.assertNotEmitted(field.changed):
        field.set_value(TODAY)
    assert field.value() == TODAY
    with qtbot.waitSignal(field.changed):
        press(field.line, Qt.Key.Key_Down)


def test_a_day_is_picked_from_the_calendar_by_keys(qtbot: QtBot, field: DateField) -> None:
    field.set_value(TODAY)
    press(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    month = field.line.calendar()  # type: ignore[attr-defined]
    assert isinstance(month, MonthView)
    press(month, Qt.Key.Key_Right)
    press(month, Qt.Key.Key_Down)
    press(month, Qt.Key.Key_PageDown)
    press(month, Qt.Key.Key_Return)
    assert field.day() == date(2027, 1, 1)
    qtbot.waitUntil(lambda: field.line.calendar() is None)  # type: ignore[attr-defined]


def test_escape_closes_the_calendar_and_leaves_the_date(qtbot: QtBot, field: DateField) -> None:
    field.set_value(TODAY)
    press(field.line, Qt.Key.Key_F4)
    month = field.line.calendar()  # type: ignore[attr-defined]
    press(month, Qt.Key.Key_Right)
    tap(month, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: field.line.calendar() is None)  # type: ignore[attr-defined]
    assert field.day() == TODAY


def test_a_day_is_picked_from_the_calendar_by_mouse(qtbot: QtBot) -> None:
    month = MonthView(TODAY)
    shown(qtbot, month, month.width(), month.height())
    picked: list[date] = []
    month.picked.connect(picked.append)
    click(month, month._cell(0).center())  # the first of the six weeks: 26 October
    assert picked == [date(2026, 10, 26)]
    assert month.current() == date(2026, 10, 26)


def test_the_calendar_says_its_day_and_turns_by_its_arrows(qtbot: QtBot) -> None:
    set_language("en")
    month = MonthView(TODAY)
    shown(qtbot, month, month.width(), month.height())
    assert month.accessibleName() == "Monday, 23 November 2026"
    click(month, QPointF(20, 24))
    assert month.current() == date(2026, 10, 23)
    click(month, QPointF(month.width() - 20, 24))
    assert month.current() == TODAY
    press(month, Qt.Key.Key_PageUp)
    press(month, Qt.Key.Key_Home)
    assert month.current() == TODAY


def test_dates_are_read_the_english_way_in_english(qtbot: QtBot, field: DateField) -> None:
    set_language("en")
    type_text(field.line, "24/11/2026")
    assert field.day() == date(2026, 11, 24)
    tap(field.line, Qt.Key.Key_Tab)
    assert field.line.text() == "24/11/2026"
