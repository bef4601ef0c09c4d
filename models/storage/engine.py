"""Opening the office's file: pragmas on every connection, one way to write, words instead of error codes."""

from __future__ import annotations

import contextlib
import errno
import sqlite3 as stdlib_sqlite
import threading
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import peewee
from sqlcipher3 import dbapi2 as driver

from models.office.rights import require
from models.problems import Problem, Refused
from models.storage import tables
from models.storage.locks import in_turn, is_waited_for
from resources.words import N_

if TYPE_CHECKING:
    from models.audit.chain import Entry
    from models.office.desk import Desk
    from models.storage.hold import Hold
    from models.storage.reading import Readable

_AT_ONCE = 2_000  # ids read in one go; more than a screen, less than a megabyte of tuples
_FOUR_BYTES = 2**31 - 1  # the highest id that they hold
APPLICATION_ID = 0x52435054  # "RCPT"
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

_READING = frozenset(("SELECT", "WITH", "PRAGMA", "EXPLAIN", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"))

if driver.sqlite_version_info < OLDEST_SQLITE:
    raise RuntimeError(f"SQLite {driver.sqlite_version} is too old; install sqlcipher3 0.6.4 or newer")


class _File(peewee.SqliteDatabase):
    """peewee over sqlcipher3, with a thread that is kept away from the database."""

    forbidden_thread: int | None = None
    may_write = True

    def __init__(self, *args: Any, **settings: Any) -> None:
        self._writers = threading.local()
        super().__init__(*args, **settings)

    @property
    def is_writing(self) -> bool:
        """Whether the calling thread is inside a write transaction."""
        return getattr(self._writers, "is_writing", False)

    @is_writing.setter
    def is_writing(self, value: bool) -> None:
        self._writers.is_writing = value

    def _connect(self) -> Any:
        if threading.get_ident() == self.forbidden_thread:
            raise RuntimeError("the window's thread must not touch the database")
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

    def execute_sql(self, sql: str, params: Any = None, commit: Any = None) -> Any:
        if threading.get_ident() == self.forbidden_thread:
            raise RuntimeError("the window's thread must not touch the database")
        # not by PRAGMA query_only, which throws away every prepared statement each time it is turned
        if not self.is_writing and sql.split(None, 1)[0].upper() not in _READING:
            raise peewee.OperationalError("attempt to write a readonly database: there is no transaction")
        return super().execute_sql(sql, params)  # type: ignore[no-untyped-call]

    def rollback(self) -> None:
        """On a full disk the engine has rolled back by itself; a second one would raise and hide the cause."""
        if self.connection().in_transaction:  # type: ignore[no-untyped-call]
            super().rollback()


TURN_NAME = "writers.lock"
READ_ONLY = Problem(
    "read-only", N_("The office file cannot be written. Check the rights to its folder; what was saved before is safe.")
)
DISK_FULL = Problem(
    "disk-full", N_("The disk is full. Free some space and save again; everything saved before is safe.")
)


class Database:
    """One open office file. Connections belong to threads; writing happens only inside `transaction`."""

    def __init__(
        self,
        path: Path,
        hold: Hold | None = None,
        readable: Readable | None = None,
        why_only_readable: Problem = READ_ONLY,
    ) -> None:
        self.path = path
        self._hold, self._readable, self._why_only_readable = hold, readable, why_only_readable
        self._turn = path.with_name(TURN_NAME)
        self.network_kind = ""  # of the network path that the file lies on, where nobody should keep it
        if readable is None:
            self._file = _File(str(path), thread_safe=True, autoconnect=True)
        else:
            self._file = _File(readable.name, thread_safe=True, autoconnect=True, uri=True)
            self._file.may_write = False
        tables.current.initialize(self._file)

    @property
    def is_read_only(self) -> bool:
        """Whether the file or its folder may not be written; every transaction is refused then."""
        return self._readable is not None

    def keep(self, hold: Hold) -> None:
        """Takes a share in the folder, which is released on closing."""
        self._hold = hold

    def forbid_this_thread(self) -> None:
        """From now on the calling thread (the window's) may not use the database."""
        self._file.close()
        self._file.forbidden_thread = threading.get_ident()

    @contextlib.contextmanager
    def transaction(self, action: str, desk: Desk) -> Iterator[Entry]:
        """BEGIN IMMEDIATE … COMMIT with the actor's right checked first and the audit row written last, inside.

        Raises Refused where the right is missing; rolls back on any exception.
        """
        from models.audit.chain import Entry, append
        from models.audit.head import note

        require(desk.actor, action)
        with self.writing():
            entry = Entry(action)
            yield entry
            head = append(desk, entry)
        note(self.path.parent, desk.office_id, head)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """A bare write transaction for what needs no audit (drafts, the calendar); others use `transaction`.

        Writers of all programs queue up before it. Raises Refused where the file may not be written.
        """
        if self._readable is not None:
            raise Refused(self._why_only_readable)
        self._file.is_writing = True
        try:
            with in_turn(self._turn), self._file.atomic("IMMEDIATE"):
                yield
        finally:
            self._file.is_writing = False

    def is_waited_for(self) -> bool:
        """Whether somebody else waits to write, so that a long transaction had better end."""
        return is_waited_for(self._turn)

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several reads that see the same moment."""
        with self._file.atomic("DEFERRED"):
            yield

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """All rows of one statement; for the storage layer and the engine's own words only."""
        return list(self._file.execute_sql(sql, values).fetchall())

    def ids(self, sql: str, *values: Any) -> Sequence[int]:
        """The first column of a statement: ids of a long list, 4 bytes each where there are very many."""
        cursor = self._file.execute_sql(sql, values)
        part = cursor.fetchmany(_AT_ONCE)
        if len(part) < _AT_ONCE:
            return [row[0] for row in part]
        found = array("i")
        while part:
            ids = [row[0] for row in part]
            if found.typecode == "i" and max(ids) > _FOUR_BYTES:
                found = array("q", found)
            found.extend(ids)
            part = cursor.fetchmany(_AT_ONCE)
        self.rows("PRAGMA shrink_memory")  # pages of the file that went by once and are of no use to any other question
        return found

    def run(self, sql: str, *values: Any) -> int:
        """Runs one statement and tells how many rows it changed."""
        return int(self._file.execute_sql(sql, values).rowcount)

    def run_many(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        """`executemany` on this thread's connection, for bulk writing inside a transaction."""
        self.connection().executemany(sql, rows)

    def connection(self) -> Any:
        """This thread's driver connection, for the backup API."""
        return self._file.connection()  # type: ignore[no-untyped-call]

    def data_version(self) -> int:
        """Changes when another connection has written to the file."""
        return int(self.rows("PRAGMA data_version")[0][0])

    def leave_thread(self) -> None:
        """Closes the calling thread's connection."""
        if not self._file.is_closed():
            self._file.close()

    def close(self) -> None:
        """Closes the connection of the calling thread; lanes close their own."""
        self._file.forbidden_thread = None
        self.leave_thread()
        if self._readable is not None:
            self._readable.release()
        if self._hold is not None:
            self._hold.release()


_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def in_words(error: BaseException) -> Problem | None:
    """A sentence for a failure of the world around the database, or None where the error is ours."""
    text = str(error).lower()
    if isinstance(error, OSError) and error.errno in _NO_SPACE:
        text = "disk is full"
    known = (
        ("full", DISK_FULL.code, DISK_FULL.message),
        ("locked", "locked", N_("The office file is busy in another program. Try again in a moment; nothing is lost.")),
        ("busy", "locked", N_("The office file is busy in another program. Try again in a moment; nothing is lost.")),
        ("readonly", READ_ONLY.code, READ_ONLY.message),
        ("malformed", "damaged", N_("The office file is damaged. Restore the latest copy from the “copies” folder.")),
        ("not a database", "not-ours", N_("This file is not an office file.")),
        ("disk i/o error", "io", N_("The disk did not answer. Check it and try again; what was saved before is safe.")),
        (
            "unable to open",
            "no-open",
            N_("The office file cannot be opened. Check that its folder exists and may be written."),
        ),
    )
    if not isinstance(error, (peewee.DatabaseError, driver.Error, stdlib_sqlite.Error, OSError)):
        return None
    for part, code, message in known:
        if part in text:
            return Problem(code, message)
    return None


def refused_in_words(error: BaseException) -> Refused:
    """The same as a refusal; an unknown error is raised as it is."""
    problem = in_words(error)
    if problem is None:
        raise error
    return Refused(problem)
