"""Making, opening and upgrading the office's file: numbered migrations, a verified copy before, newer files refused."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from models.problems import Problem, Refused
from models.storage import backup
from models.storage.engine import APPLICATION_ID, Database, in_words
from models.storage.migrations import m0001_foundation, m0002_full_scale
from resources.words import N_

FILE_NAME = "reception.db"
MIGRATIONS: tuple[Callable[[], str], ...] = (m0001_foundation.script, m0002_full_scale.script)
VERSION = len(MIGRATIONS)


def file_in(folder: Path) -> Path:
    """The office's file in a data folder."""
    return folder / FILE_NAME


def create(folder: Path) -> Database:
    """A new empty file with the newest schema. Raises Refused where one exists or the folder cannot be written."""
    path = file_in(folder)
    if path.exists():
        raise Refused(Problem("exists", N_("There is already an office in this folder; it was not touched.")))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".new")
        _remove_with_wal(unfinished)
        with contextlib.closing(driver.connect(str(unfinished), isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            _migrate(connection, 0)
            connection.execute("PRAGMA journal_mode=DELETE")
        unfinished.rename(path)
        backup.sync_folder(folder)
    except (OSError, driver.Error) as error:
        raise _as_refused(error) from error
    return Database(path)


def open_office(folder: Path) -> Database:
    """The office's file, upgraded if it is older. Raises Refused in words: missing, foreign, damaged or newer."""
    path = file_in(folder)
    if not path.is_file():
        raise Refused(
            Problem("no-office", N_("There is no office in this folder yet. Make one with “init” or “demo”."))
        )
    try:
        version = _version_of(path)
        if version > VERSION:
            raise Refused(
                Problem(
                    "newer",
                    N_("This office file was made by a newer program. Update this program; the file was not touched."),
                )
            )
        if version < VERSION:
            _upgrade(path, version)
    except (OSError, driver.Error) as error:
        raise _as_refused(error) from error
    return Database(path)


def _version_of(path: Path) -> int:
    if path.stat().st_size == 0:
        raise Refused(Problem("not-ours", N_("This file is not an office file.")))
    with contextlib.closing(
        driver.connect(f"file:{_quoted(path)}?mode=ro", uri=True, isolation_level=None)
    ) as connection:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise Refused(Problem("not-ours", N_("This file is not an office file.")))
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path.absolute()))


def _upgrade(path: Path, version: int) -> None:
    backup.copy_to(path, path.parent / "copies" / f"before-upgrade-{version}-to-{VERSION}.db")
    with contextlib.closing(driver.connect(str(path), isolation_level=None, timeout=30)) as connection:
        connection.execute("PRAGMA synchronous=FULL")
        _migrate(connection, version)


def _migrate(connection: Any, version: int) -> None:
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


def _as_refused(error: Exception) -> Refused:
    problem = in_words(error)
    if problem is None:
        problem = Problem(
            "no-open", N_("The office file cannot be opened. Check that its folder exists and may be written.")
        )
    return Refused(problem)
