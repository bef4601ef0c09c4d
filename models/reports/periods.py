"""Calendar periods of reports by their names: 2026-11, 2026-Q4, 2026-H2, 2026. Pure; it knows no clock."""

from __future__ import annotations

import calendar
import re
from datetime import date

from models.reports.report import Period

MONTH, QUARTER, HALF, YEAR = "month", "quarter", "half", "year"
KINDS = (MONTH, QUARTER, HALF, YEAR)
_MONTHS = {MONTH: 1, QUARTER: 3, HALF: 6, YEAR: 12}
_NAME = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])))?", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2200


def parsed(name: str) -> Period:
    """The period of a name. Raises ValueError for anything else, and outside of 1900–2200."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise ValueError(name)
    year, quarter, half, month = match.groups()
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise ValueError(name)
    if quarter:
        return _made(int(year), (int(quarter) - 1) * 3 + 1, QUARTER)
    if half:
        return _made(int(year), (int(half) - 1) * 6 + 1, HALF)
    return _made(int(year), int(month or 1), MONTH if month else YEAR)


def _made(year: int, first_month: int, kind: str) -> Period:
    name = {
        MONTH: f"{year:04d}-{first_month:02d}",
        QUARTER: f"{year:04d}-Q{(first_month + 2) // 3}",
        HALF: f"{year:04d}-H{(first_month + 5) // 6}",
        YEAR: f"{year:04d}",
    }[kind]
    last_month = first_month + _MONTHS[kind] - 1
    last_day = calendar.monthrange(year, last_month)[1]
    return Period(name, date(year, first_month, 1), date(year, last_month, last_day))


def kind_of(period: Period) -> str:
    """One of KINDS."""
    return next(kind for kind, months in _MONTHS.items() if months == length(period))


def length(period: Period) -> int:
    """How many months the period has."""
    return period.last.month - period.first.month + 1


def containing(day: date, kind: str = MONTH) -> Period:
    """The period of the kind in which the day lies."""
    months = _MONTHS[kind]
    return _made(day.year, (day.month - 1) // months * months + 1, kind)


def year_before(period: Period) -> Period:
    """The same full calendar period a year earlier."""
    return _made(period.first.year - 1, period.first.month, kind_of(period))


def stepped(period: Period, steps: int) -> Period:
    """The period of the same kind so many steps later (earlier if negative)."""
    kind = kind_of(period)
    months = period.first.year * 12 + period.first.month - 1 + steps * _MONTHS[kind]
    return _made(months // 12, months % 12 + 1, kind)


def month_number(day: date) -> int:
    """202611: the month as the roll-up keeps it."""
    return day.year * 100 + day.month


def months_back(day: date, months: int) -> date:
    """The first day of the month so many months before the day's."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)
