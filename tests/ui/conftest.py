"""What every test of screens shares: a real office behind real lanes, and the window's thread kept off the database."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.office import queries
from models.office.desk import Clock, Desk
from models.office.queries import open_desk
from tests.models.builders import NOW
from tests.models.conftest import office_folder, office_template
from ui.shell.jobs import JobRunner
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.theme.text import body_font
from ui.theme.theme import apply, current, load_theme

__all__ = ["office_folder", "office_template"]

Record = Callable[..., Any]


@pytest.fixture(autouse=True)
def garbage_stays_on_the_windows_thread() -> Iterator[None]:
    """As in the program: what a lane's thread frees takes its timers with it, and Qt dies of them later."""
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture
def themed(qapp: QApplication) -> QApplication:
    """The application in the light theme with the bundled fonts."""
    if current().name != "light" or qapp.font() != body_font():  # putting it on again costs more than most tests
        apply(qapp, load_theme("light"))
    return qapp


@pytest.fixture
def desk(office_folder: Path) -> Iterator[Desk]:
    """The head's desk on Monday, 23 November 2026, 11:46."""
    opened = open_desk(office_folder, Clock(NOW))
    yield opened
    opened.db.close()


@pytest.fixture
def unexpected() -> list[BaseException]:
    """What was reported as unexpected; a test that ends with something in it has failed."""
    return []


@pytest.fixture
def jobs(qtbot: QtBot, desk: Desk) -> Iterator[JobRunner]:
    """The lanes, finished and closed after the test."""
    runner = JobRunner(desk.db.leave_thread)
    yield runner
    runner.close()


@pytest.fixture
def office(jobs: JobRunner, desk: Desk, unexpected: list[BaseException], themed: QApplication) -> Iterator[Office]:
    """The open office as screens see it; from now on the test's own thread may not use the database."""
    facts = queries.facts(desk)
    desk.db.forbid_this_thread()
    yield Office(jobs, desk, facts, unexpected.append)
    assert not unexpected


@pytest.fixture
def navigation() -> Navigation:
    return Navigation()


@pytest.fixture
def settle(qtbot: QtBot, jobs: JobRunner) -> Callable[[], None]:
    """`settle()` returns when every question is answered and every write told."""

    def wait() -> None:
        qtbot.waitUntil(jobs.is_idle, timeout=20_000)

    return wait


@pytest.fixture
def record(desk: Desk) -> Record:
    """`record(a_visitor, "Ким Любовь")` calls a builder, query or operation at the desk, off the window's thread."""

    def call(function: Callable[..., Any], *args: Any, **named: Any) -> Any:
        answers: list[Any] = []
        errors: list[BaseException] = []

        def work() -> None:
            try:
                answers.append(function(desk, *args, **named))
            except BaseException as error:
                errors.append(error)
            finally:
                desk.db.leave_thread()

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        if errors:
            raise errors[0]
        return answers[0]

    return call
