"""A fresh process of its own: shows a window as the program does, measures itself, says it in JSON, and goes.

`bare`: an empty QMainWindow. `program FOLDER`: main.py's own way. `lists FOLDER`: then both long lists, and the memory.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.shell.desktop import Desktop
    from ui.shell.window import Window

BEGUN = float(os.environ.get("BENCH_BEGUN", "0"))  # time.monotonic() of the parent, just before this process
POLL_MS = 1


def passed() -> float:
    """Milliseconds since the parent started this process."""
    return (time.monotonic() - BEGUN) * 1000.0


def bare() -> int:
    """Nothing but Qt: what no program can be quicker than."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(["bare"])
    window = QMainWindow()
    window.show()
    when(lambda: is_painted(window), lambda: finish(window, {"window": passed()}))
    return app.exec()


def program(folder: str, with_lists: bool) -> int:
    """main.main itself; only an eye is kept on the window that it shows."""
    import main

    usual = main.furnished

    def furnished(window: Window, folder: Path, language: str) -> Desktop:
        figures = {"window": passed()}  # it is on the screen and painted; now it is furnished
        whole = usual(window, folder, language)
        window.repaint()
        figures["furnished"] = passed()
        watch(whole, figures, with_lists)
        return whole

    main.furnished = furnished
    return main.main(["--data", folder])


def watch(whole: Desktop, figures: dict[str, float], with_lists: bool) -> None:
    """Says when the first page was filled, and what the process holds then."""
    window = whole.window

    def is_filled() -> bool:
        return whole.office is not None and window.page is not None and whole.jobs.is_idle()

    def filled() -> None:
        window.repaint()
        figures["page"] = passed()
        figures["memory"] = memory()
        show_next(iter(("visitors", "appeals") if with_lists else ()))

    def show_next(pages: Iterator[str]) -> None:
        name = next(pages, None)
        if name is None:
            figures["memory with lists"] = memory()
            finish(window, figures)
            return
        if name == "visitors":
            window.navigation.open_visitors()
        else:
            window.navigation.open_appeals()

        def listed() -> None:
            window.repaint()  # which asks for the rows in view
            when(whole.jobs.is_idle, lambda: show_next(pages))

        when(whole.jobs.is_idle, listed)

    when(is_filled, filled)


def when(is_so: Callable[[], bool], then: Callable[[], object]) -> None:
    """Calls `then` from the event loop as soon as it is so."""
    from PySide6.QtCore import QCoreApplication, QTimer

    timer = QTimer(QCoreApplication.instance())

    def look() -> None:
        if is_so():
            timer.stop()
            timer.deleteLater()
            then()

    timer.timeout.connect(look)
    timer.start(POLL_MS)


def is_painted(window: QWidget) -> bool:
    """Whether the window is on the screen; if so, it has painted everything when this returns."""
    if not window.windowHandle().isExposed():
        return False
    window.repaint()
    return True


def memory() -> float:
    """MB of this process in memory (RSS); 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def finish(window: QWidget, figures: dict[str, float]) -> None:
    print(json.dumps(figures), flush=True)
    window.close()


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        sys.exit(bare())
    sys.exit(program(sys.argv[2], sys.argv[1] == "lists"))
