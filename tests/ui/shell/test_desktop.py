"""From the first window to an open office: opening, refusing in words, the welcome, the way out of the sample."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.office.desk import Clock
from models.office.setup import create_office
from models.reception.operations import note_call
from models.storage import network
from models.storage.upgrade import file_in
from tests.models.builders import NOW
from tests.models.conftest import OFFICE_FILE
from tests.models.storage.disks import fill, read_only, small_disk
from tests.ui.shell.conftest import SmallPage, small
from tests.ui.shell.test_window import banners
from ui.shell.desktop import Desktop
from ui.shell.errors import Errors
from ui.shell.jobs import JobRunner
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.preferences import Preferences
from ui.shell.window import Window
from ui.widgets.cards import EmptyState


class SmallWelcome(QWidget):
    """Stands where the welcome stands."""

    office_made = Signal()

    def __init__(self, folder: Path, jobs: JobRunner, clock: Clock) -> None:
        super().__init__()
        self.folder, self.clock = folder, clock


Start = Callable[[Path], Desktop]


@pytest.fixture
def start(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Start]:
    """`start(folder)` begins the desktop there; it is closed after the test."""
    begun: list[Desktop] = []

    def begin(folder: Path) -> Desktop:
        preferences, navigation = Preferences(folder / "window.ini"), Navigation()
        window = Window(preferences, navigation)
        qtbot.addWidget(window)

        def make_page(name: str, office: Office, around: Navigation) -> SmallPage:
            return SmallPage(office, around, name)

        desktop = Desktop(
            folder, Clock(NOW), preferences, window, navigation, Errors(tmp_path), make_page, SmallWelcome
        )
        begun.append(desktop)
        desktop.start()
        return desktop

    yield begin
    for desktop in begun:
        desktop.close()


@pytest.fixture
def sample_folder(tmp_path: Path) -> Path:
    content = json.loads(OFFICE_FILE.read_text(encoding="utf-8")) | {"sample": True}
    folder = tmp_path / "sample"
    create_office(folder, content, Clock(NOW)).db.close()
    return folder


def alone(desktop: Desktop) -> QWidget | None:
    return desktop.window.frame.stack.currentWidget()


def test_the_office_opens_behind_the_window(qtbot: QtBot, start: Start, office_folder: Path) -> None:
    desktop = start(office_folder)
    assert desktop.window.isVisible()
    qtbot.waitUntil(lambda: desktop.office is not None)
    assert small(desktop.window).name == "today"
    qtbot.waitUntil(lambda: "Backup copy: today" in desktop.window.frame.statusbar.copy.text())
    assert (office_folder / "copies" / "reception-2026-11-23.db").is_file()


def test_closing_right_after_a_write_loses_nothing(qtbot: QtBot, start: Start, office_folder: Path) -> None:
    desktop = start(office_folder)
    qtbot.waitUntil(lambda: desktop.office is not None)
    assert desktop.office is not None
    for number in range(20):
        desktop.office.do(note_call, f"Вопрос {number}")
    desktop.window.close()
    from models.office.queries import open_desk
    from models.reception.queries import calls

    desk = open_desk(office_folder, Clock(NOW))
    assert calls(desk, NOW.date(), NOW.date()) == 20
    desk.db.close()


def test_who_sat_here_last_sits_here_again(qtbot: QtBot, start: Start, office_folder: Path) -> None:
    desktop = start(office_folder)
    qtbot.waitUntil(lambda: desktop.office is not None)
    assert desktop.office is not None
    person = desktop.office.facts.staff[2]
    desktop.office.set_actor(person.id)
    desktop.window.close()
    again = start(office_folder)
    qtbot.waitUntil(lambda: again.office is not None)
    assert again.office is not None
    assert again.office.actor.name == person.name


def test_a_folder_without_an_office_is_welcomed(
    qtbot: QtBot, start: Start, office_template: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    desktop = start(folder)
    qtbot.waitUntil(lambda: isinstance(alone(desktop), SmallWelcome))
    assert not desktop.window.frame.sidebar.isVisible()
    assert not file_in(folder).exists(), "nothing is made behind the person's back"
    shutil.copy(file_in(office_template), file_in(folder))
    welcome = alone(desktop)
    assert isinstance(welcome, SmallWelcome)
    welcome.office_made.emit()
    qtbot.waitUntil(lambda: desktop.office is not None)
    assert desktop.window.frame.sidebar.isVisible()


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100])
def test_a_strange_file_is_refused_in_words_and_left_alone(
    qtbot: QtBot, start: Start, tmp_path: Path, content: bytes
) -> None:
    folder = tmp_path / "strange"
    folder.mkdir()
    file_in(folder).write_bytes(content)
    desktop = start(folder)
    qtbot.waitUntil(lambda: isinstance(alone(desktop), EmptyState))
    assert file_in(folder).read_bytes() == content
    assert desktop.office is None


def test_opening_can_be_tried_again(qtbot: QtBot, start: Start, office_template: Path, tmp_path: Path) -> None:
    folder = tmp_path / "strange"
    folder.mkdir()
    file_in(folder).write_bytes(b"")
    desktop = start(folder)
    qtbot.waitUntil(lambda: isinstance(alone(desktop), EmptyState))
    shutil.copy(file_in(office_template), file_in(folder))
    said = alone(desktop)
    assert isinstance(said, EmptyState)
    said.acted.emit()
    qtbot.waitUntil(lambda: desktop.office is not None)
    assert small(desktop.window).isVisible()


def test_the_sample_gives_way_to_a_real_office_and_is_kept(qtbot: QtBot, start: Start, sample_folder: Path) -> None:
    desktop = start(sample_folder)
    qtbot.waitUntil(lambda: desktop.office is not None)
    desktop.window.real_office_wanted.emit()
    qtbot.waitUntil(lambda: isinstance(alone(desktop), SmallWelcome))
    assert not file_in(sample_folder).exists()
    assert (sample_folder / "sample-1.db").is_file()
    assert list((sample_folder / "copies").glob("reception-*")) == []


def test_a_real_office_is_never_put_aside(qtbot: QtBot, start: Start, office_folder: Path) -> None:
    desktop = start(office_folder)
    qtbot.waitUntil(lambda: desktop.office is not None)
    desktop.window.real_office_wanted.emit()
    assert desktop.office is not None
    assert file_in(office_folder).exists()


def test_the_language_changes_while_an_office_is_open(
    qtbot: QtBot, start: Start, office_folder: Path, speak: Callable[[str], None]
) -> None:
    desktop = start(office_folder)
    qtbot.waitUntil(lambda: desktop.office is not None)
    desktop.use_language("ru")
    assert desktop.window.frame.sidebar.items["appeals"].words() == "Обращения"
    desktop.use_language("en")
    assert desktop.window.frame.sidebar.items["appeals"].words() == "Appeals"
    speak("en")


# --- where nothing can be written ----------------------------------------------------------------------------------


def refusal_to_save(qtbot: QtBot, desktop: Desktop) -> str:
    """What is said aloud when a call is noted."""
    said: list[str] = []
    assert desktop.office is not None
    desktop.office.warned.connect(said.append)
    desktop.office.do(note_call, "Часы приёма")
    qtbot.waitUntil(lambda: bool(said))
    assert len(said) == 1
    return said[0]


def test_a_read_only_office_is_shown_with_a_banner(qtbot: QtBot, start: Start, office_folder: Path) -> None:
    with read_only(office_folder) as folder:
        desktop = start(folder)
        qtbot.waitUntil(lambda: desktop.office is not None)
        assert ["can be read but not changed" in text for text in banners(desktop.window)] == [True]
        assert "cannot be written" in refusal_to_save(qtbot, desktop)
        assert small(desktop.window).name == "today"
        desktop.close()


def test_an_office_on_a_full_disk_is_shown_and_says_what_is_wrong(
    qtbot: QtBot, start: Start, office_template: Path, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", 6) as disk:
        shutil.copytree(office_template, disk / "office")
        fill(disk)
        desktop = start(disk / "office")
        qtbot.waitUntil(lambda: desktop.office is not None)
        assert "disk is full" in refusal_to_save(qtbot, desktop)
        desktop.close()


def test_an_office_on_a_network_path_is_warned_of(
    qtbot: QtBot, start: Start, office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "network_kind", lambda folder: "nfs4")
    desktop = start(office_folder)
    qtbot.waitUntil(lambda: desktop.office is not None)
    assert ["nfs4" in text for text in banners(desktop.window)] == [True]
