"""A field that chooses a time zone by its city."""

from __future__ import annotations

from datetime import datetime

from resources.zones import zone_name, zone_names
from ui.widgets.choice_field import ChoiceField
from ui.widgets.choices import Choice


class ZoneField(ChoiceField):
    """Holds the zone's code; shows «Екатеринбург, UTC+5»."""

    def __init__(self, label: str, now: datetime, *, hint: str = "") -> None:
        super().__init__(label, hint=hint)
        self._now = now
        self.set_choices([Choice(n.zone, f"{n.city}, {n.offset}", note=n.zone) for n in zone_names(now)])

    def set_value(self, value: object, text: str = "") -> None:
        if isinstance(value, str) and value and not text:
            try:
                named = zone_name(value, self._now)
                text = f"{named.city}, {named.offset}"
            except (LookupError, ValueError, OSError):
                text = value
        super().set_value(value, text)
