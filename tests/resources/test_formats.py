"""Dates, numbers and lists, as they are read in Russian and in English."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from resources import formats

Speak = Callable[[str], None]
MONDAY = date(2026, 11, 23)
AFTERNOON = datetime(2026, 11, 23, 14, 5)


def test_days_in_russian(speak: Speak) -> None:
    speak("ru")
    assert formats.day(MONDAY) == "23 ноября 2026\N{NO-BREAK SPACE}г."
    assert formats.short_date(date(2026, 1, 5)) == "05.01.2026"
    assert formats.day_month(MONDAY) == "23 ноября"
    assert formats.weekday_day(MONDAY) == "Понедельник, 23 ноября"
    assert formats.weekday_short(MONDAY) == "Пн"
    assert formats.month_name(2026, 11) == "ноябрь 2026\N{NO-BREAK SPACE}г."
    assert formats.month_title(2026, 11) == "Ноябрь 2026\N{NO-BREAK SPACE}г."
    assert formats.month_in_year(2026, 5) == "май 2026 года"
    assert formats.month_alone(3) == "Март"


def test_days_in_english() -> None:
    assert formats.day(MONDAY) == "23 November 2026"
    assert formats.short_date(date(2026, 1, 5)) == "05/01/2026"
    assert formats.day_month(MONDAY) == "23 November"
    assert formats.weekday_day(MONDAY) == "Monday, 23 November"
    assert formats.weekday_short(MONDAY) == "Mon"
    assert formats.month_name(2026, 11) == formats.month_in_year(2026, 11) == "November 2026"
    assert formats.month_alone(3) == "March"


def test_the_office_clock_has_twenty_four_hours_everywhere(every_language: str) -> None:
    assert formats.clock_time(time(9, 5)) == "09:05"
    assert formats.clock_time(AFTERNOON) == "14:05"
    assert formats.time_range(time(14, 0), time(14, 30)) == "14:00–14:30"
    assert formats.date_time(AFTERNOON).endswith(", 14:05")


@pytest.mark.parametrize(("minutes", "russian"), [(0, "0 мин"), (12, "12 мин"), (60, "1 ч"), (65, "1 ч 5 мин")])
def test_waits_are_told_in_hours_and_minutes(speak: Speak, minutes: int, russian: str) -> None:
    speak("ru")
    assert formats.duration_minutes(minutes) == russian


@pytest.mark.parametrize(
    ("days", "russian"), [(1, "1 день"), (2, "2 дня"), (5, "5 дней"), (11, "11 дней"), (21, "21 день"), (0, "0 дней")]
)
def test_days_are_counted_with_the_right_ending(speak: Speak, days: int, russian: str) -> None:
    speak("ru")
    assert formats.days_count(days) == russian


def test_numbers_are_grouped(speak: Speak) -> None:
    assert formats.number(1234567) == "1,234,567"
    assert formats.number(1234.5) == "1,234.5"
    assert formats.number(Decimal("0.10")) == "0.10"
    speak("ru")
    assert formats.number(1234567) == "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567"
    assert formats.number(1234.5) == "1\N{NO-BREAK SPACE}234,5"
    assert formats.number(2, 2) == "2,00"
    assert formats.money(1234.5) == "1\N{NO-BREAK SPACE}234,50\N{NO-BREAK SPACE}₽"


def test_money_in_english() -> None:
    assert formats.money(1234.5) == "₽1,234.50"


def test_shares_are_rounded_half_up(speak: Speak) -> None:
    assert formats.percent(6.65) == "6.7%"
    assert formats.percent(Decimal("0.125"), 2) == "0.13%"
    assert formats.percent(Decimal("2.5"), 0) == "3%"
    speak("ru")
    assert formats.percent(Decimal("6.65")) == "6,7\N{NO-BREAK SPACE}%"


def test_changes_carry_their_sign() -> None:
    assert formats.signed(22) == "+22"
    assert formats.signed(-3) == "−3"
    assert formats.signed(-1234) == "−1,234"
    assert formats.signed(0) == "0"
    assert formats.signed(-0.01, 1) == "0.0"
    assert formats.signed(Decimal("2.14"), 1) == "+2.1"


def test_lists_are_joined_as_people_say_them(speak: Speak) -> None:
    assert formats.joined(["a", "b", "c"]) == "a, b and c"
    assert formats.joined([]) == ""
    speak("ru")
    assert formats.joined(name for name in ("Иванов", "Петров", "Сидоров")) == "Иванов, Петров и Сидоров"
