"""Builds everything and shows the window, or runs one command without Qt. Holds no logic of its own."""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from models.office.desk import Clock
    from ui.shell.desktop import Desktop
    from ui.shell.jobs import JobRunner
    from ui.shell.window import Window
    from ui.welcome.page import WelcomePage


def main(argv: list[str]) -> int:
    """The program; returns its exit code."""
    if argv:
        from ui.command_line.main import is_command, run

        if is_command(argv):
            return run(argv)
    return desktop(argv)


def options(argv: list[str]) -> argparse.Namespace:
    """What the desktop takes from the command line."""
    parser = argparse.ArgumentParser(prog="main.py")
    parser.add_argument("--data", default="", metavar="DIR", help="the data folder")
    parser.add_argument("--language", default="", choices=("ru", "en"))
    return parser.parse_args(argv)


def desktop(argv: list[str]) -> int:
    """Shows the window, then furnishes it, and lives until it is closed."""
    from models.office import surroundings
    from ui.shell.screen import problem_of_screen

    asked = options(argv)
    if wrong := surroundings.problem_of_clock():
        print(wrong, file=sys.stderr)
        return 2
    if wrong := problem_of_screen(asked.language):
        print(wrong, file=sys.stderr)
        return 1
    from ui.shell.application import make_application
    from ui.shell.instance import Instance
    from ui.shell.navigation import Navigation
    from ui.shell.preferences import FILE_NAME, Preferences
    from ui.shell.window import Window

    folder = surroundings.data_folder(asked.data)
    with contextlib.suppress(OSError):  # a folder that cannot be made is said in words by the window
        folder.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in a terminal; the file stands any death
    app = make_application(surroundings.PROGRAM)
    instance = Instance(folder)
    if not instance.claim():
        return 0
    preferences = Preferences(folder / FILE_NAME)
    window = Window(preferences, Navigation())
    instance.show_wanted.connect(window.come_forward)
    held: list[Desktop] = []
    window.first_painted.connect(lambda: held.append(furnished(window, folder, asked.language)))
    window.show()
    code: int = app.exec()
    for whole in held:
        whole.close()
    instance.release()
    return code


def furnished(window: Window, folder: Path, language: str) -> Desktop:
    """The rest, once the window is seen: words, theme, the frame, and the office behind it."""
    from models.office import surroundings
    from ui.pages import AHEAD, import_page, make_page
    from ui.shell.ahead import Ahead
    from ui.shell.desktop import Desktop
    from ui.shell.errors import Errors
    from ui.shell.looks import put_on_looks

    errors = Errors(folder, window)
    errors.install()
    preferences, navigation = window.preferences, window.navigation
    put_on_looks(preferences, language)
    whole = Desktop(folder, surroundings.clock(), preferences, window, navigation, errors, make_page, make_welcome)
    Ahead(whole, AHEAD, import_page)
    whole.start()
    return whole


def make_welcome(folder: Path, jobs: JobRunner, clock: Clock) -> WelcomePage:
    """The page that makes or opens the first office."""
    from ui.welcome.page import WelcomePage

    return WelcomePage(folder, jobs, clock)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
