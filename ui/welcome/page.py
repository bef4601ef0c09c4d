"""The first start on one screen: set up the office, or open the sample, or take an office file. Makes it on a lane."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from models.problems import Problem, Refused
from models.storage.engine import in_words
from resources.words import _, language, set_language
from resources.zones import zone_names
from ui.shell.office import UNEXPECTED
from ui.shell.preferences import FILE_NAME, Preferences
from ui.shell.qt_words import use_qt_words
from ui.theme import sizes
from ui.theme.text import label
from ui.welcome.busy import BusyLine
from ui.welcome.form import OfficeForm
from ui.widgets.buttons import Button
from ui.widgets.cards import Banner, Card
from ui.widgets.choices import Choice, Segments
from ui.widgets.icon_label import IconLabel
from ui.widgets.tab_order import step_inside

if TYPE_CHECKING:
    from models.office.desk import Clock
    from ui.shell.jobs import Job, JobRunner

SIDE = 300
WIDEST = 1240
SAMPLE_ZONE = ZoneInfo("Asia/Yekaterinburg")
LANGUAGES = (Choice("ru", "Русский"), Choice("en", "English"))


def make_office(folder: Path, content: dict[str, Any], clock: Clock, _job: Job) -> None:
    """On the lane: the office's file, and nothing left of it if something goes wrong."""
    from models.office.setup import create_office

    create_office(folder, content, clock).db.close()


def make_sample(folder: Path, today: date, visits: int, _job: Job) -> None:
    """On the lane: the sample office."""
    from models.demo.make import VISITS
    from models.demo.whole import make_whole_demo

    make_whole_demo(folder, today, visits or VISITS)


def read_office_file(path: Path, _job: Job) -> dict[str, Any]:
    """On the lane: the checked content of an office file."""
    from models.office import office_file

    return office_file.read(path)


class WelcomePage(QWidget):
    """Shown while there is no office. `office_made` when its file is there."""

    office_made = Signal()
    sample_visits = 0  # how large the sample is; 0: its usual two years

    def __init__(self, folder: Path, jobs: JobRunner, clock: Clock) -> None:
        super().__init__()
        self._folder, self._jobs, self._clock = folder, jobs, clock
        self._outer = QHBoxLayout(self)
        self._outer.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
        self._content = QWidget()
        self._build({})

    # --- building, again for another language ----------------------------------------------------------------------

    def _build(self, typed: dict[str, Any]) -> None:
        old, self._content = self._content, QWidget()
        self._outer.removeWidget(old)
        old.hide()
        old.deleteLater()
        self._content.setMaximumWidth(WIDEST)
        now = self._clock.local(ZoneInfo("UTC"))
        self.form = OfficeForm(now)
        self._jobs.run("outside", lambda _job: zone_names(now), self.form.zone.set_zones, _nothing_to_say)
        self.form.submitted.connect(self.make)
        if typed:
            self.form.fill(typed)
        self.trouble = Banner(role="red")
        self.taken = Banner(role="green")
        self.start = Button(_("Start working"), shortcut="Ctrl+Return", kind="main", height="tall", run=self.make)
        self.sample = Button(_("Open the sample office"), shortcut="Ctrl+O", icon="sample", run=self.open_sample)
        self.take = Button(_("Take an office file…"), shortcut="Ctrl+L", icon="import", run=self.choose_file)
        self.language = Segments(_("Language"), LANGUAGES)
        self.language.set_value(language())
        self.language.chosen.connect(self._on_language)
        self.busy_words = label("", "small")
        self.busy_line = BusyLine()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.GAP)
        column.addLayout(self._head())
        column.addWidget(self.taken)
        body = QHBoxLayout()
        body.setSpacing(sizes.GAP)
        body.addWidget(self._card(), 1)
        body.addLayout(self._side())
        column.addLayout(body, 1)
        self._keys = (self.start, self.sample, self.take, self.form.people.add_button)
        self._outer.addWidget(self._content)
        self.setFocusProxy(self.form)
        self._show_busy("")

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(_("Welcome to the reception office"), "title"))
        text = _("Tell a little about your office and begin. Everything can be changed later in the settings.")
        words.addWidget(label(text, "muted", wrap=True))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(IconLabel("office", "accent", 32), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(words, 1)
        head.addWidget(self.language, 0, Qt.AlignmentFlag.AlignVCenter)
        return head

    def _card(self) -> Card:
        card = Card(padded=False)
        card.add(self.form, 1)
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(sizes.PAGE, 12, sizes.PAGE, 12)
        line.setSpacing(sizes.GAP)
        line.addWidget(self.start)
        line.addWidget(self.trouble, 1)
        self.busy = QWidget()
        progress = QVBoxLayout(self.busy)
        progress.setContentsMargins(0, 0, 0, 0)
        progress.setSpacing(6)
        progress.addStretch(1)
        progress.addWidget(self.busy_words)
        progress.addWidget(self.busy_line)
        progress.addStretch(1)
        line.addWidget(self.busy, 1)
        line.addStretch(0)
        card.add(_rule())
        card.add(foot)
        return card

    def _side(self) -> QVBoxLayout:
        sample = Card(_("Just looking around?"))
        sample.add(
            label(
                _("Two invented years: visitors, appeals, letters, reports. You can leave it any time."),
                "muted",
                wrap=True,
            )
        )
        sample.add(self.sample)
        file = Card(_("Settings from another computer?"))
        file.add(label(_("An office file fills this form; look it over and begin."), "muted", wrap=True))
        file.add(self.take)
        data = Card(_("Where the data lives"))
        data.add(label(_("Only on this computer, in this folder:"), "muted", wrap=True))
        folder = label(_breakable(str(self._folder)), "small", wrap=True, role="text")
        folder.setAccessibleName(str(self._folder))
        data.add(folder)
        side = QVBoxLayout()
        side.setSpacing(sizes.GAP)
        for card in (sample, file, data):
            card.setFixedWidth(SIDE)
            side.addWidget(card)
        side.addStretch(1)
        return side

    def _on_language(self, code: object) -> None:
        """The same page in another language, with all that was typed."""
        typed = self.form.typed()
        set_language(str(code))
        use_qt_words(str(code))
        preferences = Preferences(self._folder / FILE_NAME)
        preferences.language = str(code)
        preferences.close()
        self._build(typed)
        self.window().setWindowTitle(_("Reception office"))
        self.language.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the keyboard ----------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """The keys printed here are this page's: the window binds some of them to what needs an office."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._pressed(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        button = self._pressed(event)
        if button is None:
            super().keyPressEvent(event)
            return
        button.click()

    def _pressed(self, event: QKeyEvent) -> Button | None:
        """The button whose printed key this is; the keypad's Enter is an Enter too."""
        key = event.key() if event.key() != Qt.Key.Key_Enter else Qt.Key.Key_Return
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers != Qt.KeyboardModifier.ControlModifier:
            return None
        letters = {Qt.Key.Key_Return: 0, Qt.Key.Key_O: 1, Qt.Key.Key_L: 2, Qt.Key.Key_N: 3}
        at = letters.get(Qt.Key(key))
        return None if at is None else self._keys[at]

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as the page is read, whatever was added when; what it comes to is seen whole."""
        moved = step_inside(self, forward)
        focus = QApplication.focusWidget()
        if moved and focus is not None and self.form.isAncestorOf(focus):
            self.form.show_whole(focus)
        return moved or super().focusNextPrevChild(forward)

    # --- the three ways --------------------------------------------------------------------------------------------

    def make(self) -> None:
        """Makes the office that the form describes."""
        if self.is_busy():
            return
        self.trouble.set("")
        if not self.form.check():
            self.trouble.set(_("Something is missing or wrong; it is marked above."))
            return
        self._show_busy(_("Making the office…"))
        work = partial(make_office, self._folder, self.form.content(), self._clock)
        self._jobs.run("quick", work, self._on_made, self._on_failed)

    def open_sample(self) -> None:
        if self.is_busy():
            return
        self.trouble.set("")
        self._show_busy(_("Inventing two years of visits for the sample office. This takes about ten seconds…"))
        today = self._clock.local(SAMPLE_ZONE).date()
        work = partial(make_sample, self._folder, today, self.sample_visits)
        self._jobs.run("slow", work, self._on_made, self._on_failed)

    def choose_file(self) -> None:
        if self.is_busy():
            return
        dialog = QFileDialog(self, _("Take an office file"), str(Path.home()), _("Office file (*.json)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_file(self, name: str) -> None:
        """Fills the form from an office file."""
        path = Path(name)
        self.trouble.set("")
        self._show_busy(_("Reading the file…"))
        self._jobs.run("quick", partial(read_office_file, path), partial(self._on_taken, path.name), self._on_failed)

    # --- what became of it -----------------------------------------------------------------------------------------

    def is_busy(self) -> bool:
        return not self.start.isEnabled()

    def _show_busy(self, words: str) -> None:
        """While something is made, nothing else can be started; what was typed stays."""
        self.busy_words.setText(words)
        self.busy.setVisible(bool(words))
        for widget in (self.start, self.sample, self.take, self.language, self.form.viewport()):
            widget.setEnabled(not words)

    def _on_made(self, _result: object) -> None:
        self.busy_words.setText(_("Opening…"))
        self.office_made.emit()

    def _on_taken(self, name: str, content: dict[str, Any]) -> None:
        self._show_busy("")
        self.form.fill(content)
        text = _("The form is filled from “{file}”. Look it over, then press “{button}”.")
        self.taken.set(text.format(file=name, button=self.start.words()))
        self.form.name.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: BaseException) -> None:
        """The rules' and the world's refusals in words; an unexpected one is reported as well."""
        self._show_busy("")
        problem = in_words(error)
        if isinstance(error, Refused):
            homeless = self.form.show_problems(error.problems)
            self.trouble.set(
                " ".join(str(one) for one in homeless) or _("Something is missing or wrong; it is marked above.")
            )
            return
        self.trouble.set(str(problem if problem is not None else Problem("unexpected", UNEXPECTED)))
        if problem is None:
            raise error


def _rule() -> QWidget:
    line = QFrame()
    line.setProperty("card", "line")
    line.setFixedHeight(1)
    return line


def _breakable(path: str) -> str:
    """A long path may be broken after each separator."""
    return path.replace("/", "/\N{ZERO WIDTH SPACE}").replace("\\", "\\\N{ZERO WIDTH SPACE}")


def _nothing_to_say(_error: BaseException) -> None:
    """Without the long list the zone that is chosen stays."""
