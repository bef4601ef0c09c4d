"""The window's bottom line: today's reception hours, when something was saved last, the day's verified copy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from resources.words import _
from ui.shell.window_place import BOTTOM_HEIGHT
from ui.theme import sizes
from ui.theme.paint import plain_tooltip
from ui.theme.text import label, set_style_role
from ui.theme.theme import colour

if TYPE_CHECKING:
    from models.storage.backup import Copy



def hours_text(ranges: Sequence[tuple[datetime, datetime]]) -> str:
    """«Reception: 10:00–18:00, break 13:00–14:00», several breaks too."""
    from resources import formats

    if not ranges:
        return _("No reception today")
    whole = formats.time_range(ranges[0][0], ranges[-1][1])
    breaks = [
        formats.time_range(earlier[1], later[0])
        for earlier, later in pairwise(ranges)
        if earlier[1] < later[0]
    ]
    if breaks:
        return _("Reception: {hours}, break {breaks}").format(hours=whole, breaks=", ".join(breaks))
    return _("Reception: {hours}").format(hours=whole)


def copy_text(copy: Copy | None, today: date) -> str:
    """«Backup copy: today, 09:58»."""
    from resources import formats

    if copy is None:
        return _("Backup copy is being made…")
    if copy.problem is not None or copy.made_at is None:
        return _("No backup copy today")
    if copy.path is not None and copy.path.stem.endswith(today.isoformat()):
        return _("Backup copy: today, {time}").format(time=formats.clock_time(copy.made_at))
    return _("Backup copy: {day}").format(day=formats.short_date(copy.made_at.date()))


class StatusBar(QFrame):
    """Three quiet sentences; the last turns red with the reason as its tooltip when there is no copy."""

    def __init__(self) -> None:
        super().__init__()
        self.hours = label("", "small", role="muted")
        self.saved = label("", "small", role="muted")
        self.copy = label("", "small", role="muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(sizes.PAGE, 1, sizes.PAGE, 0)
        layout.setSpacing(18)
        layout.addWidget(self.hours)
        layout.addWidget(self.saved)
        layout.addStretch(1)
        layout.addWidget(self.copy)
        self.setMinimumHeight(BOTTOM_HEIGHT)

    def set_hours(self, ranges: Sequence[tuple[datetime, datetime]]) -> None:
        self.hours.setText(hours_text(ranges))

    def set_saved(self, moment: datetime | None) -> None:
        from resources import formats

        self.saved.setText(_("Saved {time}").format(time=formats.clock_time(moment)) if moment else "")

    def set_copy(self, copy: Copy | None, today: date) -> None:
        self.copy.setText(copy_text(copy, today))
        failed = copy is not None and copy.problem is not None
        set_style_role(self.copy, "red" if failed else "muted")
        tip = str(copy.problem) if copy is not None and copy.problem else str(copy.path) if copy and copy.path else ""
        self.copy.setToolTip(plain_tooltip(tip))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, colour("line"))
