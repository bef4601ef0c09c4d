"""A form: values together, problems in their places."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from models.problems import Problem
from tests.ui.widgets.keys import shown, type_text
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckField, TextField
from ui.widgets.form import Form


class Sheet(QWidget):
    """A page with a form on it."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.form = Form(self)
        self.name = self.form.add("name", TextField("Name"))
        self.born = self.form.add("born", DateField("Born", today=lambda: date(2026, 11, 23)))
        self.consent = self.form.add("consent", CheckField("Consent"))
        for field in (self.name, self.born, self.consent):
            column.addWidget(field)


@pytest.fixture
def sheet(qtbot: QtBot) -> Sheet:
    made = Sheet()
    shown(qtbot, made)
    return made


def test_values_go_in_and_come_out_by_name(sheet: Sheet) -> None:
    values = {"name": "Иванов", "born": date(1957, 3, 14), "consent": True}
    sheet.form.set_values({**values, "unknown": 1})
    assert sheet.form.values() == values
    assert not sheet.form.is_dirty()
    assert sheet.form.names() == ("name", "born", "consent")


def test_a_form_is_dirty_once_a_person_typed(qtbot: QtBot, sheet: Sheet) -> None:
    changed: list[str] = []
    dirty: list[bool] = []
    sheet.form.changed.connect(changed.append)
    sheet.form.dirty_changed.connect(dirty.append)
    type_text(sheet.name.line, "аб")
    assert changed == ["name", "name"]
    sheet.form.mark_clean()
    assert dirty == [True, False]


def test_problems_stand_under_their_fields_and_the_first_has_the_focus(sheet: Sheet) -> None:
    sheet.name.setFocus()
    homeless = sheet.form.show_problems(
        [
            Problem("late", "That is in the past: {day}.", "born", {"day": "1 May"}),
            Problem("who", "Say who.", "name"),
            Problem("closed", "The office is closed.", "elsewhere"),
        ]
    )
    assert sheet.born.problem() == "That is in the past: 1 May."
    assert sheet.name.problem() == "Say who."
    assert sheet.name.line.hasFocus()
    assert [problem.code for problem in homeless] == ["closed"]
    sheet.form.show_problems([Problem("late", "Too late.", "born")])
    assert sheet.name.problem() == ""
    assert sheet.born.line.hasFocus()


def test_two_problems_of_one_field_are_both_said(sheet: Sheet) -> None:
    sheet.form.show_problems([Problem("a", "One.", "name"), Problem("b", "Two.", "name")])
    assert sheet.name.problem() == "One. Two."


def test_what_cannot_be_read_is_found_before_saving(sheet: Sheet) -> None:
    assert sheet.form.check()
    type_text(sheet.born.line, "никогда")
    assert not sheet.form.check()
    assert sheet.born.problem()
    assert sheet.born.line.hasFocus()
    assert sheet.born.line.text() == "никогда"
