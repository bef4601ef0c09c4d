"""An office taken back from a copy: checked, prepared beside, swapped; the old file is kept, even if killed."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as driver

from models.audit.tables import Audit
from models.office.desk import Clock, Desk
from models.office.queries import open_desk
from models.problems import Refused
from models.storage import upgrade
from models.storage.backup import back_up, verify
from models.storage.check import CheckResult, checked
from models.storage.restore import restore
from models.storage.upgrade import VERSION, file_in
from tests.models.builders import NOW, TODAY, a_visitor, an_appeal
from tests.models.storage.children import Child, Say, needs_fork
from tests.models.storage.disks import fill, read_only, small_disk
from tests.models.storage.test_opening import hash_of

ASIDE = f"before-restore-{TODAY}.db"
CLOCK = Clock(NOW)


def people(folder: Path) -> int:
    desk = open_desk(folder, CLOCK)
    try:
        assert checked(desk) == CheckResult()
        return int(desk.db.rows("SELECT COUNT(*) FROM visitor")[0][0])
    finally:
        desk.db.close()


def people_in(file: Path) -> int:
    connection = driver.connect(str(file), isolation_level=None)
    try:
        return int(connection.execute("SELECT COUNT(*) FROM visitor").fetchone()[0])
    finally:
        connection.close()


def another(folder: Path, name: str = "Ким Иван") -> None:
    desk = open_desk(folder, CLOCK)
    a_visitor(desk, name)
    desk.db.close()


@pytest.fixture
def copy(office_folder: Path, tmp_path: Path) -> Path:
    """A copy with one visitor; the office has a second one since."""
    desk = open_desk(office_folder, CLOCK)
    a_visitor(desk)
    an_appeal(desk)
    target = tmp_path / "copy.db"
    back_up(desk, target)
    desk.db.close()
    another(office_folder)
    assert (people_in(target), people(office_folder)) == (1, 2)
    return target


def code_of(folder: Path, file: Path, **more: Any) -> str:
    with pytest.raises(Refused) as refused:
        restore(folder, file, CLOCK, **more)
    assert str(refused.value).endswith(".")
    return refused.value.problems[0].code


def test_the_copy_is_in_the_offices_place_and_the_old_file_is_kept(office_folder: Path, copy: Path) -> None:
    before = hash_of(copy)
    found = restore(office_folder, copy, CLOCK)
    assert found.aside == office_folder / ASIDE
    assert people(office_folder) == 1
    assert people_in(office_folder / ASIDE) == 2
    assert hash_of(copy) == before and sorted(os.listdir(copy.parent)) == ["copy.db", "office"]
    another(office_folder)
    again = restore(office_folder, copy, CLOCK)
    assert again.aside == office_folder / f"before-restore-{TODAY}-2.db"
    assert people_in(office_folder / ASIDE) == 2
    back = restore(office_folder, office_folder / ASIDE, CLOCK)  # and the old one is a copy like any other
    assert back.office == found.office and people(office_folder) == 2


def test_the_audit_says_that_it_was_restored(office_folder: Path, copy: Path) -> None:
    restore(office_folder, copy, CLOCK)
    desk = open_desk(office_folder, CLOCK)
    last = Audit.select().order_by(Audit.id.desc()).get()
    assert (last.action, last.actor_name) == ("restore office", desk.actor.name)
    desk.db.close()


def test_it_is_restored_into_an_empty_or_missing_folder(copy: Path, tmp_path: Path) -> None:
    found = restore(tmp_path / "new" / "computer", copy, CLOCK)
    assert found.aside is None
    assert people(tmp_path / "new" / "computer") == 1


def test_what_lies_beside_the_old_file_does_not_come_into_the_new_one(office_folder: Path, copy: Path) -> None:
    def work(say: Say) -> None:
        another(office_folder, "Первый Пётр")
        desk = open_desk(office_folder, CLOCK)
        a_visitor(desk, "Второй Пётр")
        say("killed")

    assert Child(work).rest() == ["killed"]
    assert Path(f"{file_in(office_folder)}-wal").stat().st_size
    found = restore(office_folder, copy, CLOCK)
    assert people(office_folder) == 1
    assert found.aside is not None and people_in(found.aside) == 4


def test_a_damaged_office_is_kept_with_what_lies_beside_it(office_folder: Path, copy: Path) -> None:
    path = file_in(office_folder)
    path.write_bytes(b"no database at all" * 1000)
    Path(f"{path}-wal").write_bytes(b"beside")
    found = restore(office_folder, copy, CLOCK)
    assert people(office_folder) == 1
    assert found.aside is not None and found.aside.read_bytes().startswith(b"no database")
    assert Path(f"{found.aside}-wal").read_bytes() == b"beside"


def test_an_older_copy_is_upgraded_on_the_way(office_folder: Path, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrade, "MIGRATIONS", (*upgrade.MIGRATIONS, lambda: "CREATE TABLE wish (id INTEGER);\n"))
    monkeypatch.setattr(upgrade, "VERSION", VERSION + 1)
    restore(office_folder, copy, CLOCK)
    assert upgrade.version_of(file_in(office_folder)) == VERSION + 1
    assert upgrade.version_of(copy) == VERSION


# --- what is refused -----------------------------------------------------------------------------------------------


def as_newer(file: Path) -> None:
    connection = driver.connect(str(file), isolation_level=None)
    connection.execute(f"PRAGMA user_version={VERSION + 1}")
    connection.close()


def as_foreign(file: Path) -> None:
    file.unlink()
    connection = driver.connect(str(file), isolation_level=None)
    connection.execute("CREATE TABLE office (id INTEGER)")
    connection.close()


def as_empty_schema(file: Path) -> None:
    file.unlink()
    upgrade.create(file.parent / "bare").close()
    file_in(file.parent / "bare").rename(file)


def cut_short(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def with_a_broken_link(file: Path) -> None:
    connection = driver.connect(str(file), isolation_level=None)
    connection.execute("UPDATE appeal SET visitor_id = 999")
    connection.close()


def as_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def as_a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda file: file.write_bytes(b""), "not-ours"),
        (lambda file: file.write_text("Дорогая редакция! " * 999, encoding="utf-8"), "no-copy"),
        (as_foreign, "not-ours"), (as_newer, "newer"), (as_empty_schema, "no-office"), (cut_short, "no-copy"),
        (with_a_broken_link, "no-copy"), (as_a_folder, "folder"), (as_a_pipe, "unreadable"),
        (lambda file: file.unlink(), "unreadable"),
    ],
)  # fmt: skip
def test_what_is_no_sound_copy_is_refused_and_nothing_is_changed(
    office_folder: Path, copy: Path, spoil: Callable[[Path], None], code: str
) -> None:
    spoil(copy)
    before = {name: hash_of(office_folder / name) for name in os.listdir(office_folder)}
    assert code_of(office_folder, copy) == code
    assert {name: hash_of(office_folder / name) for name in os.listdir(office_folder)} == before
    assert code_of(copy.parent / "new", copy) == code
    assert not (copy.parent / "new").exists()


def test_a_folder_in_use_is_refused(office_folder: Path, copy: Path) -> None:
    desk = open_desk(office_folder, CLOCK)
    assert code_of(office_folder, copy) == "in-use"
    assert desk.db.rows("SELECT COUNT(*) FROM visitor") == [(2,)]
    desk.db.close()
    assert people(office_folder) == 2


def test_the_offices_own_file_and_another_office_are_refused(office_folder: Path, copy: Path) -> None:
    assert code_of(office_folder, file_in(office_folder)) == "itself"
    assert code_of(office_folder, copy, name="Другая") == "unknown-office"
    assert people(office_folder) == 2


def test_a_read_only_folder_is_refused_and_a_copy_on_a_read_only_disk_is_taken(
    office_folder: Path, copy: Path, tmp_path: Path
) -> None:
    with read_only(office_folder) as folder:
        assert code_of(folder, copy) == "read-only"
    store = tmp_path / "store"
    store.mkdir()
    shutil.copyfile(copy, store / "copy.db")
    with read_only(store) as disk:
        restore(office_folder, disk / "copy.db", CLOCK)
    assert people(office_folder) == 1


def test_on_a_full_disk_nothing_is_changed(office_folder: Path, copy: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 4) as disk:
        folder = disk / "office"
        shutil.copytree(office_folder, folder)
        ballast = fill(disk, left=300_000)
        with pytest.raises((driver.Error, OSError, Refused)):
            restore(folder, copy, CLOCK)
        assert sorted(name for name in os.listdir(folder) if "restoring" in name or "before" in name) == []
        ballast.unlink()
        assert people(folder) == 2


# --- killed --------------------------------------------------------------------------------------------------------

DEADLY = ("open", "fsync", "link", "unlink", "replace", "rename")


def killed_at(number: int, work: Callable[[], object]) -> Child:
    """A program that is killed before its call of this number to the system, among those that change a folder."""

    def dying(say: Say) -> None:
        left = [number]

        def before(usual: Callable[..., Any]) -> Callable[..., Any]:
            def called(*args: Any, **named: Any) -> Any:
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return usual(*args, **named)

            return called

        for name in DEADLY:
            setattr(os, name, before(getattr(os, name)))
        work()
        say("survived")

    return Child(dying)


@needs_fork
def test_killed_at_any_moment_a_restore_leaves_the_old_office_or_the_new_one(office_folder: Path, copy: Path) -> None:
    seen = set()
    for number in range(200):
        folder = office_folder.with_name(f"office {number}")
        shutil.copytree(office_folder, folder)
        survived = killed_at(number, lambda folder=folder: restore(folder, copy, CLOCK)).rest()  # type: ignore[misc]
        found = people(folder)
        assert found in (1, 2)
        if found == 1:
            assert people_in(folder / ASIDE) == 2
        assert not [name for name in os.listdir(folder) if "restoring" in name]  # opening has cleared up
        seen.add(found)
        shutil.rmtree(folder)
        if survived:
            break
    assert survived == ["survived"] and seen == {1, 2}


@needs_fork
def test_killed_at_any_moment_a_backup_harms_neither_the_office_nor_the_older_copy(
    office_folder: Path, copy: Path
) -> None:
    def work() -> None:
        desk = open_desk(office_folder, CLOCK)
        back_up(desk, copy)
        desk.db.close()

    for number in range(100):
        survived = killed_at(number, work).rest()
        verify(copy)
        assert people_in(copy) in (1, 2)
        assert people(office_folder) == 2
        if survived:
            break
    assert survived == ["survived"] and people_in(copy) == 2
    assert sorted(os.listdir(copy.parent)) == ["copy.db", "office"]


def test_the_copy_shows_one_moment_of_the_desks_work(desk: Desk, tmp_path: Path) -> None:
    """The copy is made by the desk's own connection, in the midst of its work."""
    a_visitor(desk)
    back_up(desk, tmp_path / "copy.db")
    a_visitor(desk, "Ким Иван")
    assert people_in(tmp_path / "copy.db") == 1
    assert not desk.db.connection().in_transaction
