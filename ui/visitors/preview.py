"""The visitor beside the list: who it is, what is booked, what was before. Shows only what it is given."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.reception.tables import BOOKED
from models.visitors.names import initials
from resources.words import _
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.buttons import Button, Link
from ui.widgets.cards import Banner, Card, EmptyState, Fact, Facts
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.records import RecordList
from ui.widgets.visitor_summary import (
    PersonHead,
    appeals_note,
    booking_words,
    consent_fact,
    history_records,
    letter_words,
    person_line,
    shown_name,
)

if TYPE_CHECKING:
    from models.visitors.card import VisitorCard

WIDTH, NARROW = 364, 324
MOST_NEIGHBOURS = 3
MOST_HISTORY = 12


class PreviewPane(Card):
    """The card of the marked visitor, ready for the next verb."""

    opened = Signal(object)  # (kind, id): a line of the history, a neighbour, an appointment

    def __init__(
        self, book: Callable[[], object], edit: Callable[[], object], appeal: Callable[[], object]
    ) -> None:  # fmt: skip
        super().__init__(padded=False)
        self._card: VisitorCard | None = None
        self.setAccessibleName(_("The marked visitor"))
        self.head = PersonHead()
        self.book = Button(_("Book now"), kind="main", shortcut="F2", run=book)
        self.edit = Button(_("Open"), shortcut="Return", run=edit)
        self.appeal = Link(_("New appeal"), style="small", run=appeal)
        self.facts = Facts()
        self.facts.opened.connect(self.opened)
        self.booked = Banner(role="accent", button=_("Move"))
        self.booked.acted.connect(self._on_move)
        self._heading = label(_("History"), "heading")
        self.history = RecordList(_("History"), empty=_("Nothing has happened yet. F2 books the first visit."))
        self.history.opened.connect(self.opened)
        self._empty = EmptyState("visitor", _("Nobody is marked"), hint=_("Choose a visitor in the list."))
        self._lay_out()
        self.show_nobody()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setMinimumHeight(1)  # as high as its words need at this width, not at the narrowest one
        column = QVBoxLayout(inside)
        column.setContentsMargins(sizes.CARD, sizes.CARD, sizes.CARD, sizes.CARD)
        column.setSpacing(12)
        verbs = QWidget()
        buttons = FlowLayout(verbs)
        for button in (self.book, self.edit):
            buttons.addWidget(button)
        heading = QHBoxLayout()
        heading.setSpacing(sizes.STEP)
        heading.addWidget(self._heading)
        heading.addStretch(1)
        heading.addWidget(self.appeal)
        column.addWidget(self.head)
        column.addWidget(verbs)
        column.addWidget(self.facts)
        column.addWidget(self.booked)
        column.addSpacing(4)
        column.addLayout(heading)
        column.addWidget(self.history)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        self.add(self._scroll, 1)
        self.add(self._empty, 1)

    def card(self) -> VisitorCard | None:
        """Who is shown."""
        return self._card

    def show_nobody(self) -> None:
        self._card = None
        self._scroll.hide()
        self._empty.show()

    def show_card(self, card: VisitorCard) -> None:
        """Shows a visitor; the same one again stays where it was scrolled to."""
        if self._card is None or self._card.id != card.id:
            self._scroll.verticalScrollBar().setValue(0)
        self._card = card
        self.head.show_person(shown_name(card.name, card.id), person_line(card))
        self.facts.set_facts(
            [
                Fact(_("Phone"), ", ".join(phone.shown() for phone in card.phones)),
                Fact(_("E-mail"), card.email),
                Fact(_("Address"), card.address),
                *neighbour_facts(card, MOST_NEIGHBOURS),
                Fact(_("District"), card.district or ""),
                Fact(_("In letters"), letter_words(card)),
                consent_fact(card),
                Fact(_("Appeals"), appeals_note(card)),
                Fact(_("Note"), card.note, role="amber"),
            ]
        )
        coming = card.next_booking
        title, what = booking_words(coming) if coming else ("", "")
        self.booked.set(what, title=title, button=_("Move") if coming and coming.state == BOOKED else "")
        self.history.set_records(history_records(card, MOST_HISTORY))
        self._empty.hide()
        self._scroll.show()

    def _on_move(self) -> None:
        if self._card is not None and self._card.next_booking is not None:
            self.opened.emit(("move", self._card.next_booking.id))


def neighbour_facts(card: VisitorCard, most: int) -> list[Fact]:
    """Who else lives at the address; each name opens the card."""
    shown = card.neighbours[:most]
    facts = [
        Fact(_("At the address") if at == 0 else "", initials(person.name) or _("no name"), ("visitor", person.id))
        for at, person in enumerate(shown)
    ]
    hidden = len(card.neighbours) - len(shown)
    return [*facts, Fact("", _("and {n} others").format(n=hidden))] if hidden else facts
