"""The office itself: name, address, phones, language of papers, time zone, deadline."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from resources.words import _
from resources.zones import zone_names
from ui.settings.section import FormSection
from ui.shell.office import Office
from ui.widgets.cards import Card
from ui.widgets.choices import Choice, Segments
from ui.widgets.field import Field
from ui.widgets.fields import TextField, WidgetField
from ui.widgets.zone_field import ZoneField


class OfficeSection(FormSection):
    """What stands on letterheads and tells when an answer is due."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        add = self.form.add
        name = add("name", TextField(_("Name of the office"), max_length=300))
        address = add("address", TextField(_("Address"), max_length=300))
        phones = add("phones", TextField(_("Phones"), placeholder="8 (342) 200-00-00"))
        area_code = add("area_code", TextField(_("Area code"), max_length=6))
        email = add("email", TextField(_("E-mail")))
        said = Segments(_("Language of papers"), [Choice("ru", "Русский"), Choice("en", "English")])
        language = add("language", WidgetField(_("Language of papers"), said))
        hint = _("A new time zone counts from the next start of the program.")
        zone = add("timezone", ZoneField(_("Time zone"), office.now(), hint=hint))
        days = add("days", TextField(_("Days for an answer"), max_length=3))
        ways = [Choice("preceding", _("The working day before")), Choice("next", _("The working day after"))]
        weekend = add("weekend", WidgetField(_("Where the last day is a day off"), Segments("", ways)))
        office.outside(zone_names, office.now(), then=zone.set_zones, topic="zones")
        card = Card(_("Office"), _("Stands on letters and reports"))
        for fields in (((name, 1),), ((address, 1),), ((phones, 5), (area_code, 2), (email, 4))):
            card.add_layout(side_by_side(*fields))
        card.add_layout(side_by_side((zone, 1), (language, 1)))
        self.column.addWidget(card)
        deadline = Card(_("Deadline"), _("Counted from the day after registration"))
        deadline.add_layout(side_by_side((days, 1), (weekend, 4)))
        self.column.addWidget(deadline)
        self.column.addStretch(1)

    def values_of(self, content: dict[str, Any]) -> dict[str, object]:
        shown = {key: content.get(key, "") for key in ("name", "address", "area_code", "email", "language", "timezone")}
        deadline = content.get("deadline", {})
        return {
            **shown,
            "phones": ", ".join(content.get("phones", [])),
            "days": str(deadline.get("days", "")),
            "weekend": deadline.get("weekend"),
        }

    def parts_of(self, values: dict[str, object]) -> dict[str, Any]:
        days = str(values["days"])
        phones = [phone.strip() for phone in str(values["phones"]).split(",")]
        return {
            **{key: values[key] or "" for key in ("name", "address", "area_code", "email", "language", "timezone")},
            "phones": [phone for phone in phones if phone],
            "deadline": {"days": int(days) if days.isdecimal() else days, "weekend": values["weekend"]},
        }

    def check(self) -> bool:
        days = str(self.form.field("days").value())
        sound = super().check()
        if not (days.isdecimal() and 1 <= int(days) <= 365):
            self.form.field("days").set_problem(_("The deadline is from 1 to 365 days."))
            return False
        return sound


def side_by_side(*fields: tuple[Field, int]) -> QHBoxLayout:
    """Fields on one line, each with its share of the width."""
    row = QHBoxLayout()
    row.setSpacing(12)
    for field, stretch in fields:
        row.addWidget(field, stretch, Qt.AlignmentFlag.AlignTop)
    return row
