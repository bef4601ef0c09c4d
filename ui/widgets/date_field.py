"""A date typed the way people say it, with a small calendar for those who would rather see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from resources import formats
from resources.words import _
from ui.theme.icons import draw_icon
from ui.widgets.fields import TextField
from ui.widgets.month_view import MonthView
from ui.widgets.typed_date import months_away, typed_date
from ui.widgets.typed_text import clean

_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class _CalendarPopup(QFrame):
    """The month under the field; Esc closes it and nothing else."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut of the page while the calendar is open
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F4):
            self.close()
        else:
            super().keyPressEvent(event)


class DateEdit(QLineEdit):
    """The editor. Up and Down change the day, PgUp and PgDn the month, Alt+Down opens the calendar."""

    settled = Signal()  # the typed words were read, or a day was picked

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._popup: QFrame | None = None
        self.setTextMargins(0, 0, 24, 0)
        self.setMaxLength(40)

    def day(self) -> date | None:
        """The date that the words mean; None if they are empty or mean none."""
        return typed_date(clean(self.text(), 40), self._today())

    def show_date(self, day: date | None) -> None:
        """Writes a date out."""
        self.setText(formats.short_date(day) if day is not None else "")

    def settle(self) -> None:
        """Writes what was typed out in full, if it is a date."""
        day = self.day()
        if day is not None:
            self.show_date(day)
        self.settled.emit()

    def open_calendar(self) -> None:
        """Shows the month under the field."""
        popup = _CalendarPopup(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setProperty("card", True)
        box = QVBoxLayout(popup)
        box.setContentsMargins(0, 0, 0, 0)
        month = MonthView(self._today(), popup)
        month.set_current(self.day() or self._today())
        box.addWidget(month)
        month.picked.connect(self._on_picked)
        self._popup = popup
        popup.destroyed.connect(self._on_popup_gone)
        popup.adjustSize()
        popup.move(self._place_for(popup))
        popup.show()
        month.setFocus()

    def calendar(self) -> MonthView | None:
        """The open calendar, if it is open."""
        return self._popup.findChild(MonthView) if self._popup is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_F4 or (key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier):
            self.open_calendar()
        elif key in _ARROWS:
            self._step(lambda day: day + timedelta(days=_ARROWS[key]))
        elif key in _PAGES:
            self._step(lambda day: months_away(day, _PAGES[key]))
        else:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.settle()
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a page is scrolled over it; a date must not change on the way

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.isEnabled() and not self.isReadOnly() and event.position().x() > self.width() - 34:
            self.open_calendar()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        draw_icon(painter, QRectF(self.width() - 29, self.height() / 2 - 9, 18, 18), "calendar", "muted")

    def _step(self, moved: Callable[[date], date]) -> None:
        try:
            self.show_date(moved(self.day() or self._today()))
        except OverflowError:
            return
        self.selectAll()

    def _place_for(self, popup: QWidget) -> QPoint:
        """Under the field; above it where the screen ends."""
        below = self.mapToGlobal(QPoint(0, self.height() + 2))
        room = self.screen().availableGeometry()
        if below.y() + popup.height() > room.bottom():
            below.setY(self.mapToGlobal(QPoint(0, 0)).y() - popup.height() - 2)
        below.setX(max(room.left(), min(below.x(), room.right() - popup.width())))
        return below

    def _on_picked(self, day: date) -> None:
        self.show_date(day)
        self.settled.emit()
        if self._popup is not None:
            self._popup.close()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_popup_gone(self) -> None:
        self._popup = None


class DateField(TextField):
    """A date. Understands 23.11, завтра, tomorrow, +3, пт; says under the field which day was understood."""

    def __init__(
        self,
        label: str,
        *,
        today: Callable[[], date],
        hint: str = "",
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._date_line = DateEdit(today)
        self._own_hint = hint
        super().__init__(
            label, placeholder=placeholder, hint=hint, max_length=40, editor=self._date_line, parent=parent
        )
        self._date_line.settled.connect(self._on_settled)
        self.line.textChanged.connect(self._say_what_is_understood)

    def day(self) -> date | None:
        """The date, or None."""
        return self._date_line.day()

    def value(self) -> object:
        return self.day()

    def set_value(self, value: object) -> None:
        with self._silently():
            self._date_line.show_date(value if isinstance(value, date) else None)

    def complaint(self) -> str:
        if self.text() and self.day() is None:
            example = formats.short_date(self._date_line._today())
            return _("This is not a date. Type it like {example}, or “tomorrow”, or +3.").format(example=example)
        return ""

    def _say_what_is_understood(self) -> None:
        day = self.day()
        if day is None or not self.text():
            self.set_hint(self._own_hint)
        elif formats.short_date(day) != self.text():
            self.set_hint(f"{formats.weekday(day)}, {formats.day(day)}")
        else:
            self.set_hint(self._own_hint or formats.weekday(day))

    def _on_settled(self) -> None:
        self.set_problem(self.complaint())
