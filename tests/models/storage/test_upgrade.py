"""Upgrading an older file: a verified copy first, then one transaction; a killed one changes nothing."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as driver

from models.office.desk import Clock
from models.office.queries import open_desk
from models.problems import Refused
from models.storage import backup, upgrade
from models.storage.check import CheckResult, checked
from models.storage.upgrade import VERSION, file_in, open_office
from tests.models.builders import NOW, a_visitor, an_appeal
from tests.models.storage.children import Child, Say, needs_fork
from tests.models.storage.test_opening import hash_of, refusal

NEXT = """
ALTER TABLE visitor ADD COLUMN nickname TEXT NOT NULL DEFAULT '';
CREATE TABLE wish (
    id INTEGER PRIMARY KEY,
    visitor_id INTEGER NOT NULL REFERENCES visitor,
    text TEXT NOT NULL);
CREATE INDEX wish_visitor ON wish (visitor_id);
INSERT INTO wish (visitor_id, text)
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
    SELECT visitor.id, 'wish ' || i FROM visitor, n;
CREATE TRIGGER wish_is_told AFTER INSERT ON wish BEGIN
    UPDATE visitor SET nickname = 'asked; and answered' WHERE id = NEW.visitor_id;
END;
UPDATE visitor SET nickname = substr(full_name, 1, 3);
DROP INDEX visitor_address;
CREATE INDEX visitor_address ON visitor (address_key, id);
"""
STATEMENTS = len(upgrade._statements(NEXT))


def next_version() -> str:
    return NEXT


@pytest.fixture
def newer_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program of a year later, with one migration more."""
    monkeypatch.setattr(upgrade, "MIGRATIONS", (*upgrade.MIGRATIONS, next_version))
    monkeypatch.setattr(upgrade, "VERSION", VERSION + 1)


@pytest.fixture
def older_file(office_folder: Path) -> Path:
    """A file of today with somebody in it."""
    desk = open_desk(office_folder, Clock(NOW))
    a_visitor(desk)
    an_appeal(desk)
    desk.db.close()
    return file_in(office_folder)


def facts_of(path: Path) -> tuple[int, list[Any], list[Any]]:
    """Version, schema and the visitors of a file."""
    connection = driver.connect(str(path), isolation_level=None)
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        schema = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name, sql").fetchall()
        people = connection.execute("SELECT * FROM visitor ORDER BY id").fetchall()
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return version, schema, people
    finally:
        connection.close()


def test_an_older_file_is_copied_and_upgraded(older_file: Path, newer_program: None) -> None:
    old = facts_of(older_file)
    db = open_office(older_file.parent)
    assert db.rows("PRAGMA user_version") == [(VERSION + 1,)]
    assert db.rows("SELECT nickname FROM visitor") == [("Тре",)]
    assert db.rows("SELECT COUNT(*) FROM wish") == [(3000,)]
    db.close()
    copy = older_file.parent / "copies" / f"before-upgrade-{VERSION}-to-{VERSION + 1}.db"
    assert facts_of(copy) == old
    backup.verify(copy)


def test_an_upgraded_file_is_not_upgraded_again(older_file: Path, newer_program: None) -> None:
    open_office(older_file.parent).close()
    copies = sorted(os.listdir(older_file.parent / "copies"))
    before = facts_of(older_file)
    open_office(older_file.parent).close()
    assert facts_of(older_file) == before
    assert sorted(os.listdir(older_file.parent / "copies")) == copies


def test_an_upgraded_file_is_refused_by_the_older_program(
    older_file: Path, newer_program: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_office(older_file.parent).close()
    monkeypatch.undo()
    assert refusal(older_file.parent) == "newer"


def test_without_a_copy_nothing_is_upgraded(older_file: Path, newer_program: None) -> None:
    (older_file.parent / "copies").write_text("a file in the folder's place", encoding="utf-8")
    before = hash_of(older_file)
    assert refusal(older_file.parent) == "no-open"
    assert hash_of(older_file) == before


def test_a_damaged_file_is_not_upgraded(older_file: Path, newer_program: None) -> None:
    connection = driver.connect(str(older_file), isolation_level=None)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("UPDATE appeal SET visitor_id = 999")
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    before = hash_of(older_file)
    assert refusal(older_file.parent) == "bad-copy"
    assert hash_of(older_file) == before
    assert os.listdir(older_file.parent / "copies") == []


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    older_file: Path, newer_program: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = facts_of(older_file)
    broken = NEXT + "INSERT INTO no_such_table VALUES (1);\n"
    monkeypatch.setattr(upgrade, "MIGRATIONS", (*upgrade.MIGRATIONS[:-1], lambda: broken))
    with pytest.raises(Refused):
        open_office(older_file.parent)
    assert facts_of(older_file) == before


def killed_before(folder: Path, number: int) -> Child:
    """A program that upgrades the folder's file and is killed before its statement of this number."""

    def work(say: Say) -> None:
        statements = upgrade._statements

        def deadly(script: str) -> Iterator[str]:
            for place, statement in enumerate([*statements(script), ""]):
                if place == number:
                    os.kill(os.getpid(), signal.SIGKILL)
                if statement:
                    yield statement

        upgrade._statements = deadly  # type: ignore[assignment]
        open_office(folder)
        say("survived")

    return Child(work)


@needs_fork
@pytest.mark.parametrize("number", range(STATEMENTS + 1))
def test_killed_before_any_statement_the_file_is_wholly_old(older_file: Path, newer_program: None, number: int) -> None:
    before = facts_of(older_file)
    assert killed_before(older_file.parent, number).rest() == []
    assert facts_of(older_file) == before
    db = open_office(older_file.parent)
    assert db.rows("SELECT COUNT(*) FROM wish") == [(3000,)]
    db.close()


@needs_fork
def test_killed_in_the_midst_of_statements_the_file_is_wholly_old_or_new(older_file: Path, newer_program: None) -> None:
    old = facts_of(older_file)

    def work(say: Say) -> None:
        statements = upgrade._statements

        def told(script: str) -> Iterator[str]:
            for statement in statements(script):
                say(statement[:20])
                yield statement

        upgrade._statements = told  # type: ignore[assignment]
        open_office(older_file.parent).close()

    for number in range(1, STATEMENTS + 1):
        child = Child(work)
        child.first(number)
        child.kill()
        found = facts_of(older_file)
        if found[0] == VERSION:
            assert found == old
        else:
            assert "wish" in {name for name, _sql in found[1]}
            break


def test_the_upgraded_office_is_sound(older_file: Path, newer_program: None) -> None:
    desk = open_desk(older_file.parent, Clock(NOW))
    assert checked(desk) == CheckResult()
    desk.db.close()


def test_statements_are_told_apart_with_triggers_and_strings() -> None:
    assert STATEMENTS == 8
    assert upgrade._statements("SELECT ';';\nSELECT\n  1;\n") == ["SELECT ';';", "SELECT\n  1;"]
