"""Work beside the window: lanes of threads, results brought home to bound slots by one signal.

Knows nothing of offices or pages; never pumps the event loop.
"""

from __future__ import annotations

import functools
import itertools
import queue
import sys
import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, Literal

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot

from ui.shell.memory import GiveBack

Lane = Literal["quick", "slow", "long", "outside"]
#: threads; one thread keeps its jobs in order. The long lane writes for minutes and gives way to the quick one.
LANES: dict[Lane, int] = {"quick": 1, "slow": 1, "long": 1, "outside": 2}
WATCH_MS = 100
PATIENCE = 5.0  # seconds that closing waits for a cancelled reader or printer
GIVE_WAY = 2.0  # seconds at most that a long job waits for the quick ones
TURN = 0.0005  # seconds that a lane goes on in Python when the window wants its turn; Python's own 5 ms are felt


class Cancelled(Exception):
    """The person no longer wants the answer; met with silence."""


class Job:
    """One piece of work on its way. The work itself sees it as its progress and calls `step`.

    The runner keeps it until it has come home: its slots belong to widgets, and whoever drops the last reference to
    a widget destroys it on his own thread.
    """

    def __init__(
        self,
        work: Callable[[Job], Any],
        then: Callable[[Any], object] | None,
        failed: Callable[[BaseException], object] | None,
        watch: Callable[[int, int], object] | None,
        quick_is_idle: threading.Event,
    ) -> None:
        self._quick_is_idle = quick_is_idle
        self.work, self.then, self.failed, self.watch = work, then, failed, watch
        self.result: Any = None
        self.error: BaseException | None = None
        self.cancelled = False
        self.is_over = False  # it has come home, with whatever
        self._state = (0, 0)
        self._shown = (0, 0)

    def cancel(self) -> None:
        """The work stops at its next step, and nothing is told."""
        self.cancelled = True

    def step(self, done: int, total: int) -> None:
        """Called by the work now and then; raises Cancelled."""
        self._state = (done, total)
        if self.cancelled:
            raise Cancelled

    def give_way(self) -> None:
        """Called between two write transactions: whoever waits at the desk is served first. Raises Cancelled."""
        self._quick_is_idle.wait(GIVE_WAY)
        if self.cancelled:
            raise Cancelled

    def run(self) -> None:
        """On the lane's thread."""
        if self.cancelled:
            return
        try:
            self.result = self.work(self)
        except BaseException as error:  # whatever it is, the main thread decides
            self.error = error

    def tell_progress(self) -> None:
        """On the main thread, by the runner's timer."""
        if self.watch is not None and self._state != self._shown and not self.cancelled and is_alive(self.watch):
            self._shown = self._state
            self.watch(*self._state)

    def tell(self) -> None:
        """On the main thread: the result or the error goes to its slot, unless nobody is there any more."""
        if self.cancelled or isinstance(self.error, Cancelled):
            return
        if self.error is not None:
            if self.failed is None:
                raise self.error
            if is_alive(self.failed):
                self.failed(self.error)
        elif self.then is not None and is_alive(self.then):
            self.then(self.result)


class Turns(Job):
    """Steps in the window's thread, each in a turn of the event loop of its own."""

    def __init__(self, steps: Sequence[Callable[[], object]], quick_is_idle: threading.Event) -> None:
        super().__init__(lambda job: None, None, None, None, quick_is_idle)
        self._steps = deque(steps)

    def goes_on(self) -> bool:
        """Whether there will be another step after the next one."""
        return len(self._steps) > 1 and not self.cancelled

    def tell(self) -> None:
        step = self._steps.popleft()
        if not self.cancelled and is_alive(step):
            step()


def owner_of(slot: Callable[..., object]) -> object | None:
    """The object to which a bound method, or a partial of one, belongs."""
    while isinstance(slot, functools.partial):
        slot = slot.func
    return getattr(slot, "__self__", None)


def is_alive(slot: Callable[..., object]) -> bool:
    """Whether the slot's QObject still exists; a plain function always does."""
    owner = owner_of(slot)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


class JobRunner(QObject):
    """The lanes. `leave` is called by each thread as its last act (to close its connections).

    While they are there, Python changes threads sooner than by itself: each of Qt's calls that a page is built and
    painted with may have to wait for its turn, a hundred times in one painting.
    """

    _came_home = Signal(int)  # the job's number
    busy_changed = Signal(bool)  # whether any slow or outside work is under way

    def __init__(self, leave: Callable[[], None] = lambda: None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._leave = leave
        self._give_back = GiveBack()
        self._queues: dict[Lane, queue.SimpleQueue[tuple[int, Job] | None]] = {}
        self._threads: dict[Lane, list[threading.Thread]] = {}
        self._under_way: dict[int, tuple[Job, Lane]] = {}
        self._numbers = itertools.count(1)
        self._quick_under_way = 0
        self._quick_is_idle = threading.Event()
        self._quick_is_idle.set()
        self._closed = False
        self._turn_before = sys.getswitchinterval()
        sys.setswitchinterval(TURN)
        self._came_home.connect(self._on_came_home, Qt.ConnectionType.QueuedConnection)
        self._home: deque[int] = deque()  # numbers of jobs whose answers were not told yet
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.timeout.connect(self._tell_next)
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(self._on_watch)

    def run(
        self,
        lane: Lane,
        work: Callable[[Job], Any],
        then: Callable[[Any], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        watch: Callable[[int, int], object] | None = None,
    ) -> Job:
        """Queues `work(job)` on a lane; `then(result)` or `failed(error)` is called on the main thread."""
        job = Job(work, then, failed, watch, self._quick_is_idle)
        if self._closed:
            job.cancel()
            return job
        if lane not in self._queues:
            self._start(lane)
        was_busy = self.is_busy()
        number = next(self._numbers)
        self._under_way[number] = (job, lane)
        if lane == "quick":
            self._quick_under_way += 1
            self._quick_is_idle.clear()
        self._queues[lane].put((number, job))
        if watch is not None and not self._watch.isActive():
            self._watch.start()
        if not was_busy and self.is_busy():
            self.busy_changed.emit(True)
        return job

    def in_turns(self, steps: Sequence[Callable[[], object]]) -> Job:
        """Bound methods to be called after the answers that came home already; what they change is painted between.

        They count as quick work until the last one is done.
        """
        turns = Turns(steps, self._quick_is_idle)
        if self._closed or not steps:
            turns.cancel()
        else:
            self._queue_turn(turns)
        return turns

    def _queue_turn(self, turns: Turns) -> None:
        number = next(self._numbers)
        self._under_way[number] = (turns, "quick")
        self._quick_under_way += 1
        self._quick_is_idle.clear()
        self._on_came_home(number)

    def is_busy(self) -> bool:
        """Whether slow, long or outside work is under way."""
        return any(lane != "quick" for _job, lane in self._under_way.values())

    def is_idle(self) -> bool:
        """Whether nothing at all is under way."""
        return not self._under_way

    def close(self) -> None:
        """Every quick job is finished first, for it may be somebody's write; readers and printers are cancelled."""
        if self._closed:
            return
        self._closed = True
        self._watch.stop()
        for job, lane in self._under_way.values():
            if lane != "quick":
                job.cancel()
        self._quick_is_idle.set()  # nobody comes home any more to say so
        for lane, threads in self._threads.items():
            for _thread in threads:
                self._queues[lane].put(None)
        for lane, threads in self._threads.items():
            for thread in threads:
                thread.join(None if lane == "quick" else PATIENCE)
        sys.setswitchinterval(self._turn_before)
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)  # the last answers, to those who are still here
        while self._home:
            self._tell_next()
        self._telling.stop()

    def _start(self, lane: Lane) -> None:
        jobs: queue.SimpleQueue[tuple[int, Job] | None] = queue.SimpleQueue()
        self._queues[lane] = jobs
        self._threads[lane] = [
            threading.Thread(target=self._work_through, args=(lane, jobs), name=f"{lane}-{number}", daemon=True)
            for number in range(LANES[lane])
        ]
        for thread in self._threads[lane]:
            thread.start()

    def _work_through(self, lane: Lane, jobs: queue.SimpleQueue[tuple[int, Job] | None]) -> None:
        try:
            while (numbered := jobs.get()) is not None:
                number, job = numbered
                job.run()
                del numbered, job  # before it is told: the last reference to it dies on the main thread
                if lane != "quick":  # whose jobs are small, and somebody waits for each
                    self._give_back()
                self._came_home.emit(number)
        finally:
            self._leave()

    @Slot(int)
    def _on_came_home(self, number: int) -> None:
        self._home.append(number)
        if not self._telling.isActive():
            self._telling.start(0)

    @Slot()
    def _tell_next(self) -> None:
        """One answer in a turn of the event loop: what it changed is painted, and keys are heard, before the next."""
        number = self._home.popleft()
        was_busy = self.is_busy()
        job, lane = self._under_way.pop(number)
        if isinstance(job, Turns) and job.goes_on():
            self._queue_turn(job)
        else:
            job.is_over = True
        if self._home:
            self._telling.start(0)
        if lane == "quick":
            self._quick_under_way -= 1
            if not self._quick_under_way:
                self._quick_is_idle.set()
        if was_busy and not self.is_busy():
            self.busy_changed.emit(False)
        job.tell_progress()
        job.tell()

    @Slot()
    def _on_watch(self) -> None:
        watched = [job for job, _lane in self._under_way.values() if job.watch is not None]
        for job in watched:
            job.tell_progress()
        if not watched:
            self._watch.stop()
