"""One month as a painted calendar to pick a day from, with mouse or keys."""

from __future__ import annotations

import calendar
from collections.abc import Collection
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from resources import formats
from ui.theme.icons import draw_icon
from ui.theme.paint import begin, draw_box, draw_focus
from ui.theme.text import font
from ui.theme.theme import colour
from ui.widgets.typed_date import months_away

_CELL_W, _CELL_H, _HEAD, _DAYS = 36, 32, 36, 24
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class MonthView(QWidget):
    """Shows the month of the current day. Arrows move, PgUp/PgDn change the month, Home is today, Enter picks."""

    picked = Signal(object)  # date
    current_changed = Signal(object)  # date

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = self._current = today
        self._days_off: frozenset[date] = frozenset()
        self._hover: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFixedSize(self.sizeHint())
        self._tell()

    def set_current(self, day: date) -> None:
        """Shows the month of this day and marks it."""
        self._current = day
        self._tell()
        self.update()

    def current(self) -> date:
        return self._current

    def set_days_off(self, days: Collection[date]) -> None:
        """Days without reception, besides the weekends; they are shown muted."""
        self._days_off = frozenset(days)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(7 * _CELL_W + 16, _HEAD + _DAYS + 6 * _CELL_H + 12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._go(self._current + timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._go(months_away(self._current, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key == Qt.Key.Key_Home:
            self._go(self._today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self._current)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._go(months_away(self._current, -1 if event.angleDelta().y() > 0 else 1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self._day_at(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().y() < 8 + _HEAD:
            middle = self.width() / 2
            if abs(event.position().x() - middle) > middle - 52:
                self._go(months_away(self._current, -1 if event.position().x() < middle else 1))
            return
        day = self._day_at(event)
        if day is not None:
            self._go(day)
            self.picked.emit(day)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        head = QRectF(8, 8, 7 * _CELL_W, _HEAD)
        painter.setFont(font("strong"))
        painter.setPen(colour("text"))
        title = formats.month_name(self._current.year, self._current.month)
        painter.drawText(head, Qt.AlignmentFlag.AlignCenter, title[:1].upper() + title[1:])
        draw_icon(painter, QRectF(head.left() + 8, head.center().y() - 9, 18, 18), "chevron-left", "muted")
        draw_icon(painter, QRectF(head.right() - 26, head.center().y() - 9, 18, 18), "chevron-right", "muted")
        painter.setFont(font("small"))
        painter.setPen(colour("muted"))
        first = self._first_shown()
        for at in range(7):
            cell = QRectF(8 + at * _CELL_W, 8 + _HEAD, _CELL_W, _DAYS)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, formats.weekday_short(first + timedelta(days=at)))
        for at in range(42):
            self._paint_day(painter, first + timedelta(days=at), self._cell(at))

    def _paint_day(self, painter: QPainter, day: date, cell: QRectF) -> None:
        box = cell.adjusted(1, 1, -1, -1)
        if day == self._current:
            draw_box(painter, box, colour("accent"))
        elif day == self._hover:
            draw_box(painter, box, colour("hover"))
        elif day == self._today:
            draw_focus(painter, box)
        other_month = day.month != self._current.month
        off = day.weekday() >= 5 or day in self._days_off
        role = "on_accent" if day == self._current else "disabled" if other_month else "muted" if off else "text"
        painter.setFont(font("body", 600 if day in (self._current, self._today) else 400))
        painter.setPen(colour(role))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _first_shown(self) -> date:
        first = self._current.replace(day=1)
        back = calendar.weekday(first.year, first.month, 1)
        return first - timedelta(days=back) if first > date(1, 1, 8) else first

    def _cell(self, at: int) -> QRectF:
        return QRectF(8 + at % 7 * _CELL_W, 8 + _HEAD + _DAYS + at // 7 * _CELL_H, _CELL_W, _CELL_H)

    def _day_at(self, event: QMouseEvent) -> date | None:
        for at in range(42):
            if self._cell(at).contains(event.position()):
                return self._first_shown() + timedelta(days=at)
        return None

    def _go(self, day: date) -> None:
        self.set_current(day)
        self.current_changed.emit(day)

    def _tell(self) -> None:
        self.setAccessibleName(f"{formats.weekday(self._current)}, {formats.day(self._current)}")
