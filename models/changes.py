"""What an operation promises: the rows that it changed, the sentence to say, and the operation that takes it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from resources.words import one_stop, translate

if TYPE_CHECKING:
    from models.office.desk import Desk

Undo = Callable[["Desk"], "Changes"]


@dataclass(frozen=True)
class Changes:
    """The outcome of a finished operation. `said` is an English sentence marked with N_; it may be empty."""

    rows: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # table → ids
    said: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    undo: Undo | None = None
    result: Any = None

    def text(self) -> str:
        """The quiet notice in the current language."""
        return one_stop(translate(self.said).format(**self.values))

    def touches(self, *tables: str) -> bool:
        """Whether rows of any of these tables changed."""
        return any(self.rows.get(table) for table in tables)
