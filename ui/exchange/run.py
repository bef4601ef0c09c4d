"""The one import of an open office: goes on while pages come and go. Holds what is known of it, shows nothing."""

from __future__ import annotations

import threading
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from models.exchange.importing import Imported
from models.office.rights import may
from models.problems import Problem
from resources.formats import number
from resources.words import _, ngettext
from ui.exchange import readings
from ui.exchange.readings import Sight, Taken
from ui.exchange.words import only_one_at_a_time
from ui.shell.jobs import Job
from ui.shell.office import Office


class Stage(Enum):
    NOTHING = auto()
    READING = auto()
    REFUSED = auto()  # the file cannot be read
    SEEN = auto()
    IMPORTING = auto()
    STOPPED = auto()  # by the person or by trouble, after some of it was taken
    DONE = auto()


class ImportRun(QObject):
    """Looks at a file, tries it out, takes it. One file at a time; a child of its office."""

    changed = Signal()
    progressed = Signal(int, int)

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._office = office
        self.is_watched = False  # somebody sees the page: no need to say the end aloud
        self._stop = threading.Event()
        self._job: Job | None = None
        self.stage = Stage.NOTHING
        self.path = Path()
        self.sight: Sight | None = None
        self.kind = ""
        self.problem: Problem | None = None  # why it cannot be read, tried or taken
        self.trial: Imported | None = None
        self.is_trying = False
        self.taken: Taken | None = None
        self.progress = (0, 0)
        office.ask_before_closing(self.closing_question)

    # --- looking -----------------------------------------------------------------------------------------------

    def look(self, path: Path) -> bool:
        """Begins with a file; whatever was looked at before is forgotten. False while an import is under way."""
        if self.stage is Stage.IMPORTING:
            self._office.warn(only_one_at_a_time())
            return False
        self._drop_job()
        self.path, self.sight, self.kind = path, None, ""
        self.problem, self.trial, self.taken, self.is_trying = None, None, None, False
        if not self.may():
            self._stand(Stage.NOTHING)
            return False
        self._stand(Stage.READING)
        self._job = self._office.outside(
            readings.see, path, then=self._on_seen, failed=self._on_unreadable, topic="sight"
        )
        return True

    def look_again(self) -> None:
        """The same file as it is now."""
        self.look(self.path)

    def may(self) -> bool:
        """Whether who sits here may import."""
        return may(self._office.actor, "import")

    def _on_seen(self, sight: Sight) -> None:
        self.sight = sight
        self.kind = readings.guessed_kind(sight.header)
        self._try()

    def _on_unreadable(self, problems: list[Problem]) -> None:
        self.problem = problems[0]
        self._stand(Stage.REFUSED)

    def choose_kind(self, kind: str) -> None:
        """Something else than was guessed."""
        if self.stage in (Stage.SEEN, Stage.DONE, Stage.STOPPED) and kind != self.kind:
            self.kind, self.taken = kind, None
            self._try()

    # --- trying out --------------------------------------------------------------------------------------------

    def _try(self) -> None:
        assert self.sight is not None
        self._drop_job()
        self.trial, self.problem = None, readings.problem_of(self.kind, self.sight.header)
        self.is_trying = self.problem is None
        if self.is_trying:
            self.progress = (0, 0)
            self._job = self._office.ask(
                readings.try_out, self.kind, self.sight,
                then=self._on_tried, failed=self._on_not_tried, lane="long", progress=self._on_progress,
            )  # fmt: skip
        self._stand(Stage.SEEN)

    def _on_tried(self, trial: Imported) -> None:
        self.trial, self.is_trying = trial, False
        self._stand(Stage.SEEN)

    def _on_not_tried(self, problems: list[Problem]) -> None:
        self.problem, self.is_trying = problems[0], False
        self._stand(Stage.SEEN)

    # --- taking ------------------------------------------------------------------------------------------------

    def may_start(self) -> bool:
        """A file that fits, not taken yet; a trial under way need not be waited for."""
        return self.stage in (Stage.SEEN, Stage.STOPPED) and self._is_fitting() and self.may()

    def _is_fitting(self) -> bool:
        return self.sight is not None and (self.problem is None or self.stage is Stage.STOPPED)

    def start(self) -> None:
        """Takes the file; what is in the office already stays as it is."""
        if not self.may_start() or self.sight is None:
            return
        self._drop_job()
        self.is_trying, self.taken, self.problem, self.progress = False, None, None, (0, 0)
        self._stop = threading.Event()
        self._stand(Stage.IMPORTING)
        self._job = self._office.ask(
            readings.take, self.kind, self.sight, self._stop,
            then=self._on_taken, failed=self._on_not_taken, lane="long", progress=self._on_progress,
        )  # fmt: skip

    def closing_question(self) -> str:
        """What is asked before the window closes; nothing where no import is running."""
        if self.stage is not Stage.IMPORTING:
            return ""
        return _(
            "An import is running: stop it and close? What was written so far stays; the rest comes in if you give "
            "the file again, each row once."
        )

    def is_stopping(self) -> bool:
        return self.stage is Stage.IMPORTING and self._stop.is_set()

    def stop(self) -> None:
        """After the batch that is being written; nothing that was taken is taken back."""
        if self.stage is Stage.IMPORTING:
            self._stop.set()
            self.changed.emit()

    def _on_taken(self, taken: Taken) -> None:
        self.taken, self.problem = taken, taken.trouble
        self._stand(Stage.DONE if taken.is_whole else Stage.STOPPED)
        self._office.tell_all()
        if not self.is_watched:
            n = taken.imported
            said = ngettext("Import has ended: {n} record came in.", "Import has ended: {n} records came in.", n)
            self._office.say(said.format(n=number(n)))

    def _on_not_taken(self, problems: list[Problem]) -> None:
        """Refused before anything was written; of what is unexpected nobody knows how far it went."""
        self.problem = problems[0]
        self._stand(Stage.SEEN)
        if problems[0].code == "unexpected":
            self._office.tell_all()
        if not self.is_watched:
            self._office.warn(_("The import did not go through: {why}").format(why=problems[0]))

    # --- inner -------------------------------------------------------------------------------------------------

    def _on_progress(self, done: int, total: int) -> None:
        self.progress = (done, total)
        self.progressed.emit(done, total)

    def _drop_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _stand(self, stage: Stage) -> None:
        self.stage = stage
        self.changed.emit()


def run_of(office: Office) -> ImportRun:
    """The office's import, made when it is first wanted."""
    for child in office.children():
        if isinstance(child, ImportRun):
            return child
    return ImportRun(office)
