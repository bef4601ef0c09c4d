"""What the painted charts share: their data, their keys, hover, tooltips and words for screen readers."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from resources import formats
from ui.theme.paint import begin, draw_box, plain_tooltip
from ui.theme.text import font
from ui.theme.theme import colour


@dataclass(frozen=True)
class Bar:
    """A value with last year's beside it. Without a `key` it opens nothing."""

    key: object
    label: str
    value: float
    before: float | None = None
    value_text: str = ""
    share_text: str = ""

    def shown_value(self) -> str:
        return self.value_text or formats.number(self.value)


class Chart(QWidget):
    """A painted widget of parts. Subclasses say where each part is, what it says and what pressing it means."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at = 0
        self._hover = -1
        self._wanted = QRectF()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    @abstractmethod
    def count(self) -> int:
        """How many parts there are."""

    @abstractmethod
    def part(self, at: int) -> QRectF:
        """Where a part is."""

    @abstractmethod
    def words(self, at: int) -> str:
        """What a part says, in words."""

    @abstractmethod
    def press(self, at: int) -> None:
        """A person wants to see what is behind a part."""

    @abstractmethod
    def opens(self, at: int) -> bool:
        """Whether there is something behind it."""

    @abstractmethod
    def moved(self, key: Qt.Key) -> int | None:
        """Where an arrow leads; None if the key is none of this chart's."""

    @abstractmethod
    def draw(self, painter: QPainter) -> None:
        """Paints everything but focus and hover."""

    def current(self) -> int:
        return self._at

    def data_changed(self) -> None:
        """Other data: the place of the keyboard stays within it."""
        self._at = min(self._at, max(0, self.count() - 1))
        self._hover = -1
        self._tell()
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not self.count() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.opens(self._at):
                self.press(self._at)
            return
        target = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.count() - 1}.get(key)
        target = self.moved(key) if target is None else target
        if target is None:
            event.ignore()
            return
        self._at = min(max(target, 0), self.count() - 1)
        self._tell()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._under(event.position())
        if found >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._at = found
            self._tell()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._under(event.position())
        if found >= 0 and found == self._at and event.button() == Qt.MouseButton.LeftButton and self.opens(found):
            self.press(found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._under(event.position())
        if found != self._hover:
            self._hover = found
            hand = found >= 0 and self.opens(found)
            self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
            self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._under(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tooltip(self.words(found)) if found >= 0 else "", self)
            return True
        if event.type() == QEvent.Type.Leave and self._hover >= 0:
            self._hover = -1
            self.update()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        self._wanted = QRectF(event.rect())
        self.draw(painter)
        if self.hasFocus() and self.count():
            ring = self.part(self._at).intersected(QRectF(self.rect()))
            draw_box(painter, ring, None, colour("accent"), radius=4, width=2)

    def is_wanted(self, place: QRectF) -> bool:
        """While painting: whether the place is to be painted now; most of a long chart may lie out of sight."""
        return self._wanted.intersects(place)

    def is_hovered(self, at: int) -> bool:
        return at == self._hover and self.opens(at)

    def _under(self, point: QPointF) -> int:
        return next((at for at in range(self.count()) if self.part(at).contains(point)), -1)

    def _tell(self) -> None:
        words = self.words(self._at) if self.count() else ""
        self.setAccessibleDescription(words)
        if self.hasFocus() and words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))


class Legend(QWidget):
    """Which colour is which year. Put it on the right of the card's heading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[tuple[str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_names(self, names: Sequence[tuple[str, str]]) -> None:
        """Pairs of a name and a colour role."""
        self._names = [pair for pair in names if pair[0]]
        self.setAccessibleName(", ".join(name for name, _role in self._names))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font("small"))
        width = sum(metrics.horizontalAdvance(name) + 26 for name, _role in self._names)
        return QSize(max(0, round(width) - 10), round(metrics.height()) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        metrics = QFontMetricsF(font("small"))
        painter.setFont(font("small"))
        left = 0.0
        for name, role in self._names:
            draw_box(painter, QRectF(left, self.height() / 2 - 5, 10, 10), colour(role), radius=2)
            painter.setPen(colour("muted"))
            width = metrics.horizontalAdvance(name) + 4
            painter.drawText(QRectF(left + 14, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
            left += width + 22


def contrast(first: QColor, second: QColor) -> float:
    """The contrast of two colours as WCAG counts it, 1 to 21."""
    lights = sorted((_luminance(first), _luminance(second)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def readable_on(ground: QColor) -> QColor:
    """The theme's text colour that reads best on a ground."""
    return max((colour("text"), colour("on_accent")), key=lambda ink: contrast(ink, ground))


def _luminance(of: QColor) -> float:
    return _luminance_of(of.redF(), of.greenF(), of.blueF())


@lru_cache(maxsize=1024)  # a map of heat asks for each of its cells
def _luminance_of(red: float, green: float, blue: float) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
