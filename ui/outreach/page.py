"""Outreach: the list of events, one of them in full, and the form that plans or changes one."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from models.changes import Changes
from models.reception import outreach
from models.reception.outreach import OutreachDraft
from models.reception.queries import OutreachRow
from resources.words import N_, _
from ui.outreach import readings
from ui.outreach.content import event_record, why_locked
from ui.outreach.event_card import EventCard
from ui.outreach.form import EventForm
from ui.outreach.readings import Events
from ui.shell.actions import Action
from ui.shell.drafts import Draft
from ui.shell.filling import laid_out_once
from ui.shell.navigation import Navigation
from ui.shell.office import OFFICE_TABLES, Office
from ui.shell.page import Page
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, EmptyState
from ui.widgets.records import RecordList

SHOWN_TABLES = ("outreach_event", "appointment", "visitor", *OFFICE_TABLES)
LIST_WIDTH, NARROW_LIST, NARROW = 440, 360, 1100
NOTHING, EVENT, FORM = range(3)


class OutreachPage(Page):
    """Coming and past outreach receptions."""

    name = "outreach"

    def __init__(self, office: Office, navigation: Navigation) -> None:
        super().__init__(office, navigation)
        self._events = Events((), (), {})
        self._wanted: int | None = None  # the event to be shown
        self._is_back = False  # from the form: the focus goes to the event once it is shown
        self._shown: OutreachRow | None = None
        self._side = QStackedWidget()
        self._make_actions()
        self.coming = RecordList(
            _("Coming outreach receptions"), empty=_("No outreach reception is planned."), inset=sizes.CARD
        )
        self.past = RecordList(_("Past outreach receptions"), inset=sizes.CARD)
        for records in (self.coming, self.past):
            records.opened.connect(self._on_opened)
            records.current_changed.connect(self._on_current)
        self.nothing = EmptyState("outreach", "")
        self.nothing.acted.connect(self.plan)
        self.card = EventCard([(self._book, "main"), (self._change, "plain"), (self._call_off, "danger")])
        self.card.day_wanted.connect(self.open_day)
        self.card.visitor_opened.connect(navigation.open_visitor)
        self.form = EventForm(office)
        self.form.submitted.connect(self._on_submitted)
        self.form.given_up.connect(self._give_up)
        self._draft = Draft(office, "outreach", self.form.content, self)
        self.form.edited.connect(self._draft.touch)
        self._lay_out()
        self._draft.restore(self._on_restored)

    def _make_actions(self) -> None:
        def action(id: str, text: str, key: str, icon: str, run: Any, when: Any) -> Action:
            return Action(id, text, key, icon, run, when, self.name)

        self._plan = action("plan_outreach", N_("Plan an outreach reception"), "Ctrl+N", "add", self.plan, lambda: True)
        self._book = action("book_outreach", N_("Book a visitor"), "Ctrl+B", "book", self.book, self._is_open_event)
        self._change = action("change_outreach", N_("Change"), "Ctrl+E", "edit", self.change, self._is_open_event)
        self._call_off = action(
            "call_off_outreach", N_("Call off"), "Delete", "cancel", self.call_off, self._is_open_event
        )
        self._day = action(
            "outreach_day",
            N_("The day in the calendar"),
            "Ctrl+G",
            "calendar",
            self.open_day,
            lambda: self._shown is not None and not self.is_form_open(),
        )
        self._save = action(
            "save_outreach", N_("Save"), "Ctrl+Return", "save", lambda: self.form.submit(), self.is_form_open
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(_("Outreach receptions"), "title"))
        head.addStretch(1)
        head.addWidget(Button.for_action(self._plan))
        inside = QWidget()
        lists = QVBoxLayout(inside)
        lists.setContentsMargins(0, 0, 0, 0)
        lists.setSpacing(0)
        self._past_heading = label(_("Past"), "heading")
        for heading, records in ((label(_("Coming"), "heading"), self.coming), (self._past_heading, self.past)):
            heading.setContentsMargins(sizes.CARD, sizes.CARD, sizes.CARD, 4)
            lists.addWidget(heading)
            lists.addWidget(records)
        lists.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self._list_card = Card(padded=False)
        self._list_card.add(area, 1)
        empty = Card(padded=False)
        empty.add(self.nothing)
        for widget in (empty, self.card, self.form):
            self._side.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(sizes.GAP)
        row.addWidget(self._list_card)
        row.addWidget(self._side, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(row, 1)

    # --- the page --------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return _("Outreach")

    def show_with(self, *, outreach_id: int | None = None) -> None:
        if outreach_id is not None:
            self._wanted = outreach_id
            self._side.setCurrentIndex(EVENT)
        self.refresh()

    def on_changed(self, changes: Changes) -> None:
        if changes.touches(*SHOWN_TABLES):
            self.refresh()

    def actions_here(self) -> tuple[Action, ...]:
        return self._plan, self._book, self._change, self._call_off, self._day, self._save

    def leave(self) -> bool:
        """Esc leaves the form; what was typed is kept as a draft."""
        if not self.is_form_open():
            return False
        self._give_up()
        return True

    def refresh(self) -> None:
        self.office.ask(readings.events, then=self._on_read, topic="events")

    def _on_read(self, found: Events) -> None:
        self._events = found
        with laid_out_once(self):
            self.coming.set_records([event_record(event, found.names) for event in found.coming])
            self.past.set_records([event_record(event, found.names) for event in found.past])
            self.past.setVisible(bool(found.past))
            self._past_heading.setVisible(bool(found.past))
            self._list_card.setVisible(bool(found.coming or found.past))
            if self.is_form_open():
                return
            self._show_event()
        row = self.coming.row(self._wanted)
        if self._is_back and row is not None:
            self._is_back = False
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_event(self) -> None:
        everything = (*self._events.coming, *self._events.past)
        event = next((one for one in everything if one.id == self._wanted), None)
        event = event or next((one for one in everything if not one.is_cancelled), None)
        if event is None:
            self._shown = None
            self.nothing.set(
                _("No outreach reception is planned."),
                _("Plan an outreach reception"),
                _("Choose a day, a place and who goes; visitors are then booked for it like for the office."),
                shortcut="Ctrl+N",
            )
            self._side.setCurrentIndex(NOTHING)
            return
        self._wanted = event.id
        self._shown = event
        self.coming.mark(event.id)
        self.past.mark(event.id)
        self._side.setCurrentIndex(EVENT)
        self.card.show_event(event, self._events.names, why_locked(event, self.office.today()))
        self.office.ask(readings.one, event, then=self.card.show_reading, topic="event")

    def _on_opened(self, event_id: object) -> None:
        assert isinstance(event_id, int)
        self._wanted = event_id
        self._show_event()
        self.navigation.remember(outreach_id=event_id)

    def _on_current(self, event_id: object) -> None:
        """The arrows walk through the list and the card follows, unless somebody is typing a plan."""
        if event_id != self._wanted and not self.is_form_open():
            self._on_opened(event_id)

    # --- what can be done ------------------------------------------------------------------------------------------

    def is_form_open(self) -> bool:
        return self._side.currentIndex() == FORM

    def _is_open_event(self) -> bool:
        event = self._shown
        return (
            self._side.currentIndex() == EVENT
            and event is not None
            and not event.is_cancelled
            and event.on_date >= self.office.today()
        )

    def plan(self) -> None:
        """Opens the form for a new event; a plan begun before is still there."""
        if not (self.form.shown is None and self.form.is_begun()):
            self.form.plan()
        self._open_form()

    def change(self) -> None:
        event = self._shown
        if event is None:
            return
        if self.form.shown is None or self.form.shown.id != event.id or not self.form.is_begun():
            self.form.change(event, self._events.names)
        self._open_form()

    def _open_form(self) -> None:
        self._side.setCurrentIndex(FORM)
        self.form.focus_first()

    def book(self) -> None:
        if self._shown is not None:
            self.navigation.open_booking(outreach_id=self._shown.id)

    def call_off(self) -> None:
        event = self._shown
        if event is not None:
            self.office.do(outreach.call_off, event.id, event.version)

    def open_day(self) -> None:
        if self._shown is not None:
            self.navigation.open_calendar(self._shown.on_date)

    def _on_submitted(self, draft: OutreachDraft) -> None:
        event = self.form.shown
        operation: Any = outreach.plan_outreach
        if event is not None:
            operation = partial(outreach.change_outreach, event_id=event.id, version=event.version)
        self.office.do(operation, draft=draft, then=self._on_saved, failed=self.form.show_problems)

    def _on_saved(self, changes: Changes) -> None:
        self._draft.drop()
        self.form.forget()
        if isinstance(changes.result, int):
            self._wanted = changes.result
        self._close_form()

    def _give_up(self) -> None:
        self._draft.keep_now()
        self._close_form()

    def _close_form(self) -> None:
        self._side.setCurrentIndex(EVENT)
        self._is_back = True  # the list takes the focus once it shows what was planned
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def _on_restored(self, content: dict[str, Any]) -> None:
        """A plan that was being typed when the program ended. A change of an event begins from the event again."""
        if content.get("event") is None:
            self.form.plan()
            self.form.fill(content)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._list_card.setFixedWidth(NARROW_LIST if self.width() < NARROW else LIST_WIDTH)
        super().resizeEvent(event)
