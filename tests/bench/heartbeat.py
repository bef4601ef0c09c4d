"""Whether the window ever stands still: `python -m tests.bench.heartbeat FOLDER [minutes]`, on a copy of an office.

A timer beats in the window's thread while a scripted user works: pages, letters typed one by one, wild scrolling,
sorting, narrowing, reports, papers. What lies between two beats, less the interval, is how long nobody could have
typed. Beside it stands how long the thread itself was busy in that time: the rest it waited, for a lane of ours that
held Python, or for a processor that another program had.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench.measure import quantile

if TYPE_CHECKING:
    from ui.shell.desktop import Desktop
    from ui.shell.window import Window

BEAT_MS = 5
STEP_MS = 180  # between two acts of the user: a quick hand
LONGEST_MS = 50.0
SHOWN = 20
SIZE = 1366, 768  # of the window: a screen as offices have it


class Heart:
    """Beats, and remembers the long pauses with what the user did before."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.act = "start"
        self.pauses: list[tuple[float, float, str]] = []  # ms on the wall, ms of the window's own work, the act before
        self.beats: list[float] = []
        self.works: list[float] = []
        self._last, self._busy = time.perf_counter(), time.thread_time()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def begin(self) -> None:
        """Forgets what was before."""
        self.pauses, self.beats, self.works = [], [], []
        self._last, self._busy = time.perf_counter(), time.thread_time()

    def _beat(self) -> None:
        now, busy = time.perf_counter(), time.thread_time()
        pause, work = max(0.0, (now - self._last) * 1000 - BEAT_MS), (busy - self._busy) * 1000
        self._last, self._busy = now, busy
        self.beats.append(pause)
        self.works.append(work)
        if pause > LONGEST_MS / 2:
            self.pauses.append((pause, work, self.act))

    def figures(self) -> dict[str, float]:
        """What is said at the end, in milliseconds and numbers of pauses."""
        beats = sorted(self.beats)
        return {
            "worst": beats[-1], "worst work": max(self.works), "p99.9": quantile(beats, 0.999), "beats": len(beats),
            "over": sum(pause > LONGEST_MS for pause in beats), "over work": sum(w > LONGEST_MS for w in self.works),
        }  # fmt: skip


def watch(whole: Desktop, folder: Path, minutes: float) -> None:
    """Begins when the first page stands; ends the program."""
    from PySide6.QtCore import QTimer

    from tests.bench.probe import finish, memory, when
    from tests.bench.user import User

    heart, acts = Heart(), User(whole, folder).acts()
    whole.window.resize(*SIZE)
    stepper = QTimer(whole.window)
    end = [0.0]

    def step() -> None:
        if time.monotonic() > end[0]:
            stepper.stop()
            for pause, work, before in sorted(heart.pauses, reverse=True)[:SHOWN]:
                print(f"{pause:7.0f} ms, {work:5.0f} of them its own work: {before}")
            finish(whole.window, heart.figures() | {"memory": memory()})
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
        watch(whole, folder, minutes)
        return whole

    main.furnished = furnished
    return main.main(["--data", folder])


if __name__ == "__main__":
    sys.exit(run(sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 5.0))
