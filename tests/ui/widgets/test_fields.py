"""Fields of a form: text, several lines, phone, money, tick."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from resources.words import set_language
from tests.ui.widgets.keys import press, shown, tap, type_text
from ui.widgets.choices import Choice, Segments
from ui.widgets.fields import CheckField, MoneyField, PhoneField, TextArea, TextField, WidgetField


def test_a_label_leads_to_its_editor_and_names_it(qtbot: QtBot) -> None:
    field = TextField("Surname & name")
    qtbot.addWidget(field)
    caption = field.findChild(QLabel)
    assert caption is not None
    assert caption.buddy() is field.line
    assert field.line.accessibleName() == "Surname & name"


def test_typing_says_changed_and_setting_does_not(qtbot: QtBot) -> None:
    field = TextField("Name")
    shown(qtbot, field)
    with qtbot.assertNotEmitted(field.changed):
        field.set_value("Иванов")
    with qtbot.waitSignal(field.changed):
        type_text(field.line, "ёЖ")
    assert field.text() == "ёЖИванов"


def test_what_is_typed_comes_out_clean(qtbot: QtBot) -> None:
    field = TextField("Name")
    qtbot.addWidget(field)
    field.line.setText("  Ива\u202eнов\x00 и\u0306 ")
    assert field.value() == "Иванов й"


def test_a_text_too_long_is_refused_in_words(qtbot: QtBot) -> None:
    field = TextField("Name", max_length=5)
    shown(qtbot, field)
    type_text(field.line, "abcdefg")
    assert field.text() == "abcde"
    assert field.problem() == "No more than 5 characters fit here; the rest was not taken."


def test_a_problem_stands_under_the_field_until_it_is_mended(qtbot: QtBot) -> None:
    field = TextField("Name", hint="As in the passport")
    shown(qtbot, field)
    field.set_problem("A name is needed.")
    words = [one.text() for one in field.findChildren(QLabel) if one.isVisible()]
    assert "A name is needed." in words
    assert "As in the passport" not in words
    assert field.line.accessibleDescription() == "A name is needed."
    assert field.line.property("wrong")
    type_text(field.line, "x")
    assert field.problem() == ""
    assert field.line.accessibleDescription() == "As in the passport"


def test_a_problem_is_shown_as_plain_text(qtbot: QtBot) -> None:
    field = TextField("Name")
    qtbot.addWidget(field)
    field.set_problem("<img src='x'>")
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in field.findChildren(QLabel))


def test_editors_side_by_side_stay_on_one_line(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QHBoxLayout

    page = QWidget()
    column = QVBoxLayout(page)
    row = QHBoxLayout()
    one, other = TextField("One"), TextField("Other", hint="with a hint")
    row.addWidget(one)
    row.addWidget(other)
    column.addLayout(row)
    column.addStretch(1)
    shown(qtbot, page)
    other.set_problem("And a long problem. " * 8)
    page.grab()
    assert (
        one.line.mapTo(page, one.line.rect().topLeft()).y() == other.line.mapTo(page, other.line.rect().topLeft()).y()
    )


def test_enter_in_a_line_is_told(qtbot: QtBot) -> None:
    field = TextField("Name")
    shown(qtbot, field)
    with qtbot.waitSignal(field.returned):
        press(field.line, Qt.Key.Key_Return)


def test_a_phone_stays_as_it_was_typed(qtbot: QtBot) -> None:
    field = PhoneField("Phone")
    shown(qtbot, field)
    type_text(field.line, "8 (912) 884-17-05 доб. 2")
    assert field.text() == "8 (912) 884-17-05 доб. 2"
    assert field.digits() == "891288417052"


@pytest.mark.parametrize(
    ("typed", "sum_of"),
    [
        ("4318,20", "4318.20"),
        ("4 318,2", "4318.2"),
        ("4\u00a0318.20 ₽", "4318.20"),
        ("4,318.20", "4318.20"),
        ("0", "0"),
    ],
)
def test_a_sum_is_read_in_either_writing(qtbot: QtBot, typed: str, sum_of: str) -> None:
    field = MoneyField("Returned")
    qtbot.addWidget(field)
    field.line.setText(typed)
    assert field.amount() == Decimal(sum_of)
    assert field.complaint() == ""


@pytest.mark.parametrize("typed", ["много", "-5", "1,234,5", "12.345", "1e9"])
def test_what_is_no_sum_is_said(qtbot: QtBot, typed: str) -> None:
    field = MoneyField("Returned")
    qtbot.addWidget(field)
    field.line.setText(typed)
    assert field.value() is None
    assert field.complaint()


def test_a_sum_is_written_out_when_it_is_left(qtbot: QtBot) -> None:
    set_language("ru")
    field = MoneyField("Returned")
    shown(qtbot, field)
    type_text(field.line, "4318.2")
    press(field.line, Qt.Key.Key_Return)
    assert field.line.text() == "4\u00a0318,20"
    assert field.amount() == Decimal("4318.20")
    field.set_value(None)
    assert field.amount() is None


def test_ctrl_enter_passes_and_tab_leaves_several_lines(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    area, after = TextArea("Text", key="Ctrl+Return"), TextField("After")
    column.addWidget(area)
    column.addWidget(after)
    shown(qtbot, page)
    area.area.setFocus()
    type_text(area.area, "Вода")
    press(area.area, Qt.Key.Key_Return, text="\r")
    type_text(area.area, "нет")
    with qtbot.waitSignal(area.passed):
        press(area.area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert area.text() == "Вода\nнет"
    tap(area.area, Qt.Key.Key_Tab)
    assert after.line.hasFocus()


def test_pasted_markup_stays_text_and_hidden_characters_go(qtbot: QtBot) -> None:
    area = TextArea("Text")
    shown(qtbot, area)
    mime = QMimeData()
    mime.setHtml("<b>bold</b>")
    mime.setText("<b>bold</b>\u202e\r\nmore")
    QGuiApplication.clipboard().setMimeData(mime)
    area.area.paste()
    assert area.text() == "<b>bold</b>\nmore"


def test_a_long_text_is_complained_of_and_never_cut(qtbot: QtBot) -> None:
    area = TextArea("Text", max_length=10)
    shown(qtbot, area)
    type_text(area.area, "a" * 13)
    assert area.problem() == "The text is 3 characters too long; no more than 10 fit here."
    assert area.text() == "a" * 13


def test_a_tick_is_toggled_by_space(qtbot: QtBot) -> None:
    field = CheckField("Consent signed")
    shown(qtbot, field)
    field.setFocus()
    with qtbot.waitSignal(field.changed):
        press(field.box, Qt.Key.Key_Space)
    assert field.value() is True
    assert field.box.accessibleName() == "Consent signed"


def test_a_switch_is_a_field_too(qtbot: QtBot) -> None:
    switch = Segments("Where", [Choice(1, "Here"), Choice(2, "There")])
    field = WidgetField("Where", switch)
    shown(qtbot, field)
    field.set_value(2)
    assert field.value() == 2
    field.setFocus()
    with qtbot.waitSignal(field.changed):
        press(switch.focusProxy() or switch, Qt.Key.Key_Left)
    assert field.value() == 1
