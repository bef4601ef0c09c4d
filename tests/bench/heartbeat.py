"""Whether the window ever stands still: `python -m tests.bench.heartbeat FOLDER [minutes]`, on a copy of an office.

A timer beats in the window's thread while a scripted user works: pages, letters typed one by one, wild scrolling,
sorting, reports, cards. What lies between two beats, less the interval, is how long nobody could have typed.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench.measure import quantile

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.shell.desktop import Desktop
    from ui.shell.window import Window

BEAT_MS = 5
STEP_MS = 180  # between two acts of the user: a quick hand
LONGEST_MS = 50.0
SHOWN = 20
SEED = 3


class Heart:
    """Beats, and remembers the long pauses with what the user did before."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.act = "start"
        self.pauses: list[tuple[float, float, str]] = []  # ms on the wall, ms of the window's own work, the act before
        self.beats: list[float] = []
        self._last, self._busy = time.perf_counter(), time.thread_time()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def begin(self) -> None:
        """Forgets what was before."""
        self.pauses, self.beats = [], []
        self._last, self._busy = time.perf_counter(), time.thread_time()

    def _beat(self) -> None:
        now, busy = time.perf_counter(), time.thread_time()
        pause, work = max(0.0, (now - self._last) * 1000 - BEAT_MS), (busy - self._busy) * 1000
        self._last, self._busy = now, busy
        self.beats.append(pause)
        if pause > LONGEST_MS / 2:
            self.pauses.append((pause, work, self.act))


class User:
    """Works through the pages again and again; each act is small, as a key or a click is."""

    def __init__(self, whole: Desktop) -> None:
        self.whole, self.window = whole, whole.window
        self.chance = random.Random(SEED)

    def acts(self) -> Iterator[tuple[str, Callable[[], object]]]:
        go = self.window.navigation
        while True:
            yield "visitors", go.open_visitors
            yield from self._typing("visitors: typing", "Кар Мар")
            yield "visitors: cleared", lambda: self._key_all()
            yield from self._scrolling("visitors")
            yield "visitor", lambda: go.open_visitor(self.chance.randrange(1, 500))
            yield "visitor: back", go.back
            yield "appeals", go.open_appeals
            yield from self._scrolling("appeals")
            yield "appeals: sorted by due", lambda: self._sort("due")
            yield from self._scrolling("appeals")
            yield "appeals: sorted by receipt", lambda: self._sort("received")
            yield "appeal", lambda: go.open_appeal(self.chance.randrange(1, 1000))
            for period in ("2026-11", "2026-Q4", "2026-H2", "2026", "2025-11"):
                yield f"report {period}", lambda period=period: go.open_report(period)  # type: ignore[misc]
            yield from self._waiting("report", 6)
            yield "today", go.open_today
            yield "booking", go.open_booking
            yield from self._typing("booking: typing a phone", "89021234567")
            yield "today again", go.open_today
            yield "calendar", go.open_calendar
            yield "search", lambda: go.search("")
            yield from self._typing("search: typing", "Соракин Ива")
            yield "settings", go.open_settings
            yield "new appeal", go.open_new_appeal
            yield from self._typing("new appeal: typing", "Волков")

    def _waiting(self, what: str, times: int) -> Iterator[tuple[str, Callable[[], object]]]:
        for _turn in range(times):
            yield what, lambda: None

    def _typing(self, what: str, text: str) -> Iterator[tuple[str, Callable[[], object]]]:
        for character in text:
            yield what, lambda c=character: self._key(c)  # type: ignore[misc]
        yield from self._waiting(what, 3)

    def _key(self, character: str) -> None:
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtGui import QKeyEvent
        from PySide6.QtWidgets import QApplication

        place: QWidget = self._text_place()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(place, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character))

    def _key_all(self) -> None:
        from PySide6.QtWidgets import QLineEdit

        place = self._text_place()
        if isinstance(place, QLineEdit):
            place.clear()

    def _text_place(self) -> QWidget:
        """The focused field, or on a list its words."""
        from PySide6.QtWidgets import QApplication, QLineEdit

        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit):
            return focused
        page = self.window.page
        lines = [line for line in page.findChildren(QLineEdit) if line.isVisible()] if page is not None else []
        if lines:
            lines[0].setFocus()
            return lines[0]
        return focused or self.window

    def _scrolling(self, what: str) -> Iterator[tuple[str, Callable[[], object]]]:
        for _turn in range(12):
            yield f"{what}: scrolling", self._scroll

    def _scroll(self) -> None:
        table = getattr(self.window.page, "table", None)
        if table is not None:
            bar = table.view.verticalScrollBar()
            bar.setValue(int(bar.maximum() * self.chance.random()))

    def _sort(self, key: str) -> None:
        table = getattr(self.window.page, "table", None)
        if table is not None:
            table.sort_requested.emit(key, True)


def watch(whole: Desktop, minutes: float) -> None:
    """Begins when the first page stands; ends the program."""
    from PySide6.QtCore import QTimer

    from tests.bench.probe import finish, memory, when

    heart, user = Heart(), User(whole)
    acts = user.acts()
    stepper = QTimer(whole.window)
    end = [0.0]

    def step() -> None:
        if time.monotonic() > end[0]:
            stepper.stop()
            beats = sorted(heart.beats)
            worst = sorted(heart.pauses, reverse=True)
            for pause, work, before in worst[:SHOWN]:
                print(f"{pause:7.0f} ms, {work:5.0f} of them its own work: {before}")
            over = sum(pause > LONGEST_MS for pause in beats)
            figures = {"worst": beats[-1], "p99.9": quantile(beats, 0.999), "beats": len(beats), "over": over}
            finish(whole.window, figures | {"memory": memory()})
            return
        heart.act, act = next(acts)
        act()

    def begin() -> None:
        end[0] = time.monotonic() + minutes * 60
        heart.begin()
        stepper.timeout.connect(step)
        stepper.start(STEP_MS)

    when(lambda: whole.office is not None and whole.window.page is not None and whole.jobs.is_idle(), begin)


def run(folder: str, minutes: float) -> int:
    import main

    usual = main.furnished

    def furnished(window: Window, folder: Path, language: str) -> Desktop:
        whole = usual(window, folder, language)
        watch(whole, minutes)
        return whole

    main.furnished = furnished
    return main.main(["--data", folder])


if __name__ == "__main__":
    sys.exit(run(sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 5.0))
