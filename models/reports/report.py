"""The statistical report as plain data: the one place from which screen, PDF, XLSX, CSV and JSON take their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

Number = int | Decimal


def rounded_half_up(value: Decimal, places: int) -> Decimal:
    """Rounds half away from zero: 6.25 → 6.3 and −6.25 → −6.3 with one place."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def share(now: int, base: int) -> Decimal | None:
    """Per cent of the base, two decimals, half up; None on a zero base."""
    return Decimal((now * 20_000 + base) // (2 * base)).scaleb(-2) if base else None


@dataclass(frozen=True)
class Period:
    """A calendar period: `name` is 2026-11, 2026-Q4, 2026-H2 or 2026; both dates are included."""

    name: str
    first: date
    last: date


class Figure(NamedTuple):
    """A number beside the same number of the period a year earlier; None where there is nothing to average."""

    now: Number | None
    before: Number | None

    @property
    def change(self) -> Number | None:
        if self.now is None or self.before is None:
            return None
        return self.now - self.before

    @property
    def change_percent(self) -> Decimal | None:
        """Per cent with one decimal, rounded half up; None on a zero base."""
        if self.change is None or not self.before:
            return None
        return rounded_half_up(Decimal(self.change) * 100 / Decimal(self.before), 1)


class Row(NamedTuple):
    """A line of a list: a topic, channel, district… `code` is None where the list has only names.

    Flat, and with nothing in it that can be worked out: a month of a large office has some two thousand.
    """

    code: str | None
    name: str
    now: int
    before: int
    base: int  # the period's appeals, of which the row has a share
    key: str = ""  # what the list behind the figure is filtered by: a code or an id

    @property
    def figure(self) -> Figure:
        return Figure(self.now, self.before)

    @property
    def share(self) -> Decimal | None:
        """Per cent of the period's appeals, two decimals, half up; None on a zero base."""
        return share(self.now, self.base)


class Cell(NamedTuple):
    """District × section of the classifier."""

    district_id: int
    district: str
    code: str
    now: int
    before: int


@dataclass(frozen=True)
class Alert:
    """A topic in a district that stands out: `expected` appeals by the past year, `p_value` of as many by chance."""

    district_id: int
    district: str
    code: str
    topic: str
    now: int
    expected: Decimal
    p_value: Decimal


TOTALS = (
    "appeals", "help", "advice", "forwarded", "declined", "open", "overdue", "answered_late", "repeated", "collective",
    "written", "receptions", "outreach_events", "visitors_received", "no_shows", "mean_days_to_answer",
    "amount_recovered", "calls",
)  # fmt: skip
LISTS = ("topics", "channels", "kinds", "outcomes", "districts", "experts", "categories")


@dataclass(frozen=True)
class Report:
    """One period beside the same period a year earlier. Lists are ordered by `now` falling, then code or name."""

    office: str
    period: Period
    before: Period
    as_of: datetime  # office time
    totals: dict[str, Figure]  # keys: TOTALS
    lists: dict[str, tuple[Row, ...]]  # keys: LISTS
    district_topics: tuple[Cell, ...]
    alerts: tuple[Alert, ...]
