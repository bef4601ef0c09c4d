"""Makes the pages ready before they are asked for, so that opening one is only to show it.

Their modules are imported on a lane; then each page is built, put into the window, laid out and painted where nobody
sees it, in steps so short that nobody feels them, and none while the window has much else to do.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QSize, QTimer, Slot

from ui.shell.navigation import HOME

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.shell.desktop import Desktop
    from ui.shell.jobs import Job

FIRST_MS = 50  # after the office is open: its first page comes before all others
STEP_MS = 15  # between two steps, for whatever the person does meanwhile
PAGE_MS = 1000  # between two pages: nobody opens all of them at once, and each takes two megabytes
LATE_MS = 8  # a step that comes so late came after something else, which has to be painted first
PATIENCE = 10  # steps in a row that are put off at most
BANDS = 3  # in which a page is painted for the first time


class Ahead(QObject):
    """Works through the pages by name, once for each opened office."""

    def __init__(self, desktop: Desktop, names: Sequence[str], import_page: Callable[[str], object]) -> None:
        super().__init__(desktop)
        self._desktop, self._names, self._import_page = desktop, tuple(names), import_page
        self._steps: Iterator[int] = iter(())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
        self._due, self._put_off = 0.0, 0
        desktop.opened.connect(self._on_opened)
        QTimer.singleShot(0, self._import_home)
        desktop.window.closing.connect(self._timer.stop)

    def is_done(self) -> bool:
        """Whether no page is left to be made ready."""
        return not self._timer.isActive()

    @Slot()
    def _import_home(self) -> None:
        """The first page is imported while the file is opened: both are on lanes."""
        self._desktop.jobs.run("outside", self._importing(HOME))

    @Slot()
    def _on_opened(self) -> None:
        self._steps = self._all_steps()
        self._wait(FIRST_MS)

    def _wait(self, pause: int) -> None:
        self._due = time.monotonic() + pause / 1000
        self._timer.start(pause)

    @Slot()
    def _step(self) -> None:
        window = self._desktop.window
        if self._desktop.office is None or window.office is not self._desktop.office:
            return  # the office was closed; another one begins anew
        if self._put_off < PATIENCE and time.monotonic() - self._due > LATE_MS / 1000:
            self._put_off += 1
            self._wait(STEP_MS)
            return
        self._put_off = 0
        pause = next(self._steps, None)
        if pause is not None:
            self._wait(pause)

    def _all_steps(self) -> Iterator[int]:
        """Each step ends at a `yield` of the milliseconds until the next one."""
        window = self._desktop.window
        for name in self._names:
            if name in window.pages:
                continue  # somebody was quicker
            imported = self._desktop.jobs.run("outside", self._importing(name))
            while not imported.is_over:
                yield STEP_MS
            while not window.prepare(name):
                yield STEP_MS
            yield from rehearsed(window.pages[name], window.frame.stack.size())
            gc.freeze()  # a page lives as long as the window: let no collection go through it again
            yield PAGE_MS

    def _importing(self, name: str) -> Callable[[Job], None]:
        def work(_job: Job) -> None:
            self._import_page(name)

        return work


def rehearsed(page: QWidget, size: QSize) -> Iterator[int]:
    """Lays a hidden page out and paints it once into nothing: the first time takes Qt three times as long."""
    height = size.height() // BANDS + 1
    bands = [QRect(0, band * height, size.width(), height) for band in range(BANDS)]
    for part in (QRect(0, 0, 1, 1), *bands):
        yield STEP_MS
        if page.isVisible():
            return
        page.resize(size)
        page.grab(part)
