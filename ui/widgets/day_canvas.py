"""The painted face of the day's grid: data in, pictures, scrolling, tooltips and words for screen readers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from resources import formats
from resources.words import _
from ui.theme.paint import plain_tooltip
from ui.widgets import day_walk
from ui.widgets.day_blocks import DayPlan, GridBlock, GridColumn, Stop
from ui.widgets.day_geometry import BOTTOM, TOP, Geometry
from ui.widgets.day_paint import DayPainter, Marks, header_height


class DayCanvas(QAbstractScrollArea):
    """Shows a day and where the keyboard is in it. What keys and mouse do is the subclass's."""

    current_changed = Signal(object)  # what current() returns

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = DayPlan(date(2000, 1, 1))
        self._current: Stop | None = None
        self._hovered: Stop | None = None
        self._moving: GridBlock | None = None
        self._target: day_walk.Place | None = None
        self._fresh = True  # whether the day has yet to be scrolled to its beginning
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(_("Schedule of the day"))
        self.setMinimumSize(320, 240)

    def set_day(
        self,
        day: date,
        columns: Sequence[GridColumn],
        blocks: Iterable[GridBlock],
        *,
        slot_minutes: int = 30,
        now: datetime | None = None,
    ) -> None:
        """Shows a day. On the same day the place of the keyboard and the scrolling stay."""
        same_day = day == self._plan.day and bool(self._plan.columns)
        was, expert_id = self._current, self._expert_id()
        self._plan = DayPlan(day, columns, blocks, slot_minutes, now)
        self._hovered = self._moving = self._target = None
        self._current = day_walk.again(self._plan, was, expert_id) if same_day else None
        if self._current is None and self.hasFocus():
            self._current = day_walk.entrance(self._plan)
        if not same_day:
            self._fresh = True
        self._measure()
        self._tell()
        self.viewport().update()
        if self._current != was:
            self.current_changed.emit(self.current())

    def set_now(self, now: datetime | None) -> None:
        """Moves the now-line."""
        self._plan.now = now
        self.viewport().update()

    def current(self) -> tuple[str, int] | tuple[str, int, datetime] | None:
        """("block", id) or ("slot", expert id, start): where the keyboard is."""
        stop = self._current
        if stop is None:
            return None
        if stop.block is not None:
            return "block", stop.block.id
        return "slot", self._plan.columns[stop.column].expert_id, stop.start

    def words_of(self, stop: Stop) -> str:
        """What a screen reader says of a place, and a tooltip shows."""
        expert = self._plan.columns[stop.column].name
        time = formats.time_range(stop.start, stop.end)
        if stop.block is None:
            return _("{time}, free, {expert}").format(time=time, expert=expert)
        block = stop.block
        came = _("came without booking") if block.walk_in else ""
        return ", ".join(filter(None, (time, block.title, block.subtitle, block.state_text, came, expert)))

    def measures(self) -> Geometry:
        """The measures of what is painted now."""
        size = self.viewport().size()
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return Geometry(self._plan, size.width(), size.height(), header_height(self._plan), across, down)

    def stop_at(self, point: QPointF) -> Stop | None:
        """The appointment or free time under a point of the viewport."""
        at = self.measures()
        found = at.block_at(point)
        if found is not None:
            column, placed = found
            return Stop(column, placed.block.start, placed.block.end, placed.block)
        column_at = at.column_at(point.x())
        if column_at is None or point.y() < at.header:
            return None
        return self._plan.slot_at(column_at, at.when(point.y()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        marks = Marks(self._current, self.hasFocus(), self._hovered, self._moving, self._target)
        DayPainter(painter, self.measures(), marks).paint()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = plain_tooltip(self._tip_at(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        if event.type() == QEvent.Type.Leave and self._hovered is not None:
            self._hovered = None
            self.viewport().update()
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _tip_at(self, point: QPointF) -> str:
        at = self.measures()
        column = at.column_at(point.x())
        if column is not None and point.y() < at.header:
            head = self._plan.columns[column]
            return "\n".join(filter(None, (head.name, head.position, head.topics)))
        stop = self.stop_at(point)
        if stop is not None and stop.block is not None:
            block = stop.block
            title = f"{formats.time_range(block.start, block.end)}  {block.title}"
            came = _("came without booking") if block.walk_in else ""
            return "\n".join(filter(None, (title, block.subtitle, block.state_text, came)))
        if stop is None and column is not None:
            when = at.when(point.y())
            held = self._plan.columns[column].blocked
            return next((why for start, end, why in held if start <= when < end), "")
        return ""

    def _expert_id(self) -> int | None:
        stop = self._current
        return self._plan.columns[stop.column].expert_id if stop is not None else None

    def _measure(self) -> None:
        """Gives the scroll bars their ranges, twice: one of them takes room from the other."""
        for _turn in range(2):
            at = self.measures()
            across, down = self.horizontalScrollBar(), self.verticalScrollBar()
            across.setRange(0, max(0, at.content_width - at.width))
            across.setPageStep(at.width)
            across.setSingleStep(40)
            down.setRange(0, max(0, at.content_height - at.height))
            down.setPageStep(max(1, at.height - at.header))
            down.setSingleStep(round(at.hour / 4))
        if self._fresh and self.isVisible() and self._plan.columns:
            self._fresh = False
            now = self._plan.now
            if now is not None:
                at = self.measures()
                self.verticalScrollBar().setValue(round(at.y(now) + at.scroll_y - at.header - at.height / 3))
            else:
                self.verticalScrollBar().setValue(0)
            self.horizontalScrollBar().setValue(0)

    def showEvent(self, event: QShowEvent) -> None:
        self._measure()

    def _scroll_to(self, column: int, start: datetime, end: datetime) -> None:
        at = self.measures()
        rect = at.span(column, start, end)
        body = at.body()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        if rect.left() < body.left():
            across.setValue(across.value() - round(body.left() - rect.left()))
        elif rect.right() > body.right():
            across.setValue(across.value() + round(rect.right() - body.right()))
        if rect.top() < body.top() + TOP:
            down.setValue(down.value() - round(body.top() + TOP - rect.top()))
        elif rect.bottom() > body.bottom() - BOTTOM:
            down.setValue(down.value() + round(rect.bottom() - body.bottom() + BOTTOM))

    def _tell(self) -> None:
        """Keeps what a screen reader says of the grid true."""
        words = self.words_of(self._current) if self._current is not None else ""
        self.setAccessibleDescription(words)
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
            if words:
                self._say(words)

    def _say(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
