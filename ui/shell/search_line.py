"""The line in which visitors, appeals and actions are found: what is typed, and the keys that walk the list below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from resources.words import _
from ui.theme import sizes
from ui.theme.icons import draw_icon
from ui.theme.paint import begin, draw_key_cap, key_cap_size
from ui.theme.theme import colour

KEY = "Ctrl+K"
LONGEST = 200


class SearchLine(QLineEdit):
    """Emits what its keys mean; the palette listens."""

    stepped = Signal(int)  # rows down (or up, below zero)
    chosen = Signal(bool)  # Enter; True with Ctrl
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(LONGEST)
        self.setPlaceholderText(_("Phone, surname or appeal number"))
        self.setAccessibleName(_("Find"))
        self.setAccessibleDescription(KEY)
        self.setStyleSheet("QLineEdit:!focus { background: palette(window); }")
        self.setTextMargins(26, 0, key_cap_size(KEY).width() + 8, 0)

    def event(self, event: QEvent) -> bool:
        """Up, Down and Enter with Ctrl are the line's own, whatever shortcuts the page has."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._means(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        meaning = self._means(event)
        if meaning == "step":
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        elif meaning == "choose":
            self.chosen.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)

    def _means(self, event: QKeyEvent) -> str:
        if event.key() in _STEPS:
            return "step"
        return "choose" if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) else ""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        begin(painter)
        middle = self.height() / 2
        side = sizes.ICON - 2
        draw_icon(painter, QRectF(12, middle - side / 2, side, side), "search", "muted")
        cap = key_cap_size(KEY)
        if self.width() > 260:
            at = QPointF(self.width() - cap.width() - 12, round(middle - cap.height() / 2))
            draw_key_cap(painter, at, KEY, colour("muted"), colour("line_strong"))


_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
