"""What happens by itself while the office is open: the minute, midnight, other programs' writes, the daily copy."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QObject, QTimer, Signal, Slot

from models.storage.backup import Copy, daily_copy
from ui.shell.office import Office

MINUTE_MS = 60_000


class Live(QObject):
    """Ticks at each full minute. Asks for the day's verified copy at the start and after midnight."""

    copied = Signal(object)  # Copy

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._day = office.today()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        self._wait()
        self._office.look_for_changes()
        self.copy()

    def stop(self) -> None:
        self._timer.stop()

    def copy(self) -> None:
        """The daily copy, on the long lane, so that no list waits for it; a failure is an answer, not an alarm."""
        self._office.ask(daily_copy, then=self._on_copied, lane="long", topic="copy")

    @Slot()
    def tick(self) -> None:
        self._wait()
        today = self._office.today()
        if today != self._day:
            self._day = today
            self._office.day_changed.emit(today)
            self.copy()
        self._office.minute_passed.emit(self._office.now())
        self._office.look_for_changes()

    def _wait(self) -> None:
        """Until just after the next full minute of the computer's clock."""
        passed = QDateTime.currentMSecsSinceEpoch() % MINUTE_MS
        self._timer.start(MINUTE_MS - passed + 20)

    def _on_copied(self, copy: Copy) -> None:
        self.copied.emit(copy)
