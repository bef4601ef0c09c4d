"""Opening and making: whatever stands in the file's place is refused in words and left as it was."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from models.office.desk import Clock
from models.office.queries import open_desk
from models.problems import Refused
from models.storage import upgrade
from models.storage.engine import in_words
from models.storage.sqlite import APPLICATION_ID
from models.storage.upgrade import VERSION, create, file_in, open_office
from tests.models.builders import NOW


def hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refusal(folder: Path) -> str:
    """The code with which opening the folder, as the program does it, is refused in words."""
    with pytest.raises(Exception) as raised:
        open_desk(folder, Clock(NOW)).db.close()
    problem = raised.value.problems[0] if isinstance(raised.value, Refused) else in_words(raised.value)
    assert problem is not None and str(problem).endswith("."), raised.value
    return problem.code


def as_foreign_database(path: Path) -> None:
    path.unlink()
    connection = driver.connect(str(path), isolation_level=None)
    connection.execute("CREATE TABLE office (id INTEGER PRIMARY KEY, name TEXT)")
    connection.close()


def as_text(path: Path) -> None:
    path.write_text("Дорогая редакция!\n" * 1000, encoding="utf-8")


def as_nothing(path: Path) -> None:
    path.write_bytes(b"")


def as_zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def cut(part: float) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        os.truncate(path, int(path.stat().st_size * part))

    spoil.__name__ = f"cut_to_{part:.0%}"
    return spoil


@pytest.mark.parametrize(
    ("spoil", "codes"),
    [
        (as_foreign_database, {"not-ours"}),
        (as_text, {"not-ours"}),
        (as_nothing, {"not-ours"}),
        (as_zeros, {"not-ours"}),
        (cut(0.0001), {"not-ours", "damaged"}),
        (cut(0.02), {"not-ours", "damaged"}),
        (cut(0.5), {"damaged"}),
        (cut(0.95), {"damaged"}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_no_sound_office_file_is_refused_and_left_as_it_is(
    office_folder: Path, spoil: Callable[[Path], None], codes: set[str]
) -> None:
    path = file_in(office_folder)
    spoil(path)
    before = hash_of(path)
    assert refusal(office_folder) in codes
    assert hash_of(path) == before
    with pytest.raises(Refused) as refused:
        create(office_folder)
    assert refused.value.problems[0].code == "exists"
    assert hash_of(path) == before


def test_a_directory_in_the_files_place_is_refused(tmp_path: Path) -> None:
    file_in(tmp_path).mkdir()
    assert refusal(tmp_path) == "no-office"
    with pytest.raises(Refused):
        create(tmp_path)
    assert list(file_in(tmp_path).iterdir()) == []


def test_a_folder_without_an_office_is_told_and_stays_empty(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "no-office"
    assert refusal(tmp_path / "not there") == "no-office"
    assert list(tmp_path.iterdir()) == []


def test_a_file_with_no_office_in_it_is_refused(tmp_path: Path) -> None:
    create(tmp_path).close()
    assert refusal(tmp_path) == "no-office"


def test_a_newer_file_is_refused_and_not_touched(office_folder: Path) -> None:
    path = file_in(office_folder)
    connection = driver.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA user_version={VERSION + 1}")
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    before, names = hash_of(path), sorted(os.listdir(office_folder))
    assert refusal(office_folder) == "newer"
    assert hash_of(path) == before
    assert sorted(os.listdir(office_folder)) == names


def test_a_made_file_carries_its_mark_and_version(tmp_path: Path) -> None:
    db = create(tmp_path / "new folder" / "in it")
    assert db.rows("PRAGMA application_id") == [(APPLICATION_ID,)]
    assert db.rows("PRAGMA user_version") == [(VERSION,)]
    db.close()


def test_making_fails_whole_where_the_folder_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "office").write_text("a file", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        create(tmp_path / "office")
    assert refused.value.problems[0].code == "no-open"
    assert os.listdir(tmp_path) == ["office"]


def test_what_a_killed_making_left_behind_is_no_hindrance(tmp_path: Path) -> None:
    for name in ("reception.new", "reception.new-wal"):
        (tmp_path / name).write_bytes(b"half of something")
    create(tmp_path).close()
    assert sorted(os.listdir(tmp_path)) == ["reception.db"]


def test_a_failed_making_leaves_no_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrade, "MIGRATIONS", (lambda: "CREATE TABLE a (b);\nCREATE TABLE a (b);\n",))
    with pytest.raises(Refused):
        create(tmp_path)
    assert not file_in(tmp_path).exists()


def test_names_with_odd_letters_open_like_others(tmp_path: Path, office_folder: Path) -> None:
    odd = tmp_path / "Приёмная № 1 #50% ?mode=memory"
    office_folder.rename(odd)
    open_office(odd).close()
    assert refusal(tmp_path / "Приёмная") == "no-office"
