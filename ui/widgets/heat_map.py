"""A map of heat: rows by columns, the more the deeper; unusual cells are framed. Each cell can be opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from resources import formats
from ui.theme.paint import draw_box, mixed
from ui.theme.text import font
from ui.theme.theme import colour
from ui.widgets.chart_parts import Chart, readable_on

_CELL = 33
_HEAD = 30
_LEAST, _MOST = 38, 72


@dataclass(frozen=True)
class Axis:
    """A row's or column's key and name; `full` is the long name where the shown one is cut."""

    key: object
    label: str
    full: str = ""

    def name(self) -> str:
        return self.full or self.label


class HeatMap(Chart):
    """Districts by topics. The arrows go from cell to cell, Enter opens one."""

    opened = Signal(object, object)  # row key, column key

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._rows: tuple[Axis, ...] = ()
        self._columns: tuple[Axis, ...] = ()
        self._values: dict[tuple[object, object], float] = {}
        self._marked: dict[tuple[object, object], str] = {}
        self._widest: float | None = None  # of the rows' names; asked for each cell, measured once
        super().__init__(name, parent)

    def set_cells(
        self,
        rows: Sequence[Axis],
        columns: Sequence[Axis],
        values: Mapping[tuple[object, object], float],
        marked: Mapping[tuple[object, object], str] | None = None,
    ) -> None:
        """Values by (row key, column key); `marked` gives the reason why a cell is framed."""
        self._rows, self._columns = tuple(rows), tuple(columns)
        self._values, self._marked = dict(values), dict(marked or {})
        self._widest = None
        self.data_changed()

    def count(self) -> int:
        return len(self._rows) * len(self._columns)

    def sizeHint(self) -> QSize:
        wide = round(self._label_width()) + 12 + len(self._columns) * 54
        return QSize(wide, _HEAD + len(self._rows) * _CELL + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(120 + len(self._columns) * _LEAST, self.sizeHint().height())

    def part(self, at: int) -> QRectF:
        row, column = divmod(at, max(1, len(self._columns)))
        wide = self._cell_width()
        return QRectF(self._cells_left() + column * wide, _HEAD + row * _CELL, wide, _CELL)

    def moved(self, key: Qt.Key) -> int | None:
        across = len(self._columns)
        row, column = divmod(self._at, max(1, across))
        if key == Qt.Key.Key_Left:
            return self._at - 1 if column else self._at
        if key == Qt.Key.Key_Right:
            return self._at + 1 if column < across - 1 else self._at
        if key == Qt.Key.Key_Up:
            return self._at - across if row else self._at
        if key == Qt.Key.Key_Down:
            return self._at + across if row < len(self._rows) - 1 else self._at
        return None

    def opens(self, at: int) -> bool:
        return bool(self._value(at))

    def press(self, at: int) -> None:
        row, column = self._axes(at)
        self.opened.emit(row.key, column.key)

    def words(self, at: int) -> str:
        row, column = self._axes(at)
        said = f"{row.name()}, {column.name()}: {formats.number(self._value(at))}"
        why = self._marked.get((row.key, column.key), "")
        return f"{said}\n{why}" if why else said

    def draw(self, painter: QPainter) -> None:
        self._draw_names(painter)
        most = max(self._values.values(), default=0) or 1
        for at in range(self.count()):
            place = self.part(at)
            if not self.is_wanted(place):
                continue
            row, column = self._axes(at)
            value = self._value(at)
            box = place.adjusted(1, 1, -1, -1)
            share = 0.07 + 0.68 * value / most if value else 0.0
            ground = mixed(colour("surface"), colour("accent"), share) if value else colour("window")
            draw_box(painter, box, ground, radius=2)
            if (row.key, column.key) in self._marked:
                draw_box(painter, place, None, colour("red"), radius=3, width=2)
            elif self.is_hovered(at):
                draw_box(painter, box, None, colour("accent"), radius=2)
            painter.setFont(font("small", 600 if (row.key, column.key) in self._marked else 400))
            painter.setPen(readable_on(ground) if value else colour("muted"))
            text = formats.number(value) if value else "–"
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_names(self, painter: QPainter) -> None:
        small = QFontMetricsF(font("small"))
        painter.setFont(font("small"))
        painter.setPen(colour("muted"))
        for number, axis in enumerate(self._columns):
            box = self.part(number)
            where = QRectF(box.left(), 0, box.width(), _HEAD - 2)
            shown = small.elidedText(axis.label, Qt.TextElideMode.ElideRight, box.width() - 4)
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, shown)
        painter.setPen(colour("text"))
        room = self._cells_left() - 10
        for number, axis in enumerate(self._rows):
            shown = small.elidedText(axis.label, Qt.TextElideMode.ElideRight, room)
            where = QRectF(0, _HEAD + number * _CELL, room + 2, _CELL)
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)

    def _axes(self, at: int) -> tuple[Axis, Axis]:
        row, column = divmod(at, len(self._columns))
        return self._rows[row], self._columns[column]

    def _value(self, at: int) -> float:
        row, column = self._axes(at)
        return self._values.get((row.key, column.key), 0)

    def _label_width(self) -> float:
        if self._widest is None:
            small = QFontMetricsF(font("small"))
            self._widest = max((small.horizontalAdvance(axis.label) for axis in self._rows), default=60.0)
        return self._widest

    def _cells_left(self) -> float:
        most = self.width() - len(self._columns) * _LEAST
        return round(min(self._label_width() + 12, max(80.0, most)))

    def _cell_width(self) -> float:
        count = max(1, len(self._columns))
        return float(min(_MOST, max(_LEAST, (self.width() - self._cells_left()) / count)))
