"""The long list: ids first, rows as they are looked at."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.widgets.keys import NO, click, press, shown
from ui.theme import sizes
from ui.widgets.window_model import BadgeCell, Column, Row, WindowModel
from ui.widgets.windowed_table import WindowedTable

COLUMNS = [
    Column("name", "Name", width=160, stretch=1, kind="name", sortable=True),
    Column("phone", "Phone", width=120),
    Column("state", "State", width=90, kind="badge"),
]


def a_row(key: int) -> Row:
    return {"name": f"Visitor {key}", "phone": f"+7 {key}", "state": BadgeCell("open", "amber")}


@pytest.fixture
def table(qtbot: QtBot) -> WindowedTable:
    made = WindowedTable(COLUMNS, "Visitors")
    shown(qtbot, made, 600, 400)
    return made


def answer(table: WindowedTable) -> list[list[int]]:
    """Brings all rows that are asked for; returns what was asked."""
    asked: list[list[int]] = []

    def bring(ids: list[int]) -> None:
        asked.append(list(ids))
        table.set_rows({key: a_row(key) for key in ids})

    table.rows_wanted.connect(bring)
    return asked


def text(table: WindowedTable, row: int, column: int = 0) -> str:
    return str(table.view.model().index(row, column).data())


def test_only_what_is_looked_at_is_asked_for(qtbot: QtBot, table: WindowedTable) -> None:
    asked = answer(table)
    table.set_ids(range(100_000))
    qtbot.waitUntil(lambda: bool(asked))
    assert table.count() == 100_000
    assert asked[0][0] == 0
    assert len(asked[0]) < 60
    assert text(table, 0) == "Visitor 0"
    assert text(table, 50_000) == ""
    table.view.verticalScrollBar().setValue(50_000 * sizes.ROW)
    qtbot.waitUntil(lambda: len(asked) > 1)
    assert text(table, 50_000) == "Visitor 50000"
    assert 50_000 in asked[-1]


def test_a_million_and_more_rows_are_counted_exactly_and_reached(qtbot: QtBot, table: WindowedTable) -> None:
    asked = answer(table)
    table.set_ids(array("q", range(1, 1_300_001)))
    assert table.count() == 1_300_000
    table.setFocus()
    press(table.view, Qt.Key.Key_End)
    assert table.current_id() == 1_300_000
    qtbot.waitUntil(lambda: bool(asked) and 1_300_000 in asked[-1])
    assert text(table, 1_299_999) == "Visitor 1300000"
    press(table.view, Qt.Key.Key_Home)
    assert table.current_id() == 1
    assert table.set_current_id(777_777)
    assert table.current_id() == 777_777
    bar = table.view.verticalScrollBar()
    assert bar.maximum() == 1_300_000 * sizes.ROW - table.view.viewport().height()


def test_a_dropped_answer_is_asked_for_again_when_one_looks_there(qtbot: QtBot, table: WindowedTable) -> None:
    asked: list[list[int]] = []
    table.rows_wanted.connect(lambda ids: asked.append(list(ids)))
    table.set_ids(range(10_000))
    qtbot.waitUntil(lambda: len(asked) == 1)
    bar = table.view.verticalScrollBar()
    bar.setValue(5_000 * sizes.ROW)
    qtbot.waitUntil(lambda: len(asked) == 2)
    bar.setValue(0)
    qtbot.waitUntil(lambda: len(asked) == 3)
    assert set(asked[2]) >= set(asked[0])


def test_rows_brought_are_kept_only_so_many() -> None:
    model = WindowModel(COLUMNS)
    model.set_ids(range(5_000))
    for start in range(0, 5_000, 100):
        model.set_rows({key: a_row(key) for key in range(start, start + 100)}, start, start + 30)
    assert model.row(4_999) is not None
    assert model.row(0) is None
    assert len(model._rows) == 1000


@pytest.mark.parametrize("kind", [list, tuple, lambda ids: array("q", ids), lambda ids: array("i", ids)])
def test_an_id_is_found_in_any_kind_of_list(kind: Callable[[list[int]], Sequence[int]]) -> None:
    numbers = [n * 257 + 1 for n in range(3_000)]
    model = WindowModel(COLUMNS)
    model.set_ids(kind(numbers))
    for row in (0, 1, 255, 256, 2_999):
        assert model.row_of(numbers[row]) == row
        assert model.row_of(numbers[row], near=2_000) == row
    assert model.row_of(2) is None
    assert model.row_of(10**30) is None


def test_forgotten_rows_are_asked_for_anew(qtbot: QtBot, table: WindowedTable) -> None:
    asked = answer(table)
    table.set_ids(range(10))
    qtbot.waitUntil(lambda: len(asked) == 1)
    table.forget_rows([3])
    qtbot.waitUntil(lambda: len(asked) == 2)
    assert asked[1] == [3]
    table.forget_rows()
    qtbot.waitUntil(lambda: len(asked) == 3)
    assert asked[2] == list(range(10))


def test_enter_and_a_double_click_open_a_row(qtbot: QtBot, table: WindowedTable) -> None:
    answer(table)
    table.set_ids([30, 10, 20])
    opened: list[int] = []
    table.activated.connect(opened.append)
    table.setFocus()
    press(table.view, Qt.Key.Key_Down)
    press(table.view, Qt.Key.Key_Return)
    at = QPointF(table.view.visualRect(table.view.model().index(2, 0)).center())
    click(table.view.viewport(), at)
    where = QPointF(table.view.viewport().mapToGlobal(at.toPoint()))
    left = Qt.MouseButton.LeftButton
    double = QMouseEvent(QEvent.Type.MouseButtonDblClick, at, where, left, left, NO)
    QApplication.sendEvent(table.view.viewport(), double)
    assert opened == [10, 20]


def test_ctrl_enter_is_left_to_the_page(qtbot: QtBot, table: WindowedTable) -> None:
    table.set_ids([1])
    table.setFocus()
    with qtbot.assertNotEmitted(table.activated):
        press(table.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_the_current_row_is_told_and_stays_when_the_ids_change(qtbot: QtBot, table: WindowedTable) -> None:
    told: list[object] = []
    table.current_changed.connect(told.append)
    table.set_ids([1, 2, 3])
    assert told == [1]
    table.set_current_id(3)
    assert told == [1, 3]
    table.set_ids([9, 8, 3, 7])
    assert table.current_id() == 3
    assert told == [1, 3]
    table.set_ids([5, 6])
    assert told == [1, 3, 5]
    table.set_ids([])
    assert told == [1, 3, 5, None]


def test_the_current_row_keeps_its_place_on_the_screen(qtbot: QtBot, table: WindowedTable) -> None:
    table.set_ids(range(1_000))
    table.set_current_id(500)
    row = table.view.currentIndex().row()
    before = table.view.rowViewportPosition(row)
    table.set_ids(range(100, 1_000))
    assert table.current_id() == 500
    assert table.view.rowViewportPosition(table.view.currentIndex().row()) == before


def test_the_selection_is_ids(qtbot: QtBot, table: WindowedTable) -> None:
    told: list[list[int]] = []
    table.set_ids([10, 20, 30, 40])
    table.selection_changed.connect(told.append)
    table.setFocus()
    press(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.selected_ids() == [10, 20]
    assert told[-1] == [10, 20]
    table.set_ids([40, 20, 30, 10])
    assert table.selected_ids() == [20, 10]
    press(table.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.selected_ids() == [40, 20, 30, 10]


def test_a_press_on_a_header_asks_to_sort_and_turns_round(qtbot: QtBot, table: WindowedTable) -> None:
    asked: list[tuple[str, bool]] = []
    table.sort_requested.connect(lambda key, down: asked.append((key, down)))
    header = table.view.header()
    for section in (0, 0, 1):
        click(header.viewport(), QPointF(header.sectionViewportPosition(section) + 20, 20))
    assert asked == [("name", False), ("name", True)]
    assert header.descending


def test_an_empty_list_says_what_to_do(qtbot: QtBot, table: WindowedTable) -> None:
    table.set_empty("Nobody was found.", button="New visitor", shortcut="Ctrl+N")
    table.set_ids([])
    page = table._empty
    assert page.isVisible()
    with qtbot.waitSignal(table.empty_acted):
        page.button().click()
    table.set_ids([1])
    assert not page.isVisible()


def test_columns_are_shown_by_choice(qtbot: QtBot, table: WindowedTable) -> None:
    table.set_ids([1, 2])
    table.set_current_id(2)
    table.set_shown_columns(["name", "state"])
    assert table.shown_columns() == ["name", "state"]
    assert table.current_id() == 2
    menu = table.columns_menu(table)
    boxes = [action for action in menu.actions() if action.isCheckable()]
    assert [(box.text(), box.isChecked()) for box in boxes] == [("Phone", False), ("State", True)]
    boxes[0].trigger()
    assert table.shown_columns() == ["name", "phone", "state"]


def test_the_columns_fill_the_width(qtbot: QtBot, table: WindowedTable) -> None:
    table.set_ids([1])
    assert sum(table.view.columnWidth(at) for at in range(3)) == table.view.viewport().width()
    assert table.view.columnWidth(1) == 120


def test_a_right_click_asks_for_a_menu_of_that_row(qtbot: QtBot, table: WindowedTable) -> None:
    table.set_ids([10, 20])
    with qtbot.waitSignal(table.menu_requested) as told:
        table.view.customContextMenuRequested.emit(QPoint(20, sizes.ROW + 5))
    assert told.args is not None
    assert told.args[0] == 20


def test_selected_rows_are_copied_as_a_table(qtbot: QtBot, table: WindowedTable) -> None:
    asked = answer(table)
    table.set_ids([1, 2])
    qtbot.waitUntil(lambda: bool(asked))
    press(table.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Visitor 1\t+7 1\topen\nVisitor 2\t+7 2\topen"


def test_typing_letters_reads_no_rows(qtbot: QtBot, table: WindowedTable) -> None:
    table.set_ids(range(1_000))
    table.view.keyboardSearch("Visitor 9")
    assert table.current_id() == 0


def test_search_hits_are_marked(qtbot: QtBot, table: WindowedTable) -> None:
    asked = answer(table)
    table.set_ids([1])
    qtbot.waitUntil(lambda: bool(asked))
    before = table.view.viewport().grab().toImage()
    table.set_highlight("visit")
    assert table.view.viewport().grab().toImage() != before
