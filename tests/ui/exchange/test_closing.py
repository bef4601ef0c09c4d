"""Closing the window while something long is under way: asked first, and what was said then is true."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Record
from tests.ui.exchange.conftest import Busy, Hand, a_file, lines
from tests.ui.exchange.test_importing import appeals, begun
from ui.exchange.run import Stage
from ui.shell.closing_question import ClosingQuestion
from ui.shell.jobs import JobRunner
from ui.shell.office import Office
from ui.shell.window import Window

Settle = Callable[[], None]


def question_of(window: Window) -> ClosingQuestion:
    (question,) = window.findChildren(ClosingQuestion)
    return question


def test_an_import_under_way_is_asked_about_and_goes_on(
    window: Window, hand: Hand, tmp_path: Path, settle: Settle, record: Record, busy: Busy, qtbot: QtBot
) -> None:
    page = begun(window, hand, busy, a_file(tmp_path, *lines(45)), qtbot, settle)
    assert not window.close()
    assert not window.close()  # asked once
    question = question_of(window)
    assert question.question.text().startswith("An import is running: stop it and close?")
    QTest.keyClick(question.go_on, Qt.Key.Key_Return)
    assert window.isVisible()
    busy.release()
    settle()
    assert page.run.stage is Stage.DONE
    assert record(appeals) == 45


def test_stop_and_close_keeps_what_was_written(
    window: Window, hand: Hand, tmp_path: Path, settle: Settle, record: Record, busy: Busy, qtbot: QtBot,
    jobs: JobRunner,
) -> None:  # fmt: skip
    begun(window, hand, busy, a_file(tmp_path, *lines(45)), qtbot, settle)
    window.closing.connect(busy.release)
    window.closing.connect(jobs.close)  # as the desktop does
    window.close()
    question_of(window).close_all.click()
    assert not window.isVisible()
    assert 10 <= record(appeals) < 45
    assert record(appeals) % 10 == 0


def test_without_a_long_work_nobody_is_asked(window: Window, office: Office) -> None:
    assert office.closing_question() == ""
    assert window.close()
    QApplication.processEvents()
    assert window.findChildren(ClosingQuestion) == []
