"""The engine: pragmas on every connection, one way to write, the window's thread kept away, words for errors."""

from __future__ import annotations

import errno
import threading
from array import array
from collections.abc import Callable
from typing import Any

import peewee
import pytest
from sqlcipher3 import dbapi2 as driver

from models.office.desk import EXPERT, Actor, Desk
from models.problems import Refused
from models.reception.tables import CallNote
from models.storage.engine import in_words, refused_in_words
from models.storage.sqlite import OLDEST_SQLITE, PRAGMAS
from models.visitors.tables import Visitor
from tests.models.builders import a_visitor

AGREED = {
    "foreign_keys": 1, "journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000, "trusted_schema": 0,
    "cell_size_check": 1, "secure_delete": 1, "recursive_triggers": 1, "mmap_size": 0,
}  # fmt: skip


def in_a_thread(work: Callable[[], Any]) -> Any:
    """The answer of a thread of its own, or its error."""
    found: list[Any] = []

    def run() -> None:
        try:
            found.append(work())
        except BaseException as error:
            found.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return found[0]


def pragmas_of(desk: Desk) -> dict[str, Any]:
    found = {name: desk.db.rows(f"PRAGMA {name}") for name in AGREED}
    desk.db.leave_thread()
    return {name: rows[0][0] if rows else 0 for name, rows in found.items()}


def test_every_connection_of_every_thread_has_the_agreed_pragmas(desk: Desk) -> None:
    assert pragmas_of(desk) == AGREED
    assert in_a_thread(lambda: pragmas_of(desk)) == AGREED
    assert pragmas_of(desk) == AGREED  # a connection opened again


def test_the_pragmas_hold_after_writing(desk: Desk) -> None:
    a_visitor(desk)
    assert {name: desk.db.rows(f"PRAGMA {name}")[0][0] for name in PRAGMAS if name != "mmap_size"} == {
        name: value for name, value in PRAGMAS.items() if name != "mmap_size"
    }


def test_the_engine_is_new_enough() -> None:
    assert driver.sqlite_version_info >= OLDEST_SQLITE


def test_a_write_outside_a_transaction_raises(desk: Desk) -> None:
    with pytest.raises(peewee.OperationalError, match="readonly"):
        desk.db.run("INSERT INTO call_note (office_id, at, text) VALUES (1, '2026-11-23', 'x')")
    with pytest.raises(peewee.OperationalError, match="readonly"):
        Visitor.update(note="x").execute()
    a_visitor(desk)
    with pytest.raises(peewee.OperationalError, match="readonly"):
        desk.db.run("DELETE FROM visitor")


def test_a_write_after_a_failed_transaction_raises_too(desk: Desk) -> None:
    with pytest.raises(ZeroDivisionError), desk.db.transaction("note call", desk):
        raise ZeroDivisionError
    with pytest.raises(peewee.OperationalError, match="readonly"):
        Visitor.update(note="x").execute()


def test_a_transaction_is_written_whole_or_not_at_all_with_its_audit(desk: Desk) -> None:
    before = desk.db.rows("SELECT COUNT(*) FROM audit")
    with pytest.raises(ZeroDivisionError), desk.db.transaction("note call", desk):
        CallNote.create(office_id=1, at=desk.now(), text="x", staff_id=1)
        raise ZeroDivisionError
    assert CallNote.select().count() == 0
    assert desk.db.rows("SELECT COUNT(*) FROM audit") == before


def test_without_the_right_nothing_is_even_begun(desk: Desk) -> None:
    nobody = desk.of(Actor(2, "Мельников Роман Сергеевич", EXPERT))
    with pytest.raises(Refused) as refused, nobody.db.transaction("change office", nobody):
        pytest.fail("the transaction was opened")
    assert [problem.code for problem in refused.value.problems] == ["no-right"]
    with pytest.raises(Refused), desk.db.transaction("an action that nobody has listed", desk):
        pytest.fail("the transaction was opened")


def test_the_windows_thread_is_refused_in_every_way(desk: Desk) -> None:
    desk.db.forbid_this_thread()
    ways: list[Callable[[], object]] = [
        lambda: desk.db.rows("SELECT 1"),
        lambda: desk.db.run("SELECT 1"),
        lambda: desk.db.connection(),
        lambda: desk.db.data_version(),
        lambda: Visitor.select().count(),
        lambda: a_visitor(desk),
    ]
    for way in ways:
        with pytest.raises(RuntimeError, match="window's thread"):
            way()
    assert in_a_thread(lambda: pragmas_of(desk)) == AGREED


@pytest.mark.parametrize(("first", "bytes_each"), [(1, 4), (2**31 - 12_000, 8), (2**31, 8)])
def test_a_long_list_of_ids_takes_few_bytes_and_loses_none(desk: Desk, first: int, bytes_each: int) -> None:
    counted = "WITH RECURSIVE n(id) AS (SELECT ? UNION ALL SELECT id + 1 FROM n WHERE id < ?) SELECT id FROM n"
    ids = desk.db.ids(counted, first, first + 24_999)
    assert list(ids) == list(range(first, first + 25_000))
    assert isinstance(ids, array)
    assert ids.itemsize == bytes_each


def test_after_a_long_list_of_ids_no_pages_of_it_are_kept(desk: Desk) -> None:
    counted = "WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < ?) SELECT id FROM n"
    said: list[str] = []
    desk.db.connection().set_trace_callback(said.append)
    desk.db.ids(counted, 100)
    assert not any("shrink_memory" in statement for statement in said)
    desk.db.ids(counted, 25_000)
    assert said[-1] == "PRAGMA shrink_memory"


def test_a_snapshot_sees_one_moment(desk: Desk) -> None:
    def write() -> None:
        a_visitor(desk)
        desk.db.leave_thread()

    with desk.db.snapshot():
        assert Visitor.select().count() == 0
        assert in_a_thread(write) is None
        assert Visitor.select().count() == 0
    assert Visitor.select().count() == 1


def test_another_programs_write_is_noticed(desk: Desk) -> None:
    before = desk.db.data_version()
    assert desk.db.data_version() == before
    with driver.connect(str(desk.db.path)) as other:
        other.execute("INSERT INTO call_note (office_id, at, text) VALUES (1, '2026-11-23 10:00:00', 'x')")
    other.close()
    assert desk.db.data_version() != before


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (peewee.OperationalError("database or disk is full"), "disk-full"),
        (OSError(errno.ENOSPC, "No space left on device"), "disk-full"),
        (driver.OperationalError("database is locked"), "locked"),
        (peewee.OperationalError("attempt to write a readonly database"), "read-only"),
        (driver.DatabaseError("database disk image is malformed"), "damaged"),
        (driver.DatabaseError("file is not a database"), "not-ours"),
        (peewee.OperationalError("disk I/O error"), "io"),
        (driver.OperationalError("unable to open database file"), "no-open"),
    ],
)
def test_failures_of_the_world_have_words(error: Exception, code: str) -> None:
    problem = in_words(error)
    assert problem is not None and problem.code == code
    assert refused_in_words(error).problems == (problem,)


def test_our_own_faults_have_none_and_stay_what_they_are() -> None:
    assert in_words(ValueError("disk is full")) is None
    with pytest.raises(peewee.IntegrityError):
        refused_in_words(peewee.IntegrityError("UNIQUE constraint failed: x.y"))
