"""The head of the audit beside the file: a chain that was cut short or written anew is noticed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from models.audit import head
from models.office.desk import Desk
from models.storage.aside import put_aside
from models.storage.check import CheckResult, checked
from tests.models.builders import a_visitor, an_appeal, drop_audit_guards
from tests.models.conftest import FILE


@pytest.fixture
def engine() -> str:
    """A head stands beside a file only."""
    return FILE


def last_of(desk: Desk) -> tuple[int, str]:
    row = desk.db.rows("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1")[0]
    return int(row[0]), str(row[1])


def without_triggers(desk: Desk, sql: str) -> None:
    """What somebody does who knows the file."""
    with desk.db.writing():
        drop_audit_guards(desk)
        desk.db.run(sql)


def test_every_operation_writes_the_head_down(desk: Desk) -> None:
    for _time in range(3):
        an_appeal(desk)
        assert head.noted(desk.db.path.parent, desk.office_id) == last_of(desk)[1]
    assert checked(desk) == CheckResult()


@pytest.mark.parametrize("lost", [1, 2])
def test_entries_cut_off_the_end_are_noticed(desk: Desk, lost: int) -> None:
    for _time in range(3):
        an_appeal(desk)
    last, _hash = last_of(desk)
    without_triggers(desk, f"DELETE FROM audit WHERE id > {last - lost}")
    assert checked(desk) == CheckResult(audit=last - lost + 1)


def test_an_older_head_is_in_the_chain_too(desk: Desk) -> None:
    folder = desk.db.path.parent
    a_visitor(desk)
    older = (folder / head.FILE_NAME).read_bytes()
    an_appeal(desk)
    (folder / head.FILE_NAME).write_bytes(older)  # as after a power cut: it is never waited for
    assert checked(desk) == CheckResult()


@pytest.mark.parametrize("content", [None, b"", b"\xff" * 65, b"short"])
def test_a_head_that_cannot_be_read_accuses_nobody(desk: Desk, content: bytes | None) -> None:
    a_visitor(desk)
    path = desk.db.path.parent / head.FILE_NAME
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert checked(desk) == CheckResult()
    path.write_bytes(b"0" * 64 + b"\n")  # one that can, and is of no entry
    assert checked(desk) == CheckResult(audit=last_of(desk)[0] + 1)


def test_a_head_that_cannot_be_written_hinders_no_work(desk: Desk) -> None:
    path = desk.db.path.parent / head.FILE_NAME
    path.unlink(missing_ok=True)
    path.mkdir()
    a_visitor(desk)
    assert os.listdir(path) == []
    assert checked(desk) == CheckResult()


def test_each_office_has_its_own(tmp_path: Path) -> None:
    one, other = "a" * 64, "b" * 64
    head.note(tmp_path, 1, one)
    head.note(tmp_path, 2, other)
    assert (head.noted(tmp_path, 1), head.noted(tmp_path, 2), head.noted(tmp_path, 3)) == (one, other, "")


def test_it_goes_aside_with_its_file(desk: Desk) -> None:
    with desk.db.transaction("change office", desk):
        desk.db.run("UPDATE office SET is_sample = 1")
    folder, last = desk.db.path.parent, last_of(desk)[1]
    desk.db.close()
    assert put_aside(folder).name == "sample-1.db"
    assert head.noted(folder, 1) == ""
    assert (folder / "sample-1.head").read_text(encoding="ascii").strip() == last
