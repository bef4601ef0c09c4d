"""The office as the window sees it: screens ask, do and are told, and never touch the database themselves."""

from __future__ import annotations

from collections.abc import Callable, Hashable, MutableMapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from PySide6.QtCore import QObject, Signal

from models.changes import Changes
from models.office import queries
from models.office.desk import HEAD, Actor
from models.problems import Problem, Refused
from models.storage.engine import in_words
from resources.words import N_, _
from ui.shell.jobs import Job, JobRunner, Lane, is_alive, owner_of

if TYPE_CHECKING:
    from models.office.desk import Desk
    from models.office.queries import OfficeFacts

Told = Callable[..., object]
Failed = Callable[[list[Problem]], object]
Key = tuple[int, Hashable]  # who asked, and about what

UNDO_DEPTH = 50
OFFICE_TABLES = ("office", "staff", "absence", "day_off", "extra_day", "calendar_day", "district", "executor", "topic")
UNEXPECTED = N_("Something unexpected happened. Nothing you typed is lost; try again.")


class Everything(Changes):
    """Another program wrote to the file: anything may be different now."""

    def touches(self, *tables: str) -> bool:
        return True


class Office(QObject):
    """One open office: who sits here, what is known about it, and the only way to its records."""

    changed = Signal(object, object)  # Changes, initiator
    facts_changed = Signal()
    actor_changed = Signal()
    noticed = Signal(str, bool)  # a quiet sentence; whether it can be undone
    warned = Signal(str)  # a sentence about something that did not work
    saved = Signal(object)  # datetime of the last finished write
    minute_passed = Signal(object)  # datetime
    day_changed = Signal(object)  # date

    def __init__(
        self,
        jobs: JobRunner,
        desk: Desk,
        facts: OfficeFacts,
        report: Callable[[BaseException], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.facts = facts
        self.saved_at: datetime | None = None
        self._jobs = jobs
        self._desk = desk
        self._report = report
        self._done: list[Changes] = []  # what can be taken back, the latest last
        self._asked: WeakValueDictionary[Key, Job] = WeakValueDictionary()
        self._file_version: int | None = None
        self._closing_questions: list[Callable[[], str]] = []
        self.day_changed.connect(self.refresh_facts)

    # --- what is known at once -------------------------------------------------------------------------------

    @property
    def actor(self) -> Actor:
        """Who sits here."""
        return self._desk.actor

    def is_read_only(self) -> bool:
        """Whether the file or its folder may not be written by this person of the computer."""
        return self._desk.db.is_read_only

    def network_kind(self) -> str:
        """The kind of the network path that the office lies on; nothing where it is on this computer."""
        return self._desk.db.network_kind

    def now(self) -> datetime:
        """The office's wall time."""
        return self._desk.now()

    def today(self) -> date:
        return self._desk.today()

    def ask_before_closing(self, question: Callable[[], str]) -> None:
        """`question()` is asked when the window is to close: a sentence where something long would be cut off."""
        self._closing_questions.append(question)

    def closing_question(self) -> str:
        """What the person is to be asked before the window closes; empty where nothing is under way."""
        return " ".join(filter(None, (question() for question in self._closing_questions)))

    # --- asking and doing --------------------------------------------------------------------------------------

    def ask(
        self,
        query: Callable[..., Any],
        *args: Any,
        then: Told | None = None,
        lane: Lane = "quick",
        failed: Failed | None = None,
        topic: Hashable = None,
        progress: Callable[[int, int], object] | None = None,
        **named: Any,
    ) -> Job:
        """Runs `query(desk, *args, **named)` on a lane and tells `then(answer)`, a bound method.

        A younger question of the same page and `topic` makes the older one's answer unwanted. With `progress` the query
        gets a keyword `progress` (a Job; it calls `progress.step(done, total)`), and `progress(done, total)` is told.
        """
        desk = self._desk

        def work(job: Job) -> Any:
            return query(desk, *args, **named, **({"progress": job} if progress else {}))

        return self._run(lane, work, then, failed, topic, progress)

    def do(
        self,
        operation: Callable[..., Changes],
        *args: Any,
        then: Told | None = None,
        failed: Failed | None = None,
        initiator: object = None,
        progress: Callable[[int, int], object] | None = None,
        **named: Any,
    ) -> Job:
        """Runs `operation(desk, *args)` in order with all other writes; success is noticed and can be undone."""
        desk = self._desk

        def work(job: Job) -> Changes:
            return operation(desk, *args, **named, **({"progress": job} if progress else {}))

        def finished(changes: Changes) -> None:
            if changes.undo is not None:
                self._done.append(changes)
                del self._done[:-UNDO_DEPTH]
            self._finish(changes, initiator)
            if then is not None and is_alive(then):
                then(changes)

        return self._run("quick", work, finished, failed, None, progress)

    def outside(
        self,
        function: Callable[..., Any],
        *args: Any,
        then: Told | None = None,
        failed: Failed | None = None,
        topic: Hashable = None,
        **named: Any,
    ) -> Job:
        """Runs `function(*args)` where there is no database: papers, files."""
        return self._run("outside", lambda job: function(*args, **named), then, failed, topic, None)

    def in_turns(self, *steps: Callable[[], object], topic: Hashable = "turns") -> None:
        """Goes on filling a page: each step in its own turn of the event loop, so that keys are heard between them.

        Steps are bound methods of the page. A younger question or filling of its topic makes the older one unwanted.
        """
        _replace(self._asked, (id(owner_of(steps[0])), topic), self._jobs.in_turns(steps))

    # --- undoing -----------------------------------------------------------------------------------------------

    def may_undo(self) -> bool:
        return bool(self._done)

    def undo_last(self) -> None:
        """Takes the last change back; if somebody changed the rows since, the refusal is shown."""
        if not self._done:
            self.noticed.emit(_("There is nothing to undo."), False)
            return
        undo = self._done.pop().undo
        assert undo is not None
        desk = self._desk
        self._run("quick", lambda job: undo(desk), self._on_undone, None, None, None)

    def _on_undone(self, changes: Changes) -> None:
        said = changes if changes.said else Changes(changes.rows, N_("Undone."))
        self._finish(said, None, undoable=False)

    # --- saying ------------------------------------------------------------------------------------------------

    def say(self, sentence: str) -> None:
        """A quiet notice, already translated."""
        self.noticed.emit(sentence, False)

    def warn(self, sentence: str) -> None:
        """A sentence about something that did not work, already translated."""
        self.warned.emit(sentence)

    # --- who sits here, and what the office is -----------------------------------------------------------------

    def set_actor(self, staff_id: int) -> None:
        """Another person sits down; what the one before did is no longer theirs to undo."""
        person = self.facts.person(staff_id)
        if person is None or person.id == self.actor.staff_id:
            return
        self._desk = self._desk.of(Actor(person.id, person.name, HEAD))  # the head's rights until there is sign-in
        self._done.clear()
        self.actor_changed.emit()

    def refresh_facts(self) -> None:
        self.ask(queries.facts, then=self._on_facts, topic="facts")

    def _on_facts(self, facts: OfficeFacts) -> None:
        self.facts = facts
        self.facts_changed.emit()

    def tell_all(self) -> None:
        """A long work wrote much beside the quick lane: whoever shows records asks again."""
        self._finish(Everything(), None)

    def look_for_changes(self) -> None:
        """Asks whether another program wrote to the file; then everything is told to refresh itself."""
        self.ask(_file_version, then=self._on_file_version, topic="file version")

    def _on_file_version(self, version: int) -> None:
        if self._file_version is not None and version != self._file_version:
            self.refresh_facts()
            self.changed.emit(Everything(), None)
        self._file_version = version

    # --- inner -------------------------------------------------------------------------------------------------

    def _finish(self, changes: Changes, initiator: object, undoable: bool = True) -> None:
        self.saved_at = self.now()
        self.saved.emit(self.saved_at)
        if changes.touches(*OFFICE_TABLES):
            self.refresh_facts()
        if changes.said:
            self.noticed.emit(changes.text(), undoable and changes.undo is not None)
        self.changed.emit(changes, initiator)

    def _run(
        self,
        lane: Lane,
        work: Callable[[Job], Any],
        then: Told | None,
        failed: Failed | None,
        topic: Hashable,
        progress: Callable[[int, int], object] | None,
    ) -> Job:
        def went_wrong(error: BaseException) -> None:
            self._fail(error, failed)

        job = self._jobs.run(lane, work, then, went_wrong, progress)
        if topic is not None:
            _replace(self._asked, (id(owner_of(then)) if then else 0, topic), job)
        return job

    def _fail(self, error: BaseException, failed: Failed | None) -> None:
        """Errors by blame: the request's go to the asker, the world's are said aloud, ours are reported."""
        told = failed if failed is not None and is_alive(failed) else None
        problems: Sequence[Problem]
        if isinstance(error, Refused):
            problems = error.problems
            if told is None:
                self.warned.emit(str(error))
        elif (problem := in_words(error)) is not None:
            problems = (problem,)
            self.warned.emit(str(problem))
        else:
            problems = (Problem("unexpected", UNEXPECTED),)
            self._report(error)
        if told is not None:
            told(list(problems))


def _replace(asked: MutableMapping[Key, Job], key: Key, job: Job) -> None:
    """The older job of this key is wanted no more."""
    older = asked.get(key)
    if older is not None:
        older.cancel()
    asked[key] = job


def _file_version(desk: Desk) -> int:
    return desk.db.data_version()
