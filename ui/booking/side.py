"""The right side of the booking page: who calls, what was before, what to mind. Shows only what it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from resources import formats
from resources.words import _
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.buttons import Button
from ui.widgets.cards import Banner, Card, Fact, Facts
from ui.widgets.records import RecordList
from ui.widgets.visitor_summary import (
    PersonHead,
    appeals_note,
    booking_words,
    contact_facts,
    history_records,
    outcome_badge,
    person_line,
    shown_name,
)

if TYPE_CHECKING:
    from models.visitors.card import Happening, VisitorCard

WIDTH, NARROW = 400, 328
MOST_HISTORY = 6
SAME_THEME = 3  # blocks of a code: section, subject, theme


class CallerSide(QScrollArea):
    """Cards about the caller; before there is one, what the keys do."""

    opened = Signal(object)  # (kind, id) of the history
    card_wanted = Signal()
    move_wanted = Signal(int)  # the appointment that is already booked

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card: VisitorCard | None = None
        self._booked: int | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setMinimumHeight(1)  # as high as its words need at this width, not at the narrowest one
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.GAP)
        self._make_person()
        self._make_history()
        self._make_keys()
        for part in (self._person, self._history, self._keys):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(inside)
        self.show_nobody()

    def _make_person(self) -> None:
        self._person = Card()
        self.head = PersonHead()
        self.facts = Facts()
        self.booked = Banner(role="accent")
        self.booked.acted.connect(self._on_move)
        self.open_card = Button(_("Open the card"), height="compact", shortcut="Ctrl+O", run=self.card_wanted.emit)
        self._person.add(self.head)
        self._person.add(self.facts)
        self._person.add(self.booked)
        self._person.body.addWidget(self.open_card, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_history(self) -> None:
        self._history = Card(_("History"))
        self.history = RecordList(_("History"), empty=_("The first visit: nothing has happened yet."))
        self.history.opened.connect(self.opened)
        self.warning = Banner(role="amber")
        self._history.add(self.warning)
        self._history.add(self.history)

    def _make_keys(self) -> None:
        self._keys = Card(_("Who is it?"))
        words = label(
            _("Type the phone, or a part of it: whoever is known appears here with everything that was before."),
            "muted", wrap=True,
        )  # fmt: skip
        keys = Facts()
        keys.set_facts(
            [
                Fact("Enter", _("to the next field; after the time it books")),
                Fact("Alt+1…6", _("choose a time, or a person from the list")),
                Fact("Ctrl+T", _("another topic")),
                Fact("Ctrl+Enter", _("book at once")),
                Fact("F6", _("it was only a question: note the call")),
            ]
        )
        self._keys.add(words)
        self._keys.add(keys)

    # --- showing ------------------------------------------------------------------------------------------------

    def show_nobody(self) -> None:
        """Nothing is known yet."""
        self._card = None
        self._person.hide()
        self._history.hide()
        self._keys.show()

    def show_newcomer(self, name: str, phone: str) -> None:
        """Somebody who is not in the file."""
        self._card = None
        self.head.show_person(name or _("New visitor"), _("not in the file yet"), "accent")
        self.facts.set_facts([Fact(_("Phone"), phone)])
        self.booked.set("")
        self.open_card.hide()
        self._person.show()
        self._history.hide()
        self._keys.show()

    def show_visitor(self, card: VisitorCard, topic: str | None, besides: int | None = None) -> None:
        """A known visitor; `topic` is that of the question, `besides` the appointment that is being moved."""
        self._card = card
        self.head.show_person(shown_name(card.name, card.id), person_line(card))
        note = [Fact(_("Note"), card.note, role="amber")] if card.note else []
        self.facts.set_facts([*contact_facts(card), *note])
        coming = next((booking for booking in card.bookings if booking.id != besides), None)
        self._booked = coming.id if coming else None
        if coming is not None:
            title, what = booking_words(coming)
            self.booked.set(what, title=title, button=_("Move"))
        else:
            self.booked.set("")
        self.open_card.show()
        self._history.set_heading(_("History"))
        self._history.set_note(appeals_note(card))
        self.history.set_records(history_records(card, MOST_HISTORY))
        self._person.show()
        self._history.show()
        self._keys.hide()
        self.warn_about(topic)

    def warn_about(self, topic: str | None) -> None:
        """A warning where the visitor has an open appeal on the theme of the question."""
        found = open_on_theme(self._card, topic) if self._card is not None else None
        if found is None:
            self.warning.set("")
            return
        badge, _role = outcome_badge(None, found.due_on, found.is_overdue)
        words = _("{number} of {date}: {state}. Perhaps it is enough to say how it stands.").format(
            number=found.number, date=formats.short_date(found.day), state=badge[:1].lower() + badge[1:]
        )
        self.warning.set(words, title=_("There is an open appeal on this topic already"))

    def card(self) -> VisitorCard | None:
        """The visitor in view."""
        return self._card

    def _on_move(self) -> None:
        if self._booked is not None:
            self.move_wanted.emit(self._booked)


def open_on_theme(card: VisitorCard, topic: str | None) -> Happening | None:
    """The latest open appeal under the same theme of the classifier."""
    if not topic:
        return None
    theme = topic.split(".")[:SAME_THEME]
    for line in card.history:
        is_open = line.kind == "appeal" and line.outcome is None
        if is_open and line.topic and line.topic.split(".")[:SAME_THEME] == theme:
            return line
    return None
