"""The daily copy: made once, verified, whole or not there at all; old ones let go; a failure is an answer in words."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from models.office.desk import Clock, Desk
from models.office.queries import open_desk
from models.problems import Refused
from models.reception.queries import free_slots
from models.storage import backup
from models.storage.backup import KEPT_DAYS, copy_to, daily_copy, verify
from models.storage.check import CheckResult, checked
from models.storage.upgrade import FILE_NAME
from tests.models.builders import NOW, TODAY, a_visitor, an_appeal
from tests.models.storage.children import Child, book_each, needs_fork, uuids_in


def on(desk: Desk, day: date) -> Desk:
    return replace(desk, clock=Clock(datetime.combine(day, NOW.time())))


def copies_of(desk: Desk) -> list[str]:
    return sorted(os.listdir(desk.db.path.parent / "copies"))


def opened_copy(copy: Path, folder: Path) -> Desk:
    """The office of a copy, put into a folder of its own."""
    folder.mkdir()
    shutil.copyfile(copy, folder / FILE_NAME)
    return open_desk(folder, Clock(NOW))


def test_the_days_copy_holds_everything_and_can_be_opened(desk: Desk, tmp_path: Path) -> None:
    an_appeal(desk)
    made = daily_copy(desk)
    assert made.problem is None and made.path is not None and made.made_at is not None
    assert copies_of(desk) == [f"reception-{TODAY}.db"]
    copy = opened_copy(made.path, tmp_path / "restored")
    for table in ("visitor", "appeal", "appeal_event", "audit", "staff"):
        sql = f"SELECT * FROM {table} ORDER BY id"
        assert copy.db.rows(sql) == desk.db.rows(sql)
    assert checked(copy) == CheckResult()
    copy.db.close()


def test_it_is_made_once_a_day(desk: Desk) -> None:
    first = daily_copy(desk)
    assert first.path is not None
    before = first.path.read_bytes()
    a_visitor(desk)
    again = daily_copy(desk)
    assert again == first
    assert first.path.read_bytes() == before
    daily_copy(on(desk, TODAY + timedelta(days=1)))
    assert copies_of(desk) == [f"reception-{TODAY}.db", f"reception-{TODAY + timedelta(days=1)}.db"]


def test_copies_older_than_two_weeks_are_let_go_and_nothing_else(desk: Desk) -> None:
    daily_copy(desk)
    folder = desk.db.path.parent / "copies"
    others = ["before-upgrade-1-to-2.db", "sample-2026-10-01.db", "reception-20xx-99-99.db", "notes.txt"]
    for name in others:
        (folder / name).write_bytes(b"x")
    for days in range(1, 40):
        assert daily_copy(on(desk, TODAY + timedelta(days=days))).problem is None
    last = TODAY + timedelta(days=39)
    kept = [f"reception-{last - timedelta(days=n)}.db" for n in range(KEPT_DAYS + 1)]
    assert copies_of(desk) == sorted([*kept, *others])


def test_a_clock_set_back_lets_nothing_go(desk: Desk) -> None:
    daily_copy(desk)
    daily_copy(on(desk, TODAY - timedelta(days=300)))
    assert copies_of(desk) == [f"reception-{TODAY - timedelta(days=300)}.db", f"reception-{TODAY}.db"]


def test_a_file_in_the_folders_place_is_told_and_left(desk: Desk) -> None:
    place = desk.db.path.parent / "copies"
    place.write_text("mine", encoding="utf-8")
    made = daily_copy(desk)
    assert made.path is None and made.problem is not None and str(made.problem).endswith(".")
    assert place.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("ending", ["", ".unfinished"])
def test_a_directory_in_the_copys_place_is_told_and_no_half_copy_is_left(desk: Desk, ending: str) -> None:
    standing = desk.db.path.parent / "copies" / f"reception-{TODAY}.db{ending}"
    standing.mkdir(parents=True)
    made = daily_copy(desk)
    assert made.path is None and made.problem is not None
    assert copies_of(desk) == [standing.name]
    standing.rmdir()
    assert daily_copy(desk).problem is None


def test_a_copy_that_does_not_pass_its_check_is_thrown_away(desk: Desk) -> None:
    appeal = an_appeal(desk)
    desk.db.connection().execute("PRAGMA foreign_keys=0")
    with desk.db.writing():
        desk.db.run("UPDATE appeal SET expert_id = 999 WHERE id = ?", appeal)
    made = daily_copy(desk)
    assert made.problem is not None and made.problem.code == "bad-copy"
    assert copies_of(desk) == []


def test_a_failure_in_the_midst_leaves_no_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "verify", no_space)
    made = daily_copy(desk)
    assert made.problem is not None and made.problem.code == "disk-full"
    assert copies_of(desk) == []


def test_what_a_killed_copy_left_is_cleared_away_by_the_next(desk: Desk) -> None:
    folder = desk.db.path.parent / "copies"
    folder.mkdir()
    (folder / f"reception-{TODAY}.db.unfinished").write_bytes(b"half")
    (folder / f"reception-{TODAY}.db.unfinished-journal").write_bytes(b"half")
    assert daily_copy(desk).problem is None
    assert copies_of(desk) == [f"reception-{TODAY}.db"]


def test_something_else_is_no_copy(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "empty.db").write_bytes(b"")
    with pytest.raises(Refused):
        verify(tmp_path / "empty.db")


@needs_fork
def test_a_copy_made_while_others_write_holds_all_that_was_saved_before_it(office_folder: Path, tmp_path: Path) -> None:
    desk = open_desk(office_folder, Clock(NOW))
    visitor = a_visitor(desk)
    slots = free_slots(desk, TODAY + timedelta(days=1), 30)
    desk.db.close()
    writer = Child(book_each(office_folder, visitor, slots, "writer"))
    saved: list[str] = []
    for number in range(3):
        saved += [line.split()[1] for line in writer.first(10)]
        target = tmp_path / "copies" / f"{number}.db"
        copy_to(office_folder / FILE_NAME, target)
        verify(target)
        copy = opened_copy(target, tmp_path / str(number))
        assert set(saved) <= set(uuids_in(copy))
        assert checked(copy) == CheckResult()
        copy.db.close()
    writer.kill()
