"""Lanes: order, results on the main thread, cancelling, receivers that went away, closing without loss."""

from __future__ import annotations

import sys
import threading
import weakref
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from ui.shell.jobs import TURN, Cancelled, Job, JobRunner


class Receiver(QObject):
    """Remembers what it was told, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[Any] = []
        self.errors: list[BaseException] = []
        self.steps: list[tuple[int, int]] = []
        self.threads: set[int] = set()

    def take(self, answer: Any) -> None:
        self.answers.append(answer)
        self.threads.add(threading.get_ident())

    def fail(self, error: BaseException) -> None:
        self.errors.append(error)

    def watch(self, done: int, total: int) -> None:
        self.steps.append((done, total))


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    made = JobRunner()
    yield made
    made.close()


def test_a_result_comes_home_on_the_main_thread(qtbot: QtBot, runner: JobRunner) -> None:
    told = Receiver()
    runner.run("outside", lambda job: threading.get_ident(), told.take)
    qtbot.waitUntil(lambda: bool(told.answers))
    assert told.threads == {threading.get_ident()}
    assert told.answers[0] != threading.get_ident()


def test_while_there_are_lanes_the_window_gets_its_turn_soon(qtbot: QtBot) -> None:
    sys.setswitchinterval(10 * TURN)
    runner = JobRunner()
    assert sys.getswitchinterval() == pytest.approx(TURN)
    runner.close()
    assert sys.getswitchinterval() == pytest.approx(10 * TURN)


def test_between_two_answers_the_window_may_do_something_else(qtbot: QtBot, runner: JobRunner) -> None:
    order: list[object] = []

    class Asker(Receiver):
        def take(self, answer: Any) -> None:
            order.append(answer)
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))

        def event(self, event: QEvent) -> bool:
            if event.type() == QEvent.Type.User:
                order.append("painting")
            return super().event(event)

    asker, both_are_home = Asker(), threading.Event()
    runner.run("quick", lambda job: 1, asker.take)
    runner.run("quick", lambda job: 2, asker.take)
    runner.run("quick", lambda job: both_are_home.set())
    both_are_home.wait(10)
    qtbot.waitUntil(runner.is_idle)
    assert order == [1, "painting", 2, "painting"]


def test_steps_are_done_in_order_and_between_them_the_window_may_do_something_else(
    qtbot: QtBot, runner: JobRunner
) -> None:
    order: list[object] = []

    class Page(Receiver):
        def fill(self, part: int) -> None:
            order.append(part)
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))

        def event(self, event: QEvent) -> bool:
            if event.type() == QEvent.Type.User:
                order.append("painting")
            return super().event(event)

    page = Page()
    filling = runner.in_turns([partial(page.fill, part) for part in (1, 2, 3)])
    assert not order
    assert not runner.is_idle()
    qtbot.waitUntil(runner.is_idle)
    assert filling.is_over
    assert order[:5] == [1, "painting", 2, "painting", 3]


def test_steps_that_are_not_wanted_any_more_are_left(qtbot: QtBot, runner: JobRunner) -> None:
    page = Receiver()
    filling = runner.in_turns([partial(page.take, 1), lambda: filling.cancel(), partial(page.take, 2)])
    qtbot.waitUntil(runner.is_idle)
    assert page.answers == [1]


def test_the_steps_of_a_page_that_is_gone_are_left(qtbot: QtBot, runner: JobRunner) -> None:
    page = Receiver()
    answers = page.answers
    runner.in_turns([partial(page.take, 1)])
    shiboken6.delete(page)
    qtbot.waitUntil(runner.is_idle)
    assert answers == []


def test_closing_does_every_step_and_takes_no_new_ones(qtbot: QtBot) -> None:
    runner, page = JobRunner(), Receiver()
    runner.in_turns([partial(page.take, part) for part in (1, 2)])
    runner.close()
    assert page.answers == [1, 2]
    runner.in_turns([partial(page.take, 3)])
    qtbot.wait(1)
    assert page.answers == [1, 2]


def test_the_quick_lane_keeps_the_order(qtbot: QtBot, runner: JobRunner) -> None:
    told = Receiver()
    for number in range(200):
        runner.run("quick", lambda job, number=number: number, told.take)  # type: ignore[misc]
    qtbot.waitUntil(runner.is_idle)
    assert told.answers == list(range(200))


def test_an_error_goes_to_the_failed_slot(qtbot: QtBot, runner: JobRunner) -> None:
    told = Receiver()

    def break_down(job: Job) -> None:
        raise ValueError("no")

    runner.run("slow", break_down, told.take, told.fail)
    qtbot.waitUntil(lambda: bool(told.errors))
    assert isinstance(told.errors[0], ValueError)
    assert not told.answers


def test_a_destroyed_receiver_is_told_nothing(qtbot: QtBot, runner: JobRunner) -> None:
    told = Receiver()
    gate = threading.Event()
    runner.run("quick", lambda job: gate.wait(10), told.take)
    shiboken6.delete(told)
    gate.set()
    qtbot.waitUntil(runner.is_idle)
    assert told.answers == []


def test_a_cancelled_job_stops_at_its_next_step_and_says_nothing(qtbot: QtBot, runner: JobRunner) -> None:
    told = Receiver()
    begun, gate = threading.Event(), threading.Event()
    seen: list[str] = []

    def count(job: Job) -> int:
        begun.set()
        gate.wait(10)
        try:
            job.step(1, 2)
        except Cancelled:
            seen.append("cancelled")
            raise
        return 2

    job = runner.run("slow", count, told.take, told.fail)
    begun.wait(10)
    job.cancel()
    gate.set()
    qtbot.waitUntil(runner.is_idle)
    assert seen == ["cancelled"]
    assert told.answers == []
    assert told.errors == []


def test_progress_is_read_by_the_runner_and_told(qtbot: QtBot, runner: JobRunner) -> None:
    told = Receiver()
    gate = threading.Event()

    def count(job: Job) -> str:
        job.step(1, 3)
        gate.wait(10)
        job.step(3, 3)
        return "done"

    runner.run("slow", count, told.take, watch=told.watch)
    qtbot.waitUntil(lambda: (1, 3) in told.steps)
    gate.set()
    qtbot.waitUntil(lambda: bool(told.answers))
    assert told.steps == [(1, 3), (3, 3)]


def test_closing_finishes_every_quick_job_first(qtbot: QtBot) -> None:
    runner = JobRunner()
    told = Receiver()
    gate = threading.Event()
    runner.run("quick", lambda job: gate.wait(10))
    for number in range(50):
        runner.run("quick", lambda job, number=number: number, told.take)  # type: ignore[misc]
    gate.set()
    runner.close()
    assert told.answers == list(range(50))


def test_nothing_is_begun_after_closing(qtbot: QtBot) -> None:
    runner = JobRunner()
    told = Receiver()
    runner.close()
    runner.run("quick", lambda job: 1, told.take)
    assert runner.is_idle()
    assert told.answers == []


def test_every_thread_leaves_through_the_given_door(qtbot: QtBot) -> None:
    left: list[str] = []
    runner = JobRunner(lambda: left.append(threading.current_thread().name))
    runner.run("quick", lambda job: None)
    runner.run("outside", lambda job: None)
    runner.close()
    assert sorted(left) == ["outside-0", "outside-1", "quick-0"]


def test_slow_work_makes_the_runner_busy_and_quick_work_does_not(qtbot: QtBot, runner: JobRunner) -> None:
    said: list[bool] = []
    runner.busy_changed.connect(said.append)
    gate = threading.Event()
    runner.run("quick", lambda job: gate.wait(10))
    assert not runner.is_busy()
    runner.run("slow", lambda job: gate.wait(10))
    assert runner.is_busy()
    gate.set()
    qtbot.waitUntil(runner.is_idle)
    assert said == [True, False]


def test_the_last_reference_to_a_receiver_never_dies_on_a_lane(qtbot: QtBot, runner: JobRunner) -> None:
    """A QObject freed on another thread leaves its timers behind, and Qt dies of the next tick."""
    freed: list[int] = []
    for _time in range(50):
        told = Receiver()
        weakref.finalize(told, lambda: freed.append(threading.get_ident()))
        runner.run("quick", lambda job: None, told.take)
        del told
        qtbot.waitUntil(runner.is_idle)
    assert set(freed) == {threading.get_ident()}


def test_a_long_job_lets_the_quick_ones_go_first(qtbot: QtBot, runner: JobRunner) -> None:
    begun, done = threading.Event(), []

    def long(job: Job) -> None:
        begun.wait(10)
        job.give_way()
        done.append("long")

    def quick(job: Job) -> None:
        begun.set()
        done.append("quick")

    runner.run("long", long)
    runner.run("quick", quick)
    runner.run("quick", quick)
    qtbot.waitUntil(runner.is_idle)
    assert done == ["quick", "quick", "long"]


def test_closing_ends_a_long_job_that_gives_way(qtbot: QtBot) -> None:
    runner = JobRunner()
    stands, ended = threading.Event(), []

    def long(job: Job) -> None:
        try:
            stands.set()
            while True:
                job.give_way()
                job.step(1, 2)
        except Cancelled:
            ended.append(True)

    runner.run("long", long)
    stands.wait(10)
    runner.close()
    assert ended == [True]


def test_memory_is_given_back_after_large_jobs_and_not_between_quick_ones(
    qtbot: QtBot, runner: JobRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_back: list[str] = []
    monkeypatch.setattr(runner, "_give_back", lambda: given_back.append(threading.current_thread().name))
    for lane in ("quick", "slow", "long"):
        job = runner.run(lane, lambda job: None)
        qtbot.waitUntil(lambda job=job: job.is_over)  # type: ignore[misc]
    assert given_back == ["slow-0", "long-0"]
