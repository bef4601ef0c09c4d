"""The list of people who fit what is typed: it floats under the field, the keys stay in the field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from resources.words import _
from ui.theme.icons import draw_icon
from ui.theme.paint import begin, draw_box, draw_key_cap, key_cap_size
from ui.theme.text import font, label
from ui.theme.theme import colour

ROW = 44
MOST = 6
NEWCOMER = None  # the value of the last row: somebody who is not in the file yet


@dataclass(frozen=True)
class Caller:
    """A person of the list; id None is the newcomer."""

    id: int | None
    name: str
    note: str = ""
    key: str = ""


class CallerRow(QWidget):
    """One person: name, what tells him from others, the key that chooses him."""

    pressed = Signal()

    def __init__(self, caller: Caller) -> None:
        super().__init__()
        self.caller = caller
        self.is_current = False
        self.setFixedHeight(ROW)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{caller.name}, {caller.note}" if caller.note else caller.name)

    def mark(self, is_current: bool) -> None:
        self.is_current = is_current
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, ROW)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        rect = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        if self.is_current:
            draw_box(painter, rect, colour("accent_soft"))
        elif self.underMouse():
            draw_box(painter, rect, colour("hover"))
        picture = "visitor" if self.caller.id is not None else "add"
        draw_icon(painter, QRectF(rect.left() + 9, rect.center().y() - 9, 18, 18), picture, "muted")
        inner = rect.adjusted(37, 0, -10, 0)
        cap = key_cap_size(self.caller.key)
        if not cap.isEmpty():
            at = QPointF(inner.right() - cap.width(), round(rect.center().y() - cap.height() / 2))
            draw_key_cap(painter, at, self.caller.key, colour("muted"), colour("line_strong"))
            inner.setRight(at.x() - 10)
        lines = [(font("body", 500), self.caller.name, "text"), (font("small"), self.caller.note, "muted")]
        lines = [line for line in lines if line[1]]
        top = rect.center().y() - sum(QFontMetricsF(used).height() for used, _text, _role in lines) / 2
        for used, text, role in lines:
            metrics = QFontMetricsF(used)
            painter.setFont(used)
            painter.setPen(colour(role))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            where = QRectF(inner.left(), top, inner.width(), metrics.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)
            top += metrics.height()


class CallerList(QFrame):
    """Shown over the form while somebody is being looked for."""

    chosen = Signal(object)  # an id, or None for the newcomer

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("callers")
        self.setProperty("card", True)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("People who fit"))
        self._rows: list[CallerRow] = []
        self._current = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(5, 5, 5, 5)
        self._column.setSpacing(0)
        self._hint = label("", "small", role="muted")
        self._hint.setContentsMargins(9, 4, 9, 4)
        self._column.addWidget(self._hint)
        self.hide()

    def show_callers(self, callers: Sequence[Caller], under: QWidget, width: int, current: int = 0) -> None:
        """Shows these people under a field, one of them marked; an empty list hides itself."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [CallerRow(caller) for caller in callers]
        for at, row in enumerate(self._rows):
            self._column.insertWidget(at, row)
            row.pressed.connect(lambda wanted=row.caller.id: self._choose(wanted))
        if not callers:
            self.hide()
            return
        self._mark(min(current, len(self._rows) - 1))  # -1: nobody is marked yet
        self._hint.setText(_("Arrows and Enter choose, Esc closes the list"))
        parent = self.parentWidget()
        assert parent is not None
        corner = under.mapTo(parent, QPoint(0, under.height() + 4))
        height = len(self._rows) * ROW + self._hint.sizeHint().height() + 12
        self.setGeometry(corner.x(), corner.y(), min(width, parent.width() - corner.x() - 8), height)
        self.show()
        self.raise_()

    def callers(self) -> list[Caller]:
        """Who stands in the list."""
        return [row.caller for row in self._rows]

    def current(self) -> Caller | None:
        is_marked = self.isVisible() and 0 <= self._current < len(self._rows)
        return self._rows[self._current].caller if is_marked else None

    def step(self, rows: int) -> None:
        """The marked person changes, round and round; where nobody is marked, from the first or the last."""
        if self._rows:
            start = self._current if self._current >= 0 or rows < 0 else -1
            self._mark((start + rows) % len(self._rows) if start >= 0 or rows > 0 else len(self._rows) - 1)

    def choose_current(self) -> None:
        caller = self.current()
        if caller is not None:
            self._choose(caller.id)

    def choose_number(self, number: int) -> bool:
        """The person of this number, 0 for the newcomer; False if there is none."""
        wanted = [row.caller for row in self._rows if row.caller.key.endswith(str(number))]
        if not self.isVisible() or not wanted:
            return False
        self._choose(wanted[0].id)
        return True

    def _choose(self, wanted: int | None) -> None:
        self.hide()
        self.chosen.emit(wanted)

    def _mark(self, at: int) -> None:
        self._current = at
        for number, row in enumerate(self._rows):
            row.mark(number == at)
