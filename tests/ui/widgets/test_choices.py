"""Chips, segments, outcomes and filter chips."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.keys import click, press, shown, tap, type_text
from ui.widgets.choices import ChipRow, Choice, ChoiceChips, ChoiceGroup, Segments
from ui.widgets.filter_chip import FilterChip
from ui.widgets.outcome_choices import OutcomeChoices

THREE = [Choice(10, "Ten", "1"), Choice(20, "Twenty", "2"), Choice(30, "Thirty", "3")]


def a_group(kind: str) -> ChoiceGroup:
    if kind == "chips":
        chips = ChoiceChips("Times")
        chips.set_choices(THREE)
        return chips
    if kind == "segments":
        return Segments("Where", THREE)
    return OutcomeChoices("Outcome", THREE)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


@pytest.mark.parametrize("kind", ["chips", "segments", "outcomes"])
def test_arrows_go_and_choose(qtbot: QtBot, kind: str) -> None:
    group = a_group(kind)
    shown(qtbot, group)
    said: list[object] = []
    group.chosen.connect(said.append)
    group.set_value(10)
    group.setFocus()
    press(focused(), Qt.Key.Key_Right)
    assert group.value() == 20
    press(focused(), Qt.Key.Key_Up)
    assert group.value() == 10
    press(focused(), Qt.Key.Key_Left)
    assert group.value() == 30
    assert said == [20, 10, 30]


@pytest.mark.parametrize("kind", ["chips", "segments", "outcomes"])
def test_digits_choose_what_bears_them(qtbot: QtBot, kind: str) -> None:
    group = a_group(kind)
    shown(qtbot, group)
    group.setFocus()
    type_text(focused(), "3")
    assert group.value() == 30
    assert not group.choose_key("9")


def test_tab_stops_once_at_a_group_and_at_what_is_chosen(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    first, last = QLineEdit(), QLineEdit()
    group = a_group("chips")
    for widget in (first, group, last):
        column.addWidget(widget)
    shown(qtbot, page)
    group.set_value(20)
    first.setFocus()
    tap(first, Qt.Key.Key_Tab)
    assert focused().accessibleName() == "Twenty"
    tap(focused(), Qt.Key.Key_Tab)
    assert last.hasFocus()


def test_setting_a_value_says_nothing_and_an_unknown_one_chooses_nothing(qtbot: QtBot) -> None:
    group = a_group("chips")
    qtbot.addWidget(group)
    with qtbot.assertNotEmitted(group.chosen):
        group.set_value(30)
        assert group.value() == 30
        group.set_value("nothing like it")
        assert group.value() is None


def test_what_is_chosen_stays_when_the_choices_change(qtbot: QtBot) -> None:
    chips = ChoiceChips("Times")
    qtbot.addWidget(chips)
    chips.set_choices(THREE)
    chips.set_value(20)
    chips.set_rows([ChipRow("Today", "Mon", [Choice(20, "Twenty")]), ChipRow("Tomorrow", "", [Choice(40, "Forty")])])
    assert chips.value() == 20
    chips.set_choices([Choice(40, "Forty")])
    assert chips.value() is None


def test_several_can_be_chosen_where_that_is_meant(qtbot: QtBot) -> None:
    chips = ChoiceChips("Topics", exclusive=False)
    chips.set_choices(THREE)
    shown(qtbot, chips)
    chips.set_value([10, 30])
    assert chips.value() == [10, 30]
    chips.choose_key("1")
    assert chips.value() == [30]


def test_printed_keys_work_inside_the_page_they_are_bound_to(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    line = QLineEdit()
    outcomes = OutcomeChoices("Outcome", [Choice("help", "Help given", "Ctrl+1"), Choice("advice", "Advice", "Ctrl+2")])
    outcomes.bind_to(page)
    column.addWidget(line)
    column.addWidget(outcomes)
    shown(qtbot, page)
    line.setFocus()
    tap(line, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert outcomes.value() == "advice"
    outcomes.set_choices([Choice("new", "New", "Ctrl+2")])
    tap(line, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert outcomes.value() == "new"


def test_an_outcome_is_as_high_as_its_explanation_needs(qtbot: QtBot) -> None:
    short = OutcomeChoices("Outcome", [Choice(1, "Help", note="Short")])
    long = OutcomeChoices("Outcome", [Choice(1, "Help", note="A long explanation " * 12)])
    for group in (short, long):
        shown(qtbot, group, 260, 400)
    assert long.minimumSizeHint().height() > short.minimumSizeHint().height()


def test_a_segmented_switch_begins_with_its_first_word(qtbot: QtBot) -> None:
    switch = Segments("Where", THREE)
    qtbot.addWidget(switch)
    assert switch.value() == 10


def test_a_filter_chip_is_taken_away_by_its_cross_or_by_delete(qtbot: QtBot) -> None:
    chip = FilterChip("третьяк", active=True, removable=True)
    shown(qtbot, chip, 120, 28)
    removed: list[int] = []
    pressed: list[int] = []
    chip.removed.connect(lambda: removed.append(1))
    chip.clicked.connect(lambda: pressed.append(1))
    press(chip, Qt.Key.Key_Delete)
    click(chip, QPointF(chip.width() - 12, 14))
    assert removed == [1, 1]
    click(chip, QPointF(20, 14))
    assert pressed == [1]


def test_up_and_down_go_between_the_rows_and_left_and_right_over_them(qtbot: QtBot) -> None:
    chips = ChoiceChips("Times")
    times = [[Choice(10 * row + at, f"{9 + at}:{row}0") for at in range(3)] for row in range(3)]
    times[1] = [times[1][0], Choice("more", "3 more", opens=True)]
    chips.set_rows([ChipRow(f"Day {row}", "", line) for row, line in enumerate(times)])
    shown(qtbot, chips, 700, 300)
    chips.set_value(2)
    chips.setFocus()
    keys = Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up
    went = []
    for key in (*keys, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        press(focused(), key)
        went.append(chips.value())
    assert went == [1, 10, 20, 10, 0, 1, 2, 10]
    press(focused(), Qt.Key.Key_Right)
    assert chips.value() == "more"
    press(focused(), Qt.Key.Key_Down)
    assert chips.value() == 21
