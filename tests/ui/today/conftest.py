"""The working Monday, made once and copied, and a window with the real pages of the day and of the calendar."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.office.desk import Clock
from models.office.queries import open_desk
from resources.words import set_language
from tests.models.builders import NOW
from tests.ui.today.a_day import a_working_day
from tests.ui.today.a_window import open_window
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.window import Window
from ui.today.page import TodayPage

IDS = "ids.json"


@pytest.fixture(scope="session")
def monday_template(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an office in the middle of its working Monday."""
    folder = tmp_path_factory.mktemp("monday") / "office"
    shutil.copytree(office_template, folder)
    set_language("en")
    desk = open_desk(folder, Clock(NOW))
    (folder / IDS).write_text(json.dumps(a_working_day(desk)), encoding="utf-8")
    desk.db.close()
    return folder


@pytest.fixture
def office_folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The test's own data folder: the working Monday for a test that asks for `ids`, else a new office."""
    template = "monday_template" if "ids" in request.fixturenames else "office_template"
    folder = tmp_path / "office"
    shutil.copytree(request.getfixturevalue(template), folder)
    return folder


@pytest.fixture
def ids(office_folder: Path) -> dict[str, int]:
    """Ids of the Monday's appointments by surname."""
    found: dict[str, int] = json.loads((office_folder / IDS).read_text(encoding="utf-8"))
    return found


@pytest.fixture
def window(qtbot: QtBot, office: Office, navigation: Navigation, tmp_path: Path, settle: Callable[[], None]) -> Window:
    """The window at today's page."""
    return open_window(qtbot, office, navigation, tmp_path, settle)


@pytest.fixture
def today(ids: dict[str, int], window: Window) -> TodayPage:
    """The page of the working Monday."""
    page = window.page
    assert isinstance(page, TodayPage)
    return page
