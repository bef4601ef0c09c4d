"""Real key and mouse events, Cyrillic included, which qtbot.keyClicks cannot type."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

NO = Qt.KeyboardModifier.NoModifier


def type_text(widget: QWidget, text: str) -> None:
    """Types the characters into the widget, one key each."""
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, NO, character))


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO, text: str = "") -> None:
    """Presses and lets go one key."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key.value, modifiers, text))


def mouse(widget: QWidget, kind: QEvent.Type, at: QPointF, *, held: bool = True) -> None:
    """Sends one mouse event with the left button."""
    left = Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else left
    buttons = left if held else Qt.MouseButton.NoButton
    where = QPointF(widget.mapToGlobal(at.toPoint()))
    QApplication.sendEvent(widget, QMouseEvent(kind, at, where, button, buttons, NO))


def click(widget: QWidget, at: QPointF) -> None:
    """A click of the left button."""
    mouse(widget, QEvent.Type.MouseButtonPress, at)
    mouse(widget, QEvent.Type.MouseButtonRelease, at, held=False)


def tap(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
    """A key that goes the whole way, through the window's shortcuts."""
    QTest.keyClick(widget, key, modifiers)


KEPT: list[QWidget] = []  # Python lets a page go when only its child is held; emptied after each test


def shown(qtbot: QtBot, widget: QWidget, width: int = 600, height: int = 400) -> None:
    """Shows a widget of this size and waits until it is there."""
    qtbot.addWidget(widget)
    KEPT.append(widget)
    widget.resize(width, height)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
