"""The day's grid by keys and mouse."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.ui.widgets.gallery_painted import DAY, at, blocks, columns
from tests.ui.widgets.keys import click, mouse, press, shown, type_text
from ui.widgets.day_blocks import GridBlock, GridColumn
from ui.widgets.day_grid import DayGrid


class Heard:
    """What the grid said."""

    def __init__(self, grid: DayGrid) -> None:
        self.opened: list[int] = []
        self.chosen: list[tuple[int, datetime]] = []
        self.moved: list[tuple[int, int, datetime]] = []
        grid.appointment_opened.connect(self.opened.append)
        grid.slot_chosen.connect(lambda *said: self.chosen.append(said))
        grid.appointment_moved.connect(lambda *said: self.moved.append(said))


@pytest.fixture
def grid(qtbot: QtBot) -> DayGrid:
    made = DayGrid()
    shown(qtbot, made, 1000, 700)
    made.set_day(DAY, columns(), blocks(), now=at("11:46"))
    made.setFocus()
    return made


@pytest.fixture
def heard(grid: DayGrid) -> Heard:
    return Heard(grid)


def middle_of(grid: DayGrid, column: int, clock: str) -> QPointF:
    measures = grid.measures()
    return QPointF(measures.left(column) + measures.column_width / 2, measures.y(at(clock)) + 6)


def test_the_keyboard_begins_at_the_present_time(grid: DayGrid) -> None:
    assert grid.current() == ("block", 2)  # in consultation at 11:46


def test_arrows_go_between_appointments_and_free_times(grid: DayGrid) -> None:
    press(grid, Qt.Key.Key_Down)
    assert grid.current() == ("block", 3)
    press(grid, Qt.Key.Key_Down)
    assert grid.current() == ("slot", 1, at("12:30"))
    press(grid, Qt.Key.Key_Down)
    assert grid.current() == ("slot", 1, at("14:00"))  # over the break
    press(grid, Qt.Key.Key_Right)
    assert grid.current() == ("slot", 2, at("14:00"))
    press(grid, Qt.Key.Key_Right)
    assert grid.current() == ("block", 10)
    press(grid, Qt.Key.Key_Home)
    assert grid.current() == ("slot", 3, at("11:00"))  # opens at eleven
    press(grid, Qt.Key.Key_End)
    assert grid.current() == ("slot", 3, at("15:30"))  # on leave afterwards
    press(grid, Qt.Key.Key_Down)
    assert grid.current() == ("slot", 3, at("15:30"))


def test_enter_opens_an_appointment_and_books_a_free_time(grid: DayGrid, heard: Heard) -> None:
    press(grid, Qt.Key.Key_Return)
    grid.set_current_block(3)
    press(grid, Qt.Key.Key_Down)
    press(grid, Qt.Key.Key_Return)
    assert heard.opened == [2]
    assert heard.chosen == [(1, at("12:30"))]


def test_an_appointment_is_carried_by_keys(grid: DayGrid, heard: Heard) -> None:
    grid.set_current_block(3)  # 12:00, first expert
    type_text(grid, "m")
    assert grid.is_moving()
    press(grid, Qt.Key.Key_Down)  # 12:30
    press(grid, Qt.Key.Key_Down)  # 14:00
    press(grid, Qt.Key.Key_Right)  # the same time at the next expert
    press(grid, Qt.Key.Key_Return)
    assert heard.moved == [(3, 2, at("14:00"))]
    assert not grid.is_moving()


def test_the_key_of_carrying_is_the_same_in_the_russian_layout(grid: DayGrid) -> None:
    grid.set_current_block(3)
    type_text(grid, "ь")
    assert grid.is_moving()


def test_escape_leaves_an_appointment_where_it_was(grid: DayGrid, heard: Heard) -> None:
    grid.set_current_block(3)
    type_text(grid, "m")
    press(grid, Qt.Key.Key_Down)
    press(grid, Qt.Key.Key_Escape)
    assert not grid.is_moving()
    press(grid, Qt.Key.Key_Return)
    assert heard.moved == []
    assert heard.opened == [3]


def test_who_has_come_is_not_carried_away(grid: DayGrid) -> None:
    grid.set_current_block(0)
    type_text(grid, "m")
    assert not grid.is_moving()


def test_dropping_where_it_was_moves_nothing(grid: DayGrid, heard: Heard) -> None:
    grid.set_current_block(3)
    type_text(grid, "m")
    press(grid, Qt.Key.Key_Return)
    assert heard.moved == []
    assert heard.opened == []


def test_a_click_opens_an_appointment_or_books_a_free_time(grid: DayGrid, heard: Heard) -> None:
    click(grid.viewport(), middle_of(grid, 0, "12:00"))
    click(grid.viewport(), middle_of(grid, 1, "14:00"))
    click(grid.viewport(), middle_of(grid, 1, "13:15"))  # the break
    click(grid.viewport(), middle_of(grid, 2, "16:15"))  # on leave
    assert heard.opened == [3]
    assert heard.chosen == [(2, at("14:00"))]


def test_an_appointment_is_dragged_to_a_free_time(grid: DayGrid, heard: Heard) -> None:
    view = grid.viewport()
    mouse(view, QEvent.Type.MouseButtonPress, middle_of(grid, 0, "12:00"))
    mouse(view, QEvent.Type.MouseMove, middle_of(grid, 0, "12:20"))
    mouse(view, QEvent.Type.MouseMove, middle_of(grid, 1, "14:35"))
    assert grid.is_moving()
    mouse(view, QEvent.Type.MouseButtonRelease, middle_of(grid, 1, "14:35"), held=False)
    assert heard.moved == [(3, 2, at("14:30"))]
    assert heard.opened == []


def test_dropping_on_a_break_or_outside_moves_nothing(grid: DayGrid, heard: Heard) -> None:
    view = grid.viewport()
    for target in (middle_of(grid, 2, "10:00"), QPointF(10, 300), QPointF(400, 20)):
        mouse(view, QEvent.Type.MouseButtonPress, middle_of(grid, 0, "12:00"))
        mouse(view, QEvent.Type.MouseMove, target)
        mouse(view, QEvent.Type.MouseButtonRelease, target, held=False)
    assert heard.moved == []


def test_states_are_said_in_words(qtbot: QtBot, grid: DayGrid) -> None:
    grid.set_current_block(8)
    assert grid.accessibleDescription() == (
        "12:00–12:30, Пономарёва Н. С., Горячая вода, Ожидает, came without booking, Кузнецова И. П."
    )
    spot = middle_of(grid, 1, "12:00").toPoint()
    event = QHelpEvent(QEvent.Type.ToolTip, spot, grid.viewport().mapToGlobal(spot))
    QApplication.sendEvent(grid.viewport(), event)
    qtbot.waitUntil(lambda: "Ожидает" in QToolTip.text())
    QToolTip.hideText()


def test_a_name_in_a_tooltip_is_never_html(qtbot: QtBot, grid: DayGrid) -> None:
    bad = GridBlock(1, 1, at("10:00"), at("10:30"), "<img src=x>", "", "booked", "Записан")
    grid.set_day(DAY, columns(), [bad])
    spot = middle_of(grid, 0, "10:00").toPoint()
    QApplication.sendEvent(grid.viewport(), QHelpEvent(QEvent.Type.ToolTip, spot, grid.viewport().mapToGlobal(spot)))
    qtbot.waitUntil(lambda: bool(QToolTip.text()))
    assert "<img" not in QToolTip.text()
    QToolTip.hideText()


def test_the_place_and_the_scrolling_stay_when_the_day_is_read_anew(qtbot: QtBot) -> None:
    grid = DayGrid()
    shown(qtbot, grid, 700, 360)
    grid.set_day(DAY, columns(), blocks(), now=at("11:46"))
    grid.set_current_block(3)
    scrolled = grid.verticalScrollBar().value()
    grid.set_day(DAY, columns(), blocks(), now=at("11:47"))
    assert grid.current() == ("block", 3)
    assert grid.verticalScrollBar().value() == scrolled


def test_going_beyond_the_edge_scrolls(qtbot: QtBot) -> None:
    grid = DayGrid()
    shown(qtbot, grid, 420, 300)
    grid.set_day(DAY, columns(), blocks())
    grid.setFocus()
    assert grid.horizontalScrollBar().maximum() > 0
    for _time in range(3):
        press(grid, Qt.Key.Key_Right)
    press(grid, Qt.Key.Key_End)
    assert grid.horizontalScrollBar().value() > 0
    assert grid.verticalScrollBar().value() > 0
    current = grid._current
    assert current is not None
    rect = grid.measures().span(current.column, current.start, current.end)
    assert grid.measures().body().contains(rect)


def test_sixty_experts_are_walked_through(qtbot: QtBot) -> None:
    grid = DayGrid()
    shown(qtbot, grid, 900, 500)
    usual = ((at("10:00"), at("18:00")),)
    grid.set_day(DAY, [GridColumn(n, f"Expert {n}", open_ranges=usual) for n in range(60)], [])
    grid.setFocus()
    for _time in range(59):
        press(grid, Qt.Key.Key_Right)
    assert grid.current() == ("slot", 59, at("10:00"))
    assert not grid.grab().isNull()


def test_a_day_without_experts_breaks_nothing(qtbot: QtBot) -> None:
    grid = DayGrid()
    shown(qtbot, grid)
    grid.set_day(DAY, [], [])
    grid.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_PageDown):
        press(grid, key)
    click(grid.viewport(), QPointF(200, 200))
    assert grid.current() is None
    assert grid.stop_at(QPointF(QPoint(200, 200))) is None


def test_the_now_line_moves(grid: DayGrid) -> None:
    before = grid.viewport().grab().toImage()
    grid.set_now(at("15:10"))
    assert grid.viewport().grab().toImage() != before
