"""What both engines must be able to do, each in its own way: modules of these shapes stand at an open `Database`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol

from models.storage.orm import peewee

if TYPE_CHECKING:
    from models.storage.engine import Database

# How the engines call the constraint that keeps an expert's bookings apart, in the text of an error.
OVERLAP = ("appointment.expert_id", "appointment_time")


class Search(Protocol):
    """Statements, with their values, that find visitors by the words and digits of any text, the latest visit first."""

    def visitor_ids(self, text: str, limit: int | None = None) -> tuple[str, list[Any]]: ...

    def visitor_lines(self, text: str, limit: int) -> tuple[str, list[Any]]: ...


class Bulk(Protocol):
    """Writing many rows at once, within the caller's transaction. Dates come as text."""

    def in_haste(self, db: Database, is_alone: bool = False) -> AbstractContextManager[None]: ...

    def new_ids(self, db: Database, table: str, are_many: bool = False) -> Iterator[int]: ...

    def insert_rows(
        self,
        db: Database,
        table: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[Any]],
        same: Mapping[str, Any] | None = None,
    ) -> None: ...

    def found_at_once(self, db: Database) -> AbstractContextManager[None]: ...

    def visited(self, db: Database, days: Mapping[int, str]) -> None: ...

    def merge_search(self, db: Database) -> None: ...


def falling(column: Any) -> Any:
    """The highest first, nothing last: what SQLite does anyway, said to both."""
    return peewee.NodeList((column, peewee.SQL("DESC NULLS LAST")))


def rising(column: Any) -> Any:
    """Nothing first, then the lowest: what SQLite does anyway, said to both."""
    return peewee.NodeList((column, peewee.SQL("ASC NULLS FIRST")))
