"""From a figure of a report to the list of appeals behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from models.appeals.queries import AppealFilter
from models.appeals.tables import OUTCOMES
from models.reports.report import Period, Report

_Narrowed = Callable[[AppealFilter, str], AppealFilter]


def _with_outcome(code: str, all_: AppealFilter, _report: Report) -> AppealFilter:
    return replace(all_, outcome=code)


# Totals that count appeals; receptions, people, calls and sums of other things have no list of appeals behind them.
_TOTALS: dict[str, Callable[[AppealFilter, Report], AppealFilter]] = {
    "appeals": lambda all_, _report: all_,
    **{code: partial(_with_outcome, code) for code in (*OUTCOMES, "open")},
    "overdue": lambda all_, report: replace(all_, outcome="open", overdue_on=report.as_of.date()),
    "answered_late": lambda all_, _report: replace(all_, is_answered_late=True),
    "repeated": lambda all_, _report: replace(all_, is_repeated=True),
    "collective": lambda all_, _report: replace(all_, is_collective=True),
    "written": lambda all_, _report: replace(all_, channel="written"),
    "mean_days_to_answer": lambda all_, _report: replace(all_, is_closed=True),
    "amount_recovered": lambda all_, _report: replace(all_, has_amount=True),
}
_LISTS: dict[str, _Narrowed] = {
    "topics": lambda all_, key: replace(all_, topic=key),
    "channels": lambda all_, key: replace(all_, channel=key),
    "kinds": lambda all_, key: replace(all_, kind=key),
    "outcomes": lambda all_, key: replace(all_, outcome=key),
    "districts": lambda all_, key: replace(all_, district_id=int(key or 0)),
    "experts": lambda all_, key: replace(all_, expert_id=int(key or 0)),
    "categories": lambda all_, key: replace(all_, category=key),
}


def filter_behind(report: Report, name: str, key: str = "", *, is_before: bool = False) -> AppealFilter | None:
    """The appeals that a figure counts; None where it counts something else.

    `name` is a total, or a list together with its row's `key`.
    `is_before` asks for the figure of the year before. The list of a sum or a mean holds the appeals it was made of.
    """
    all_ = _registered_in(report.before if is_before else report.period)
    if name in _LISTS:
        return _LISTS[name](all_, key)
    narrowed = _TOTALS.get(name)
    return narrowed(all_, report) if narrowed else None


def filter_behind_place(report: Report, district_id: int, code: str) -> AppealFilter:
    """The appeals of a cell of district and topic, or of an alert."""
    return replace(_registered_in(report.period), district_id=district_id, topic=code)


def _registered_in(period: Period) -> AppealFilter:
    return AppealFilter(received_from=period.first, received_to=period.last)
