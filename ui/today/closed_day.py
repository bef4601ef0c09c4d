"""What stands in place of the grid on a day without reception: why, and what can be done instead."""

from __future__ import annotations

from resources import formats
from resources.words import _
from ui.shell.navigation import Navigation
from ui.today.readings import DayReading
from ui.widgets.cards import EmptyState


class ClosedDay(EmptyState):
    """Says why the day is empty and offers the nearest free time."""

    def __init__(self, navigation: Navigation) -> None:
        super().__init__("calendar", "")
        self._navigation = navigation
        self._reading: DayReading | None = None
        self.acted.connect(self._on_acted)

    def show_reading(self, reading: DayReading) -> None:
        """Shows why nobody receives on the day."""
        self._reading = reading
        if not reading.view.experts:
            words = _("Nobody receives in this office yet.")
            self.set(words, _("Add those who receive"), icon="staff", shortcut="")
        elif reading.nearest is None:
            hint = _("There is no free time in the weeks ahead.")
            self.set(_why(reading), _("Book"), hint, icon="calendar", shortcut="F2")
        else:
            free = reading.nearest
            hint = _("The nearest free time: {day}, {time}, {expert}.").format(
                day=formats.day_month(free.start.date()), time=formats.clock_time(free.start), expert=free.expert
            )
            self.set(_why(reading), _("Book for this time"), hint, icon="calendar", shortcut="")

    def _on_acted(self) -> None:
        if self._reading is None:
            return
        free = self._reading.nearest
        if not self._reading.view.experts:
            self._navigation.open_settings("staff")
        elif free is not None:
            self._navigation.open_booking(start=free.start, expert_id=free.expert_id, outreach_id=free.outreach_id)
        else:
            self._navigation.open_booking()


def _why(reading: DayReading) -> str:
    view = reading.view
    if view.closed_because:
        return _("No reception on this day: {why}.").format(why=view.closed_because)
    if view.day.weekday() >= 5:
        return _("{weekday}: a day off, no reception.").format(weekday=formats.weekday(view.day))
    return _("No reception on this day.")
