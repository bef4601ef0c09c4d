"""The staff in the settings: added, changed, away, gone and back."""

from __future__ import annotations

from datetime import datetime

from models.office.settings import settings
from tests.models.builders import a_booking
from tests.ui.conftest import Record
from tests.ui.settings.conftest import Settle, opened, retype, save, staff_of
from tests.ui.shell.conftest import type_text
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.window import Window


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
