"""Outreach by keyboard: planning, changing, calling off, booking into an event, and what the form refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.reception import queries
from models.reception.outreach import OutreachDraft, call_off, plan_outreach
from models.reception.queries import OutreachRow
from tests.models.builders import a_booking
from tests.ui.conftest import Record
from tests.ui.today.a_window import open_window, opened_with, press, type_text
from ui.outreach.content import typed_hours
from ui.outreach.page import EVENT, FORM, NOTHING, OutreachPage
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.window import Window

Settle = Callable[[], None]
CONTROL = Qt.KeyboardModifier.ControlModifier


def events(record: Record) -> list[OutreachRow]:
    found: list[OutreachRow] = record(queries.outreach, date(2026, 1, 1), date(2027, 12, 31))
    return found


def an_event(record: Record, office: Office, day: date = date(2026, 11, 26), place: str = "Школа № 3") -> int:
    expert = next(person.id for person in office.facts.experts if person.name.startswith("Мельников"))
    draft = OutreachDraft(day, place, None, ("10:00-12:00",), (expert,), 20)
    return int(record(plan_outreach, draft).result)


@pytest.fixture
def window(
    qtbot: QtBot, office: Office, navigation: Navigation, tmp_path: Path, settle: Settle, record: Record
) -> Window:
    """The window at outreach, with the planned event of December and another in three days."""
    an_event(record, office)
    return open_window(qtbot, office, navigation, tmp_path, settle, first="outreach")


@pytest.fixture
def page(window: Window) -> OutreachPage:
    found = window.page
    assert isinstance(found, OutreachPage)
    return found


def test_coming_events_stand_by_date_with_their_places(page: OutreachPage) -> None:
    assert len(page.coming.keys()) == 2
    assert page._side.currentIndex() == EVENT
    shown = page._shown
    assert shown is not None
    assert (shown.place, shown.places) == ("Школа № 3", 6)


def test_arrows_walk_through_the_events_and_the_card_follows(page: OutreachPage, settle: Settle) -> None:
    page.coming.setFocus()
    press(Qt.Key.Key_Down)
    settle()
    assert page._shown is not None
    assert page._shown.place == "Дом культуры, ул. Ленина, 5"


def test_an_event_is_planned_by_keys_alone(page: OutreachPage, settle: Settle, record: Record) -> None:
    press(Qt.Key.Key_N, CONTROL)
    type_text("17.12")
    press(Qt.Key.Key_Tab)
    type_text("10-13, 14-16")
    press(Qt.Key.Key_Tab)
    type_text("30")
    press(Qt.Key.Key_Tab)
    type_text("Администрация посёлка Полазна")
    press(Qt.Key.Key_Tab)
    type_text("лен")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert page.form._places.text() == "20 places for visitors"
    press(Qt.Key.Key_Return, CONTROL)
    settle()
    planned = next(event for event in events(record) if event.on_date == date(2026, 12, 17))
    assert (planned.place, planned.district) == ("Администрация посёлка Полазна", "Ленинский")
    assert (planned.hours, planned.slot_minutes, len(planned.experts)) == (("10:00-13:00", "14:00-16:00"), 30, 2)
    assert page._side.currentIndex() == EVENT
    assert page._shown is not None
    assert page._shown.id == planned.id
    press(Qt.Key.Key_Z, CONTROL)
    settle()
    assert next(event for event in events(record) if event.id == planned.id).is_cancelled


def test_the_event_just_planned_is_the_one_shown_wherever_the_focus_was(
    page: OutreachPage, settle: Settle, record: Record
) -> None:
    page.coming.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_N, CONTROL)
    type_text("05.12")
    page.form.place.editor.setFocus(Qt.FocusReason.TabFocusReason)
    type_text("Клуб")
    page.form.experts.set_value([page.office.facts.experts[0].id])
    press(Qt.Key.Key_Return, CONTROL)
    settle()
    assert page._shown is not None
    assert page._shown.place == "Клуб"


def test_what_is_missing_is_said_under_the_fields_and_the_focus_goes_there(page: OutreachPage, settle: Settle) -> None:
    press(Qt.Key.Key_N, CONTROL)
    press(Qt.Key.Key_Return, CONTROL)
    settle()
    form = page.form
    assert form.on_date.problem() == "Give the date of the event."
    assert form.place.problem() == "Say where the event is held."
    assert form.experts.problem() == "Choose who receives."
    assert form.on_date.editor.hasFocus()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("on_date", "22.11.2026", "That day has passed; choose a later one."),
        ("on_date", "когда-нибудь", "This is not a date."),
        ("hours", "с утра", "“с утра” is not a range of hours; write it like 10:00-13:00."),
        ("hours", "10-14, 12-16", "The hours of one day overlap."),
        ("slot_minutes", "две", "A reception lasts from 5 to 480 minutes."),
    ],
)
def test_bad_words_are_refused_at_their_field_and_kept(
    page: OutreachPage, settle: Settle, field: str, typed: str, said: str
) -> None:
    press(Qt.Key.Key_N, CONTROL)
    page.form.form.field(field).editor.setFocus(Qt.FocusReason.TabFocusReason)
    type_text(typed)
    press(Qt.Key.Key_Return, CONTROL)
    settle()
    assert page.form.form.field(field).problem().startswith(said)
    assert page.form.form.field(field).editor.text().startswith(typed[:5])  # type: ignore[attr-defined]
    assert page.is_form_open()


def test_an_expert_at_two_events_at_once_is_refused_under_the_field(
    page: OutreachPage, office: Office, settle: Settle
) -> None:
    expert = next(person for person in office.facts.experts if person.name.startswith("Мельников"))
    page.plan()
    page.form.form.set_values({"on_date": date(2026, 11, 26), "place": "Клуб", "experts": [expert.id]})
    press(Qt.Key.Key_Return, CONTROL)
    settle()
    assert page.form.experts.problem() == "Мельников Роман Сергеевич is already at another outreach event that day."
    assert page.form.save.isEnabled()


def test_an_event_is_changed(page: OutreachPage, settle: Settle, record: Record) -> None:
    assert page._shown is not None
    event_id = page._shown.id
    press(Qt.Key.Key_E, CONTROL)
    assert page.form.hours.text() == "10:00–12:00"
    page.form.place.editor.setFocus(Qt.FocusReason.TabFocusReason)
    type_text("Школа № 4")
    press(Qt.Key.Key_Return)
    settle()
    changed = next(event for event in events(record) if event.id == event_id)
    assert (changed.place, changed.hours) == ("Школа № 4", ("10:00-12:00",))


def test_an_event_is_called_off_and_taken_back(page: OutreachPage, settle: Settle, record: Record) -> None:
    assert page._shown is not None
    event_id = page._shown.id
    press(Qt.Key.Key_Delete)
    settle()
    assert next(event for event in events(record) if event.id == event_id).is_cancelled
    press(Qt.Key.Key_Z, CONTROL)
    settle()
    assert not next(event for event in events(record) if event.id == event_id).is_cancelled


def test_an_event_with_visitors_is_not_called_off(
    page: OutreachPage, office: Office, settle: Settle, record: Record
) -> None:
    record(a_booking, datetime(2026, 11, 26, 10, 20), "Мельников")
    said: list[str] = []
    office.warned.connect(said.append)
    page.refresh()
    settle()
    assert [key for key in page.card.visitors.keys()] == list(page.card._rows)  # noqa: C416, SIM118
    press(Qt.Key.Key_Delete)
    settle()
    assert said == ["Visitors are booked for this event (1); move or cancel their appointments first."]


def test_booking_takes_the_event_with_it(page: OutreachPage, window: Window) -> None:
    assert page._shown is not None
    press(Qt.Key.Key_B, CONTROL)
    name, parameters = opened_with(window)
    assert (name, parameters["outreach_id"]) == ("booking", page._shown.id)


def test_esc_keeps_what_was_typed(page: OutreachPage, window: Window, settle: Settle) -> None:
    press(Qt.Key.Key_N, CONTROL)
    page.form.place.editor.setFocus(Qt.FocusReason.TabFocusReason)
    type_text("Сельский клуб")
    press(Qt.Key.Key_Escape)
    settle()
    assert window.page is page
    assert not page.is_form_open()
    press(Qt.Key.Key_N, CONTROL)
    assert page.form.place.text() == "Сельский клуб"


def test_a_plan_survives_the_end_of_the_program(
    page: OutreachPage, office: Office, navigation: Navigation, qtbot: QtBot, settle: Settle
) -> None:
    press(Qt.Key.Key_N, CONTROL)
    type_text("17.12")
    page.form.place.editor.setFocus(Qt.FocusReason.TabFocusReason)
    type_text("Сельский клуб")
    page._draft.keep_now()
    settle()
    again = OutreachPage(office, navigation)
    qtbot.addWidget(again)
    settle()
    again.plan()
    assert again.form.place.text() == "Сельский клуб"
    assert again.form.on_date.day() == date(2026, 12, 17)


def test_without_any_event_the_page_says_what_to_do(
    qtbot: QtBot, office: Office, navigation: Navigation, tmp_path: Path, settle: Settle, record: Record
) -> None:
    for event in events(record):
        record(call_off, event.id)
    page = open_window(qtbot, office, navigation, tmp_path, settle, first="outreach").page
    assert isinstance(page, OutreachPage)
    assert page._side.currentIndex() == NOTHING
    page.nothing.button().click()
    assert page._side.currentIndex() == FORM
    assert page.form.on_date.editor.hasFocus()


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("11-15", ("11:00-15:00",)),
        ("9.30 – 12", ("09:30-12:00",)),
        ("10:00–13:00; 14-16", ("10:00-13:00", "14:00-16:00")),
        ("10-13 14-16", ("10:00-13:00", "14:00-16:00")),
        ("", ()),
        ("с утра", ("с утра",)),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, hours: tuple[str, ...]) -> None:
    assert typed_hours(typed) == hours


def test_the_focus_is_always_somewhere(page: OutreachPage, settle: Settle) -> None:
    press(Qt.Key.Key_N, CONTROL)
    press(Qt.Key.Key_Escape)
    settle()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.coming.isAncestorOf(focus)
