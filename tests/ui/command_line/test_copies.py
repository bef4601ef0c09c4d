"""The commands backup and restore: documents, words, and what they refuse."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from models.office.desk import Clock
from models.office.queries import open_desk
from models.storage import backup as backups
from models.storage.upgrade import FILE_NAME
from tests.models.builders import NOW, TODAY, a_visitor, an_appeal
from tests.ui.command_line.asking import Filled, is_refused
from tests.ui.command_line.conftest import Command, Said


def numbers(said: Said) -> list[str]:
    return [row["number"] for row in said.document()]


def test_a_backup_is_taken_beside_a_desk_at_work_and_restored_when_it_is_closed(
    command: Command, filled: Filled, office_folder: Path, tmp_path: Path
) -> None:
    filled(an_appeal)
    copy = tmp_path / "copy.db"
    desk = open_desk(office_folder, Clock(NOW))  # a window, say
    said = command("backup", copy, "--json")
    assert (said.code, said.err) == (0, "")
    assert said.document() == {"output": str(copy), "bytes": copy.stat().st_size}
    filled(an_appeal)
    assert is_refused(command("restore", copy), "open in a window or another command")
    desk.db.close()
    assert len(numbers(command("appeals", "--json"))) == 2
    said = command("restore", copy, "--json")
    assert (said.code, said.err) == (0, "")
    assert said.document() == {
        "office": "Приёмная по работе с обращениями граждан", "data": str(office_folder), "restored": str(copy),
        "aside": str(office_folder / f"before-restore-{TODAY}.db"),
    }  # fmt: skip
    assert numbers(command("appeals", "--json")) == ["2026-000001"]
    assert command("check", "--json").document()["ok"] is True


def test_both_say_in_words_where_the_files_are(command: Command, office_folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert str(copy) in command("backup", copy).out
    said = command("restore", copy)
    assert [str(copy) in said.out, f"before-restore-{TODAY}.db" in said.out, said.err] == [True, True, ""]
    new = tmp_path / "new"
    assert len(command("--data", new, "restore", copy).out.splitlines()) == 1
    assert command("--data", new, "check").code == 0


def test_an_older_copy_of_the_office_is_replaced(command: Command, filled: Filled, tmp_path: Path) -> None:
    copy, link = tmp_path / "copy.db", tmp_path / "link.db"
    assert command("backup", copy).code == 0
    filled(an_appeal)
    assert command("backup", copy).code == 0
    assert numbers(command("--data", restored(command, copy, tmp_path / "new"), "appeals", "--json")) == ["2026-000001"]
    link.symlink_to(copy)
    filled(an_appeal)
    assert command("backup", link).code == 0
    assert link.is_symlink() and copy.is_file()
    assert len(numbers(command("--data", restored(command, copy, tmp_path / "newer"), "appeals", "--json"))) == 2


def restored(command: Command, copy: Path, folder: Path) -> Path:
    assert command("--data", folder, "restore", copy).code == 0
    return folder


def as_text(place: Path, command: Command) -> None:
    place.write_text("a list of friends", encoding="utf-8")


def as_nothing(place: Path, command: Command) -> None:
    place.write_bytes(b"")


def as_a_folder(place: Path, command: Command) -> None:
    place.mkdir()


def as_a_pipe(place: Path, command: Command) -> None:
    os.mkfifo(place)


def as_another_offices_copy(place: Path, command: Command) -> None:
    other = place.parent / "other"
    office = place.parent / "other.json"
    office.write_text(json.dumps({"name": "Другая", "staff": [], "holidays": ""}), encoding="utf-8")
    assert command("init", "--office", office, "--data", other).code == 0
    assert command("backup", place, "--data", other).code == 0


def as_a_newer_copy(place: Path, command: Command) -> None:
    """The office was restored from an older copy since: this one holds what the office lost."""
    earlier = place.parent / "earlier.db"
    assert command("backup", earlier).code == 0
    desk = open_desk(Path(os.environ["RECEPTION_DATA"]), Clock(NOW))
    a_visitor(desk)
    desk.db.close()
    assert command("backup", place).code == 0
    assert command("restore", earlier).code == 0


def as_another_office(place: Path, command: Command) -> None:
    as_another_offices_copy(place, command)
    place.unlink()
    (place.parent / "other" / FILE_NAME).rename(place)


@pytest.mark.parametrize(
    "standing",
    [as_text, as_nothing, as_a_folder, as_a_pipe, as_another_offices_copy, as_a_newer_copy, as_another_office],
)
def test_whatever_else_has_the_name_is_not_touched(
    command: Command, tmp_path: Path, standing: Callable[[Path, Command], None]
) -> None:
    place = tmp_path / "place.db"
    standing(place, command)
    before = (place.lstat().st_ino, place.lstat().st_mtime_ns, place.lstat().st_size)
    assert is_refused(command("backup", place), "place.db")
    assert (place.lstat().st_ino, place.lstat().st_mtime_ns, place.lstat().st_size) == before
    assert not list(tmp_path.glob("*.unfinished*")) and not list(tmp_path.glob("*.lock"))


def test_an_offices_own_file_is_no_place_for_a_copy(command: Command, office_folder: Path, tmp_path: Path) -> None:
    assert is_refused(command("backup", office_folder / FILE_NAME), "own file")
    other = tmp_path / "other"
    assert command("backup", tmp_path / "copy.db").code == 0
    assert command("restore", tmp_path / "copy.db", "--data", other).code == 0
    assert is_refused(command("backup", other / FILE_NAME), FILE_NAME)
    assert command("check", "--data", other).code == 0


def test_a_missing_folder_is_refused(command: Command, tmp_path: Path) -> None:
    assert is_refused(command("backup", tmp_path / "missing" / "copy.db"), "missing")
    assert is_refused(command("restore", tmp_path / "missing.db"), "missing.db")
    assert is_refused(command("restore", tmp_path), "folder")
    assert list(tmp_path.glob("missing*")) == []


def test_two_copies_at_once_under_one_name_do_not_meet(command: Command, tmp_path: Path) -> None:
    with backups._nobody_else(tmp_path / "copy.db"):
        assert is_refused(command("backup", tmp_path / "copy.db"), "just being made")
    assert command("backup", tmp_path / "copy.db").code == 0
    assert sorted(os.listdir(tmp_path)) == ["copy.db", "office"]
