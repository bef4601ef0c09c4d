"""Making, opening and upgrading an office's schema on a server, one desk at a time; newer schemas are refused."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from models.problems import Problem, Refused
from models.storage.engine import in_words
from models.storage.postgres.migrations import p0003_roll_up, p0003_tables
from models.storage.postgres.server import SCHEMA, ServerDatabase, connected
from resources.words import N_

if TYPE_CHECKING:
    import psycopg

MIGRATIONS: dict[int, tuple[Callable[[], str], ...]] = {3: (p0003_tables.script, p0003_roll_up.script)}
VERSION = max(MIGRATIONS)
OLDEST_SERVER = 150000
_UPGRADING = 1380143186  # the lock of whoever makes or upgrades a schema
_WAIT = "60s"
_EXTENSIONS = ("btree_gist", "pg_trgm")

EXISTS = Problem("exists", N_("There is already an office in this database; it was not touched."))
NO_OFFICE = Problem("no-office", N_("There is no office in this database yet. Make one with “init”."))
NEWER = Problem(
    "newer", N_("The office on the server was upgraded by a newer program. Update this program; nothing was touched.")
)
OLD_SERVER = Problem("old-server", N_("The database server is too old: PostgreSQL 15 or newer is needed."))
NOT_UTF8 = Problem("no-utf8", N_("The database does not keep its texts in UTF-8. Ask for one that does."))
FOREIGN = Problem("not-ours", N_("The schema “{schema}” in this database is not an office of this program."))


@contextlib.contextmanager
def new_office(url: str) -> Iterator[ServerDatabase]:
    """A new, empty office of the newest schema to be filled within; gone again where that fails. Raises Refused."""
    with _alone(url) as connection:
        if _tables(connection):
            raise Refused(EXISTS if _version(connection) is not None else _foreign())
        is_schema_ours = not _has_schema(connection)
        with connection.transaction():
            if is_schema_ours:
                connection.execute(f"CREATE SCHEMA {SCHEMA}")
            for extension in _EXTENSIONS:
                connection.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
            connection.execute("CREATE TABLE schema_version (version INTEGER NOT NULL)")
            connection.execute("INSERT INTO schema_version VALUES (0)")
            _migrate(connection, 0)
        db = ServerDatabase(url)
        try:
            yield db
        except BaseException:
            db.close()
            _unmake(connection, is_schema_ours)
            raise


def open_office(url: str) -> ServerDatabase:
    """The office on a server, upgraded if it is older. Raises Refused in words: no server, no office, a newer one."""
    with _connection(url) as connection:
        version = _known(connection)
    if version < VERSION:
        with _alone(url) as connection, connection.transaction():
            _migrate(connection, _known(connection))
    return ServerDatabase(url)


@contextlib.contextmanager
def _connection(url: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection to a server that can hold an office. What the server or the line does wrong is said in words."""
    import psycopg

    try:
        with contextlib.closing(connected(url)) as connection:
            if connection.info.server_version < OLDEST_SERVER:
                raise Refused(OLD_SERVER)
            if connection.info.parameter_status("server_encoding") != "UTF8":
                raise Refused(NOT_UTF8)
            yield connection
    except psycopg.Error as error:
        problem = in_words(error)
        if problem is None:
            raise
        raise Refused(problem) from error


@contextlib.contextmanager
def _alone(url: str) -> Iterator[psycopg.Connection[Any]]:
    """The same while nobody else makes or upgrades; others wait for their turn and find what was done."""
    with _connection(url) as connection:
        connection.execute(f"SET lock_timeout = '{_WAIT}'")
        connection.execute("SELECT pg_advisory_lock(%s)", [_UPGRADING])  # until the connection is closed
        yield connection


def _known(connection: psycopg.Connection[Any]) -> int:
    """The schema's version. Raises Refused where there is none or one that only a newer program knows."""
    version = _version(connection)
    if version is None:
        raise Refused(_foreign() if _tables(connection) else NO_OFFICE)
    if version > VERSION:
        raise Refused(NEWER)
    return version


def _foreign() -> Problem:
    return Problem(FOREIGN.code, FOREIGN.message, "", {"schema": SCHEMA})


def _has_schema(connection: psycopg.Connection[Any]) -> bool:
    return connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [SCHEMA]).fetchone() is not None


def _tables(connection: psycopg.Connection[Any]) -> list[str]:
    found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [SCHEMA])
    return [name for (name,) in found]


def _version(connection: psycopg.Connection[Any]) -> int | None:
    if "schema_version" not in _tables(connection):
        return None
    found = connection.execute("SELECT MAX(version) FROM schema_version").fetchone()
    return None if found is None else found[0]


def _migrate(connection: psycopg.Connection[Any], version: int) -> None:
    """All missing migrations, inside the caller's transaction: a killed one leaves the schema wholly old."""
    for number in sorted(MIGRATIONS):
        if number > version:
            for script in MIGRATIONS[number]:
                connection.execute(script())
    connection.execute("UPDATE schema_version SET version = %s", [VERSION])


_OURS = """
SELECT format('DROP TABLE %%I CASCADE', relname) FROM pg_class
    WHERE relnamespace = %(schema)s::regnamespace AND relkind = 'r' AND relowner = current_user::regrole
UNION ALL SELECT format('DROP FUNCTION %%s', oid::regprocedure) FROM pg_proc AS p
    WHERE pronamespace = %(schema)s::regnamespace AND proowner = current_user::regrole
    AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
"""


def _unmake(connection: psycopg.Connection[Any], is_schema_ours: bool) -> None:
    """Removes what was made for an office that did not come to be; a schema that was prepared for it stays, empty."""
    with connection.transaction():
        if is_schema_ours:
            connection.execute(f"DROP SCHEMA {SCHEMA} CASCADE")
            return
        for (statement,) in connection.execute(_OURS, {"schema": SCHEMA}).fetchall():
            connection.execute(statement)
