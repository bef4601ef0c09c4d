"""A thin line that moves while something is being made whose length is not known."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.paint import begin, draw_box
from ui.theme.theme import colour

STEP_MS = 30
STEPS = 60


class BusyLine(QWidget):
    """Only decoration: the words beside it say what is going on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at = 0
        self._timer = QTimer(self)
        self._timer.setInterval(STEP_MS)
        self._timer.timeout.connect(self._on_step)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(160, 4)

    def showEvent(self, event: QShowEvent) -> None:
        self._timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def _on_step(self) -> None:
        self._at = (self._at + 1) % STEPS
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        rect = QRectF(self.rect())
        draw_box(painter, rect, colour("line"), radius=2)
        length = rect.width() * 0.3
        left = (rect.width() + length) * self._at / STEPS - length
        part = QRectF(left, 0, length, rect.height()).intersected(rect)
        draw_box(painter, part, colour("accent"), radius=2)
