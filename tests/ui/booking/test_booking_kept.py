"""Booked once and not lost; walked in, moved, cancelled: the booking form in its later hours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.appeals import queries as appeals
from models.reception import operations, queries
from models.reception.queries import AppointmentRow
from tests.models.builders import HEATING, a_booking, a_visitor, a_visitor_draft, an_appeal
from tests.ui.booking.typist import ALT, CTRL, Typist
from tests.ui.conftest import Record
from ui.booking.page import BookingPage
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.window import Window

ENTER, ESC, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down
TODAY = date(2026, 11, 23)
Settle = Callable[[], None]


def rows(record: Record) -> list[AppointmentRow]:
    return [row for row in record(queries.appointments, TODAY, date(2026, 12, 31)) if row.state != "cancelled"]


def is_on(window: Window, name: str) -> Callable[[], bool]:
    return lambda: window.page is not None and window.page.name == name


# --- once, and not lost ----------------------------------------------------------------------------------------------


def a_filled_form(page: BookingPage, typist: Typist, settle: Settle) -> None:
    typist.type("89125554433")
    typist.press(ENTER)
    typist.type("Ким Любовь")
    typist.press(ENTER)
    typist.note("Холодные батареи")
    typist.press(ENTER)
    settle()
    assert page.form.chips.isAncestorOf(page.window().focusWidget())


def test_a_double_enter_and_a_double_click_book_once(
    window: Window, page: BookingPage, typist: Typist, record: Record, settle: Settle, qtbot: QtBot
) -> None:
    a_filled_form(page, typist, settle)
    typist.press(ENTER, ENTER)
    QTest.mouseDClick(page.form.book, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(is_on(window, "today"))
    settle()
    assert len(rows(record)) == 1


def test_the_notice_reads_the_booking_back_and_undo_takes_it_back(
    page: BookingPage, office: Office, typist: Typist, record: Record, settle: Settle, qtbot: QtBot
) -> None:
    a_filled_form(page, typist, settle)
    with qtbot.waitSignal(office.noticed) as noticed:
        typist.press(ENTER)
    said, undoable = noticed.args
    assert said.startswith("Booked: Ким Л. with Белов А. В., Monday, 23 November, 12:00. To bring along: passport")
    assert undoable
    typist.press(Qt.Key.Key_Z, modifiers=CTRL)
    settle()
    assert rows(record) == []


def test_a_time_taken_meanwhile_is_refused_and_the_next_one_offered_at_once(
    page: BookingPage, typist: Typist, record: Record, settle: Settle
) -> None:
    a_filled_form(page, typist, settle)
    record(a_booking, datetime(2026, 11, 23, 12, 0), "Белов")
    typist.press(ENTER)
    settle()
    assert "already taken" in page.form.times.problem()
    assert page.form.book.words() == "Book for 23 November, 12:30"
    assert page.form.chips.isAncestorOf(page.window().focusWidget())
    typist.press(ENTER)
    settle()
    mine = [row for row in rows(record) if row.visitor == "Ким Любовь"]
    assert [row.start for row in mine] == [datetime(2026, 11, 23, 12, 30)]


def test_escape_keeps_the_form_and_f8_begins_anew(
    window: Window, page: BookingPage, typist: Typist, settle: Settle
) -> None:
    a_filled_form(page, typist, settle)
    typist.press(ESC)
    assert is_on(window, "today")()
    typist.press(Qt.Key.Key_F2)
    settle()
    assert page.form.visitor.text() == "Ким Любовь"
    assert page.form.question.text() == "Холодные батареи"
    assert not page.form.kept.isHidden()
    typist.press(Qt.Key.Key_F8)
    settle()
    assert (page.form.phone.text(), page.form.visitor.text(), page.form.question.text()) == ("", "", "")
    assert page.form.phone.line.hasFocus()


def test_after_a_crash_the_form_is_back(
    page: BookingPage, typist: Typist, office: Office, navigation: Navigation, settle: Settle, qtbot: QtBot
) -> None:
    a_filled_form(page, typist, settle)
    typist.type("5")
    page.unfinished._draft.keep_now()
    settle()
    again = BookingPage(office, navigation)
    qtbot.addWidget(again)
    settle()
    assert again.form.phone.text() == "89125554433"
    assert again.form.visitor.text() == "Ким Любовь"
    assert again.what.topic() == HEATING
    again.when.ask()
    settle()
    slot = again.when.slot()
    assert slot is not None and slot.start == datetime(2026, 11, 24, 10, 30)


def test_somebody_else_puts_the_unfinished_booking_aside_and_it_comes_back(
    page: BookingPage, typist: Typist, navigation: Navigation, record: Record, settle: Settle
) -> None:
    a_filled_form(page, typist, settle)
    visitor_id = record(a_visitor)
    navigation.open_booking(visitor_id=visitor_id)
    settle()
    assert page.who.visitor_id == visitor_id
    assert page.form.question.text() == ""
    page.form.kept.button().click()
    settle()
    assert page.form.visitor.text() == "Ким Любовь"
    assert page.form.question.text() == "Холодные батареи"


# --- walked in, moved, cancelled ------------------------------------------------------------------------------------


def test_a_known_visitor_walks_in_and_gets_a_ticket(
    window: Window, typist: Typist, record: Record, settle: Settle, qtbot: QtBot
) -> None:
    visitor_id = record(a_visitor)
    typist.press(Qt.Key.Key_F3)
    typist.type("8841705")
    typist.press(ENTER)
    typist.note("Холодно")
    typist.press(ENTER)
    settle()
    assert isinstance(window.page, BookingPage)
    assert window.page.form.book.words() == "Into the queue: Белов А. В."
    typist.press(ENTER)
    qtbot.waitUntil(is_on(window, "today"))
    [row] = rows(record)
    assert (row.visitor_id, row.state, row.ticket) == (visitor_id, "arrived", "Б01")


def test_a_walk_in_is_shown_who_waits_where_and_alt_chooses_who_receives(
    window: Window, typist: Typist, record: Record, settle: Settle, qtbot: QtBot
) -> None:
    waiting = a_visitor_draft("Ким Любовь")
    record(a_booking, datetime(2026, 11, 23, 11, 46), "Мельников", visitor=waiting, is_walk_in=True)
    typist.press(Qt.Key.Key_F3)
    settle()
    page = window.page
    assert isinstance(page, BookingPage)
    assert [choice.text for choice in page.form.chips.choices()] == [
        "nobody waits · free at 12:00", "1 waiting · free at 12:00", "nobody waits · free at 12:00",
    ]  # fmt: skip
    typist.press(ENTER)
    typist.type("Юшков Борис")
    typist.press(ENTER, ENTER)
    typist.press(Qt.Key.Key_3, modifiers=ALT)
    assert page.form.book.words() == "Into the queue: Ахметова Г. Р."
    typist.press(ENTER)
    qtbot.waitUntil(is_on(window, "today"))
    settle()
    [mine] = [row for row in rows(record) if row.visitor == "Юшков Борис"]
    assert (mine.expert, mine.ticket) == ("Ахметова Гульнара Рашидовна", "Б02")


def test_tab_follows_the_work(page: BookingPage, typist: Typist, settle: Settle) -> None:
    page.form.question.line.setFocus()
    typist.note("Холодные батареи")
    typist.press(Qt.Key.Key_Backspace)
    typist.note("и")
    page.what.is_waiting()
    settle()
    way = []
    for _step in range(8):
        typist.press(Qt.Key.Key_Tab)
        focus = page.window().focusWidget()
        assert focus is not None
        way.append(focus.accessibleName())
    assert way == [
        "Heating", "Another topic…", "In the office", "To whom", "Later days", "12:00",
        "Book for 23 November, 12:00", "Start anew",
    ]  # fmt: skip


def test_the_caller_who_rings_back_is_moved_and_the_move_is_undone(
    window: Window, navigation: Navigation, typist: Typist, record: Record, settle: Settle, qtbot: QtBot
) -> None:
    booked = record(a_booking, datetime(2026, 11, 23, 14, 0))
    navigation.open_booking(appointment_id=booked.appointment)
    settle()
    assert isinstance(window.page, BookingPage)
    assert window.page.form.book.words() == "Move to 23 November, 12:00"
    assert datetime(2026, 11, 23, 14, 0) not in [slot.start for slot in window.page.when._offer.slots]
    typist.press(Qt.Key.Key_4, modifiers=ALT)
    typist.press(ENTER)
    qtbot.waitUntil(is_on(window, "today"))
    settle()
    assert [row.start for row in rows(record)] == [datetime(2026, 11, 24, 10, 0)]
    typist.press(Qt.Key.Key_Z, modifiers=CTRL)
    settle()
    assert [row.start for row in rows(record)] == [datetime(2026, 11, 23, 14, 0)]


def test_f7_cancels_the_appointment_and_the_unfinished_form_is_untouched(
    window: Window, page: BookingPage, navigation: Navigation, typist: Typist, record: Record, settle: Settle,
    qtbot: QtBot,
) -> None:  # fmt: skip
    a_filled_form(page, typist, settle)
    booked = record(a_booking, datetime(2026, 11, 23, 14, 0))
    navigation.open_booking(appointment_id=booked.appointment)
    settle()
    typist.press(Qt.Key.Key_F7)
    qtbot.waitUntil(is_on(window, "today"))
    settle()
    assert rows(record) == []
    navigation.open_booking()
    settle()
    assert page.form.visitor.text() == "Ким Любовь"
    assert page.form.title.text() == "New booking"


def test_what_another_desk_books_disappears_from_the_offer(
    page: BookingPage, office: Office, record: Record, settle: Settle
) -> None:
    from models.changes import Changes

    before = [slot.start for slot in page.when._offer.slots]
    record(a_booking, datetime(2026, 11, 23, 12, 0), "Мельников")
    office.changed.emit(Changes({"appointment": (1,)}), None)
    settle()
    assert before[0] == datetime(2026, 11, 23, 12, 0)
    slot = page.when.slot()
    assert slot is not None and (slot.start, slot.expert) != (before[0], "Мельников Роман Сергеевич")


def test_the_form_opens_in_every_language_with_very_long_names(
    every_language: str, page: BookingPage, typist: Typist, record: Record, settle: Settle
) -> None:
    name = "Константинопольская-Преображенская Иоланта Всеволодовна"
    record(a_visitor, name, phone="8 912 000-11-22", address="г. Пермь, " + "ул. Очень Длинная, " * 12)
    typist.type("89120001122")
    settle()
    assert page.side.head.name.text() == name
    page.grab()
    for part in (page.form.book, page.form.anew):
        assert part.width() >= part.minimumSizeHint().width()
    inside = page.side.widget()
    assert inside is not None and inside.width() <= page.side.width()


def test_appeals_of_the_history_open_and_escape_comes_back_to_the_typing(
    window: Window, page: BookingPage, typist: Typist, record: Record, settle: Settle
) -> None:
    visitor_id = record(a_visitor)
    appeal_id: Any = record(an_appeal, HEATING, visitor_id=visitor_id)
    assert record(appeals.one, appeal_id) is not None
    typist.type("8841705")
    typist.press(ENTER)
    typist.note("Холодно")
    settle()
    page.side.history.opened.emit(("appeal", appeal_id))
    assert is_on(window, "appeal")()
    typist.press(ESC)
    settle()
    assert page.form.question.text() == "Холодно"
    assert page.form.kept.isHidden()


def test_a_cancelled_booking_may_be_booked_again(record: Record) -> None:
    booked = record(a_booking, datetime(2026, 11, 23, 14, 0))
    record(operations.cancel, booked.appointment)
    assert rows(record) == []
