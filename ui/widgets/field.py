"""A field of a form: label above, editor, under it a hint or what is wrong. Knows nothing of what values mean."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.text import label as text_label
from ui.theme.text import set_style_role
from ui.widgets.icon_label import IconLabel

_UNDER_EDITOR = 2  # below the label's line and the editor


class Field(QWidget):
    """The frame around one editor. Subclasses give value() and set_value().

    `changed` is emitted when a person changes the value; set_value says nothing.
    """

    changed = Signal()
    grows = False  # whether the editor takes the height that is left over

    def __init__(self, label: str, editor: QWidget, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._problem, self._hint, self._silent = "", "", False
        self._hint_line: QLabel | None = None  # most fields never say anything: what stands below is made when it does
        self._problem_line: QWidget | None = None
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(0, 0, 0, 0)
        self._caption = text_label("", "caption")
        self._caption.setBuddy(editor)
        self._head.addWidget(self._caption)
        self._head.addStretch(1)
        column.addLayout(self._head)
        column.addWidget(editor, 1 if self.grows else 0)
        if not self.grows:
            column.addStretch(1)  # fields side by side keep their editors on one line, whatever stands under them
        policy = QSizePolicy.Policy.Preferred if self.grows else QSizePolicy.Policy.Minimum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        self.setFocusProxy(editor)
        self.set_label(label)
        self.set_hint(hint)

    def value(self) -> object:
        """What was entered; None or "" if nothing."""
        raise NotImplementedError

    def set_value(self, value: object) -> None:
        """Shows a value without emitting `changed`."""
        raise NotImplementedError

    def complaint(self) -> str:
        """What is wrong with the typed text itself (no date, too long), as a sentence; "" if nothing is."""
        return ""

    def set_label(self, text: str) -> None:
        """Names the field, above it and for screen readers."""
        self._caption.setText(text.replace("&", "&&"))
        self._caption.setVisible(bool(text))
        self.editor.setAccessibleName(text)
        self.setAccessibleName(text)

    def label_text(self) -> str:
        """The field's name."""
        return self.accessibleName()

    def add_beside_label(self, widget: QWidget) -> None:
        """Puts something small on the right of the label's line: a template chip, a link."""
        self._head.addWidget(widget)

    def set_hint(self, text: str, role: str = "muted") -> None:
        """A quiet line under the editor; a problem takes its place while there is one."""
        self._hint = text
        if text and self._hint_line is None:
            self._hint_line = text_label("", "small", wrap=True)
            self._column.insertWidget(_UNDER_EDITOR, self._hint_line)
        if self._hint_line is not None:
            self._hint_line.setText(text)
            set_style_role(self._hint_line, role)
        self._show_lines()

    def hint(self) -> str:
        return self._hint

    def set_problem(self, text: str) -> None:
        """Shows what is wrong, in a whole sentence with the way out. Empty clears it."""
        self._problem = text
        if text and self._problem_line is None:
            self._problem_line = self._make_problem_line()
            self._column.insertWidget(self._column.count() - (0 if self.grows else 1), self._problem_line)
        if self._problem_line is not None:
            self._problem_text.setText(text)
        self._show_lines()
        if self.editor.property("wrong") != bool(text):
            self.editor.setProperty("wrong", bool(text))
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)

    def clear_problem(self) -> None:
        self.set_problem("")

    def problem(self) -> str:
        return self._problem

    def _make_problem_line(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("warning", "red", 14), 0, Qt.AlignmentFlag.AlignTop)
        self._problem_text = text_label("", "small", wrap=True, role="red")
        row.addWidget(self._problem_text, 1)
        return line

    def _show_lines(self) -> None:
        if self._problem_line is not None:
            self._problem_line.setVisible(bool(self._problem))
        if self._hint_line is not None:
            self._hint_line.setVisible(bool(self._hint) and not self._problem)
        self.editor.setAccessibleDescription(self._problem or self._hint)

    @contextmanager
    def _silently(self) -> Iterator[None]:
        before, self._silent = self._silent, True
        try:
            yield
        finally:
            self._silent = before

    def _on_edited(self) -> None:
        """A person changed the value: an old complaint is out of date."""
        if self._silent:
            return
        if self._problem:
            self.clear_problem()
        self.changed.emit()
