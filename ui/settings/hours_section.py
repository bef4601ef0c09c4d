"""When the office receives: the week, the length of a visit, days off, extra days, the holiday calendar."""

from __future__ import annotations

from functools import partial
from typing import Any

from models.office.settings import Settings
from resources.words import _
from ui.settings.office_section import side_by_side
from ui.settings.outside_card import OutsideCard
from ui.settings.rows import RowColumn, Rows
from ui.settings.section import FormSection
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.widgets.cards import Card
from ui.widgets.choices import Choice, Segments
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextField, WidgetField
from ui.widgets.week_hours import WeekHours, shown, typed_ranges


class HoursSection(FormSection):
    """The office's hours. Extra days win over days off, days off over the week."""

    def __init__(self, office: Office, navigation: Navigation) -> None:
        super().__init__()
        self.outside = OutsideCard(navigation)
        date_field = partial(DateField, "", today=office.today)
        reason, hours = partial(TextField, "", max_length=120), partial(TextField, "", placeholder="10:00–13:00")
        add = self.form.add
        week = add("hours", WeekHours())
        minutes = add("slot_minutes", TextField(_("Minutes for one visitor"), max_length=4))
        countries = [Choice("RU", _("Russia")), Choice("", _("None"))]
        self._countries = Segments(_("Holiday calendar"), countries)
        holidays = add("holidays", WidgetField(_("Holiday calendar"), self._countries))
        days_off = add(
            "days_off",
            Rows(
                "",
                [
                    RowColumn("from", _("First day"), date_field, 3),
                    RowColumn("to", _("Last day"), date_field, 3),
                    RowColumn("why", _("Why"), reason, 5),
                ],
                add=_("Add a day off"),
                remove=_("Remove this day off"),
            ),
        )
        extra_days = add(
            "extra_days",
            Rows(
                "",
                [RowColumn("date", _("Date"), date_field, 3), RowColumn("hours", _("Hours"), hours, 8)],
                add=_("Add a day with hours of its own"),
                remove=_("Remove this day"),
            ),
        )
        self.column.addWidget(self.outside)
        card = Card(_("Hours of the week"))
        card.add(week)
        self.column.addWidget(card)
        more = Card(_("Length and holidays"))
        more.add_layout(side_by_side((minutes, 2), (holidays, 5)))
        self.column.addWidget(more)
        closed = Card(_("Days off"), _("The whole office is closed; both days included"))
        closed.add(days_off)
        self.column.addWidget(closed)
        extra = Card(_("Extra days"), _("They win over weekends, holidays and days off"))
        extra.add(extra_days)
        self.column.addWidget(extra)
        self.column.addStretch(1)

    def show_settings(self, settings: Settings) -> None:
        country = settings.content["holidays"]
        if country not in [choice.value for choice in self._countries.choices()]:
            self._countries.set_choices([*self._countries.choices(), Choice(country, country)])
        super().show_settings(settings)
        self.outside.show_outside(settings.outside)

    def values_of(self, content: dict[str, Any]) -> dict[str, object]:
        return {
            "hours": content.get("hours", {}),
            "slot_minutes": str(content.get("slot_minutes", "")),
            "holidays": content.get("holidays"),
            "days_off": content.get("days_off", []),
            "extra_days": [{**day, "hours": shown(day["hours"])} for day in content.get("extra_days", [])],
        }

    def parts_of(self, values: dict[str, object]) -> dict[str, Any]:
        minutes = str(values["slot_minutes"])
        extra, off = values["extra_days"], values["days_off"]
        return {
            "hours": values["hours"],
            "slot_minutes": int(minutes) if minutes.isdecimal() else minutes,
            "holidays": values["holidays"],
            "days_off": [{**item, "to": item["to"] or item["from"]} for item in (off if isinstance(off, list) else [])],
            "extra_days": [
                {**day, "hours": typed_ranges(day["hours"])} for day in (extra if isinstance(extra, list) else [])
            ],
        }

    def check(self) -> bool:
        sound = super().check()
        parts = self.parts_of(self.form.values())
        dated = all(day["date"] for day in parts["extra_days"])
        for name, complaint in (
            ("days_off", _complaint_about_days_off(parts["days_off"])),
            ("extra_days", "" if dated else _("Each extra day needs its date.")),
        ):
            if complaint and not self.form.field(name).problem():
                self.form.field(name).set_problem(complaint)
                sound = False
        if sound:
            return True
        week = self.form.field("hours")
        if isinstance(week, WeekHours) and week.problem():
            week.focus_wrong()
        return False


def _complaint_about_days_off(days_off: list[dict[str, Any]]) -> str:
    if not all(item["from"] for item in days_off):
        return _("Each day off needs its date.")
    if any(item["to"] < item["from"] for item in days_off):
        return _("Days off end before they start.")
    return ""
