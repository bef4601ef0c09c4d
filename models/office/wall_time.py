"""The office's wall time: moments of other zones converted, times that the clock leaps over named."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def wall_time(moment: datetime, zone: ZoneInfo) -> datetime:
    """Naive wall time of the zone. A moment without an offset is wall time already; in a fold the first is meant."""
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def is_leapt_over(wall: datetime, zone: ZoneInfo) -> bool:
    """Whether the clock of the zone never shows this time, because it is put forward then."""
    try:
        back = wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    except OverflowError:  # the first and last day of the calendar
        return False
    return back.replace(tzinfo=None, fold=0) != wall.replace(fold=0)
