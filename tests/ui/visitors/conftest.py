"""The real window with the visitors' list and card in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.booking.conftest import EmptyPage
from tests.ui.booking.typist import Typist
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.page import Page
from ui.shell.preferences import Preferences
from ui.shell.window import Window
from ui.visitors.card import VisitorPage
from ui.visitors.list import VisitorsPage


@pytest.fixture
def window(
    qtbot: QtBot, office: Office, navigation: Navigation, tmp_path: Path, settle: Callable[[], None]
) -> Window:
    """On the screen and active, with Today in view."""
    made = Window(Preferences(tmp_path / "window.ini"), navigation)
    qtbot.addWidget(made)
    made.showNormal()
    made.resize(1440, 900)

    def page(name: str) -> Page:
        real = {"visitors": VisitorsPage, "visitor": VisitorPage}.get(name)
        return real(office, navigation) if real is not None else EmptyPage(office, navigation, name)

    made.enter(office, page)
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settle()
    return made


@pytest.fixture
def typist(window: Window) -> Typist:
    return Typist(window)
