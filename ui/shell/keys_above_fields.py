"""Keys that text fields would keep for themselves: Ctrl+K always, Ctrl+Z where there is no typing to undo."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


class KeysAboveFields(QObject):
    """Lets the window's shortcut pass where a field would take the key and do nothing useful with it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            and isinstance(watched, QWidget)
            and watched.window() is self._window
            and self._passes(watched, event.key())
        ):
            event.ignore()
            return True
        return False

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
