"""Where things lie in the day's grid: times to heights, columns to widths, the two scrolled directions. Only sums."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF

from ui.widgets.day_blocks import DayPlan, Placed

AXIS = 58  # the hours, left
TOP = 12  # above the first hour
BOTTOM = 16
LEAST_COLUMN = 150
LEAST_HOUR = 64
MOST_HOUR = 96
LEAST_SLOT = 21  # one line of small print


@dataclass(frozen=True)
class Geometry:
    """The measures of one painting. Coordinates are the viewport's."""

    plan: DayPlan
    width: int
    height: int
    header: int
    scroll_x: int = 0
    scroll_y: int = 0

    @cached_property
    def column_width(self) -> float:
        count = max(1, len(self.plan.columns))
        return max(float(LEAST_COLUMN), (self.width - AXIS) / count)

    @cached_property
    def hour(self) -> float:
        """The height of an hour: what is there is filled, within reason."""
        hours = (self.plan.last_hour() - self.plan.first_hour()).total_seconds() / 3600
        least = max(float(LEAST_HOUR), LEAST_SLOT * 3600 / self.plan.slot.total_seconds())
        room = (self.height - self.header - TOP - BOTTOM) / max(1.0, hours)
        return min(max(least, room), max(least, float(MOST_HOUR)))

    @property
    def content_width(self) -> int:
        return round(AXIS + self.column_width * len(self.plan.columns))

    @property
    def content_height(self) -> int:
        hours = (self.plan.last_hour() - self.plan.first_hour()).total_seconds() / 3600
        return round(self.header + TOP + hours * self.hour + BOTTOM)

    def y(self, when: datetime) -> float:
        """The height of a time in the viewport."""
        hours = (when - self.plan.first_hour()).total_seconds() / 3600
        return self.header + TOP + hours * self.hour - self.scroll_y

    def when(self, y: float) -> datetime:
        """The time at a height."""
        hours = (y - self.header - TOP + self.scroll_y) / self.hour
        return self.plan.first_hour() + timedelta(hours=hours)

    def left(self, column: int) -> float:
        return AXIS + column * self.column_width - self.scroll_x

    def column_at(self, x: float) -> int | None:
        """The column under a point of the body, None beside them."""
        if x < AXIS or not self.plan.columns:
            return None
        number = int((x - AXIS + self.scroll_x) // self.column_width)
        return number if 0 <= number < len(self.plan.columns) else None

    def visible_columns(self) -> range:
        """The columns of which something is seen."""
        first = max(0, int(self.scroll_x // self.column_width))
        last = int((self.scroll_x + self.width - AXIS) // self.column_width)
        return range(first, min(len(self.plan.columns), last + 1))

    def span(self, column: int, start: datetime, end: datetime) -> QRectF:
        """The part of a column between two times."""
        top, bottom = self.y(start), self.y(end)
        return QRectF(self.left(column), top, self.column_width, bottom - top)

    def block(self, column: int, placed: Placed) -> QRectF:
        """Where a block is painted."""
        rect = self.span(column, placed.block.start, placed.block.end).adjusted(5, 1, -4, -1)
        if placed.lanes > 1:
            width = rect.width() / placed.lanes
            rect = QRectF(rect.left() + placed.lane * width, rect.top(), width - 2, rect.height())
        return rect if rect.height() >= 18 else QRectF(rect.left(), rect.top(), rect.width(), 18)

    def body(self) -> QRectF:
        """The part that scrolls both ways."""
        return QRectF(AXIS, self.header, self.width - AXIS, self.height - self.header)

    def block_at(self, point: QPointF) -> tuple[int, Placed] | None:
        """The block under a point."""
        column = self.column_at(point.x())
        if column is None or point.y() < self.header:
            return None
        for placed in self.plan.placed(column):
            if self.block(column, placed).contains(point):
                return column, placed
        return None
