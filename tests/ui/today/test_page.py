"""Today by keyboard: the day, the queue, what is on control, and every step of an appointment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from models.appeals import operations as appeals
from models.appeals.rules import AppealDraft
from models.reception import operations, queries
from models.reception.tables import ARRIVED, CANCELLED, DONE, STARTED
from tests.models.builders import HEATING, NOW, an_appeal
from tests.ui.conftest import Record
from tests.ui.today.a_window import opened_with, press, tab_to, type_text
from ui.shell.office import Office
from ui.shell.window import Window
from ui.today.page import TodayPage
from ui.today.steps import AGAIN, BEGIN, CAME, CANCEL, CARD, FINISH, MISSED, MOVE, RECORD
from ui.widgets.records import Record as ShownRecord
from ui.widgets.records import RecordList, RecordRow

Settle = Callable[[], None]


def state_of(record: Record, appointment_id: int) -> str:
    return str(record(queries.appointment, appointment_id).state)


def open_at(today: TodayPage, settle: Settle, appointment_id: int) -> None:
    """Goes to an appointment in the grid and opens it with Enter."""
    today.desk.grid.setFocus()
    today.desk.grid.set_current_block(appointment_id)
    press(Qt.Key.Key_Return)
    settle()


def shown(records: RecordList) -> list[ShownRecord]:
    """What a list shows now."""
    found = [records.row(key) for key in records.keys()]  # noqa: SIM118
    return [row.record for row in found if isinstance(row, RecordRow)]


def test_the_day_is_named_counted_and_shown(today: TodayPage) -> None:
    assert today._heading.text() == "Monday, 23 November"
    counts = today.side.counts
    assert [counts.text(key) for key in ("booked", "received", "calls", "help", "advice")] == ["14", "4", "0", "0", "0"]
    assert today.desk.grid.isVisible()


def test_the_queue_says_ticket_name_place_and_wait_and_a_long_wait_in_words(today: TodayPage) -> None:
    records = shown(today.side.queue.list)
    assert [(r.title.replace("\N{NO-BREAK SPACE}", " "), r.note) for r in records] == [
        ("Дьяконова Р. В.", "22 min"),
        ("Мальцев Ф. А.", "3 min"),
        ("Пономарёва Н. С.", "14 min"),
        ("Юшков Б. Н.", "9 min"),
    ]
    assert (records[0].badge, records[0].badge_role) == ("Long wait", "red")
    assert records[0].detail == "without booking · Heating"
    assert (records[2].badge, records[2].badge_role) == ("Waiting", "amber")
    assert records[2].detail.replace("\N{NO-BREAK SPACE}", " ") == "Мельников Р. С. · for 12:00"
    assert all(record.lead for record in records)


def test_waits_grow_with_the_minute_without_asking_the_database(today: TodayPage, office: Office) -> None:
    office.minute_passed.emit(NOW + timedelta(minutes=7))
    assert [one.note for one in shown(today.side.queue.list)][:2] == ["29 min", "10 min"]


def test_f4_calls_the_first_who_waits(today: TodayPage, ids: dict[str, int], settle: Settle, record: Record) -> None:
    press(Qt.Key.Key_F4)
    settle()
    assert state_of(record, ids["Дьяконова"]) == STARTED
    assert len(shown(today.side.queue.list)) == 3


def test_an_expert_calls_his_own_first_and_sees_who_comes(
    today: TodayPage, office: Office, ids: dict[str, int], settle: Settle, record: Record
) -> None:
    expert = next(person for person in office.facts.staff if person.name.startswith("Мельников"))
    office.set_actor(expert.id)
    press(Qt.Key.Key_F4)
    settle()
    assert state_of(record, ids["Мальцев"]) == STARTED
    assert today.desk.panel.row is not None
    assert today.desk.panel.row.id == ids["Мальцев"]


def test_calling_with_nobody_waiting_says_so(window: Window, office: Office, settle: Settle) -> None:
    said: list[str] = []
    office.noticed.connect(lambda text, undoable: said.append(text))
    press(Qt.Key.Key_F4)
    settle()
    assert said == ["Nobody is waiting."]


def test_the_way_of_a_visitor_by_keys_alone(
    today: TodayPage, window: Window, ids: dict[str, int], settle: Settle, record: Record
) -> None:
    shilov = ids["Шилов"]
    open_at(today, settle, shilov)
    assert today.desk.is_panel_open()
    press(Qt.Key.Key_Return)  # the likely step has the focus: has come
    settle()
    assert state_of(record, shilov) == ARRIVED
    press(Qt.Key.Key_2)
    settle()
    assert state_of(record, shilov) == STARTED
    press(Qt.Key.Key_3)
    settle()
    assert state_of(record, shilov) == DONE
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert state_of(record, shilov) == STARTED
    press(Qt.Key.Key_Escape)
    assert not today.desk.is_panel_open()
    assert today.desk.grid.hasFocus()


def test_keys_work_on_the_block_under_the_keyboard_without_opening_it(
    today: TodayPage, ids: dict[str, int], settle: Settle, record: Record
) -> None:
    today.desk.grid.setFocus()
    today.desk.grid.set_current_block(ids["Шилов"])
    press(Qt.Key.Key_1)
    settle()
    assert state_of(record, ids["Шилов"]) == ARRIVED


@pytest.mark.parametrize(
    ("surname", "offered"),
    [
        ("Шилов", {CAME, BEGIN, MOVE, CANCEL, AGAIN, CARD}),  # at 12:00: not missed yet
        ("Пономарёва", {BEGIN, CANCEL, RECORD, AGAIN, CARD}),
        ("Дьяконова", {BEGIN, CANCEL, MISSED, RECORD, AGAIN, CARD}),  # came at 11:24 and may have left
        ("Зырянова", {FINISH, RECORD, AGAIN, CARD}),
        ("Гилёва", {RECORD, AGAIN, CARD}),
        ("Ершов", {CAME, AGAIN, CARD}),
    ],
)
def test_only_the_steps_that_are_possible_are_offered(
    today: TodayPage, ids: dict[str, int], settle: Settle, surname: str, offered: set[str]
) -> None:
    today.desk.open_appointment(ids[surname])
    settle()
    assert set(today.desk.panel.possible_steps()) == offered
    for step_id in offered:
        button = today.desk.panel.button(step_id)
        assert button is not None
        assert button.accessibleDescription()  # its key, printed on it


def test_not_coming_is_offered_once_the_time_has_begun(
    today: TodayPage, ids: dict[str, int], settle: Settle, office: Office
) -> None:
    today.desk.open_appointment(ids["Шилов"])
    settle()
    assert today.desk.panel.button(MISSED) is None
    office.minute_passed.emit(datetime(2026, 11, 23, 12, 1))
    assert today.desk.panel.button(MISSED) is not None


def test_a_cancellation_asks_for_the_reason_in_a_line_and_can_be_undone(
    today: TodayPage, ids: dict[str, int], settle: Settle, record: Record
) -> None:
    open_at(today, settle, ids["Шилов"])
    press(Qt.Key.Key_6)
    type_text("Заболел, 5 дней")
    press(Qt.Key.Key_Return)
    settle()
    row = record(queries.appointment, ids["Шилов"])
    assert (row.state, row.cancel_reason) == (CANCELLED, "Заболел, 5 дней")
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert state_of(record, ids["Шилов"]) == "booked"


def test_esc_first_closes_the_line_then_the_panel(today: TodayPage, ids: dict[str, int], settle: Settle) -> None:
    open_at(today, settle, ids["Шилов"])
    press(Qt.Key.Key_6)
    press(Qt.Key.Key_Escape)
    assert today.desk.is_panel_open()
    assert today.desk.panel.focused_step() == CAME
    press(Qt.Key.Key_Escape)
    assert not today.desk.is_panel_open()


def test_steps_that_lead_to_other_pages_take_the_appointment_with_them(
    today: TodayPage, window: Window, ids: dict[str, int], settle: Settle, record: Record
) -> None:
    row = record(queries.appointment, ids["Третьякова"])
    plain = {"walk_in": False, "phone": ""}
    for key, expected in (
        (Qt.Key.Key_5, ("booking", {"appointment_id": row.id, **plain})),
        (Qt.Key.Key_7, ("booking", {"visitor_id": row.visitor_id, **plain})),
        (Qt.Key.Key_8, ("visitor", {"visitor_id": row.visitor_id})),
    ):
        open_at(today, settle, row.id)
        press(key)
        settle()
        assert opened_with(window) == expected
        window.escape()
        settle()
    begun = record(queries.appointment, ids["Зырянова"])
    open_at(today, settle, begun.id)
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert opened_with(window) == ("new_appeal", {"appointment_id": begun.id, "visitor_id": begun.visitor_id})


def test_several_appeals_of_one_reception_are_listed_and_open(
    today: TodayPage, window: Window, ids: dict[str, int], settle: Settle, record: Record
) -> None:
    row = record(queries.appointment, ids["Зырянова"])
    found = [
        record(appeals.register, AppealDraft(HEATING, text, visitor_id=row.visitor_id, appointment_id=row.id)).result
        for text in ("Плата", "Тариф")
    ]
    today.desk.open_appointment(row.id)
    settle()
    today.desk.panel.appeal_opened.emit(found[1].number)
    settle()
    assert opened_with(window) == ("appeal", {"appeal_id": found[1].id})
    assert record(queries.appointment, row.id).appeals == tuple(one.number for one in found)


def test_an_appointment_is_carried_to_a_free_time_and_taken_back(
    today: TodayPage, ids: dict[str, int], settle: Settle, record: Record
) -> None:
    grid = today.desk.grid
    grid.setFocus()
    grid.set_current_block(ids["Шилов"])
    press(Qt.Key.Key_M)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    settle()
    assert record(queries.appointment, ids["Шилов"]).start == datetime(2026, 11, 23, 12, 30)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert record(queries.appointment, ids["Шилов"]).start == datetime(2026, 11, 23, 12, 0)


def test_esc_lets_a_carried_appointment_go_without_leaving_the_page(
    today: TodayPage, window: Window, ids: dict[str, int]
) -> None:
    grid = today.desk.grid
    grid.setFocus()
    grid.set_current_block(ids["Шилов"])
    press(Qt.Key.Key_M)
    assert grid.is_moving()
    press(Qt.Key.Key_Escape)
    assert not grid.is_moving()
    assert window.page is today


def test_a_time_that_was_taken_meanwhile_is_refused_in_words(
    today: TodayPage, office: Office, ids: dict[str, int], settle: Settle, record: Record
) -> None:
    said: list[str] = []
    office.warned.connect(said.append)
    expert = record(queries.appointment, ids["Шилов"]).expert_id
    record(operations.reschedule, ids["Третьякова"], datetime(2026, 11, 23, 14, 0))
    today.desk.grid.appointment_moved.emit(ids["Шилов"], expert, datetime(2026, 11, 23, 14, 0))
    settle()
    assert said == ["That time is already taken; choose another one."]


def test_a_free_time_opens_the_booking_with_expert_and_time(
    today: TodayPage, window: Window, ids: dict[str, int], settle: Settle, record: Record
) -> None:
    grid = today.desk.grid
    grid.setFocus()
    grid.set_current_block(ids["Шилов"])
    press(Qt.Key.Key_Down)
    current = grid.current()
    assert current is not None
    assert current[0] == "slot"
    press(Qt.Key.Key_Return)
    name, parameters = opened_with(window)
    assert (name, parameters["start"]) == ("booking", datetime(2026, 11, 23, 12, 30))
    assert parameters["expert_id"] == record(queries.appointment, ids["Шилов"]).expert_id


def test_tab_goes_from_the_grid_to_the_queue_and_enter_opens_who_waits(
    today: TodayPage, ids: dict[str, int], settle: Settle
) -> None:
    today.desk.grid.setFocus()

    def in_queue() -> bool:
        return isinstance(focus := QApplication.focusWidget(), RecordRow) and focus.record.key == ids["Дьяконова"]

    assert tab_to(in_queue)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    settle()
    assert today.desk.panel.row is not None
    assert today.desk.panel.row.id == ids["Мальцев"]


def test_what_is_due_says_how_late_it_is_and_opens(
    office: Office, record: Record, window: Window, settle: Settle
) -> None:
    for back in (33, 29, 28, 10):
        record(an_appeal, received_on=date(2026, 11, 23) - timedelta(days=back))
    page = window.page
    assert isinstance(page, TodayPage)
    page.refresh()
    settle()
    due = shown(page.side.control.list)
    assert [one.badge for one in due] == ["late by 3 days", "tomorrow", "in 2 days"]
    assert [one.badge_role for one in due] == ["red", "amber", "amber"]
    first = page.side.control.list.row(due[0].key)
    assert isinstance(first, RecordRow)
    first.click()
    assert opened_with(window)[0] == "appeal"


def test_a_new_office_says_what_to_press(window: Window) -> None:
    page = window.page
    assert isinstance(page, TodayPage)
    assert page.first_steps.isVisible()
    page.first_steps.button().click()
    assert opened_with(window)[0] == "booking"


def test_a_day_without_reception_says_why_and_offers_the_nearest_time(window: Window, settle: Settle) -> None:
    page = window.page
    assert isinstance(page, TodayPage)
    page.navigation.open_today(date(2026, 12, 31))
    settle()
    closed = page.desk.closed_day
    assert closed.isVisible()
    assert closed.accessibleName() == "No reception on this day: инвентаризация."
    page.navigation.open_today(date(2026, 11, 29))
    settle()
    assert closed.accessibleName() == "Sunday: a day off, no reception."
    closed.button().click()
    name, parameters = opened_with(window)
    assert (name, parameters["start"]) == ("booking", datetime(2026, 11, 30, 10, 0))


def test_the_page_learns_of_changes_made_elsewhere(
    today: TodayPage, office: Office, ids: dict[str, int], settle: Settle
) -> None:
    office.do(operations.mark, ids["Шилов"], ARRIVED)
    settle()
    assert ids["Шилов"] in list(today.side.queue.list.keys())


def test_the_page_fits_in_every_language(every_language: str, ids: dict[str, int], window: Window) -> None:
    page = window.page
    assert isinstance(page, TodayPage)
    side = page.side
    assert side.minimumSizeHint().width() <= page.desk._side.width()
    assert page.title()


def test_the_minute_does_not_take_the_keyboard_out_of_the_queue(today: TodayPage, office: Office) -> None:
    today.side.queue.list.setFocus()
    press(Qt.Key.Key_Down)
    office.minute_passed.emit(NOW + timedelta(minutes=1))
    focus = QApplication.focusWidget()
    assert isinstance(focus, RecordRow)
    assert focus.record.key == today.side.queue.list.keys()[1]


def test_after_f4_the_called_one_is_current_and_an_overlap_is_said_in_words(
    today: TodayPage, office: Office, ids: dict[str, int], settle: Settle, record: Record
) -> None:
    said: list[str] = []
    office.noticed.connect(lambda text, undoable: said.append(text))
    open_at(today, settle, ids["Рожков"])
    press(Qt.Key.Key_F4)
    settle()
    assert state_of(record, ids["Дьяконова"]) == STARTED
    assert today.desk.panel.row is not None
    assert today.desk.panel.row.id == ids["Дьяконова"]
    assert today.desk.grid.current() == ("block", ids["Дьяконова"])
    busy = "The expert is already receiving: Зырянова Т. А."
    assert busy in said[-1].replace("\N{NO-BREAK SPACE}", " ")
    assert busy in today.desk.panel.overlap.accessibleName().replace("\N{NO-BREAK SPACE}", " ")
