"""Writing a reply: the form, the live paper, signing, printing again, annulling, and what is never lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.letters import operations, queries
from models.office.drafts import load_draft
from models.visitors.rules import VisitorDraft
from printing.letter import letter_pdf
from tests.models.builders import a_closed_appeal, a_visitor_draft
from tests.ui.conftest import Record
from ui.letters.page import LetterPage
from ui.shell.navigation import Navigation, Place
from ui.shell.office import Office

Settle = Callable[[], None]


def typed(widget: QWidget, text: str) -> None:
    """Types any letters; Qt's own helper knows only Latin ones."""
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character))


@pytest.fixture
def appeal_id(record: Record) -> int:
    return int(record(a_closed_appeal))


@pytest.fixture
def page(qtbot: QtBot, office: Office, navigation: Navigation) -> LetterPage:
    made = LetterPage(office, navigation)
    qtbot.addWidget(made)
    made.resize(1180, 760)
    made.show()
    return made


@pytest.fixture
def shown(page: LetterPage, appeal_id: int, settle: Settle, qtbot: QtBot) -> LetterPage:
    """The page with the proposal of the usual appeal and its paper."""
    page.show_with(appeal_id=appeal_id)
    settle()
    qtbot.waitUntil(lambda: page.preview.pdf() is not None)
    return page


def test_a_proposal_is_filled_in_and_shown_on_paper(shown: LetterPage) -> None:
    assert shown.card.heading.text() == "Reply to 2026-000001"
    assert shown.card.badge.text() == "draft"
    assert shown.form.addressee.text() == "Третьяковой М.Ю."
    assert shown.form.salutation.text() == "Уважаемая Мария Юрьевна!"
    assert shown.form.signer.line.text() == "Белов А. В."
    sheet = shown.sheet()
    assert sheet is not None and shown.preview.pdf() == letter_pdf(sheet)


def test_what_draws_the_paper_is_loaded_on_the_lane_that_makes_it(
    page: LetterPage, appeal_id: int, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[bool] = []
    here = threading.current_thread()
    monkeypatch.setattr("ui.widgets.pdf_pages.load", lambda: loaded.append(threading.current_thread() is here))
    page.show_with(appeal_id=appeal_id)
    settle()
    qtbot.waitUntil(lambda: page.preview.pdf() is not None)
    assert loaded == [False]


def test_the_paper_follows_the_typing(shown: LetterPage, settle: Settle, qtbot: QtBot) -> None:
    before = shown.preview.pdf()
    typed(shown.form.body.area, " И ещё одно слово.")
    qtbot.waitUntil(lambda: shown.preview.pdf() != before)
    sheet = shown.sheet()
    assert sheet is not None and "ещё одно слово" in sheet.body
    assert shown.preview.pdf() == letter_pdf(sheet)


def test_a_late_paper_is_not_shown(shown: LetterPage) -> None:
    from ui.letters.paper import rendered

    sheet = shown.sheet()
    assert sheet is not None
    late, before = rendered(replace(sheet, heading="О прежнем")), shown.preview.pdf()
    shown._on_rendered(late)
    assert shown.preview.pdf() == before


def test_ctrl_enter_signs_and_the_letter_is_locked(
    shown: LetterPage, settle: Settle, qtbot: QtBot, record: Record, appeal_id: int
) -> None:
    QTest.keyClick(shown.form.body.area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert shown.card.badge.text() == "signed, No. 1 of 23/11/2026"
    assert shown.form.body.area.isReadOnly() and shown.form.addressee.line.isReadOnly()
    assert not shown.form.signer.line.isEnabled()
    assert shown.card.sign_button.isHidden()
    qtbot.waitUntil(lambda: shown.preview.pdf() is not None)
    signed = record(queries.letter_for, appeal_id)
    assert signed.number == "1"
    qtbot.waitUntil(lambda: shown.preview.pdf() == letter_pdf(signed.sheet))


def test_a_signed_letter_prints_the_same_bytes_again(
    shown: LetterPage, settle: Settle, record: Record, appeal_id: int, navigation: Navigation
) -> None:
    opened: list[Place] = []
    navigation.opened.connect(opened.append)
    shown.work.sign()
    settle()
    shown.print()
    first = opened[-1].parameters["make"]()
    shown.hide()
    shown.show()
    shown.show_with(appeal_id=appeal_id)
    settle()
    shown.print()
    assert opened[-1].parameters["make"]() == first
    assert opened[-1].parameters["file_name"] == "2026-000001-1.pdf"
    assert "Третьяков" not in str(opened[-1].parameters["title"])


def test_what_is_missing_is_said_under_its_field(shown: LetterPage, settle: Settle) -> None:
    shown.form.addressee.line.clear()
    shown.form.signer.set_value(None)
    shown.work.sign()
    settle()
    assert shown.form.addressee.problem() == "Say to whom the letter goes."
    assert shown.form.signer.problem() == "Choose who signs."
    assert shown.card.badge.text() == "draft"


def test_leaving_keeps_what_was_typed(shown: LetterPage, settle: Settle, record: Record, appeal_id: int) -> None:
    typed(shown.form.heading.line, " и квартиры")
    shown.hide()
    settle()
    kept = record(queries.letter_for, appeal_id)
    assert kept.letter_id is not None
    assert "и квартиры" in kept.draft.heading
    assert record(load_draft, f"letter:{appeal_id}") is None


def test_leaving_untouched_keeps_nothing(shown: LetterPage, settle: Settle, record: Record, appeal_id: int) -> None:
    shown.hide()
    settle()
    assert record(queries.letter_for, appeal_id).letter_id is None


def test_ctrl_s_twice_keeps_one_draft(shown: LetterPage, settle: Settle, record: Record, appeal_id: int) -> None:
    shown.work.keep()
    typed(shown.form.heading.line, " ещё")
    shown.work.keep()
    settle()
    settle()
    assert len(record(queries.letters_of, appeal_id)) == 1
    assert "ещё" in record(queries.letter_for, appeal_id).draft.heading


def test_a_text_too_long_for_a_letter_is_not_lost(
    shown: LetterPage, settle: Settle, record: Record, appeal_id: int
) -> None:
    shown.form.replace_body("слово " * 4000)
    shown.hide()
    settle()
    assert record(queries.letter_for, appeal_id).letter_id is None
    kept = record(load_draft, f"letter:{appeal_id}")
    assert len(kept["body"]) > 20_000


def test_what_was_typed_before_a_crash_comes_back(
    page: LetterPage, appeal_id: int, settle: Settle, record: Record
) -> None:
    from models.office.drafts import save_draft

    record(save_draft, f"letter:{appeal_id}", {"heading": "О крыше", "body": "Текст до сбоя."})
    page.show_with(appeal_id=appeal_id)
    settle()
    settle()
    assert (page.form.heading.text(), page.form.body.text()) == ("О крыше", "Текст до сбоя.")
    assert page.form.is_dirty()


def test_another_letter_is_written_beside_the_signed_one(
    shown: LetterPage, settle: Settle, record: Record, appeal_id: int
) -> None:
    shown.work.sign()
    settle()
    shown.work.write_another()
    settle()
    assert shown.card.badge.text() == "draft"
    assert not shown.form.body.area.isReadOnly()
    assert [choice.text for choice in shown.card.letters.choices()] == ["No. 1 of 23/11/2026", "new letter"]
    shown.work.sign()
    settle()
    assert [line.number for line in record(queries.letters_of, appeal_id)] == ["1", "2"]
    shown.card.letters.choose_key("")
    shown.card.letter_chosen.emit(record(queries.letters_of, appeal_id)[0].id)
    settle()
    assert shown.card.badge.text() == "signed, No. 1 of 23/11/2026"


def test_annulling_asks_first_and_esc_takes_it_back(
    shown: LetterPage, settle: Settle, record: Record, appeal_id: int, qtbot: QtBot
) -> None:
    shown.work.sign()
    settle()
    shown.ask_annul()
    assert not shown.card.question.isHidden()
    assert shown.leave()
    assert shown.card.question.isHidden()
    assert not shown.leave()
    shown.ask_annul()
    QTest.keyClick(shown.card.question.button(), Qt.Key.Key_Return)
    settle()
    assert [line.is_annulled for line in record(queries.letters_of, appeal_id)] == [True]
    assert shown.card.badge.text() == "annulled, No. 1 of 23/11/2026"
    assert shown.card.annul_button.isHidden()


def test_a_draft_is_thrown_away_after_a_question(
    shown: LetterPage, settle: Settle, record: Record, appeal_id: int
) -> None:
    shown.work.keep()
    settle()
    settle()
    shown.ask_drop()
    shown.card.question.button().click()
    settle()
    assert record(queries.letters_of, appeal_id) == ()


@pytest.mark.parametrize(
    ("visitor", "words"),
    [
        (a_visitor_draft("Ринат", address="г. Пермь"), "gave no surname"),
        (a_visitor_draft("Ким Любовь Петровна"), "no postal address"),
    ],
)
def test_where_no_letter_is_owed_the_card_is_offered(
    page: LetterPage, settle: Settle, record: Record, navigation: Navigation, visitor: VisitorDraft, words: str
) -> None:
    opened: list[Place] = []
    navigation.opened.connect(opened.append)
    page.show_with(appeal_id=record(a_closed_appeal, visitor=visitor))
    settle()
    assert not page.card.is_form_shown()
    assert words in page.card.not_owed.accessibleName()
    assert not page.work.may_sign() and not page.has_letter()
    page.card.not_owed.button().click()
    assert opened[-1].name == "visitor"


def test_an_accepted_oral_answer_is_only_a_remark(page: LetterPage, settle: Settle, record: Record) -> None:
    page.show_with(appeal_id=record(a_closed_appeal, is_oral_answer_accepted=True))
    settle()
    assert "oral answer" in page.card.remark.accessibleName()
    assert page.card.is_form_shown() and page.work.may_sign()


def test_letters_that_the_paper_does_not_have_are_named(shown: LetterPage, qtbot: QtBot) -> None:
    typed(shown.form.body.area, " 漢")
    qtbot.waitUntil(lambda: "漢" in shown.card.missing.accessibleName())


def test_the_text_can_be_proposed_again_and_taken_back(shown: LetterPage, settle: Settle) -> None:
    proposed = shown.form.body.text()
    shown.form.replace_body("Другое.")
    shown.work.propose()
    settle()
    assert shown.form.body.text() == proposed
    shown.form.body.area.undo()
    assert shown.form.body.text() == "Другое."


def test_somebody_elses_signature_is_not_overwritten(
    shown: LetterPage, settle: Settle, record: Record, appeal_id: int, qtbot: QtBot, office: Office
) -> None:
    shown.work.keep()
    settle()
    settle()
    view = record(queries.letter_for, appeal_id)
    record(operations.sign_letter, appeal_id, view.draft, view.letter_id, view.version)
    typed(shown.form.heading.line, " x")
    said: list[str] = []
    office.warned.connect(said.append)
    shown.work.keep()
    settle()
    assert not shown.card.trouble.isHidden() or said
    assert record(queries.letter_for, appeal_id).number == "1"
    assert shown.form.is_dirty()


def test_every_field_and_button_is_reached_by_tab(shown: LetterPage, qtbot: QtBot) -> None:
    shown.activateWindow()
    shown.form.addressee.line.setFocus()
    reached: set[Any] = set()
    for _step in range(30):
        focus = QApplication.focusWidget()
        if focus is None or focus in reached:
            break
        reached.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    wanted = {
        shown.form.addressee.line, shown.form.salutation.line, shown.form.address.line, shown.form.heading.line,
        shown.form.body.area, shown.form.enclosure.line, shown.form.signer.line, shown.form.executor.line,
        shown.card.sign_button, shown.card.print_button, shown.card.pdf_button,
    }  # fmt: skip
    assert wanted <= reached


def test_the_page_stands_in_every_language(
    office: Office, navigation: Navigation, qtbot: QtBot, settle: Settle, appeal_id: int, every_language: str
) -> None:
    page = LetterPage(office, navigation)
    qtbot.addWidget(page)
    page.resize(1000, 560)
    page.show()
    page.show_with(appeal_id=appeal_id)
    settle()
    assert page.card.sign_button.isVisible()
    assert page.title()
