"""One outreach event: when and where, who goes, who is booked, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.reception.queries import AppointmentRow, OutreachRow
from resources import formats
from resources.words import _, ngettext
from ui.outreach.content import appointment_record, hours_text, places_badge
from ui.outreach.readings import EventReading
from ui.shell.actions import Action
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.buttons import Badge, Button, Kind
from ui.widgets.cards import Banner, Card, Fact, Facts
from ui.widgets.records import RecordList


class EventCard(Card):
    """Shows an event; the page's actions are its buttons."""

    visitor_opened = Signal(object)  # visitor id
    day_wanted = Signal()

    def __init__(self, actions: Sequence[tuple[Action, Kind]]) -> None:
        super().__init__(padded=False)
        self._rows: dict[int, AppointmentRow] = {}
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
        self._column.setSpacing(sizes.GAP)
        head = QHBoxLayout()
        head.setSpacing(12)
        self._title = label("", "title", wrap=True)
        self._badge = Badge()
        head.addWidget(self._title, 1)
        head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(head)
        self.buttons = [Button.for_action(action, kind=kind) for action, kind in actions]
        row = QHBoxLayout()
        row.setSpacing(sizes.STEP)
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        self._column.addLayout(row)
        self._facts = Facts()
        self._facts.opened.connect(self._on_fact_opened)
        self._column.addWidget(self._facts)
        self._remark = Banner(role="accent")
        self._column.addWidget(self._remark)
        self._heading = label("", "heading")
        self._column.addWidget(self._heading)
        self.visitors = RecordList(_("Booked visitors"), empty=_("Nobody is booked yet."))
        self.visitors.opened.connect(self._on_opened)
        self._column.addWidget(self.visitors)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self.add(area, 1)

    def show_event(self, event: OutreachRow, names: Mapping[int, str], remark: str) -> None:
        """Shows the event's own facts; `remark` says why something cannot be done."""
        self._title.setText(event.place)
        self._badge.set(*places_badge(event))
        minutes = ngettext("{n} minute for one visitor", "{n} minutes for one visitor", event.slot_minutes)
        self._facts.set_facts(
            [
                Fact(_("Date"), f"{formats.weekday(event.on_date)}, {formats.day(event.on_date)}", key="day"),
                Fact(_("Hours"), f"{hours_text(event.hours)}, {minutes.format(n=event.slot_minutes)}"),
                Fact(_("District"), event.district),
                Fact(_("Who receives"), ", ".join(names.get(expert, "") for expert in event.experts)),
            ]
        )
        self._remark.set(remark)
        self.refresh_buttons()

    def show_reading(self, reading: EventReading) -> None:
        """Shows who is booked."""
        rows = reading.appointments
        self._rows = {row.id: row for row in rows}
        words = ngettext("{n} booked visitor", "{n} booked visitors", len(rows))
        self._heading.setText(words.format(n=formats.number(len(rows))) if rows else _("Booked visitors"))
        self.visitors.set_records([appointment_record(row) for row in rows])

    def refresh_buttons(self) -> None:
        for button in self.buttons:
            button.refresh()

    def _on_opened(self, appointment_id: object) -> None:
        if isinstance(appointment_id, int) and appointment_id in self._rows:
            self.visitor_opened.emit(self._rows[appointment_id].visitor_id)

    def _on_fact_opened(self, key: object) -> None:
        self.day_wanted.emit()
