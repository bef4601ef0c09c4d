"""How far a long work is: a line that fills, or moves where the length is not known. Its words stand beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from ui.theme.paint import begin, draw_box
from ui.theme.theme import colour

HEIGHT = 6
STEP_MS = 30
STEPS = 60


class ProgressLine(QProgressBar):
    """Qt's own bar for screen readers, painted as the program is. `set_progress(0, 0)`: nobody knows how far."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at = 0
        self._timer = QTimer(self)
        self._timer.setInterval(STEP_MS)
        self._timer.timeout.connect(self._on_step)
        self.setTextVisible(False)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_progress(0, 0)

    def set_progress(self, done: int, total: int) -> None:
        """Counts are brought down to thousandths: a file may have more rows than Qt's bar can count."""
        self.setRange(0, 1000 if total > 0 else 0)
        self.setValue(min(1000, done * 1000 // total) if total > 0 else 0)
        self._wake()

    def sizeHint(self) -> QSize:
        return QSize(160, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, HEIGHT)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._wake()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def _wake(self) -> None:
        if self.isVisible() and self.maximum() == 0:
            self._timer.start()
        else:
            self._timer.stop()
        self.update()

    def _on_step(self) -> None:
        self._at = (self._at + 1) % STEPS
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        rect = QRectF(self.rect())
        radius = rect.height() / 2
        draw_box(painter, rect, colour("line"), radius=radius)
        if self.maximum() == 0:
            length = rect.width() * 0.3
            left = (rect.width() + length) * self._at / STEPS - length
            part = QRectF(left, 0, length, rect.height()).intersected(rect)
        else:
            part = QRectF(0, 0, rect.width() * self.value() / self.maximum(), rect.height())
        if not part.isEmpty():
            draw_box(painter, part, colour("accent"), radius=radius)
