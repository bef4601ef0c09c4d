"""A file dropped anywhere on the window: says calmly what would happen, and hands the file on to its page.

Works on the window's frame of the system, before text fields could take the file's address for words.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QDropEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from models.office.rights import may
from resources.words import _
from ui.theme import sizes
from ui.theme.icons import draw_icon
from ui.theme.paint import begin
from ui.theme.text import font
from ui.theme.theme import colour

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from ui.shell.office import Office
    from ui.shell.window import Window

_OVER = (QEvent.Type.DragEnter, QEvent.Type.DragMove)
_AT_WORK = (QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress)  # a drag that ended without a word is over
ICON = 40


class FileDrops(QObject):
    """Listens to the window and takes what is dropped on it, if it is files of this computer."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.overlay = DropOverlay(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self._watch_handle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Show:
            self._watch_handle()
        elif kind in _OVER and isinstance(event, QDropEvent):
            return self._on_over(event)
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._on_drop(event)
        elif kind == QEvent.Type.DragLeave or kind in _AT_WORK:
            self.overlay.hide()
        return False

    def _watch_handle(self) -> None:
        handle = self._window.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
            handle.installEventFilter(self)

    def _on_over(self, event: QDropEvent) -> bool:
        office, files = self._window.office, files_of(event.mimeData())
        if office is None or not files or QApplication.activeModalWidget() is not None:
            return False
        refusal = why_not(office, files)
        self.overlay.say(refusal or _("Drop to import “{file}”").format(file=files[0].name), bool(refusal))
        event.setDropAction(Qt.DropAction.CopyAction)  # the file itself stays where it is
        event.accept()
        return True

    def _on_drop(self, event: QDropEvent) -> bool:
        """Everything typed in the forms is kept before another page comes into view."""
        from ui.shell.drafts import keep_drafts

        self.overlay.hide()
        office, files = self._window.office, files_of(event.mimeData())
        if office is None or not files or QApplication.activeModalWidget() is not None:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        refusal = why_not(office, files)
        if refusal:
            office.warn(refusal)
        else:
            keep_drafts(self._window.pages.values())
            self._window.navigation.open_page("import", path=str(files[0]))
        return True


def files_of(data: QMimeData) -> list[Path]:
    """The files of this computer among what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []


def why_not(office: Office, files: list[Path]) -> str:
    """The sentence where the files cannot even be looked at; empty where they can."""
    if not may(office.actor, "import"):
        text = _("{name} may not import; the head of the office and registrars may. Choose who sits here with F9.")
        return text.format(name=office.actor.name)
    if len(files) > 1:
        return _("Only one file at a time can be imported. Drop them one after another.")
    return ""


class DropOverlay(QWidget):
    """Lies over the whole window while a file is held above it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._text, self._is_refusal = "", False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, text: str, is_refusal: bool = False) -> None:
        """Shows a sentence over everything."""
        parent = self.parentWidget()
        if self.isVisible() and (text, is_refusal) == (self._text, self._is_refusal):
            return
        self._text, self._is_refusal = text, is_refusal
        self.setAccessibleName(text)
        if parent is not None:
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()
        self.update()

    def text(self) -> str:
        return self._text

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        veil = QColor(colour("window"))
        veil.setAlphaF(0.9)
        painter.fillRect(self.rect(), veil)
        role = "amber" if self._is_refusal else "accent"
        room = QRectF(self.rect()).adjusted(sizes.PAGE, sizes.PAGE, -sizes.PAGE, -sizes.PAGE)
        painter.setPen(QPen(colour(role), 2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(room, sizes.CARD_RADIUS, sizes.CARD_RADIUS)
        middle = room.center()
        icon = QRectF(middle.x() - ICON / 2, middle.y() - ICON - 8, ICON, ICON)
        draw_icon(painter, icon, "warning" if self._is_refusal else "import", role)
        used = font("title")
        painter.setFont(used)
        painter.setPen(colour("text"))
        shown = QFontMetricsF(used).elidedText(self._text, Qt.TextElideMode.ElideMiddle, room.width() - 80)
        painter.drawText(QRectF(room.left(), middle.y() + 8, room.width(), 40), Qt.AlignmentFlag.AlignCenter, shown)
