"""Today: the day by expert, the queue, what is on control, the day's counts. Tells the desk of the day what to show."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from models.appeals.queries import AppealFilter
from models.changes import Changes
from models.office.desk import EXPERT
from models.problems import Problem
from models.reception.operations import Booked
from resources import formats
from resources.words import N_, _
from ui.shell.actions import Action
from ui.shell.navigation import Navigation
from ui.shell.office import OFFICE_TABLES, Office
from ui.shell.page import Page
from ui.theme import sizes
from ui.theme.text import label
from ui.today import readings
from ui.today.day_desk import DayDesk
from ui.today.day_paper import DayPaper
from ui.today.readings import TodayReading
from ui.today.side import TodaySide
from ui.widgets.buttons import Button, Link
from ui.widgets.cards import Banner

SHOWN_TABLES = ("appointment", "visitor", "appeal", "call_note", "outreach_event", *OFFICE_TABLES)
NARROW = 1100


class TodayPage(Page):
    """The page the day is worked from. With `day` it shows another day; the queue is always of today."""

    name = "today"

    def __init__(self, office: Office, navigation: Navigation) -> None:
        super().__init__(office, navigation)
        self._day: date | None = None  # None is today, whichever day that becomes at midnight
        self._due_filter = AppealFilter(outcome="open")
        self._call_next = Action("call_next", N_("Call next"), "F4", "call-next", self.call_next, page=self.name)
        self._paper = DayPaper(office, navigation, self)
        self._print = Action("print", N_("Print the day sheet"), "Ctrl+P", "print", self.print, page=self.name)
        self._heading = label("", "title")
        self._today_link = Link(_("Today"), run=self._show_today)
        head = QHBoxLayout()
        head.setSpacing(sizes.GAP)
        head.addWidget(self._heading)
        head.addWidget(self._today_link)
        head.addStretch(1)
        head.addWidget(Button.for_action(self._print, height="compact"))
        self.first_steps = Banner(role="accent", button=_("Book"), shortcut="F2")
        self.first_steps.acted.connect(navigation.open_booking)
        self.side = TodaySide(self._call_next)
        self.desk = DayDesk(office, navigation, self.side, column_first=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.first_steps)
        column.addWidget(self.desk, 1)
        self.first_steps.hide()
        self._today_link.hide()
        self.setFocusProxy(self.desk)
        self.desk.refresh_wanted.connect(self.refresh)
        self.side.queue.opened.connect(self.desk.open_appointment)
        self.side.control.opened.connect(navigation.open_appeal)
        self.side.control.all_wanted.connect(self._open_due)
        office.minute_passed.connect(self._on_minute)

    def title(self) -> str:
        return _("Today")

    def show_with(self, *, day: date | None = None) -> None:
        self._day = day if day != self.office.today() else None
        self._say_day()
        self.refresh()

    def on_changed(self, changes: Changes) -> None:
        if changes.touches(*SHOWN_TABLES):
            self.refresh()

    def actions_here(self) -> tuple[Action, ...]:
        return (self._call_next, self._print, *self.desk.step_actions(self.name))

    def leave(self) -> bool:
        return self.desk.leave()

    def refresh(self) -> None:
        """Reads the day anew."""
        self.office.ask(readings.today, self._shown_day(), then=self._on_read, topic="today")

    def call_next(self) -> None:
        """Begins the reception of the first in the queue; an expert calls their own visitors first."""
        self.office.do(readings.call_next, self._expert_here(), then=self._on_called, failed=self._on_nobody)

    def print(self) -> None:
        """The sheet of the day in view."""
        self._paper.print(self._shown_day())

    def _expert_here(self) -> int | None:
        """The id of the expert who sits here; whatever rights they have, it is their work that counts."""
        person = self.office.facts.person(self.office.actor.staff_id)
        return person.id if person is not None and person.role == EXPERT else None

    def _shown_day(self) -> date:
        return self._day or self.office.today()

    def _say_day(self) -> None:
        day = self._shown_day()
        is_far = day.year != self.office.today().year
        self._heading.setText(f"{formats.weekday(day)}, {formats.day(day)}" if is_far else formats.weekday_day(day))
        self._today_link.setVisible(self._day is not None)

    def _on_read(self, reading: TodayReading) -> None:
        now = self.office.now()
        self._say_day()
        self._due_filter = reading.due_filter
        self.side.queue.show_queue(reading.waiting, now)
        self.side.control.show_appeals(reading.due, reading.due_count, now.date())
        heading = _("Today") if self._day is None else formats.day_month(self._day)
        self.side.counts.show_counts(reading.day.view, heading)
        is_new = reading.is_new and self._day is None and reading.day.is_open
        words = _("When the phone rings, press F2; who comes without a booking is received with F3.")
        self.first_steps.set(
            words if is_new else "",
            title=_("Nobody is booked yet") if is_new else "",
            button=_("Book") if is_new else "",
        )
        self.desk.show_day(reading.day)

    def _on_called(self, changes: Changes) -> None:
        """Who was called is the current one: the next key is meant for them and for nobody before."""
        if isinstance(changes.result, Booked):
            self.desk.open_called(changes.result.appointment)

    def _on_nobody(self, problems: list[Problem]) -> None:
        self.office.say(" ".join(str(problem) for problem in problems))

    def _show_today(self) -> None:
        self.navigation.open_today()

    def _open_due(self) -> None:
        self.navigation.open_appeals(self._due_filter)

    def _on_minute(self, now: datetime) -> None:
        if self.isVisible():
            self.side.queue.tick(now)
            self.desk.tick(now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.desk.set_narrow(self.width() < NARROW)
        super().resizeEvent(event)
