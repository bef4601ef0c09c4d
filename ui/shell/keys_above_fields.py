"""Keys that text fields would keep for themselves: Ctrl+K always, Ctrl+Z where there is no typing to undo.

Only the widget that has the cursor is listened to: a filter on the whole application would pass each of Qt's events
through Python, and the opening of a page is thousands of them.
"""

from __future__ import annotations

import weakref

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


class KeysAboveFields(QObject):
    """Lets the window's shortcut pass where a field would take the key and do nothing useful with it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._listened: weakref.ref[QWidget] | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
            self._on_focus_changed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            and isinstance(watched, QWidget)
            and self._passes(watched, event.key())
        ):
            event.ignore()
            return True
        return False

    @Slot()
    def _on_focus_changed(self) -> None:
        """Takes no arguments: the widget that is left may be half destroyed."""
        before = self._listened() if self._listened is not None else None
        if before is not None and shiboken6.isValid(before):
            before.removeEventFilter(self)
        self._listened = None
        entered = QApplication.focusWidget()
        if entered is not None and entered.window() is self._window:
            entered.installEventFilter(self)
            self._listened = weakref.ref(entered)

    def _passes(self, field: QWidget, key: int) -> bool:
        if key == Qt.Key.Key_K:
            return True
        return key == Qt.Key.Key_Z and not _has_typing_to_undo(field)


def _has_typing_to_undo(field: QWidget) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() and not field.isReadOnly()
    if isinstance(field, (QPlainTextEdit, QTextEdit)):
        return field.document().isUndoAvailable() and not field.isReadOnly()
    return False
