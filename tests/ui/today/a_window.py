"""The real window on a test's office, and hands that press its keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.pages import make_page
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.page import Page
from ui.shell.preferences import Preferences
from ui.shell.window import Window

OURS = ("today", "calendar", "outreach")
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class NotedPage(Page):
    """A page of another part: it only remembers how it was opened."""

    def __init__(self, office: Office, navigation: Navigation, name: str) -> None:
        super().__init__(office, navigation)
        self.name = name
        self.shown: dict[str, Any] = {}

    def show_with(self, **parameters: Any) -> None:
        self.shown = parameters


def open_window(
    qtbot: QtBot, office: Office, navigation: Navigation, folder: Path, settle: Callable[[], None], first: str = "today"
) -> Window:
    """Opens the window on a page, on the screen and active."""

    def page(name: str) -> Page:
        if name in OURS:
            return make_page(name, office, navigation)
        return NotedPage(office, navigation, name)

    made = Window(Preferences(folder / "window.ini"), navigation)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    navigation.open_page(first)
    made.enter(office, page)
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settle()
    return made


def opened_with(window: Window) -> tuple[str, dict[str, Any]]:
    """The page in view and how it was opened."""
    page = window.page
    assert isinstance(page, NotedPage)
    return page.name, page.shown


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    """A key as the window system brings it, to an open list, else to what has the focus; shortcuts come first."""
    target = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifiers)


def type_text(text: str) -> None:
    """Types letters of any alphabet into what has the focus."""
    for character in text:
        target = QApplication.focusWidget()
        assert target is not None
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, 0, NO_MODIFIER, character))


def tab_to(wanted: Callable[[], bool], most: int = 30) -> bool:
    """Presses Tab until it is so; False if it never is."""
    for _step in range(most):
        if wanted():
            return True
        press(Qt.Key.Key_Tab)
    return wanted()
