"""The desk of one day: the grid, the panel of the opened appointment in place of the side column, and all their steps.

Today and the calendar show the same desk; each brings its own side column.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from models.changes import Changes
from models.problems import Problem
from models.reception import operations
from models.reception.operations import Booked
from models.reception.queries import AppointmentRow, OutreachRow
from resources.words import _
from ui.shell.actions import Action
from ui.shell.filling import laid_out_once
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.page import Page
from ui.theme import sizes
from ui.today import content, readings
from ui.today.closed_day import ClosedDay
from ui.today.panel import AppointmentPanel
from ui.today.readings import DayReading, Opened
from ui.today.steps import AGAIN, BEGIN, CANCEL, CARD, MOVE, RECORD, STEPS, possible, step
from ui.widgets.cards import Card
from ui.widgets.day_grid import DayGrid

SIDE_WIDTH = 344
NARROW_SIDE = 324


class DayDesk(QWidget):
    """Shows a day and does what is asked of its appointments. `refresh_wanted` asks the page to read the day anew."""

    refresh_wanted = Signal()

    def __init__(self, office: Office, navigation: Navigation, column: QWidget, *, column_first: bool) -> None:
        super().__init__()
        self._office, self._navigation, self._column = office, navigation, column
        self._reading: DayReading | None = None
        self._rows: dict[int, AppointmentRow] = {}
        self._come_from: QWidget | None = None
        self._goes_to: int | None = None  # the appointment at which the keyboard is to be once the day is read anew
        self._is_fresh = False  # it was booked or moved meanwhile: the keyboard comes back to the grid
        self.grid = DayGrid()
        self.grid.appointment_opened.connect(self.open_appointment)
        self.grid.slot_chosen.connect(self._on_slot_chosen)
        self.grid.appointment_moved.connect(self._on_moved)
        self.closed_day = ClosedDay(navigation)
        self.panel = AppointmentPanel()
        self.panel.stepped.connect(self.take)
        self.panel.cancel_confirmed.connect(self._on_cancel_confirmed)
        self.panel.appeal_opened.connect(self._on_appeal_opened)
        self.panel.history_opened.connect(self._on_history_opened)
        self.panel.closed.connect(self.close_panel)
        self._lay_out(column_first)
        office.changed.connect(self._on_office_changed)

    def _lay_out(self, column_first: bool) -> None:
        self._main = QStackedWidget()
        grid_card = Card(padded=False)
        grid_card.add(self.grid)
        closed_card = Card(padded=False)
        closed_card.add(self.closed_day)
        self._main.addWidget(grid_card)
        self._main.addWidget(closed_card)
        self._side = QStackedWidget()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self._column)
        self._side.addWidget(area)
        self._side.addWidget(self.panel)
        self._side.setFixedWidth(SIDE_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.GAP)
        parts = [(self._main, 1), (self._side, 0)]
        for widget, stretch in reversed(parts) if column_first else parts:
            row.addWidget(widget, stretch)
        self.setFocusProxy(self.grid)

    def set_narrow(self, is_narrow: bool) -> None:
        """On a small screen the grid needs the room more than the side column does."""
        self._side.setFixedWidth(NARROW_SIDE if is_narrow else SIDE_WIDTH)

    # --- what is shown ---------------------------------------------------------------------------------------------

    def show_day(self, reading: DayReading) -> None:
        """Shows a day; an opened appointment stays open and is shown as it is now."""
        self._reading = reading
        view, now = reading.view, self._office.now()
        self._rows = {row.id: row for row in view.appointments}
        self._main.setCurrentIndex(0 if reading.is_open else 1)
        if reading.is_open:
            self.grid.set_day(
                view.day,
                content.columns(view, now),
                content.blocks(view, now),
                slot_minutes=self._office.facts.slot_minutes,
                now=now if view.day == now.date() else None,
            )
        else:
            with laid_out_once(self.closed_day):
                self.closed_day.show_reading(reading)
        if self._goes_to is not None:
            self.grid.set_current_block(self._goes_to)
            self._goes_to = None
        if self.panel.row is not None:
            self._ask(self.panel.row.id)
        elif self.grid.hasFocus() and self.grid.current() is None:
            QApplication.sendEvent(
                self.grid, QFocusEvent(QEvent.Type.FocusIn)
            )  # the keyboard begins at the present time

    def tick(self, now: datetime) -> None:
        """A minute has passed."""
        if self._reading is not None and self._reading.view.day == now.date():
            self.grid.set_now(now)
        self.panel.tick(now)

    def day(self) -> date | None:
        """The day in view."""
        return self._reading.view.day if self._reading is not None else None

    def _on_office_changed(self, changes: Changes, initiator: object) -> None:
        """Booked or moved on the booking page: here it will be the current one, and no step is at hand."""
        is_from_booking = isinstance(initiator, Page) and initiator.name == "booking"
        if is_from_booking and not self.isVisible() and isinstance(changes.result, Booked):
            self._goes_to, self._is_fresh = changes.result.appointment, True
            self.close_panel()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_fresh:
            self._is_fresh = False
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the panel -------------------------------------------------------------------------------------------------

    def open_appointment(self, appointment_id: object) -> None:
        """Opens the panel of an appointment; what had the focus gets it back later."""
        assert isinstance(appointment_id, int)
        focus = QApplication.focusWidget()
        if focus is not None and not self.panel.isAncestorOf(focus):
            self._come_from = focus
        if appointment_id in self._rows:
            self.grid.set_current_block(appointment_id)
            row = self._rows[appointment_id]
            self._show_opened(Opened(row, None, readings.received_by(self._rows.values(), row)), take_focus=True)
        self._ask(appointment_id, take_focus=appointment_id not in self._rows)

    def open_called(self, appointment_id: int) -> None:
        """Opens the panel of somebody who was just called in, and goes to the block that appears with it."""
        self._goes_to = appointment_id
        self.open_appointment(appointment_id)

    def _ask(self, appointment_id: int, take_focus: bool = False) -> None:
        then = partial(self._show_opened, take_focus=take_focus)
        self._office.ask(readings.opened, appointment_id, then=then, topic="opened appointment")

    def _show_opened(self, opened: Opened | None, take_focus: bool) -> None:
        if opened is None:
            self.close_panel()
            return
        if not take_focus and not self.is_panel_open():
            return  # closed while the answer was on its way
        self.panel.show_appointment(opened, self._office.now(), _event_of(opened.row, self._reading))
        self._side.setCurrentWidget(self.panel)
        if take_focus:
            self.panel.focus_main()

    def is_panel_open(self) -> bool:
        return self._side.currentWidget() is self.panel

    def close_panel(self) -> None:
        """Back to the side column, and the focus to where the panel was opened from."""
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.panel.isAncestorOf(focus)
        self._side.setCurrentIndex(0)
        self.panel.row = None
        if had_focus:
            back = self._come_from if self._come_from is not None and self._come_from.isVisible() else self.grid
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._come_from = None

    def leave(self) -> bool:
        """Esc closes the reason line, then the panel."""
        if not self.is_panel_open():
            return False
        if not self.panel.close_reason():
            self.close_panel()
        return True

    # --- steps -----------------------------------------------------------------------------------------------------

    def step_actions(self, page: str) -> tuple[Action, ...]:
        """The steps as actions: they concern the opened appointment, else the one that the keyboard is at."""
        return tuple(
            Action(one.id, one.text, one.key, one.icon, partial(self.take, one.id), partial(self._may, one.id), page)
            for one in STEPS
        )

    def target(self) -> AppointmentRow | None:
        """The appointment that a key is meant for."""
        if self.is_panel_open():
            return self.panel.row
        current = self.grid.current()
        if self.grid.hasFocus() and current is not None and current[0] == "block":
            return self._rows.get(current[1])
        return None

    def _may(self, step_id: str) -> bool:
        row = self.target()
        if row is None:
            return step_id == RECORD  # without an appointment the key registers an appeal as everywhere
        return step_id in possible(row, self._office.now())

    def take(self, step_id: str) -> None:
        """Takes a step with the target."""
        row = self.target()
        if row is None:
            if step_id == RECORD:
                self._navigation.open_new_appeal()
            return
        state = step(step_id).state
        if step_id == CANCEL:
            if not self.is_panel_open():
                self.open_appointment(row.id)
            self.panel.ask_reason()
        elif step_id == BEGIN:
            self._office.do(readings.begin, row.id, row.version)
        elif state:
            self._office.do(operations.mark, row.id, state, row.version)
        elif step_id == MOVE:
            self._navigation.open_booking(appointment_id=row.id)
        elif step_id == RECORD:
            self._navigation.open_new_appeal(appointment_id=row.id, visitor_id=row.visitor_id)
        elif step_id == AGAIN:
            self._navigation.open_booking(visitor_id=row.visitor_id)
        elif step_id == CARD:
            self._navigation.open_visitor(row.visitor_id)

    def _on_cancel_confirmed(self, reason: str) -> None:
        row = self.panel.row
        if row is not None:
            self._office.do(operations.cancel, row.id, reason, row.version, then=self._on_cancelled)

    def _on_cancelled(self, changes: Changes) -> None:
        self.panel.close_reason()

    def _on_appeal_opened(self, number: object) -> None:
        self._office.ask(readings.appeal_numbered, number, then=self._on_appeal_found, topic="appeal of reception")

    def _on_appeal_found(self, appeal_id: int | None) -> None:
        if appeal_id is not None:
            self._navigation.open_appeal(appeal_id)

    def _on_history_opened(self, key: object) -> None:
        """An appeal opens itself; an earlier appointment is seen on the visitor's card."""
        assert isinstance(key, tuple)
        kind, record_id = key
        if kind == "appeal":
            self._navigation.open_appeal(record_id)
        elif self.panel.row is not None:
            self._navigation.open_visitor(self.panel.row.visitor_id)

    def _on_moved(self, appointment_id: object, expert_id: object, start: object) -> None:
        assert isinstance(appointment_id, int)
        row = self._rows.get(appointment_id)
        if row is not None and (row.expert_id, row.start) != (expert_id, start):
            self._office.do(
                operations.reschedule, row.id, start, expert_id, version=row.version, failed=self._on_not_moved
            )  # fmt: skip

    def _on_not_moved(self, problems: list[Problem]) -> None:
        self._office.warn(" ".join(str(problem) for problem in problems))
        self.refresh_wanted.emit()

    def _on_slot_chosen(self, expert_id: object, start: object) -> None:
        assert isinstance(expert_id, int) and isinstance(start, datetime)
        if start < self._office.now().replace(second=0, microsecond=0):
            self._office.say(_("That time has passed; choose a later one."))
            return
        self._navigation.open_booking(
            start=start, expert_id=expert_id, outreach_id=_outreach_at(self._reading, expert_id, start)
        )


def _event_of(row: AppointmentRow, reading: DayReading | None) -> OutreachRow | None:
    events = reading.view.outreach if reading is not None else ()
    return next((event for event in events if event.id == row.outreach_id), None)


def _outreach_at(reading: DayReading | None, expert_id: int, start: datetime) -> int | None:
    experts = reading.view.experts if reading is not None else ()
    ranges = [r for one in experts if one.expert.id == expert_id for r in one.ranges]
    return next((r.outreach for r in ranges if r.outreach is not None and r.start <= start < r.end), None)
