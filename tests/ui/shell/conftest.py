"""A real window with small real pages, for tests of what stands around them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from models.changes import Changes
from resources.words import N_
from ui.shell.actions import Action
from ui.shell.drafts import Draft
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.page import Page
from ui.shell.preferences import Preferences
from ui.shell.window import Window


class SmallPage(Page):
    """A page with one field whose draft is kept; remembers how it was opened and what it was told."""

    def __init__(self, office: Office, navigation: Navigation, name: str) -> None:
        super().__init__(office, navigation)
        self.name = name
        self.shown: list[dict[str, Any]] = []
        self.told: list[Changes] = []
        self.printed = 0
        self.keeps_escape = False
        self.field = QLineEdit()
        self.draft = Draft(office, f"test-{name}", self._content, self)
        self.field.textEdited.connect(self.draft.touch)
        self.setFocusProxy(self.field)
        QVBoxLayout(self).addWidget(self.field)
        self.draft.restore(self._fill)

    def title(self) -> str:
        return self.name

    def show_with(self, **parameters: Any) -> None:
        self.shown.append(parameters)

    def on_changed(self, changes: Changes) -> None:
        self.told.append(changes)

    def leave(self) -> bool:
        return self.keeps_escape

    def actions_here(self) -> tuple[Action, ...]:
        if self.name != "reports":
            return ()
        return (Action("print", N_("Print"), "Ctrl+P", "print", self._print, page=self.name),)

    def _print(self) -> None:
        self.printed += 1

    def _content(self) -> dict[str, Any]:
        return {"text": self.field.text()} if self.field.text() else {}

    def _fill(self, content: dict[str, Any]) -> None:
        self.field.setText(str(content["text"]))


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "window.ini")


@pytest.fixture
def window(
    qtbot: QtBot, office: Office, navigation: Navigation, preferences: Preferences, settle: Callable[[], None]
) -> Window:
    """A window with the office open and small pages in it, on the screen and active."""
    made = Window(preferences, navigation)
    qtbot.addWidget(made)
    made.showNormal()
    made.resize(1280, 720)
    made.enter(office, lambda name: SmallPage(office, navigation, name))
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settle()
    return made


def small(window: Window) -> SmallPage:
    """The page in view."""
    page = window.page
    assert isinstance(page, SmallPage)
    return page


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key as the window system brings it, to whatever has the focus: shortcuts are looked up first."""
    target: QObject = QApplication.focusWidget() or widget
    assert isinstance(target, QWidget)
    QTest.keyClick(target, key, modifiers)


def type_text(text: str) -> None:
    """Types letters of any alphabet into what has the focus."""
    for character in text:
        target = QApplication.focusWidget()
        assert target is not None
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character))


A_DAY = date(2026, 12, 1)
