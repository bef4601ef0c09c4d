"""An office for every test, on every engine: migrated once a session, copied for each test."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from models.office.desk import Clock, Desk
from models.office.queries import open_desk
from models.office.setup import create_office
from tests.models.builders import NOW

if TYPE_CHECKING:
    from tests.models.a_server import Server

OFFICE_FILE = Path(__file__).with_name("sample_office.json")
FILE, SERVER = "file", "server"
ASKED = "RECEPTION_TEST_SERVER"


@pytest.fixture(params=[FILE, SERVER])
def engine(request: pytest.FixtureRequest) -> str:
    """What holds the office. Folders whose tests are of one engine alone say so in a conftest of their own."""
    return str(request.param)


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


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server that lives as long as the session; `make test-server` asks for it."""
    if ASKED not in os.environ:
        pytest.skip("tests on a server are run by `make test-server`")
    try:
        from tests.models import a_server
    except ImportError:
        pytest.skip("psycopg is not installed; tests on a server are left out")
    if reason := a_server.missing():
        pytest.skip(reason)
    running = a_server.Server()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def server_template(server: Server) -> Server:
    """The server with the same office as a template of databases."""
    from tests.models.a_server import TEMPLATE

    content = json.loads(OFFICE_FILE.read_text(encoding="utf-8"))
    create_office(server.empty_database(TEMPLATE), content, Clock(NOW)).db.close()
    return server


@pytest.fixture
def office_url(server_template: Server) -> Iterator[str]:
    """The test's own database on the server."""
    url = server_template.copy()
    yield url
    server_template.drop(url)


@pytest.fixture
def office_place(engine: str, request: pytest.FixtureRequest) -> Path | str:
    """Where the test's own office lies: a folder, or the URL of a database."""
    place = request.getfixturevalue("office_folder" if engine == FILE else "office_url")
    return place if isinstance(place, Path) else str(place)


@pytest.fixture
def another_office(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Path | str]]:
    """Gives the place of one more fresh office at each call; the one before is gone then."""
    server: Server | None = None if engine == FILE else request.getfixturevalue("server_template")
    template: Path = request.getfixturevalue("office_template")
    given: list[Path | str] = []

    def end() -> None:
        for place in given:
            if isinstance(place, Path):
                shutil.rmtree(place)
            elif server is not None:
                server.drop(place)
        given.clear()

    def another() -> Path | str:
        end()
        place = server.copy() if server is not None else shutil.copytree(template, tmp_path / "another")
        given.append(place)
        return place

    yield another
    end()


@pytest.fixture
def new_place(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path | str]:
    """A place where an office can be made: a folder that is not there yet, or an empty database."""
    if engine == FILE:
        yield tmp_path / "new"
        return
    server: Server = request.getfixturevalue("server")
    url = server.copy(server.empty)
    yield url
    server.drop(url)


@pytest.fixture
def desk(office_place: Path | str) -> Iterator[Desk]:
    """The head's desk on Monday, 23 November 2026, 11:46."""
    opened = open_desk(office_place, Clock(NOW))
    yield opened
    opened.db.close()
