"""Writing many rows at once to a server, within the caller's transaction; the shape is in dialect.py.

Triggers there count a whole statement at once, so rows only have to come in few statements.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.storage.engine import Database

_FEW = 20  # so many go in a statement of their own
_IDS_AT_ONCE = 500


@contextlib.contextmanager
def in_haste(db: Database, is_alone: bool = False) -> Iterator[None]:
    """While much is written: no going through all objects for garbage every now and then."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


def new_ids(db: Database, table: str, are_many: bool = False) -> Iterator[int]:
    """Ids that the server gives to nobody else; those that are not used are left out."""
    at_once = _IDS_AT_ONCE if are_many else 1
    while True:
        sql = "SELECT nextval(pg_get_serial_sequence(?, 'id')) FROM generate_series(1, ?)"
        yield from (row[0] for row in db.rows(sql, table, at_once))


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
    names, same_in_all = ", ".join((*columns, *fixed)), tuple(fixed.values())
    if len(rows) <= _FEW:
        places = f"({', '.join('?' * (len(columns) + len(fixed)))})"
        values = [value for row in rows for value in (*row, *same_in_all)]
        db.run(f"INSERT INTO {table} ({names}) VALUES {', '.join([places] * len(rows))}", *values)
    else:
        with db.connection().cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row((*row, *same_in_all))
    if "id" in columns:
        place = list(columns).index("id")
        _skip_ids(db, table, max(row[place] for row in rows))


def _skip_ids(db: Database, table: str, last: int) -> None:
    """The server gives only higher ids from now on; nothing to do where it gave these itself."""
    ((sequence,),) = db.rows("SELECT pg_get_serial_sequence(?, 'id')", table)
    db.rows(f"SELECT setval(?::regclass, ?) FROM {sequence} WHERE last_value < ?", sequence, last, last)


@contextlib.contextmanager
def found_at_once(db: Database) -> Iterator[None]:
    """Indexes of a server keep up by themselves."""
    yield


def visited(db: Database, days: Mapping[int, str]) -> None:
    """Raises the last visit of visitors to these days where it was earlier, before their new appeals come."""
    if days:
        db.run(
            "UPDATE visitor AS v SET last_visit_on = n.day FROM unnest(?::bigint[], ?::date[]) AS n (id, day) "
            "WHERE v.id = n.id AND (v.last_visit_on IS NULL OR v.last_visit_on < n.day)",
            list(days), list(days.values()),
        )  # fmt: skip


def merge_search(db: Database) -> None:
    """After many new rows: the counts of reports are folded, and the server learns what there is now."""
    with db.writing():
        db.rows("SELECT fold_roll_up()")
    with db.writing():
        db.run("ANALYZE visitor, visitor_phone, appointment, appeal, appeal_event")
