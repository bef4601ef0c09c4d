"""The right side of the card: consent, what is booked, who lives there too, and the whole history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.reception.tables import BOOKED
from resources.words import _
from ui.theme import sizes
from ui.widgets.cards import Banner, Card
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckField
from ui.widgets.records import Record, RecordList
from ui.widgets.visitor_summary import appeals_note, booking_words, history_records

if TYPE_CHECKING:
    from models.visitors.card import VisitorCard


class LifeSide(QScrollArea):
    """What belongs to the visitor and is not a field of the form."""

    opened = Signal(object)  # (kind, id or date)
    consent_changed = Signal(object)  # the day, or None

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._card: VisitorCard | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._make_consent()
        self.booked = Banner(role="accent", button=_("Move"), shortcut="Ctrl+M")
        self.booked.acted.connect(self.move_booking)
        self._neighbours = Card(_("At the address"))
        self.neighbours = RecordList(_("At the address"))
        self.neighbours.opened.connect(self.opened)
        self._neighbours.add(self.neighbours)
        self._history = Card(_("History"))
        self.history = RecordList(_("History"), empty=_("Nothing has happened yet. F2 books the first visit."))
        self.history.opened.connect(self._on_opened)
        self._history.add(self.history)
        inside = QWidget()
        inside.setMinimumHeight(1)  # as high as its words need at this width, not at the narrowest one
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, sizes.PAGE)
        column.setSpacing(sizes.GAP)
        for part in (self._consent, self.booked, self._history, self._neighbours):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(inside)
        self.show_nobody()

    def _make_consent(self) -> None:
        self._consent = Card(_("Consent to data processing"))
        self.consent = CheckField(_("Signed"))
        self.signed_on = DateField("", today=self._today)
        self.signed_on.line.setAccessibleName(_("Signed on"))
        self.signed_on.setFixedWidth(160)
        self.consent.changed.connect(self._on_tick)
        self.signed_on.line.editingFinished.connect(self._on_day)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.consent, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.signed_on, 0, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        self._consent.add_layout(line)

    # --- showing ------------------------------------------------------------------------------------------------

    def show_nobody(self) -> None:
        """Somebody new: nothing belongs to him yet."""
        self._card = None
        self.booked.set("")
        for part in (self._consent, self._history, self._neighbours):
            part.hide()

    def show_card(self, card: VisitorCard) -> None:
        self._card = card
        self.consent.set_value(card.consent_on is not None)
        self.consent.clear_problem()
        self.signed_on.set_value(card.consent_on)
        self.signed_on.clear_problem()
        self.signed_on.setVisible(card.consent_on is not None)
        coming = card.next_booking
        title, what = booking_words(coming) if coming else ("", "")
        self.booked.set(what, title=title, button=_("Move") if self.may_move() else "")
        self._history.set_note(appeals_note(card))
        self.history.set_records(history_records(card))
        self.neighbours.set_records(
            [Record(("visitor", person.id), person.name or _("no name")) for person in card.neighbours]
        )
        self._consent.show()
        self._history.show()
        self._neighbours.setVisible(bool(card.neighbours))

    def show_consent_problem(self, text: str) -> None:
        """The day was refused."""
        self.signed_on.setVisible(True)
        self.signed_on.set_problem(text)

    # --- events -------------------------------------------------------------------------------------------------

    def _on_tick(self) -> None:
        self.consent_changed.emit(self._today() if self.consent.is_checked() else None)

    def _on_day(self) -> None:
        day = self.signed_on.day()
        if self._card is not None and day is not None and day != self._card.consent_on and self.consent.is_checked():
            self.consent_changed.emit(day)

    def may_move(self) -> bool:
        """Whether something is booked and has not begun with the visitor's coming."""
        coming = self._card.next_booking if self._card is not None else None
        return coming is not None and coming.state == BOOKED

    def move_booking(self) -> None:
        if self._card is not None and self._card.next_booking is not None:
            self.opened.emit(("move", self._card.next_booking.id))

    def _on_opened(self, key: object) -> None:
        """An appeal opens itself; an appointment its day."""
        if not isinstance(key, tuple) or self._card is None:
            return
        kind, row_id = key
        if kind == "appointment":
            day = next(line.day for line in self._card.history if (line.kind, line.id) == key)
            self.opened.emit(("day", day))
        else:
            self.opened.emit((kind, row_id))
