"""Files held over the window and dropped on it: what it says, what it takes, and that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.office import queries
from models.office.desk import EXPERT, Actor, Desk
from models.office.drafts import load_draft
from tests.ui.conftest import Record
from tests.ui.exchange.conftest import Hand, a_file, lines, page_of
from tests.ui.shell.conftest import SmallPage, press, small, type_text
from ui.exchange.import_page import ImportPage
from ui.exchange.run import Stage
from ui.shell.file_drops import DropOverlay
from ui.shell.jobs import JobRunner
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.preferences import Preferences
from ui.shell.window import Window

Settle = Callable[[], None]


def overlay(window: Window) -> DropOverlay:
    return window.findChildren(DropOverlay)[0]


def test_a_file_over_the_window_says_what_dropping_would_do(window: Window, hand: Hand, tmp_path: Path) -> None:
    hand.carry(a_file(tmp_path, *lines(1)))
    assert hand.enter()
    assert overlay(window).isVisible()
    assert overlay(window).text() == "Drop to import “old.csv”"
    assert overlay(window).geometry() == window.rect()
    hand.leave()
    assert not overlay(window).isVisible()


def test_a_drag_that_was_given_up_leaves_nothing_on_the_screen(window: Window, hand: Hand, tmp_path: Path) -> None:
    hand.carry(a_file(tmp_path, *lines(1)))
    hand.enter()
    press(window, Qt.Key.Key_Shift)
    assert not overlay(window).isVisible()


def test_a_dropped_file_is_looked_at_and_tried_out(window: Window, hand: Hand, tmp_path: Path, settle: Settle) -> None:
    assert hand.drop(a_file(tmp_path, *lines(3)))
    assert not overlay(window).isVisible()
    settle()
    page = page_of(window)
    assert page.run.stage is Stage.SEEN
    assert page.outcome.new.figure() == "3"
    assert window.frame.sidebar.items["settings"].isChecked()
    assert window.windowTitle() == page.office.facts.name


def test_the_window_itself_takes_a_drop_as_well(window: Window, tmp_path: Path, settle: Settle) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(a_file(tmp_path, *lines(1))))])
    action, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(5, 5), action, data, button, keys))
    assert overlay(window).isVisible()
    event = QDropEvent(QPointF(5, 5), action, data, button, keys)
    QApplication.sendEvent(window, event)
    settle()
    assert event.isAccepted()
    assert page_of(window).run.stage is Stage.SEEN


def test_a_file_is_copied_and_never_moved_away(window: Window, tmp_path: Path, settle: Settle) -> None:
    data = QMimeData()
    path = a_file(tmp_path, *lines(1))
    data.setUrls([QUrl.fromLocalFile(str(path))])
    both = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    event = QDropEvent(QPointF(5, 5), both, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window.windowHandle(), event)
    assert event.dropAction() == Qt.DropAction.CopyAction
    settle()
    assert path.exists()


def test_dropping_over_a_form_keeps_what_is_typed_in_it(
    window: Window, hand: Hand, tmp_path: Path, settle: Settle, record: Record
) -> None:
    press(window, Qt.Key.Key_F2)
    type_text("Третьякова")
    hand.drop(a_file(tmp_path, *lines(1)))
    settle()
    assert isinstance(window.page, ImportPage)
    assert record(load_draft, "test-booking") == {"text": "Третьякова"}
    press(window, Qt.Key.Key_Escape)
    assert small(window).name == "booking"
    assert small(window).field.text() == "Третьякова"


def test_two_files_at_once_are_refused_in_words(
    window: Window, hand: Hand, tmp_path: Path, notices: list[str], settle: Settle
) -> None:
    first, second = a_file(tmp_path, *lines(1)), a_file(tmp_path, *lines(1), name="other.csv")
    hand.carry(first, second)
    hand.enter()
    said = "Only one file at a time can be imported. Drop them one after another."
    assert overlay(window).text() == said
    hand.drop(first, second)
    settle()
    assert notices == [said]
    assert isinstance(window.page, SmallPage)


@pytest.mark.parametrize("address", ["https://example.org/table.csv", "mailto:somebody@example.org"])
def test_what_is_no_file_of_this_computer_is_left_to_others(window: Window, hand: Hand, address: str) -> None:
    hand.carry(address)
    assert not hand.enter()
    assert not overlay(window).isVisible()
    hand.drop(address)
    assert isinstance(window.page, SmallPage)


def test_dragged_words_are_left_to_the_fields(window: Window, hand: Hand) -> None:
    hand.carry_text("Третьякова")
    hand.enter()
    assert not overlay(window).isVisible()


def test_without_an_office_nothing_is_taken(qtbot: QtBot, tmp_path: Path) -> None:
    window = Window(Preferences(tmp_path / "window.ini"), Navigation())
    qtbot.addWidget(window)
    window.furnish()
    window.show()
    hand = Hand(window)
    hand.drop(a_file(tmp_path, *lines(1)))
    assert not overlay(window).isVisible()


def test_who_may_not_import_is_told_so(
    qtbot: QtBot, desk: Desk, jobs: JobRunner, themed: QApplication, navigation: Navigation, tmp_path: Path,
    settle: Settle,
) -> None:  # fmt: skip
    expert = desk.of(Actor(None, "Мельников Роман", EXPERT))
    facts = queries.facts(desk)
    desk.db.forbid_this_thread()
    office = Office(jobs, expert, facts, lambda error: None)
    window = Window(Preferences(tmp_path / "window.ini"), navigation)
    qtbot.addWidget(window)
    said: list[str] = []
    office.warned.connect(said.append)
    window.show()
    window.enter(
        office, lambda name: ImportPage(office, navigation) if name == "import" else _small(office, navigation)
    )
    hand = Hand(window)
    hand.carry(a_file(tmp_path, *lines(1)))
    hand.enter()
    assert (
        overlay(window).text().startswith("Мельников Роман may not import; the head of the office and registrars may.")
    )
    hand.drop()
    assert said == [overlay(window).text()]
    assert not window.actions_here.get("import").when()
    navigation.open_page("import")
    page = page_of(window)
    assert "Choose who sits here with F9" in page.rights.accessibleName()
    assert not page.choose_button.isEnabled()
    page.look(str(tmp_path / "old.csv"))
    settle()
    assert page.run.stage is Stage.NOTHING
    navigation.open_page("today")


def _small(office: Office, navigation: Navigation) -> SmallPage:
    return SmallPage(office, navigation, "today")
