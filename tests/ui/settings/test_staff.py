"""The staff in the settings: added, changed, away, gone and back."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.office.settings import settings
from tests.models.builders import a_booking
from tests.ui.conftest import Record
from tests.ui.settings.conftest import Settle, opened, retype, save, staff_of
from tests.ui.shell.conftest import press, type_text
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.window import Window
from ui.widgets.tab_order import stops_of


def test_somebody_new_is_added_by_keyboard(
    window: Window, navigation: Navigation, office: Office, settle: Settle
) -> None:
    page = opened(window, navigation, settle, "staff")
    staff = staff_of(page)
    staff.add_person()
    type_text("Носов Пётр Ильич")
    save(window, settle)
    assert office.facts.staff[-1].name == "Носов Пётр Ильич"
    assert staff.person.accessibleName() == "Носов Пётр Ильич"
    assert not staff.is_dirty()


def test_a_person_is_changed_without_losing_what_no_field_shows(
    window: Window, navigation: Navigation, settle: Settle, record: Record
) -> None:
    page = opened(window, navigation, settle, "staff")
    staff = staff_of(page)
    before = record(settings).members[0].person
    retype(staff.person.position, "Глава приёмной")
    save(window, settle)
    assert record(settings).members[0].person == {**before, "position": "Глава приёмной"}


def test_an_absence_tells_who_is_left_outside(
    window: Window, navigation: Navigation, settle: Settle, record: Record, notices: list[str]
) -> None:
    record(a_booking, datetime(2026, 11, 25, 10, 0), "Мельников")
    record(a_booking, datetime(2026, 11, 25, 16, 0), "Мельников")
    page = opened(window, navigation, settle, "staff")
    staff = staff_of(page)
    staff.records.opened.emit(2)
    staff.person.absences.add_and_enter()
    type_text("25.11.2026")
    row = staff.person.absences.rows[-1]
    row.fields["hours"].editor.setFocus()
    type_text("15-18")
    row.fields["why"].editor.setFocus()
    type_text("суд")
    save(window, settle)
    assert record(settings).members[1].person["absences"] == [
        {"from": "2026-11-25T15:00", "to": "2026-11-25T18:00", "why": "суд"}
    ]
    assert "1" in notices[-1]
    assert staff.outside.isVisible()


def test_the_last_head_stays_and_the_reason_is_told(
    window: Window, navigation: Navigation, settle: Settle, office: Office
) -> None:
    staff = staff_of(opened(window, navigation, settle, "staff"))
    staff.person.leave_button.click()
    settle()
    assert "head" in staff.person.trouble.accessibleName() or "head" in staff.person.role.problem()
    assert office.facts.staff[0].name.startswith("Белов")


def test_who_leaves_becomes_inactive_and_stays_in_the_list(
    window: Window, navigation: Navigation, settle: Settle, office: Office
) -> None:
    staff = staff_of(opened(window, navigation, settle, "staff"))
    staff.records.opened.emit(3)
    staff.person.leave_button.click()
    settle()
    assert [person.id for person in office.facts.staff] == [1, 2, 4]
    assert 3 in staff.records.keys()  # noqa: SIM118 - keys() of a list of records
    staff.person.leave_button.click()
    settle()
    assert [person.id for person in office.facts.staff] == [1, 2, 3, 4]


def test_a_changed_person_is_not_left_behind_unsaved(
    window: Window, navigation: Navigation, settle: Settle, notices: list[str]
) -> None:
    staff = staff_of(opened(window, navigation, settle, "staff"))
    retype(staff.person.name, "Белов А.")
    staff.records.opened.emit(2)
    assert staff.person.name.text() == "Белов А."
    assert notices


def test_a_topic_of_the_classifier_is_added_by_typing_it(
    window: Window, navigation: Navigation, settle: Settle, record: Record
) -> None:
    page = opened(window, navigation, settle, "staff")
    staff = staff_of(page)
    staff.records.opened.emit(2)
    line = staff.person._others.line
    for _step in range(40):
        if line.hasFocus():
            break
        press(window, Qt.Key.Key_Tab)
    settle()
    assert line.hasFocus()
    assert line.choices()
    before = record(settings).members[1].person["topics"]
    choice = next(choice for choice in line.choices() if str(choice.value) not in before)
    type_text(str(choice.value))
    QTest.keyClick(line._list, Qt.Key.Key_Return)
    save(window, settle)
    assert set(record(settings).members[1].person["topics"]) == {*before, choice.value}


def test_tab_goes_from_the_list_into_the_section_and_then_to_save(
    window: Window, navigation: Navigation, settle: Settle
) -> None:
    page = opened(window, navigation, settle, "staff")
    page.list.setFocus()
    staff = staff_of(page)
    press(window, Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert staff.isAncestorOf(focus)
    stops = stops_of(page)
    assert stops.index(staff.person.name.editor) < stops.index(page.save_button)
    assert staff.isAncestorOf(stops[stops.index(page.save_button) - 1])


def test_who_is_looked_at_is_marked_in_the_list(window: Window, navigation: Navigation, settle: Settle) -> None:
    staff = staff_of(opened(window, navigation, settle, "staff"))
    staff.records.opened.emit(2)
    marked = [row.record.key for row in staff.records._rows if row.is_marked]
    assert marked == [2]
