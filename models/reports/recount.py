"""The roll-up counted again from the appeals themselves: what `check` and the tests compare."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from models.appeals.tables import Appeal, AppealMonthTotal, AppealYear
from models.office.desk import Desk
from models.reception.tables import DONE, NO_SHOW, STARTED, Appointment
from models.reports.counts import MEASURES
from models.storage.orm import peewee

Key = tuple[Any, ...]


@dataclass(frozen=True)
class Difference:
    """A row of the roll-up that does not agree with the appeals."""

    table: str
    key: Key
    kept: tuple[int, ...]
    counted: tuple[int, ...]


def recount(desk: Desk) -> list[Difference]:
    """Every difference between the roll-up and the appeals of the office, or nothing."""
    with desk.db.snapshot():
        return [
            *_facet_differences(desk), *_total_differences(desk), *_repeated_differences(desk),
            *_reception_differences(desk), *_visit_differences(desk),
        ]  # fmt: skip


def _month(day: Any) -> Any:
    text = day.cast("TEXT")
    return peewee.fn.SUBSTR(text, 1, 4).concat(peewee.fn.SUBSTR(text, 6, 2)).cast("INTEGER")


def _how_many(condition: Any) -> Any:
    return peewee.fn.SUM(peewee.Case(None, [(condition, 1)], 0))


def _text_or_empty(column: Any) -> Any:
    return peewee.fn.COALESCE(column.cast("TEXT"), "")


def _facet_differences(desk: Desk) -> list[Difference]:
    district = _text_or_empty(Appeal.district_id)
    facets = {
        "topic": Appeal.topic,
        "channel": Appeal.channel,
        "kind": Appeal.kind,
        "expert": _text_or_empty(Appeal.expert_id),
        "category": Appeal.category,
        "district": district,
        "district_subject": district.concat(":").concat(peewee.fn.SUBSTR(Appeal.topic, 1, 9)),
    }
    counted: dict[Key, tuple[int, ...]] = {}
    for facet, column in facets.items():
        # positions, because an expression with parameters is not recognised as the same in GROUP BY
        query = (
            Appeal.select(_month(Appeal.received_on), column, peewee.fn.COUNT(Appeal.id))
            .where(Appeal.office_id == desk.office_id, ~Appeal.is_annulled)
            .group_by(peewee.SQL("1"), peewee.SQL("2"))
            .tuples()
        )
        counted.update({(int(month), facet, str(code)): (n,) for month, code, n in query.iterator()})
    kept: dict[Key, tuple[int, ...]] = {
        (row.year * 100 + month, row.facet, row.code): (getattr(row, f"m{month}"),)
        for row in AppealYear.select().where(AppealYear.office_id == desk.office_id)
        for month in range(1, 13)
        if getattr(row, f"m{month}")
    }
    return _compared("appeal_year", kept, counted)


def _total_differences(desk: Desk) -> list[Difference]:
    days = (peewee.fn.julianday(Appeal.closed_on) - peewee.fn.julianday(Appeal.received_on)).cast("INTEGER")
    query = (
        Appeal.select(
            _month(Appeal.received_on), peewee.fn.COALESCE(Appeal.outcome, ""), peewee.fn.COUNT(Appeal.id),
            _how_many(Appeal.closed_on > Appeal.due_on), _how_many(Appeal.is_repeated),
            _how_many(Appeal.collective > 1), peewee.fn.COUNT(Appeal.closed_on),
            peewee.fn.SUM(peewee.fn.COALESCE(days, 0)), peewee.fn.SUM(peewee.fn.COALESCE(Appeal.amount, 0)),
        )
        .where(Appeal.office_id == desk.office_id, ~Appeal.is_annulled)
        .group_by(peewee.SQL("1"), peewee.SQL("2"))
        .tuples()
    )  # fmt: skip
    counted: dict[Key, tuple[int, ...]] = {
        (int(row[0]), row[1]): tuple(int(n) for n in row[2:]) for row in query.iterator()
    }
    kept: dict[Key, tuple[int, ...]] = {
        (row.month, row.outcome): tuple(getattr(row, name) for name in MEASURES)
        for row in AppealMonthTotal.select().where(AppealMonthTotal.office_id == desk.office_id)
    }
    kept = {key: numbers for key, numbers in kept.items() if any(numbers)}
    return _compared("appeal_month_total", kept, counted)


def _repeated_differences(desk: Desk) -> list[Difference]:
    """The mark of repeated appeals, judged again in Python: all but the earliest of a visitor's question."""
    query = (
        Appeal.select(Appeal.id, Appeal.visitor_id, Appeal.topic, Appeal.is_repeated)
        .where(~Appeal.is_annulled)
        .order_by(Appeal.received_on, Appeal.id)
        .tuples()
    )
    seen: Counter[tuple[int, str]] = Counter()
    wrong = []
    for appeal, visitor, topic, is_repeated in query.iterator():
        question = (visitor, topic[:19])
        expected = bool(seen[question])
        if expected != is_repeated:
            wrong.append(Difference("appeal", (appeal, "is_repeated"), (int(is_repeated),), (int(expected),)))
        seen[question] += 1
    return wrong


_COUNTED_STATES = (STARTED, DONE, NO_SHOW)
_RECEPTIONS_KEPT = "SELECT month, state, receptions FROM reception_month WHERE office_id = ? AND receptions <> 0"
_VISITS_KEPT = "SELECT month, month_before, visits FROM visit_month WHERE office_id = ? AND visits <> 0"


def _reception_differences(desk: Desk) -> list[Difference]:
    query = (
        Appointment.select(_month(Appointment.starts_at), Appointment.state, peewee.fn.COUNT(Appointment.id))
        .where(Appointment.office_id == desk.office_id, Appointment.state.in_(_COUNTED_STATES))
        .group_by(peewee.SQL("1"), peewee.SQL("2"))
        .tuples()
    )
    counted: dict[Key, tuple[int, ...]] = {(int(month), state): (n,) for month, state, n in query.iterator()}
    kept: dict[Key, tuple[int, ...]] = {row[:2]: row[2:] for row in desk.db.rows(_RECEPTIONS_KEPT, desk.office_id)}
    return _compared("reception_month", kept, counted)


def _visit_differences(desk: Desk) -> list[Difference]:
    """Visits by their month and the month of the same visitor's visit before, walked through again in Python."""
    query = (
        Appointment.select(Appointment.visitor_id, _month(Appointment.starts_at))
        .where(Appointment.office_id == desk.office_id, Appointment.state == DONE)
        .order_by(Appointment.starts_at, Appointment.id)
        .tuples()
    )
    last: dict[int, int] = {}
    counted: Counter[Key] = Counter()
    for visitor, month in query.iterator():
        counted[int(month), last.get(visitor, 0)] += 1
        last[visitor] = int(month)
    kept: dict[Key, tuple[int, ...]] = {row[:2]: row[2:] for row in desk.db.rows(_VISITS_KEPT, desk.office_id)}
    return _compared("visit_month", kept, {key: (n,) for key, n in counted.items()})


def _compared(table: str, kept: dict[Key, tuple[int, ...]], counted: dict[Key, tuple[int, ...]]) -> list[Difference]:
    nothing: tuple[int, ...] = ()
    keys = sorted(kept.keys() | counted.keys())
    return [
        Difference(table, key, kept.get(key, nothing), counted.get(key, nothing))
        for key in keys
        if kept.get(key, nothing) != counted.get(key, nothing)
    ]
