"""The calendar: a month with its load on the left, the chosen day by expert on the right."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.changes import Changes
from resources import formats
from resources.words import N_, _
from ui.shell.actions import Action
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.page import Page
from ui.theme import sizes
from ui.theme.text import label
from ui.today import readings
from ui.today.day_desk import DayDesk
from ui.today.day_paper import DayPaper
from ui.today.month_load import MonthLoad, MonthMarks, shown_span
from ui.today.page import NARROW, SHOWN_TABLES
from ui.today.readings import DayReading, MonthReading
from ui.widgets.buttons import Button, IconButton
from ui.widgets.cards import Card
from ui.widgets.date_field import DateField
from ui.widgets.records import Record, RecordList
from ui.widgets.typed_date import months_away


class CalendarSide(QWidget):
    """The month, a line to type a date into, and what is special in the month."""

    chosen = Signal(object)  # date

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self.jump = DateField(_("Go to date"), today=office.today, placeholder=_("24.11, tomorrow, +7"))
        self.jump.returned.connect(self._on_typed)
        self._title = label("", "heading")
        back, on = _("Month before"), _("Month after")
        self.back = IconButton("chevron-left", back, shortcut="Ctrl+PgUp", kind="quiet", height="compact")
        self.on = IconButton("chevron-right", on, shortcut="Ctrl+PgDown", kind="quiet", height="compact")
        self.back.clicked.connect(partial(self.turn, -1))
        self.on.clicked.connect(partial(self.turn, 1))
        self.month = MonthLoad(office.today())
        self.month.chosen.connect(self.chosen)
        month_card = Card(padded=False)
        head = QHBoxLayout()
        head.setContentsMargins(sizes.CARD, 12, sizes.STEP, 4)
        head.addWidget(self._title, 1)
        head.addWidget(self.back)
        head.addWidget(self.on)
        month_card.body.addLayout(head)
        inner = QHBoxLayout()
        inner.setContentsMargins(sizes.STEP, 0, sizes.STEP, sizes.STEP)
        inner.addWidget(self.month)
        month_card.body.addLayout(inner)
        self.special = RecordList(_("Special days"), empty=_("No holidays and no outreach this month."))
        self.special.opened.connect(self._on_special)
        special_card = Card(_("Special days"))
        special_card.add(self.special)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.GAP)
        for widget in (self.jump, month_card, special_card):
            column.addWidget(widget)
        column.addStretch(1)

    def turn(self, months: int, *_checked: bool) -> None:
        """The same day of another month."""
        self.chosen.emit(months_away(self.month.current(), months))

    def show_day(self, day: date) -> None:
        """Marks the day in its month."""
        self.month.set_current(day, self._office.today())
        self._title.setText(formats.month_title(day.year, day.month))

    def show_marks(self, reading: MonthReading) -> None:
        places: dict[date, str] = {}
        for event in reading.outreach:
            place = event.district or event.place
            places[event.on_date] = ", ".join(filter(None, (places.get(event.on_date), place)))
        self.month.set_marks(MonthMarks(reading.load, reading.closed, reading.idle, places))
        shown = self.month.current()
        self.special.set_records(list(_special(reading, shown.year, shown.month)))

    def _on_typed(self) -> None:
        day = self.jump.day()
        if day is not None:
            self.jump.set_value(None)
            self.chosen.emit(day)

    def _on_special(self, key: object) -> None:
        assert isinstance(key, tuple)
        self.chosen.emit(key[0])


def _special(reading: MonthReading, year: int, month: int) -> Iterable[Record]:
    """Holidays, days off and outreach of the month, by day."""
    found: list[tuple[date, int, Record]] = []
    for on, why in reading.closed.items():
        if (on.year, on.month) == (year, month):
            day_off = _("Day off")
            title = f"{formats.day_month(on)} · {why or day_off}"
            found.append((on, 0, Record((on, 0), title)))
    for event in reading.outreach:
        if (event.on_date.year, event.on_date.month) == (year, month):
            title = f"{formats.day_month(event.on_date)} · {event.district or event.place}"
            record = Record((event.on_date, event.id), title, badge=_("outreach"), badge_role="accent")
            found.append((event.on_date, event.id, record))
    return [record for _on, _id, record in sorted(found, key=lambda one: one[:2])]


class CalendarPage(Page):
    """Any day, with the month beside it."""

    name = "calendar"

    def __init__(self, office: Office, navigation: Navigation) -> None:
        super().__init__(office, navigation)
        self._day = office.today()
        self._is_fresh = True
        self._heading = label("", "title")
        before = IconButton("chevron-left", _("Day before"), shortcut="PgUp", kind="quiet", run=partial(self.step, -1))
        after = IconButton("chevron-right", _("Day after"), shortcut="PgDown", kind="quiet", run=partial(self.step, 1))
        self._today = Button(_("Today"), shortcut="Ctrl+T", run=self.go_today)
        self._paper = DayPaper(office, navigation, self)
        self._print = Action("print", N_("Print the day sheet"), "Ctrl+P", "print", self.print, page=self.name)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._heading, 1)
        head.addWidget(Button.for_action(self._print))
        head.addSpacing(sizes.STEP)
        head.addWidget(self._today)
        head.addSpacing(sizes.STEP)
        head.addWidget(before)
        head.addWidget(after)
        self.side = CalendarSide(office)
        self.side.chosen.connect(self.go)
        self.desk = DayDesk(office, navigation, self.side, column_first=True)
        self.desk.refresh_wanted.connect(self.refresh)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.PAGE, sizes.PAGE - 4, sizes.PAGE, sizes.PAGE)
        column.setSpacing(sizes.STEP)
        column.addLayout(head)
        column.addWidget(self.desk, 1)
        self.setFocusProxy(self.side.month)
        office.minute_passed.connect(self._on_minute)

    def title(self) -> str:
        return _("Calendar")

    def show_with(self, *, day: date | None = None) -> None:
        self.go(day or self._day)
        if self._is_fresh:  # the keyboard begins in the month; later it comes back to where it was
            self._is_fresh = False
            self.side.month.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_changed(self, changes: Changes) -> None:
        if changes.touches(*SHOWN_TABLES):
            self.refresh()

    def actions_here(self) -> tuple[Action, ...]:
        def action(id: str, text: str, key: str, icon: str, run: object) -> Action:
            assert callable(run)
            return Action(id, text, key, icon, run, page=self.name)

        return (
            action("day_before", N_("Day before"), "PgUp", "chevron-left", partial(self.step, -1)),
            action("day_after", N_("Day after"), "PgDown", "chevron-right", partial(self.step, 1)),
            action("month_before", N_("Month before"), "Ctrl+PgUp", "chevron-left", partial(self.side.turn, -1)),
            action("month_after", N_("Month after"), "Ctrl+PgDown", "chevron-right", partial(self.side.turn, 1)),
            action("go_today", N_("Today in the calendar"), "Ctrl+T", "today", self.go_today),
            self._print,
            action("go_to_date", N_("Go to date"), "Ctrl+G", "calendar", self._type_date),
            *self.desk.step_actions(self.name),
        )

    def leave(self) -> bool:
        return self.desk.leave()

    # --- the day ---------------------------------------------------------------------------------------------------

    def go(self, day: date) -> None:
        """Shows another day."""
        if day != self._day:
            self.desk.close_panel()
        self._day = day
        self._heading.setText(f"{formats.weekday(day)}, {formats.day(day)}")
        self.side.show_day(day)
        self.navigation.remember(day=day)
        self.refresh()

    def step(self, days: int) -> None:
        self.go(self._day + timedelta(days=days))

    def go_today(self) -> None:
        self.go(self.office.today())

    def print(self) -> None:
        """The sheet of the day in view."""
        self._paper.print(self._day)

    def day(self) -> date:
        """The day in view."""
        return self._day

    def refresh(self) -> None:
        """Reads the day and its month anew."""
        self.office.ask(readings.day, self._day, then=self._on_read, topic="day")
        self.office.ask(readings.month, *shown_span(self._day), then=self._on_month_read, topic="month")

    def _on_read(self, reading: DayReading) -> None:
        self.desk.show_day(reading)

    def _on_month_read(self, reading: MonthReading) -> None:
        self.side.show_marks(reading)

    def _type_date(self) -> None:
        self.desk.close_panel()
        self.side.jump.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_minute(self, now: datetime) -> None:
        if self.isVisible():
            self.desk.tick(now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.desk.set_narrow(self.width() < NARROW)
        super().resizeEvent(event)
