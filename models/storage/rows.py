"""Changing one row that somebody else may have changed since it was read; reading the rows of many keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from models.problems import Problem, Refused
from models.storage.tables import Table, current
from resources.words import N_

if TYPE_CHECKING:
    from models.storage.engine import Database

_AT_ONCE = 20_000  # values in one statement; SQLite takes 32,766


def changed_meanwhile() -> Refused:
    """Somebody else was quicker; nothing is overwritten."""
    return Refused(Problem("changed", N_("This was changed at another desk in the meantime; look at it again first.")))


def missing() -> Refused:
    """The row does not exist."""
    return Refused(Problem("missing", N_("There is no such record.")))


def update_row(table: type[Any], row_id: int, version: int | None, **columns: Any) -> int:
    """Updates the row if it still has this version (None: any) and returns the new version. Raises Refused."""
    held = " FOR UPDATE" if current.for_update else ""  # where others write meanwhile
    found = table.raw(f"SELECT version FROM {table._meta.table_name} WHERE id = ?{held}", row_id).tuples()
    stored = next((version for (version,) in found), None)
    if stored is None:
        raise missing()
    if version is not None and stored != version:
        raise changed_meanwhile()
    table.update(version=stored + 1, **columns).where(table.id == row_id).execute()
    return int(stored) + 1


def values_of(row: Table, *names: str) -> dict[str, Any]:
    """The row's values of some columns, for putting them back."""
    return {name: getattr(row, name) for name in names}


def rows_by(db: Database, sql: str, keys: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of a statement whose `{keys}` stands for a list of keys, however many there are."""
    asked = sorted(set(keys))
    for start in range(0, len(asked), _AT_ONCE):
        part = asked[start : start + _AT_ONCE]
        yield from db.rows(sql.format(keys=", ".join("?" * len(part))), *part)
