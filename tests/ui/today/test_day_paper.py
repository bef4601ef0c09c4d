"""The sheet of the day in view, printed with one key from today's page and from the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pypdfium2
from PySide6.QtCore import Qt

from tests.ui.today.a_window import opened_with, press
from ui.shell.navigation import Navigation
from ui.shell.window import Window
from ui.today.page import TodayPage

Settle = Callable[[], None]
CTRL = Qt.KeyboardModifier.ControlModifier


def text_of(shown: dict[str, Any]) -> str:
    document = pypdfium2.PdfDocument(shown["make"]())
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.split())


def test_today_is_printed_with_one_key(today: TodayPage, window: Window, settle: Settle) -> None:
    press(Qt.Key.Key_P, CTRL)
    settle()
    name, shown = opened_with(window)
    assert (name, shown["title"], shown["file_name"]) == ("preview", "Day sheet", "day-2026-11-23.pdf")
    text = text_of(shown)
    assert "Monday, 23 November 2026" in text
    assert "Дьяконова Раиса Викторовна" in text
    assert "without booking" in text


def test_the_calendar_prints_the_day_it_shows(
    today: TodayPage, window: Window, navigation: Navigation, settle: Settle
) -> None:
    navigation.open_calendar(date(2026, 11, 22))
    settle()
    press(Qt.Key.Key_P, CTRL)
    settle()
    _name, shown = opened_with(window)
    assert shown["file_name"] == "day-2026-11-22.pdf"
    assert "No reception on this day." in text_of(shown)


def test_no_two_actions_of_the_day_share_a_key(today: TodayPage, window: Window, navigation: Navigation) -> None:
    for opened in (navigation.open_today, navigation.open_calendar):
        opened()
        assert window.page is not None
        keys = [action.shortcut for action in window.page.actions_here() if action.shortcut]
        assert len(keys) == len(set(keys))
