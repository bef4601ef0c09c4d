"""Back from the booking page: what was just booked or moved is the current block, and no step is at hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.reception import queries
from models.reception.tables import BOOKED
from tests.models.builders import NOW
from tests.ui.conftest import Record
from tests.ui.today import a_window
from tests.ui.today.a_window import open_window, press, type_text
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.window import Window
from ui.today.page import TodayPage

Settle = Callable[[], None]


@pytest.fixture
def window(
    qtbot: QtBot,
    office: Office,
    navigation: Navigation,
    tmp_path: Path,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> Window:
    """The window at today's page, with the real booking page behind it."""
    monkeypatch.setattr(a_window, "OURS", (*a_window.OURS, "booking"))
    return open_window(qtbot, office, navigation, tmp_path, settle)


def come_back(qtbot: QtBot, window: Window, settle: Settle) -> None:
    qtbot.waitUntil(lambda: window.page is not None and window.page.name == "today")
    settle()


def test_after_moving_the_keyboard_is_on_the_moved_block_and_a_second_enter_marks_nobody(
    qtbot: QtBot, today: TodayPage, window: Window, ids: dict[str, int], settle: Settle, record: Record
) -> None:
    moved = ids["Белоусова"]
    today.desk.grid.setFocus()
    today.desk.grid.set_current_block(moved)
    press(Qt.Key.Key_Return)
    settle()
    press(Qt.Key.Key_5)
    settle()
    press(Qt.Key.Key_Return)
    come_back(qtbot, window, settle)
    row = record(queries.appointment, moved)
    assert row.start != datetime(2026, 11, 23, 14, 0)
    assert not today.desk.is_panel_open()
    assert today.desk.grid.hasFocus()
    if row.start.date() == today.desk.day():
        assert today.desk.grid.current() == ("block", moved)
    press(Qt.Key.Key_Return)
    settle()
    assert record(queries.appointment, moved).state == BOOKED


def test_after_booking_the_new_one_is_the_current_block(
    qtbot: QtBot, today: TodayPage, window: Window, ids: dict[str, int], settle: Settle, record: Record
) -> None:
    press(Qt.Key.Key_F2)
    settle()
    press(Qt.Key.Key_Return)
    type_text("Ким Любовь")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    settle()
    press(Qt.Key.Key_Return)
    come_back(qtbot, window, settle)
    new = next(row for row in record(queries.appointments, NOW.date(), NOW.date()) if "Ким" in row.visitor)
    assert QApplication.focusWidget() is today.desk.grid
    assert today.desk.grid.current() == ("block", new.id)
