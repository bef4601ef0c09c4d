"""The fields of a reply letter: to whom, about what, the text, who signs. It saves nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from models.letters.queries import LetterView
from models.letters.rules import LONGEST_BODY, LetterDraft
from models.office.queries import OfficeFacts
from models.problems import Problem
from models.visitors.names import initials
from resources.words import _
from ui.widgets.choice_field import ChoiceField
from ui.widgets.choices import Choice
from ui.widgets.fields import TextArea, TextField
from ui.widgets.form import Form

LINES = ("addressee", "salutation", "address", "heading", "enclosure")
LONGEST_SHOWN = 500  # a visitor's address may be so long; the letter's rules say what is too long for it


class LetterForm(QWidget):
    """One letter in fields. `edited` says that a person changed something; `sign_wanted` that they are ready."""

    edited = Signal()
    sign_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form = Form(self)
        self.addressee = self.form.add("addressee", TextField(_("Addressee"), max_length=LONGEST_SHOWN))
        self.salutation = self.form.add("salutation", TextField(_("Salutation"), max_length=LONGEST_SHOWN))
        self.address = self.form.add(
            "address", TextField(_("Postal address"), placeholder=_("Where the letter goes"), max_length=LONGEST_SHOWN)
        )  # fmt: skip
        self.heading = self.form.add("heading", TextField(_("About what"), max_length=LONGEST_SHOWN))
        self.body = self.form.add("body", TextArea(_("Text"), max_length=LONGEST_BODY, lines=5))
        self.enclosure = self.form.add(
            "enclosure",
            TextField(_("Enclosure"), placeholder=_("2 sheets, 1 copy"), max_length=LONGEST_SHOWN),
        )  # fmt: skip
        self.signer = self.form.add("signer_id", ChoiceField(_("Signs")))
        self.executor = self.form.add("executor_id", ChoiceField(_("Prepared by")))
        self._lay_out()
        self.form.changed.connect(self.edited)
        self.body.passed.connect(self.sign_wanted)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for fields in ((self.addressee, self.salutation), (self.address, self.heading)):
            column.addLayout(_side_by_side(*fields))
        column.addWidget(self.body, 1)
        column.addLayout(_side_by_side(self.enclosure, self.signer, self.executor))

    # --- filling and reading ---------------------------------------------------------------------------------------

    def show_letter(self, view: LetterView, facts: OfficeFacts, is_locked: bool) -> None:
        """Fills the fields; a locked letter can be read and copied from only."""
        draft = view.draft
        people = [Choice(person.id, initials(person.name), note=person.position) for person in facts.staff]
        self.form.set_values(
            {name: _one_line(getattr(draft, name)) for name in LINES} | {"body": draft.body.replace("\r\n", "\n")}
        )
        self.signer.set_choices(people)
        self.signer.set_value(draft.signer_id, view.sheet.signer)
        self.executor.set_choices(people)
        self.executor.set_value(draft.executor_id, initials(view.sheet.executor))
        self.form.mark_clean()
        self._lock(is_locked)

    def _lock(self, is_locked: bool) -> None:
        for field in (self.addressee, self.salutation, self.address, self.heading, self.enclosure):
            field.line.setReadOnly(is_locked)
        self.body.area.setReadOnly(is_locked)
        for choice in (self.signer, self.executor):
            choice.line.setEnabled(not is_locked)

    def draft(self) -> LetterDraft:
        """The letter as it is typed."""
        signer, executor = self.signer.value(), self.executor.value()
        return LetterDraft(
            self.addressee.text(),
            self.address.text(),
            self.heading.text(),
            self.salutation.text(),
            self.body.text(),
            self.enclosure.text(),
            signer if isinstance(signer, int) else None,
            executor if isinstance(executor, int) else None,
        )

    def is_dirty(self) -> bool:
        return self.form.is_dirty()

    def mark_clean(self) -> None:
        self.form.mark_clean()

    def replace_body(self, text: str) -> None:
        """Another text as if it had been typed: Ctrl+Z brings the old one back."""
        cursor = self.body.area.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)
        self.body.area.setTextCursor(cursor)

    def show_problems(self, problems: list[Problem]) -> list[Problem]:
        return self.form.show_problems(problems)

    def check(self) -> bool:
        return self.form.check()

    def focus_text(self) -> None:
        """Where the work begins: the end of the text."""
        self.body.area.setFocus(Qt.FocusReason.OtherFocusReason)
        self.body.area.moveCursor(self.body.area.textCursor().MoveOperation.End)

    # --- the draft that outlives a crash ---------------------------------------------------------------------------

    def content(self) -> dict[str, Any]:
        """What was typed since it was last saved, as JSON values; {} where nothing was."""
        return dict(self.form.values()) if self.is_dirty() else {}

    def fill(self, content: Mapping[str, Any]) -> None:
        """Puts kept words back into the fields; they count as typed."""
        texts = {name: str(content[name]) for name in (*LINES, "body") if isinstance(content.get(name), str)}
        people = {name: content[name] for name in ("signer_id", "executor_id") if isinstance(content.get(name), int)}
        self.form.set_values(texts | people)
        self.body.changed.emit()


def _one_line(text: str) -> str:
    """A field of one line shows an address of several with commas between them."""
    return ", ".join(line.strip().rstrip(",") for line in text.splitlines() if line.strip())


def _side_by_side(*fields: QWidget) -> QGridLayout:
    row = QGridLayout()
    row.setHorizontalSpacing(12)
    for at, field in enumerate(fields):
        row.addWidget(field, 0, at)
        row.setColumnStretch(at, 1)
        row.setColumnMinimumWidth(at, 1)
    return row
