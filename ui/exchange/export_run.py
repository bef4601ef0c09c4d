"""The one export of an open office: goes on while pages come and go. Holds what is known of it, shows nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from models.problems import Problem
from resources.formats import number
from resources.words import _, ngettext
from ui.exchange.export_file import Exported, Order, write_out
from ui.shell.jobs import Job
from ui.shell.office import Office


class ExportRun(QObject):
    """Writes one file at a time; a child of its office."""

    changed = Signal()
    progressed = Signal(int, int)

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._office = office
        self._job: Job | None = None
        self.progress = (0, 0)
        self.problem: Problem | None = None  # why the last one was not written
        office.ask_before_closing(self.closing_question)

    def is_writing(self) -> bool:
        return self._job is not None

    def start(self, order: Order) -> None:
        """Begins; while a file is being written another one is not begun."""
        if self.is_writing():
            return
        self.progress, self.problem = (0, 0), None
        self._job = self._office.ask(
            write_out, order, then=self._on_written, failed=self._on_failed, lane="long", progress=self._on_progress
        )
        self.changed.emit()

    def stop(self) -> None:
        """What was written of the file goes; a file that stood there before stays."""
        if self._job is not None:
            self._job.cancel()
            self._end()
            self._office.say(_("The export was stopped; no file was written."))

    def closing_question(self) -> str:
        if not self.is_writing():
            return ""
        return _("A spreadsheet is being written. Stop it and close? No file is left then.")

    def _on_written(self, done: Exported) -> None:
        self._end()
        said = ngettext("{n} record is in {file}.", "{n} records are in {file}.", done.count)
        self._office.say(said.format(n=number(done.count), file=done.path.name))

    def _on_failed(self, problems: list[Problem]) -> None:
        self.problem = problems[0]
        self._end()

    def _on_progress(self, done: int, total: int) -> None:
        self.progress = (done, total)
        self.progressed.emit(done, total)

    def _end(self) -> None:
        self._job = None
        self.changed.emit()


def export_of(office: Office) -> ExportRun:
    """The office's export, made when it is first wanted."""
    for child in office.children():
        if isinstance(child, ExportRun):
            return child
    return ExportRun(office)
