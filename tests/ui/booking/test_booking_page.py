"""Who calls, what about, to whom and when: the booking form by its keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.reception import queries
from models.reception.queries import AppointmentRow
from tests.models.builders import HEATING, PENSION, a_visitor, an_appeal
from tests.ui.booking.typist import ALT, CTRL, Typist
from tests.ui.conftest import Record
from ui.booking.page import BookingPage
from ui.shell.window import Window

ENTER, ESC, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down
TODAY = date(2026, 11, 23)
Settle = Callable[[], None]


def rows(record: Record) -> list[AppointmentRow]:
    return [row for row in record(queries.appointments, TODAY, date(2026, 12, 31)) if row.state != "cancelled"]


def is_on(window: Window, name: str) -> Callable[[], bool]:
    return lambda: window.page is not None and window.page.name == name


# --- who calls -------------------------------------------------------------------------------------------------------


def test_the_caller_appears_by_the_last_digits_with_history_and_consent(
    page: BookingPage, typist: Typist, record: Record, settle: Settle
) -> None:
    visitor_id = record(a_visitor, birth_year=1957, address="г. Пермь, ул. Революции, 24")
    record(an_appeal, HEATING, visitor_id=visitor_id)
    typist.type("8841705")
    settle()
    assert page.form.visitor.text() == "Третьякова Мария Юрьевна, 1957"
    assert page.side.head.name.text() == "Третьякова Мария Юрьевна"
    assert len(page.side.history.keys()) == 1
    assert page.form.phone.hint().startswith("+7 912 884-17-05")


def test_of_several_people_on_one_phone_the_arrows_choose(
    page: BookingPage, typist: Typist, record: Record, settle: Settle
) -> None:
    first = record(a_visitor, "Ким Любовь", phone="8 912 884-17-06")
    second = record(a_visitor, "Черных Анна Сергеевна", phone="8 912 884-17-06")
    typist.type("89128841706")
    settle()
    assert [caller.id for caller in page.who.list.callers()] == [second, first, None]
    assert page.who.visitor_id is None
    typist.press(DOWN, ENTER)
    settle()
    assert page.who.visitor_id == first
    assert page.form.question.line.hasFocus()


def test_a_digit_with_alt_chooses_the_person_and_zero_is_somebody_new(
    page: BookingPage, typist: Typist, record: Record, settle: Settle
) -> None:
    record(a_visitor, "Ким Любовь", phone="8 912 884-17-06")
    second = record(a_visitor, "Черных Анна Сергеевна", phone="8 912 884-17-06")
    typist.type("89128841706")
    settle()
    typist.press(Qt.Key.Key_1, modifiers=ALT)
    settle()
    assert page.who.visitor_id == second
    typist.press(Qt.Key.Key_0, modifiers=ALT)
    settle()
    assert page.who.visitor_id is None
    assert page.form.visitor.line.hasFocus()
    assert page.form.phone.text() == "89128841706"
    typist.type("Ким Юрий")
    typist.press(ENTER, ENTER, ENTER)
    settle()
    assert [row.visitor for row in rows(record)] == ["Ким Юрий"]


def test_one_person_on_the_phone_may_still_turn_out_to_be_another(
    page: BookingPage, typist: Typist, record: Record, settle: Settle
) -> None:
    record(a_visitor)
    typist.type("89128841705")
    settle()
    assert page.who.visitor_id is not None
    page.form.visitor.line.setFocus()
    page.form.visitor.line.selectAll()
    typist.type("Третьяков Илья")
    settle()
    assert page.who.visitor_id is None
    typist.press(ENTER, ENTER, ENTER)
    settle()
    [row] = rows(record)
    assert (row.visitor, row.phone) == ("Третьяков Илья", "+79128841705")


def test_a_visitor_without_a_phone_is_found_by_name(
    page: BookingPage, typist: Typist, record: Record, settle: Settle
) -> None:
    visitor_id = record(a_visitor, "Ким Любовь", phone="")
    typist.press(ENTER)
    typist.type("ким л")
    settle()
    assert [caller.id for caller in page.who.list.callers()] == [visitor_id]
    assert page.who.list.current() is None
    typist.press(DOWN, ENTER)
    settle()
    assert page.who.visitor_id == visitor_id
    assert page.form.question.line.hasFocus()


def test_a_booking_without_a_name_is_refused_at_the_name(
    page: BookingPage, typist: Typist, record: Record, settle: Settle
) -> None:
    typist.type("89125554433")
    typist.press(ENTER, ENTER, ENTER, ENTER)
    settle()
    assert "name" in page.form.visitor.problem()
    assert page.form.visitor.line.hasFocus()
    assert rows(record) == []


def test_an_unreadable_phone_is_said_under_the_phone_and_nothing_is_lost(
    page: BookingPage, typist: Typist, record: Record, settle: Settle
) -> None:
    typist.type("8912555443")
    typist.press(ENTER)
    typist.type("Ким Любовь")
    typist.press(ENTER, ENTER, ENTER)
    settle()
    assert page.form.phone.problem()
    assert page.form.visitor.text() == "Ким Любовь"
    assert rows(record) == []


# --- what about, to whom, when ---------------------------------------------------------------------------------------


def test_the_words_suggest_topic_expert_and_what_to_bring(page: BookingPage, typist: Typist, settle: Settle) -> None:
    page.form.question.line.setFocus()
    typist.note("Не платят пенсию за стаж")
    typist.press(ENTER)
    settle()
    assert page.what.topic() == PENSION
    assert page.when.expert_name() == "Мельников Роман Сергеевич"
    assert "SNILS" in page.form.bring.text()
    assert page.form.book.words() == "Book for 23 November, 12:00"


def test_an_open_appeal_on_the_theme_is_warned_of(
    page: BookingPage, typist: Typist, record: Record, settle: Settle
) -> None:
    visitor_id = record(a_visitor)
    record(an_appeal, HEATING, visitor_id=visitor_id)
    typist.type("8841705")
    typist.press(ENTER)
    typist.note("Где мой паспорт")
    typist.press(ENTER)
    settle()
    assert page.side.warning.isHidden()
    page.form.question.line.setFocus()
    page.form.question.line.clear()
    typist.note("Опять холодные батареи")
    typist.press(ENTER)
    settle()
    assert not page.side.warning.isHidden()
    assert "2026-000001" in page.side.warning.accessibleName()


def test_any_topic_of_the_classifier_is_found_by_search_and_stays(
    page: BookingPage, typist: Typist, settle: Settle
) -> None:
    page.form.question.line.setFocus()
    typist.note("холодные батареи")
    typist.press(Qt.Key.Key_T, modifiers=CTRL)
    settle()
    typist.type("капитальный ремонт")
    assert page.form.topics.field.line.is_open()
    QTest.keyClick(page.form.topics.field.line._list, ENTER)
    settle()
    chosen = page.form.topics.by_hand()
    assert chosen is not None and "ремонт" in (chosen.name + chosen.short).lower()
    assert page.form.question.line.hasFocus()
    typist.note(" и пенсия")
    settle()
    assert page.what.topic() == chosen.code


def test_times_are_numbered_over_the_next_days_and_alt_chooses(
    page: BookingPage, typist: Typist, record: Record, settle: Settle
) -> None:
    keyed = {choice.key: choice.text for choice in page.form.chips.choices() if choice.key}
    assert keyed == {"1": "12:00", "2": "12:30", "3": "14:00", "4": "10:00", "5": "10:30", "6": "11:00"}
    typist.type("89125554433")
    typist.press(ENTER)
    typist.type("Ким Любовь")
    settle()
    page.who.list.hide()
    typist.press(Qt.Key.Key_4, modifiers=ALT)
    assert page.form.book.words() == "Book for 24 November, 10:00"
    typist.press(ENTER, ENTER)
    typist.type("6")
    typist.press(ENTER)
    settle()
    [row] = rows(record)
    assert row.start == datetime(2026, 11, 24, 11, 0)


def test_the_rest_of_a_day_and_later_days_are_a_chip_and_a_link_away(
    page: BookingPage, typist: Typist, settle: Settle
) -> None:
    more = next(choice for choice in page.form.chips.choices() if choice.text.endswith("more"))
    before = len(page.form.chips.choices())
    page.form.chips.set_value(more.value)
    page.form.chips.chosen.emit(more.value)
    assert len(page.form.chips.choices()) > before
    page.form.later.click()
    slot = page.when.slot()
    assert slot is not None and slot.start.date() > date(2026, 11, 24)
    page.form.sooner.click()
    slot = page.when.slot()
    assert slot is not None and slot.start == datetime(2026, 11, 23, 12, 0)


def test_the_switch_offers_only_places_of_outreach_events(
    page: BookingPage, typist: Typist, record: Record, settle: Settle
) -> None:
    from models.reception.outreach import OutreachDraft, plan_outreach

    draft = OutreachDraft(date(2026, 12, 3), "Дом культуры, ул. Ленина, 5", None, ("11:00-15:00",), (1,), 20)
    record(plan_outreach, draft)
    page.when.ask()
    settle()
    page.form.place.set_value("outreach")
    page.form.place.chosen.emit("outreach")
    settle()
    slot = page.when.slot()
    assert slot is not None and slot.outreach == "Дом культуры, ул. Ленина, 5"
    assert slot.start == datetime(2026, 12, 3, 11, 0)


def test_a_number_that_is_no_phone_is_said_on_leaving_it_and_stops_nobody(
    page: BookingPage, typist: Typist, settle: Settle
) -> None:
    typist.type("123")
    settle()
    assert page.form.phone.hint() == ""
    typist.press(ENTER)
    settle()
    assert "123" in page.form.phone.hint()
    assert page.form.visitor.line.hasFocus()
    page.form.phone.line.setFocus()
    page.form.phone.line.selectAll()
    typist.type("77")
    typist.press(Qt.Key.Key_Tab)
    settle()
    assert "77" in page.form.phone.hint()
