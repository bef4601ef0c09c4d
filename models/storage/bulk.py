"""Writing many rows at once into a file, within the caller's transaction; the shape is in dialect.py.

A table without triggers of its own takes rows one by one. Others take them by a single statement from a table in
memory: each statement with triggers opens a savepoint, for which SQLite copies every page that it touches and FTS5
flushes all that it has collected.
"""

from __future__ import annotations

import contextlib
import gc
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.storage.engine import Database

_CACHE = -128_000  # KiB
_LOG = 65_536  # pages, 256 MB
_FEW = 50  # so many go into the table in a statement of their own
_MERGED_PAGES = 500  # some 50 ms
_FIND, _RERANK = "visitor_is_found", "visitor_is_found_again"
_INDEXES = (("visitor_words", "words", "name_key"), ("visitor_digits", "digits", "phone_key"))
# the rowid of both indexes of search, as the triggers work it out
_RANK = "-((CAST(COALESCE(julianday(v.last_visit_on), 0) AS INTEGER) << 32) | v.id)"


@contextlib.contextmanager
def in_haste(db: Database, is_alone: bool = False) -> Iterator[None]:
    """While much is written: more of the file in memory, and no going through all objects for garbage every now and
    then, which here takes a sixth of the time and finds nothing.

    `is_alone`: hardly anybody else is at work. Pages are then taken from the log into the file only when many have
    gathered, and each once however many transactions have changed it; whoever saves at that moment waits a second.
    """
    ((cache,),), ((log,),) = db.rows("PRAGMA cache_size"), db.rows("PRAGMA wal_autocheckpoint")
    was_collecting = gc.isenabled()
    gc.disable()
    db.rows(f"PRAGMA cache_size = {_CACHE}")
    if is_alone:
        db.rows(f"PRAGMA wal_autocheckpoint = {_LOG}")
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()
        db.rows(f"PRAGMA cache_size = {cache}")
        if is_alone:
            db.rows(f"PRAGMA wal_autocheckpoint = {log}")
            db.rows("PRAGMA wal_checkpoint(PASSIVE)")


def new_ids(db: Database, table: str, are_many: bool = False) -> Iterator[int]:
    """Ids for rows that are about to be written, higher than all before: nobody else writes meanwhile."""
    ((last,),) = db.rows(f"SELECT COALESCE(MAX(id), 0) FROM {table}")
    return itertools.count(last + 1)


def insert_rows(
    db: Database,
    table: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    same: Mapping[str, Any] | None = None,
) -> None:
    """Inserts the rows in their order. `same`: further columns that have one value in all of them."""
    if not rows:
        return
    fixed = dict(same or {})
    names = ", ".join((*columns, *fixed))
    if len(rows) <= _FEW:
        places = f"({', '.join('?' * (len(columns) + len(fixed)))})"
        values = [value for row in rows for value in (*row, *fixed.values())]
        db.run(f"INSERT INTO {table} ({names}) VALUES {', '.join([places] * len(rows))}", *values)
        return
    if not _is_watched(db, table):
        places, same_in_all = ", ".join("?" * (len(columns) + len(fixed))), tuple(fixed.values())
        db.run_many(f"INSERT INTO {table} ({names}) VALUES ({places})", [(*row, *same_in_all) for row in rows])
        return
    staged = _staged(db, table, columns, rows)
    chosen = ", ".join((*columns, *("?" for _name in fixed)))
    db.run(f"INSERT INTO {table} ({names}) SELECT {chosen} FROM {staged} ORDER BY rowid", *fixed.values())
    db.run(f"DROP TABLE {staged}")


def _is_watched(db: Database, table: str) -> bool:
    """Whether triggers are fired by new rows."""
    sql = "SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? AND sql LIKE '% AFTER INSERT ON %'"
    return bool(db.rows(sql, table))


def _staged(db: Database, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """The name of a table in memory that holds the rows."""
    staged = f"temp.incoming_{table}"
    db.run(f"DROP TABLE IF EXISTS {staged}")
    db.run(f"CREATE TEMP TABLE incoming_{table} ({', '.join(columns)})")
    db.connection().executemany(f"INSERT INTO {staged} VALUES ({', '.join('?' * len(columns))})", rows)
    return staged


@contextlib.contextmanager
def without_triggers(db: Database, *names: str) -> Iterator[None]:
    """Takes triggers away and puts them back, within the caller's transaction: nobody ever sees the file without them.

    Not put back by itself where something is raised: the transaction takes all of it back.
    """
    marks = ", ".join("?" * len(names))
    found = db.rows(f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name IN ({marks})", *names)
    for name, _sql in found:
        db.run(f"DROP TRIGGER {name}")
    yield
    for _name, sql in found:
        db.run(sql)


def merge_search(db: Database) -> None:
    """Puts the pieces together in which many new visitors were added to the indexes of search: it answers sooner then.

    In short transactions of its own, so that others write between them; whatever was merged stays if it is broken off.
    """
    for index, _column, _key in _INDEXES:
        merge = f"INSERT INTO {index} ({index}, rank) VALUES ('merge', ?)"
        pages = -_MERGED_PAGES  # the first one says: all pieces into one
        while True:
            with db.writing():
                before = db.connection().total_changes
                db.run(merge, pages)
                is_done = db.connection().total_changes - before < 2
            if is_done:
                break
            pages = _MERGED_PAGES


@contextlib.contextmanager
def found_at_once(db: Database) -> Iterator[None]:
    """Visitors inserted within come into the search at the end, in the order that its indexes take quickest.

    Stands inside the caller's transaction, which takes all of it back; their ids must be higher than all before.
    """
    ((last,),) = db.rows("SELECT COALESCE(MAX(id), 0) FROM visitor")
    with without_triggers(db, _FIND):
        yield
        for index, column, key in _INDEXES:
            db.run(
                f"INSERT INTO {index} (rowid, {column}) SELECT {_RANK}, v.{key} FROM visitor AS v WHERE v.id > ? "
                "ORDER BY 1",
                last,
            )


def visited(db: Database, days: Mapping[int, str]) -> None:
    """Raises the last visit of visitors to these days where it was earlier, before their new appeals come.

    Row by row the trigger would take a visitor out of the indexes of search and put him in again, and FTS5 would flush
    between the two each time. Here the trigger stands aside until all have been taken out and put in again.
    """
    later = "(v.last_visit_on IS NULL OR v.last_visit_on < n.day)"
    if len(days) <= _FEW:
        sql = "UPDATE visitor SET last_visit_on = ?1 WHERE id = ?2 AND (last_visit_on IS NULL OR last_visit_on < ?1)"
        for visitor_id, day in days.items():
            db.run(sql, day, visitor_id)
        return
    staged = _staged(db, "visits", ("id", "day"), list(days.items()))
    db.run(
        f"DELETE FROM {staged} WHERE NOT EXISTS (SELECT 1 FROM visitor AS v WHERE v.id = incoming_visits.id AND "
        f"{later.replace('n.day', 'incoming_visits.day')})"
    )
    ranks = f"SELECT {_RANK} FROM {staged} AS n JOIN visitor AS v ON v.id = n.id"
    for index, _column, _key in _INDEXES:
        db.run(f"DELETE FROM {index} WHERE rowid IN ({ranks})")
    with without_triggers(db, _RERANK):
        db.run(f"UPDATE visitor SET last_visit_on = n.day FROM {staged} AS n WHERE n.id = visitor.id")
    for index, column, key in _INDEXES:
        db.run(
            f"INSERT INTO {index} (rowid, {column}) SELECT {_RANK}, v.{key} FROM {staged} AS n "
            "JOIN visitor AS v ON v.id = n.id ORDER BY 1"
        )
    db.run(f"DROP TABLE {staged}")
