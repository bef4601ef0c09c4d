"""The reply letter of an appeal: the form on the left, the paper on the right as it will be printed."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout

from models.changes import Changes
from models.letters.sheet import LetterSheet
from models.problems import Problem
from resources.words import N_, _
from ui.letters.card import LetterCard
from ui.letters.form import LetterForm
from ui.letters.paper import Rendered, rendered, typed_sheet
from ui.letters.readings import LetterReading
from ui.letters.work import LetterWork
from ui.shell.actions import Action
from ui.shell.filling import laid_out_once
from ui.shell.navigation import Navigation
from ui.shell.office import OFFICE_TABLES, Office
from ui.shell.page import Page
from ui.shell.save_as import SaveAs
from ui.theme import sizes
from ui.widgets.pdf_view import PdfPreview

SHOWN_TABLES = ("letter", "appeal", "visitor", *OFFICE_TABLES)
RENDER_MS = 250  # after the last key


class LetterPage(Page):
    """The paper follows the typing; late papers are dropped. What is typed is kept when the page is left."""

    name = "letter"

    def __init__(self, office: Office, navigation: Navigation) -> None:
        super().__init__(office, navigation)
        self._paper: Rendered | None = None
        self.form = LetterForm()
        self.work = LetterWork(office, self.form, self)
        self._make_actions()
        self.card = LetterCard(
            self.form,
            self._sign,
            self._print,
            self._save_pdf,
            self._another,
            self._annul,
            self._drop,
            self._propose,
            self._visitor,
        )
        self.preview = PdfPreview()
        self._save_as = SaveAs(office, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(RENDER_MS)
        self._timer.timeout.connect(self.render_paper)
        self._connect()
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
        row.setSpacing(sizes.GAP)
        row.addWidget(self.card, 52)
        row.addWidget(self.preview, 48)

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.form.sign_wanted.connect(self.work.sign)
        self.card.letter_chosen.connect(self._on_letter_chosen)
        self.card.confirmed.connect(self.work.do_confirmed)
        self.work.opened.connect(self._on_opened)
        self.work.was_read.connect(self._on_read)
        self.work.was_restored.connect(self.card.show_form)
        self.work.was_kept.connect(self._on_kept)
        self.work.was_signed.connect(self.card.focus_print)
        self.work.refused.connect(self._on_refused)
        self.work.failed.connect(self._on_failed)

    def _make_actions(self) -> None:
        def action(id: str, text: str, key: str, icon: str, run: Any, when: Any) -> Action:
            return Action(id, text, key, icon, run, when, self.name)

        work = self.work
        self._sign = action("sign_letter", N_("Sign"), "Ctrl+Return", "check", work.sign, work.may_sign)
        self._print = action("print", N_("Print"), "Ctrl+P", "print", self.print, self.has_letter)
        self._save_pdf = action("save_pdf", N_("Save as PDF"), "Ctrl+Shift+S", "pdf", self.save_pdf, self.has_paper)
        self._keep = action("keep_letter", N_("Keep the draft"), "Ctrl+S", "save", work.keep, work.is_open)
        self._another = action(
            "another_letter", N_("Write another"), "Ctrl+N", "letter", work.write_another, work.is_signed
        )
        self._annul = action("annul_letter", N_("Annul"), "Alt+Delete", "cancel", self.ask_annul, work.may_annul)
        self._drop = action("drop_letter", N_("Throw away"), "Alt+Delete", "delete", self.ask_drop, work.may_drop)
        self._propose = action(
            "propose_text", N_("Propose the text again"), "Ctrl+R", "refresh", work.propose, work.is_open
        )
        self._visitor = action(
            "letter_visitor", N_("Visitor's card"), "Ctrl+G", "visitor", self.open_visitor, work.is_read
        )

    # --- the page --------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return _("Reply letter")

    def show_with(self, *, appeal_id: int | None = None) -> None:
        if appeal_id is not None:
            self.work.open(appeal_id)
            self.work.refresh()

    def on_changed(self, changes: Changes) -> None:
        if changes.touches(*SHOWN_TABLES):
            self.work.refresh()

    def actions_here(self) -> tuple[Action, ...]:
        if self.work.is_signed():
            return self._print, self._save_pdf, self._another, self._annul, self._visitor
        return self._sign, self._print, self._save_pdf, self._keep, self._propose, self._drop, self._visitor

    def leave(self) -> bool:
        """Esc takes the question back first; what was typed is kept when the page goes out of view."""
        return self.card.take_question_back()

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self.work.keep_typed()
        super().hideEvent(event)

    def _on_opened(self) -> None:
        self._paper = None
        self.card.show_nothing()
        self.preview.show_text(_("The paper is being made…"))

    def _on_read(self, reading: LetterReading, is_first: bool) -> None:
        with laid_out_once(self):
            self.card.show_reading(reading, self.office.facts)
            self.render_paper()
        self.actions_changed.emit()
        if is_first and self.isVisible():
            self.card.focus_work()

    def _on_kept(self, reading: LetterReading) -> None:
        self.card.show_facts(reading)
        self._show_state()
        self.actions_changed.emit()

    def _on_refused(self, problems: list[Problem]) -> None:
        self.card.show_trouble(problems)
        self._show_state()

    def _on_failed(self, problems: list[Problem]) -> None:
        self.preview.show_text(" ".join(str(problem) for problem in problems))

    def _on_letter_chosen(self, letter_id: object) -> None:
        self.work.keep_typed()
        if isinstance(letter_id, int):
            self.work.refresh(letter_id)

    # --- the paper -------------------------------------------------------------------------------------------------

    def has_letter(self) -> bool:
        """Whether there is a paper to give away: a signed letter, or a draft that may be sent at all."""
        return self.work.is_signed() or self.work.may_sign()

    def has_paper(self) -> bool:
        return self.has_letter() and self._paper is not None

    def sheet(self) -> LetterSheet | None:
        """What would be printed now."""
        reading = self.work.reading
        if reading is None:
            return None
        return (
            reading.view.sheet if reading.is_signed else typed_sheet(reading.view, self.form.draft(), self.office.facts)
        )

    def render_paper(self) -> None:
        """Makes the paper beside the window; a younger one silences the older."""
        self._timer.stop()
        self._show_state()
        sheet = self.sheet()
        if sheet is None:
            return
        if not self.card.is_form_shown():
            self._paper = None
            self.preview.show_text(_("There is nothing to print."))
        elif self._paper is None or self._paper.sheet != sheet:
            self.office.outside(rendered, sheet, then=self._on_rendered, failed=self._on_failed, topic="paper")

    def _on_rendered(self, paper: Rendered) -> None:
        if paper.sheet != self.sheet():
            return  # late: another is on its way
        self._paper = paper
        with laid_out_once(self.card):
            self.preview.show_pdf(paper.pdf)
            self.card.show_missing(paper.missing)
            self._show_state()

    def _on_edited(self) -> None:
        self._timer.start()
        self._show_state()

    def _show_state(self) -> None:
        self.card.show_state(bool(self.work.why_not_owed()))

    # --- what a person does ----------------------------------------------------------------------------------------

    def print(self) -> None:
        """Opens the program's preview, which prints; the same bytes as here."""
        sheet = self.sheet()
        if sheet is not None and self.has_letter():
            self.navigation.preview(_("Reply letter"), partial(paper_bytes, sheet), file_name=_file_name(sheet))

    def save_pdf(self) -> None:
        if self._paper is not None and self.has_letter():
            name = _file_name(self._paper.sheet)
            self._save_as.ask(_("Save as PDF"), _("PDF file (*.pdf)"), name, self._paper.pdf)

    def ask_annul(self) -> None:
        if self.work.reading is not None and self.work.may_annul():
            self.card.ask(
                "annul",
                _("Annul reply No. {number}?").format(number=self.work.reading.view.number),
                _("It stays readable, and its number stays used. This cannot be undone. Esc leaves it in force."),
                _("Annul"),
            )

    def ask_drop(self) -> None:
        if self.work.may_drop():
            self.card.ask(
                "drop",
                _("Throw this draft away?"),
                _("Its text cannot be brought back. Esc keeps it."),
                _("Throw away"),
            )

    def open_visitor(self) -> None:
        if self.work.reading is not None:
            self.navigation.open_visitor(self.work.reading.view.visitor_id)


def _file_name(sheet: LetterSheet) -> str:
    return f"{sheet.appeal_number}-{sheet.number}.pdf" if sheet.number else f"{sheet.appeal_number}.pdf"


def paper_bytes(sheet: LetterSheet) -> bytes:
    """The letter's PDF; the printing library is loaded only when a paper is made."""
    from printing.letter import letter_pdf

    return letter_pdf(sheet)
