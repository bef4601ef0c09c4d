"""How the cells and the header of a long list are painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter, QStaticText, QTransform
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui.theme import sizes
from ui.theme.icons import draw_icon
from ui.theme.paint import HINTS, begin, draw_box, draw_pill, pill_width, plain_tooltip
from ui.theme.text import font
from ui.theme.theme import colour
from ui.widgets.typed_text import hits
from ui.widgets.window_model import BadgeCell, Column, Index, WindowModel, shown_text

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}
PADDING = 8
EDGE = 16  # before the first column
_SELECTED = QStyle.StateFlag.State_Selected.value
_HOVERED = QStyle.StateFlag.State_MouseOver.value
_MOST_SET = 800  # words kept as they were set: some screens of a list


def padded(rect: QRectF, first: bool) -> QRectF:
    """The part of a cell where words stand."""
    return rect.adjusted(EDGE if first else PADDING, 0, -PADDING, 0)


@dataclass(frozen=True)
class _Face:
    """A font with what is measured of it for every cell."""

    font: QFont
    metrics: QFontMetricsF
    height: float
    ascent: float


@dataclass(frozen=True)
class _Set:
    """Words cut to their room; Qt works out the shapes of letters once, and not at each painting."""

    words: QStaticText
    width: float  # 0 where it is of no use
    hits: tuple[tuple[float, float], ...]  # of the search's words: left and width


class CellDelegate(QStyledItemDelegate):
    """Paints a cell by its column's kind. A screen has hundreds of cells: whatever is the same in all is asked once."""

    def __init__(self, model: WindowModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self._highlight = ""
        self._focused = -1  # the row with the focus border
        self._faces: dict[str, _Face] = {}
        self._set: dict[tuple[str, str, str, float], _Set] = {}  # by text, kind, alignment and room
        self._pills: dict[str, int] = {}

    @property
    def highlight(self) -> str:
        """The words of a search that are marked."""
        return self._highlight

    @highlight.setter
    def highlight(self, text: str) -> None:
        if text != self._highlight:
            self._highlight = text
            self._set.clear()

    def forget_fonts(self) -> None:
        """The sizes may have changed with the theme."""
        self._faces.clear()
        self._set.clear()
        self._pills.clear()

    def begin(self) -> None:
        """Called by the view before it paints its cells."""
        self._focused = self._view.currentIndex().row() if self._view.hasFocus() else -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        at, column_at = index.row(), index.column()
        column = self._model.columns[column_at]
        where: tuple[int, int, int, int] = option.rect.getRect()  # type: ignore[assignment]  # the stub knows no answer
        left, top, width, height = where
        painter.setRenderHints(HINTS)
        state = option.state.value
        selected = state & _SELECTED
        if selected:
            painter.fillRect(left, top, width, height, colour("accent_soft"))
        elif state & _HOVERED:
            painter.fillRect(left, top, width, height, colour("hover"))
        painter.fillRect(left, top + height - 1, width, 1, colour("line"))
        if selected and not column_at:
            painter.fillRect(left, top, 3, height, colour("accent"))
        if at == self._focused:
            self._paint_focus(painter, QRectF(left, top, width, height), column_at)
        edge = PADDING if column_at else EDGE
        row = self._model.row(at)
        if row is None:
            self._paint_placeholder(painter, QRectF(left + edge, top, width - edge - PADDING, height), at + column_at)
        elif column.kind == "badge":
            inner = QRectF(left + edge, top, width - edge - PADDING, height)
            self._paint_badge(painter, inner, row.get(column.key), column)
        elif text := shown_text(row.get(column.key)):
            self._paint_words(painter, left + edge, top, width - edge - PADDING, height, text, column)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        text = self._model.text(index) or ""
        column = self._model.columns[index.column()]
        room = padded(QRectF(option.rect), index.column() == 0).width()
        tip = plain_tooltip(text) if self._face(column).metrics.horizontalAdvance(text) > room else ""
        QToolTip.showText(event.globalPos(), tip, view)
        return True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, sizes.ROW)

    def _paint_placeholder(self, painter: QPainter, inner: QRectF, number: int) -> None:
        share = (0.35, 0.6, 0.5, 0.45)[number % 4]
        bar = QRectF(inner.left(), inner.center().y() - 5, inner.width() * share, 10)
        draw_box(painter, bar, colour("hover"), radius=5)

    def _paint_focus(self, painter: QPainter, rect: QRectF, column_at: int) -> None:
        """Two pixels of the accent around the whole row, each cell drawing its part."""
        ink = colour("accent")
        painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 2), ink)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 2, rect.width(), 2), ink)
        if column_at == 0:
            painter.fillRect(QRectF(rect.left(), rect.top(), 2, rect.height()), ink)
        if column_at == len(self._model.columns) - 1:
            painter.fillRect(QRectF(rect.right() - 2, rect.top(), 2, rect.height()), ink)

    def _paint_badge(self, painter: QPainter, inner: QRectF, value: object, column: Column) -> None:
        if not value:
            return
        cell = value if isinstance(value, BadgeCell) else BadgeCell(str(value))
        if not cell.text:
            return
        if cell.text not in self._pills:
            self._pills[cell.text] = pill_width(cell.text)
        width = min(float(self._pills[cell.text]), inner.width() + 4)
        left = inner.left() - 4 if column.align == "left" else inner.right() - width
        draw_pill(painter, QRectF(left, inner.center().y() - sizes.BADGE / 2, width, sizes.BADGE), cell.text, cell.role)

    def _paint_words(
        self, painter: QPainter, left: float, top: int, room: int, height: int, text: str, column: Column
    ) -> None:
        face = self._face(column)
        found = self._words(text, column, face, float(room))
        for start, width in found.hits:
            half = face.height / 2
            painter.fillRect(QRectF(left + start, top + height / 2 - half, width, 2 * half), colour("highlight"))
        painter.setFont(face.font)
        painter.setPen(colour("muted" if column.kind in ("muted", "number") else "text"))
        if column.align != "left":
            spare = room - found.width
            left += spare if column.align == "right" else spare / 2
        base = round(top + (height - face.height) / 2 + face.ascent)
        painter.drawStaticText(QPointF(left, base - face.ascent), found.words)

    def _words(self, text: str, column: Column, face: _Face, room: float) -> _Set:
        key = (text, column.kind, column.align, room)
        found = self._set.get(key)
        if found is None:
            if len(self._set) > _MOST_SET:
                self._set.clear()
            shown = face.metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, room)
            words = QStaticText(shown)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.prepare(QTransform(), face.font)
            width = face.metrics.horizontalAdvance(shown) if column.align != "left" else 0.0
            found = self._set[key] = _Set(words, width, self._hits(shown, column, face.metrics))
        return found

    def _hits(self, shown: str, column: Column, metrics: QFontMetricsF) -> tuple[tuple[float, float], ...]:
        if not self._highlight or column.kind not in ("name", "text"):
            return ()
        return tuple(
            (metrics.horizontalAdvance(shown[:start]), metrics.horizontalAdvance(shown[start : start + length]))
            for start, length in hits(self._highlight, shown)
        )

    def _face(self, column: Column) -> _Face:
        if column.kind not in self._faces:
            used = font("body", 500 if column.kind == "name" else 400)
            metrics = QFontMetricsF(used)
            self._faces[column.kind] = _Face(used, metrics, metrics.height(), metrics.ascent())
        return self._faces[column.kind]


class TableHeader(QHeaderView):
    """The titles of the columns, quiet, with an arrow at the one that sorts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.sorted_by = ""
        self.descending = False
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(24)

    def show_sort(self, key: str, descending: bool) -> None:
        """Puts the arrow at this column; "" for none."""
        self.sorted_by, self.descending = key, descending
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 40)

    def model(self) -> QAbstractItemModel:
        return super().model()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        if not isinstance(model, WindowModel):
            return
        column = model.columns[section]
        box = QRectF(rect)
        painter.save()
        begin(painter)
        painter.fillRect(box, colour("surface"))
        painter.setPen(colour("line"))
        painter.drawLine(QPointF(box.left(), box.bottom() - 0.5), QPointF(box.right(), box.bottom() - 0.5))
        inner = padded(box, section == 0)
        chosen = column.key == self.sorted_by and bool(self.sorted_by)
        used = font("small", 600 if chosen else 400)
        metrics = QFontMetricsF(used)
        painter.setFont(used)
        painter.setPen(colour("text" if chosen else "muted"))
        shown = metrics.elidedText(column.title, Qt.TextElideMode.ElideRight, inner.width() - (16 if chosen else 0))
        painter.drawText(inner, int(_ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter), shown)
        if chosen:
            width = metrics.horizontalAdvance(shown)
            left = inner.left() + width + 3 if column.align == "left" else inner.right() - width - 17
            mark = "chevron-down" if self.descending else "chevron-up"
            draw_icon(painter, QRectF(left, inner.center().y() - 7, 14, 14), mark, "text")
        painter.restore()
