"""The card of an appeal: stages on top, facts to mend left, the course of work in the middle, the outcome right."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.appeals import operations
from models.appeals.queries import AppealCard
from models.changes import Changes
from models.problems import Problem
from resources.words import N_, _
from ui.appeals import reading, words
from ui.appeals.facts import AppealFields
from ui.appeals.outcome import OutcomeCard
from ui.appeals.reading import Opened
from ui.shell.actions import Action
from ui.shell.drafts import Draft
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.page import Page
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.buttons import Badge, Button, Link
from ui.widgets.cards import Card, EmptyState, Facts, StageBar
from ui.widgets.fields import TextArea
from ui.widgets.records import Record, RecordList
from ui.widgets.timeline import Timeline
from ui.widgets.visitor_summary import contact_facts, shown_name

LEFT_WIDTH, RIGHT_WIDTH = 292, 304


class AppealPage(Page):
    """One appeal. What is mended is saved with Ctrl+S, a note and the outcome with Ctrl+Enter."""

    name = "appeal"

    def __init__(self, office: Office, navigation: Navigation) -> None:
        super().__init__(office, navigation)
        self._id: int | None = None
        self._opened: Opened | None = None
        self._is_busy = False
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
        self.form.dirty_changed.connect(self._on_dirty)

    def _make_actions(self) -> None:
        def own(key: str, text: str, shortcut: str, icon: str, run: Any, when: Any = None) -> Action:
            return Action(key, text, shortcut, icon, run, when or self._is_shown, page=self.name)

        self._save_action = own("save", N_("Save the changes"), "Ctrl+S", "save", self._save)
        self._letter_action = own("letter", N_("Reply"), "Ctrl+L", "letter", self._open_letter)
        self._visitor_action = own("visitor_card", N_("Visitor's card"), "Ctrl+U", "visitor", self._open_visitor)
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
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.GAP)
        column.addWidget(self._head())
        row = QHBoxLayout()
        row.setSpacing(sizes.GAP)
        row.addWidget(self._facts())
        row.addWidget(self._course(), 1)
        outcome = Card(padded=False)
        outcome.add(_scrolled(self.outcome), 1)
        outcome.setFixedWidth(RIGHT_WIDTH)
        row.addWidget(outcome)
        column.addLayout(row, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
        page.addWidget(self._missing)
        page.addWidget(self._whole, 1)

    def _head(self) -> QWidget:
        self._number = label("", "title")
        self._kind, self._channel, self._due = Badge("", "grey"), Badge("", "accent"), Badge("", "amber")
        self._repeated = Badge(_("repeated"), "violet")
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._number)
        for badge in (self._kind, self._channel, self._due, self._repeated):
            line.addWidget(badge)
        line.addStretch(1)
        self._buttons = (Button.for_action(self._more_action), Button.for_action(self._letter_action))
        for button in self._buttons:
            line.addWidget(button)
        self._title = label("", "body", wrap=True)
        self._stages = StageBar(_("Stages of the appeal"))
        card = Card()
        card.add_layout(line)
        card.add(self._title)
        card.add(self._stages)
        return card

    def _facts(self) -> QWidget:
        self._visitor = Link("", run=self._open_visitor)
        self._contacts = Facts()
        self._siblings = RecordList(_("Other appeals of this visit"))
        self._siblings.opened.connect(self.navigation.open_appeal)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(sizes.CARD, 12, sizes.CARD, sizes.CARD)
        column.setSpacing(12)
        column.addWidget(label(_("Applicant"), "heading"))
        who: tuple[QWidget, ...] = (self._visitor, self._contacts, self._siblings)
        f = self.fields
        facts: tuple[QWidget, ...] = (f.topic, f.district, f.expert, f.channel, f.kind, f.received, f.due, f.signers)
        for widget in (*who, *facts, f.oral, f.summary, f.written):
            column.addWidget(widget)
        column.addStretch(1)
        self._save_button = Button.for_action(self._save_action, kind="main")
        self._save_button.hide()
        card = Card(padded=False)
        card.add(_scrolled(inside), 1)
        holder = QWidget()
        holder.setFixedWidth(LEFT_WIDTH)
        whole = QVBoxLayout(holder)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(card, 1)
        whole.addWidget(self._save_button)
        return holder

    def _course(self) -> QWidget:
        self._timeline = Timeline(_("Course of work"))
        self._letters = RecordList(_("Replies"))
        self._letters.opened.connect(lambda _key: self._open_letter())
        card = Card(_("Course of work"))
        card.add(self.note)
        card.add(self._letters)
        lane = QWidget()
        column = QVBoxLayout(lane)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._timeline)
        column.addStretch(1)
        card.add(_scrolled(lane), 1)
        return card

    # --- what is shown -----------------------------------------------------------------------------------------

    def show_with(self, *, appeal_id: int | None = None) -> None:
        if appeal_id is not None and appeal_id != self._id:
            self._id = appeal_id
            self._note_draft.set_key(f"appeal note {appeal_id}")
            self.form.mark_clean()
            self.note.set_value("")
            self.outcome.clear()
            self._note_draft.restore(self._on_note_draft)
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
        self._number.setText(card.number)
        self._kind.set(words.kind_words(card.kind), "grey")
        self._channel.set(words.channel_words(card.channel), "accent")
        due, role = (_("annulled"), "grey") if card.is_annulled else words.due_words(card, self.office.today())
        self._due.set(due, role)
        self._repeated.setVisible(card.is_repeated)
        self._title.setText(f"{card.topic_short}: {card.summary}" if card.summary else card.topic_short)
        self._stages.set_stages(*words.stages(card))
        self._visitor.setText(shown_name(card.visitor, card.visitor_id))
        self._contacts.set_facts(contact_facts(opened.visitor) if opened.visitor else [])
        self._siblings.set_records([Record(i, number, caption=_("Same visit")) for i, number in card.siblings])
        self._siblings.setVisible(bool(card.siblings))
        self._show_letters(card)
        self._timeline.set_entries([words.step_entry(step) for step in card.steps])
        self.outcome.show_appeal(card)
        if not self.form.is_dirty():
            self.fields.fill(card)
        for button in (*self._buttons, self._save_button):
            button.refresh()
        self.actions_changed.emit()

    def _show_letters(self, card: AppealCard) -> None:
        records = []
        for letter_id, number, signed_on in card.letters:
            title = _("Reply No. {number}").format(number=number) if number else _("Reply")
            badge = (_("signed"), "green") if signed_on else (_("draft"), "grey")
            records.append(Record(letter_id, title, badge=badge[0], badge_role=badge[1]))
        self._letters.set_records(records)
        self._letters.setVisible(bool(records))

    def _is_shown(self) -> bool:
        return self._opened is not None

    def _on_dirty(self, is_dirty: bool) -> None:
        self._save_button.setVisible(is_dirty)

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
        self._do(operations.change_appeal, changed, card.version, then=self._on_saved, failed=self.form.show_problems)

    def _on_saved(self, _changes: Changes) -> None:
        self.form.mark_clean()

    def _add_note(self) -> None:
        self._do(operations.note_progress, str(self.note.value()), then=self._on_noted, failed=self._on_note_refused)

    def _on_noted(self, _changes: Changes) -> None:
        self.note.set_value("")
        self._note_draft.keep_now()

    def _on_note_refused(self, problems: list[Problem]) -> list[Problem]:
        self.note.set_problem(" ".join(str(problem) for problem in problems))
        return []

    def _close(self) -> None:
        if self._opened is not None:
            self._do(
                operations.close_appeal,
                self.outcome.draft(),
                self._opened.appeal.version,
                then=self._on_closed,
                failed=self.outcome.show_problems,
            )

    def _on_closed(self, _changes: Changes) -> None:
        self.outcome.clear()
        self._note_draft.keep_now()

    def _reopen(self, reason: str) -> None:
        if self._opened is not None:
            self._do(operations.reopen_appeal, reason, self._opened.appeal.version, failed=self.outcome.show_problems)

    def _annul(self) -> None:
        if self._opened is not None:
            self._do(operations.annul, self._opened.appeal.version)

    def _open_letter(self) -> None:
        if self._id is not None:
            self.navigation.open_letter(self._id)

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


def _value_of(card: AppealCard, name: str) -> object:
    return card.topic.code if name == "topic" else getattr(card, name)


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area
