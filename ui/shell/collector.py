"""Python's garbage is collected on the window's thread only.

A widget or timer that the collector frees on a lane's thread leaves its timers behind, and Qt dies of the next tick
(«Timers cannot be stopped from another thread»). So the automatic collection, which runs in whatever thread happens
to allocate, is switched off while lanes are at work.

Nobody may feel it: it comes often, so that little has gathered, and what the program is made of (modules, the frame,
the first page) is set apart and never gone through again.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

TICK_MS = 50
STARTED_MS = 3000  # by then the first page stands


class Collector(QObject):
    """Does by a timer what Python would do by itself, with Python's own thresholds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.collect_if_due)
        self._timer.start()
        self._started = QTimer(self)
        self._started.setSingleShot(True)
        self._started.timeout.connect(gc.freeze)
        self._started.start(STARTED_MS)

    @Slot()
    def collect_if_due(self) -> None:
        """The oldest generation whose count has passed its threshold, and with it the younger ones."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """From now on Python collects by itself again; the lanes must be closed by then."""
        self._timer.stop()
        self._started.stop()
        gc.unfreeze()
        gc.enable()
