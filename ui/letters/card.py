"""The left side of the page of letters: its state, its remarks, the fields and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from models.letters.queries import LetterLine
from models.office.queries import OfficeFacts
from models.problems import Problem
from resources.formats import short_date
from resources.words import _
from ui.letters.form import LetterForm
from ui.letters.readings import LetterReading
from ui.shell.actions import Action
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.buttons import Badge, Button, IconButton
from ui.widgets.cards import Banner, Card, EmptyState
from ui.widgets.choices import Choice, ChoiceChips
from ui.widgets.flow_layout import FlowLayout

FORM, NOT_OWED = range(2)
SHOWN_MISSING = 12  # characters named before «…»


class LetterCard(Card):
    """Shows one reading; says what is wrong, asks before what cannot be undone."""

    letter_chosen = Signal(object)  # letter id
    confirmed = Signal(str)  # what was asked by `ask`

    def __init__(
        self,
        form: LetterForm,
        sign: Action,
        print_: Action,
        save_pdf: Action,
        another: Action,
        annul: Action,
        drop: Action,
        propose: Action,
        visitor: Action,
    ) -> None:
        super().__init__(padded=False)
        self._question = ""
        self.reading: LetterReading | None = None
        self.heading = label("", "title")
        self.badge = Badge()
        self.letters = ChoiceChips(_("Letters of this appeal"))
        self.letters.chosen.connect(self.letter_chosen)
        self.question = Banner(role="red", button=" ")
        self.question.acted.connect(self._on_confirmed)
        self.trouble = Banner(role="red")
        self.remark = Banner(role="amber", button=_("Visitor's card"), shortcut=visitor.shortcut)
        self.remark.acted.connect(visitor.run)
        self.missing = Banner(role="amber")
        self.form = form
        self.sign_button = Button.for_action(sign, kind="main", height="tall")
        self.print_button = Button.for_action(print_, height="tall")
        self.pdf_button = IconButton(
            save_pdf.icon, save_pdf.words(), shortcut=save_pdf.shortcut, height="tall", run=save_pdf.run
        )
        self._save_pdf = save_pdf
        self.another_button = Button.for_action(another, height="tall")
        self.annul_button = Button.for_action(annul, kind="danger", height="compact")
        self.drop_button = Button.for_action(drop, kind="danger", height="compact")
        self.propose_button = Button.for_action(propose, kind="quiet", height="compact")
        self.form.body.add_beside_label(self.propose_button)
        self._hint = label("", "small", wrap=True)
        self.not_owed = EmptyState("letter", "", shortcut=visitor.shortcut)
        self.not_owed.acted.connect(visitor.run)
        self._lay_out()
        self.show_nothing()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(sizes.PAGE, 12, sizes.PAGE, 12)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.heading)
        head.addWidget(self.badge)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.letters)
        for banner in (self.question, self.trouble, self.remark, self.missing):
            column.addWidget(banner)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.form)
        self._stack.addWidget(self.not_owed)
        column.addWidget(self._stack, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self.add(area, 1)
        self._add_foot()

    def _add_foot(self) -> None:
        """What can be done always stays in sight, however long the form."""
        column = QVBoxLayout()
        column.setContentsMargins(sizes.PAGE, 0, sizes.PAGE, 12)
        column.setSpacing(12)
        self._buttons = QWidget()
        row = FlowLayout(self._buttons, gap=12)
        for button in (self.sign_button, self.print_button, self.pdf_button, self.another_button):
            row.addWidget(button)
        column.addWidget(self._buttons)
        foot = QHBoxLayout()
        foot.addWidget(self._hint, 1)
        foot.addWidget(self.annul_button)
        foot.addWidget(self.drop_button)
        column.addLayout(foot)
        self.body.addLayout(column)

    # --- what is shown ---------------------------------------------------------------------------------------------

    def show_nothing(self) -> None:
        """While the letter is being read."""
        self.reading = None
        self.heading.setText(_("Reply letter"))
        self.badge.set("")
        self.take_question_back()
        for banner in (self.trouble, self.remark, self.missing):
            banner.set("")
        self.letters.hide()
        self._stack.setCurrentIndex(FORM)
        self.form.setEnabled(False)
        self._buttons.setEnabled(False)

    def show_reading(self, reading: LetterReading, facts: OfficeFacts) -> None:
        """The whole letter: fields, state and remarks."""
        self.form.show_letter(reading.view, facts, reading.is_signed)
        self.form.setEnabled(True)
        self._buttons.setEnabled(True)
        self.trouble.set("")
        self.missing.set("")
        self.show_facts(reading)

    def show_facts(self, reading: LetterReading) -> None:
        """Everything but the fields, in which somebody may be typing."""
        self.reading = reading
        view = reading.view
        self.heading.setText(_("Reply to {number}").format(number=view.appeal_number))
        self._show_badge(reading)
        self.take_question_back()
        self._show_letters(reading)
        hard = any(problem.code != "oral" for problem in view.not_owed)
        is_empty = hard and view.letter_id is None and not reading.is_signed and not self.form.is_dirty()
        self._stack.setCurrentIndex(NOT_OWED if is_empty else FORM)
        reasons = "\n".join(str(problem) for problem in view.not_owed)
        self.not_owed.set(
            reasons,
            _("Visitor's card"),
            _("Write down on the card what is missing, and the letter can be written."),
        )
        said = reasons if not reading.is_signed and not is_empty else ""
        self.remark.set(said, button=_("Visitor's card") if said and hard else "", role="amber" if hard else "accent")

    def _show_badge(self, reading: LetterReading) -> None:
        view = reading.view
        if view.signed_on is None:
            self.badge.set(_("draft"), "grey")
            return
        words = _("annulled, No. {number} of {date}") if reading.is_annulled else _("signed, No. {number} of {date}")
        role = "red" if reading.is_annulled else "green"
        self.badge.set(words.format(number=view.number, date=short_date(view.signed_on)), role)

    def _show_letters(self, reading: LetterReading) -> None:
        several = len(reading.letters) > 1 or (bool(reading.letters) and reading.view.letter_id is None)
        choices = [Choice(line.id, _words_of(line)) for line in reading.letters]
        if reading.view.letter_id is None:
            choices.append(Choice(None, _("new letter")))
        self.letters.set_choices(choices if several else [])
        self.letters.set_value(reading.view.letter_id)
        self.letters.setVisible(several)

    def show_state(self, is_not_owed: bool) -> None:
        """Which buttons there are, and which can be pressed."""
        is_signed = self.reading is not None and self.reading.is_signed
        self.pdf_button.setEnabled(self._save_pdf.when())
        for button in (self.sign_button, self.print_button, self.another_button):
            button.refresh()
        for button in (self.annul_button, self.drop_button, self.propose_button):
            button.refresh()
        self.sign_button.setVisible(not is_signed)
        self.another_button.setVisible(is_signed)
        self.annul_button.setVisible(self.annul_button.isEnabled())
        self.drop_button.setVisible(self.drop_button.isEnabled())
        self.propose_button.setVisible(not is_signed)
        self.print_button.set_kind("main" if is_signed else "plain")
        self._hint.setText(self._what_next(is_signed))
        self._buttons.setVisible(self.is_form_shown())
        if not is_signed and self.remark.button().text() and self.is_form_shown():
            self.remark.setVisible(is_not_owed)

    def _what_next(self, is_signed: bool) -> str:
        if not self.is_form_shown():
            return ""
        if not is_signed:
            return _("The number is given at the signing.")
        if self.annul_button.isEnabled():
            return _("A signed letter is not changed: write another, or annul this one.")
        return _("This letter is annulled; its number stays used.")

    def show_form(self) -> None:
        """The fields, even where nothing is owed: something was typed into them."""
        self._stack.setCurrentIndex(FORM)

    def is_form_shown(self) -> bool:
        return self._stack.currentIndex() == FORM

    def show_trouble(self, problems: Sequence[Problem]) -> None:
        """What is wrong and belongs to no field."""
        self.trouble.set(" ".join(str(problem) for problem in problems))

    def show_missing(self, characters: Sequence[str]) -> None:
        """Characters that the paper's typeface does not have."""
        if not characters:
            self.missing.set("")
            return
        shown = " ".join(characters[:SHOWN_MISSING]) + (" …" if len(characters) > SHOWN_MISSING else "")
        words = _("The paper has no signs for {characters}; write them another way.")
        self.missing.set(words.format(characters=shown))

    def focus_work(self) -> None:
        """Where the hands go first."""
        if not self.is_form_shown():
            self.not_owed.button().setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.reading is not None and self.reading.is_signed:
            self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.form.focus_text()

    def focus_print(self) -> None:
        """After the signing comes the printing."""
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- asking ----------------------------------------------------------------------------------------------------

    def ask(self, what: str, title: str, text: str, button: str) -> None:
        """Asks before something that cannot be undone; Enter on the button confirms, Esc takes it back."""
        self._question = what
        self.question.set(text, title=title, button=button)
        self.question.show()
        self.question.button().setFocus(Qt.FocusReason.OtherFocusReason)

    def take_question_back(self) -> bool:
        """True if there was one."""
        was, self._question = self._question, ""
        self.question.set("")
        if was:
            self.focus_work()
        return bool(was)

    def _on_confirmed(self) -> None:
        what, self._question = self._question, ""
        self.question.set("")
        if what:
            self.confirmed.emit(what)


def _words_of(line: LetterLine) -> str:
    if line.signed_on is None:
        return _("draft")
    words = _("No. {number} of {date}, annulled") if line.is_annulled else _("No. {number} of {date}")
    return words.format(number=line.number, date=short_date(line.signed_on))
