"""A call that was only a question, noted in one line from anywhere in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models.problems import Problem
from resources.words import _
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.buttons import Button

if TYPE_CHECKING:
    from models.changes import Changes
    from ui.shell.office import Office

WIDTH = 520
LONGEST = 300
TOP = 64


class CallNote(QFrame):
    """Opens under the top line; closing keeps what was typed until it is noted."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._office: Office | None = None
        self.setProperty("card", "true")
        self.setAccessibleName(_("A call that was only a question"))
        heading = label(_("A call that was only a question"), "heading")
        hint = label(_("It is counted apart from appointments and appeals."), "small", role="muted", wrap=True)
        self.text = _Line(self)
        self.problem = label("", "small", role="red", wrap=True)
        self.problem.hide()
        self.save = Button(_("Note the call"), shortcut="Return", kind="main", run=self.note)
        self.cancel = Button(_("Close"), shortcut="Esc", run=self.hide_and_return)
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.STEP)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(sizes.CARD, sizes.CARD, sizes.CARD, sizes.CARD)
        layout.setSpacing(sizes.STEP)
        for part in (heading, hint, self.text, self.problem):
            layout.addWidget(part)
        layout.addLayout(buttons)
        self._came_from: QWidget | None = None
        self.hide()

    def set_office(self, office: Office | None) -> None:
        self._office = office

    def open(self) -> None:
        if self._office is None:
            return
        window = self.window()
        focus = window.focusWidget()
        self._came_from = focus if focus is not self.text else self._came_from
        width = min(WIDTH, window.width() - 2 * sizes.PAGE)
        self.setGeometry((window.width() - width) // 2, TOP, width, self.sizeHint().height())
        self.show()
        self.raise_()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def hide_and_return(self) -> bool:
        """Esc: back to where the cursor was. True if it was open."""
        if not self.isVisible():
            return False
        self.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def note(self) -> None:
        from models.reception.operations import note_call

        if self._office is None:
            return
        self.problem.hide()
        self._office.do(note_call, self.text.text(), then=self._on_noted, failed=self._on_refused)

    def _on_noted(self, changes: Changes) -> None:
        self.text.clear()
        self.hide_and_return()

    def _on_refused(self, problems: list[Problem]) -> None:
        self.problem.setText(" ".join(str(problem) for problem in problems))
        self.problem.show()
        self.resize(self.width(), self.sizeHint().height())
        self.text.setFocus()


class _Line(QLineEdit):
    """Enter notes the call."""

    def __init__(self, note: CallNote) -> None:
        super().__init__()
        self._note = note
        self.setMaxLength(LONGEST)
        self.setPlaceholderText(_("Opening hours, where to go, which papers to bring…"))
        self.setAccessibleName(_("What was asked"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._note.note()
        else:
            super().keyPressEvent(event)

