"""Dates as people type them. Today is Monday, 23 November 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.typed_date import months_away, typed_date

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("23.11.2026", TODAY),
        ("23.11", TODAY),
        ("23.11.26", TODAY),
        ("1.2", date(2027, 2, 1)),  # the nearest one: next winter
        ("1.9", date(2026, 9, 1)),
        ("2311", TODAY),
        ("231126", TODAY),
        ("23112026", TODAY),
        ("2026-11-23", TODAY),
        ("23 11", TODAY),
        ("23,11,2026", TODAY),
        ("14.03.57", date(1957, 3, 14)),
        ("23 ноября", TODAY),
        ("23 ноября 2025 г.", date(2025, 11, 23)),
        ("1 мая 1957", date(1957, 5, 1)),
        ("nov 23", TODAY),
        ("November 23, 2026", TODAY),
        ("завтра", date(2026, 11, 24)),
        ("ПОСЛЕЗАВТРА", date(2026, 11, 25)),
        ("вчера", date(2026, 11, 22)),
        ("today", TODAY),
        ("tomorrow", date(2026, 11, 24)),
        ("+3", date(2026, 11, 26)),
        ("-1", date(2026, 11, 22)),
        ("пн", date(2026, 11, 30)),
        ("пятница", date(2026, 11, 27)),
        ("wed", date(2026, 11, 25)),
        ("29.02.2028", date(2028, 2, 29)),
    ],
)
def test_a_date_is_understood(typed: str, meant: date) -> None:
    assert typed_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed", ["", "  ", "31.02.2026", "32.01", "13.13", "слово", "1", "29.02.2026", "00.00", "23 бря"]
)
def test_what_is_no_date_is_none(typed: str) -> None:
    assert typed_date(typed, TODAY) is None


def test_the_day_stands_before_the_month() -> None:
    assert typed_date("23/11/2026", TODAY) == typed_date("23.11.2026", TODAY) == TODAY
    assert typed_date("11/23/2026", TODAY) is None


@given(st.text(max_size=30))
def test_no_text_breaks_it(text: str) -> None:
    typed_date(text, TODAY)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_date_written_out_is_read_back(day: date) -> None:
    assert typed_date(f"{day:%d.%m.%Y}", TODAY) == day
    assert typed_date(f"{day:%d/%m/%Y}", TODAY) == day


def test_months_away_keeps_to_the_end_of_a_short_month() -> None:
    assert months_away(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_away(date(2026, 1, 15), -1) == date(2025, 12, 15)
    assert months_away(date(9999, 12, 1), 1) == date(9999, 12, 1)


@given(st.integers(min_value=-300, max_value=300))
def test_a_number_with_a_sign_is_days_from_today(days: int) -> None:
    assert typed_date(f"{days:+d}", TODAY) == TODAY + timedelta(days=days)
