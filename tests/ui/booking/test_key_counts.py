"""The promise of the design: few keys, no clicks, however fast somebody types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.reception import queries
from tests.models.builders import a_visitor
from tests.ui.booking.typist import Typist
from tests.ui.conftest import Record
from ui.shell.navigation import Navigation
from ui.shell.window import Window

ENTER = Qt.Key.Key_Return
RETURNING, NEW = 13, 34


def booked(record: Record) -> list[queries.AppointmentRow]:
    today = datetime(2026, 11, 23).date()
    return list(record(queries.appointments, today, today))


def test_a_returning_caller_is_booked_with_at_most_thirteen_keys(
    window: Window, typist: Typist, record: Record, settle: Callable[[], None], qtbot: QtBot
) -> None:
    visitor_id = record(a_visitor, birth_year=1957)
    typist.press(Qt.Key.Key_F2)
    typist.type("8841705")
    typist.press(ENTER)
    typist.note("Управляющая компания не делает перерасчёт за отопление")
    typist.press(ENTER, ENTER)
    qtbot.waitUntil(lambda: window.page is not None and window.page.name == "today")
    settle()
    [row] = booked(record)
    assert (row.visitor_id, row.expert) == (visitor_id, "Белов Андрей Викторович")
    assert row.start == datetime(2026, 11, 23, 12, 0)
    assert row.summary == "Управляющая компания не делает перерасчёт за отопление"
    assert typist.keys == 11 <= RETURNING


def test_a_new_caller_is_booked_with_at_most_thirty_four_keys(
    window: Window, typist: Typist, record: Record, settle: Callable[[], None], qtbot: QtBot
) -> None:
    typist.press(Qt.Key.Key_F2)
    typist.type("89125554433")
    typist.press(ENTER)
    typist.type("Ким Любовь Ян")
    typist.press(ENTER)
    typist.note("Назначили маленькую пенсию")
    typist.press(ENTER, ENTER)
    qtbot.waitUntil(lambda: window.page is not None and window.page.name == "today")
    settle()
    [row] = booked(record)
    assert (row.visitor, row.phone) == ("Ким Любовь Ян", "+79125554433")
    assert row.expert == "Мельников Роман Сергеевич"
    assert typist.keys == 29 <= NEW


def test_a_walk_in_without_phone_and_name_gets_a_ticket_with_few_keys(
    window: Window, typist: Typist, record: Record, settle: Callable[[], None], qtbot: QtBot
) -> None:
    typist.press(Qt.Key.Key_F3)
    typist.press(ENTER, ENTER)
    typist.note("Холодные батареи")
    typist.press(ENTER, ENTER)
    qtbot.waitUntil(lambda: window.page is not None and window.page.name == "today")
    settle()
    [row] = booked(record)
    assert (row.visitor, row.is_walk_in, row.state, row.ticket) == ("", True, "arrived", "Б01")
    assert typist.keys == 5


def test_every_key_of_the_form_is_printed_or_listed(window: Window, navigation: Navigation) -> None:
    navigation.open_booking()
    own = {action.shortcut for action in window.actions_here.of_page()}
    assert {f"Alt+{n}" for n in range(7)} | {"F8", "Ctrl+T", "Ctrl+O", "Ctrl+Return"} <= own
    assert window.actions_here.get("choose_1").shortcut == "Alt+1"
