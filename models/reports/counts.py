"""The raw numbers of a report, read from the roll-up and from indexes; one statement each, nothing rounded here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import peewee

from models.appeals.tables import Appeal, AppealMonth, AppealMonthTotal
from models.office.desk import Desk
from models.office.tables import District, Staff, Topic
from models.reception.tables import DONE, NO_SHOW, STARTED, Appointment, CallNote, OutreachEvent
from models.reports.periods import month_number, months_back
from models.reports.report import Period
from resources.words import language

Pair = tuple[int, int]  # the period and the one before


@dataclass(frozen=True)
class Months:
    """Two stretches of months, as the roll-up numbers them; both ends included."""

    now: tuple[int, int]
    before: tuple[int, int]

    @classmethod
    def of(cls, period: Period, before: Period) -> Months:
        return cls(
            (month_number(period.first), month_number(period.last)),
            (month_number(before.first), month_number(before.last)),
        )

    def either(self, column: Any) -> Any:
        return column.between(*self.now) | column.between(*self.before)


def by_facet(desk: Desk, months: Months) -> dict[str, dict[str, list[int]]]:
    """Facet → code → [now, before]; codes whose appeals all moved away are left out."""
    is_now = AppealMonth.month.between(*months.now)
    query = (
        AppealMonth.select(AppealMonth.facet, AppealMonth.code, is_now, peewee.fn.SUM(AppealMonth.appeals))
        .where(AppealMonth.office_id == desk.office_id, months.either(AppealMonth.month))
        .group_by(AppealMonth.facet, AppealMonth.code, is_now)
        .tuples()
    )
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for facet, code, current, appeals in query.iterator():
        if appeals:
            found[facet][code][0 if current else 1] = appeals
    return found


MEASURES = ("appeals", "answered_late", "repeated", "collective", "closed", "days_to_answer", "amount")


def by_outcome(desk: Desk, months: Months) -> dict[str, tuple[dict[str, int], dict[str, int]]]:
    """Outcome ("" = open) → (measures now, measures before)."""
    is_now = AppealMonthTotal.month.between(*months.now)
    sums = [peewee.fn.SUM(getattr(AppealMonthTotal, name)) for name in MEASURES]
    query = (
        AppealMonthTotal.select(AppealMonthTotal.outcome, is_now, *sums)
        .where(AppealMonthTotal.office_id == desk.office_id, months.either(AppealMonthTotal.month))
        .group_by(AppealMonthTotal.outcome, is_now)
        .tuples()
    )
    found: dict[str, tuple[dict[str, int], dict[str, int]]] = defaultdict(lambda: ({}, {}))
    for outcome, current, *measures in query.iterator():
        found[outcome][0 if current else 1].update(zip(MEASURES, measures, strict=True))
    return found


def overdue(desk: Desk, period: Period, before: Period) -> Pair:
    """Of the appeals registered in each period: open, and today after their due date."""

    def within(one: Period) -> Any:
        return peewee.fn.COALESCE(peewee.fn.SUM(Appeal.received_on.between(one.first, one.last)), 0)

    # written as the index's own condition, so that only the open appeals are walked through
    open_ones = peewee.SQL("outcome IS NULL AND is_annulled = 0")
    query = Appeal.select(within(period), within(before)).where(
        Appeal.office_id == desk.office_id, open_ones, Appeal.due_on < desk.today()
    )
    row: Any = query.tuples().get()
    return int(row[0]), int(row[1])


@dataclass(frozen=True)
class Receptions:
    """What happened at the receptions of a period."""

    held: int
    no_shows: int
    visitors: int


def receptions(desk: Desk, period: Period) -> Receptions:
    """Receptions by their start, people among those finished; one walk over a covering index."""
    first, after = _moments(period)
    held = Appointment.state.in_((STARTED, DONE))
    row: Any = (
        Appointment.select(
            peewee.fn.COUNT(peewee.Case(None, [(held, 1)])),
            peewee.fn.COUNT(peewee.Case(None, [(Appointment.state == NO_SHOW, 1)])),
            peewee.fn.COUNT(peewee.Case(None, [(Appointment.state == DONE, Appointment.visitor_id)]).distinct()),
        )
        .where(Appointment.office_id == desk.office_id, Appointment.starts_at >= first, Appointment.starts_at < after)
        .tuples()
        .get()
    )
    return Receptions(*row)


def outreach_events(desk: Desk, period: Period) -> int:
    """Outreach receptions of the period that have come and were not cancelled."""
    query = OutreachEvent.select().where(
        OutreachEvent.office_id == desk.office_id,
        OutreachEvent.on_date.between(period.first, min(period.last, desk.today())),
        ~OutreachEvent.is_cancelled,
    )
    return int(query.count())


def calls(desk: Desk, period: Period) -> int:
    """Calls that were only a question."""
    first, after = _moments(period)
    query = CallNote.select().where(CallNote.office_id == desk.office_id, CallNote.at >= first, CallNote.at < after)
    return int(query.count())


def _moments(period: Period) -> tuple[datetime, datetime]:
    midnight = datetime.min.time()
    return datetime.combine(period.first, midnight), datetime.combine(period.last + timedelta(days=1), midnight)


def district_subjects_before(desk: Desk, day: date, months: int) -> tuple[dict[str, int], int]:
    """"district:subject" → appeals of the months before the day's, and how many of them the office has known."""
    first, last = month_number(months_back(day, months)), month_number(months_back(day, 1))
    of_office = AppealMonth.office_id == desk.office_id
    query = (
        AppealMonth.select(AppealMonth.code, peewee.fn.SUM(AppealMonth.appeals), peewee.fn.MIN(AppealMonth.month))
        .where(of_office, AppealMonth.month.between(first, last), AppealMonth.facet == "district_subject",
               AppealMonth.appeals > 0)
        .group_by(AppealMonth.code)
        .tuples()
    )  # fmt: skip
    rows = list(query.iterator())
    if not rows:
        return {}, 0
    oldest = min(row[2] for row in rows)
    known = day.year * 12 + day.month - (oldest // 100 * 12 + oldest % 100)
    return {code: appeals for code, appeals, _ in rows}, known


def topic_names(codes: set[str]) -> dict[str, str]:
    """Names of the codes, sections and subjects in English on the English screen."""
    in_english = language() != "ru"
    query = Topic.select(Topic.code, Topic.name, Topic.name_en)
    if len(codes) < 500:
        query = query.where(Topic.code.in_(codes))
    return {code: (in_english and english) or name for code, name, english in query.tuples().iterator()}


def district_names(desk: Desk) -> dict[int, str]:
    query: Any = District.select(District.id, District.name).where(District.office_id == desk.office_id).tuples()
    return dict(query)


def staff_names(desk: Desk) -> dict[int, str]:
    query: Any = Staff.select(Staff.id, Staff.name).where(Staff.office_id == desk.office_id).tuples()
    return dict(query)
