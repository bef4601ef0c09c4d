"""How the cells and the header of a long list are painted."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter, QStaticText, QTransform
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
from ui.theme.paint import begin, draw_box, draw_pill, pill_width, plain_tooltip
from ui.theme.text import font
from ui.theme.theme import colour
from ui.widgets.typed_text import hits
from ui.widgets.window_model import BadgeCell, Column, Index, WindowModel

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}
PADDING = 8
EDGE = 16  # before the first column
_MOST_SET = 800  # words kept as they were set: some screens of a list


def padded(rect: QRectF, first: bool) -> QRectF:
    """The part of a cell where words stand."""
    return rect.adjusted(EDGE if first else PADDING, 0, -PADDING, 0)


class CellDelegate(QStyledItemDelegate):
    """Paints a cell by its column's kind."""

    def __init__(self, model: WindowModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self.highlight = ""
        self._fonts: dict[str, tuple[QFont, QFontMetricsF]] = {}
        self._set: dict[tuple[str, str, float], QStaticText] = {}  # words as they were set, by kind and room

    def forget_fonts(self) -> None:
        """The sizes may have changed with the theme."""
        self._fonts.clear()
        self._set.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        begin(painter)
        rect = QRectF(option.rect)
        column = self._model.columns[index.column()]
        self._paint_ground(painter, rect, option, index)
        inner = padded(rect, index.column() == 0)
        row = self._model.row(index.row())
        if row is None:
            share = (0.35, 0.6, 0.5, 0.45)[(index.row() + index.column()) % 4]
            bar = QRectF(inner.left(), inner.center().y() - 5, inner.width() * share, 10)
            draw_box(painter, bar, colour("hover"), radius=5)
        elif column.kind == "badge":
            self._paint_badge(painter, inner, row.get(column.key), column)
        else:
            self._paint_words(painter, inner, self._model.text(index) or "", column)
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        text = self._model.text(index) or ""
        column = self._model.columns[index.column()]
        _font, metrics = self._font_of(column)
        room = padded(QRectF(option.rect), index.column() == 0).width()
        tip = plain_tooltip(text) if metrics.horizontalAdvance(text) > room else ""
        QToolTip.showText(event.globalPos(), tip, view)
        return True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, sizes.ROW)

    def _paint_ground(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, colour("accent_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colour("hover"))
        painter.setPen(colour("line"))
        painter.drawLine(QPointF(rect.left(), rect.bottom() - 0.5), QPointF(rect.right(), rect.bottom() - 0.5))
        if selected and index.column() == 0:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), colour("accent"))
        if index.row() == self._view.currentIndex().row() and self._view.hasFocus():
            self._paint_focus(painter, rect, index)

    def _paint_focus(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        """Two pixels of the accent around the whole row, each cell drawing its part."""
        ink = colour("accent")
        painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 2), ink)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 2, rect.width(), 2), ink)
        if index.column() == 0:
            painter.fillRect(QRectF(rect.left(), rect.top(), 2, rect.height()), ink)
        if index.column() == len(self._model.columns) - 1:
            painter.fillRect(QRectF(rect.right() - 2, rect.top(), 2, rect.height()), ink)

    def _paint_badge(self, painter: QPainter, inner: QRectF, value: object, column: Column) -> None:
        if not value:
            return
        cell = value if isinstance(value, BadgeCell) else BadgeCell(str(value))
        if not cell.text:
            return
        width = min(float(pill_width(cell.text)), inner.width() + 4)
        left = inner.left() - 4 if column.align == "left" else inner.right() - width
        draw_pill(painter, QRectF(left, inner.center().y() - sizes.BADGE / 2, width, sizes.BADGE), cell.text, cell.role)

    def _paint_words(self, painter: QPainter, inner: QRectF, text: str, column: Column) -> None:
        used, metrics = self._font_of(column)
        if not text:
            return
        words = self._words(text, column, used, metrics, inner.width())
        if self.highlight and column.kind in ("name", "text"):
            self._paint_hits(painter, inner, words.text(), metrics)
        painter.setFont(used)
        painter.setPen(self._ink(column))
        left = inner.left()
        if column.align != "left":
            spare = inner.width() - metrics.horizontalAdvance(words.text())
            left += spare if column.align == "right" else spare / 2
        top = inner.top() + (inner.height() - metrics.height()) / 2
        painter.drawStaticText(QPointF(left, round(top + metrics.ascent()) - metrics.ascent()), words)

    def _words(self, text: str, column: Column, used: QFont, metrics: QFontMetricsF, room: float) -> QStaticText:
        """The words cut to their room; Qt works out the shapes of letters once, and not at each painting."""
        key = (text, column.kind, room)
        found = self._set.get(key)
        if found is None:
            if len(self._set) > _MOST_SET:
                self._set.clear()
            found = QStaticText(metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, room))
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.prepare(QTransform(), used)
            self._set[key] = found
        return found

    def _paint_hits(self, painter: QPainter, inner: QRectF, shown: str, metrics: QFontMetricsF) -> None:
        for start, length in hits(self.highlight, shown):
            left = inner.left() + metrics.horizontalAdvance(shown[:start])
            width = metrics.horizontalAdvance(shown[start : start + length])
            half = metrics.height() / 2
            painter.fillRect(QRectF(left, inner.center().y() - half, width, 2 * half), colour("highlight"))

    def _font_of(self, column: Column) -> tuple[QFont, QFontMetricsF]:
        if column.kind not in self._fonts:
            used = font("body", 500 if column.kind == "name" else 400)
            self._fonts[column.kind] = (used, QFontMetricsF(used))
        return self._fonts[column.kind]

    def _ink(self, column: Column) -> QColor:
        return colour("muted" if column.kind in ("muted", "number") else "text")


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
