"""The settings page: each section saved, refused in words, taken back; what was typed is never lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from models.office.desk import Actor
from models.office.setup import exported
from tests.models.builders import a_booking
from tests.ui.conftest import Record
from tests.ui.settings.conftest import Settle, opened, retype, save, staff_of, text_field
from tests.ui.shell.conftest import press, type_text
from ui.settings.files_section import FilesSection
from ui.settings.hours_section import HoursSection
from ui.settings.page import SettingsPage
from ui.settings.places_section import PlacesSection
from ui.settings.program_section import ProgramSection
from ui.settings.rows import Rows
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.window import Window
from ui.widgets.week_hours import WeekHours


def test_the_office_is_changed_by_keyboard_and_taken_back(
    window: Window, navigation: Navigation, office: Office, settle: Settle, record: Record
) -> None:
    page = opened(window, navigation, settle, "office")
    before = record(exported)
    retype(text_field(page, "name"), "Приёмная главы города")
    retype(text_field(page, "phones"), "8 (342) 111-11-11, 8 (342) 222-22-22")
    assert page.section.is_dirty()
    save(window, settle)
    after = record(exported)
    assert after == {
        **before,
        "name": "Приёмная главы города",
        "phones": ["8 (342) 111-11-11", "8 (342) 222-22-22"],
    }
    assert office.facts.name == "Приёмная главы города"
    assert not page.section.is_dirty()
    office.undo_last()
    settle()
    assert record(exported) == before
    assert text_field(page, "name").text() == before["name"]


def test_a_wrong_value_is_told_under_its_field_and_nothing_is_written(
    window: Window, navigation: Navigation, settle: Settle, record: Record
) -> None:
    page = opened(window, navigation, settle, "office")
    before = record(exported)
    retype(text_field(page, "name"), " ")
    retype(text_field(page, "address"), "г. Пермь")
    save(window, settle)
    assert text_field(page, "name").problem() == "The office needs a name."
    assert text_field(page, "address").text() == "г. Пермь"
    assert record(exported) == before


def test_new_hours_tell_how_many_appointments_are_outside_and_where(
    window: Window, navigation: Navigation, settle: Settle, record: Record, notices: list[str]
) -> None:
    record(a_booking, datetime(2026, 11, 24, 17, 0))
    record(a_booking, datetime(2026, 11, 24, 10, 0))
    page = opened(window, navigation, settle, "hours")
    hours = page.section
    assert isinstance(hours, HoursSection)
    assert not hours.outside.isVisible()
    week = hours.form.field("hours")
    assert isinstance(week, WeekHours)
    line = week.days["tue"]
    line.hours.setFocus()
    line.hours.selectAll()
    type_text("10-13")
    line.breaks.setFocus()
    line.breaks.selectAll()
    press(window, Qt.Key.Key_Delete)
    save(window, settle)
    assert "1" in notices[-1]
    assert "outside" in notices[-1]
    assert hours.outside.isVisible()
    assert hours.outside.accessibleName() == "1 appointment is outside the hours"
    hours.outside.records.opened.emit(hours.outside.records.keys()[0])
    assert navigation.here.name == "today"
    assert navigation.here.parameters["day"] == datetime(2026, 11, 24).date()


def test_wrong_hours_stay_as_typed_with_a_sentence(
    window: Window, navigation: Navigation, settle: Settle, record: Record
) -> None:
    page = opened(window, navigation, settle, "hours")
    hours = page.section
    assert isinstance(hours, HoursSection)
    week = hours.form.field("hours")
    assert isinstance(week, WeekHours)
    week.days["wed"].breaks.setFocus()
    week.days["wed"].breaks.selectAll()
    type_text("19-20")
    save(window, settle)
    assert "Wednesday" in week.problem()
    assert week.days["wed"].breaks.text() == "19-20"
    assert record(exported)["hours"]["wed"] == ["10:00-13:00", "14:00-18:00"]


def test_days_off_and_extra_days_are_kept(
    window: Window, navigation: Navigation, settle: Settle, record: Record
) -> None:
    page = opened(window, navigation, settle, "hours")
    hours = page.section
    assert isinstance(hours, HoursSection)
    rows = hours.form.field("days_off")
    rows.add_and_enter()  # type: ignore[attr-defined]
    type_text("11.01.2027")
    press(window, Qt.Key.Key_Tab)
    type_text("12.01.2027")
    press(window, Qt.Key.Key_Tab)
    type_text("ремонт")
    save(window, settle)
    content = record(exported)
    assert content["days_off"][-1] == {"from": "2027-01-11", "to": "2027-01-12", "why": "ремонт"}
    assert content["extra_days"] == [{"date": "2026-12-05", "hours": ["10:00-13:00"]}]


def test_districts_and_executors_are_saved(
    window: Window, navigation: Navigation, settle: Settle, record: Record
) -> None:
    page = opened(window, navigation, settle, "places")
    places = page.section
    assert isinstance(places, PlacesSection)
    area = places.form.field("districts").editor
    area.setFocus()
    press(window, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    press(window, Qt.Key.Key_Return)
    type_text("Мотовилихинский")
    save(window, settle)  # Ctrl+Enter inside the field of several lines
    content = record(exported)
    assert content["districts"][-1] == "Мотовилихинский"
    assert content["executors"][0]["days"] == 15


def test_theme_and_language_go_through_the_shell(window: Window, navigation: Navigation, settle: Settle) -> None:
    page = opened(window, navigation, settle, "program")
    program = page.section
    assert isinstance(program, ProgramSection)
    themes: list[str] = []
    languages: list[str] = []
    navigation.theme_wanted.disconnect()
    navigation.theme_wanted.connect(themes.append)
    navigation.language_wanted.connect(languages.append)
    program.theme.editor._buttons[1].click()  # type: ignore[attr-defined]
    program.language.editor._buttons[0].click()  # type: ignore[attr-defined]
    assert themes == ["dark"]
    assert languages == ["ru"]
    assert not page.save_button.isVisible()


def test_settings_are_taken_from_a_file_and_a_wrong_file_is_refused(
    window: Window, navigation: Navigation, office: Office, settle: Settle, record: Record, tmp_path: Path
) -> None:
    page = opened(window, navigation, settle, "files")
    files = page.section
    assert isinstance(files, FilesSection)
    before = record(exported)
    wrong, good = tmp_path / "wrong.json", tmp_path / "good.json"
    wrong.write_text("{", encoding="utf-8")
    good.write_text(json.dumps({**before, "name": "Другая"}), encoding="utf-8")
    files.take_file(str(wrong))
    settle()
    assert "wrong.json" in files.trouble.accessibleName()
    files.take_file(str(good))
    settle()
    assert office.facts.name == "Другая"
    office.undo_last()
    settle()
    assert record(exported) == before


def test_the_saved_file_reads_back(
    window: Window, navigation: Navigation, settle: Settle, record: Record, tmp_path: Path
) -> None:
    files = opened(window, navigation, settle, "files").section
    assert isinstance(files, FilesSection)
    files.save.click()
    settle()
    dialog = files.findChild(QFileDialog)
    assert dialog is not None
    target = tmp_path / "saved.json"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    settle()
    assert json.loads(target.read_text(encoding="utf-8")) == record(exported)


def test_only_the_head_may_save(window: Window, navigation: Navigation, office: Office, settle: Settle) -> None:
    page = opened(window, navigation, settle, "office")
    office._desk = office._desk.of(Actor(4, "Соколова Елена Викторовна", "registrar"))
    office.actor_changed.emit()
    settle()
    assert "head" in page.rights.accessibleName()
    assert not page.save_button.isEnabled()
    retype(text_field(page, "name"), "Моя приёмная")
    save(window, settle)
    assert office.facts.name != "Моя приёмная"
    assert text_field(page, "name").text() == "Моя приёмная"


def test_what_was_typed_outlives_another_language(
    window: Window, navigation: Navigation, settle: Settle, speak: Callable[[str], None]
) -> None:
    page = opened(window, navigation, settle, "hours")
    retype(text_field(page, "slot_minutes"), "20")
    page.list._buttons[2].click()
    settle()
    retype(staff_of(page).person.position, "Глава")
    speak("ru")
    window.rebuild()
    settle()
    again = window.page
    assert isinstance(again, SettingsPage)
    assert again is not page
    assert staff_of(again).person.position.text() == "Глава"
    assert again.part("hours").is_dirty()
    field = again.part("hours").form.field("slot_minutes")  # type: ignore[attr-defined]
    assert field.value() == "20"


def test_take_back_brings_the_written_values(window: Window, navigation: Navigation, settle: Settle) -> None:
    page = opened(window, navigation, settle, "office")
    written = text_field(page, "address").text()
    retype(text_field(page, "address"), "г. Кунгур")
    page.back_button.click()
    assert text_field(page, "address").text() == written
    assert not page.section.is_dirty()


def test_every_section_opens_in_every_language(
    qtbot: QtBot, office: Office, navigation: Navigation, settle: Settle, themed: QApplication, every_language: str
) -> None:
    page = SettingsPage(office, navigation)
    qtbot.addWidget(page)
    page.resize(1064, 640)
    page.show()
    page.show_with()
    for key in ("office", "hours", "staff", "places", "program", "files"):
        page.show_with(section=key)
        settle()
        assert page.section.horizontalScrollBar().maximum() == 0


def test_a_day_off_alone_needs_no_last_day_and_one_without_a_date_is_told(
    window: Window, navigation: Navigation, settle: Settle, record: Record
) -> None:
    hours = opened(window, navigation, settle, "hours").section
    assert isinstance(hours, HoursSection)
    rows = hours.form.field("days_off")
    assert isinstance(rows, Rows)
    rows.add_and_enter()
    rows.rows[-1].fields["why"].editor.setFocus()
    type_text("ремонт")
    save(window, settle)
    assert rows.problem() == "Each day off needs its date."
    rows.rows[-1].fields["from"].editor.setFocus()
    type_text("11.01.2027")
    save(window, settle)
    assert record(exported)["days_off"][-1] == {"from": "2027-01-11", "to": "2027-01-11", "why": "ремонт"}
