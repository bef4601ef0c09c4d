"""Making, opening and upgrading the office's file: numbered migrations, a verified copy before, newer files refused."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlcipher3 import dbapi2 as driver

from models.audit import head
from models.problems import Problem, Refused
from models.storage import backup, hold, locks, network
from models.storage.engine import DISK_FULL, READ_ONLY, in_words
from models.storage.hold import Hold
from models.storage.migrations import m0001_foundation, m0002_full_scale, m0003_short_ways
from models.storage.orm import peewee
from models.storage.reading import Readable, as_it_lies, privately
from models.storage.sqlite import APPLICATION_ID, TURN_NAME, FileDatabase
from resources.words import N_

FILE_NAME = "reception.db"
MIGRATIONS: tuple[Callable[[], str], ...] = (
    m0001_foundation.script, m0002_full_scale.script, m0003_short_ways.script,
)  # fmt: skip
VERSION = len(MIGRATIONS)
_LEAST_ROOM = 1_000_000  # bytes; with less, the engine may not even make what it needs beside a file


def file_in(folder: Path) -> Path:
    """The office's file in a data folder."""
    return folder / FILE_NAME


@contextlib.contextmanager
def making(folder: Path) -> Iterator[None]:
    """The folder for an office that is being made, held alone; made too where it is missing, and gone if it fails.

    Raises Refused where there is an office already, where the folder cannot be written, and on a network path.
    """
    path = file_in(folder)
    if path.exists():
        raise _exists()
    if (problem := network.problem_of_network(folder)) is not None:
        raise Refused(problem)
    with hold.alone(folder):
        if path.exists():
            raise _exists()
        _remove_with_wal(path)  # what somebody left who took the file itself away
        head.put_aside(folder, f"{head.FILE_NAME}.old")
        yield


def _exists() -> Refused:
    return Refused(Problem("exists", N_("There is already an office in this folder; it was not touched.")))


def single_file(folder: Path) -> Path:
    """The closed office's file with nothing left beside it. Raises Refused where the disk does not take it."""
    path = file_in(folder)
    try:
        with contextlib.closing(driver.connect(str(path), isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA journal_mode=DELETE")
    except driver.Error as error:
        raise as_refused(error) from error
    return path


def create(folder: Path) -> FileDatabase:
    """A new empty file with the newest schema. Raises Refused where one exists or the folder cannot be written."""
    path = file_in(folder)
    if path.exists():
        raise _exists()
    unfinished = path.with_suffix(".new")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _remove_with_wal(unfinished)
        with contextlib.closing(driver.connect(str(unfinished), isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            migrate(connection, 0)
            connection.execute("PRAGMA journal_mode=DELETE")
        unfinished.rename(path)
        backup.sync_folder(folder)
    except (OSError, driver.Error) as error:
        with contextlib.suppress(OSError):
            _remove_with_wal(unfinished)
        raise as_refused(error, folder) from error
    return FileDatabase(path)


def unmake(folder: Path) -> None:
    """Removes what was made for an office that did not come to be."""
    path = file_in(folder)
    beside = (Path(f"{path}-wal"), Path(f"{path}-shm"), *locks.files_of_turn(folder / TURN_NAME))
    for leftover in (path, *beside, folder / head.FILE_NAME):
        with contextlib.suppress(OSError):
            leftover.unlink(missing_ok=True)


def open_office(folder: Path) -> FileDatabase:
    """The office's file, upgraded if it is older. Raises Refused in words: missing, foreign, damaged or newer.

    Where the file or its folder may not be written, it is opened for reading alone.
    """
    path = file_in(folder)
    try:
        if not path.is_file():
            raise _no_office(folder)
        share = hold.shared(folder)
        try:
            db = _opened(path, share)
        except BaseException:
            share.release()
            raise
    except (OSError, driver.Error, peewee.DatabaseError) as error:
        raise as_refused(error) from error
    db.network_kind = network.network_kind(folder)
    return db


def _no_office(folder: Path) -> Refused:
    """There is none yet, or what lies beside shows that there was one."""
    where = {"folder": str(folder.absolute())}
    if (folder / head.FILE_NAME).exists() or any((folder / "copies").glob("*.db")):
        sentence = N_("The office's file {file} is missing in {folder}. Take the office back from a copy: “restore”.")
        return Refused(Problem("file-missing", sentence, "", {**where, "file": FILE_NAME}))
    sentence = N_("There is no office in {folder} yet. Make one with “init” or “demo”.")
    return Refused(Problem("no-office", sentence, "", where))


def _opened(path: Path, share: Hold) -> FileDatabase:
    """The file for reading and writing, or where that cannot be, for reading alone."""
    if not (share.may_write and os.access(path, os.W_OK)):
        return FileDatabase(path, share, _readable(path))
    try:
        _bring_up_to_date(path, share)
        db = FileDatabase(path, share)
        try:
            db.rows("SELECT 1 FROM sqlite_master LIMIT 1")  # only now the engine needs its files beside ours
        except BaseException:
            db.leave_thread()
            raise
        return db
    except (driver.Error, peewee.DatabaseError) as error:
        problem = _why_only_readable(path, error)
        if problem is None:
            raise
        return FileDatabase(path, share, _readable(path), problem)


def _bring_up_to_date(path: Path, share: Hold) -> None:
    """Upgrades an older file, for which the folder is held alone meanwhile."""
    backup.remove_unfinished(restoring_in(path.parent))  # nobody restores while we hold a share
    while (version := known(version_of(path))) < VERSION:
        share.release()
        with hold.alone(path.parent, hold.WAIT_S):
            if version_of(path) == version:
                _upgrade(path, version)
        share.take_again(path.parent)


def _why_only_readable(path: Path, error: Exception) -> Problem | None:
    """A full disk, or rights that show only now; None for what is wrong with the file itself."""
    problem = as_refused(error, path.parent).problems[0]
    if problem == DISK_FULL:
        return DISK_FULL
    return READ_ONLY if problem.code in ("read-only", "no-open") else None


def known(version: int) -> int:
    """The version. Raises Refused for one that only a newer program knows."""
    if version > VERSION:
        raise Refused(
            Problem(
                "newer",
                N_("This office file was made by a newer program. Update this program; the file was not touched."),
            )
        )
    return version


def _readable(path: Path) -> Readable:
    """The file as it can be read without writing; an older one is upgraded in a private copy."""
    found = as_it_lies(path)
    if found is not None and known(version_of(path, found.name)) == VERSION:
        return found
    found = privately(path)
    try:
        version = known(version_of(found.file, found.name))
        if version < VERSION:
            with contextlib.closing(driver.connect(found.name, uri=True, isolation_level=None)) as connection:
                migrate(connection, version)
    except BaseException:
        found.release()
        raise
    return found


def restoring_in(folder: Path) -> Path:
    """Where a copy is prepared that is to take the office's place."""
    return file_in(folder).with_suffix(".restoring")


def version_of(path: Path, name: str = "") -> int:
    """The schema of a file, opened under a URI if one is given. Raises Refused where it is none of ours."""
    if path.stat().st_size == 0:
        raise not_ours()
    name = name or plain_uri(path)
    with contextlib.closing(driver.connect(name, uri=True, isolation_level=None)) as connection:
        connection.execute("PRAGMA busy_timeout=5000")
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise not_ours()
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def plain_uri(path: Path) -> str:
    """The URI for reading a file beside others who write."""
    return f"file:{quote(str(path.absolute()))}?mode=ro"


def not_ours() -> Refused:
    return Refused(Problem("not-ours", N_("This file is not an office file.")))


def _upgrade(path: Path, version: int) -> None:
    backup.copy_to(path, path.parent / "copies" / f"before-upgrade-{version}-to-{VERSION}.db")
    with contextlib.closing(driver.connect(str(path), isolation_level=None, timeout=30)) as connection:
        connection.execute("PRAGMA synchronous=FULL")
        migrate(connection, version)


def migrate(connection: Any, version: int) -> None:
    """All missing migrations in one explicit transaction: a killed one leaves the file wholly old."""
    connection.execute("PRAGMA recursive_triggers=ON")
    connection.execute("BEGIN IMMEDIATE")
    try:
        for script in MIGRATIONS[version:]:
            for statement in _statements(script()):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> list[str]:
    """The script's statements one by one (`executescript` would commit)."""
    found, collected = [], ""
    for line in script.splitlines(keepends=True):
        collected += line
        if driver_complete(collected):
            found.append(collected.strip())
            collected = ""
    return [statement for statement in found if statement and statement != ";"]


def driver_complete(text: str) -> bool:
    """Whether the text ends a statement, triggers with their inner semicolons understood."""
    return bool(text.strip()) and bool(driver.complete_statement(text))


def _remove_with_wal(path: Path) -> None:
    for name in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        name.unlink(missing_ok=True)


def as_refused(error: Exception, folder: Path | None = None) -> Refused:
    """What the world did to us, in words. With the folder, a disk that is too full is known where the engine only says
    that it could not open a file.
    """
    problem = in_words(error) or hold.NO_OPENING
    if folder is not None and problem.code in ("io", "no-open", "disk-full"):
        with contextlib.suppress(OSError):
            if shutil.disk_usage(folder).free < _LEAST_ROOM:
                problem = DISK_FULL
    return Refused(problem)
