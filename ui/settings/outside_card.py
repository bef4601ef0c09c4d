"""The coming appointments that stand outside the hours now: they never vanish, somebody must call these people."""

from __future__ import annotations

from collections.abc import Sequence

from models.reception.outside import Outside
from resources.formats import clock_time, weekday_day
from resources.words import _, ngettext
from ui.shell.navigation import Navigation
from ui.theme.text import label
from ui.widgets.buttons import Badge
from ui.widgets.cards import Card
from ui.widgets.records import Record, RecordList

SHOWN = 6


class OutsideCard(Card):
    """Hidden while there are none. A record opens the appointment's day."""

    def __init__(self, navigation: Navigation) -> None:
        super().__init__(" ")
        self._navigation = navigation
        self._days: dict[object, Outside] = {}
        self.records = RecordList(_("Appointments outside the hours"))
        self.records.opened.connect(self._on_opened)
        self.add_header(Badge(_("to be called"), "amber"))
        self._more = label("", "small", wrap=True)
        self.add(self.records)
        self.add(self._more)
        self.hide()

    def show_outside(self, outside: Sequence[Outside]) -> None:
        self._days = {found.appointment_id: found for found in outside}
        count = len(outside)
        heading = ngettext("{n} appointment is outside the hours", "{n} appointments are outside the hours", count)
        self.set_heading(heading.format(n=count))
        self.set_note(_("Call these people and move them; open a day with Enter"))
        self.records.set_records([_record(found) for found in outside[:SHOWN]])
        rest = count - SHOWN
        self._more.setText(ngettext("and {n} more", "and {n} more", rest).format(n=rest) if rest > 0 else "")
        self._more.setVisible(rest > 0)
        self.setVisible(count > 0)

    def _on_opened(self, key: object) -> None:
        found = self._days.get(key)
        if found is not None:
            self._navigation.open_today(found.starts_at.date())


def _record(found: Outside) -> Record:
    when = f"{weekday_day(found.starts_at.date())}, {clock_time(found.starts_at)}"
    name = found.visitor_name or _("No name given")
    return Record(found.appointment_id, name, caption=f"{when} · {found.expert_name}", detail=str(found.why))
