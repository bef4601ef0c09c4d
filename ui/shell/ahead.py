"""Makes the pages ready before they are asked for, so that opening one is only to show it.

Their modules are imported on a lane; then each page is built, put into the window and laid out, in steps so short
that nobody feels them, and none while an answer is waited for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from ui.shell.desktop import Desktop
    from ui.shell.jobs import Job

FIRST_MS = 150  # after the office is open: its first page comes before all others
STEP_MS = 15  # between two steps, for whatever the person does meanwhile


class Ahead(QObject):
    """Works through the pages by name, once for each opened office."""

    def __init__(self, desktop: Desktop, names: Sequence[str], import_page: Callable[[str], object]) -> None:
        super().__init__(desktop)
        self._desktop, self._names, self._import_page = desktop, tuple(names), import_page
        self._steps: Iterator[None] = iter(())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
        desktop.opened.connect(self._on_opened)
        desktop.window.closing.connect(self._timer.stop)

    def is_done(self) -> bool:
        """Whether no page is left to be made ready."""
        return not self._timer.isActive()

    @Slot()
    def _on_opened(self) -> None:
        self._steps = self._all_steps()
        self._timer.start(FIRST_MS)

    @Slot()
    def _step(self) -> None:
        window = self._desktop.window
        if self._desktop.office is None or window.office is not self._desktop.office:
            return  # the office was closed; another one begins anew
        if self._desktop.jobs.is_waited_for() or next(self._steps, self) is None:
            self._timer.start(STEP_MS)

    def _all_steps(self) -> Iterator[None]:
        """Each step ends at a `yield`."""
        for name in self._names:
            imported = self._desktop.jobs.run("outside", self._importing(name))
            while not imported.is_over:
                yield
            while not self._desktop.window.prepare(name):
                yield
            yield

    def _importing(self, name: str) -> Callable[[Job], None]:
        def work(_job: Job) -> None:
            self._import_page(name)

        return work
