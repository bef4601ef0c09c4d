"""Making and opening an office on a server: once, by one desk at a time, owning nothing but its schema."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlcipher3 import dbapi2 as driver

from models.office.desk import Clock
from models.office.queries import open_desk
from models.office.setup import create_office
from models.problems import Refused
from models.storage import upgrade
from models.storage.place import new_office, open_office
from tests.models.builders import NOW, a_visitor
from tests.models.conftest import OFFICE_FILE

if TYPE_CHECKING:
    from tests.models.a_server import Server


def content() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(OFFICE_FILE.read_text(encoding="utf-8"))
    return found


def refusal(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        work()
    (problem,) = refused.value.problems
    assert str(problem)
    return problem.code


def told(url: str, sql: str) -> list[tuple[Any, ...]]:
    """What the server answers to somebody who is no program of ours."""
    from models.storage.postgres.server import connected

    with connected(url) as connection:
        found = connection.execute(sql)
        return found.fetchall() if found.description else []


def test_both_engines_have_one_version() -> None:
    from models.storage.postgres import schema

    assert schema.VERSION == upgrade.VERSION


def test_both_engines_have_the_same_tables_and_columns(office_folder: Path, office_url: str) -> None:
    columns = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'reception'"
    on_server: dict[str, set[str]] = {}
    for table, column in told(office_url, columns):
        on_server.setdefault(table, set()).add(column)
    with driver.connect(str(upgrade.file_in(office_folder))) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        in_file = {table: {row[1] for row in file.execute(f"PRAGMA table_info({table})")} for table in tables}
    file.close()
    ours = {table for table in in_file if not table.startswith(("visitor_words", "visitor_digits", "sqlite_"))}
    assert {table: on_server.get(table) for table in ours} == {table: in_file[table] for table in ours}
    assert {name.removesuffix("_added").removesuffix("_folded") for name in on_server} == ours | {"schema_version"}


def test_an_office_is_made_once(office_url: str) -> None:
    desk = open_desk(office_url, Clock(NOW))
    a_visitor(desk)
    desk.db.close()
    assert refusal(lambda: create_office(office_url, content(), Clock(NOW))) == "exists"
    assert told(office_url, "SELECT COUNT(*) FROM visitor") == [(1,)]


def test_an_empty_database_holds_no_office_yet(new_place: str) -> None:
    assert refusal(lambda: open_office(new_place)) == "no-office"


def test_a_newer_schema_is_refused_and_not_touched(office_url: str) -> None:
    told(office_url, "UPDATE schema_version SET version = 99")
    assert refusal(lambda: open_office(office_url)) == "newer"
    assert told(office_url, "SELECT version FROM schema_version") == [(99,)]


def test_somebody_elses_tables_are_let_be(new_place: str) -> None:
    told(new_place, "CREATE TABLE reception.theirs (id int)")
    assert refusal(lambda: create_office(new_place, content(), Clock(NOW))) == "not-ours"
    assert refusal(lambda: open_office(new_place)) == "not-ours"
    assert told(new_place, "SELECT COUNT(*) FROM theirs") == [(0,)]


def test_an_office_that_does_not_come_to_be_leaves_nothing(new_place: str) -> None:
    with pytest.raises(ZeroDivisionError), new_office(new_place):
        raise ZeroDivisionError
    assert told(new_place, "SELECT tablename FROM pg_tables WHERE schemaname = 'reception'") == []
    with new_office(new_place) as db:
        assert db.rows("SELECT COUNT(*) FROM office") == [(0,)]
    db.close()


def test_of_two_who_make_it_at_once_one_does(new_place: str) -> None:
    said: list[str] = []

    def make() -> None:
        try:
            create_office(new_place, content(), Clock(NOW)).db.leave_thread()
            said.append("made")
        except Refused as refused:
            said.append(refused.problems[0].code)

    threads = [threading.Thread(target=make) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["exists", "made"]
    assert told(new_place, "SELECT COUNT(*) FROM office") == [(1,)]


def test_the_program_owns_nothing_but_its_schema(office_url: str) -> None:
    elsewhere = """
    SELECT c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relowner = 'reception'::regrole AND n.nspname NOT IN ('reception', 'pg_toast')
    """
    assert told(office_url, elsewhere) == []


def test_a_place_without_a_server_or_a_database_is_told_in_words(server: Server, office_url: str) -> None:
    assert refusal(lambda: open_office(server.url("nothing_here"))) == "no-database"
    assert refusal(lambda: open_office("postgresql://reception@127.0.0.1:1/office")) == "no-server"
    assert refusal(lambda: create_office("postgresql://reception@127.0.0.1:1/office", content(), Clock(NOW)))


def test_a_name_without_rights_is_told_so(server: Server, new_place: str) -> None:
    server.run(f"CREATE ROLE stranger_{server.port} LOGIN")
    place = new_place.replace("//reception@", f"//stranger_{server.port}@")
    assert refusal(lambda: create_office(place, content(), Clock(NOW))) == "no-rights"
