"""The model of a long list: all ids in order, rows of text only for the windows somebody looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
Row = Mapping[str, object]
Align = Literal["left", "right", "center"]
Kind = Literal["text", "name", "number", "date", "badge", "muted"]

_NEAR = 500
_KEPT = 1000  # rows remembered; a screen shows about thirty


@dataclass(frozen=True)
class Column:
    """A column as data. `width` in pixels is the least; `stretch` shares out what is left over.

    kind: name (strong, with search hits), text (with search hits), muted, number, date, badge (BadgeCell or text).
    """

    key: str
    title: str
    width: int = 120
    stretch: int = 0
    align: Align = "left"
    kind: Kind = "text"
    sortable: bool = False


@dataclass(frozen=True)
class BadgeCell:
    """What a badge column holds."""

    text: str
    role: str = "grey"


def shown_text(value: object) -> str:
    """What a row holds for a cell, as words."""
    if isinstance(value, BadgeCell):
        return value.text
    return "" if value is None else str(value)


class WindowModel(QAbstractTableModel):
    """Exact row count at once; the text of a row is None until it was brought."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = tuple(columns)
        self._ids: Sequence[int] = ()
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._stale: set[int] = set()

    def set_columns(self, columns: Sequence[Column]) -> None:
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def ids(self) -> Sequence[int]:
        return self._ids

    def set_ids(self, ids: Sequence[int]) -> None:
        """Other ids or another order; rows already brought are kept."""
        self.beginResetModel()
        self._ids = ids
        self.endResetModel()

    def id_at(self, row: int) -> int | None:
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, wanted: int, near: int = 0) -> int | None:
        """Where an id stands; it is looked for around `near` first. Some milliseconds in a list of a million."""
        first = max(0, near - _NEAR)
        around = list(self._ids[first : near + _NEAR])
        if wanted in around:
            return first + around.index(wanted)
        if isinstance(self._ids, array):
            return _row_in_array(self._ids, wanted)
        try:
            return self._ids.index(wanted)
        except ValueError:
            return None

    def row(self, at: int) -> Row | None:
        """The brought row at a place, or None."""
        found = self.id_at(at)
        return self._rows.get(found) if found is not None else None

    def missing(self, first: int, last: int) -> list[int]:
        """The ids of the rows first…last that were not brought yet; the brought ones count as used now."""
        wanted = []
        for at in range(max(0, first), min(last + 1, len(self._ids))):
            found = self._ids[at]
            if found in self._rows and found not in self._stale:
                self._rows.move_to_end(found)
            else:
                wanted.append(found)
        return wanted

    def set_rows(self, rows: Mapping[int, Row], first: int, last: int) -> None:
        """Remembers rows; `first…last` are shown now and are painted again."""
        for key, row in rows.items():
            self._rows[key] = row
            self._stale.discard(key)
            self._rows.move_to_end(key)
        while len(self._rows) > _KEPT:
            self._stale.discard(self._rows.popitem(last=False)[0])
        if self._ids and last >= first:
            last = min(last, len(self._ids) - 1)
            self.dataChanged.emit(self.index(max(0, first), 0), self.index(last, len(self.columns) - 1))

    def forget(self, ids: Iterable[int] | None) -> None:
        """These rows may have changed (None: all). They stay on the screen until their new words come: no blinking."""
        self._stale.update(self._rows if ids is None else (key for key in ids if key in self._rows))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def text(self, index: Index) -> str | None:
        """A cell's words, None while they are on their way."""
        row = self.row(index.row())
        if row is None:
            return None
        return shown_text(row.get(self.columns[index.column()].key))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.text(index) or ""
        if role == Qt.ItemDataRole.UserRole:
            row = self.row(index.row())
            return row.get(self.columns[index.column()].key) if row is not None else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None


def _row_in_array(ids: array[int], wanted: int) -> int | None:
    """array.index makes an object of every number it passes; the bytes are found twenty times sooner."""
    try:
        sought = array(ids.typecode, [wanted]).tobytes()
    except OverflowError:
        return None
    inside = ids.tobytes()
    at = inside.find(sought)
    while at >= 0 and at % ids.itemsize:
        at = inside.find(sought, at + 1)
    return at // ids.itemsize if at >= 0 else None
