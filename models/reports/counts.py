"""The raw numbers of a report, from the roll-up and from indexes. Nothing is rounded here.

Fixed SQL, because building these statements anew costs more than running them; it sees each period by an index.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from models.office.desk import Desk
from models.reports.periods import month_number, months_back
from models.reports.report import Period
from resources.words import language

NOW, BEFORE = 0, 1
Pair = tuple[int, int]  # the period and the one before
MEASURES = ("appeals", "answered_late", "repeated", "collective", "closed", "days_to_answer", "amount")

_NAMES = """
SELECT 'office', id, name FROM office WHERE id = ?
UNION ALL SELECT 'district', id, name FROM district WHERE office_id = ?
UNION ALL SELECT 'staff', id, name FROM staff WHERE office_id = ?
"""
_FACETS = """
SELECT facet, code, SUM(appeals) FROM appeal_month WHERE office_id = ? AND month BETWEEN ? AND ? GROUP BY facet, code
"""
_FACETS_OF_ONE_MONTH = "SELECT facet, code, appeals FROM appeal_month WHERE office_id = ? AND month = ?"
_MONTH_TOTALS = (
    "SELECT {side}, outcome, " + ", ".join(f"SUM({name})" for name in MEASURES) + " FROM appeal_month_total "
    "WHERE office_id = ? AND month BETWEEN ? AND ? GROUP BY outcome "
)
_TOTALS = _MONTH_TOTALS.format(side=NOW) + "UNION ALL " + _MONTH_TOTALS.format(side=BEFORE)
# the conditions of the index of open appeals, word for word
_OVERDUE = """
SELECT COALESCE(SUM(received_on BETWEEN ? AND ?), 0), COALESCE(SUM(received_on BETWEEN ? AND ?), 0) FROM appeal
WHERE office_id = ? AND due_on < ? AND outcome IS NULL AND is_annulled = 0
"""
# of a visitor's visits in the period only the first has its visit before outside of it
_MONTH_RECEPTIONS = """
SELECT COALESCE(SUM(CASE WHEN state <> 'no-show' THEN receptions END), 0),
    COALESCE(SUM(CASE WHEN state = 'no-show' THEN receptions END), 0),
    (SELECT COALESCE(SUM(visits), 0) FROM visit_month WHERE office_id = ?1 AND month BETWEEN ?2 AND ?3
        AND month_before < ?2)
FROM reception_month WHERE office_id = ?1 AND month BETWEEN ?2 AND ?3
"""
_EVENTS = """
SELECT COUNT(CASE WHEN on_date >= ? THEN 1 END), COUNT(CASE WHEN on_date <= ? THEN 1 END) FROM outreach_event
WHERE office_id = ? AND (on_date BETWEEN ? AND ? OR on_date BETWEEN ? AND ?) AND on_date <= ? AND is_cancelled = 0
"""
_CALLS = """
SELECT (SELECT COUNT(*) FROM call_note WHERE office_id = ? AND at >= ? AND at < ?),
    (SELECT COUNT(*) FROM call_note WHERE office_id = ? AND at >= ? AND at < ?)
"""
_PAST = """
SELECT code, SUM(appeals), MIN(month) FROM appeal_month
WHERE office_id = ? AND month IN ({months}) AND facet = 'district_subject' AND appeals > 0 GROUP BY code
"""  # months one by one: a range of them would walk through all facets


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


def topic_names(desk: Desk, codes: Collection[str]) -> dict[str, str]:
    """Names of the codes; sections and subjects in English on the English screen."""
    sql = "SELECT code, name, name_en FROM topic"
    some = sorted(codes) if len(codes) < 500 else []
    if some:
        sql += f" WHERE code IN ({', '.join('?' * len(some))})"
    in_english = language() != "ru"
    return {code: (in_english and english) or name for code, name, english in desk.db.rows(sql, *some)}


def by_facet(desk: Desk, period: Period, before: Period) -> dict[str, dict[str, list[int]]]:
    """Facet → code → [now, before]; codes whose appeals all moved away are left out."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for side, one in ((NOW, period), (BEFORE, before)):
        office, first, last = _months(desk, one)
        is_month = first == last
        rows = (
            desk.db.rows(_FACETS_OF_ONE_MONTH, office, first)
            if is_month
            else desk.db.rows(_FACETS, office, first, last)
        )
        for facet, code, appeals in rows:
            if appeals:
                found[facet][code][side] = appeals
    return found


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
    now, then = (desk.db.rows(_MONTH_RECEPTIONS, *_months(desk, one))[0] for one in (period, before))
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


def district_subjects_before(desk: Desk, day: date, months: int) -> tuple[dict[str, int], int]:
    """ "district:subject" → appeals of the months before the day's, and how many of them the office has known."""
    past = [month_number(months_back(day, back)) for back in range(1, months + 1)]
    rows = desk.db.rows(_PAST.format(months=", ".join("?" * months)), desk.office_id, *past)
    if not rows:
        return {}, 0
    oldest = min(month for _code, _appeals, month in rows)
    known = day.year * 12 + day.month - (oldest // 100 * 12 + oldest % 100)
    return {code: appeals for code, appeals, _ in rows}, known
