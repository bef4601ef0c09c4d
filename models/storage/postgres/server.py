"""An office in a schema of its own on a PostgreSQL server: connections, one way to write, statements as the server
reads them. psycopg is loaded only here, when an office on a server is opened.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.problems import Problem, Refused
from models.storage.engine import Database, Guarded
from models.storage.orm import peewee
from models.storage.postgres import bulk, search
from resources.words import N_

if TYPE_CHECKING:
    import psycopg

SCHEMA = "reception"
_SETTINGS = {
    "search_path": f"{SCHEMA},public",  # extensions that the server's keeper installed stand in public
    "timezone": "UTC",
    "datestyle": "ISO",
    "lock_timeout": "5s",  # as long as a file waits for another writer
    "default_transaction_isolation": "read\\ committed",
}
_ANSWER_S = 5
_WRITING = 1380143184  # with an office's id: the lock of its writers
_FOLDED_EVERY = 200  # operations of one desk
_WAITING = """
SELECT EXISTS (SELECT 1 FROM pg_locks AS ours JOIN pg_locks AS other USING (locktype, database, classid, objid)
    WHERE locktype = 'advisory' AND ours.pid = pg_backend_pid() AND ours.granted AND NOT other.granted)
"""
ON_SERVER = Problem("on-server", N_("This office lies on a database server; its copies are made there."))

# What a file's engine calls otherwise; a list may be empty there.
_CALLED_OTHERWISE = (("IN ()", "IN (NULL)"), ("json_group_object(", "json_object_agg("))
_FLAG = re.compile(r'((?:\bis_\w+|\breceives)"?) = ([01])\b')
_ORDERED_JOIN = re.compile(r"CROSS JOIN (\w+ AS \w+ ON)\b")  # the order of joins is the server's business
_SIGN = re.compile(r"\?|%(?!s)")


@lru_cache(4096)
def translated(sql: str) -> str:
    """A statement as psycopg and the server read it: placeholders are %s, flags are true or false."""
    for theirs, ours in _CALLED_OTHERWISE:
        sql = sql.replace(theirs, ours)
    sql = _ORDERED_JOIN.sub(r"JOIN \1", sql)
    sql = _FLAG.sub(lambda found: f"{found[1]} = {'true' if found[2] == '1' else 'false'}", sql)
    return _SIGN.sub(lambda found: "%s" if found[0] == "?" else "%%", sql)


def connected(url: str) -> psycopg.Connection[Any]:
    """A connection as every desk has it: times in UTC, dates and times as the texts that a file holds."""
    import psycopg
    from psycopg.conninfo import conninfo_to_dict
    from psycopg.types.string import TextLoader

    options = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
    given: dict[str, Any] = {"connect_timeout": _ANSWER_S, **conninfo_to_dict(url)}
    given["options"] = f"{given.get('options') or ''} {options}".strip()
    connection = psycopg.connect(**given, autocommit=True)
    for kind in ("date", "timestamp", "json"):
        connection.adapters.register_loader(kind, TextLoader)
    connection.adapters.register_loader("numeric", _whole_numbers())
    return connection


@lru_cache(1)
def _whole_numbers() -> Any:
    """Sums are whole numbers here, which the server gives as decimals."""
    from psycopg.adapt import Loader

    class WholeNumbers(Loader):
        def load(self, data: Any) -> int | float:
            text = bytes(data)
            return float(text) if b"." in text or b"N" in text else int(text)

    return WholeNumbers


class _Adapter(peewee.Psycopg3Adapter):
    """peewee's own knows a psycopg that was there when peewee was loaded."""

    def __init__(self) -> None:
        from psycopg.pq import TransactionStatus

        self.txn_idle, self.txn_inerror = TransactionStatus.IDLE, TransactionStatus.INERROR
        self.txn_unknown = TransactionStatus.UNKNOWN
        super().__init__()

    def check_driver(self) -> None:
        pass


class Server(Guarded, peewee.PostgresqlDatabase):
    """peewee over psycopg 3."""

    psycopg2_adapter = psycopg3_adapter = _Adapter

    def _connect(self) -> Any:
        self.refuse_forbidden_thread()
        return connected(self.database)

    def execute_sql(self, sql: str, params: Any = None, commit: Any = None) -> Any:
        return super().execute_sql(translated(sql), params)


class ServerDatabase(Database):
    """One open office on a server."""

    search, bulk = search, bulk
    is_file = False
    counts_by_statement = True

    def __init__(self, url: str) -> None:
        super().__init__(Server(url, thread_safe=True, autoconnect=True))
        self._operations = 0

    @property
    def path(self) -> Path:
        raise Refused(ON_SERVER)

    def note_head(self, office_id: int, head: str) -> None:
        """The server's own copies keep it. Now and then the counts of reports are folded, which nobody waits for."""
        self._operations += 1
        if self._operations % _FOLDED_EVERY == 0:
            with contextlib.suppress(peewee.DatabaseError):  # the operation itself is saved
                self.fold()

    def noted_head(self, office_id: int) -> str:
        return ""

    def fold(self) -> None:
        """Adds the appended counts of reports to those kept before."""
        with self.writing():
            self.rows("SELECT fold_roll_up()")

    @contextlib.contextmanager
    def writing(self, office_id: int | None = None) -> Iterator[None]:
        """BEGIN … COMMIT; with an office's id its writers come one after the other, those of other offices beside."""
        self._connections.is_writing = True
        try:
            with self._connections.atomic():
                if office_id is not None:
                    self.rows("SELECT pg_advisory_xact_lock(?, ?)", _WRITING, office_id)
                yield
        finally:
            self._connections.is_writing = False

    def is_waited_for(self) -> bool:
        return bool(self.rows(_WAITING)[0][0])

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        with self._connections.atomic(isolation_level="REPEATABLE READ"):
            yield

    def cursor(self, sql: str, *values: Any) -> Any:
        """Kept by the server, which gives the rows as they are asked for."""
        found = self.connection().cursor(name="rows")
        found.execute(translated(sql), values)
        return found

    def run_many(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            with self.connection().cursor() as cursor:
                cursor.executemany(translated(sql), rows)

    def data_version(self) -> int:
        """Not told by a server in this way."""
        return 0

    def faults(self, most: int) -> tuple[list[str], list[str]]:
        """The server itself holds references and checks its pages."""
        return [], []
