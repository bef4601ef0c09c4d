"""Who works in the office, typed at the first start: a name, a position, a role, and topics by ticks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from models.office.desk import EXPERT, HEAD, REGISTRAR
from models.office.topic_groups import GROUPS, codes_of, ticked
from models.storage.keys import search_key
from resources.words import _, translate
from ui.theme.text import label
from ui.widgets.buttons import Button, IconButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.choices import Choice, ChoiceChips
from ui.widgets.fields import CheckField, TextField

REMOVE_KEY = "Ctrl+Delete"


class PersonRow(QWidget):
    """One person. What an office file says of them besides is kept and handed back."""

    edited = Signal()
    removed = Signal()

    def __init__(self, person: dict[str, Any]) -> None:
        super().__init__()
        self._person = dict(person)
        self.name = TextField(_("Full name"), placeholder=_("Surname, name, patronymic"))
        self.position = TextField(_("Position"), placeholder=_("Lawyer, deputy, registrar…"))
        roles = [(HEAD, _("Head of the office")), (EXPERT, _("Expert")), (REGISTRAR, _("Registrar"))]
        self.role = ChoiceField(_("Role"), choices=[Choice(value, text) for value, text in roles])
        self.receives = CheckField(_("Receives visitors, on these topics:"))
        self.topics = ChoiceChips(_("Topics"), exclusive=False)
        self.topics.set_choices([Choice(group.name, translate(group.name)) for group in GROUPS])
        self.bin = IconButton("delete", _("Remove this person"), kind="quiet", run=self.removed.emit)
        self.bin.set_name(_("Remove this person"), REMOVE_KEY)
        self.bin.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a Space too many must not lose a person
        self._lay_out()
        self._fill(person)
        for field in (self.name, self.position, self.role, self.receives):
            field.changed.connect(self.edited)
        self.topics.chosen.connect(self.edited)
        self.receives.changed.connect(self._show_topics)

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        line = QHBoxLayout()
        line.setSpacing(12)
        for field, stretch in ((self.name, 5), (self.position, 4), (self.role, 4)):
            line.addWidget(field, stretch, top)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 20, 0, 0)  # level with the editors under their labels
        beside.addWidget(self.bin)
        line.addLayout(beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self.receives)
        column.addWidget(self.topics)

    def _fill(self, person: dict[str, Any]) -> None:
        self.name.set_value(person.get("name", ""))
        self.position.set_value(person.get("position", ""))
        self.role.set_value(person.get("role", EXPERT))
        self.receives.set_value(person.get("receives", False))
        self.topics.set_value(ticked(person.get("topics", []))[0])
        self._show_topics()

    def _show_topics(self) -> None:
        self.topics.setVisible(bool(self.receives.value()))

    def allow_removing(self, allowed: bool) -> None:
        self.bin.setVisible(allowed)

    def is_empty(self) -> bool:
        """Nothing typed: such a row is nobody."""
        return not self.name.text() and not self.position.text()

    def content(self) -> dict[str, Any]:
        """The person as an office file describes them."""
        chosen = self.topics.value()
        others = ticked(self._person.get("topics", []))[1]
        return {
            **self._person,
            "name": self.name.text(),
            "position": self.position.text(),
            "role": self.role.value() or EXPERT,
            "receives": bool(self.receives.value()),
            "topics": codes_of(chosen if isinstance(chosen, list) else []) + others,
        }


class People(QWidget):
    """The rows, one under another, and the button that adds one."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[PersonRow] = []
        self._lines: list[QFrame] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        self.add_button = Button(_("Add a person"), icon="add", shortcut="Ctrl+N", run=self.add_and_enter)
        self._removed: tuple[int, dict[str, Any]] | None = None  # the one who may come back, and their place
        self.gone = QWidget()
        self._gone_words = label("", "body", wrap=True)
        self.undo_button = Button(_("Undo"), icon="undo", run=self.bring_back)
        undo = QHBoxLayout(self.gone)
        undo.setContentsMargins(0, 0, 0, 0)
        undo.setSpacing(12)
        undo.addWidget(self.undo_button)
        undo.addWidget(self._gone_words, 1)
        self.gone.hide()
        self._keys = label(_("Ctrl+Delete removes the person you are at."), "small")
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.add_button)
        foot.addWidget(self._keys, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addLayout(self._column)
        outer.addWidget(self.gone)
        outer.addLayout(foot)

    def set_people(self, people: Sequence[dict[str, Any]]) -> None:
        """Shows these; with none, one row for the head."""
        for row in list(self.rows):
            self._drop(row)
        self._show_gone(None)
        for person in people or [{"role": HEAD, "receives": True}]:
            self.add(person)

    def add(self, person: dict[str, Any], at: int | None = None) -> PersonRow:
        """Puts a row under the others, or at its place among them."""
        at = len(self.rows) if at is None else at
        line = QFrame()
        line.setProperty("card", "line")
        line.setFixedHeight(1)
        line.setVisible(bool(self.rows))
        row = PersonRow(person)
        self._lines.insert(at, line)
        self.rows.insert(at, row)
        self._column.insertWidget(2 * at, line)
        self._column.insertWidget(2 * at + 1, row)
        for editor in row.findChildren(QWidget):
            editor.installEventFilter(self)
        row.edited.connect(self.edited)
        row.removed.connect(lambda: self.remove(row))
        self._mend()
        return row

    def add_and_enter(self) -> None:
        """A new row, with the keyboard in it."""
        row = self.add({"role": EXPERT, "receives": True})
        row.show()  # at once, or the keyboard could not go on into it
        row.name.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def remove(self, row: PersonRow) -> None:
        """Takes a row away; one with words in it can be brought back."""
        if len(self.rows) < 2:
            return
        self._show_gone(None if row.is_empty() else (self.rows.index(row), row.content()))
        self._drop(row)
        self._mend()
        way = self.add_button if self._removed is None else self.undo_button
        way.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def bring_back(self) -> None:
        """The person removed last, where they stood."""
        if self._removed is None:
            return
        at, person = self._removed
        self._show_gone(None)
        row = self.add(person, min(at, len(self.rows)))
        row.show()
        row.name.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _show_gone(self, removed: tuple[int, dict[str, Any]] | None) -> None:
        self._removed = removed
        name = (removed[1]["name"] or removed[1]["position"]) if removed is not None else ""
        self._gone_words.setText(_("Removed: {name}.").format(name=name))
        self.gone.setVisible(removed is not None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Delete in any field of a row: the fields would keep the key for themselves."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QWidget):
            row = next((row for row in self.rows if row.isAncestorOf(watched)), None)
            if row is not None and QKeySequence(event.keyCombination()) == QKeySequence(REMOVE_KEY):
                self.remove(row)
                return True
        return super().eventFilter(watched, event)

    def _drop(self, row: PersonRow) -> None:
        at = self.rows.index(row)
        self.rows.pop(at)
        for widget in (row, self._lines.pop(at)):
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _mend(self) -> None:
        for at, (row, line) in enumerate(zip(self.rows, self._lines, strict=True)):
            row.allow_removing(len(self.rows) > 1)
            line.setVisible(at > 0)
        self._keys.setVisible(len(self.rows) > 1)

    def content(self) -> list[dict[str, Any]]:
        """Everybody with a name."""
        return [row.content() for row in self.rows if not row.is_empty()]

    def typed(self) -> list[dict[str, Any]]:
        """All rows as they stand, empty ones too."""
        return [row.content() for row in self.rows]

    def check(self) -> PersonRow | None:
        """Says under the names what is wrong; the first row that is."""
        wrong = [row for row in self.rows if self._complain(row)]
        return wrong[0] if wrong else None

    def _complain(self, row: PersonRow) -> bool:
        row.name.clear_problem()
        row.role.clear_problem()
        complaint = row.role.complaint()
        row.role.set_problem(complaint)
        key = search_key(row.name.text())
        earlier = [search_key(other.name.text()) for other in self.rows[: self.rows.index(row)]]
        heads = [other for other in self.rows if not other.is_empty() and other.role.value() == HEAD]
        if not row.name.text() and (not row.is_empty() or row is self.rows[0]):
            row.name.set_problem(_("Say the name: surname, name and patronymic."))
        elif key and key in earlier:
            row.name.set_problem(_("This name stands above already; add something that tells the two apart."))
        elif row is self.rows[0] and not heads:
            row.role.set_problem(_("At least one person is the head of the office: the head changes the settings."))
            return True
        return bool(row.name.problem() or complaint)


def heading(text: str, note: str = "") -> QWidget:
    """A heading inside the form, with a quiet sentence under it."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 8, 0, 0)
    column.setSpacing(2)
    column.addWidget(label(text, "heading"))
    if note:
        column.addWidget(label(note, "small", wrap=True))
    return box
