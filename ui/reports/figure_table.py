"""A table of figures beside last year's. Every row opens what it counts; it is as high as its rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.words import _
from ui.reports.content import FigureRow
from ui.theme.paint import begin, draw_box, draw_focus, plain_tooltip
from ui.theme.text import font
from ui.theme.theme import colour

HEAD, ROW, GAP, EDGE = 24, 30, 12, 4
NUMBERS = ("now", "before", "change", "change_percent", "share")
LEAST_NAME = 90


class FigureTable(QWidget):
    """Arrows move, Enter opens; Shift+Enter, or a click on last year's figure, opens the list of last year."""

    opened = Signal(str, bool)  # key, whether last year's figure

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._rows: tuple[FigureRow, ...] = ()
        self._titles: tuple[str, ...] = ("",) * len(NUMBERS)
        self._current = 0
        self._under: int | None = None
        self._widths_found: list[float] = []  # from what stands in them; asked for at each layout and painting
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[FigureRow], now: str, before: str) -> None:
        """Shows these rows; `now` and `before` name the two years."""
        has_shares = any(row.share for row in rows)
        self._rows = tuple(rows)
        self._titles = (now, before, "+/−", "+/−, %", _("share") if has_shares else "")
        self._widths_found = []
        self._current = min(self._current, max(0, len(rows) - 1))
        self._tell()
        self.updateGeometry()
        self.update()

    def rows(self) -> tuple[FigureRow, ...]:
        return self._rows

    def current_key(self) -> str:
        return self._rows[self._current].key if self._rows else ""

    def set_current_key(self, key: str) -> None:
        self._current = next((at for at, row in enumerate(self._rows) if row.key == key), self._current)
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, HEAD + self._row_height() * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(sum(self._widths())) + LEAST_NAME, self.sizeHint().height())

    # --- hands -----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._rows) - 1
        steps = {
            Qt.Key.Key_Down: self._current + 1,
            Qt.Key.Key_Up: self._current - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in steps and 0 <= steps[key] <= last:
            self._current = steps[key]
            self._tell()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._rows and not _has_control(event):
            self.opened.emit(self.current_key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._under = self._row_at(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if self._under is None else Qt.CursorShape.PointingHandCursor)
        self.setToolTip("" if self._under is None else self._tip(self._rows[self._under]))
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._under = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._row_at(event.position())
        if at is not None and event.button() == Qt.MouseButton.LeftButton:
            self._current = at
            self._tell()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self._row_at(event.position())
        if at is not None and at == self._current and event.button() == Qt.MouseButton.LeftButton:
            left, right = self._column(1)
            self.opened.emit(self._rows[at].key, left <= event.position().x() <= right)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def _row_at(self, place: QPointF) -> int | None:
        at = int((place.y() - HEAD) // self._row_height())
        return at if place.y() >= HEAD and 0 <= at < len(self._rows) else None

    def _tell(self) -> None:
        """A screen reader hears the current row."""
        if self._rows:
            row = self._rows[self._current]
            words = [
                f"{title} {getattr(row, name)}" for title, name in zip(self._titles, NUMBERS, strict=True) if title
            ]
            self.setAccessibleDescription(f"{row.name}: {', '.join(words)}")

    def _tip(self, row: FigureRow) -> str:
        name = QFontMetricsF(font("small")).horizontalAdvance(row.name)
        return plain_tooltip(row.name) if name > self._name_width() else ""

    # --- paint -----------------------------------------------------------------------------------------------------

    def _row_height(self) -> int:
        return max(ROW, round(QFontMetricsF(font("body")).height()) + 10)

    def _widths(self) -> list[float]:
        """How wide the columns of figures are, from what stands in them."""
        if self._widths_found:
            return self._widths_found
        small, strong = QFontMetricsF(font("small")), QFontMetricsF(font("strong"))
        found: list[float] = []
        for title, name in zip(self._titles, NUMBERS, strict=True):
            metrics = strong if name == "now" else small
            longest = max((metrics.horizontalAdvance(getattr(row, name)) for row in self._rows), default=0)
            found.append(max(small.horizontalAdvance(title), longest) + GAP if title else 0)
        self._widths_found = found
        return found

    def _column(self, at: int) -> tuple[float, float]:
        widths = self._widths()
        right = self.width() - EDGE - sum(widths[at + 1 :])
        return right - widths[at], right

    def _name_width(self) -> float:
        return self._column(0)[0] - EDGE

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        columns = [self._column(at) for at in range(len(self._titles))]
        painter.setFont(font("small"))
        painter.setPen(colour("muted"))
        for (left, right), title in zip(columns, self._titles, strict=True):
            self._figure(painter, QRectF(left, 0, right - left, HEAD), title)
        height, seen = self._row_height(), event.rect()
        first = max(0, (seen.top() - HEAD) // height)
        for at, row in enumerate(self._rows[first : (seen.bottom() - HEAD) // height + 1], first):
            self._paint_row(painter, at, row, columns)

    def _paint_row(self, painter: QPainter, at: int, row: FigureRow, columns: list[tuple[float, float]]) -> None:
        height = self._row_height()
        rect = QRectF(0, HEAD + at * height, self.width(), height)
        painter.setPen(colour("line"))
        painter.drawLine(QPointF(EDGE, rect.top() + 0.5), QPointF(rect.right() - EDGE, rect.top() + 0.5))
        if at == self._under:
            draw_box(painter, rect.adjusted(0, 1, 0, 0), colour("hover"), radius=4)
        name_width = columns[0][0] - EDGE
        if row.part:
            bar = QRectF(EDGE, rect.bottom() - 5, max(3.0, (name_width - 4) * row.part), 3)
            draw_box(painter, bar, colour("accent"), radius=1.5)
        used = font("strong" if row.is_strong else "body")
        painter.setFont(used)
        painter.setPen(colour("text"))
        if QFontMetricsF(used).horizontalAdvance(row.name) > name_width and not row.is_strong:
            used = font("small")
            painter.setFont(used)
        shown = QFontMetricsF(used).elidedText(row.name, Qt.TextElideMode.ElideRight, name_width)
        where = QRectF(EDGE, rect.top(), name_width + 2, height - (4 if row.part else 0))
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)
        for (left, right), name in zip(columns, NUMBERS, strict=True):
            painter.setFont(font("strong") if name == "now" else font("small"))
            painter.setPen(colour("text" if name == "now" else "muted"))
            self._figure(painter, QRectF(left, rect.top(), right - left, height), getattr(row, name))
        if self.hasFocus() and at == self._current:
            draw_focus(painter, rect.adjusted(0, 1, 0, 0), radius=4)

    def _figure(self, painter: QPainter, rect: QRectF, text: str) -> None:
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)


def _has_control(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
