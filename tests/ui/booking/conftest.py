"""The real window with the booking page in it; the pages of others are empty and remember how they were opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.booking.typist import Typist
from ui.booking.page import BookingPage
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.page import Page
from ui.shell.preferences import Preferences
from ui.shell.window import Window


class EmptyPage(Page):
    """Stands in the place of a page that this test is not about."""

    def __init__(self, office: Office, navigation: Navigation, name: str) -> None:
        super().__init__(office, navigation)
        self.name = name
        self.opened_with: dict[str, Any] = {}

    def show_with(self, *_nothing: Any, **parameters: Any) -> None:
        self.opened_with = parameters


@pytest.fixture
def window(
    qtbot: QtBot, office: Office, navigation: Navigation, tmp_path: Path, settle: Callable[[], None]
) -> Window:
    """On the screen and active, with Today in view."""
    made = Window(Preferences(tmp_path / "window.ini"), navigation)
    qtbot.addWidget(made)
    made.showNormal()
    made.resize(1280, 720)

    def page(name: str) -> Page:
        return BookingPage(office, navigation) if name == "booking" else EmptyPage(office, navigation, name)

    made.enter(office, page)
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settle()
    return made


@pytest.fixture
def typist(window: Window) -> Typist:
    return Typist(window)


@pytest.fixture
def page(window: Window, navigation: Navigation, settle: Callable[[], None]) -> BookingPage:
    """The booking page, opened for a call."""
    navigation.open_booking()
    settle()
    assert isinstance(window.page, BookingPage)
    return window.page
