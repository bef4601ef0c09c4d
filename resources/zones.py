"""Time zones by the names of their cities in the current language; Russia's come first. Knows no office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

from resources.words import language

_CONTINENTS = ("Europe", "Asia", "Africa", "America", "Australia", "Pacific", "Atlantic", "Indian")
HOME = "RU"


@dataclass(frozen=True)
class ZoneName:
    """A time zone: its code, its city and its distance from Greenwich: «Екатеринбург», «UTC+5»."""

    zone: str
    city: str
    offset: str


def offset_text(zone: str, at: datetime) -> str:
    """«UTC+5», «UTC−3:30»."""
    minutes = int((ZoneInfo(zone).utcoffset(at) or at - at).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes >= 0 else "\N{MINUS SIGN}"
    return f"UTC{sign}{hours}:{rest:02d}" if rest else f"UTC{sign}{hours}"


def zone_name(zone: str, at: datetime) -> ZoneName:
    """One zone by the name of its city."""
    from babel.dates import get_timezone_location

    city = str(get_timezone_location(zone, locale=language() if language() in ("ru", "en") else "en", return_city=True))
    return ZoneName(zone, city, offset_text(zone, at))


def zone_names(at: datetime) -> list[ZoneName]:
    """All zones named after cities: Russia's from west to east, then the others by name."""
    from babel.core import get_global

    countries = get_global("zone_territories")
    known = [name for name in available_timezones() if name.split("/")[0] in _CONTINENTS and name in countries]
    named = [zone_name(name, at) for name in known]
    home = [name for name in named if countries[name.zone] == HOME]
    others = [name for name in named if countries[name.zone] != HOME]
    home.sort(key=lambda name: (ZoneInfo(name.zone).utcoffset(at) or at - at, name.zone != "Europe/Moscow", name.city))
    return [*home, *sorted(others, key=lambda name: name.city)]
