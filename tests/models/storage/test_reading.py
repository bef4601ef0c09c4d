"""Where nothing can be written: everything can be read, nothing is changed, and no private copy is left."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from models.appeals import queries as appeals
from models.office.desk import Clock, Desk
from models.office.drafts import save_draft
from models.office.queries import facts, open_desk
from models.problems import Refused
from models.storage import reading, upgrade
from models.storage.backup import back_up, daily_copy, verify
from models.storage.check import CheckResult, checked
from models.storage.upgrade import VERSION, file_in
from tests.models.builders import NOW, a_visitor, an_appeal
from tests.models.storage.children import Child, Say, needs_fork
from tests.models.storage.disks import read_only


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Private copies of other tests are not this one's."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def state_of(folder: Path) -> dict[str, str]:
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in sorted(os.listdir(folder))}


def filled_and_closed(folder: Path) -> None:
    desk = open_desk(folder, Clock(NOW))
    an_appeal(desk)
    desk.db.close()


def filled_and_killed(folder: Path) -> None:
    """Leaves the records in a `-wal` beside the file, as a killed program does."""

    def work(say: Say) -> None:
        desk = open_desk(folder, Clock(NOW))
        an_appeal(desk)
        say("saved")

    assert Child(work).rest() == ["saved"]
    assert Path(f"{file_in(folder)}-wal").stat().st_size


def everything_read(desk: Desk) -> None:
    assert len(appeals.ids(desk, appeals.AppealFilter())) == 1
    assert facts(desk).staff
    assert checked(desk) == CheckResult()


@needs_fork
@pytest.mark.parametrize("left", [filled_and_closed, filled_and_killed], ids=["closed", "killed"])
def test_from_a_read_only_folder_everything_is_read_and_nothing_written(
    office_folder: Path, left: Callable[[Path], None], own_temporary_folder: Path
) -> None:
    left(office_folder)
    before = state_of(office_folder)
    with read_only(office_folder) as folder:
        desk = open_desk(folder, Clock(NOW))
        assert desk.db.is_read_only
        everything_read(desk)
        with pytest.raises(Refused) as refused:
            a_visitor(desk)
        assert [problem.code for problem in refused.value.problems] == ["read-only"]
        save_draft(desk, "typed", {"name": "Т"})
        made = daily_copy(desk)
        assert made.problem is not None and made.problem.code == "read-only"
        back_up(desk, own_temporary_folder / "copy.db")
        desk.db.close()
        assert state_of(folder) == before
    verify(own_temporary_folder / "copy.db")
    assert os.listdir(own_temporary_folder) == ["copy.db"]


def test_next_year_an_office_that_cannot_take_the_calendar_opens_all_the_same(office_folder: Path) -> None:
    with read_only(office_folder) as folder:
        open_desk(folder, Clock(NOW.replace(year=NOW.year + 9))).db.close()


def test_an_older_file_on_a_read_only_disk_is_read_as_a_newer_one(
    office_folder: Path, monkeypatch: pytest.MonkeyPatch, own_temporary_folder: Path
) -> None:
    filled_and_closed(office_folder)
    monkeypatch.setattr(upgrade, "MIGRATIONS", (*upgrade.MIGRATIONS, lambda: "CREATE TABLE wish (id INTEGER);\n"))
    monkeypatch.setattr(upgrade, "VERSION", VERSION + 1)
    before = state_of(office_folder)
    with read_only(office_folder) as folder:
        desk = open_desk(folder, Clock(NOW))
        assert desk.db.rows("SELECT * FROM wish") == []
        everything_read(desk)
        desk.db.close()
        assert state_of(folder) == before
    assert os.listdir(own_temporary_folder) == []


def test_a_file_that_may_not_be_written_is_read(office_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled_and_closed(office_folder)
    path = file_in(office_folder)
    path.chmod(0o444)
    may = os.access
    monkeypatch.setattr(os, "access", lambda p, mode: may(p, mode) and (Path(p) != path or mode != os.W_OK))  # root may
    desk = open_desk(office_folder, Clock(NOW))
    assert desk.db.is_read_only
    everything_read(desk)
    desk.db.close()


@needs_fork
def test_the_private_copy_of_a_killed_program_is_cleared_away(office_folder: Path, own_temporary_folder: Path) -> None:
    filled_and_killed(office_folder)
    with read_only(office_folder) as folder:

        def work(say: Say) -> None:
            open_desk(folder, Clock(NOW))
            say("open")
            say(str(len(os.listdir(own_temporary_folder))))

        assert Child(work).rest() == ["open", "1"]
        assert [
            oct((own_temporary_folder / name).stat().st_mode)[-3:] for name in os.listdir(own_temporary_folder)
        ] == ["700"]
        desk = open_desk(folder, Clock(NOW))
        other = reading.privately(file_in(folder))
        assert len(os.listdir(own_temporary_folder)) == 2  # those that are in use stay
        other.release()
        desk.db.close()
    assert os.listdir(own_temporary_folder) == []
