"""Failures of the world: disks that are full or may only be read, and other things where a file should be."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.storage import network
from models.storage.upgrade import file_in
from tests.models.builders import HEATING, an_appeal
from tests.models.conftest import OFFICE_FILE
from tests.models.storage.children import Child, Say, needs_fork
from tests.models.storage.disks import fill, read_only, small_disk
from tests.ui.command_line.asking import Filled, is_refused
from tests.ui.command_line.conftest import Command
from tests.ui.command_line.test_contract import ROOT
from ui.command_line.main import run

READING: tuple[list[Any], ...] = (
    ["appeals"], ["search", "Третьякова"], ["check"], ["slots", "--from", "2026-11-24"],
    ["appointments", "--from", "2026-11-01", "--to", "2026-11-30"],
    ["report", "2026-11", "--output", "{out}/report.csv"], ["office", "export", "{out}/office.json"],
    ["card", "2026-000001", "--output", "{out}/card.pdf"], ["backup", "{out}/copy.db"],
)  # fmt: skip
WRITING: tuple[list[Any], ...] = (
    ["mark", "1", "arrived"], ["close", "2026-000001", "--outcome", "advice"], ["office", "import", OFFICE_FILE],
    ["register", "--visitor", "Ким Иван", "--topic", HEATING, "--summary", "Холодно"],
    ["book", "--visitor", "Ким Иван", "--phone", "89128841705", "--expert", "Белов", "--start", "2026-11-24T10:00"],
)  # fmt: skip


def said_for(argv: list[Any], out: Path) -> list[str]:
    return [str(word).format(out=out) for word in argv]


def state_of(folder: Path) -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()
    }  # fmt: skip


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where papers go; private copies of read-only files have a place of their own."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


# --- a disk that may only be read ----------------------------------------------------------------------------------


def test_from_a_read_only_disk_all_is_read_and_what_writes_is_refused(
    command: Command, filled: Filled, office_folder: Path, out: Path
) -> None:
    filled(an_appeal)
    before = state_of(office_folder)
    with read_only(office_folder) as folder:
        for argv in READING:
            said = command("--data", folder, *said_for(argv, out))
            assert (said.code, said.err) == (0, ""), argv
        for argv in WRITING:
            assert is_refused(command("--data", folder, *argv), "cannot be written"), argv
        copy = out / "copy.db"
        for argv in (["restore", copy], ["init", "--office", OFFICE_FILE], ["demo", folder], ["demo", folder / "new"]):
            assert is_refused(command("--data", folder, *argv)), argv
    assert state_of(office_folder) == before
    assert sorted(os.listdir(out)) == ["card.pdf", "copy.db", "office.json", "report.csv"]
    assert os.listdir(tempfile.gettempdir()) == []


def test_what_is_written_onto_a_read_only_disk_is_refused(command: Command, filled: Filled, tmp_path: Path) -> None:
    filled(an_appeal)
    place = tmp_path / "place"
    place.mkdir()
    with read_only(place) as disk:
        for argv in READING[-4:]:
            assert is_refused(command(*said_for(argv, disk))), argv
        assert is_refused(command("demo", disk / "sample"))
        assert is_refused(command("init", "--office", OFFICE_FILE, "--data", disk / "new"))
        assert os.listdir(disk) == []


# --- a disk that is full -------------------------------------------------------------------------------------------


def test_on_a_full_disk_all_is_read_and_what_writes_is_refused(
    command: Command, filled: Filled, office_folder: Path, tmp_path: Path, out: Path
) -> None:
    filled(an_appeal)
    with small_disk(tmp_path / "disk", 6) as disk:
        folder = disk / "office"
        shutil.copytree(office_folder, folder)
        ballast = fill(disk)
        before = state_of(folder)[str(file_in(folder))]
        for argv in READING:
            said = command("--data", folder, *said_for(argv, out))
            assert (said.code, said.err) == (0, ""), argv
        for argv in (*WRITING, *(said_for(argv, disk) for argv in READING[-4:]), ["restore", out / "copy.db"]):
            assert is_refused(command("--data", folder, *argv), "disk is full"), argv
        assert is_refused(command("demo", disk / "sample", "--visits", 5), "disk is full")
        assert is_refused(command("init", "--office", OFFICE_FILE, "--data", disk / "new"), "disk is full")
        assert sorted(os.listdir(disk)) == ["ballast", "office"]
        assert state_of(folder)[str(file_in(folder))] == before
        ballast.unlink()
        assert command("--data", folder, *WRITING[-1]).code == 0
        assert command("--data", folder, "check").code == 0


@pytest.mark.parametrize("room", [100_000, 700_000, 1_400_000])
def test_a_sample_for_which_the_disk_is_too_small_leaves_nothing(command: Command, tmp_path: Path, room: int) -> None:
    with small_disk(tmp_path / "disk", 4) as disk:
        fill(disk, left=room)
        assert is_refused(command("demo", disk / "one" / "sample", "--visits", 60), "disk is full")
        assert os.listdir(disk) == ["ballast"]


def test_an_output_that_takes_nothing_is_told_once(office_folder: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no full device here")
    argv = [sys.executable, "main.py", "search", "никто", "--data", str(office_folder), "--language", "en"]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(argv, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1 and b"disk is full" in done.stderr


# --- killed --------------------------------------------------------------------------------------------------------


@needs_fork
def test_a_sample_killed_in_the_midst_is_no_office_and_can_be_made_again(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "sample"

    def work(say: Say) -> None:
        from models.demo import make

        def dying(*_arguments: object) -> None:
            os.kill(os.getpid(), signal.SIGKILL)

        setattr(make, "busy_day", dying)  # noqa: B010 - an imported name
        run(["demo", str(folder), "--visits", "20"])
        say("survived")

    assert Child(work).rest() == []
    assert not file_in(folder).exists()
    assert is_refused(command("appeals", "--data", folder), "no office")
    assert command("demo", folder, "--visits", 20).code == 0
    assert sorted(os.listdir(folder)) == ["office.lock", "reception.db"]


# --- something else in the file's place ----------------------------------------------------------------------------


def as_a_folder(place: Path) -> None:
    place.mkdir()


def as_a_pipe(place: Path) -> None:
    os.mkfifo(place)


def as_nothing(place: Path) -> None:
    place.write_bytes(b"")


def as_another_programs(place: Path) -> None:
    place.write_bytes(bytes(range(256)) * 40)


def as_missing(place: Path) -> None:
    pass


TAKEN = (
    ["init", "--office", "{file}"], ["office", "import", "{file}"], ["import", "appeals", "{file}"],
    ["restore", "{file}"],
)  # fmt: skip


@pytest.mark.parametrize("standing", [as_a_folder, as_a_pipe, as_nothing, as_another_programs, as_missing])
@pytest.mark.parametrize("argv", TAKEN, ids=lambda argv: " ".join(argv[:2]))
def test_what_is_no_file_to_take_is_refused(
    command: Command, office_folder: Path, tmp_path: Path, argv: list[str], standing: Callable[[Path], None]
) -> None:
    place = tmp_path / "given.csv"
    standing(place)
    before = state_of(office_folder)
    where = tmp_path / "new" if argv[0] == "init" else office_folder
    part = "" if argv[0] == "restore" else "given.csv"
    assert is_refused(command("--data", where, *(word.format(file=place) for word in argv)), part)
    assert {name: state_of(office_folder).get(name) for name in before} == before
    assert not (tmp_path / "new").exists()


GIVEN = (
    ["office", "export", "{file}"], ["report", "2026-11", "--output", "{file}"], ["backup", "{file}"],
    ["card", "2026-000001", "--output", "{file}"], ["journal", "--from", "2026-11-01", "--to", "2026-11-30",
    "--output", "{file}"], ["day-sheet", "2026-11-23", "--output", "{file}"],
)  # fmt: skip


@pytest.mark.parametrize("standing", [as_a_folder, as_a_pipe])
@pytest.mark.parametrize("argv", GIVEN, ids=lambda argv: argv[0])
def test_what_is_no_file_to_write_is_refused(
    command: Command, filled: Filled, tmp_path: Path, argv: list[str], standing: Callable[[Path], None]
) -> None:
    filled(an_appeal)
    place = tmp_path / "taken.pdf"
    standing(place)
    before = place.stat().st_ino
    assert is_refused(command(*(word.format(file=place) for word in argv)), "taken.pdf")
    assert place.stat().st_ino == before
    missing = tmp_path / "missing" / "taken.pdf"
    assert is_refused(command(*(word.format(file=missing) for word in argv)), "missing")
    assert not missing.parent.exists()
    assert sorted(os.listdir(tmp_path)) == ["office", "taken.pdf"]


def test_a_link_is_followed_to_its_file(command: Command, tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    assert command("office", "export", tmp_path / "link.json").code == 0
    assert (tmp_path / "link.json").is_symlink() and (tmp_path / "real.json").is_file()


@pytest.mark.parametrize("standing", [as_nothing, as_a_pipe])
def test_a_data_folder_that_is_none_is_refused(
    command: Command, tmp_path: Path, standing: Callable[[Path], None]
) -> None:
    place = tmp_path / "data"
    standing(place)
    for argv in (["appeals"], ["demo", place], ["init", "--office", OFFICE_FILE], ["check"]):
        assert is_refused(command("--data", place, *argv)), argv
    assert sorted(os.listdir(tmp_path)) == ["data", "office"]


# --- a network path ------------------------------------------------------------------------------------------------


def test_an_office_on_a_network_path_is_warned_of_and_none_is_made_there(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "network_kind", lambda folder: "cifs")
    said = command("appeals", "--json")
    assert (said.code, said.document()) == (0, [])
    assert len(said.err.splitlines()) == 1 and "cifs" in said.err
    assert is_refused(command("mark", 999, "arrived"))
    assert is_refused(command("demo", tmp_path / "sample"), "cifs")
    assert is_refused(command("init", "--office", OFFICE_FILE, "--data", tmp_path / "new"), "cifs")
    assert sorted(os.listdir(tmp_path)) == ["office"]
