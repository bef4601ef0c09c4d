"""The visitor's card: mended with undo, never overwriting another desk, losing nothing that was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.visitors import operations
from models.visitors.card import VisitorCard
from models.visitors.card import card as visitor_card
from tests.models.builders import HEATING, a_booking, a_visitor, an_appeal
from tests.ui.booking.typist import CTRL, Typist
from tests.ui.conftest import Record
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.window import Window
from ui.visitors.card import VisitorPage

Settle = Callable[[], None]
ADDRESS = "г. Пермь, ул. Революции, д. 24, кв. 61"


@pytest.fixture
def visitor_id(record: Record) -> int:
    return int(record(a_visitor, birth_year=1957, address=ADDRESS, district_id=2, category="пенсионер"))


@pytest.fixture
def page(visitor_id: int, window: Window, navigation: Navigation, settle: Settle) -> VisitorPage:
    navigation.open_visitor(visitor_id)
    settle()
    assert isinstance(window.page, VisitorPage)
    return window.page


def now(record: Record, visitor_id: int) -> VisitorCard:
    card: VisitorCard = record(visitor_card, visitor_id)
    return card


def test_the_card_shows_all_facts(page: VisitorPage) -> None:
    form = page.facts
    assert form.name.text() == "Третьякова Мария Юрьевна"
    assert form.dative.text() == "Третьяковой Марии Юрьевне"
    assert form.gender.value() == "f"
    assert (form.birth_year.text(), form.phones.text()) == ("1957", "8 912 884-17-05")
    assert form.district.value() == 2
    assert not page.editing.is_dirty()
    assert page.head.line.text() == "69 years old · пенсионер"


def test_a_wrong_name_is_mended_its_dative_follows_and_undo_takes_it_back(
    page: VisitorPage, typist: Typist, record: Record, visitor_id: int, settle: Settle, qtbot: QtBot
) -> None:
    page.facts.name.line.selectAll()
    typist.type("Третьяков Юрий Маркович")
    qtbot.waitUntil(lambda: page.facts.dative.text() == "Третьякову Юрию Марковичу")
    assert page.facts.gender.value() == "m"
    typist.press(Qt.Key.Key_S, modifiers=CTRL)
    settle()
    card = now(record, visitor_id)
    assert (card.name, card.gender, card.name_dative) == (
        "Третьяков Юрий Маркович", "m", "Третьякову Юрию Марковичу",
    )  # fmt: skip
    assert not page.editing.is_dirty()
    assert page.head.name.text() == "Третьяков Юрий Маркович"
    page.office.undo_last()
    settle()
    assert now(record, visitor_id).name == "Третьякова Мария Юрьевна"
    assert page.facts.name.text() == "Третьякова Мария Юрьевна"


def test_a_dative_written_by_hand_is_left_alone(
    page: VisitorPage, typist: Typist, record: Record, visitor_id: int, settle: Settle, qtbot: QtBot
) -> None:
    page.facts.dative.line.setFocus()
    page.facts.dative.line.selectAll()
    typist.type("Третьяковой М. Ю.")
    page.facts.name.line.setFocus()
    page.facts.name.line.end(False)
    typist.type("-Ким")
    page.editing._pause.stop()
    page.editing._ask_dative()
    settle()
    assert page.facts.dative.text() == "Третьяковой М. Ю."


def test_what_is_wrong_stands_under_its_field_and_nothing_is_lost(
    page: VisitorPage, typist: Typist, record: Record, visitor_id: int, settle: Settle
) -> None:
    page.facts.email.line.setText("tretyakova")
    page.facts.phones.area.setPlainText("8 912 884-17-05\n12 звонить вечером")
    page.facts.note.area.setPlainText("Глуховата")
    typist.press(Qt.Key.Key_S, modifiers=CTRL)
    settle()
    assert page.facts.email.problem()
    assert page.facts.phones.problem()
    assert page.facts.note.text() == "Глуховата"
    assert now(record, visitor_id).note == ""


def test_a_year_that_is_none_is_refused_at_once(page: VisitorPage, typist: Typist, settle: Settle) -> None:
    page.facts.birth_year.line.setText("57")
    page.facts.birth_date.line.setText("32.13")
    typist.press(Qt.Key.Key_S, modifiers=CTRL)
    settle()
    assert page.facts.birth_date.problem()
    page.facts.birth_date.line.setText("")
    typist.press(Qt.Key.Key_S, modifiers=CTRL)
    settle()
    assert page.facts.birth_year.problem() == "The year has four digits."


def test_several_phones_are_kept_in_their_order(
    page: VisitorPage, typist: Typist, record: Record, visitor_id: int, settle: Settle
) -> None:
    page.facts.phones.area.setPlainText("8 912 884-17-05\n8 (342) 244-15-60, доб. 12")
    typist.press(Qt.Key.Key_S, modifiers=CTRL)
    settle()
    phones = now(record, visitor_id).phones
    assert [(phone.e164, phone.extension) for phone in phones] == [("+79128841705", ""), ("+73422441560", "12")]


def test_the_consent_is_ticked_with_todays_date_and_the_date_may_be_mended(
    page: VisitorPage, record: Record, visitor_id: int, settle: Settle
) -> None:
    page.life.consent.box.click()
    settle()
    assert now(record, visitor_id).consent_on == date(2026, 11, 23)
    assert page.life.signed_on.day() == date(2026, 11, 23)
    page.life.signed_on.line.setText("14.03.2025")
    page.life.signed_on.line.editingFinished.emit()
    settle()
    assert now(record, visitor_id).consent_on == date(2025, 3, 14)
    page.life.signed_on.line.setText("14.03.2027")
    page.life.signed_on.line.editingFinished.emit()
    settle()
    assert "future" in page.life.signed_on.problem()
    page.life.consent.box.click()
    settle()
    assert now(record, visitor_id).consent_on is None


def test_another_desks_change_is_said_in_words_and_both_survive(
    page: VisitorPage, typist: Typist, record: Record, visitor_id: int, settle: Settle
) -> None:
    page.facts.note.area.setPlainText("Говорить громче")
    page.facts.category.line.setText("ветеран")
    theirs = replace(now(record, visitor_id).draft, email="m@perm.ru", category="инвалид")
    record(operations.change_visitor, visitor_id, theirs, now(record, visitor_id).version)
    typist.press(Qt.Key.Key_S, modifiers=CTRL)
    settle()
    said = page.banner.accessibleName()
    assert "Changed at another desk" in said and "Category" in said and "E-mail" in said
    assert page.facts.email.text() == "m@perm.ru"
    assert page.facts.category.text() == "ветеран"
    assert "инвалид" in page.facts.category.problem()
    typist.press(Qt.Key.Key_S, modifiers=CTRL)
    settle()
    card = now(record, visitor_id)
    assert (card.note, card.category, card.email) == ("Говорить громче", "ветеран", "m@perm.ru")


def test_what_was_not_saved_is_back_after_leaving_and_after_a_crash(
    window: Window, page: VisitorPage, typist: Typist, office: Office, navigation: Navigation, visitor_id: int,
    settle: Settle, qtbot: QtBot,
) -> None:  # fmt: skip
    page.facts.note.area.setPlainText("Говорить громче")
    typist.press(Qt.Key.Key_Escape)
    settle()
    navigation.open_visitor(visitor_id)
    settle()
    assert page.facts.note.text() == "Говорить громче"
    again = VisitorPage(office, navigation)
    qtbot.addWidget(again)
    again.show_with(visitor_id=visitor_id)
    settle()
    assert again.facts.note.text() == "Говорить громче"
    assert again.editing.is_dirty()
    again.undo.click()
    assert again.facts.note.text() == ""


def test_another_visitor_never_sees_what_was_typed_for_this_one(
    page: VisitorPage, navigation: Navigation, record: Record, visitor_id: int, settle: Settle
) -> None:
    other = record(a_visitor, "Ким Любовь", phone="")
    page.facts.note.area.setPlainText("Говорить громче")
    navigation.open_visitor(other)
    settle()
    assert (page.facts.name.text(), page.facts.note.text()) == ("Ким Любовь", "")
    assert not page.editing.is_dirty()
    navigation.open_visitor(visitor_id)
    settle()
    assert page.facts.note.text() == "Говорить громче"


def test_a_new_visitor_is_added_and_becomes_the_card(
    window: Window, navigation: Navigation, typist: Typist, record: Record, settle: Settle
) -> None:
    navigation.open_visitor(0)
    settle()
    page = window.page
    assert isinstance(page, VisitorPage)
    typist.type("ким любовь")
    page.facts.phones.area.setPlainText("8 912 000-11-22")
    typist.press(Qt.Key.Key_S, modifiers=CTRL)
    settle()
    assert page.facts.name.text() == "Ким Любовь"
    assert page.facts.dative.text() == "Ким Любови"
    assert navigation.here.parameters["visitor_id"] == page._id > 0
    page.office.undo_last()
    settle()
    assert "no such visitor" in page.problem.accessibleName()


def test_history_bookings_and_neighbours_open(
    window: Window, page: VisitorPage, navigation: Navigation, record: Record, visitor_id: int, settle: Settle
) -> None:
    from models.changes import Changes

    record(a_visitor, "Третьяков Пётр Семёнович", phone="", address=ADDRESS)
    appeal_id = record(an_appeal, HEATING, visitor_id=visitor_id)
    booked = record(a_booking, visitor_id=visitor_id)
    page.office.changed.emit(Changes({"appeal": (appeal_id,)}), None)
    settle()
    assert page.life.history.keys() == [("appeal", appeal_id)]
    assert len(page.life.neighbours.keys()) == 1
    page.life.booked.button().click()
    assert navigation.here.parameters["appointment_id"] == booked.appointment
    navigation.back()
    page.life.history.opened.emit(("appeal", appeal_id))
    assert navigation.here.name == "appeal"


def test_keys_of_the_card_book_and_register_for_this_visitor(
    page: VisitorPage, navigation: Navigation, typist: Typist, visitor_id: int, settle: Settle
) -> None:
    typist.press(Qt.Key.Key_F2)
    assert (navigation.here.name, navigation.here.parameters["visitor_id"]) == ("booking", visitor_id)
    typist.press(Qt.Key.Key_Escape)
    settle()
    typist.press(Qt.Key.Key_N, modifiers=CTRL)
    assert (navigation.here.name, navigation.here.parameters["visitor_id"]) == ("new_appeal", visitor_id)


def test_the_card_opens_in_every_language_with_very_long_facts(
    every_language: str, window: Window, navigation: Navigation, record: Record, settle: Settle
) -> None:
    name = "Константинопольская-Преображенская Иоланта Всеволодовна"
    visitor_id = record(a_visitor, name, address="ул. Очень Длинная, " * 20, category="многодетная семья " * 8)
    window.resize(1280, 720)
    navigation.open_visitor(visitor_id)
    settle()
    assert isinstance(window.page, VisitorPage)
    window.page.grab()
    inside = window.page._scroll.widget()
    assert inside is not None and inside.width() <= window.page._scroll.viewport().width()
    assert QApplication.focusWidget() is window.page.facts.name.line
