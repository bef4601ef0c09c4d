"""Periods by name: what is read, what is refused, and where they lead."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reports.periods import KINDS, LAST_YEAR, containing, kind_of, months_back, parsed, stepped, year_before


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_name_gives_a_calendar_period(name: str, first: date, last: date) -> None:
    period = parsed(name)
    assert (period.name, period.first, period.last) == (name, first, last)


WRONG = ["2026-13", "2026-00", "2026-1", "2026-Q5", "2026-Q0", "2026-H3", "26", "2026-q4", "٢٠٢٦", "1899", "9999"]


@pytest.mark.parametrize("name", ["", "2026-11 ", *WRONG])
def test_another_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError):
        parsed(name)


def test_the_year_before_is_the_same_full_period() -> None:
    assert year_before(parsed("2024-02")).last == date(2023, 2, 28)
    assert year_before(parsed("2026-H2")).name == "2025-H2"
    assert year_before(parsed("1900")).name == "1899"


days = st.dates(date(1901, 1, 1), date(LAST_YEAR - 1, 12, 31))


@given(days, st.sampled_from(KINDS))
def test_a_day_lies_in_its_period_whose_name_gives_it_again(day: date, kind: str) -> None:
    period = containing(day, kind)
    assert period.first <= day <= period.last
    assert parsed(period.name) == period
    assert kind_of(period) == kind


@given(days, st.sampled_from(KINDS), st.integers(-3, 3))
def test_steps_there_and_back_lead_home(day: date, kind: str, steps: int) -> None:
    period = containing(day, kind)
    assert stepped(stepped(period, steps), -steps) == period
    if steps == 1:
        assert (stepped(period, 1).first - period.last).days == 1


def test_months_are_counted_back_over_the_new_year() -> None:
    assert months_back(date(2026, 2, 10), 3) == date(2025, 11, 1)
    assert months_back(date(2026, 12, 1), 12) == date(2025, 12, 1)
