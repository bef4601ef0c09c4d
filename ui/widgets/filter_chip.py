"""A filter above a list, shown as a chip."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ui.theme import sizes
from ui.theme.icons import draw_icon
from ui.theme.paint import begin, draw_box, draw_focus, draw_key_cap, key_cap_size, key_text, plain_tooltip
from ui.theme.text import font
from ui.theme.theme import colour
from ui.widgets.buttons import PaintedButton


class FilterChip(PaintedButton):
    """A filter above a list: quiet until active; `removable` shows a cross, `menu` a small arrow."""

    removed = Signal()

    def __init__(
        self, text: str, *, active: bool = False, removable: bool = False, menu: bool = False, key: str = ""
    ) -> None:
        self._active, self._removable, self._menu, self._key = active, removable, menu, key
        super().__init__(text)
        self.setAccessibleDescription(key_text(key))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_active(self, active: bool, *, removable: bool | None = None) -> None:
        """Shows whether the filter is on."""
        self._active = active
        self._removable = self._removable if removable is None else removable
        self.updateGeometry()
        self.update()

    def is_active(self) -> bool:
        return self._active

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font("small", 500))
        cap = key_cap_size(self._key)
        width = round(metrics.horizontalAdvance(self.words())) + 24
        width += 18 if self._removable or self._menu else 0
        width += cap.width() + 8 if not cap.isEmpty() else 0
        return QSize(width, max(sizes.CHIP, round(metrics.height()) + 10))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(64, self.sizeHint().width()), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._removable and self.rect().contains(at.toPoint()) and at.x() > self.width() - 28:
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        rect = QRectF(self.rect())
        role = "accent" if self._active else "grey"
        fill = colour(f"{role}_soft")
        draw_box(painter, rect, colour("line") if self.underMouse() and not self._active else fill, radius=14)
        if self.hasFocus():
            draw_focus(painter, rect, radius=14)
        inner = rect.adjusted(12, 0, -12, 0)
        if self._removable or self._menu:
            mark = "close" if self._removable else "chevron-down"
            draw_icon(painter, QRectF(inner.right() - 12, rect.center().y() - 6, 12, 12), mark, role)
            inner.setRight(inner.right() - 18)
        cap = key_cap_size(self._key)
        if not cap.isEmpty():
            at = QPointF(inner.right() - cap.width(), round(rect.center().y() - cap.height() / 2))
            draw_key_cap(painter, at, self._key, colour("muted"), colour("line_strong"))
            inner.setRight(inner.right() - cap.width() - 8)
        used = font("small", 500)
        painter.setFont(used)
        painter.setPen(colour(role))
        shown = QFontMetricsF(used).elidedText(self.words(), Qt.TextElideMode.ElideRight, inner.width() + 1)
        painter.drawText(inner.adjusted(0, 0, 2, 0), Qt.AlignmentFlag.AlignVCenter, shown)
        tip = "" if shown == self.words() else plain_tooltip(self.words())
        if tip != self.toolTip():
            self.setToolTip(tip)
