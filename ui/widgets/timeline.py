"""What has been done, newest first: time, a coloured dot, who, the words, a badge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.paint import begin, draw_box
from ui.theme.text import font, label
from ui.theme.theme import colour
from ui.widgets.buttons import Badge, Link


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened. With `opens` its words are a link."""

    key: object
    time: str
    who: str
    text: str
    role: str = "accent"
    badge: str = ""
    badge_role: str = "grey"
    opens: bool = False


class _Thread(QWidget):
    """The dot of an entry and the line down to the next one."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(14, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        painter.setPen(QPen(colour("line"), 2))
        painter.drawLine(QPointF(7, 18), QPointF(7, self.height()))
        draw_box(painter, QRectF(2, 4, 10, 10), colour(self._role), radius=5)


class Timeline(QWidget):
    """Entries one under another; their words can be selected and copied."""

    opened = Signal(object)  # the entry's key

    def __init__(self, name: str, *, empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._empty = label(empty, "muted", wrap=True)
        self._column.addWidget(self._empty)
        self._content: QWidget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Shows these, in the order given."""
        if self._content is not None:
            self._column.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
            self._content = None
        self._empty.setVisible(not entries and bool(self._empty.text()))
        if not entries:
            return
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        metrics = QFontMetricsF(font("small"))
        time_width = round(max(metrics.horizontalAdvance(entry.time) for entry in entries)) + 2
        for entry in entries:
            column.addWidget(self._row(entry, time_width))
        self._column.addWidget(self._content)

    def _row(self, entry: TimelineEntry, time_width: int) -> QWidget:
        row = QWidget()
        row.setAccessibleName(", ".join(filter(None, (entry.time, entry.who, entry.text, entry.badge))))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        time = label(entry.time, "caption")
        time.setFixedWidth(time_width)
        time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        time.setContentsMargins(0, 1, 0, 0)
        line.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(_Thread(entry.role))
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 14)
        words.setSpacing(2)
        if entry.who:
            words.addWidget(label(entry.who, "caption", wrap=True))
        words.addWidget(self._words(entry))
        if entry.badge:
            words.addSpacing(2)
            words.addWidget(Badge(entry.badge, entry.badge_role), 0, Qt.AlignmentFlag.AlignLeft)
        line.addLayout(words, 1)
        return row

    def _words(self, entry: TimelineEntry) -> QWidget:
        if entry.opens:
            key = entry.key
            return Link(entry.text, run=lambda: self.opened.emit(key))
        text = label(entry.text, "body", wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setCursor(Qt.CursorShape.IBeamCursor)
        return text
