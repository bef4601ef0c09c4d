"""A receptionist of patience: the whole program on a folder, driven by keys alone, counting them, taking pictures."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from models.office.desk import Clock
from resources.words import set_language
from ui.pages import make_page
from ui.shell.desktop import Desktop
from ui.shell.errors import Errors
from ui.shell.jobs import JobRunner
from ui.shell.navigation import Navigation
from ui.shell.preferences import FILE_NAME, Preferences
from ui.shell.window import Window
from ui.theme.theme import apply, load_theme

MOST_TABS = 150
PATIENCE = 60.0  # seconds before a wait is given up


class Robot:
    """The running program. Every key it presses is counted in `keys`."""

    def __init__(
        self,
        app: QApplication,
        folder: Path,
        clock: Clock,
        *,
        language: str = "ru",
        theme: str = "light",
        size: tuple[int, int] = (1440, 900),
    ) -> None:
        self.keys = 0
        self.typed = 0
        set_language(language)
        apply(app, load_theme(theme))
        folder.mkdir(parents=True, exist_ok=True)
        self._errors = Errors(folder)
        self.navigation = Navigation()
        preferences = Preferences(folder / FILE_NAME)
        preferences.language = language
        self.window = Window(preferences, self.navigation)
        self.desktop = Desktop(
            folder, clock, preferences, self.window, self.navigation, self._errors, make_page, _make_welcome
        )
        self.desktop.start()
        self.window.showNormal()
        self.window.resize(*size)  # whatever the size of a screen that nobody sees
        self.window.activateWindow()
        self.settle()

    # --- hands -------------------------------------------------------------------------------------------------

    def press(self, *sequences: str) -> None:
        """Presses keys by name, one after the other: "F2", "Ctrl+Return", "Tab"."""
        for sequence in sequences:
            self.keys += 1
            QTest.keySequence(self._place(), QKeySequence(sequence))
            self.settle()

    def type(self, text: str) -> None:
        """Types text into whatever has the focus; Cyrillic as input methods send it."""
        for character in text:
            self.keys += 1
            self.typed += 1
            place = self._place()
            key = ord(character.upper()) if character.isascii() and character.isprintable() else 0
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(place, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character))
        self.settle()

    def enter(self, text: str, then: str = "Tab") -> None:
        """Types and goes on."""
        self.type(text)
        self.press(then)

    def go_to(self, label: str) -> None:
        """Walks with Tab to the field or button of this name. Raises LookupError where there is none."""
        for _step in range(MOST_TABS):
            if self._place().accessibleName() == label:
                return
            QTest.keySequence(self._place(), QKeySequence("Tab"))
            self.keys += 1
        raise LookupError(label)

    def _place(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    # --- eyes --------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Waits until every question is answered, and the short pauses after typing have passed."""
        for _round in range(2):
            self.wait_until(self.desktop.jobs.is_idle)
            QTest.qWait(220)

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Lets the program live until something is so. Raises TimeoutError."""
        end = time.monotonic() + PATIENCE
        while not is_so():
            if time.monotonic() > end:
                raise TimeoutError
            QCoreApplication.processEvents()
            QTest.qWait(10)

    def shot(self, path: Path) -> Path:
        """The window as a picture."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.settle()
        if not self.window.grab().save(str(path)):
            raise OSError(path)
        return path

    def texts(self) -> str:
        """All words on the screen, for asking whether something is said."""
        return "\n".join(_words_of(widget) for widget in self.window.findChildren(QWidget) if widget.isVisible())

    def die(self) -> None:
        """The program is gone at once: nothing is asked, nothing is kept on the way out."""
        self.desktop.jobs.close()
        if self.desktop.office is not None:
            self.desktop.office.blockSignals(True)
        self.window.blockSignals(True)
        self.window.hide()
        self._errors.close()

    def close(self) -> None:
        """Closes the window as a person does: every write is finished."""
        self.window.close()
        self.desktop.close()
        self._errors.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _words_of(widget: QWidget) -> str:
    for name in ("text", "words", "toPlainText"):
        asked = getattr(widget, name, None)
        if callable(asked):
            try:
                return str(asked())
            except TypeError:
                continue
    return ""


def _make_welcome(folder: Path, jobs: JobRunner, clock: Clock) -> QWidget:
    from ui.welcome.page import WelcomePage

    return WelcomePage(folder, jobs, clock)
