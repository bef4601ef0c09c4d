"""Shows on the right whoever the form is about: the card of a known visitor, or the words of a newcomer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from models.problems import Problem
from models.visitors.card import card as visitor_card

if TYPE_CHECKING:
    from models.visitors.card import VisitorCard
    from ui.booking.saving import Saving
    from ui.booking.side import CallerSide
    from ui.booking.what import What
    from ui.booking.who import Who
    from ui.shell.navigation import Navigation
    from ui.shell.office import Office


class Known(QObject):
    """Asks for the card of the caller and opens what is in it; Esc comes back to the form."""

    def __init__(
        self, office: Office, navigation: Navigation, side: CallerSide, who: Who, what: What, saving: Saving,
        parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._office, self._navigation, self._side = office, navigation, side
        self._who, self._what, self._saving = who, what, saving
        self.is_near = False  # the page was left for a moment by one of its own links
        who.changed.connect(self.show)
        who.settled.connect(self._on_settled)
        side.opened.connect(self._on_opened)
        side.card_wanted.connect(self.open_card)
        side.move_wanted.connect(lambda wanted: navigation.open_booking(appointment_id=wanted))

    def show(self) -> None:
        """Whoever it is now."""
        if self._who.visitor_id is not None:
            self.ask()
            return
        person = self._who.draft()
        if person.full_name or self._who.is_new_phone():
            self._side.show_newcomer(person.full_name, person.phones[0] if person.phones else "")
        else:
            self._side.show_nobody()

    def ask(self) -> None:
        """A fresh card of the known visitor."""
        self._office.ask(
            visitor_card, self._who.visitor_id, then=self._on_card, failed=self._on_no_card, topic="card"
        )

    def is_known(self) -> bool:
        return self._side.card() is not None

    def open_card(self) -> None:
        """The visitor's own page."""
        card = self._side.card()
        if card is not None:
            self.is_near = True
            self._navigation.open_visitor(card.id)

    def _on_card(self, card: VisitorCard) -> None:
        if card.id == self._who.visitor_id:
            self._who.fill(card)
            moving = self._saving.moving
            self._side.show_visitor(card, self._what.topic(), moving.id if moving else None)

    def _on_no_card(self, _problems: list[Problem]) -> None:
        """The visitor is gone: whoever calls is new."""
        self._who.choose(None)
        self.show()

    def _on_settled(self) -> None:
        if self._who.visitor_id is None:
            self.show()

    def _on_opened(self, key: object) -> None:
        """A line of the history: an appeal opens itself, an appointment the card that tells of it."""
        if isinstance(key, tuple) and key[0] == "appeal":
            self.is_near = True
            self._navigation.open_appeal(key[1])
        else:
            self.open_card()
