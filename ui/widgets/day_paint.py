"""How the day's grid is painted. It draws what it is told and remembers nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from resources import formats
from ui.theme.icons import draw_icon
from ui.theme.paint import begin, draw_box
from ui.theme.text import font
from ui.theme.theme import colour
from ui.widgets.day_blocks import STATE_ICONS, STRUCK, DayPlan, GridBlock, GridColumn, Placed, Stop
from ui.widgets.day_geometry import AXIS, Geometry


@dataclass(frozen=True)
class Marks:
    """What of the grid is special just now."""

    current: Stop | None = None
    focused: bool = False
    hovered: Stop | None = None
    moving: GridBlock | None = None
    target: tuple[int, datetime] | None = None  # where the moved block would land


def header_height(plan: DayPlan) -> int:
    """How high the experts' header is: only as many lines as somebody needs."""
    lines = QFontMetricsF(font("strong")).height()
    small = QFontMetricsF(font("small")).height() + 1
    lines += small * any(column.position for column in plan.columns)
    lines += small * any(column.topics for column in plan.columns)
    return round(lines) + 20


class DayPainter:
    """Paints one grid with one painter."""

    def __init__(self, painter: QPainter, geometry: Geometry, marks: Marks) -> None:
        self._painter, self._at, self._marks = painter, geometry, marks
        self._plan = geometry.plan
        begin(painter)

    def paint(self) -> None:
        """Body, then now, then the pinned axis and header over them."""
        painter, at = self._painter, self._at
        painter.fillRect(QRectF(0, 0, at.width, at.height), colour("surface"))
        painter.save()
        painter.setClipRect(QRectF(0, at.header, at.width, at.height - at.header))
        self._paint_hours()
        painter.setClipRect(at.body())
        for column in at.visible_columns():
            self._paint_column(column)
        self._paint_now_line()
        for column in at.visible_columns():
            self._paint_words(column)
        self._paint_marks()
        painter.restore()
        painter.save()
        painter.setClipRect(QRectF(0, at.header, AXIS, at.height - at.header))
        self._paint_now_tag()
        painter.restore()
        self._paint_header()

    def _paint_hours(self) -> None:
        painter, at = self._painter, self._at
        painter.setFont(font("small"))
        hour = self._plan.first_hour()
        while hour <= self._plan.last_hour():
            y = at.y(hour)
            painter.setPen(colour("line"))
            painter.drawLine(QPointF(AXIS, round(y) + 0.5), QPointF(at.width, round(y) + 0.5))
            covered = self._plan.now is not None and abs(at.y(self._plan.now) - y) < 16
            if not covered:
                painter.setPen(colour("muted"))
                where = QRectF(0, y - 10, AXIS - 9, 20)
                flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(where, flags, formats.clock_time(hour))
            hour += timedelta(hours=1)

    def _paint_column(self, number: int) -> None:
        painter, at, column = self._painter, self._at, self._plan.columns[number]
        self._paint_closed(number, column)
        for start, end in column.breaks:
            painter.fillRect(at.span(number, start, end), _hatch())
        for start, end, place in column.outreach:
            self._paint_outreach(at.span(number, start, end), place)
        for start, end, why in column.blocked:
            self._paint_blocked(at.span(number, start, end), why)
        painter.setPen(colour("line"))
        left = round(at.left(number)) + 0.5
        painter.drawLine(QPointF(left, at.header), QPointF(left, at.height))
        for placed in self._plan.placed(number):
            rect = at.block(number, placed)
            if rect.bottom() > at.header and rect.top() < at.height:
                self._paint_block(rect, placed.block)

    def _paint_closed(self, number: int, column: GridColumn) -> None:
        """Before, between and after the open hours it is quiet."""
        at = self._at
        edges = [self._plan.first_hour()]
        for start, end in sorted(column.open_ranges + column.breaks):
            if start > edges[-1]:
                self._painter.fillRect(at.span(number, edges[-1], start), colour("window"))
            edges.append(max(end, edges[-1]))
        if edges[-1] < self._plan.last_hour():
            self._painter.fillRect(at.span(number, edges[-1], self._plan.last_hour()), colour("window"))

    def _paint_outreach(self, rect: QRectF, place: str) -> None:
        painter = self._painter
        painter.fillRect(rect, colour("violet_soft"))
        painter.fillRect(QRectF(rect.left() + 1, rect.top(), 3, rect.height()), colour("violet"))
        self._paint_reason(rect, place, "outreach", "violet")

    def _paint_blocked(self, rect: QRectF, why: str) -> None:
        self._painter.fillRect(rect, _hatch())
        self._paint_reason(rect, why, "", "muted")

    def _paint_reason(self, rect: QRectF, text: str, icon: str, role: str) -> None:
        if rect.height() < 16 or not text:
            return
        painter, used = self._painter, font("small")
        metrics = QFontMetricsF(used)
        room = rect.width() - 20 - (18 if icon else 0)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(shown) + 12 + (18 if icon else 0)
        top = max(rect.top(), float(self._at.header)) + 3
        box = QRectF(rect.left() + 6, top, width, 18)
        if box.bottom() > rect.bottom():
            return
        draw_box(painter, box, colour("surface"), radius=4)
        left = box.left() + 6
        if icon:
            draw_icon(painter, QRectF(left, box.center().y() - 6.5, 13, 13), icon, role)
            left += 18
        painter.setFont(used)
        painter.setPen(colour(role))
        painter.drawText(QRectF(left, box.top(), width, box.height()), Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_block(self, rect: QRectF, block: GridBlock) -> None:
        painter, role = self._painter, block.colour_role
        if self._marks.moving is not None and self._marks.moving.id == block.id:
            painter.setOpacity(0.45)
        draw_box(painter, rect, colour("surface"), radius=4)
        draw_box(painter, rect, colour(f"{role}_soft"), radius=4)
        painter.save()
        painter.setClipRect(QRectF(rect.left(), rect.top(), 3, rect.height()), Qt.ClipOperation.IntersectClip)
        draw_box(painter, rect, colour(role), radius=4)
        painter.restore()
        painter.setOpacity(1.0)

    def _paint_words(self, number: int) -> None:
        """The words of the blocks, over the now-line: it never strikes a name out."""
        for placed in self._plan.placed(number):
            rect = self._at.block(number, placed)
            if rect.bottom() > self._at.header and rect.top() < self._at.height:
                self._paint_block_words(rect, placed)

    def _paint_block_words(self, rect: QRectF, placed: Placed) -> None:
        painter, block = self._painter, placed.block
        struck = block.state in STRUCK
        right = rect.right() - 6
        icons = [STATE_ICONS.get(block.state, ""), "walk-in" if block.walk_in else ""]
        if rect.width() >= 90:
            for icon in filter(None, icons):
                draw_icon(painter, QRectF(right - 13, rect.top() + 3, 13, 13), icon, block.colour_role)
                right -= 17
        left = rect.left() + 11
        title_font = QFont(font("small-strong"))
        title_font.setStrikeOut(struck)
        metrics = QFontMetricsF(title_font)
        line = metrics.height()
        two_lines = rect.height() >= 2 * line - 2
        slack = max(0.0, min(4.0, (rect.height() - 2 * line) / 2)) if two_lines else (rect.height() - line) / 2
        top = rect.top() + slack
        shown = metrics.elidedText(block.title, Qt.TextElideMode.ElideRight, max(0.0, right - left))
        painter.setFont(title_font)
        painter.setPen(colour("muted" if struck else "text"))
        painter.drawText(QRectF(left, top, right - left + 2, line), Qt.AlignmentFlag.AlignVCenter, shown)
        small = font("small")
        small_metrics = QFontMetricsF(small)
        if two_lines:
            where = QRectF(left, top + line - 1, rect.right() - 6 - left, line)
        else:
            taken = metrics.horizontalAdvance(shown) + 8
            where = QRectF(left + taken, top, right - left - taken, line)
        if where.width() > 24 and block.subtitle:
            painter.setFont(small)
            painter.setPen(colour("muted"))
            about = small_metrics.elidedText(block.subtitle, Qt.TextElideMode.ElideRight, where.width())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, about)

    def _paint_now_line(self) -> None:
        now = self._plan.now
        if now is None or not self._plan.first_hour() <= now <= self._plan.last_hour():
            return
        y = round(self._at.y(now)) + 0.0
        self._painter.fillRect(QRectF(AXIS - 8, y - 1, self._at.width, 2), colour("red"))

    def _paint_now_tag(self) -> None:
        now = self._plan.now
        if now is None or not self._plan.first_hour() <= now <= self._plan.last_hour():
            return
        y = round(self._at.y(now)) + 0.0
        painter, used = self._painter, font("small", 500)
        text = formats.clock_time(now)
        width = QFontMetricsF(used).horizontalAdvance(text) + 9
        box = QRectF(AXIS - 8 - width, y - 9, width, 18)
        painter.fillRect(QRectF(box.right(), y - 1, 10, 2), colour("red"))
        draw_box(painter, box, colour("red"), radius=4)
        painter.setFont(used)
        painter.setPen(colour("on_accent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_marks(self) -> None:
        marks, at = self._marks, self._at
        if marks.hovered is not None and marks.moving is None:
            self._paint_free(marks.hovered, hovered=True)
        current = marks.current
        if current is not None and marks.focused and marks.moving is None:
            if current.block is None:
                self._paint_free(current, hovered=False)
            else:
                rect = self._rect_of(current)
                draw_box(self._painter, rect.adjusted(-1, -1, 1, 1), None, colour("accent"), radius=5, width=2)
        if marks.moving is not None and marks.target is not None:
            column, start = marks.target
            length = marks.moving.end - marks.moving.start
            rect = at.span(column, start, start + length).adjusted(5, 1, -4, -1)
            self._paint_ghost(rect, marks.moving, start)

    def _rect_of(self, stop: Stop) -> QRectF:
        for placed in self._plan.placed(stop.column):
            if stop.block is not None and placed.block.id == stop.block.id:
                return self._at.block(stop.column, placed)
        return self._at.span(stop.column, stop.start, stop.end).adjusted(5, 1, -4, -1)

    def _paint_free(self, stop: Stop, *, hovered: bool) -> None:
        painter = self._painter
        rect = self._at.span(stop.column, stop.start, stop.end).adjusted(5, 1, -4, -1)
        if any(placed.block.start < stop.end and stop.start < placed.block.end
               for placed in self._plan.placed(stop.column)):  # fmt: skip
            rect = QRectF(rect.center().x(), rect.top(), rect.width() / 2, rect.height())
        fill = colour("hover" if hovered else "surface")
        line = None if hovered else colour("accent")
        draw_box(painter, rect, fill, line, radius=4, width=2)
        draw_icon(painter, QRectF(rect.left() + 8, rect.center().y() - 6.5, 13, 13), "add", "accent")
        painter.setFont(font("small", 500))
        painter.setPen(colour("accent"))
        words = rect.adjusted(26, 0, -4, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, formats.clock_time(stop.start))

    def _paint_ghost(self, rect: QRectF, block: GridBlock, start: datetime) -> None:
        painter = self._painter
        painter.setOpacity(0.95)
        draw_box(painter, rect, colour("accent_soft"), radius=4)
        pen = QPen(colour("accent"), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
        painter.setOpacity(1.0)
        used = font("small-strong")
        painter.setFont(used)
        painter.setPen(colour("text"))
        text = f"{formats.clock_time(start)} · {block.title}"
        shown = QFontMetricsF(used).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - 20)
        painter.drawText(rect.adjusted(11, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_header(self) -> None:
        painter, at = self._painter, self._at
        painter.fillRect(QRectF(0, 0, at.width, at.header), colour("surface"))
        painter.setPen(colour("line"))
        painter.drawLine(QPointF(0, at.header - 0.5), QPointF(at.width, at.header - 0.5))
        painter.save()
        painter.setClipRect(QRectF(AXIS, 0, at.width - AXIS, at.header))
        for number in at.visible_columns():
            column, left = self._plan.columns[number], at.left(number)
            painter.setPen(colour("line"))
            painter.drawLine(QPointF(round(left) + 0.5, 0), QPointF(round(left) + 0.5, at.header))
            top = 9.0
            lines = [(column.name, "strong", "text"), (column.position, "small", "muted")]
            for text, style, role in [*lines, (column.topics, "small", "accent")]:
                if not text:
                    continue
                used = font(style)
                metrics = QFontMetricsF(used)
                painter.setFont(used)
                painter.setPen(colour(role))
                shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, at.column_width - 20)
                painter.drawText(QRectF(left + 12, top, at.column_width - 18, metrics.height()), shown)
                top += metrics.height() + 1
        painter.restore()


def _hatch() -> QBrush:
    return QBrush(_hatch_tile(colour("hatch").name(), colour("surface").name()))


@lru_cache(maxsize=4)
def _hatch_tile(stripe: str, ground: str) -> QPixmap:
    """A tile of slanted stripes that joins itself on all sides."""
    side = 16
    tile = QPixmap(side, side)
    tile.fill(QColor(ground))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(stripe), side / 2.83, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    for shift in (-side, 0, side):
        painter.drawLine(QPointF(shift - 4, side + 4), QPointF(shift + side + 4, -4))
    painter.end()
    return tile
