"""A person at the keyboard: every key is sent as the window system would bring it, and counted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.shell.window import Window

NO = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Typist:
    """Presses keys in the window; `keys` counts those that are not the note itself."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.keys = 0

    def press(self, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
        """Keys with a name; shortcuts are looked up first."""
        for key in keys:
            QTest.keyClick(self._target(), key, modifiers)
            self.keys += 1

    def type(self, text: str) -> None:
        """Letters and digits of any alphabet."""
        self._send(text)
        self.keys += len(text)

    def note(self, text: str) -> None:
        """The note itself: what the caller says is not counted."""
        self._send(text)

    def _send(self, text: str) -> None:
        for character in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self._target(), QKeyEvent(kind, 0, NO, character))

    def _target(self) -> QWidget:
        focus = QApplication.focusWidget()
        return self.window if focus is None else focus
