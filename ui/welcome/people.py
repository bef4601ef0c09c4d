"""Who works in the office, typed at the first start: a name, a position, a role, and topics by ticks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
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
from ui.widgets.tab_order import visit_before


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
        self._remove = IconButton("delete", _("Remove this person"), kind="quiet", run=self.removed.emit)
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
        beside.addWidget(self._remove)
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

    def editors(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        fields = (self.name, self.position, self.role, self.receives)
        return [*(field.editor for field in fields), *self.topics.stops(), self._remove]

    def allow_removing(self, allowed: bool) -> None:
        self._remove.setVisible(allowed)

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
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addLayout(self._column)
        outer.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def set_people(self, people: Sequence[dict[str, Any]]) -> None:
        """Shows these; with none, one row for the head."""
        for row in list(self.rows):
            self._drop(row)
        for person in people or [{"role": HEAD, "receives": True}]:
            self.add(person)

    def add(self, person: dict[str, Any]) -> PersonRow:
        line = QFrame()
        line.setProperty("card", "line")
        line.setFixedHeight(1)
        line.setVisible(bool(self.rows))
        row = PersonRow(person)
        self._lines.append(line)
        self.rows.append(row)
        self._column.addWidget(line)
        self._column.addWidget(row)
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
        self._drop(row)
        self._mend()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

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
        visit_before(self.add_button, [editor for row in self.rows for editor in row.editors()])

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
