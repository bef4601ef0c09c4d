"""The visitor's card: facts to mend, the consent, what is booked, the whole way through the office."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.changes import Changes
from models.problems import Problem
from models.visitors import operations, queries
from models.visitors.card import card as visitor_card
from resources.words import N_, _
from ui.shell.actions import Action
from ui.shell.filling import laid_out_once
from ui.shell.page import Page
from ui.theme import sizes
from ui.visitors.editing import Editing
from ui.visitors.facts_form import FactsForm
from ui.visitors.life import LifeSide
from ui.widgets.buttons import Badge, Button
from ui.widgets.cards import Banner, Card
from ui.widgets.visitor_summary import PersonHead, person_line, shown_name

if TYPE_CHECKING:
    from models.visitors.card import VisitorCard
    from ui.shell.navigation import Navigation
    from ui.shell.office import Office

WIDTH, NARROW = 420, 340
WIDE = 1120  # of the page; below, the verbs stand under the name
NEW = 0  # the id with which a new visitor is opened


class VisitorPage(Page):
    """Everything about one visitor on one screen; saved with Ctrl+S, taken back with Ctrl+Z."""

    name = "visitor"

    def __init__(self, office: Office, navigation: Navigation) -> None:
        super().__init__(office, navigation)
        self._id = NEW
        self._card: VisitorCard | None = None
        self.facts = FactsForm(office.today, [(d.id, d.name) for d in office.facts.districts])
        self.editing = Editing(office, self.facts, self)
        self.life = LifeSide(office.today)
        self._save = Action("save", N_("Save"), "Ctrl+S", "save", self.editing.save, self.editing.is_dirty, self.name)
        self._book = Action("book", N_("Book"), "F2", "book", self._on_book, page=self.name)
        self._appeal = Action(
            "new_appeal", N_("New appeal"), "Ctrl+N", "add", self._on_new_appeal, self._is_known, self.name
        )
        life = self.life
        self._move = Action(
            "move_booking", N_("Move the booking"), "Ctrl+M", "move", life.move_booking, life.may_move, self.name
        )
        self._buttons = [Button.for_action(self._book, kind="main"), Button.for_action(self._appeal)]
        self.save = Button.for_action(self._save, height="tall")
        self.undo = Button(_("As it was"), height="tall", run=self.editing.take_back)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.head = PersonHead()
        self.badge = Badge()
        self.banner = Banner(role="amber")
        self.problem = Banner(role="red")
        verbs = QHBoxLayout()
        verbs.setSpacing(12)
        for button in self._buttons:
            verbs.addWidget(button)
        verbs.addStretch(1)
        top = self._top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.head, 1)
        top.addLayout(verbs)
        foot = QWidget()
        end = QHBoxLayout(foot)
        end.setContentsMargins(sizes.PAGE, 12, sizes.PAGE, sizes.PAGE)
        end.setSpacing(12)
        end.addWidget(self.save)
        end.addWidget(self.undo)
        end.addWidget(self.badge)
        end.addStretch(1)
        inside = QWidget()
        inside.setMinimumHeight(1)  # as high as its words need at this width, not at the narrowest one
        column = QVBoxLayout(inside)
        column.setContentsMargins(sizes.PAGE, sizes.CARD, sizes.PAGE, sizes.CARD)
        column.setSpacing(sizes.GAP)
        column.addLayout(top)
        column.addWidget(self.banner)
        column.addWidget(self.facts)
        column.addWidget(self.problem)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        card = Card(padded=False)
        card.add(self._scroll, 1)
        card.add(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, 0)
        row.setSpacing(sizes.GAP)
        row.addWidget(card, 1)
        row.addWidget(self.life)

    def _connect(self) -> None:
        self.editing.changed.connect(self._show_state)
        self.editing.saved.connect(self._on_saved)
        self.editing.refused.connect(self._on_refused)
        self.editing.said.connect(lambda text: self.banner.set(text))
        self.life.opened.connect(self._on_opened)
        self.life.consent_changed.connect(self._on_consent)

    # --- a page of the window -------------------------------------------------------------------------------------

    def title(self) -> str:
        return _("Visitor") if self._id else _("New visitor")

    def show_with(self, *, visitor_id: int = NEW) -> None:
        """Opens a card, or with 0 an empty one for somebody new; what was typed and not saved is kept."""
        is_other = visitor_id != self._id or (self._card is None and not self.editing.is_dirty())
        self._id = visitor_id
        self.banner.set("")
        self.problem.set("")
        self.office.ask(queries.categories, then=self.facts.set_categories, lane="slow", topic="categories")
        if is_other:
            self._card = None
            self.editing.begin(visitor_id)
        if visitor_id != NEW:
            self._ask()
        else:
            self._show_new()
        self.facts.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_changed(self, changes: Changes) -> None:
        if self._id and changes.touches("visitor", "appointment", "appeal"):
            self._ask()

    def actions_here(self) -> tuple[Action, ...]:
        return (self._save, self._book, self._appeal, self._move)

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_wide = self.width() > WIDE
        self.life.setFixedWidth(WIDTH if is_wide else NARROW)
        self._top.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.editing.keep()
        super().hideEvent(event)

    def _is_known(self) -> bool:
        return self._card is not None

    # --- showing ------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        self.office.ask(visitor_card, self._id, then=self._on_card, failed=self._on_no_card, topic="card")

    def _on_card(self, card: VisitorCard) -> None:
        if card.id != self._id:
            return
        self._card = card
        with laid_out_once(self):
            self.head.show_person(shown_name(card.name, card.id), person_line(card))
            self.editing.take(card.draft, card.version, card.district or "")
            self._show_state()
        self.office.in_turns(partial(self._show_life, card), topic="card")

    def _show_life(self, card: VisitorCard) -> None:
        with laid_out_once(self):
            self.life.show_card(card)
            self._show_state()

    def _on_no_card(self, problems: list[Problem]) -> None:
        """The visitor was taken back by an undo, or never was."""
        self._card = None
        self.problem.set(" ".join(str(problem) for problem in problems))
        self.life.show_nobody()
        self._show_state()

    def _show_new(self) -> None:
        words = _("A surname and a name are enough; the rest can come later.")
        self.head.show_person(_("New visitor"), words, "accent")
        self.life.show_nobody()
        self._show_state()

    def _show_state(self) -> None:
        is_dirty = self.editing.is_dirty()
        self.badge.set(_("not saved") if is_dirty else "", "amber")
        self.save.set_kind("main" if is_dirty else "plain")
        self.undo.setVisible(is_dirty)
        self._buttons[0].set_kind("plain" if is_dirty or not self._id else "main")
        for button in (self.save, *self._buttons):
            button.refresh()

    # --- saving -------------------------------------------------------------------------------------------------

    def _on_saved(self, changes: Changes) -> None:
        self.banner.set("")
        self.problem.set("")
        if self._id == NEW and isinstance(changes.result, int):
            self._id = changes.result
            self.navigation.remember(visitor_id=self._id)
            self.editing.begin(self._id)
        self._ask()

    def _on_refused(self, problems: list[Problem]) -> None:
        homeless = self.facts.show_problems(problems)
        self.problem.set(" ".join(str(problem) for problem in homeless))
        if any(problem.code == "changed" for problem in problems):
            self.problem.set("")
            self._ask()  # what came in the meantime is laid under what was typed
        self._show_state()

    def _on_consent(self, on: Any) -> None:
        then, failed = self._on_saved, self._on_consent_refused
        self.office.do(operations.sign_consent, self._id, on, then=then, failed=failed, initiator=self)

    def _on_consent_refused(self, problems: list[Problem]) -> None:
        self.life.show_consent_problem(" ".join(str(problem) for problem in problems))

    # --- ways out -----------------------------------------------------------------------------------------------

    def _on_book(self) -> None:
        self.navigation.open_booking(visitor_id=self._id or None)

    def _on_new_appeal(self) -> None:
        self.navigation.open_new_appeal(visitor_id=self._id or None)

    def _on_opened(self, key: object) -> None:
        kind, what = key if isinstance(key, tuple) else ("", None)
        if kind == "appeal":
            self.navigation.open_appeal(what)
        elif kind == "visitor":
            self.navigation.open_visitor(what)
        elif kind == "move":
            self.navigation.open_booking(appointment_id=what)
        elif kind == "day":
            self.navigation.open_today(what)
