"""The program from outside: seen before it is furnished, one desktop per folder, words for a wrong clock."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.shell.instance import LOCK_NAME
from ui.shell.navigation import Navigation
from ui.shell.preferences import Preferences
from ui.shell.window import Window
from ui.shell.window_place import BOTTOM_HEIGHT, SIDEBAR_WIDTH, TOP_HEIGHT
from ui.theme.theme import colour

ROOT = Path(__file__).resolve().parents[3]


def start(folder: Path, *options: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "main.py", "--data", str(folder), *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
    )


def test_the_window_is_seen_before_it_is_furnished(
    qtbot: QtBot, themed: QApplication, preferences: Preferences, navigation: Navigation
) -> None:
    preferences.theme = "light"
    window = Window(preferences, navigation)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.first_painted):
        window.showNormal()
    assert window.centralWidget() is None
    seen = window.grab().toImage()
    places = {
        (20, 300): "sidebar",
        (SIDEBAR_WIDTH - 1, 300): "line",
        (SIDEBAR_WIDTH + 300, TOP_HEIGHT // 2): "surface",
        (SIDEBAR_WIDTH + 300, 300): "window",
        (SIDEBAR_WIDTH + 300, window.height() - BOTTOM_HEIGHT // 2): "surface",
    }
    assert {place: seen.pixelColor(*place).name() for place in places} == {
        place: colour(role).name() for place, role in places.items()
    }
    window.furnish()
    assert window.frame.sidebar.width() == SIDEBAR_WIDTH
    assert window.frame.topbar.sizeHint().height() <= TOP_HEIGHT
    assert window.frame.statusbar.sizeHint().height() <= BOTTOM_HEIGHT


def test_a_window_that_nobody_sees_goes_on_as_well(
    qtbot: QtBot, themed: QApplication, preferences: Preferences, navigation: Navigation
) -> None:
    window = Window(preferences, navigation)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.first_painted):
        window.showMinimized()


@pytest.mark.parametrize("options", [("--no-such",), ("--language", "fr")])
def test_unknown_options_are_wrong_usage(tmp_path: Path, options: tuple[str, ...]) -> None:
    process = start(tmp_path, *options)
    _out, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "Traceback" not in said


def test_a_clock_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    process = start(tmp_path, RECEPTION_NOW="yesterday")
    _out, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "yesterday" in said
    assert "Traceback" not in said


def test_the_program_lives_once_per_folder_and_again_after_it_was_killed(office_folder: Path) -> None:
    first = start(office_folder)
    try:
        until(lambda: (office_folder / "copies").is_dir(), first)
        second = start(office_folder)
        second.communicate(timeout=60)
        assert second.returncode == 0
        assert first.poll() is None
        first.send_signal(signal.SIGKILL)
        first.communicate()
        assert (office_folder / LOCK_NAME).exists()
        copies = office_folder / "copies"
        for copy in copies.iterdir():
            copy.unlink()
        again = start(office_folder)
        until(lambda: any(copies.iterdir()), again)
        again.kill()
        again.communicate()
    finally:
        first.kill()
        first.communicate()


def until(is_so: object, process: subprocess.Popen[str]) -> None:
    """Waits for something that another process does."""
    assert callable(is_so)
    deadline = time.monotonic() + 60
    while not is_so():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        threading.Event().wait(0.05)
