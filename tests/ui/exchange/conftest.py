"""A window whose import page is the real one, files to be dropped on it, and a desk that can be kept busy."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from models.exchange import importing
from models.office.desk import Desk
from tests.models.builders import HEATING
from tests.ui.shell.conftest import SmallPage
from ui.exchange.import_page import ImportPage
from ui.pages import make_page
from ui.shell import jobs as lanes
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.page import Page
from ui.shell.preferences import Preferences
from ui.shell.window import Window

Settle = Callable[[], None]
SURNAMES = ("Третьяков", "Ким", "Хузин", "Орлов", "Носов", "Ли", "Шевчук", "Козёл", "Гребень", "Заяц")


class Hand:
    """Drags and drops files as the window system does."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._data = QMimeData()

    def carry(self, *files: Path | str) -> None:
        """Takes files (or anything with an address) into the hand."""
        self._data = QMimeData()
        self._data.setUrls([QUrl.fromLocalFile(str(file)) if isinstance(file, Path) else QUrl(file) for file in files])

    def carry_text(self, text: str) -> None:
        self._data = QMimeData()
        self._data.setText(text)

    def enter(self) -> bool:
        """Comes over the window; whether it may drop there."""
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QDragEnterEvent(QPoint(500, 300), Qt.DropAction.CopyAction, self._data, buttons, keys)
        QApplication.sendEvent(self._window.windowHandle(), event)
        return event.isAccepted()

    def leave(self) -> None:
        QApplication.sendEvent(self._window.windowHandle(), QDragLeaveEvent())

    def drop(self, *files: Path | str) -> bool:
        if files:
            self.carry(*files)
        self.enter()
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QDropEvent(QPointF(500, 300), Qt.DropAction.CopyAction, self._data, buttons, keys)
        QApplication.sendEvent(self._window.windowHandle(), event)
        return event.isAccepted()


class Busy:
    """Keeps the quick lane busy until it is let go: an import stands between two batches meanwhile."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._released = threading.Event()

    def begin(self) -> None:
        self._office.ask(self._wait)

    def release(self) -> None:
        self._released.set()

    def _wait(self, _desk: Desk) -> None:
        self._released.wait(30)


@pytest.fixture
def window(qtbot: QtBot, office: Office, navigation: Navigation, tmp_path: Path, settle: Settle) -> Iterator[Window]:
    """A window with the office open; its import page and settings are real."""

    def make(name: str) -> Page:
        if name in ("import", "export", "settings"):
            return make_page(name, office, navigation)
        return SmallPage(office, navigation, name)

    made = Window(Preferences(tmp_path / "window.ini"), navigation)
    qtbot.addWidget(made)
    made.showNormal()
    made.resize(1280, 720)
    made.enter(office, make)
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settle()
    yield made
    settle()
    made.close()


@pytest.fixture
def hand(window: Window) -> Hand:
    return Hand(window)


@pytest.fixture
def notices(office: Office) -> list[str]:
    """What the window said aloud."""
    said: list[str] = []
    office.noticed.connect(lambda text, _undo: said.append(text))
    office.warned.connect(said.append)
    return said


@pytest.fixture
def busy(office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[Busy]:
    """With small batches, so that a small file has many."""
    monkeypatch.setattr(importing, "BATCHES", (10, 10, 10))
    monkeypatch.setattr(lanes, "GIVE_WAY", 30.0)
    made = Busy(office)
    yield made
    made.release()


def lines(count: int, first: int = 0) -> list[str]:
    """Good rows, each another person's."""
    return [
        f"{1 + at % 28:02}.03.2025;{SURNAMES[at % 10]} Иван {at // 10};{HEATING};8 912 884-{at // 100:02}-{at % 100:02}"
        for at in range(first, first + count)
    ]


def a_file(folder: Path, *rows: str, header: str = "Дата;ФИО;Тема;Телефон", name: str = "old.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def answer(window: Window, dialog: QFileDialog, path: Path, qtbot: QtBot) -> None:
    """Chooses a file in an open dialog; the window has the keyboard again afterwards."""
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def page_of(window: Window) -> ImportPage:
    assert isinstance(window.page, ImportPage)
    return window.page
