"""An office in a file: pragmas on every connection, writers in turn, a share in the folder."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2 as driver

from models.audit import head as heads
from models.problems import Problem, Refused
from models.storage import bulk, search
from models.storage.engine import READ_ONLY, Database, Guarded
from models.storage.locks import in_turn, is_waited_for
from models.storage.orm import peewee

if TYPE_CHECKING:
    from models.storage.hold import Hold
    from models.storage.reading import Readable

APPLICATION_ID = 0x52435054  # "RCPT"
TURN_NAME = "writers.lock"
OLDEST_SQLITE = (3, 51, 3)  # older ones may corrupt the file when the WAL is reset
PRAGMAS = {
    "foreign_keys": 1,
    "synchronous": 2,
    "busy_timeout": 5000,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "secure_delete": 1,
    "recursive_triggers": 1,
    "mmap_size": 0,
}

if driver.sqlite_version_info < OLDEST_SQLITE:
    raise RuntimeError(f"SQLite {driver.sqlite_version} is too old; install sqlcipher3 0.6.4 or newer")


class File(Guarded, peewee.SqliteDatabase):
    """peewee over sqlcipher3."""

    may_write = True

    def _connect(self) -> Any:
        self.refuse_forbidden_thread()
        connection = driver.connect(
            self.database, isolation_level=None, timeout=5, check_same_thread=False, **self.connect_params
        )
        try:
            if self.may_write:
                connection.execute("PRAGMA journal_mode=WAL")
            else:
                connection.execute("PRAGMA query_only=1")
            for name, value in PRAGMAS.items():
                connection.execute(f"PRAGMA {name}={value}").fetchall()
        except BaseException:
            connection.close()
            raise
        return connection

    def rollback(self) -> None:
        """On a full disk the engine has rolled back by itself; a second one would raise and hide the cause."""
        if self.connection().in_transaction:  # type: ignore[no-untyped-call]
            super().rollback()


class FileDatabase(Database):
    """One open office file."""

    search, bulk = search, bulk

    def __init__(
        self,
        path: Path,
        hold: Hold | None = None,
        readable: Readable | None = None,
        why_only_readable: Problem = READ_ONLY,
    ) -> None:
        self._path = path
        self._hold, self._readable, self._why_only_readable = hold, readable, why_only_readable
        self._turn = path.with_name(TURN_NAME)
        if readable is None:
            file = File(str(path), thread_safe=True, autoconnect=True)
        else:
            file = File(readable.name, thread_safe=True, autoconnect=True, uri=True)
            file.may_write = False
        super().__init__(file)

    @property
    def path(self) -> Path:
        return self._path

    @property
    def is_read_only(self) -> bool:
        """Whether the file or its folder may not be written; every transaction is refused then."""
        return self._readable is not None

    def keep(self, hold: Hold) -> None:
        """Takes a share in the folder, which is released on closing."""
        self._hold = hold

    def note_head(self, office_id: int, head: str) -> None:
        heads.note(self._path.parent, office_id, head)

    def noted_head(self, office_id: int) -> str:
        return heads.noted(self._path.parent, office_id)

    @contextlib.contextmanager
    def writing(self, office_id: int | None = None) -> Iterator[None]:
        """BEGIN IMMEDIATE … COMMIT. Writers of all programs queue up before it, whatever their office.

        Raises Refused where the file may not be written.
        """
        if self._readable is not None:
            raise Refused(self._why_only_readable)
        self._connections.is_writing = True
        try:
            with in_turn(self._turn), self._connections.atomic("IMMEDIATE"):
                yield
        finally:
            self._connections.is_writing = False

    def is_waited_for(self) -> bool:
        return is_waited_for(self._turn)

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        with self._connections.atomic("DEFERRED"):
            yield

    def cursor(self, sql: str, *values: Any) -> Any:
        return self.connection().execute(sql, values)

    def run_many(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        self.connection().executemany(sql, rows)

    def data_version(self) -> int:
        return int(self.rows("PRAGMA data_version")[0][0])

    def faults(self, most: int) -> tuple[list[str], list[str]]:
        said = [str(row[0]) for row in self.rows(f"PRAGMA integrity_check({most})")]
        broken = self.rows("PRAGMA foreign_key_check")[:most]
        return [] if said == ["ok"] else said, [f"{table} {row} → {parent}" for table, row, parent, *_ in broken]

    def close(self) -> None:
        super().close()
        if self._readable is not None:
            self._readable.release()
        if self._hold is not None:
            self._hold.release()
