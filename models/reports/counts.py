"""The raw numbers of a report, from the roll-up and from indexes. Nothing is rounded here.

Fixed SQL, because building these statements anew costs more than running them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from models.office.desk import Desk
from models.reports.levels import Levels
from models.reports.periods import month_number
from models.reports.report import Period
from models.storage.engine import Database
from resources.words import language

NOW, BEFORE = 0, 1
PAST_MONTHS = 12
_PLACE = "district_subject"
Pair = tuple[int, int]  # the period and the one before
MEASURES = ("appeals", "answered_late", "repeated", "collective", "closed", "days_to_answer", "amount")

_NAMES = """
SELECT 'office', id, name FROM office WHERE id = ?
UNION ALL SELECT 'district', id, name FROM district WHERE office_id = ?
UNION ALL SELECT 'staff', id, name FROM staff WHERE office_id = ?
"""
# A facet as one text, because a row for each code would take the driver longer than the engine counts. Places also tell
# their earlier months, so that these need no reading of their own.
_YEAR = """
SELECT facet, json_group_object(code, {months}) FILTER (WHERE {months} <> 0),
    json_group_object(code, {past}) FILTER (WHERE facet = 'district_subject' AND {past} <> 0)
FROM appeal_year WHERE office_id = ? AND year = ? GROUP BY facet
"""
_OLDEST = "SELECT MIN(month) FROM appeal_month_total WHERE office_id = ? AND appeals > 0"
_MONTH_TOTALS = (
    "SELECT {side}, outcome, " + ", ".join(f"SUM({name})" for name in MEASURES) + " FROM appeal_month_total "
    "WHERE office_id = ? AND month BETWEEN ? AND ? GROUP BY outcome "
)
_TOTALS = _MONTH_TOTALS.format(side=NOW) + "UNION ALL " + _MONTH_TOTALS.format(side=BEFORE)
# the conditions of the index of open appeals, word for word
_OVERDUE = """
SELECT COUNT(CASE WHEN received_on BETWEEN ? AND ? THEN 1 END), COUNT(CASE WHEN received_on BETWEEN ? AND ? THEN 1 END)
FROM appeal
WHERE office_id = ? AND due_on < ? AND outcome IS NULL AND is_annulled = 0
"""
# of a visitor's visits in the period only the first has its visit before outside of it
_MONTH_RECEPTIONS = """
SELECT COALESCE(SUM(CASE WHEN state <> 'no-show' THEN receptions END), 0),
    COALESCE(SUM(CASE WHEN state = 'no-show' THEN receptions END), 0),
    (SELECT COALESCE(SUM(visits), 0) FROM visit_month
        WHERE month_before < ? AND office_id = ? AND month BETWEEN ? AND ?)
FROM reception_month WHERE office_id = ? AND month BETWEEN ? AND ?
"""
_EVENTS = """
SELECT COUNT(CASE WHEN on_date >= ? THEN 1 END), COUNT(CASE WHEN on_date <= ? THEN 1 END) FROM outreach_event
WHERE office_id = ? AND (on_date BETWEEN ? AND ? OR on_date BETWEEN ? AND ?) AND on_date <= ? AND is_cancelled = 0
"""
_CALLS = """
SELECT (SELECT COUNT(*) FROM call_note WHERE office_id = ? AND at >= ? AND at < ?),
    (SELECT COUNT(*) FROM call_note WHERE office_id = ? AND at >= ? AND at < ?)
"""


@dataclass(frozen=True)
class Names:
    """The names that rows of a report need."""

    office: str
    districts: dict[int, str]
    staff: dict[int, str]


def names(desk: Desk) -> Names:
    found: dict[str, dict[int, str]] = {"office": {}, "district": {}, "staff": {}}
    for what, row_id, name in desk.db.rows(_NAMES, desk.office_id, desk.office_id, desk.office_id):
        found[what][row_id] = name
    return Names(found["office"][desk.office_id], found["district"], found["staff"])


def topic_names(desk: Desk) -> Mapping[str, str]:
    """Names of all codes; sections and subjects in English on the English screen. Kept while the classifier stays."""
    return _names_of_topics(desk.db, language() != "ru")


@lru_cache(maxsize=4)  # an open file and a language; a classifier is written once, with its office
def _names_of_topics(db: Database, in_english: bool) -> Mapping[str, str]:
    rows = db.rows("SELECT code, name, name_en FROM topic")
    return {code: (in_english and english) or name for code, name, english in rows}


def levels(desk: Desk) -> Levels:
    """Of the classifier, as long as it stays."""
    return _levels_of(desk.db)


@lru_cache(maxsize=2)
def _levels_of(db: Database) -> Levels:
    return Levels(_names_of_topics(db, False))


_Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Facets:
    """Facet → code → appeals of the period and of the one before; what has none is left out."""

    now: _Counts
    before: _Counts
    past: dict[str, int]  # "district:subject" → appeals of the twelve months before the period
    past_months: int  # how many of them the office has known

    def pairs(self, facet: str) -> dict[str, Pair]:
        """Code → (now, before)."""
        now, before = self.now.get(facet, {}), self.before.get(facet, {})
        return {code: (now.get(code, 0), before.get(code, 0)) for code in (now | before)}


def by_facet(desk: Desk, period: Period) -> Facets:
    """A period lies within one calendar year, the one before is the same a year earlier."""
    year, first = period.first.year, period.first.month
    months = range(first, period.last.month + 1)
    now, past = _of_year(desk, year, months, range(1, first))
    before, earlier = _of_year(desk, year - 1, months, range(first, 13))
    for place, appeals in earlier.items():
        past[place] = past.get(place, 0) + appeals
    return Facets(now, before, past, _known_months(desk, period.first))


def _of_year(desk: Desk, year: int, months: range, past_months: range) -> tuple[_Counts, dict[str, int]]:
    """Facet → code → appeals in these months of a year, and of the places those in the past months."""
    months_sum, past_sum = ("+".join(f"m{month}" for month in some) or "0" for some in (months, past_months))
    sql = _YEAR.format(months=f"({months_sum})", past=f"({past_sum})")
    found: _Counts = {}
    past: dict[str, int] = {}
    for facet, counts, earlier in desk.db.rows(sql, desk.office_id, year):
        found[facet] = json.loads(counts or "{}")
        past.update(json.loads(earlier or "{}"))
    return found, past


def _known_months(desk: Desk, day: date) -> int:
    """How many of the twelve months before the day's the office has known."""
    oldest = desk.db.rows(_OLDEST, desk.office_id)[0][0]
    known = day.year * 12 + day.month - (oldest // 100 * 12 + oldest % 100) if oldest else 0
    return max(0, min(PAST_MONTHS, known))


def by_outcome(desk: Desk, period: Period, before: Period) -> dict[str, tuple[dict[str, int], dict[str, int]]]:
    """Outcome ("" = open) → (measures now, measures before)."""
    found: dict[str, tuple[dict[str, int], dict[str, int]]] = defaultdict(lambda: ({}, {}))
    for side, outcome, *measures in desk.db.rows(_TOTALS, *_months(desk, period), *_months(desk, before)):
        found[outcome][side].update(zip(MEASURES, measures, strict=True))
    return found


def _months(desk: Desk, period: Period) -> tuple[int, int, int]:
    return desk.office_id, month_number(period.first), month_number(period.last)


def overdue(desk: Desk, period: Period, before: Period) -> Pair:
    """Of the appeals registered in each period: open, and today after their due date."""
    days = [day.isoformat() for one in (period, before) for day in (one.first, one.last)]
    now, then = desk.db.rows(_OVERDUE, *days, desk.office_id, desk.today().isoformat())[0]
    return now, then


@dataclass(frozen=True)
class Receptions:
    """What happened at the receptions of a period: by their start; people are those whose reception is done."""

    held: int
    no_shows: int
    visitors: int


def receptions(desk: Desk, period: Period, before: Period) -> tuple[Receptions, Receptions]:
    now, then = (
        desk.db.rows(_MONTH_RECEPTIONS, month_number(one.first), *_months(desk, one), *_months(desk, one))[0]
        for one in (period, before)
    )
    return Receptions(*now), Receptions(*then)


def _days(desk: Desk, period: Period) -> tuple[int, str, str]:
    """The office, the first day and the day after the last: moments of the days between compare as text."""
    return desk.office_id, period.first.isoformat(), (period.last + timedelta(days=1)).isoformat()


def outreach_events(desk: Desk, period: Period, before: Period) -> Pair:
    """Outreach receptions of the periods whose day has come and that were not cancelled."""
    days = [day.isoformat() for one in (period, before) for day in (one.first, one.last)]
    values = (days[0], days[3], desk.office_id, *days, desk.today().isoformat())
    now, then = desk.db.rows(_EVENTS, *values)[0]
    return now, then


def calls(desk: Desk, period: Period, before: Period) -> Pair:
    """Calls that were only a question."""
    now, then = desk.db.rows(_CALLS, *_days(desk, period), *_days(desk, before))[0]
    return now, then
