"""The card of an appeal: stages on top, facts to mend left, the course of work in the middle, the outcome right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.appeals import operations
from models.appeals.queries import AppealCard
from models.changes import Changes
from models.problems import Problem
from resources.words import N_, _
from ui.appeals import reading
from ui.appeals.facts import AppealFields
from ui.appeals.outcome import OutcomeCard
from ui.appeals.papers import Papers
from ui.appeals.parts import AppealHead, CourseCard, FactsColumn, scrolled
from ui.appeals.reading import Opened
from ui.shell.actions import Action
from ui.shell.drafts import Draft
from ui.shell.filling import laid_out_once
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.page import Page
from ui.theme import sizes
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, EmptyState
from ui.widgets.fields import TextArea

RIGHT_WIDTH = 304


class AppealPage(Page):
    """One appeal. What is mended is saved with Ctrl+S, a note and the outcome with Ctrl+Enter."""

    name = "appeal"

    def __init__(self, office: Office, navigation: Navigation) -> None:
        super().__init__(office, navigation)
        self._id: int | None = None
        self._opened: Opened | None = None
        self._is_busy = False
        self._papers = Papers(office, navigation, self)
        self.fields = AppealFields(office, self)
        self.form = self.fields.form
        self.note = TextArea("", placeholder=_("What was done or said…"), lines=3, key="Ctrl+Return")
        self.note.editor.setAccessibleName(_("What was done or said"))
        self.note.passed.connect(self._add_note)
        self.outcome = OutcomeCard(office)
        self.outcome.closed.connect(self._close)
        self.outcome.reopened.connect(self._reopen)
        self._note_draft = Draft(office, "appeal note", self._note_content, self)
        self.note.changed.connect(self._note_draft.touch)
        self.outcome.form.changed.connect(self._note_draft.touch)
        self._make_actions()
        self._lay_out()
        self.form.dirty_changed.connect(self._save_button.setVisible)

    def _make_actions(self) -> None:
        def own(key: str, text: str, shortcut: str, icon: str, run: Any, when: Any = None) -> Action:
            return Action(key, text, shortcut, icon, run, when or (lambda: self._opened is not None), page=self.name)

        self._save_action = own("save", N_("Save the changes"), "Ctrl+S", "save", self._save)
        self._letter_action = own("letter", N_("Reply"), "Ctrl+L", "letter", self._open_letter)
        self._print_action = own(
            "print", N_("Print the reply"), "Ctrl+P", "print", partial(self._print, self._papers.reply),
            lambda: _has_reply(self._opened),
        )  # fmt: skip
        self._card_action = own(
            "print_card", N_("Print the card"), "F5", "print", partial(self._print, self._papers.card)
        )  # fmt: skip
        self._visitor_action = own("visitor_card", N_("Visitor's card"), "Ctrl+G", "visitor", self._open_visitor)
        self._more_action = own("one_more", N_("One more appeal of this visit"), "Ctrl+N", "add", self._one_more)
        self._annul_action = own("annul", N_("Annul the registration"), "", "delete", self._annul)
        self._topic_action = own(
            "find_topic", N_("Another topic"), "Ctrl+T", "search", self.fields.topic_line.picker.open_search
        )

    def title(self) -> str:
        return self._opened.appeal.number if self._opened else _("Appeal")

    def actions_here(self) -> tuple[Action, ...]:
        fixed = (
            self._save_action,
            self._letter_action,
            self._print_action,
            self._card_action,
            self._visitor_action,
            self._more_action,
            self._topic_action,
            self._annul_action,
        )
        return (*fixed, *self.outcome.keys(self.name))

    # --- layout -------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._missing = EmptyState("appeal", _("This appeal is not here any more."))
        self._missing.hide()
        self._buttons = [Button.for_action(a) for a in (self._card_action, self._letter_action)]
        more = Button.for_action(self._more_action, height="compact")
        self._save_button = Button.for_action(self._save_action, kind="main")
        self._save_button.hide()
        self.head = AppealHead(self._buttons)
        self._buttons.append(more)
        self.facts = FactsColumn(self.fields, self._save_button, more)
        self.facts.visitor_opened.connect(self._open_visitor)
        self.facts.sibling_opened.connect(self.navigation.open_appeal)
        self.course = CourseCard(self.note)
        self.course.letter_opened.connect(self._open_letter)
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.GAP)
        column.addWidget(self.head)
        row = QHBoxLayout()
        row.setSpacing(sizes.GAP)
        row.addWidget(self.facts)
        row.addWidget(self.course, 1)
        outcome = Card(padded=False)
        outcome.add(scrolled(self.outcome), 1)
        outcome.setFixedWidth(RIGHT_WIDTH)
        row.addWidget(outcome)
        column.addLayout(row, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
        page.addWidget(self._missing)
        page.addWidget(self._whole, 1)

    # --- what is shown -----------------------------------------------------------------------------------------

    def show_with(self, *, appeal_id: int | None = None) -> None:
        if appeal_id is not None and appeal_id != self._id:
            self._id = appeal_id
            self._note_draft.set_key(f"appeal note {appeal_id}")
            self.form.mark_clean()
            self.note.set_value("")
            self.outcome.clear()
            self._note_draft.restore(self._on_note_draft)
        self.outcome.form.clear_problems()
        self.note.editor.setFocus()
        self.fields.refresh_choices()
        self._ask()

    def on_changed(self, changes: Changes) -> None:
        if changes.touches("appeal", "letter", "visitor"):
            self._ask()

    def _ask(self) -> None:
        if self._id is not None:
            self.office.ask(reading.opened, self._id, then=self._show, topic="opened")

    def _show(self, opened: Opened | None) -> None:
        self._whole.setVisible(opened is not None)
        self._missing.setVisible(opened is None)
        self._opened = opened
        if opened is None:
            return
        card = opened.appeal
        with laid_out_once(self):
            self.head.show_appeal(card, self.office.today())
            self.course.show_appeal(card)
            for button in (*self._buttons, self._save_button):
                button.refresh()
        self.office.in_turns(partial(self._show_sides, opened), topic="opened")

    def _show_sides(self, opened: Opened) -> None:
        with laid_out_once(self):
            self.facts.show_appeal(opened)
            self.outcome.show_appeal(opened.appeal)
            if not self.form.is_dirty():
                self.fields.fill(opened.appeal)
        self.actions_changed.emit()

    # --- what is done ------------------------------------------------------------------------------------------

    def _do(self, operation: Any, *args: Any, then: Any = None, failed: Any = None, **named: Any) -> None:
        """One write at a time: a second click while the first is on its way does nothing."""
        if self._is_busy or self._id is None:
            return
        self._is_busy = True
        self._then, self._failed = then, failed
        self.office.do(operation, self._id, *args, then=self._on_done, failed=self._on_failed, initiator=self, **named)

    def _on_done(self, changes: Changes) -> None:
        self._is_busy = False
        if self._then is not None:
            self._then(changes)
        self._ask()

    def _on_failed(self, problems: list[Problem]) -> None:
        self._is_busy = False
        if self._failed is not None:
            problems = self._failed(problems)
        if problems:
            self.office.warn(" ".join(str(problem) for problem in problems))

    def _save(self) -> None:
        if self._opened is None or not self.form.is_dirty() or not self.form.check():
            return
        values = self.fields.values()
        card = self._opened.appeal
        changed = {name: value for name, value in values.items() if value != _value_of(card, name)}
        if changed.get("due_on", 0) is None:
            del changed["due_on"]
        self._do(
            operations.change_appeal,
            changed,
            card.version,
            then=lambda _changes: self.form.mark_clean(),
            failed=self.form.show_problems,
        )

    def _add_note(self) -> None:
        self._do(
            operations.note_progress,
            str(self.note.value()),
            then=partial(self._forget, partial(self.note.set_value, "")),
            failed=self._on_note_refused,
        )

    def _forget(self, clear: Callable[[], object], _changes: Changes) -> None:
        """What was typed is saved: its field is emptied, its draft let go."""
        clear()
        self._note_draft.keep_now()
        self.note.editor.setFocus()

    def _on_note_refused(self, problems: list[Problem]) -> list[Problem]:
        self.note.set_problem(" ".join(str(problem) for problem in problems))
        return []

    def _close(self) -> None:
        if self._opened is not None:
            self._do(
                operations.close_appeal,
                self.outcome.draft(),
                self._opened.appeal.version,
                then=partial(self._forget, self.outcome.clear),
                failed=self.outcome.show_problems,
            )

    def _reopen(self, reason: str) -> None:
        if self._opened is not None:
            self._do(operations.reopen_appeal, reason, self._opened.appeal.version, failed=self.outcome.show_problems)

    def _annul(self) -> None:
        if self._opened is not None:
            self._do(operations.annul, self._opened.appeal.version)

    def _open_letter(self) -> None:
        if self._id is not None:
            self.navigation.open_letter(self._id)

    def _print(self, paper: Callable[[int], None]) -> None:
        if self._id is not None:
            paper(self._id)

    def _open_visitor(self) -> None:
        if self._opened is not None:
            self.navigation.open_visitor(self._opened.appeal.visitor_id)

    def _one_more(self) -> None:
        if self._opened is None:
            return
        card = self._opened.appeal
        if card.appointment_id is not None:
            self.navigation.open_new_appeal(appointment_id=card.appointment_id)
        else:
            self.navigation.open_new_appeal(visitor_id=card.visitor_id)

    # --- drafts ------------------------------------------------------------------------------------------------

    def _note_content(self) -> dict[str, Any]:
        note, outcome = str(self.note.value()), self.outcome.content()
        return {"note": note, "outcome": outcome} if note or outcome else {}

    def _on_note_draft(self, content: dict[str, Any]) -> None:
        if not self.note.value():
            self.note.set_value(content.get("note", ""))
        self.outcome.set_content(content.get("outcome") or {})


def _has_reply(opened: Opened | None) -> bool:
    return opened is not None and any(signed_on for _id, _number, signed_on in opened.appeal.letters)


def _value_of(card: AppealCard, name: str) -> object:
    return card.topic.code if name == "topic" else getattr(card, name)
