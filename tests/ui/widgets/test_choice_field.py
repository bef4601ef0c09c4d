"""Choosing one of many by typing a part of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.keys import click, press, shown, tap, type_text
from ui.widgets.choice_field import ChoiceField
from ui.widgets.choices import Choice
from ui.widgets.fields import TextField

EXPERTS = [
    Choice(1, "Белов А. В.", note="ЖКХ, дороги"),
    Choice(2, "Кузнецова И. П.", note="ЖКХ, жильё"),
    Choice(3, "Мельников Р. С.", note="Юрист"),
    Choice(4, "Семёнов Пётр", note="Врач"),
]


def a_field(qtbot: QtBot) -> ChoiceField:
    page = QWidget()
    column = QVBoxLayout(page)
    field = ChoiceField("Expert", choices=EXPERTS)
    column.addWidget(field)
    column.addWidget(TextField("After"))
    shown(qtbot, page)
    field.line.setFocus()
    return field


def popup(field: ChoiceField) -> QListView:
    return field.line._list


def listed(field: ChoiceField) -> list[str]:
    model = popup(field).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_typing_filters_and_enter_takes_the_first(qtbot: QtBot) -> None:
    field = a_field(qtbot)
    said: list[object] = []
    field.chosen.connect(said.append)
    type_text(field.line, "жкх куз")
    assert field.line.is_open()
    assert listed(field) == ["Кузнецова И. П."]
    press(popup(field), Qt.Key.Key_Return)
    assert field.value() == 2
    assert field.line.text() == "Кузнецова И. П."
    assert said == [2]


def test_typing_finds_yo_without_its_dots(qtbot: QtBot) -> None:
    field = a_field(qtbot)
    type_text(field.line, "петр")
    assert listed(field) == ["Семёнов Пётр"]


def test_enter_chooses_and_does_not_also_press_the_pages_key(qtbot: QtBot) -> None:
    field = a_field(qtbot)
    saved: list[int] = []
    shortcut = QShortcut(QKeySequence(Qt.Key.Key_Return), field.window())
    shortcut.activated.connect(lambda: saved.append(1))
    type_text(field.line, "мел")
    tap(popup(field), Qt.Key.Key_Return)
    assert field.value() == 3
    assert saved == []


def test_down_opens_the_whole_list_at_what_is_chosen(qtbot: QtBot) -> None:
    field = a_field(qtbot)
    field.set_value(3)
    press(field.line, Qt.Key.Key_Down)
    assert len(listed(field)) == 4
    assert popup(field).currentIndex().row() == 2
    press(popup(field), Qt.Key.Key_Down)
    press(popup(field), Qt.Key.Key_Return)
    assert field.value() == 4


def test_escape_closes_the_list_and_keeps_what_was_chosen(qtbot: QtBot) -> None:
    field = a_field(qtbot)
    field.set_value(1)
    press(field.line, Qt.Key.Key_Down)
    press(popup(field), Qt.Key.Key_Escape)
    assert not field.line.is_open()
    assert field.value() == 1
    assert field.line.text() == "Белов А. В."


def test_leaving_with_words_that_fit_nothing_brings_the_choice_back(qtbot: QtBot) -> None:
    field = a_field(qtbot)
    field.set_value(1)
    field.line.selectAll()
    type_text(field.line, "никто")
    assert field.complaint()
    tap(field.line, Qt.Key.Key_Tab)
    assert field.value() == 1
    assert field.line.text() == "Белов А. В."
    assert field.complaint() == ""


def test_leaving_with_words_that_fit_one_takes_it(qtbot: QtBot) -> None:
    field = a_field(qtbot)
    type_text(field.line, "юрист")
    popup(field).hide()
    tap(field.line, Qt.Key.Key_Tab)
    assert field.value() == 3


def test_an_emptied_line_holds_nothing(qtbot: QtBot) -> None:
    field = a_field(qtbot)
    field.set_value(1)
    field.line.selectAll()
    press(field.line, Qt.Key.Key_Delete)
    tap(field.line, Qt.Key.Key_Tab)
    assert field.value() is None


def test_a_value_the_list_no_longer_holds_is_still_shown(qtbot: QtBot) -> None:
    field = a_field(qtbot)
    field.set_value(99, "Иванов (уволен)")
    assert field.value() == 99
    assert field.line.text() == "Иванов (уволен)"
    field.set_choices(EXPERTS)
    assert field.value() == 99
    field.set_value(98)
    assert field.value() is None


def test_a_click_opens_the_list_and_a_click_in_it_chooses(qtbot: QtBot) -> None:
    field = a_field(qtbot)
    click(field.line, QPointF(20, 15))
    assert field.line.is_open()
    view = popup(field)
    at = view.visualRect(view.model().index(1, 0)).center()
    click(view.viewport(), QPointF(at))
    assert field.value() == 2


def test_two_thousand_choices_are_filtered_at_each_letter(qtbot: QtBot) -> None:
    field = a_field(qtbot)
    field.set_choices([Choice(n, f"Тема {n}", note="раздел") for n in range(2000)])
    type_text(field.line, "1999")
    assert listed(field) == ["Тема 1999"]


def test_names_in_the_list_are_never_html(qtbot: QtBot) -> None:
    field = a_field(qtbot)
    field.set_choices([Choice(1, "<b>Имя</b>")])
    press(field.line, Qt.Key.Key_Down)
    tip = popup(field).model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip
    popup(field).hide()
    QApplication.sendEvent(field.line, QEvent(QEvent.Type.User))


def test_tab_takes_the_row_to_which_the_arrows_went(qtbot: QtBot) -> None:
    field = a_field(qtbot)
    press(field.line, Qt.Key.Key_Down)
    tap(popup(field), Qt.Key.Key_Down)
    tap(popup(field), Qt.Key.Key_Down)
    assert popup(field).currentIndex().row() == 2
    tap(popup(field), Qt.Key.Key_Tab)
    assert field.value() == 3
    assert not field.line.is_open()


def test_tab_without_the_arrows_takes_nothing(qtbot: QtBot) -> None:
    field = a_field(qtbot)
    press(field.line, Qt.Key.Key_Down)
    tap(popup(field), Qt.Key.Key_Tab)
    assert field.value() is None
