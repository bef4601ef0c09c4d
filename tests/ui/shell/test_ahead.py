"""Pages made ready before they are asked for."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QPaintEvent
from pytestqt.qtbot import QtBot

from tests.ui.shell.conftest import SmallPage, small
from tests.ui.shell.test_desktop import Start, start
from ui.pages import AHEAD, PAGES
from ui.shell.ahead import Ahead

__all__ = ["start"]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.shell.ahead.PAGE_MS", 0)


def test_the_pages_are_ready_before_they_are_opened(qtbot: QtBot, start: Start, office_folder: Path) -> None:
    desktop = start(office_folder)
    imported: list[tuple[str, bool]] = []
    here = threading.current_thread()
    ahead = Ahead(
        desktop, ("visitors", "reports"), lambda name: imported.append((name, threading.current_thread() is here))
    )
    qtbot.waitUntil(lambda: "reports" in desktop.window.pages and ahead.is_done())
    assert imported == [("today", False), ("visitors", False), ("reports", False)]
    assert small(desktop.window).name == "today"
    ready = desktop.window.pages["visitors"]
    assert not ready.isVisible()
    desktop.window.navigation.open_visitors()
    assert desktop.window.page is ready


def test_a_page_that_is_made_ahead_was_laid_out_and_painted(
    qtbot: QtBot, start: Start, office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[str] = []

    def paint(page: SmallPage, event: QPaintEvent) -> None:
        painted.append(page.name)

    monkeypatch.setattr(SmallPage, "paintEvent", paint)
    desktop = start(office_folder)
    qtbot.waitUntil(lambda: desktop.office is not None)
    ahead = Ahead(desktop, ("visitors",), lambda _name: None)
    desktop.opened.emit(desktop.office)
    qtbot.waitUntil(lambda: "visitors" in desktop.window.pages and ahead.is_done())
    ready = desktop.window.pages["visitors"]
    assert "visitors" in painted
    assert not ready.isVisible()
    assert ready.size() == desktop.window.frame.stack.size()


def test_steps_wait_while_the_window_is_busy_but_not_for_ever(
    qtbot: QtBot, start: Start, office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.shell.ahead.LATE_MS", -1000)  # every step comes late
    desktop = start(office_folder)
    qtbot.waitUntil(lambda: desktop.office is not None)
    imported: list[str] = []
    ahead = Ahead(desktop, ("visitors",), imported.append)
    desktop.opened.emit(desktop.office)
    qtbot.waitUntil(lambda: ahead._put_off > 1)
    assert "visitors" not in imported
    qtbot.waitUntil(ahead.is_done)
    assert imported == ["today", "visitors"]


def test_a_page_that_was_opened_meanwhile_is_left_alone(qtbot: QtBot, start: Start, office_folder: Path) -> None:
    desktop = start(office_folder)
    imported: list[str] = []
    ahead = Ahead(desktop, ("visitors", "reports"), imported.append)
    qtbot.waitUntil(lambda: desktop.office is not None)
    desktop.window.navigation.open_visitors()
    qtbot.waitUntil(lambda: "reports" in desktop.window.pages and ahead.is_done())
    assert imported == ["today", "reports"]


def test_nothing_is_made_for_an_office_that_was_left(qtbot: QtBot, start: Start, office_folder: Path) -> None:
    desktop = start(office_folder)
    ahead = Ahead(desktop, ("visitors",), lambda _name: None)
    qtbot.waitUntil(lambda: desktop.office is not None)
    desktop.window.leave()
    qtbot.waitUntil(ahead.is_done)
    assert "visitors" not in desktop.window.pages


def test_only_pages_that_exist_are_made_ahead() -> None:
    assert set(AHEAD) <= set(PAGES)
