"""The unexpected: a log without visitor data, one dialog, the program goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.shell.errors import Errors, ReportDialog, frames_of, on_qt_message, report_text
from ui.shell.jobs import Cancelled

NAME = "Третьякова Мария Юрьевна"


@pytest.fixture
def errors(qtbot: QtBot, tmp_path: Path, themed: QApplication) -> Iterator[Errors]:
    made = Errors(tmp_path)
    made.open_log()
    yield made
    made.close()
    for dialog in dialogs():
        dialog.close()


def dialogs() -> list[ReportDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, ReportDialog) and w.isVisible()]


def an_error(name: str = NAME) -> BaseException:
    """An error whose words and values name a visitor."""
    try:
        try:
            raise KeyError(name)
        except KeyError as error:
            raise ValueError(f"{name} is wrong") from error
    except ValueError as error:
        return error


@pytest.mark.expects_log_warnings
def test_the_log_tells_where_and_never_who(errors: Errors) -> None:
    errors.report(an_error())
    text = errors.log_file.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "KeyError" in text
    assert "in an_error" in text
    assert NAME not in text


@pytest.mark.expects_log_warnings
def test_a_dialog_offers_the_text_and_lets_go_on(errors: Errors) -> None:
    errors.report(an_error())
    (dialog,) = dialogs()
    assert NAME not in dialog.text.toPlainText()
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.text.toPlainText()
    dialog.go_on.click()
    assert dialogs() == []


@pytest.mark.expects_log_warnings
def test_a_flood_of_errors_shows_one_dialog(errors: Errors) -> None:
    for _time in range(5):
        errors.report(an_error())
    assert len(dialogs()) == 1


@pytest.mark.expects_log_warnings
def test_the_same_error_at_once_again_is_only_logged(errors: Errors) -> None:
    errors.report(an_error())
    dialogs()[0].go_on.click()
    errors.report(an_error())
    assert dialogs() == []
    assert errors.log_file.read_text(encoding="utf-8").count("KeyError") == 2
    errors.report(TypeError("something else"))
    assert len(dialogs()) == 1


def test_a_cancelled_job_is_met_with_silence(errors: Errors) -> None:
    errors.report(Cancelled())
    assert dialogs() == []
    assert not errors.log_file.exists()


@pytest.mark.expects_log_warnings
def test_qts_warnings_go_into_the_log(errors: Errors) -> None:
    on_qt_message(QtMsgType.QtWarningMsg, QMessageLogContext(), "QWidget: something")
    on_qt_message(QtMsgType.QtDebugMsg, QMessageLogContext(), "small talk")
    text = errors.log_file.read_text(encoding="utf-8")
    assert "QWidget: something" in text
    assert "small talk" not in text


def test_the_report_names_no_folder_of_a_person() -> None:
    assert str(Path.home()) + "/" not in report_text(an_error()) or Path.home() == Path("/")
    assert frames_of(an_error()).splitlines()[0] == "builtins.ValueError"


@pytest.mark.expects_log_warnings
def test_a_log_that_cannot_be_written_disturbs_nobody(qtbot: QtBot, tmp_path: Path, themed: QApplication) -> None:
    lost = Errors(tmp_path / "missing" / "folder")
    lost.open_log()
    lost.report(an_error())
    assert len(dialogs()) == 1
    dialogs()[0].close()
    lost.close()
