"""Writing many rows at once. A statement for a thousand rows is worth it where triggers feed FTS5.

Each statement with triggers opens a savepoint, and FTS5 flushes what it has collected at every savepoint.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.storage.engine import Database

_MOST_VALUES = 20_000  # in one statement; SQLite takes 32,766


def insert_rows(db: Database, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Inserts the rows in their order, within the caller's transaction. Dates must come as text."""
    places = f"({', '.join('?' * len(columns))})"
    at_once = max(1, _MOST_VALUES // len(columns))
    for start in range(0, len(rows), at_once):
        part = rows[start : start + at_once]
        values = [value for row in part for value in row]
        db.run(f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([places] * len(part))}", *values)
