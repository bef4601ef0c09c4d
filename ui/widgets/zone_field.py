"""A field that chooses a time zone by its city."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from resources.zones import ZoneName, zone_name
from ui.widgets.choice_field import ChoiceField
from ui.widgets.choices import Choice


class ZoneField(ChoiceField):
    """Holds the zone's code; shows «Екатеринбург, UTC+5». The long list is read beside the window: see set_zones."""

    def __init__(self, label: str, now: datetime, *, hint: str = "") -> None:
        super().__init__(label, hint=hint)
        self._now = now

    def set_zones(self, zones: Sequence[ZoneName]) -> None:
        """Gives the list, the answer of `zone_names(now)`."""
        self.set_choices([_choice(zone) for zone in zones])

    def set_value(self, value: object, text: str = "") -> None:
        if isinstance(value, str) and value and not text:
            try:
                text = _choice(zone_name(value, self._now)).text
            except (LookupError, ValueError, OSError):
                text = value
        super().set_value(value, text)


def _choice(zone: ZoneName) -> Choice:
    return Choice(zone.zone, f"{zone.city}, {zone.offset}", note=zone.zone)
