"""Buttons, badges and links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.keys import press, shown, tap
from ui.theme import sizes
from ui.widgets.buttons import Badge, Button, IconButton, KeyCap, Link


@dataclass
class Doing:
    """An action as the window declares it."""

    done: list[str] = field(default_factory=list)
    may: bool = True
    text: str = "Save"
    shortcut: str = "Ctrl+S"
    icon: str = "save"

    @property
    def run(self) -> Callable[[], object]:
        return lambda: self.done.append(self.text)

    @property
    def when(self) -> Callable[[], bool]:
        return lambda: self.may


def test_a_button_prints_its_key_and_says_it(qtbot: QtBot) -> None:
    button = Button("Book", shortcut="F2")
    qtbot.addWidget(button)
    bare = Button("Book")
    qtbot.addWidget(bare)
    assert button.shortcut_text() == "F2"
    assert button.accessibleName() == "Book"
    assert button.accessibleDescription() == "F2"
    assert button.sizeHint().width() > bare.sizeHint().width()
    assert bare.sizeHint().height() == sizes.BUTTON
    assert Button("Book", height="tall").sizeHint().height() == sizes.MAIN


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_a_button(qtbot: QtBot, key: Qt.Key) -> None:
    pressed: list[int] = []
    button = Button("Book", run=lambda: pressed.append(1))
    shown(qtbot, button)
    press(button, key)
    assert pressed == [1]


def test_the_printed_key_works_once_it_is_bound(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    line = QLineEdit()
    pressed: list[int] = []
    button = Button("Print", shortcut="Ctrl+P", run=lambda: pressed.append(1)).bind_to(page)
    column.addWidget(line)
    column.addWidget(button)
    shown(qtbot, page)
    line.setFocus()
    tap(line, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [1]


def test_an_ampersand_in_a_name_is_shown_and_is_no_mnemonic(qtbot: QtBot) -> None:
    button = Button("Иванов & Ко")
    qtbot.addWidget(button)
    assert button.words() == "Иванов & Ко"
    assert button.accessibleName() == "Иванов & Ко"
    assert button.shortcut().isEmpty()


def test_a_button_of_an_action_runs_it_and_asks_whether_it_may(qtbot: QtBot) -> None:
    action = Doing()
    button = Button.for_action(action, kind="main")
    qtbot.addWidget(button)
    button.click()
    assert action.done == ["Save"]
    action.may = False
    button.refresh()
    assert not button.isEnabled()
    button.click()
    assert action.done == ["Save"]


def test_an_icon_button_says_its_name(qtbot: QtBot) -> None:
    button = IconButton("print", "Print <b>now</b>", shortcut="Ctrl+P")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Print <b>now</b>"
    assert "<b>" not in button.toolTip()
    assert button.sizeHint().width() == button.sizeHint().height() == sizes.BUTTON


def test_a_button_cut_short_says_the_whole_in_a_tooltip(qtbot: QtBot) -> None:
    button = Button("A very long sentence that does not fit at all")
    shown(qtbot, button, 120, 36)
    button.grab()
    assert "does not fit" in button.toolTip()


def test_a_link_can_be_pressed_by_key(qtbot: QtBot) -> None:
    opened: list[int] = []
    link = Link("Add a file", run=lambda: opened.append(1))
    shown(qtbot, link)
    assert link.focusPolicy() & Qt.FocusPolicy.TabFocus
    press(link, Qt.Key.Key_Return)
    assert opened == [1]


def test_a_badge_without_words_is_not_there(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    badge = Badge("waiting", "amber")
    column.addWidget(badge)
    shown(qtbot, page)
    assert badge.isVisible()
    badge.set("")
    assert not badge.isVisible()
    badge.set("done", "green")
    assert badge.isVisible()
    assert badge.accessibleName() == badge.text() == "done"


def test_a_badge_without_a_parent_opens_no_window(qtbot: QtBot) -> None:
    badge = Badge("waiting")
    qtbot.addWidget(badge)
    badge.set("done")
    assert not badge.isVisible()


def test_a_key_cap_names_its_key(qtbot: QtBot) -> None:
    cap = KeyCap("Ctrl+K")
    qtbot.addWidget(cap)
    assert cap.accessibleName() == "Ctrl K"


@pytest.mark.parametrize("kind", ["plain", "main", "quiet", "danger"])
def test_focus_can_be_seen_on_every_kind(qtbot: QtBot, kind: str) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    other = QLineEdit()
    button = Button("Book", kind=kind)  # type: ignore[arg-type]
    column.addWidget(other)
    column.addWidget(button)
    shown(qtbot, page)
    other.setFocus()
    before = button.grab().toImage()
    button.setFocus()
    assert button.grab().toImage() != before
