"""Putting the sample office's file aside, so that a real one can begin in the same folder. Nothing is thrown away."""

from __future__ import annotations

import contextlib
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from models.problems import Problem, Refused
from models.storage.backup import sync_folder
from models.storage.upgrade import file_in
from resources.words import N_


def put_aside(folder: Path) -> Path:
    """Renames the closed file of a sample to a free name “sample-1.db”. Raises Refused for a real office, OSError."""
    source = file_in(folder)
    with contextlib.closing(driver.connect(str(source), isolation_level=None)) as connection:
        if not connection.execute("SELECT count(*) FROM office WHERE is_sample").fetchone()[0]:
            raise Refused(Problem("real-office", N_("This is a real office; it is not put aside.")))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
    number = 1
    while (target := folder / f"sample-{number}.db").exists():
        number += 1
    source.rename(target)
    _set_copies_aside(folder)
    sync_folder(folder)
    return target


def _set_copies_aside(folder: Path) -> None:
    """Copies of the sample must not be taken for copies of the office that begins now."""
    for copy in (folder / "copies").glob("reception-????-??-??.db"):
        copy.rename(copy.with_name("sample-" + copy.name.removeprefix("reception-")))
