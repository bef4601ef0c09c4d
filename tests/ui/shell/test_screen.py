"""Without a screen the desktop says so in one sentence, before Qt ends the program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui.shell.screen import problem_of_screen

ROOT = Path(__file__).resolve().parents[3]
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.mark.parametrize("name", SCREENS)
def test_any_screen_will_do(name: str) -> None:
    assert problem_of_screen("en", {name: ":0"}, "linux") == ""
    assert problem_of_screen("en", {name: ""}, "linux") != ""


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_always_have_one(platform: str) -> None:
    assert problem_of_screen("en", {}, platform) == ""


def test_it_is_said_in_the_language_that_was_asked_for_or_is_the_computer_s() -> None:
    assert "--help" in problem_of_screen("en", {"LANG": "ru_RU.UTF-8"}, "linux")
    assert "экрана" in problem_of_screen("ru", {}, "linux")
    assert "экрана" in problem_of_screen("", {"LANG": "ru_RU.UTF-8"}, "linux")
    assert "screen" in problem_of_screen("", {"LANG": "C"}, "linux")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_the_program_without_command_and_screen_ends_with_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    environment = {name: value for name, value in os.environ.items() if name not in SCREENS}
    done = subprocess.run(
        [sys.executable, "main.py", "--data", str(folder), "--language", "en"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert "--help" in done.stderr
    assert not folder.exists()
