"""The audit can only be appended to, and whoever goes behind its back is found at the first row he touched."""

from __future__ import annotations

import random

import peewee
import pytest

from models.audit.chain import first_broken_entry
from models.audit.tables import Audit
from models.office.desk import Desk
from models.reception import operations as reception
from tests.models.builders import a_visitor, an_appeal, drop_audit_guards

COLUMNS = "id, office_id, at, actor_id, actor_name, action, subject, subject_id, details, previous_hash, hash"
FORGED = COLUMNS.replace("actor_name", "'Никто'")
LENGTH = 12  # entries, the founding of the office among them


@pytest.fixture
def audited(desk: Desk) -> Desk:
    """An office in which this and that has been done."""
    a_visitor(desk)
    an_appeal(desk)
    for number in range(LENGTH - 3):
        reception.note_call(desk, f"Вопрос {number}")
    assert Audit.select().count() == LENGTH
    assert first_broken_entry(1) is None
    return desk


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit SET actor_name = 'Никто' WHERE id = 3",
        "UPDATE audit SET details = details",
        "DELETE FROM audit WHERE id = 3",
        "DELETE FROM audit",
        f"REPLACE INTO audit ({COLUMNS}) SELECT {COLUMNS} FROM audit WHERE id = 3",
        f"INSERT OR REPLACE INTO audit ({COLUMNS}) SELECT {FORGED} FROM audit WHERE id = 3",
        f"INSERT INTO audit ({COLUMNS}) SELECT {COLUMNS} FROM audit WHERE id = 3"
        " ON CONFLICT (id) DO UPDATE SET actor_name = 'Никто'",
        f"INSERT INTO audit ({COLUMNS}) SELECT {COLUMNS} FROM audit WHERE id = 3"
        " ON CONFLICT (hash) DO UPDATE SET details = ''",
        "UPDATE OR REPLACE audit SET id = 4 WHERE id = 3",
    ],
)
def test_nothing_in_it_can_be_changed_or_deleted(audited: Desk, sql: str) -> None:
    before = audited.db.rows("SELECT * FROM audit")
    with pytest.raises(peewee.DatabaseError), audited.db.writing():
        audited.db.run(sql)
    assert audited.db.rows("SELECT * FROM audit") == before


def unguarded(desk: Desk, *statements: str) -> None:
    """What somebody does who opens the file with a tool of his own."""
    with desk.db.writing():
        drop_audit_guards(desk)
        for sql in statements:
            desk.db.run(sql)


@pytest.mark.parametrize("column", ["actor_name", "action", "subject", "details", "at", "hash", "previous_hash"])
def test_an_edited_entry_is_found(audited: Desk, column: str) -> None:
    unguarded(audited, f"UPDATE audit SET {column} = '2020-01-01 00:00:00' WHERE id = 5")
    assert first_broken_entry(1) == 5


@pytest.mark.parametrize("column", ["actor_id", "subject_id"])
def test_an_entry_laid_at_anothers_door_is_found(audited: Desk, column: str) -> None:
    unguarded(audited, f"UPDATE audit SET {column} = 77 WHERE id = 5")
    assert first_broken_entry(1) == 5


def test_a_deleted_entry_is_found_at_the_next(audited: Desk) -> None:
    unguarded(audited, "DELETE FROM audit WHERE id = 5")
    assert first_broken_entry(1) == 6


def test_the_missing_beginning_is_found(audited: Desk) -> None:
    unguarded(audited, "DELETE FROM audit WHERE id <= 2")
    assert first_broken_entry(1) == 3


def test_two_entries_that_changed_places_are_found(audited: Desk) -> None:
    unguarded(
        audited,
        "UPDATE audit SET id = 1000 WHERE id = 5",
        "UPDATE audit SET id = 5 WHERE id = 6",
        "UPDATE audit SET id = 6 WHERE id = 1000",
    )
    assert first_broken_entry(1) == 5


def test_an_entry_slipped_in_between_is_found(audited: Desk) -> None:
    unguarded(
        audited,
        "UPDATE audit SET id = -id WHERE id > 5",
        "UPDATE audit SET id = 1 - id WHERE id < 0",
        f"INSERT INTO audit ({COLUMNS}) SELECT 6, office_id, at, 1, 'Никто', action, subject, 1, '{{}}', hash, 'x'"
        " FROM audit WHERE id = 5",
    )
    assert first_broken_entry(1) == 6


def test_whatever_row_is_touched_it_is_the_first_one_named(audited: Desk) -> None:
    chance = random.Random(1)
    unguarded(audited)
    for _turn in range(20):
        row = chance.randrange(1, LENGTH + 1)
        before = audited.db.rows("SELECT actor_name FROM audit WHERE id = ?", row)[0][0]
        with audited.db.writing():
            audited.db.run("UPDATE audit SET actor_name = ? WHERE id = ?", before + " ", row)
        assert first_broken_entry(1) == row
        with audited.db.writing():
            audited.db.run("UPDATE audit SET actor_name = ? WHERE id = ?", before, row)
        assert first_broken_entry(1) is None


def test_each_office_has_a_chain_of_its_own(audited: Desk) -> None:
    unguarded(audited, "UPDATE audit SET office_id = 2 WHERE id = 5")
    assert first_broken_entry(1) == 6
    assert first_broken_entry(2) == 5
    assert first_broken_entry(3) is None


def test_a_refused_operation_leaves_no_entry_and_breaks_nothing(audited: Desk) -> None:
    with pytest.raises(ZeroDivisionError), audited.db.transaction("note call", audited) as entry:
        entry.concerns("call_note", 1)
        raise ZeroDivisionError
    assert Audit.select().count() == LENGTH
    assert first_broken_entry(1) is None
