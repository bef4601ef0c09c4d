"""The working calendar: published holidays kept in a table, and the deadlines that follow from it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from models.office.tables import CalendarDay, Office
from models.problems import Problem
from models.storage.engine import Database
from models.storage.tables import current
from resources.words import N_

FIRST_YEAR = 2012
YEARS_AHEAD = 2


def write_calendar(db: Database, country: str, until_year: int) -> None:
    """Writes the country's holidays and worked weekend days up to a year, inside an open transaction.

    The table is read instead of the library, whose import costs 0.3 s.
    """
    CalendarDay.delete().where(CalendarDay.country == country).execute()
    if not country:
        return
    rows = [(country, day.isoformat(), worked, name) for day, worked, name in _published(country, until_year)]
    sql = "INSERT INTO calendar_day (country, on_date, is_working, name) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
    db.run_many(sql, rows)  # another desk may be writing the same


def is_written_until(country: str, year: int) -> bool:
    """Whether the table reaches the year, so that nothing need be computed at start."""
    if not country:
        return True
    ((last,),) = current.execute_sql("SELECT MAX(on_date) FROM calendar_day WHERE country = ?", (country,))
    return last is not None and str(last)[:4] >= str(year)


def knows_country(country: str) -> bool:
    """Whether the holidays library has the code."""
    from holidays import list_supported_countries

    return not country or country in list_supported_countries()


def _published(country: str, until_year: int) -> list[tuple[date, bool, str]]:
    from holidays import country_holidays

    years = range(FIRST_YEAR, until_year + 1)
    own_language = country_holidays(country, years=until_year).default_language  # not the computer's
    calendar = country_holidays(country, years=years, language=own_language)
    worked = dict.fromkeys(getattr(calendar, "weekend_workdays", ()), "")
    days = [(day, False, str(name)) for day, name in calendar.items() if day not in worked]
    return sorted(days + [(day, True, "") for day in worked])


# Fixed SQL and bare rows, because every booking and registration asks.
_BETWEEN = """
SELECT on_date, name FROM calendar_day
WHERE country = ? AND is_working = ? AND on_date BETWEEN ? AND ? ORDER BY on_date
"""


def _days(country: str, is_working: bool, first: date, last: date) -> dict[date, str]:
    found = current.execute_sql(_BETWEEN, (country, is_working, first, last))
    return {date.fromisoformat(day): name for day, name in found}


def holidays_between(country: str, first: date, last: date) -> dict[date, str]:
    """The days that the calendar closes, with their names."""
    return _days(country, False, first, last)


def worked_weekends_between(country: str, first: date, last: date) -> set[date]:
    """Saturdays and Sundays that are worked by the calendar."""
    return set(_days(country, True, first, last))


def due_date(received: date, days: int, weekend: str, closed: Collection[date], worked: Collection[date]) -> date:
    """The last day for an answer: registration is day 0; a day off moves it to the working day before or after.

    Source: 59-ФЗ art. 12 for the 30 days; the direction is the office's rule, the law is silent.
    """
    due = received + timedelta(days=days)
    step = timedelta(days=-1 if weekend == "preceding" else 1)
    while due in closed or (due.weekday() >= 5 and due not in worked):
        due += step
    return due


class Deadlines:
    """Due dates of one office; reads the calendar once and can be asked for any number of appeals."""

    def __init__(self, office: Office) -> None:
        country = office.holidays
        self._days, self._weekend = office.deadline_days, office.deadline_weekend
        self._closed = frozenset(holidays_between(country, date(FIRST_YEAR, 1, 1), date.max))
        self._worked = frozenset(worked_weekends_between(country, date(FIRST_YEAR, 1, 1), date.max))

    def due(self, received: date) -> date:
        return due_date(received, self._days, self._weekend, self._closed, self._worked)


def warning_beyond(country: str, day: date) -> Problem | None:
    """A warning where the calendar of the day's year is not published with its transfers yet."""
    if country and not is_written_until(country, day.year):
        return Problem(
            "calendar", N_("The holidays of {year} are not known yet; check the date."), "due", {"year": day.year}
        )
    return None
