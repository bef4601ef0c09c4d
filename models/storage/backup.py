"""Verified copies of the office's file: through the backup API under a temporary name, checked, synced, renamed."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as driver

from models.problems import Problem, Refused
from models.storage.engine import APPLICATION_ID, in_words
from resources.words import N_

if TYPE_CHECKING:
    from models.office.desk import Desk

KEPT_DAYS = 14
_FOLDER = "copies"


@dataclass(frozen=True)
class Copy:
    """The newest daily copy: its file, when it was made (office time) and, where it failed, why."""

    path: Path | None
    made_at: datetime | None
    problem: Problem | None = None


def daily_copy(desk: Desk) -> Copy:
    """Makes today's copy unless it is there, and lets go of daily copies older than two weeks.

    Never raises for a failure of the world: the problem is in the answer, for the status bar.
    """
    folder = desk.db.path.parent / _FOLDER
    target = folder / f"reception-{desk.today().isoformat()}.db"
    try:
        if not target.is_file():
            copy_to(desk.db.path, target)
            _let_go_of_old(folder, target)
        return Copy(target, datetime.fromtimestamp(target.stat().st_mtime, desk.zone).replace(tzinfo=None))
    except (OSError, driver.Error, Refused) as error:
        problem = error.problems[0] if isinstance(error, Refused) else in_words(error)
        if problem is None:
            problem = Problem("no-copy", N_("Today's copy could not be made; the office file itself is safe."))
        return Copy(None, None, problem)


def copy_to(source: Path, target: Path) -> None:
    """A verified copy of a live file; the target appears whole or not at all. Raises OSError, driver.Error, Refused."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with (
            contextlib.closing(driver.connect(str(source), isolation_level=None)) as live,
            contextlib.closing(driver.connect(str(unfinished), isolation_level=None)) as copy,
        ):
            live.execute("PRAGMA busy_timeout=5000")
            live.backup(copy, pages=2000, sleep=0.001)
            copy.execute("PRAGMA journal_mode=DELETE")
        verify(unfinished)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.replace(target)
        sync_folder(target.parent)
    finally:
        for leftover in (
            unfinished,
            Path(f"{unfinished}-journal"),
            Path(f"{unfinished}-wal"),
            Path(f"{unfinished}-shm"),
        ):
            leftover.unlink(missing_ok=True)


def verify(path: Path) -> None:
    """Raises Refused unless the file is ours, whole, and its foreign keys hold."""
    with contextlib.closing(driver.connect(str(path), isolation_level=None)) as copy:
        copy.execute("PRAGMA query_only=1")
        sound = (
            copy.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            and copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            and copy.execute("PRAGMA foreign_key_check").fetchone() is None
        )
    if not sound:
        raise Refused(
            Problem(
                "bad-copy", N_("The copy did not pass its check and was thrown away; the office file was not touched.")
            )
        )


def sync_folder(folder: Path) -> None:
    """Makes a rename durable where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _let_go_of_old(folder: Path, newest: Path) -> None:
    copies = sorted(path for path in folder.glob("reception-????-??-??.db") if path != newest)
    newest_day = date.fromisoformat(newest.stem.removeprefix("reception-"))
    for path in copies:
        with contextlib.suppress(ValueError, OSError):
            if (newest_day - date.fromisoformat(path.stem.removeprefix("reception-"))).days > KEPT_DAYS:
                path.unlink()
