"""The visitor who is marked in the list: his card is asked for, and the verbs of the page are about him."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from models.problems import Problem
from models.visitors.card import card as visitor_card

if TYPE_CHECKING:
    from models.visitors.card import VisitorCard
    from ui.shell.navigation import Navigation
    from ui.shell.office import Office
    from ui.visitors.preview import PreviewPane


class Marked(QObject):
    """Knows who is marked, shows him in the preview, opens what belongs to him."""

    def __init__(self, office: Office, navigation: Navigation, parent: QObject) -> None:
        super().__init__(parent)
        self._office, self._navigation = office, navigation
        self._pane: PreviewPane | None = None
        self._id: int | None = None

    def show_in(self, pane: PreviewPane) -> None:
        self._pane = pane
        pane.opened.connect(self._on_opened)

    def mark(self, visitor_id: int | None) -> None:
        """This visitor from now on; asked again, the card is fresh."""
        self._id = visitor_id
        if visitor_id is not None:
            self._office.ask(visitor_card, visitor_id, then=self._on_card, failed=self._on_no_card, topic="card")
        elif self._pane is not None:
            self._pane.show_nobody()

    def book(self) -> None:
        self._navigation.open_booking(visitor_id=self._id)

    def open(self) -> None:
        if self._id is not None:
            self._navigation.open_visitor(self._id)

    def new_appeal(self) -> None:
        self._navigation.open_new_appeal(visitor_id=self._id)

    def _on_card(self, card: VisitorCard) -> None:
        if card.id == self._id and self._pane is not None:
            self._pane.show_card(card)

    def _on_no_card(self, _problems: list[Problem]) -> None:
        if self._pane is not None:
            self._pane.show_nobody()

    def _on_opened(self, key: object) -> None:
        kind, row_id = key if isinstance(key, tuple) else ("", 0)
        if kind == "appeal":
            self._navigation.open_appeal(row_id)
        elif kind == "visitor":
            self._navigation.open_visitor(row_id)
        elif kind == "move":
            self._navigation.open_booking(appointment_id=row_id)
        else:
            self.open()
