"""A short list of records in a card: a visitor's history, the queue, what is due. Long lists are WindowedTable's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from resources.words import _
from ui.theme import sizes
from ui.theme.paint import begin, draw_focus, draw_pill, pill_width
from ui.theme.text import font, label
from ui.theme.theme import colour
from ui.widgets.buttons import PaintedButton

_WRAP = Qt.TextFlag.TextWordWrap
_MARGIN = 10


@dataclass(frozen=True)
class Record:
    """One record.

    With a `lead` (a ticket): lead on the left, title over detail, badge over note on the right.
    With a `caption` (date · number): caption and badge on one line, the title under them.
    With neither: title and badge on one line, in small print if there is no detail.
    """

    key: object
    title: str
    lead: str = ""
    caption: str = ""
    detail: str = ""
    badge: str = ""
    badge_role: str = "grey"
    note: str = ""
    note_role: str = "muted"


class RecordRow(PaintedButton):
    """Paints one record; as high as its words need."""

    def __init__(self, record: Record, *, inset: int, first: bool) -> None:
        self.record, self._inset, self._first = record, inset, first
        self.is_marked = False
        self._heights: dict[int, int] = {}  # by width: layouts ask again and again
        super().__init__(record.title)
        said = (record.lead, record.title, record.caption, record.detail, record.badge, record.note)
        self.setAccessibleName(", ".join(filter(None, said)))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = round(self._lay_out(float(width), None))
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._heights.clear()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(280, self.heightForWidth(280))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(max(160, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        rect = QRectF(self.rect())
        if self.is_marked:
            painter.fillRect(rect, colour("accent_soft"))
            painter.fillRect(QRectF(0, 0, 3, rect.height()), colour("accent"))
        elif self.underMouse() or self.isDown():
            painter.fillRect(rect, colour("hover"))
        if not self._first and (self.record.lead or self.record.caption or self.record.detail):
            painter.setPen(colour("line"))
            painter.drawLine(QPointF(0, 0.5), QPointF(rect.width(), 0.5))
        self._lay_out(rect.width(), painter)
        if self.hasFocus():
            draw_focus(painter, rect, radius=4)

    def _lay_out(self, width: float, painter: QPainter | None) -> float:
        """Measures the height for a width and, given a painter, paints."""
        if self.record.caption:
            return self._lay_out_history(width, painter)
        return self._lay_out_line(width, painter)

    def _lay_out_history(self, width: float, painter: QPainter | None) -> float:
        record, left, right = self.record, float(self._inset), width - self._inset
        pill = QRectF(right - pill_width(record.badge), _MARGIN, pill_width(record.badge), sizes.BADGE)
        room = (pill.left() - 8 if record.badge else right) - left
        top = _MARGIN + self._text(painter, "small", "muted", QRectF(left, _MARGIN + 2, room, 0), record.caption) + 4
        if record.badge:
            top = max(top, pill.bottom() + 2)
            if painter is not None:
                draw_pill(painter, pill, record.badge, record.badge_role)
        top += self._text(painter, "body", "text", QRectF(left, top, right - left, 0), record.title)
        if record.detail:
            top += 2 + self._text(painter, "small", "muted", QRectF(left, top + 2, right - left, 0), record.detail)
        return top + _MARGIN

    def _lay_out_line(self, width: float, painter: QPainter | None) -> float:
        record, left, right = self.record, float(self._inset), width - self._inset
        simple = not (record.lead or record.detail or record.note)
        margin = 4.0 if simple else float(_MARGIN)
        if record.lead:
            lead = font("name")
            lead_width = max(46.0, QFontMetricsF(lead).horizontalAdvance(record.lead) + 12)
            lead_at, left = left, left + lead_width
        badge_width = pill_width(record.badge) if record.badge else 0.0
        note_width = QFontMetricsF(font("small")).horizontalAdvance(record.note) + 2 if record.note else 0.0
        side = max(badge_width, note_width)
        room = right - left - (side + 10 if side else 0)
        style = "small" if simple else "body"
        words = self._text(None, style, "text", QRectF(0, 0, room, 0), record.title)
        if record.detail:
            words += self._text(None, "small", "muted", QRectF(0, 0, room, 0), record.detail)
        note_height = QFontMetricsF(font("small")).height() + 4 if record.note else 0.0
        column = (sizes.BADGE if record.badge else 0) + note_height
        height = max(words, column) + 2 * margin
        if painter is None:
            return height
        top = (height - words) / 2
        top += self._text(painter, style, "text", QRectF(left, top, room, 0), record.title)
        self._text(painter, "small", "muted", QRectF(left, top, room, 0), record.detail)
        if record.lead:
            painter.setFont(lead)
            painter.setPen(colour("text"))
            painter.drawText(QRectF(lead_at, 0, lead_width, height), Qt.AlignmentFlag.AlignVCenter, record.lead)
        top = (height - column) / 2
        if record.badge:
            pill = QRectF(right - badge_width, top, badge_width, sizes.BADGE)
            draw_pill(painter, pill, record.badge, record.badge_role)
            top += sizes.BADGE
        if record.note:
            painter.setFont(font("small"))
            painter.setPen(colour(record.note_role))
            where = QRectF(right - note_width, top, note_width, note_height)
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, record.note)
        return height

    def _text(self, painter: QPainter | None, style: str, role: str, where: QRectF, text: str) -> float:
        """The height of wrapped words; given a painter, paints them."""
        if not text:
            return 0.0
        used = font(style)
        box = QRectF(where.left(), where.top(), max(40.0, where.width()), 10_000)
        height = QFontMetricsF(used).boundingRect(box, int(_WRAP), text).height()
        if painter is not None:
            painter.setFont(used)
            painter.setPen(colour(role))
            painter.drawText(QRectF(box.left(), box.top(), box.width(), height + 2), int(_WRAP), text)
        return height


class RecordList(QWidget):
    """Records one under another. Tab stops once, the arrows move, Enter or a click opens."""

    opened = Signal(object)  # the record's key
    current_changed = Signal(object)

    def __init__(self, name: str, *, empty: str = "", inset: int = 0, parent: QWidget | None = None) -> None:
        """`inset` is the margin inside the rows: sizes.CARD in a card that is not padded."""
        super().__init__(parent)
        self._inset = inset
        self._rows: list[RecordRow] = []
        self._current: object = None
        self._marked: object = None
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._empty = label(empty, "muted", wrap=True)
        self._empty.setContentsMargins(inset, 8 if inset else 0, inset, 12 if inset else 0)
        self._column.addWidget(self._empty)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_records(self, records: Sequence[Record]) -> None:
        """Shows these; the focus stays on the record it was on if that is still there."""
        if [row.record for row in self._rows] == list(records):
            return
        focused = next((row.record.key for row in self._rows if row.hasFocus()), None)
        old, self._rows = self._rows, []
        for at, record in enumerate(records):
            row = RecordRow(record, inset=self._inset, first=at == 0 and not self._inset)
            row.installEventFilter(self)
            row.clicked.connect(lambda _checked=False, key=record.key: self.opened.emit(key))
            self._rows.append(row)
            self._column.addWidget(row)
        self._empty.setVisible(not records and bool(self._empty.text()))
        self.mark(self._marked)
        self._mend_tab_order()
        kept = self.row(focused) if focused is not None else None
        if kept is not None:
            kept.show()  # only what is shown can take the focus
            kept.setFocus(Qt.FocusReason.OtherFocusReason)
        for row in old:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()

    def mark(self, key: object) -> None:
        """Shows which record is open beside the list; None marks nothing."""
        self._marked = key
        for row in self._rows:
            row.is_marked = key is not None and row.record.key == key
            row.setAccessibleDescription(_("open") if row.is_marked else "")
            row.update()

    def set_empty(self, text: str) -> None:
        """What stands there when there are no records."""
        self._empty.setText(text)
        self._empty.setVisible(not self._rows and bool(text))

    def keys(self) -> list[object]:
        return [row.record.key for row in self._rows]

    def current(self) -> object:
        """The key of the record the keyboard is at."""
        return self._current

    def row(self, key: object) -> QWidget | None:
        """The widget of a record, to put a menu beside."""
        return next((row for row in self._rows if row.record.key == key), None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched not in self._rows:
            return super().eventFilter(watched, event)
        at = self._rows.index(watched)
        if event.type() == QEvent.Type.FocusIn:
            self._current = self._rows[at].record.key
            self._mend_tab_order()
            self.current_changed.emit(self._current)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            moves = {
                Qt.Key.Key_Down: at + 1,
                Qt.Key.Key_Up: at - 1,
                Qt.Key.Key_Home: 0,
                Qt.Key.Key_End: len(self._rows) - 1,
            }
            target = moves.get(Qt.Key(event.key()))
            if target is not None:
                self._rows[min(max(target, 0), len(self._rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _mend_tab_order(self) -> None:
        entrance = self.row(self._current) or (self._rows[0] if self._rows else None)
        for row in self._rows:
            stops = row is entrance
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus)
        if entrance is not None:
            self.setFocusProxy(entrance)
