"""An office for every test: migrated once a session, copied for each test."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.office.desk import Clock, Desk
from models.office.queries import open_desk
from models.office.setup import create_office
from tests.models.builders import NOW

OFFICE_FILE = Path(__file__).with_name("sample_office.json")


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an empty office of Perm."""
    folder = tmp_path_factory.mktemp("template")
    desk = create_office(folder, json.loads(OFFICE_FILE.read_text(encoding="utf-8")), Clock(NOW))
    desk.db.close()
    return folder


@pytest.fixture
def office_folder(office_template: Path, tmp_path: Path) -> Path:
    """The test's own data folder."""
    folder = tmp_path / "office"
    shutil.copytree(office_template, folder)
    return folder


@pytest.fixture
def desk(office_folder: Path) -> Iterator[Desk]:
    """The head's desk on Monday, 23 November 2026, 11:46."""
    opened = open_desk(office_folder, Clock(NOW))
    yield opened
    opened.db.close()
