"""From the first window to an open office and back: opening on a lane, the welcome, the way out of the sample."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from resources.words import _, set_language
from ui.shell.collector import Collector
from ui.shell.errors import Errors
from ui.shell.jobs import Job, JobRunner
from ui.shell.navigation import Navigation
from ui.shell.preferences import Preferences
from ui.shell.window import Window

if TYPE_CHECKING:
    from models.office.desk import Clock, Desk
    from models.office.queries import OfficeFacts
    from ui.shell.live import Live
    from ui.shell.office import Office
    from ui.shell.page import Page

MakePage = Callable[[str, "Office", Navigation], "Page"]
MakeWelcome = Callable[[Path, JobRunner, "Clock"], QWidget]


@dataclass(frozen=True)
class Opened:
    """What the lane brings home of an opened file."""

    desk: Desk
    facts: OfficeFacts


def open_folder(folder: Path, clock: Clock, staff_id: int) -> Opened | None:
    """Opens the office of a folder with its last person at the desk; None where there is none yet. Raises Refused."""
    from models.office import queries
    from models.office.desk import HEAD, Actor
    from models.storage import upgrade

    if not upgrade.file_in(folder).is_file():
        return None
    desk = queries.open_desk(folder, clock)
    facts = queries.facts(desk)
    person = facts.person(staff_id)
    if person is not None:
        desk = desk.of(Actor(person.id, person.name, HEAD))  # until there is sign-in, with the head's rights
    return Opened(desk, facts)


class Desktop(QObject):
    """Owns the lanes and the open office; shows the window first and opens the file behind it."""

    opened = Signal(object)  # Office

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        preferences: Preferences,
        window: Window,
        navigation: Navigation,
        errors: Errors,
        make_page: MakePage,
        make_welcome: MakeWelcome,
    ) -> None:
        super().__init__()
        self.folder, self.window = folder, window
        self.office: Office | None = None
        self._collector = Collector(self)
        self.jobs = JobRunner(self._leave_thread)
        self._clock, self._preferences, self._navigation, self._errors = clock, preferences, navigation, errors
        self._make_page, self._make_welcome = make_page, make_welcome
        self._live: Live | None = None
        self._desk: Desk | None = None
        window.closing.connect(self.close)
        window.real_office_wanted.connect(self._on_real_office_wanted)
        navigation.language_wanted.connect(self.use_language)

    def start(self) -> None:
        """The window is there at once; the office comes into it as soon as the event loop runs."""
        self.window.furnish()
        self.window.show()
        QTimer.singleShot(0, self.open)
        QTimer.singleShot(0, self._errors.open_log)

    def open(self) -> None:
        staff_id = self._preferences.actor

        def work(job: Job) -> Opened | None:
            return open_folder(self.folder, self._clock, staff_id)

        self.jobs.run("quick", work, self._on_opened, self._on_failed)

    def close(self) -> None:
        """Every write that was asked for is finished; then the file is let go."""
        if self._live is not None:
            self._live.stop()
            self._live = None
        self.jobs.close()
        if self._desk is not None:
            self._desk.db.close()
            self._desk = None
        self.office = None
        self._collector.stop()
        self._errors.close()
        self._preferences.close()

    def use_language(self, code: str) -> None:
        """The program's words in another language, now and at the next start."""
        from ui.shell.qt_words import use_qt_words

        self._preferences.language = code
        set_language(code)
        use_qt_words(code)
        self.window.rebuild()
        if self.office is None:
            self.open()

    # --- inner -------------------------------------------------------------------------------------------------

    def _leave_thread(self) -> None:
        if self._desk is not None:
            self._desk.db.leave_thread()

    def _on_opened(self, opened: Opened | None) -> None:
        from ui.shell.live import Live
        from ui.shell.office import Office

        if opened is None:
            self._welcome()
            return
        self._desk = opened.desk
        opened.desk.db.forbid_this_thread()
        self.office = Office(self.jobs, opened.desk, opened.facts, self._errors.report, self)
        self.window.enter(self.office, self._page)
        self._live = Live(self.office, self.office)
        self._live.copied.connect(self.window.show_copy)
        self._live.start()
        self.opened.emit(self.office)

    def _page(self, name: str) -> Page:
        from ui.shell.preview import PreviewPage

        assert self.office is not None
        if name == PreviewPage.name:
            return PreviewPage(self.office, self._navigation, self._preferences)
        return self._make_page(name, self.office, self._navigation)

    def _on_failed(self, error: BaseException) -> None:
        """The file cannot be opened: said in words, with a way to try again; nothing is made in its place."""
        from models.problems import Refused
        from models.storage.engine import in_words
        from ui.widgets.cards import EmptyState

        problem = in_words(error)
        if isinstance(error, Refused) or problem is not None:
            text = str(error) if isinstance(error, Refused) else str(problem)
        else:
            self._errors.report(error)
            text = _("The office could not be opened; its file was not touched.")
        folder = _("Folder: {folder}").format(folder=self.folder)
        alone = EmptyState("warning", text, button=_("Try again"), hint=folder)
        alone.acted.connect(self.open)
        self.window.frame.show_alone(alone)

    def _welcome(self) -> None:
        welcome = self._make_welcome(self.folder, self.jobs, self._clock)
        welcome.office_made.connect(self._on_office_made)  # type: ignore[attr-defined]
        self.window.frame.show_alone(welcome)

    def _on_office_made(self) -> None:
        self.window.leave()
        self.open()

    def _on_real_office_wanted(self) -> None:
        """The sample is put aside, never thrown away, and the welcome asks for the real office."""
        if self.office is None or not self.office.facts.is_sample:
            return
        if self._live is not None:
            self._live.stop()
            self._live = None
        office, self.office = self.office, None
        self.window.leave()
        self.jobs.close()
        assert self._desk is not None
        self._desk.db.close()
        self._desk = None
        office.deleteLater()
        self.jobs = JobRunner(self._leave_thread)
        self.jobs.run("quick", lambda job: _put_aside(self.folder), self._on_put_aside, self._on_failed)

    def _on_put_aside(self, _path: Path) -> None:
        self._preferences.actor = 0
        self.open()


def _put_aside(folder: Path) -> Path:
    from models.storage.aside import put_aside

    return put_aside(folder)
