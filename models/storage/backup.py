"""Verified copies of the office's file: through the backup API under a temporary name, checked, synced, renamed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlcipher3 import dbapi2 as driver

from models.problems import Problem, Refused
from models.storage.engine import READ_ONLY, in_words
from models.storage.hold import LOCK_NAME
from models.storage.locks import FileLock, locked
from models.storage.sqlite import APPLICATION_ID
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
        if desk.db.is_read_only:
            raise Refused(READ_ONLY)
        if not target.is_file():
            copy_to(desk.db.path, target)
            _let_go_of_old(folder, target)
        return Copy(target, datetime.fromtimestamp(target.stat().st_mtime, desk.zone).replace(tzinfo=None))
    except (OSError, driver.Error, Refused) as error:
        problem = error.problems[0] if isinstance(error, Refused) else in_words(error)
        if problem is None:
            problem = Problem("no-copy", N_("Today's copy could not be made; the office file itself is safe."))
        return Copy(None, None, problem)


def back_up(desk: Desk, target: Path) -> None:
    """A verified copy of the open office under any name, while others are at work on it.

    An older copy of this office under that name is replaced. Raises Refused for anything else that stands there and for
    a folder that is missing, OSError and driver.Error for failures of the world.
    """
    if target.is_symlink():
        target = target.resolve()
    _refuse_other_things(desk, target)
    with desk.db.snapshot():
        desk.db.rows("SELECT 1 FROM office")  # the moment that is copied, whatever is written meanwhile
        _copied(desk.db.connection(), target)


def copy_to(source: Path, target: Path) -> None:
    """A verified copy of a live file; the target appears whole or not at all. Raises OSError, driver.Error, Refused."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(driver.connect(str(source), isolation_level=None)) as live:
        live.execute("PRAGMA busy_timeout=5000")
        live.execute("BEGIN")
        live.execute("SELECT 1 FROM sqlite_master").fetchone()
        _copied(live, target)


def _copied(live: Any, target: Path) -> None:
    """Copies what the connection sees in its open transaction; without one, others' writes would begin it anew."""
    unfinished = target.with_name(target.name + ".unfinished")
    with _nobody_else(target):
        remove_unfinished(unfinished)
        try:
            with contextlib.closing(driver.connect(str(unfinished), isolation_level=None)) as copy:
                live.backup(copy, pages=2000, sleep=0.001)
                copy.execute("PRAGMA journal_mode=DELETE")
            verify(unfinished)
            synced(unfinished)
            unfinished.replace(target)
            sync_folder(target.parent)
        finally:
            remove_unfinished(unfinished)


@contextlib.contextmanager
def _nobody_else(target: Path) -> Iterator[None]:
    """Two copies at once to one name would throw each other's half away. A lock left by a killed one is free."""
    path = target.with_name(target.name + ".lock")
    try:
        lock = locked(path, alone=True)
    except OSError:
        lock = FileLock(None)  # a disk without locks: the check of the copy still stands
    if lock is None:
        raise Refused(Problem("copying", N_("A copy is just being made under this name. Try again in a moment.")))
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            path.unlink()
        lock.release()


def remove_unfinished(unfinished: Path) -> None:
    """What a killed program left behind."""
    for ending in ("", "-journal", "-wal", "-shm"):
        Path(f"{unfinished}{ending}").unlink(missing_ok=True)


def synced(path: Path) -> None:
    """Waits until the disk has the file."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


# What tells an older copy of this office: its last entry of the audit stands in ours.
_LAST_ENTRY = "SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1"
_SAME_ENTRY = "SELECT 1 FROM audit WHERE id = ? AND hash = ?"


def _refuse_other_things(desk: Desk, target: Path) -> None:
    """Raises Refused unless the name is free in an existing folder or held by an older copy of this office."""
    if not target.parent.is_dir():
        raise _refused("no-folder", N_("There is no folder “{file}”."), target.parent)
    if target.is_dir():
        raise _refused("folder", N_("“{file}” is a folder, not a file."), target)
    if not target.exists():
        return
    if not target.is_file():
        raise _refused("no-file", N_("“{file}” is no ordinary file."), target)
    if target.samefile(desk.db.path):
        raise _refused("itself", N_("“{file}” is the office's own file; give the copy another name."), target)
    if _is_at_work(desk, target) or not _is_older_copy(desk, target):
        raise _refused(
            "other-file", N_("“{file}” is not an older copy of this office; it was not touched. Choose another name."),
            target,
        )  # fmt: skip


def _is_at_work(desk: Desk, target: Path) -> bool:
    """Whether the file is no copy but the file of an office: in a data folder of its own, or with something beside."""
    in_a_data_folder = target.name == desk.db.path.name and target.with_name(LOCK_NAME).exists()
    return in_a_data_folder or any(Path(f"{target}{ending}").exists() for ending in ("-wal", "-journal", "-shm"))


def _is_older_copy(desk: Desk, path: Path) -> bool:
    try:
        with contextlib.closing(driver.connect(unwritten(path), uri=True, isolation_level=None)) as copy:
            if copy.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                return False
            if copy.execute("PRAGMA journal_mode").fetchone()[0] == "wal":  # an office that is only closed
                return False
            last = copy.execute(_LAST_ENTRY).fetchone()
    except driver.Error:
        return False
    return last is not None and bool(desk.db.rows(_SAME_ENTRY, *last))


def unwritten(path: Path) -> str:
    """The URI under which a file is read without leaving anything beside it."""
    return f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"


def _refused(code: str, sentence: str, path: Path) -> Refused:
    return Refused(Problem(code, sentence, "", {"file": str(path)}))


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
