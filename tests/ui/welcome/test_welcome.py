"""The first start: an office set up by keyboard, the sample, an office file; nothing typed is ever lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.office.desk import Clock
from models.office.queries import facts, open_desk
from models.office.setup import exported
from resources.words import set_language
from tests.models.builders import NOW
from tests.models.conftest import OFFICE_FILE
from tests.ui.shell.conftest import press, type_text
from ui.shell.jobs import JobRunner
from ui.shell.navigation import Navigation
from ui.shell.preferences import Preferences
from ui.shell.qt_words import use_qt_words
from ui.shell.window import Window
from ui.welcome.page import WelcomePage
from ui.widgets.tab_order import stops_of


@pytest.fixture
def lanes(qtbot: QtBot) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    made.mkdir()
    return made


@pytest.fixture
def welcome(qtbot: QtBot, themed: QApplication, lanes: JobRunner, folder: Path) -> WelcomePage:
    page = WelcomePage(folder, lanes, Clock(NOW))
    page.sample_visits = 60
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.setFocus()
    return page


@pytest.fixture
def wait(qtbot: QtBot, lanes: JobRunner) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lanes.is_idle, timeout=60_000)


def written(folder: Path) -> dict[str, Any]:
    """What the office's file says now."""
    desk = open_desk(folder, Clock(NOW))
    content = exported(desk)
    desk.db.close()
    return content


def focused(widget: QWidget) -> bool:
    return QApplication.focusWidget() is widget


def test_an_office_is_set_up_by_keyboard_alone(
    welcome: WelcomePage, folder: Path, qtbot: QtBot, wait: Callable[[], None]
) -> None:
    type_text("Приёмная главы")
    press(welcome, Qt.Key.Key_Return)
    type_text("г. Пермь, ул. Садовая, 12")
    press(welcome, Qt.Key.Key_Return)
    type_text("8 (342) 200-00-00, 8 (342) 200-00-01")
    row = welcome.form.people.rows[0]
    for _step in range(40):
        if focused(row.name.line):
            break
        press(welcome, Qt.Key.Key_Tab)
    type_text("Белов Андрей Викторович")
    with qtbot.waitSignal(welcome.office_made, timeout=60_000):
        press(welcome, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait()
    content = written(folder)
    assert content["name"] == "Приёмная главы"
    assert content["phones"] == ["8 (342) 200-00-00", "8 (342) 200-00-01"]
    assert content["hours"]["mon"] == ["10:00-13:00", "14:00-18:00"]
    assert content["hours"]["sat"] == []
    assert content["holidays"] == "RU"
    assert [(p["name"], p["role"], p["receives"]) for p in content["staff"]] == [
        ("Белов Андрей Викторович", "head", True)
    ]


def test_ticked_topics_a_second_person_and_districts_are_written(
    welcome: WelcomePage, folder: Path, qtbot: QtBot, wait: Callable[[], None]
) -> None:
    form = welcome.form
    form.name.set_value("Приёмная")
    form.people.rows[0].name.set_value("Белов Андрей")
    press(welcome, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    second = form.people.rows[1]
    assert focused(second.name.line)
    type_text("Мельников Роман")
    chips = {button.words(): button for button in second.topics._buttons}
    chips["Social welfare and family"].setFocus()
    press(welcome, Qt.Key.Key_Space)
    form.districts.set_value("Ленинский\n\n Кировский ")
    with qtbot.waitSignal(welcome.office_made, timeout=60_000):
        welcome.make()
    wait()
    content = written(folder)
    assert content["staff"][1]["topics"] == ["0002.0007", "0002.0004"]
    assert content["districts"] == ["Ленинский", "Кировский"]


def test_what_is_missing_is_said_under_the_fields_and_nothing_is_made(welcome: WelcomePage, folder: Path) -> None:
    welcome.form.address.set_value("Пермь")
    welcome.form.hours.days["tue"].hours.setText("10-8")
    welcome.make()
    assert welcome.form.name.problem() == "The office needs a name."
    assert "Tuesday" in welcome.form.hours.problem()
    assert welcome.form.people.rows[0].name.problem()
    assert welcome.trouble.accessibleName()
    assert focused(welcome.form.name.line)
    assert welcome.form.address.text() == "Пермь"
    assert not (folder / "reception.db").exists()


def test_an_office_without_a_head_is_refused_in_words(welcome: WelcomePage, folder: Path) -> None:
    welcome.form.name.set_value("Приёмная")
    row = welcome.form.people.rows[0]
    row.name.set_value("Белов Андрей")
    row.role.set_value("expert")
    welcome.make()
    assert "head" in row.role.problem()
    assert not (folder / "reception.db").exists()


def test_two_people_of_one_name_are_told_apart(welcome: WelcomePage) -> None:
    welcome.form.name.set_value("Приёмная")
    welcome.form.people.set_people([{"name": "Белов А. В.", "role": "head"}, {"name": "БЕЛОВ А. В."}])
    welcome.make()
    assert welcome.form.people.rows[1].name.problem()


def test_the_language_changes_at_once_and_keeps_what_was_typed(welcome: WelcomePage, folder: Path) -> None:
    type_text("Приёмная главы")
    welcome.form.hours.days["mon"].hours.setText("9-17")
    welcome.form.people.rows[0].name.set_value("Белов")
    welcome.form.people.add({"role": "expert", "receives": False})
    welcome.language._buttons[0].click()
    assert welcome.start.words() == "Начать работу"
    assert welcome.form.name.text() == "Приёмная главы"
    assert welcome.form.hours.days["mon"].hours.text() == "09:00–17:00"
    assert [row.name.text() for row in welcome.form.people.rows] == ["Белов", ""]
    assert "ru" in (folder / "window.ini").read_text(encoding="utf-8")


def test_the_sample_office_is_opened(
    welcome: WelcomePage, folder: Path, qtbot: QtBot, wait: Callable[[], None]
) -> None:
    with qtbot.waitSignal(welcome.office_made, timeout=100_000):
        press(welcome, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
        assert welcome.is_busy()
        assert welcome.busy_words.text()
    wait()
    desk = open_desk(folder, Clock(NOW))
    assert facts(desk).is_sample
    desk.db.close()
    assert not (folder / "sample-unfinished").exists()


def test_an_office_file_fills_the_form_and_keeps_what_no_field_shows(
    welcome: WelcomePage, folder: Path, qtbot: QtBot, wait: Callable[[], None]
) -> None:
    welcome.take_file(str(OFFICE_FILE))
    wait()
    assert welcome.form.name.text() == "Приёмная по работе с обращениями граждан"
    assert "office.json" in welcome.taken.accessibleName()
    assert len(welcome.form.people.rows) == 4
    with qtbot.waitSignal(welcome.office_made, timeout=60_000):
        welcome.make()
    wait()
    content, file = written(folder), json.loads(OFFICE_FILE.read_text(encoding="utf-8"))
    assert content["executors"] == file["executors"]
    assert content["staff"][0]["absences"] == file["staff"][0]["absences"]
    assert content["staff"][0]["topics"] == file["staff"][0]["topics"]
    assert content["outreach"] == file["outreach"]


def test_a_wrong_file_is_refused_in_words_and_the_form_stays(
    welcome: WelcomePage, tmp_path: Path, wait: Callable[[], None]
) -> None:
    type_text("Моя приёмная")
    wrong = tmp_path / "wrong.json"
    wrong.write_text("это не приёмная", encoding="utf-8")
    welcome.take_file(str(wrong))
    wait()
    assert "wrong.json" in welcome.trouble.accessibleName()
    assert welcome.form.name.text() == "Моя приёмная"
    assert not welcome.is_busy()


def test_a_folder_that_cannot_be_written_is_told_and_the_form_stays(
    qtbot: QtBot, welcome: WelcomePage, folder: Path, wait: Callable[[], None]
) -> None:
    welcome.form.name.set_value("Приёмная")
    welcome.form.people.rows[0].name.set_value("Белов")
    shutil.rmtree(folder)
    folder.write_text("", encoding="utf-8")  # a file where the folder should be
    welcome.make()
    wait()
    assert welcome.trouble.accessibleName()
    assert welcome.form.name.text() == "Приёмная"
    assert welcome.start.isEnabled()


def test_every_language_fits_a_small_screen(
    qtbot: QtBot, themed: QApplication, lanes: JobRunner, folder: Path, every_language: str
) -> None:
    page = WelcomePage(folder, lanes, Clock(NOW))
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    QTest.qWait(0)
    assert (page.width(), page.height()) == (1280, 720)
    assert page.start.width() >= page.start.sizeHint().width()
    assert page.form.horizontalScrollBar().maximum() == 0


def tab_to(welcome: WelcomePage, wanted: QWidget) -> None:
    for _step in range(80):
        if focused(wanted):
            return
        press(welcome, Qt.Key.Key_Tab)
    raise AssertionError("Tab does not come there")


def test_ctrl_n_adds_a_person_in_the_window_and_after_the_language_is_changed(
    themed: QApplication, qtbot: QtBot, lanes: JobRunner, folder: Path, tmp_path: Path
) -> None:
    window = Window(Preferences(tmp_path / "window.ini"), Navigation())
    qtbot.addWidget(window)
    welcome = WelcomePage(folder, lanes, Clock(NOW))
    window.resize(1280, 720)
    window.show()
    window.frame.show_alone(welcome)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(welcome, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert len(welcome.form.people.rows) == 2
    try:
        welcome._on_language("ru")
        for rows in (3, 4):
            press(welcome, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
            assert len(welcome.form.people.rows) == rows
    finally:
        set_language("en")
        use_qt_words("en")


def test_tab_goes_through_the_page_as_it_is_read_and_shows_fields_whole(welcome: WelcomePage) -> None:
    press(welcome, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()  # the new row is laid out
    welcome.activateWindow()
    QApplication.processEvents()
    form = welcome.form
    names: list[QWidget] = [row.name.line for row in form.people.rows]
    way = [*names, form.people.add_button, form.districts.area]
    form.name.line.setFocus()
    for stop in way:
        tab_to(welcome, stop)
        assert stop.visibleRegion().boundingRect().height() == stop.height()
    for button in (welcome.start, welcome.sample, welcome.take):
        press(welcome, Qt.Key.Key_Tab)
        assert focused(button)


def test_a_removed_person_is_brought_back_with_everything(welcome: WelcomePage) -> None:
    people = welcome.form.people
    press(welcome, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    type_text("Мельников Роман")
    before = people.typed()
    press(welcome, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert len(people.rows) == 1
    assert focused(people.undo_button)
    press(welcome, Qt.Key.Key_Space)
    assert people.typed() == before
    assert focused(people.rows[1].name.line)
    assert people.gone.isHidden()


def test_tab_never_stops_at_the_bin(welcome: WelcomePage) -> None:
    people = welcome.form.people
    press(welcome, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert people.rows[1].bin.isVisible()
    tab_to(welcome, people.add_button)
    assert people.rows[1].bin not in stops_of(welcome)
    assert len(people.rows) == 2
