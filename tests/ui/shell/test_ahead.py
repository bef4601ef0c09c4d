"""Pages made ready before they are asked for."""

from __future__ import annotations

import threading
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.shell.conftest import small
from tests.ui.shell.test_desktop import Start, start
from ui.pages import AHEAD, PAGES
from ui.shell.ahead import Ahead

__all__ = ["start"]


def test_the_pages_are_ready_before_they_are_opened(qtbot: QtBot, start: Start, office_folder: Path) -> None:
    desktop = start(office_folder)
    imported: list[tuple[str, bool]] = []
    here = threading.current_thread()
    ahead = Ahead(
        desktop, ("visitors", "reports"), lambda name: imported.append((name, threading.current_thread() is here))
    )
    qtbot.waitUntil(lambda: "reports" in desktop.window.pages and ahead.is_done())
    assert imported == [("visitors", False), ("reports", False)]
    assert small(desktop.window).name == "today"
    ready = desktop.window.pages["visitors"]
    assert not ready.isVisible()
    desktop.window.navigation.open_visitors()
    assert desktop.window.page is ready


def test_nothing_is_made_for_an_office_that_was_left(qtbot: QtBot, start: Start, office_folder: Path) -> None:
    desktop = start(office_folder)
    ahead = Ahead(desktop, ("visitors",), lambda _name: None)
    qtbot.waitUntil(lambda: desktop.office is not None)
    desktop.window.leave()
    qtbot.waitUntil(ahead.is_done)
    assert "visitors" not in desktop.window.pages


def test_only_pages_that_exist_are_made_ahead() -> None:
    assert set(AHEAD) <= set(PAGES)
