"""Appeals as an expert works with them: recorded, mended, closed, opened again, listed. Real widgets, real file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.appeals import queries
from models.appeals.queries import AppealFilter
from models.visitors import queries as visitors
from tests.models.builders import HEATING, PENSION, a_booking, a_closed_appeal, a_visitor, an_appeal
from ui.appeals.card import AppealPage
from ui.appeals.list import AppealsPage
from ui.appeals.new import NewAppealPage
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.widgets.filter_chip import FilterChip

Record = Callable[..., Any]
PENSION_AGAIN = "0002.0007.0071.0283"


def typed(widget: QWidget, text: str) -> None:
    """Types as a person does; Cyrillic too."""
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character))


class Opened:
    """The numbers of what the navigation was asked to open."""

    def __init__(self, navigation: Navigation, monkeypatch: pytest.MonkeyPatch) -> None:
        self.appeals: list[int] = []
        monkeypatch.setattr(navigation, "open_appeal", self._open)

    def _open(self, appeal_id: int, *, instead: bool = False) -> None:
        self.appeals.append(appeal_id)


@pytest.fixture
def opened(navigation: Navigation, monkeypatch: pytest.MonkeyPatch) -> Opened:
    return Opened(navigation, monkeypatch)


def a_new_page(qtbot: QtBot, office: Office, navigation: Navigation) -> NewAppealPage:
    page = NewAppealPage(office, navigation)
    qtbot.addWidget(page)
    page.resize(1180, 790)
    page.show()
    return page


def test_an_appeal_of_a_visit_takes_over_its_question(
    qtbot: QtBot, office: Office, navigation: Navigation, opened: Opened, settle: Callable[[], None], record: Record
) -> None:
    booked = record(a_booking, topic=HEATING, summary="Холодно в квартире")
    page = a_new_page(qtbot, office, navigation)
    page.show_with(appointment_id=booked.appointment)
    settle()
    qtbot.waitUntil(lambda: page.fields.topic_line.value() == HEATING)
    page.consent.set_value(True)
    page.actions_here()[0].try_run()
    settle()
    card = record(queries.one, opened.appeals[0])
    assert (card.number, card.summary, card.topic.code) == ("2026-000001", "Холодно в квартире", HEATING)
    assert (card.appointment_id, card.expert) == (booked.appointment, "Белов Андрей Викторович")
    assert record(visitors.card, booked.visitor).consent_on is not None


def test_two_troubles_of_one_visit_are_recorded_one_after_the_other(
    qtbot: QtBot, office: Office, navigation: Navigation, opened: Opened, settle: Callable[[], None], record: Record
) -> None:
    booked = record(a_booking, topic=HEATING, summary="Холодно в квартире")
    page = a_new_page(qtbot, office, navigation)
    page.show_with(appointment_id=booked.appointment)
    settle()
    qtbot.waitUntil(lambda: page.fields.topic_line.value() == HEATING)
    page.actions_here()[1].try_run()
    settle()
    assert page.fields.summary.value() == ""
    typed(page.fields.summary.editor, "маленькая пенсия, прошу перерасчёт пенсии")
    qtbot.waitUntil(lambda: page.fields.topic_line.value() == PENSION_AGAIN)
    page.actions_here()[0].try_run()
    settle()
    card = record(queries.one, opened.appeals[0])
    assert (card.number, card.topic_short) == ("2026-000002", "Pension recalculation")
    assert [number for _id, number in card.siblings] == ["2026-000001"]


def test_what_is_missing_is_said_under_its_field_and_nothing_typed_is_lost(
    qtbot: QtBot, office: Office, navigation: Navigation, settle: Callable[[], None], record: Record
) -> None:
    page = a_new_page(qtbot, office, navigation)
    page.show_with()
    settle()
    typed(page.who.name.line, "Носков Лев Ильич")
    settle()
    page.actions_here()[0].try_run()
    settle()
    assert page.fields.summary.problem() == "Write in a few words what it is about."
    assert page.fields.topic.problem() == "Choose a topic."
    assert page.who.name.text() == "Носков Лев Ильич"
    assert record(queries.count, AppealFilter()) == 0


def test_a_double_click_registers_once(
    qtbot: QtBot, office: Office, navigation: Navigation, opened: Opened, settle: Callable[[], None], record: Record
) -> None:
    visitor = record(a_visitor)
    page = a_new_page(qtbot, office, navigation)
    page.show_with(visitor_id=visitor)
    settle()
    typed(page.fields.summary.editor, "В квартире холодно, батареи ледяные")
    qtbot.waitUntil(lambda: page.fields.topic_line.value() == HEATING)
    page.actions_here()[0].try_run()
    page.actions_here()[0].try_run()
    settle()
    assert record(queries.count, AppealFilter()) == 1


def a_card(
    qtbot: QtBot, office: Office, navigation: Navigation, appeal_id: int, settle: Callable[[], None]
) -> AppealPage:
    page = AppealPage(office, navigation)
    qtbot.addWidget(page)
    page.resize(1180, 790)
    page.show()
    page.show_with(appeal_id=appeal_id)
    settle()
    return page


def test_the_sides_of_a_card_come_a_turn_later_and_not_over_another_appeal(
    qtbot: QtBot, office: Office, navigation: Navigation, settle: Callable[[], None], record: Record
) -> None:
    first, second = record(an_appeal, summary="Холодно"), record(an_appeal, summary="Темно")
    page = a_card(qtbot, office, navigation, first, settle)
    assert page.fields.summary.value() == "Холодно"
    opened = page._opened
    assert opened is not None
    page.fields.summary.set_value("")
    page.form.mark_clean()
    page._show(opened)
    assert page.fields.summary.value() == ""
    page.show_with(appeal_id=second)
    seen: list[object] = []
    page.fields.summary.changed.connect(lambda: seen.append(page.fields.summary.value()))
    settle()
    assert page.fields.summary.value() == "Темно"
    assert "Холодно" not in seen


def test_an_appeal_is_closed_by_its_keys_and_opened_again_with_a_reason(
    qtbot: QtBot, office: Office, navigation: Navigation, settle: Callable[[], None], record: Record
) -> None:
    appeal = record(an_appeal)
    page = a_card(qtbot, office, navigation, appeal, settle)
    actions = {action.id: action for action in page.actions_here()}
    actions["close_appeal"].try_run()
    settle()
    assert page.outcome.form.field("outcome").problem().startswith("Choose the outcome")
    actions["outcome_help"].try_run()
    typed(page.outcome.result.editor, "Сделан перерасчёт.")
    typed(page.outcome.amount.line, "4 318,20")
    actions["close_appeal"].try_run()
    settle()
    card = record(queries.one, appeal)
    assert (card.outcome, card.result, card.amount) == ("help", "Сделан перерасчёт.", Decimal("4318.20"))
    QTest.keyClick(page.outcome.reason.line, Qt.Key.Key_Return)
    settle()
    assert page.outcome.reason.problem() == "Say why the appeal is opened again."
    typed(page.outcome.reason.line, "Снова холодно")
    QTest.keyClick(page.outcome.reason.line, Qt.Key.Key_Return)
    settle()
    assert record(queries.one, appeal).outcome is None
    office.undo_last()
    settle()
    assert record(queries.one, appeal).outcome == "help"


def test_mended_facts_are_saved_and_can_be_taken_back(
    qtbot: QtBot, office: Office, navigation: Navigation, settle: Callable[[], None], record: Record
) -> None:
    appeal = record(an_appeal)
    page = a_card(qtbot, office, navigation, appeal, settle)
    qtbot.waitUntil(lambda: page.fields.topic_line.value() == HEATING)
    page.fields.channel.set_value("phone")
    page.fields.received.line.setFocus()
    page.fields.received.line.selectAll()
    typed(page.fields.received.line, "20.11.2026")
    QTest.keyClick(page.fields.received.line, Qt.Key.Key_Return)
    assert page.form.is_dirty()
    page.actions_here()[0].try_run()
    settle()
    card = record(queries.one, appeal)
    assert (card.channel, str(card.received_on), str(card.due_on)) == ("phone", "2026-11-20", "2026-12-18")
    assert not page.form.is_dirty()
    office.undo_last()
    settle()
    assert record(queries.one, appeal).channel == "personal"


def test_a_note_goes_to_the_timeline_and_a_draft_of_it_survives(
    qtbot: QtBot, office: Office, navigation: Navigation, settle: Callable[[], None], record: Record
) -> None:
    appeal = record(an_appeal)
    page = a_card(qtbot, office, navigation, appeal, settle)
    typed(page.note.editor, "Позвонили в управляющую компанию")
    page._note_draft.keep_now()
    settle()
    other = a_card(qtbot, office, navigation, appeal, settle)
    assert other.note.value() == "Позвонили в управляющую компанию"
    QTest.keyClick(other.note.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert other.note.value() == ""
    assert record(queries.one, appeal).steps[0].text == "Позвонили в управляющую компанию"


def test_the_chips_are_renewed_only_when_they_say_something_else(
    qtbot: QtBot, office: Office, navigation: Navigation, settle: Callable[[], None], record: Record
) -> None:
    record(an_appeal)
    page = AppealsPage(office, navigation)
    qtbot.addWidget(page)
    page.resize(1180, 790)
    page.show()
    page.show_with()
    settle()

    def chips() -> list[FilterChip]:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return page.findChildren(FilterChip)

    first = chips()
    page.narrow(sort="due", descending=True)
    settle()
    assert chips() == first
    page.narrow(overdue_on=office.today(), is_repeated=True)
    settle()
    shown = [chip for chip in chips() if chip.isVisible()]
    assert not set(shown) & set(first)
    assert len(shown) == len(first) + 1
    assert all(chip.y() >= 0 and chip.geometry().right() <= page.width() for chip in shown)


def test_the_list_is_narrowed_and_opens_what_stands_in_it(
    qtbot: QtBot, office: Office, navigation: Navigation, opened: Opened, settle: Callable[[], None], record: Record
) -> None:
    one, two = record(an_appeal), record(a_closed_appeal, topic=PENSION)
    page = AppealsPage(office, navigation)
    qtbot.addWidget(page)
    page.resize(1180, 790)
    page.show()
    page.show_with()
    settle()
    assert page.table.count() == 2
    page.show_with(filter=AppealFilter(outcome="open"))
    settle()
    assert page.table.count() == 1
    page.table.setFocus()
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert opened.appeals == [one]
    typed(page.text.line, "нет такого")
    qtbot.waitUntil(lambda: page.filter.text == "нет такого")
    settle()
    assert page.table.count() == 0
    page.table.empty_acted.emit()
    settle()
    assert page.table.count() == 2
    assert two != one


def test_every_screen_of_appeals_opens_in_every_language(
    qtbot: QtBot,
    office: Office,
    navigation: Navigation,
    settle: Callable[[], None],
    record: Record,
    every_language: str,
) -> None:
    booked = record(a_booking, datetime(2026, 11, 23, 15, 0))
    appeal = record(a_closed_appeal, visitor_id=booked.visitor, appointment_id=booked.appointment)
    for page, parameters in (
        (AppealPage(office, navigation), {"appeal_id": appeal}),
        (NewAppealPage(office, navigation), {"appointment_id": booked.appointment}),
        (AppealsPage(office, navigation), {}),
    ):
        qtbot.addWidget(page)
        page.resize(1072, 640)
        page.show()
        page.show_with(**parameters)
        settle()
        assert page.title()
        assert not page.grab().isNull()
