"""An open office whatever engine holds it: one way to write, words instead of error codes. See sqlite.py, postgres/."""

from __future__ import annotations

import contextlib
import errno
import sqlite3 as stdlib_sqlite
import threading
from abc import ABC, abstractmethod
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2 as driver

from models.office.rights import require
from models.problems import Problem, Refused
from models.storage import tables
from models.storage.orm import peewee
from resources.words import N_

if TYPE_CHECKING:
    from models.audit.chain import Entry
    from models.office.desk import Desk
    from models.storage.dialect import Bulk, Search

_AT_ONCE = 2_000  # ids read in one go; more than a screen, less than a megabyte of tuples
_FOUR_BYTES = 2**31 - 1  # the highest id that they hold
_READING = frozenset(("SELECT", "WITH", "PRAGMA", "EXPLAIN", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"))

READ_ONLY = Problem(
    "read-only", N_("The office file cannot be written. Check the rights to its folder; what was saved before is safe.")
)
DISK_FULL = Problem(
    "disk-full", N_("The disk is full. Free some space and save again; everything saved before is safe.")
)


class Guarded(peewee.Database):
    """What both engines add to peewee: a thread that is kept away, and no write outside a transaction."""

    forbidden_thread: int | None = None

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

    def refuse_forbidden_thread(self) -> None:
        """Raises RuntimeError in the window's thread."""
        if threading.get_ident() == self.forbidden_thread:
            raise RuntimeError("the window's thread must not touch the database")

    def execute_sql(self, sql: str, params: Any = None, commit: Any = None) -> Any:
        if threading.get_ident() == self.forbidden_thread:
            raise RuntimeError("the window's thread must not touch the database")
        # not by PRAGMA query_only, which throws away every prepared statement each time it is turned
        if not self.is_writing and sql.split(None, 1)[0].upper() not in _READING:
            raise peewee.OperationalError("attempt to write a readonly database: there is no transaction")
        return super().execute_sql(sql, params)  # type: ignore[no-untyped-call]


class Database(ABC):
    """One open office. Connections belong to threads; writing happens only inside `transaction`."""

    search: Search  # the words and digits of the visitors' search
    bulk: Bulk  # writing many rows at once
    is_file = True
    counts_by_statement = False  # whether triggers count all rows of a statement at once
    network_kind = ""  # of the network path that a file lies on, where nobody should keep it

    def __init__(self, connections: Guarded) -> None:
        self._connections = connections
        tables.current.initialize(connections)

    @property
    @abstractmethod
    def path(self) -> Path:
        """The office's file. Raises Refused for an office on a server, which has none."""

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be written; every transaction is refused then."""
        return False

    def forbid_this_thread(self) -> None:
        """From now on the calling thread (the window's) may not use the database."""
        self._connections.close()
        self._connections.forbidden_thread = threading.get_ident()

    @contextlib.contextmanager
    def transaction(self, action: str, desk: Desk) -> Iterator[Entry]:
        """A write transaction with the actor's right checked first and the audit row written last, inside.

        Raises Refused where the right is missing; rolls back on any exception.
        """
        from models.audit.chain import Entry, append

        require(desk.actor, action)
        with self.writing(desk.office_id):
            entry = Entry(action)
            yield entry
            head = append(desk, entry)
        self.note_head(desk.office_id, head)

    @abstractmethod
    def note_head(self, office_id: int, head: str) -> None:
        """Keeps the last hash of an office's audit outside the database too."""

    @abstractmethod
    def noted_head(self, office_id: int) -> str:
        """The last hash that was kept so, or nothing."""

    @abstractmethod
    def writing(self, office_id: int | None = None) -> contextlib.AbstractContextManager[None]:
        """A bare write transaction for what needs no audit (drafts, the calendar); others use `transaction`.

        Of one office's writers only one is inside at a time, so that what was read there still holds when it writes.
        """

    def is_waited_for(self) -> bool:
        """Whether somebody else waits to write, so that a long transaction had better end."""
        return False

    @abstractmethod
    def snapshot(self) -> contextlib.AbstractContextManager[None]:
        """Several reads that see the same moment."""

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """All rows of one statement; for the storage layer and the engine's own words only."""
        return list(self._connections.execute_sql(sql, values).fetchall())

    def ids(self, sql: str, *values: Any) -> Sequence[int]:
        """The first column of a statement: ids of a long list, 4 bytes each where there are very many."""
        cursor = self._connections.execute_sql(sql, values)
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
        return int(self._connections.execute_sql(sql, values).rowcount)

    @abstractmethod
    def cursor(self, sql: str, *values: Any) -> Any:
        """A cursor over a statement of very many rows, inside a snapshot: `fetchmany` in portions, then `close`."""

    @abstractmethod
    def run_many(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        """One statement for many rows on this thread's connection, for bulk writing inside a transaction."""

    def connection(self) -> Any:
        """This thread's driver connection."""
        return self._connections.connection()  # type: ignore[no-untyped-call]

    @abstractmethod
    def data_version(self) -> int:
        """Changes when another connection has written."""

    @abstractmethod
    def faults(self, most: int) -> tuple[list[str], list[str]]:
        """What the engine itself finds wrong with its pages, and with references: "appeal 17 → visitor"."""

    def leave_thread(self) -> None:
        """Closes the calling thread's connection."""
        if not self._connections.is_closed():
            self._connections.close()

    def close(self) -> None:
        """Closes the connection of the calling thread; lanes close their own."""
        self._connections.forbidden_thread = None
        self.leave_thread()


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
    told = getattr(error, "orig", error)
    if hasattr(told, "sqlstate"):
        from models.storage.postgres.words import problem_of

        return problem_of(told)
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
