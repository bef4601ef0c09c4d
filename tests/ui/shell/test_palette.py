"""Ctrl+K by keyboard: visitors, appeals by number, actions by their words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.models.builders import a_visitor, an_appeal
from tests.ui.shell.conftest import press, small, type_text
from ui.shell.finds import fitting_actions
from ui.shell.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier
Settle = Callable[[], None]
Record = Callable[..., Any]


@pytest.fixture
def find(window: Window, settle: Settle) -> Callable[[str], list[str]]:
    """`find("тре")` presses Ctrl+K, types, and gives the titles in the list."""

    def type_into(text: str) -> list[str]:
        press(window, Qt.Key.Key_K, CTRL)
        window.frame.topbar.search.clear()
        type_text(text)
        settle()
        return window.frame.palette_list.titles()

    return type_into


Find = Callable[[str], list[str]]


def test_a_visitor_is_found_by_part_of_the_name_and_opened(
    window: Window, find: Find, record: Record, settle: Settle
) -> None:
    visitor_id = record(a_visitor)
    assert find("трет")[0] == "Третьякова Мария Юрьевна"
    press(window, Qt.Key.Key_Return)
    assert small(window).name == "visitor"
    assert small(window).shown == [{"visitor_id": visitor_id}]
    assert not window.frame.palette_list.isVisible()
    assert window.frame.topbar.search.text() == ""


def test_ctrl_enter_books_the_visitor(window: Window, find: Find, record: Record) -> None:
    visitor_id = record(a_visitor)
    find("884-17")
    press(window, Qt.Key.Key_Return, CTRL)
    assert small(window).name == "booking"
    assert small(window).shown[-1]["visitor_id"] == visitor_id


@pytest.mark.parametrize("typed", ["1", "000001", "2026-000001"])
def test_an_appeal_is_found_by_its_number(window: Window, find: Find, record: Record, typed: str) -> None:
    appeal_id = record(an_appeal)
    assert find(typed)[0] == "2026-000001"
    press(window, Qt.Key.Key_Return)
    assert small(window).shown == [{"appeal_id": appeal_id}]


def test_an_unknown_caller_can_be_booked_from_the_line(window: Window, find: Find) -> None:
    assert find("8 912 000-11-22")[0] == "Book a caller from 8 912 000-11-22"
    press(window, Qt.Key.Key_Return)
    assert small(window).shown[-1]["phone"] == "8 912 000-11-22"


def test_an_action_is_found_by_the_beginnings_of_its_words(window: Window, find: Find) -> None:
    assert find("dark th") == ["Dark theme"]
    assert find("call next") == ["Call next"]


def test_with_nothing_typed_the_list_shows_what_can_be_done(window: Window, find: Find) -> None:
    titles = find("")
    assert "Book an appointment" in titles
    assert "Undo" not in titles, "there is nothing to undo yet"


def test_the_list_is_walked_with_the_arrows(window: Window, find: Find) -> None:
    find("")
    for _step in range(2):
        press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Up)
    assert window.frame.palette_list.current() == 1
    press(window, Qt.Key.Key_Return)
    assert small(window).name == "booking"


def test_escape_closes_the_list_and_stays_on_the_page(window: Window, find: Find) -> None:
    find("зз")
    press(window, Qt.Key.Key_Escape)
    assert not window.frame.palette_list.isVisible()
    assert small(window).name == "today"


def test_nothing_found_says_what_to_do(window: Window, find: Find) -> None:
    assert find("щщщ") == []
    assert "F2" in window.frame.palette_list.hint.text()


@pytest.mark.parametrize("typed", ["'", '"*', "%", "a AND", "\\", "(", "NEAR/3", "\u202e1", "𝔊", "-" * 190])
def test_any_text_is_answered(window: Window, find: Find, typed: str) -> None:
    find(typed)
    assert window.frame.palette_list.isVisible()


def test_what_cannot_be_done_now_is_not_offered(window: Window) -> None:
    every = window.actions_here.all()
    assert all(action.when() for action in fitting_actions(every, "", most=100))
