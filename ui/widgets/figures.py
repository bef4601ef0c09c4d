"""A key figure with its label and how it changed. Pressing it leads to the list behind the number."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import sizes
from ui.theme.paint import begin, draw_box, draw_focus
from ui.theme.text import font
from ui.theme.theme import colour
from ui.widgets.buttons import PaintedButton

_WRAP = Qt.TextFlag.TextWordWrap


class FigureCard(PaintedButton):
    """Label, large figure, a line about the change. Listen to `clicked`; without `opens` it is only shown.

    `compact=True` has no frame and the label under the figure: several of them stand in one card.
    """

    def __init__(
        self,
        label: str,
        figure: str = "",
        change: str = "",
        *,
        change_role: str = "muted",
        figure_role: str = "text",
        key: object = None,
        compact: bool = False,
        opens: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        self.key = key
        self._figure, self._change, self._change_role, self._figure_role = figure, change, change_role, figure_role
        self._compact = compact
        super().__init__(label, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(not compact)
        self.setSizePolicy(policy)
        self.set_opens(opens)
        self.set(figure, change, change_role, figure_role=figure_role)

    def set_opens(self, opens: bool) -> None:
        """Whether there is a list behind the figure."""
        self._opens = opens
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if opens else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)

    def set(self, figure: str, change: str = "", change_role: str = "muted", *, figure_role: str = "text") -> None:
        """Shows another figure."""
        self._figure, self._change = figure, change
        self._change_role, self._figure_role = change_role, figure_role
        self.setAccessibleName(", ".join(filter(None, (self.words(), figure, change))))
        self.updateGeometry()
        self.update()

    def figure(self) -> str:
        return self._figure

    def hasHeightForWidth(self) -> bool:
        return not self._compact

    def heightForWidth(self, width: int) -> int:
        return self._height(width)

    def sizeHint(self) -> QSize:
        figure = QFontMetricsF(font("figure")).horizontalAdvance(self._figure)
        label = QFontMetricsF(font("small")).horizontalAdvance(self.words())
        if self._compact:
            return QSize(round(max(figure, label)) + 10, self._height(0))
        return QSize(max(140, round(max(figure, label)) + 2 * sizes.CARD), self._height(180))

    def minimumSizeHint(self) -> QSize:
        if self._compact:
            return QSize(48, self._height(0))
        return QSize(96, self._height(max(96, self.width())))

    def _height(self, width: int) -> int:
        return _height_of(self.words(), self._change, self._compact, width)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        rect = QRectF(self.rect())
        warm = self._opens and self.underMouse()
        if self._compact:
            self._paint_compact(painter, rect, warm)
            return
        line = colour("line_strong" if warm else "line")
        draw_box(painter, rect, colour("hover" if warm else "surface"), line, radius=sizes.CARD_RADIUS)
        if self.hasFocus():
            draw_focus(painter, rect, radius=sizes.CARD_RADIUS)
        inner = rect.adjusted(sizes.CARD, 11, -sizes.CARD, -8)
        small, figure = QFontMetricsF(font("small")), QFontMetricsF(font("figure"))
        painter.setFont(font("small"))
        painter.setPen(colour("muted"))
        label = small.boundingRect(QRectF(0, 0, inner.width(), 999), int(_WRAP), self.words()).height()
        painter.drawText(QRectF(inner.left(), inner.top(), inner.width(), label + 1), int(_WRAP), self.words())
        top = inner.top() + label
        painter.setFont(font("figure"))
        painter.setPen(colour(self._figure_role))
        shown = figure.elidedText(self._figure, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(QRectF(inner.left() - 1, top, inner.width() + 2, figure.height()), shown)
        painter.setFont(font("small"))
        painter.setPen(colour(self._change_role))
        change = QRectF(inner.left(), top + figure.height() + 1, inner.width(), rect.bottom() - top)
        painter.drawText(change, int(_WRAP), self._change)

    def _paint_compact(self, painter: QPainter, rect: QRectF, warm: bool) -> None:
        if warm:
            draw_box(painter, rect, colour("hover"), radius=4)
        if self.hasFocus():
            draw_focus(painter, rect, radius=4)
        figure, small = QFontMetricsF(font("figure")), QFontMetricsF(font("small"))
        painter.setFont(font("figure"))
        painter.setPen(colour(self._figure_role))
        painter.drawText(QRectF(4, 3, rect.width(), figure.height()), self._figure)
        painter.setFont(font("small"))
        painter.setPen(colour("muted"))
        shown = small.elidedText(self.words(), Qt.TextElideMode.ElideRight, rect.width() - 5)
        painter.drawText(QRectF(4, 3 + figure.height(), rect.width(), small.height() + 2), shown)


@lru_cache(maxsize=256)  # layouts ask for the same again and again
def _height_of(words: str, change: str, is_compact: bool, width: int) -> int:
    figure, small = QFontMetricsF(font("figure")).height(), QFontMetricsF(font("small")).height()
    if is_compact:
        return round(figure + small + 8)
    room = QRectF(0, 0, max(60, width - 2 * sizes.CARD), 999)
    metrics = QFontMetricsF(font("small"))
    label = metrics.boundingRect(room, int(_WRAP), words).height()
    below = metrics.boundingRect(room, int(_WRAP), change).height() if change else small
    return round(label + figure + below + 24)
