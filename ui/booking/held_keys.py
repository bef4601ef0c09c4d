"""Keeps what is typed while an answer is on its way, and types it where the cursor is to go. Nobody waits."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

_Kept = tuple[int, Qt.KeyboardModifier, str]


class HeldKeys(QObject):
    """While held, the keys for `place` and everything in it wait; a release types them one by one."""

    def __init__(self, place: QWidget) -> None:
        super().__init__(place)
        self._place = place
        self._kept: list[_Kept] | None = None

    def is_holding(self) -> bool:
        return self._kept is not None

    def hold(self) -> None:
        """From now on keys wait."""
        if self._kept is None:
            self._kept = []
            app = QApplication.instance()
            assert app is not None
            app.installEventFilter(self)

    def release(self) -> None:
        """The waiting keys go to whatever has the cursor; if one of them starts a new wait, the rest wait on."""
        kept, self._kept = self._kept or [], None
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        for at, (key, modifiers, text) in enumerate(kept):
            if self._kept is not None:  # a key before this one began to wait again
                self._kept += kept[at:]
                return
            focus: QWidget | None = self._place.window().focusWidget()
            target = self._place if focus is None else focus
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._kept is None or not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if watched is not self._place.window().focusWidget() or not self._place.isAncestorOf(watched):
            return False  # a key that its field ignored goes on to the field's parents: that is no new key
        if event.type() == QEvent.Type.ShortcutOverride:
            return False
        if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat() and event.key() != Qt.Key.Key_Escape:
            self._kept.append((event.key(), event.modifiers(), event.text()))
        return event.key() != Qt.Key.Key_Escape


class SecondPress(QObject):
    """Swallows the other half of a double click or a double Enter, so that it does not fall on the next page."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._stop)

    def swallow(self) -> None:
        """For the time in which a second press would belong to the first."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.installEventFilter(self)
            self._timer.start(app.doubleClickInterval())

    def _stop(self) -> None:
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(watched, QWidget)
        return isinstance(event, QMouseEvent) and event.type() in (
            QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick
        ) and isinstance(watched, QWidget)  # fmt: skip
