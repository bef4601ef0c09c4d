"""Bars with last year's beside them: lying, for topics, and standing, for months. Painted; each can be opened."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from resources import formats
from ui.theme.paint import draw_box
from ui.theme.text import font
from ui.theme.theme import colour
from ui.widgets.chart_parts import Bar, Chart, Legend

__all__ = ["Bar", "BarChart", "TrendColumns"]

_ROW = 33
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Years(Chart):
    """A chart of bars with the names of the two periods."""

    opened = Signal(object)  # the bar's key

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._bars: tuple[Bar, ...] = ()
        self._now_name = self._before_name = ""
        super().__init__(name, parent)
        self.legend = Legend()

    def _take(self, bars: Sequence[Bar], now_name: str, before_name: str) -> None:
        self._bars = tuple(bars)
        self._now_name, self._before_name = now_name, before_name
        past = before_name if any(bar.before is not None for bar in bars) else ""
        self.legend.set_names([(now_name, "accent"), (past, "chart_past")])
        self.data_changed()

    def count(self) -> int:
        return len(self._bars)

    def opens(self, at: int) -> bool:
        return self._bars[at].key is not None

    def press(self, at: int) -> None:
        self.opened.emit(self._bars[at].key)

    def words(self, at: int) -> str:
        bar = self._bars[at]
        now = f"{self._now_name}: {bar.shown_value()}" if self._now_name else bar.shown_value()
        said = [bar.label, f"{now}, {bar.share_text}" if bar.share_text else now]
        if bar.before is not None:
            said.append(f"{self._before_name}: {formats.number(bar.before)}")
        return "\n".join(said)

    def _most(self) -> float:
        return max((max(bar.value, bar.before or 0) for bar in self._bars), default=0) or 1


class BarChart(_Years):
    """Lying bars: label, this year's bar over last year's, the value, the share. Up and Down go, Enter opens."""

    def set_bars(self, bars: Sequence[Bar], now_name: str = "", before_name: str = "") -> None:
        """Shows these, in the order given. Put `chart.legend` into the card's header."""
        self._take(bars, now_name, before_name)

    def sizeHint(self) -> QSize:
        return QSize(420, max(1, len(self._bars)) * _ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, self.sizeHint().height())

    def part(self, at: int) -> QRectF:
        return QRectF(0, at * _ROW, self.width(), _ROW)

    def moved(self, key: Qt.Key) -> int | None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key)
        return None if step is None else self._at + step

    def draw(self, painter: QPainter) -> None:
        body, strong = QFontMetricsF(font("body")), QFontMetricsF(font("strong"))
        share = max((body.horizontalAdvance(bar.share_text) for bar in self._bars), default=0.0)
        value = max((strong.horizontalAdvance(bar.shown_value()) for bar in self._bars), default=0.0)
        widest = max((body.horizontalAdvance(bar.label) for bar in self._bars), default=0.0)
        label = min(widest, self.width() * 0.42)
        right = self.width() - 4.0
        left = 4 + label + 18
        room = right - share - (16 if share else 0) - value - 16 - left
        for at, bar in enumerate(self._bars):
            rect = self.part(at)
            if self.is_hovered(at):
                draw_box(painter, rect, colour("hover"), radius=4)
            painter.setFont(font("body"))
            painter.setPen(colour("text"))
            shown = body.elidedText(bar.label, Qt.TextElideMode.ElideRight, label + 1)
            painter.drawText(QRectF(4, rect.top(), label + 4, _ROW), Qt.AlignmentFlag.AlignVCenter, shown)
            self._draw_bars(painter, bar, left, rect.center().y(), max(20.0, room))
            painter.setFont(font("strong"))
            painter.setPen(colour("text"))
            edge = right - share - (16 if share else 0)
            painter.drawText(QRectF(edge - value - 2, rect.top(), value + 2, _ROW), _RIGHT, bar.shown_value())
            painter.setFont(font("body"))
            painter.setPen(colour("muted"))
            painter.drawText(QRectF(right - share - 2, rect.top(), share + 2, _ROW), _RIGHT, bar.share_text)

    def _draw_bars(self, painter: QPainter, bar: Bar, left: float, middle: float, room: float) -> None:
        most = self._most()
        width = max(2.0, room * bar.value / most) if bar.value else 0.0
        if bar.before is None:
            draw_box(painter, QRectF(left, middle - 5, width, 10), colour("accent"), radius=2)
            return
        draw_box(painter, QRectF(left, middle - 8, width, 9), colour("accent"), radius=2)
        past = max(2.0, room * bar.before / most) if bar.before else 0.0
        draw_box(painter, QRectF(left, middle + 2, past, 5), colour("chart_past"), radius=2)


class TrendColumns(_Years):
    """Standing bars over time: this year's before last year's. Left and Right go, Enter opens."""

    def set_points(self, points: Sequence[Bar], now_name: str = "", before_name: str = "") -> None:
        """Shows these from left to right. Put `chart.legend` into the card's header."""
        self._take(points, now_name, before_name)

    def sizeHint(self) -> QSize:
        return QSize(max(240, len(self._bars) * 44), 180)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(160, len(self._bars) * 26), 140)

    def part(self, at: int) -> QRectF:
        width = self.width() / max(1, len(self._bars))
        return QRectF(at * width, 0, width, self.height())

    def moved(self, key: Qt.Key) -> int | None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        return None if step is None else self._at + step

    def draw(self, painter: QPainter) -> None:
        small = QFontMetricsF(font("small"))
        line = small.height()
        ground = self.height() - line - 8
        room = ground - line - 8
        most = self._most()
        for at, bar in enumerate(self._bars):
            rect = self.part(at)
            if self.is_hovered(at):
                draw_box(painter, rect, colour("hover"), radius=4)
            wide = min(24.0, rect.width() * 0.45)
            thin = wide * 0.4 if bar.before is not None else 0.0
            left = rect.center().x() - (wide + thin) / 2
            if bar.before is not None:
                past = room * bar.before / most
                draw_box(painter, QRectF(left + wide + 1, ground - past, thin, past), colour("chart_past"), radius=2)
            high = room * bar.value / most
            draw_box(painter, QRectF(left, ground - high, wide, high), colour("accent"), radius=2)
            painter.setFont(font("small", 600))
            painter.setPen(colour("text"))
            wanted = small.horizontalAdvance(bar.shown_value()) + 4
            value = QRectF(left + wide / 2 - wanted / 2, ground - high - line - 3, wanted, line)
            if wanted <= rect.width():
                painter.drawText(value, Qt.AlignmentFlag.AlignCenter, bar.shown_value())
            painter.setFont(font("small"))
            painter.setPen(colour("muted"))
            shown = small.elidedText(bar.label, Qt.TextElideMode.ElideRight, rect.width() - 2)
            where = QRectF(rect.left(), ground + 6, rect.width(), line)
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, shown)
        painter.setPen(colour("line_strong"))
        painter.drawLine(QPointF(0, ground + 0.5), QPointF(self.width(), ground + 0.5))
