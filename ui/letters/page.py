"""The reply letter of an appeal: the form on the left, the paper on the right as it will be printed."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout

from models.changes import Changes
from models.letters import operations, rules
from models.letters.sheet import LetterSheet
from models.office.drafts import drop_draft, save_draft
from models.problems import Problem
from resources.words import N_, _
from ui.letters import readings
from ui.letters.card import LetterCard
from ui.letters.paper import Rendered, rendered, typed_sheet
from ui.letters.readings import LetterReading
from ui.shell.actions import Action
from ui.shell.drafts import Draft
from ui.shell.navigation import Navigation
from ui.shell.office import OFFICE_TABLES, Office
from ui.shell.page import Page
from ui.shell.save_as import SaveAs
from ui.theme import sizes
from ui.widgets.pdf_view import PdfPreview

SHOWN_TABLES = ("letter", "appeal", "visitor", *OFFICE_TABLES)
RENDER_MS = 250  # after the last key
HARD = ("no-surname", "no-address")  # reasons for which no letter goes out at all


class LetterPage(Page):
    """One letter at a time. What is typed is kept as a draft, at once in case of a crash and in full on leaving."""

    name = "letter"

    def __init__(self, office: Office, navigation: Navigation) -> None:
        super().__init__(office, navigation)
        self._appeal_id: int | None = None
        self._reading: LetterReading | None = None
        self._paper: Rendered | None = None
        self._is_busy = False  # a write of this letter is on its way
        self._after: Any = None  # what was asked for while it was
        self._make_actions()
        self.card = LetterCard(
            self._sign,
            self._print,
            self._save_pdf,
            self._another,
            self._annul,
            self._drop,
            self._propose,
            self._visitor,
        )
        self.card.letter_chosen.connect(self._on_letter_chosen)
        self.card.confirmed.connect(self._on_confirmed)
        self.form = self.card.form
        self.form.edited.connect(self._on_edited)
        self.form.sign_wanted.connect(self.sign)
        self.preview = PdfPreview()
        self._draft = Draft(office, "letter", self.form.content, self)
        self._save_as = SaveAs(office, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(RENDER_MS)
        self._timer.timeout.connect(self.render_paper)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
        row.setSpacing(sizes.GAP)
        row.addWidget(self.card, 52)
        row.addWidget(self.preview, 48)

    def _make_actions(self) -> None:
        def action(id: str, text: str, key: str, icon: str, run: Any, when: Any) -> Action:
            return Action(id, text, key, icon, run, when, self.name)

        self._sign = action("sign_letter", N_("Sign"), "Ctrl+Return", "check", self.sign, self.may_sign)
        self._print = action("print", N_("Print"), "Ctrl+P", "print", self.print, self.has_letter)
        self._save_pdf = action("save_pdf", N_("PDF"), "Ctrl+Shift+S", "pdf", self.save_pdf, self.has_paper)
        self._keep = action("keep_letter", N_("Keep the draft"), "Ctrl+S", "save", self.keep, self.is_open)
        self._another = action(
            "another_letter", N_("Write another"), "Ctrl+N", "letter", self.write_another, self.is_signed
        )
        self._annul = action("annul_letter", N_("Annul"), "Alt+Delete", "cancel", self.ask_annul, self._may_annul)
        self._drop = action("drop_letter", N_("Throw away"), "Alt+Delete", "delete", self.ask_drop, self._may_drop)
        self._propose = action(
            "propose_text", N_("Propose the text again"), "Ctrl+R", "refresh", self.propose, self.is_open
        )
        self._visitor = action(
            "letter_visitor", N_("Visitor's card"), "Ctrl+G", "visitor", self.open_visitor, self._is_shown
        )

    # --- the page --------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return _("Reply letter")

    def show_with(self, *, appeal_id: int | None = None) -> None:
        if appeal_id is None:
            return
        if appeal_id != self._appeal_id:
            self._keep_typed()
            self.form.mark_clean()
            self._appeal_id, self._reading, self._paper = appeal_id, None, None
            self._is_busy, self._after = False, None
            self._draft.set_key(f"letter:{appeal_id}")
            self.card.show_nothing()
            self.preview.show_text(_("The paper is being made…"))
        if not self.form.is_dirty():
            self.refresh()

    def on_changed(self, changes: Changes) -> None:
        if changes.touches(*SHOWN_TABLES) and not self.form.is_dirty():
            self.refresh()

    def actions_here(self) -> tuple[Action, ...]:
        if self.is_signed():
            return self._print, self._save_pdf, self._another, self._annul, self._visitor
        return self._sign, self._print, self._save_pdf, self._keep, self._propose, self._drop, self._visitor

    def leave(self) -> bool:
        """Esc takes the question back first; what was typed is kept when the page goes out of view."""
        return self.card.take_question_back()

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self._keep_typed()
        super().hideEvent(event)

    def refresh(self, letter_id: int | None = None, is_new: bool = False) -> None:
        """Reads the letter anew; without an id the one at hand."""
        if self._appeal_id is None:
            return
        self.office.ask(
            readings.letter, self._appeal_id, letter_id, is_new,
            then=partial(self._on_read, self._appeal_id), failed=self._on_failed, topic="letter",
        )  # fmt: skip

    def _on_read(self, appeal_id: int, reading: LetterReading) -> None:
        if appeal_id != self._appeal_id or self.form.is_dirty():
            return
        is_first = self._reading is None
        self._reading = reading
        self.card.show_reading(reading, self.office.facts)
        self.render_paper()
        self.actions_changed.emit()
        if is_first:
            self._draft.restore(partial(self._on_restored, appeal_id))
            if self.isVisible():
                self.card.focus_work()

    def _on_failed(self, problems: list[Problem]) -> None:
        self.preview.show_text(" ".join(str(problem) for problem in problems))

    def _on_restored(self, appeal_id: int, content: dict[str, Any]) -> None:
        """What was typed when the program ended; of a letter that is signed by now it is of no use."""
        if appeal_id != self._appeal_id or self._reading is None or self._reading.is_signed:
            return
        self.card.show_form()
        self.form.fill(content)
        self.office.say(_("Your unsaved text is here again."))

    def _on_letter_chosen(self, letter_id: object) -> None:
        self._keep_typed()
        if isinstance(letter_id, int):
            self.refresh(letter_id)

    # --- what can be done now --------------------------------------------------------------------------------------

    def _is_shown(self) -> bool:
        return self._reading is not None

    def is_signed(self) -> bool:
        return self._reading is not None and self._reading.is_signed

    def is_open(self) -> bool:
        return self._reading is not None and not self._reading.is_signed

    def has_letter(self) -> bool:
        """Whether there is a paper to give away: a signed letter, or a draft that may be sent at all."""
        return self.is_signed() or self.may_sign()

    def has_paper(self) -> bool:
        return self.has_letter() and self._paper is not None

    def may_sign(self) -> bool:
        return self.is_open() and not self.why_not_owed()

    def why_not_owed(self) -> list[Problem]:
        """Why no letter may go out; an address typed into the letter itself is good enough."""
        if self._reading is None:
            return []
        hard = [problem for problem in self._reading.view.not_owed if problem.code in HARD]
        typed = bool(self.form.address.text())
        return [problem for problem in hard if not (problem.code == "no-address" and typed)]

    def _may_annul(self) -> bool:
        return self._reading is not None and self._reading.is_signed and not self._reading.is_annulled

    def _may_drop(self) -> bool:
        return self._reading is not None and not self._reading.is_signed and self._reading.view.letter_id is not None

    # --- the paper -------------------------------------------------------------------------------------------------

    def _on_edited(self) -> None:
        self._draft.touch()
        self._timer.start()
        self._show_state()

    def _show_state(self) -> None:
        self.card.show_state(bool(self.why_not_owed()))

    def sheet(self) -> LetterSheet | None:
        """What would be printed now."""
        if self._reading is None:
            return None
        view = self._reading.view
        return view.sheet if self._reading.is_signed else typed_sheet(view, self.form.draft(), self.office.facts)

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
        self.preview.show_pdf(paper.pdf)
        self.card.show_missing(paper.missing)
        self._show_state()

    def print(self) -> None:
        """Opens the program's preview, which prints; the same bytes as here."""
        sheet = self.sheet()
        if sheet is not None and self.has_letter():
            self.navigation.preview(_("Reply letter"), partial(paper_bytes, sheet), file_name=self._file_name())

    def save_pdf(self) -> None:
        if self._paper is not None and self.has_letter():
            self._save_as.ask(_("Save as PDF"), _("PDF file (*.pdf)"), self._file_name(), self._paper.pdf)

    def _file_name(self) -> str:
        assert self._reading is not None
        view = self._reading.view
        return f"{view.appeal_number}-{view.number}.pdf" if view.number else f"{view.appeal_number}.pdf"

    # --- keeping ---------------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Ctrl+S: the draft goes into the file, typed on or not."""
        if self.is_open() and self.form.check():
            self._save(self._refuse)

    def _keep_typed(self) -> None:
        """On leaving: only what was typed. A text too long for a letter stays as the draft of the form."""
        if not (self.is_open() and self.form.is_dirty()):
            return
        if self._is_busy or rules.problems_of(self.form.draft(), False):
            self._draft.keep_now()
        else:
            self._save(None)

    def _save(self, failed: Any) -> None:
        if self._is_busy:
            self._after = partial(self._save, failed)
            return
        reading, appeal_id = self._reading, self._appeal_id
        assert reading is not None and appeal_id is not None
        content, draft = dict(self.form.form.values()), self.form.draft()
        self._is_busy = True
        self.form.mark_clean()
        self.office.do(
            operations.save_letter, appeal_id, draft, reading.view.letter_id, reading.view.version,
            then=partial(self._on_saved, appeal_id), failed=partial(self._on_not_saved, appeal_id, content, failed),
            initiator=self,
        )  # fmt: skip
        self._draft.drop()

    def _on_saved(self, appeal_id: int, changes: Changes) -> None:
        if appeal_id == self._appeal_id:
            self.office.ask(readings.letter, appeal_id, changes.result, then=self._on_reread)

    def _on_reread(self, reading: LetterReading) -> None:
        """The kept letter has its id and version now; what was typed meanwhile stays."""
        self._is_busy = False
        if reading.view.appeal_id != self._appeal_id:
            return
        self._reading = reading
        self.card.show_facts(reading)
        self._show_state()
        self.actions_changed.emit()
        if self.form.is_dirty():
            self._draft.touch()
        after, self._after = self._after, None
        if after is not None:
            after()

    def _on_not_saved(self, appeal_id: int, content: dict[str, Any], failed: Any, problems: list[Problem]) -> None:
        """Nothing typed is lost: it stays as the draft of the form, on the screen or for the next time."""
        self._is_busy, self._after = False, None
        self.office.ask(save_draft, f"letter:{appeal_id}", content)
        if appeal_id == self._appeal_id:
            self.form.body.changed.emit()  # what is on the screen differs from the file again
        if failed is not None and appeal_id == self._appeal_id:
            failed(problems)
        else:
            self.office.warn(" ".join(str(problem) for problem in problems))

    def _refuse(self, problems: list[Problem]) -> None:
        self._is_busy = False
        self.card.show_trouble(self.form.show_problems(problems))
        self._show_state()

    # --- signing and what follows ----------------------------------------------------------------------------------

    def sign(self) -> None:
        """Gives the number and the date; from then on the letter is never changed."""
        if self._is_busy:
            self._after = self.sign
            return
        if not self.may_sign() or not self.form.check():
            return
        draft = self.form.draft()
        problems = rules.problems_of(draft, True)
        if problems:
            self._refuse(problems)
            return
        assert self._reading is not None
        view = self._reading.view
        self._is_busy = True
        self.office.do(
            operations.sign_letter, view.appeal_id, draft, view.letter_id, view.version,
            then=partial(self._on_signed, view.appeal_id), failed=self._refuse, initiator=self,
        )  # fmt: skip

    def _on_signed(self, appeal_id: int, changes: Changes) -> None:
        self.office.ask(drop_draft, f"letter:{appeal_id}")
        if appeal_id == self._appeal_id:
            self._is_busy = False
            self.form.mark_clean()
            self.refresh(changes.result)
            self.card.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def write_another(self) -> None:
        """A new proposal; the signed letter stays what it is."""
        self._paper = None
        self._reading = None
        self.refresh(is_new=True)

    def ask_annul(self) -> None:
        if self._reading is not None and self._may_annul():
            self.card.ask(
                "annul",
                _("Annul reply No. {number}?").format(number=self._reading.view.number),
                _("It stays readable, and its number stays used. This cannot be undone. Esc leaves it in force."),
                _("Annul"),
            )

    def ask_drop(self) -> None:
        if self._may_drop():
            self.card.ask(
                "drop",
                _("Throw this draft away?"),
                _("Its text cannot be brought back. Esc keeps it."),
                _("Throw away"),
            )

    def _on_confirmed(self, what: str) -> None:
        if self._reading is None or self._reading.view.letter_id is None:
            return
        view = self._reading.view
        operation = operations.annul_letter if what == "annul" else operations.drop_letter
        values = (view.letter_id, view.version) if what == "annul" else (view.letter_id,)
        self.office.do(operation, *values, then=partial(self._on_gone, what), failed=self._refuse, initiator=self)

    def _on_gone(self, what: str, changes: Changes) -> None:
        self.form.mark_clean()
        self._draft.drop()
        self.refresh(changes.result if what == "annul" else None)

    def propose(self) -> None:
        """The text as it would be proposed today: the appeal may have been closed since the draft was begun."""
        self.office.ask(readings.letter, self._appeal_id, None, True, then=self._on_proposed, topic="proposal")

    def _on_proposed(self, reading: LetterReading) -> None:
        if reading.view.appeal_id == self._appeal_id and self.is_open():
            self.form.replace_body(reading.view.draft.body)
            self.form.focus_text()

    def open_visitor(self) -> None:
        if self._reading is not None:
            self.navigation.open_visitor(self._reading.view.visitor_id)


def paper_bytes(sheet: LetterSheet) -> bytes:
    """The letter's PDF; the printing library is loaded only when a paper is made."""
    from printing.letter import letter_pdf

    return letter_pdf(sheet)
