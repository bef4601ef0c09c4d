"""A month with the load of each day, its holidays and outreach events; a day is chosen with mouse or arrows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from resources import formats
from resources.words import _, ngettext
from ui.theme.icons import draw_icon
from ui.theme.paint import begin, draw_box, draw_focus, mixed, plain_tooltip
from ui.theme.text import font
from ui.theme.theme import colour
from ui.widgets.typed_date import months_away

WEEKS = 6
_DAYS, _ROW = 24, 46
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


@dataclass(frozen=True)
class MonthMarks:
    """What is known of the days shown."""

    load: Mapping[date, int] = field(default_factory=dict)
    closed: Mapping[date, str] = field(default_factory=dict)  # with the reason
    idle: frozenset[date] = frozenset()  # without reception
    outreach: Mapping[date, str] = field(default_factory=dict)  # with the places


def shown_span(day: date) -> tuple[date, date]:
    """The first and the last of the six weeks in which a day's month is shown."""
    first = day.replace(day=1)
    first -= timedelta(days=first.weekday())
    return first, first + timedelta(days=7 * WEEKS - 1)


class MonthLoad(QWidget):
    """Six weeks around a month. The chosen day is filled, today has a ring; the small figure is how many come."""

    chosen = Signal(object)  # date

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = self._current = today
        self._marks = MonthMarks()
        self._hover: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def set_current(self, day: date, today: date | None = None) -> None:
        """Shows the month of this day and fills the day."""
        self._current, self._today = day, today or self._today
        self._tell()
        self.update()

    def set_marks(self, marks: MonthMarks) -> None:
        """Shows load, holidays and outreach."""
        self._marks = marks
        self._tell()
        self.update()

    def current(self) -> date:
        return self._current

    def words(self, day: date) -> str:
        """A day with everything that its cell says, in words."""
        parts = [f"{formats.weekday(day)}, {formats.day(day)}"]
        count = self._marks.load.get(day, 0)
        if count:
            parts.append(ngettext("{n} appointment", "{n} appointments", count).format(n=formats.number(count)))
        if day in self._marks.closed:
            parts.append(self._marks.closed[day] or _("Day off"))
        elif day in self._marks.idle and day not in self._marks.outreach:
            parts.append(_("no reception"))
        if day in self._marks.outreach:
            parts.append(_("Outreach: {place}").format(place=self._marks.outreach[day]))
        return "\n".join(parts)

    def sizeHint(self) -> QSize:
        return QSize(308, _DAYS + WEEKS * _ROW + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(252, self.sizeHint().height())

    # --- keys and mouse --------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._go(self._current + timedelta(days=_STEPS[key]))
        elif key == Qt.Key.Key_Home:
            self._go(self._today)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._go(months_away(self._current, -1 if event.angleDelta().y() > 0 else 1))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self._day_at(event.position())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go(day)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self._day_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tooltip(self.words(day)) if day else "", self)
            return True
        return super().event(event)

    def _go(self, day: date) -> None:
        if day != self._current:
            self.set_current(day)
            self.chosen.emit(day)

    def _tell(self) -> None:
        self.setAccessibleName(self.words(self._current).replace("\n", ", "))

    # --- painting --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        first = shown_span(self._current)[0]
        painter.setFont(font("small"))
        painter.setPen(colour("muted"))
        for at in range(7):
            cell = self._cell(at)
            where = QRectF(cell.left(), 0, cell.width(), _DAYS)
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, formats.weekday_short(first + timedelta(days=at)))
        busiest = max(self._marks.load.values(), default=0)
        for at in range(7 * WEEKS):
            self._paint_day(painter, first + timedelta(days=at), self._cell(at), busiest)

    def _paint_day(self, painter: QPainter, day: date, cell: QRectF, busiest: int) -> None:
        box = cell.adjusted(1.5, 1.5, -1.5, -1.5)
        is_current, count = day == self._current, self._marks.load.get(day, 0)
        other_month = day.month != self._current.month
        if is_current:
            draw_box(painter, box, colour("accent"))
        elif count and not other_month:
            share = 0.35 + 0.65 * count / busiest
            draw_box(painter, box, mixed(colour("surface"), colour("accent_soft"), share))
        elif day == self._hover:
            draw_box(painter, box, colour("hover"))
        if day == self._hover and not is_current:
            draw_box(painter, box, None, colour("line_strong"))
        if day == self._today and not is_current:
            draw_box(painter, box, None, colour("accent"), width=1.5)
        if is_current and self.hasFocus():
            draw_focus(painter, cell)
            draw_box(painter, box.adjusted(1, 1, -1, -1), None, colour("on_accent"), radius=4, width=1.5)
        self._paint_words(painter, day, box, count, other_month)

    def _paint_words(self, painter: QPainter, day: date, box: QRectF, count: int, other_month: bool) -> None:
        is_current = day == self._current
        is_closed, is_idle = day in self._marks.closed, day in self._marks.idle
        role = "red" if is_closed else "muted" if is_idle else "text"
        role = "on_accent" if is_current else "disabled" if other_month else role
        painter.setFont(font("body", 600 if is_current or day == self._today else 400))
        painter.setPen(colour(role))
        number = QRectF(box.left(), box.top() + 4, box.width(), 20)
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(day.day))
        under = QRectF(box.left(), box.top() + 23, box.width(), 16)
        quiet = "on_accent" if is_current else "disabled" if other_month else "muted"
        if day in self._marks.outreach:
            size = 14.0
            left = under.center().x() - size / 2 - (8 if count else 0)
            draw_icon(painter, QRectF(left, under.top() + 1, size, size), "outreach", quiet)
            under = QRectF(left + size + 3, under.top(), 24, under.height())
        if count:
            aligned = Qt.AlignmentFlag.AlignLeft if day in self._marks.outreach else Qt.AlignmentFlag.AlignHCenter
            painter.setFont(font("small"))
            painter.setPen(colour(quiet))
            painter.drawText(under, aligned | Qt.AlignmentFlag.AlignVCenter, str(count))

    def _cell(self, at: int) -> QRectF:
        width = self.width() / 7
        return QRectF(at % 7 * width, _DAYS + at // 7 * _ROW, width, _ROW)

    def _day_at(self, point: QPointF) -> date | None:
        column, row = int(point.x() // (self.width() / 7)), int((point.y() - _DAYS) // _ROW)
        if point.y() < _DAYS or not (0 <= column < 7 and 0 <= row < WEEKS):
            return None
        return shown_span(self._current)[0] + timedelta(days=row * 7 + column)
