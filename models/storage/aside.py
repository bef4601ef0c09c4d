"""Putting an office's file aside, so that another can take its place. Nothing is thrown away."""

from __future__ import annotations

import contextlib
import os
import shutil
from datetime import date
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from models.audit import head
from models.problems import Problem, Refused
from models.storage import hold
from models.storage.backup import sync_folder, synced
from models.storage.upgrade import file_in, version_of
from resources.words import N_

_BESIDE = ("-wal", "-shm", "-journal")


def put_aside(folder: Path) -> Path:
    """Renames the closed file of a sample to a free name “sample-1.db”. Raises Refused for a real office, OSError."""
    with hold.alone(folder):
        source = file_in(folder)
        with contextlib.closing(driver.connect(str(source), isolation_level=None)) as connection:
            if not connection.execute("SELECT count(*) FROM office WHERE is_sample").fetchone()[0]:
                raise Refused(Problem("real-office", N_("This is a real office; it is not put aside.")))
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode=DELETE")
        target = _free_name(folder, "sample-{number}", 1)
        source.rename(target)
        head.put_aside(folder, f"{target.stem}.head")
        _set_copies_aside(folder)
        sync_folder(folder)
    return target


def replace_office(folder: Path, prepared: Path, today: date) -> Path | None:
    """Puts a prepared file in the office's place, in a folder that is held alone; gives where the old one is now.

    Killed at any moment, it leaves the old office or the new one, whole. Raises OSError.
    """
    path = file_in(folder)
    kept = None
    if path.exists() or any(Path(f"{path}{ending}").exists() for ending in _BESIDE):
        _make_single(path)
        kept = _free_name(folder, f"before-restore-{today.isoformat()}", 0)
        for ending in ("", *_BESIDE):
            if Path(f"{path}{ending}").exists():
                _given_a_second_name(Path(f"{path}{ending}"), Path(f"{kept}{ending}"))
        sync_folder(folder)
        for ending in _BESIDE:  # what is beside a file would be taken for the new one's
            Path(f"{path}{ending}").unlink(missing_ok=True)
        sync_folder(folder)
    head.put_aside(folder, f"{kept.stem}.head" if kept is not None else f"{head.FILE_NAME}.old")
    prepared.replace(path)
    sync_folder(folder)
    return kept


def _make_single(path: Path) -> None:
    """Takes everything beside the file into it. What is no office file any more keeps what is beside it."""
    with contextlib.suppress(OSError, Refused, driver.Error):
        version_of(path)
        with contextlib.closing(driver.connect(str(path), isolation_level=None)) as old:
            old.execute("PRAGMA synchronous=FULL")
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            old.execute("PRAGMA journal_mode=DELETE")


def _given_a_second_name(source: Path, target: Path) -> None:
    """The same file under two names, or where the disk knows no such thing, a copy."""
    try:
        os.link(source, target)
    except OSError:
        unfinished = target.with_name(target.name + ".unfinished")
        try:
            shutil.copyfile(source, unfinished)
            synced(unfinished)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)


def _free_name(folder: Path, pattern: str, first: int) -> Path:
    """The first free name of a file: the number is in the pattern, or from 2 on behind it."""
    number = first
    while True:
        name = pattern.format(number=number) if "{" in pattern else pattern + (f"-{number + 1}" if number else "")
        target = folder / f"{name}.db"
        if not target.exists():
            return target
        number += 1


def _set_copies_aside(folder: Path) -> None:
    """Copies of the sample must not be taken for copies of the office that begins now."""
    for copy in (folder / "copies").glob("reception-????-??-??.db"):
        copy.rename(copy.with_name("sample-" + copy.name.removeprefix("reception-")))
