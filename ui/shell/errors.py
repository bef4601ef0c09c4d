"""The unexpected: a rotating log without visitor data, and a dialog with a text to copy. The program goes on."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import time
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, Slot, qInstallMessageHandler, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from resources.words import _
from ui.shell.jobs import Cancelled
from ui.theme import sizes
from ui.theme.text import label
from ui.theme.theme import dress
from ui.widgets.buttons import Button

LOG_NAME = "reception.log"
LOG_BYTES = 500_000
LOGS_KEPT = 3
QUIET = 5.0  # seconds in which the same error is not shown again; each time it comes they begin anew

log = logging.getLogger("reception")


def frames_of(error: BaseException) -> str:
    """The error's type and where it went through. Neither its words nor any value: they may name a visitor."""
    lines = []
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        for frame in traceback.extract_tb(seen.__traceback__):
            lines.append(f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}")
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n".join(lines)


def _short(file_name: str) -> str:
    """The path from the program's folder or the library's name on; home folders name people."""
    parts = Path(file_name).parts
    return "/".join(parts[-3:])


def place_of(error: BaseException) -> tuple[str, ...]:
    """What tells an error from another: its type and the line that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    where = (frames[-1].filename, str(frames[-1].lineno)) if frames else ()
    return (type(error).__qualname__, *where)


class Errors(QObject):
    """Owns the log and the report dialog."""

    _reported = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log_file = folder / LOG_NAME
        self._dialog: ReportDialog | None = None
        self._shown: tuple[str, ...] = ()  # the last error's type and place
        self._shown_at = 0.0
        self._reported.connect(self._on_reported)
        self._handler: logging.Handler | None = None

    def install(self) -> None:
        """From now on nothing unexpected passes in silence. The log is opened by the first thing to be written."""
        sys.excepthook = self._on_exception
        threading.excepthook = lambda args: self.report(args.exc_value) if args.exc_value is not None else None
        qInstallMessageHandler(on_qt_message)

    def open_log(self) -> None:
        """Puts the rotating file under the program's log; done once, and not before the first window."""
        if self._handler is not None:
            return
        from ui.shell.log_file import QuietFile

        self._handler = QuietFile(self.log_file, LOG_BYTES, LOGS_KEPT)
        log.setLevel(logging.INFO)
        log.addHandler(self._handler)

    def close(self) -> None:
        if self._handler is not None:
            log.removeHandler(self._handler)
            self._handler.close()
            self._handler = None

    def report(self, error: BaseException) -> None:
        """Logs the error and shows the dialog; may be called from any thread."""
        if isinstance(error, (Cancelled, KeyboardInterrupt, SystemExit)):
            return
        self.open_log()
        log.error("%s", frames_of(error))
        self._reported.emit(error)

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            sys.__excepthook__(kind, error, trace)
            return
        self.report(error.with_traceback(trace))

    @Slot(object)
    def _on_reported(self, error: BaseException) -> None:
        """One dialog at a time, and none for the same again: a flood of errors is read in the log."""
        if self._dialog is not None and self._dialog.isVisible():
            return
        place, now = place_of(error), time.monotonic()
        is_again = place == self._shown and now - self._shown_at < QUIET
        self._shown, self._shown_at = place, now
        if is_again:
            return
        self._dialog = ReportDialog(report_text(error), str(self.log_file))
        self._dialog.finished.connect(self._on_closed)
        self._dialog.show()

    @Slot()
    def _on_closed(self) -> None:
        """The focus goes back to where it was, and what is done on coming there may fail anew."""
        self._shown_at = time.monotonic()


def report_text(error: BaseException) -> str:
    """What a person may send to those who mend the program."""
    system = f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
    return f"{system}\n{frames_of(error)}"


def on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Qt's own warnings go into the log; its small talk does not."""
    if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) or "propagateSizeHints" in message:
        return
    log.warning("Qt: %s", message[:300])


class ReportDialog(QDialog):
    """Says what happened, offers the text, and lets the person go on."""

    def __init__(self, text: str, log_file: str) -> None:
        super().__init__(QApplication.activeWindow())
        if self.parent() is None:
            dress(self)
        self.setWindowTitle(_("Unexpected error"))
        self.setMinimumWidth(560)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
        layout.setSpacing(sizes.STEP)
        layout.addWidget(label(_("Something in the program did not work as it should."), "name", wrap=True))
        layout.addWidget(label(_("Everything saved is safe, and you can go on working."), wrap=True))
        layout.addWidget(
            label(_("The text below helps to mend the program; it holds no data of any visitor."), "small", wrap=True)
        )
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Text of the report"))
        self.text.setMinimumHeight(180)
        layout.addWidget(self.text)
        layout.addWidget(label(_("It also stands in the log: {file}").format(file=log_file), "small", wrap=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.STEP)
        self.copy = Button(_("Copy the text"), icon="copy", run=self._copy_text)
        self.go_on = Button(_("Go on"), kind="main", shortcut="Esc", run=self.accept)
        buttons.addStretch()
        buttons.addWidget(self.copy)
        buttons.addWidget(self.go_on)
        layout.addLayout(buttons)
        self.go_on.setFocus()

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy.setText(_("Copied"))
