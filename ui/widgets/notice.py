"""The quiet notice at the bottom right: what was done, and Undo. It takes no focus and goes away by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from resources.words import _
from ui.theme import sizes
from ui.theme.paint import begin, draw_box
from ui.theme.text import label
from ui.theme.theme import colour
from ui.widgets.buttons import Button, IconButton
from ui.widgets.icon_label import IconLabel

WIDEST = 460


class Notice(QWidget):
    """Lies over its parent, at the bottom right: main buttons stand at the bottom left of a form.

    Stays while the mouse is on it or the focus in it.
    """

    undone = Signal()  # the Undo button was pressed
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self._role = "green"
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 6, 6)
        row.setSpacing(12)
        self._icon = IconLabel("check", "green")
        row.addWidget(self._icon)
        self._text = label("", "body")
        row.addWidget(self._text, 1)
        self._undo = Button(_("Undo"), shortcut="Ctrl+Z", run=self._on_undo)
        row.addWidget(self._undo)
        self._close = IconButton("close", _("Close"), kind="quiet", height="compact", run=self.close_now)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)
        parent.installEventFilter(self)
        self.hide()

    def show_text(
        self, text: str, *, undo: bool = False, key: str = "Ctrl+Z", seconds: float = 8, role: str = "green"
    ) -> None:
        """Says that something was done; with `undo` the button stands beside it. `role` red or amber warns."""
        self._text.setText(text)
        self._undo.setText(_("Undo"))
        self._undo.set_shortcut_text(key)
        self._undo.setVisible(undo)
        self._close.set_name(_("Close"))
        picture = {"green": "check", "accent": "info"}.get(role, "warning")
        self._role = role
        self._icon.set_icon(picture, role)
        self.setAccessibleName(text)
        self._text.setWordWrap(False)
        self._place()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self._timer.start(int(seconds * 1000))

    def text(self) -> str:
        """What it says now, "" if it is not shown."""
        return self._text.text() if self.isVisible() else ""

    def close_now(self) -> None:
        """Takes it away."""
        self._timer.stop()
        self.hide()
        self.closed.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self._timer.start(3000)
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._around and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        draw_box(painter, QRectF(self.rect()), colour("surface"), colour(self._role), radius=sizes.CARD_RADIUS)

    def _place(self) -> None:
        around = self._around
        room = min(WIDEST, around.width() - 2 * sizes.PAGE)
        if self.sizeHint().width() > room:
            self._text.setWordWrap(True)
        width = min(self.sizeHint().width(), room)
        height = max(48, self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height())
        left, top = around.width() - width - sizes.PAGE, around.height() - height - sizes.PAGE
        self.setGeometry(max(0, left), top, width, height)

    def _on_undo(self) -> None:
        self.close_now()
        self.undone.emit()

    def _on_time(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self._timer.start(3000)
        else:
            self.close_now()
