"""Enter goes on: from field to field in the order of the work, and from the time into the booking."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.booking.form import Mode
from ui.booking.held_keys import HeldKeys
from ui.widgets.choices import ChoiceButton

if TYPE_CHECKING:
    from ui.booking.form import BookingForm
    from ui.booking.saving import Saving
    from ui.booking.what import What
    from ui.booking.when import When
    from ui.booking.who import Who

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Flow(QObject):
    """Moves the cursor. Where the next step hangs on an answer that is still on its way, the keys wait for it."""

    def __init__(self, form: BookingForm, who: Who, what: What, when: When, saving: Saving, page: QWidget) -> None:
        super().__init__(page)
        self._form, self._saving = form, saving
        self._who, self._what, self._when = who, what, when
        self._held = HeldKeys(page)
        self._goes_on: QWidget | None = None  # where Enter was pressed, while an answer is awaited
        for field in (form.phone, form.visitor, form.question):
            field.returned.connect(partial(self.go_on, field))
        form.expert.line.returnPressed.connect(partial(self.go_on, form.expert))
        form.book_pressed.connect(self.book)
        form.topics.chosen.connect(lambda _code: self.focus(form.question))
        who.picked.connect(partial(self.focus, form.question))
        when.changed.connect(self._on_times)
        for part in (who, what, when):
            part.settled.connect(self._resume)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_moved)

    def focus(self, widget: QWidget) -> None:
        """Puts the cursor there and shows the place."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self._form.show_field(widget)

    def go_on(self, field: QWidget) -> None:
        """Enter in a field: to the next one, as soon as what this one decides is known."""
        if self._waits(field):
            self._goes_on = field
            self._held.hold()
            return
        form = self._form
        if field in (form.phone, form.visitor) and self._who.list.current() is not None:
            self._who.list.choose_current()
        elif field is form.phone:
            self.focus(form.question if self._who.visitor_id is not None else form.visitor)
        elif field is form.visitor:
            self.focus(form.question)
        elif field is form.book:
            self._saving.save()
        else:
            is_choice = form.mode is Mode.WALK_IN or self._when.slot() is not None
            self.focus(form.chips if is_choice else form.book)

    def book(self) -> None:
        """From anywhere: as soon as everything is known."""
        self.go_on(self._form.book)

    def stop(self) -> None:
        """The page is left: nothing is awaited any more."""
        self._goes_on = None
        if self._held.is_holding():
            self._held.release()

    def _waits(self, field: QWidget) -> bool:
        if field in (self._form.phone, self._form.visitor):
            return self._who.is_waiting()
        return self._who.is_waiting() or self._what.is_waiting() or self._when.is_waiting()

    def _resume(self) -> None:
        field = self._goes_on
        if field is not None and not self._waits(field):
            self._goes_on = None
            self.go_on(field)
            self._held.release()

    def _on_times(self) -> None:
        for chip in self._form.chips.findChildren(ChoiceButton):
            chip.installEventFilter(self)
        self._on_focus_moved(None, QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on a free time takes it and books."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.key() not in ENTER:
            return False
        if isinstance(watched, ChoiceButton) and not event.isAutoRepeat():
            if not watched.isChecked():
                watched.click()
            if watched.isChecked() and (self._form.mode is Mode.WALK_IN or self._when.slot() is not None):
                self.book()
        return True

    def _on_focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """The key printed on the button is the one that books from here."""
        at_end = new is not None and (new is self._form.book or self._form.chips.isAncestorOf(new))
        self._form.book.set_shortcut_text("Return" if at_end else "Ctrl+Return")
