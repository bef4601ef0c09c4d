"""The day by experts in columns: moved through by keys, appointments carried or dragged to free times.

It shows what it was given and says what a person wants; it decides nothing about bookings.
"""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from resources import formats
from resources.words import _
from ui.widgets import day_walk
from ui.widgets.day_blocks import GridBlock, GridColumn, Stop
from ui.widgets.day_canvas import DayCanvas

__all__ = ["DayGrid", "GridBlock", "GridColumn"]

_ALONG = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ASIDE = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_PAGES = {Qt.Key.Key_PageUp: -3, Qt.Key.Key_PageDown: 3}  # hours
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DayGrid(DayCanvas):
    """Arrows go between appointments and free times, Enter opens or books, M picks up, Enter drops, Esc gives up.

    With the mouse a click opens or books, and a booked appointment can be dragged to a free time.
    """

    appointment_opened = Signal(object)  # id
    slot_chosen = Signal(object, object)  # expert id, datetime
    appointment_moved = Signal(object, object, object)  # id, expert id, datetime

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed: tuple[QPointF, GridBlock] | None = None
        self._dragging = False

    def set_current_block(self, block_id: int) -> bool:
        """Goes to an appointment; False if it is not shown."""
        stop = self._plan.block(block_id)
        if stop is not None:
            self._go(stop)
        return stop is not None

    def is_moving(self) -> bool:
        """Whether an appointment is picked up just now."""
        return self._moving is not None

    # -- keys ------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """While something is carried, Esc and Enter are the grid's own, whatever shortcuts the window has."""
        if event.type() == QEvent.Type.ShortcutOverride and self._moving is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            event.ignore()
        elif self._moving is not None:
            self._key_while_moving(key)
        elif key in (*_ENTER, Qt.Key.Key_Space):
            self._open(self._current)
        elif event.text().casefold() in ("m", "ь"):  # one key in both layouts
            self._pick_up()
        elif not self._walk(key):
            event.ignore()

    def _walk(self, key: Qt.Key) -> bool:
        """Goes where the key says; False if it is not a key of going."""
        if key not in {*_ALONG, *_ASIDE, *_PAGES, Qt.Key.Key_Home, Qt.Key.Key_End}:
            return False
        stop = self._current
        if stop is None:
            target = day_walk.entrance(self._plan)
        elif key in _ALONG:
            target = day_walk.along(self._plan, stop, _ALONG[key])
        elif key in _ASIDE:
            target = day_walk.aside(self._plan, stop, _ASIDE[key])
        elif key in _PAGES:
            target = self._plan.nearest_stop(stop.column, stop.start + timedelta(hours=_PAGES[key]))
        else:
            target = day_walk.edge(self._plan, stop, last=key == Qt.Key.Key_End)
        if target is not None:
            self._go(target)
        return True

    def _go(self, stop: Stop) -> None:
        changed = stop != self._current
        self._current = stop
        self._scroll_to(stop.column, stop.start, stop.end)
        self.viewport().update()
        if changed:
            self._tell()
            self.current_changed.emit(self.current())

    def _open(self, stop: Stop | None) -> None:
        if stop is None:
            return
        if stop.block is not None:
            self.appointment_opened.emit(stop.block.id)
        else:
            self.slot_chosen.emit(self._plan.columns[stop.column].expert_id, stop.start)

    # -- moving ----------------------------------------------------------------------------------------------------

    def _pick_up(self) -> None:
        stop = self._current
        if stop is None or stop.block is None:
            return
        if not stop.block.may_be_moved:
            self._say(_("Only an appointment that is still booked can be moved."))
            QApplication.beep()
            return
        self._moving, self._target = stop.block, (stop.column, stop.start)
        self._say(_("Picked up. The arrows move it, Enter drops it, Esc leaves it where it was."))
        self.viewport().update()

    def _key_while_moving(self, key: Qt.Key) -> None:
        if self._moving is None or self._target is None:
            return
        if key == Qt.Key.Key_Escape:
            self._give_up_move()
        elif key in _ENTER:
            self._drop()
        elif key in _ALONG or key in _ASIDE:
            carry = day_walk.carried_along if key in _ALONG else day_walk.carried_aside
            target = carry(self._plan, self._moving, self._target, {**_ALONG, **_ASIDE}[key])
            if target is None:
                return
            self._target = target
            column, start = target
            self._scroll_to(column, start, start + (self._moving.end - self._moving.start))
            self._say(f"{formats.clock_time(start)}, {self._plan.columns[column].name}")
            self.viewport().update()

    def _drop(self) -> None:
        block, target = self._moving, self._target
        self._give_up_move()
        if block is None or target is None:
            return
        expert_id = self._plan.columns[target[0]].expert_id
        if (expert_id, target[1]) != (block.expert_id, block.start):
            self.appointment_moved.emit(block.id, expert_id, target[1])

    def _give_up_move(self) -> None:
        self._moving = self._target = self._pressed = None
        self._dragging = False
        self.viewport().unsetCursor()
        self.viewport().update()

    # -- mouse -----------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._give_up_move()
        stop = self.stop_at(event.position())
        if stop is None:
            return
        self._go(stop)
        if stop.block is not None:
            self._pressed = (event.position(), stop.block)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._hover(point)
            return
        origin, block = self._pressed
        far = (point - origin).manhattanLength() >= QApplication.startDragDistance()
        if not self._dragging and far and block.may_be_moved:
            self._dragging, self._moving = True, block
        if self._dragging:
            at = self.measures()
            column = at.column_at(point.x())
            wanted = at.when(point.y() - (origin.y() - at.y(block.start)))  # the hand holds it where it took it
            self._target = day_walk.place_near(self._plan, block, column, wanted) if column is not None else None
            shape = Qt.CursorShape.ForbiddenCursor if self._target is None else Qt.CursorShape.ClosedHandCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._dragging:
            self._drop()
            return
        self._pressed = None
        stop = self.stop_at(event.position())
        if stop is not None and stop == self._current:
            self._open(stop)

    def _hover(self, point: QPointF) -> None:
        stop = self.stop_at(point)
        shape = Qt.CursorShape.PointingHandCursor if stop is not None else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        free = stop if stop is not None and stop.block is None else None
        if free != self._hovered:
            self._hovered = free
            self.viewport().update()

    # -- focus -----------------------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._current is None and event.reason() != Qt.FocusReason.MouseFocusReason:
            first = day_walk.entrance(self._plan)
            if first is not None:
                self._go(first)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._moving is not None and not self._dragging:
            self._give_up_move()
        self.viewport().update()
