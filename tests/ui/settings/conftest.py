"""A window whose settings page is the real one, and the ways of a person in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.shell.conftest import SmallPage, press, type_text
from ui.settings.hours_section import HoursSection
from ui.settings.office_section import OfficeSection
from ui.settings.page import SettingsPage
from ui.settings.staff_section import StaffSection
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.page import Page
from ui.shell.preferences import Preferences
from ui.shell.window import Window
from ui.widgets.fields import TextField

Settle = Callable[[], None]


@pytest.fixture
def window(qtbot: QtBot, office: Office, navigation: Navigation, tmp_path: Path, settle: Settle) -> Iterator[Window]:
    """A window whose settings page is the real one."""

    def make(name: str) -> Page:
        return SettingsPage(office, navigation) if name == "settings" else SmallPage(office, navigation, name)

    made = Window(Preferences(tmp_path / "window.ini"), navigation)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.enter(office, make)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settle()
    yield made
    made.close()


@pytest.fixture
def notices(office: Office) -> list[str]:
    """What the window said aloud."""
    said: list[str] = []
    office.noticed.connect(lambda text, _undo: said.append(text))
    office.warned.connect(said.append)
    return said


def opened(window: Window, navigation: Navigation, settle: Settle, section: str) -> SettingsPage:
    navigation.open_settings(section)
    settle()
    assert isinstance(window.page, SettingsPage)
    return window.page


def retype(field: TextField, text: str) -> None:
    """Replaces a line by typing."""
    field.line.setFocus(Qt.FocusReason.OtherFocusReason)
    field.line.selectAll()
    type_text(text)


def save(window: Window, settle: Settle) -> None:
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()


def text_field(page: SettingsPage, name: str) -> TextField:
    section = page.section
    assert isinstance(section, OfficeSection | HoursSection)
    field = section.form.field(name)
    assert isinstance(field, TextField)
    return field


def staff_of(page: SettingsPage) -> StaffSection:
    section = page.section
    assert isinstance(section, StaffSection)
    return section
