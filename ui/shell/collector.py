"""Python's garbage is collected on the window's thread only.

A widget or timer that the collector frees on a lane's thread leaves its timers behind, and Qt dies of the next tick
(«Timers cannot be stopped from another thread»). So the automatic collection, which runs in whatever thread happens
to allocate, is switched off while lanes are at work.

Nobody may feel it: it comes often, so that little has gathered. What has grown old is set apart where going through
it would take long (modules, the frame, pages, the thousands of rows that a report or an import holds for a while):
it is still freed when nobody refers to it, and gone through only while the person is in another program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

TICK_MS = 20
STARTED_MS = 3000  # by then the first page stands
AWAY_MS = 5000  # in another program, before everything is gone through
MOST = 10_000  # objects that are gone through while somebody works: a millisecond for each thousand


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
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.setInterval(AWAY_MS)
        self._away.timeout.connect(self.collect_everything)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_state)

    @Slot()
    def collect_if_due(self) -> None:
        """The oldest generation whose count has passed its threshold, and with it the younger ones."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                if generation == 2 and len(gc.get_objects(2)) > MOST:
                    gc.collect(1)
                    gc.freeze()
                else:
                    gc.collect(generation)
                return

    @Slot()
    def collect_everything(self) -> None:
        """What was set apart as well: longer than anybody at work should wait."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def stop(self) -> None:
        """From now on Python collects by itself again; the lanes must be closed by then."""
        for timer in (self._timer, self._started, self._away):
            timer.stop()
        gc.unfreeze()
        gc.enable()

    @Slot(Qt.ApplicationState)
    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._away.stop()
        elif self._timer.isActive():
            self._away.start()
