"""Dates as people type them in Russian or English: 23.11, завтра, +3, пт, 2026-11-23. Pure functions, no widget."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_DAYS_AWAY = {
    "сегодня": 0,
    "завтра": 1,
    "послезавтра": 2,
    "вчера": -1,
    "позавчера": -2,
    "today": 0,
    "tomorrow": 1,
    "yesterday": -1,
}
_WEEKDAYS = (
    ("понедельник", "пн", "monday", "mon"),
    ("вторник", "вт", "tuesday", "tue"),
    ("среда", "среду", "ср", "wednesday", "wed"),
    ("четверг", "чт", "thursday", "thu"),
    ("пятница", "пятницу", "пт", "friday", "fri"),
    ("суббота", "субботу", "сб", "saturday", "sat"),
    ("воскресенье", "вс", "sunday", "sun"),
)
_MONTHS = (
    ("янв", "jan"),
    ("фев", "feb"),
    ("мар", "mar"),
    ("апр", "apr"),
    ("мая", "май", "may"),
    ("июн", "jun"),
    ("июл", "jul"),
    ("авг", "aug"),
    ("сен", "sep"),
    ("окт", "oct"),
    ("ноя", "nov"),
    ("дек", "dec"),
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{2}|\d{4})?")
_PARTS = re.compile(r"(\d{1,2})[.,/ -](\d{1,2})(?:[.,/ -](\d{4}|\d{2}))?[.,/ ]?")
_DAY_WORD = re.compile(r"(\d{1,2})\.?\s+([^\W\d]{3,})\.?(?:,?\s+(\d{4}))?(?:\s*г\.?|\s+года)?")
_WORD_DAY = re.compile(r"([^\W\d]{3,})\.?\s+(\d{1,2})(?:,?\s+(\d{4}))?")


def typed_date(text: str, today: date) -> date | None:
    """The date that was meant, or None; the day always stands before the month.

    A date without a year is the nearest such day; a weekday is the next one after today.
    """
    text = " ".join(text.casefold().replace("ё", "е").split())
    if not text:
        return None
    if text in _DAYS_AWAY:
        return today + timedelta(days=_DAYS_AWAY[text])
    for number, names in enumerate(_WEEKDAYS):
        if text in names:
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    if re.fullmatch(r"[+-]\s?\d{1,4}", text):
        return today + timedelta(days=int(text.replace(" ", "")))
    if match := _ISO.fullmatch(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DIGITS.fullmatch(text):
        return _from_parts(match[1], match[2], match[3], today)
    if match := _PARTS.fullmatch(text):
        return _from_parts(match[1], match[2], match[3], today)
    if match := _DAY_WORD.fullmatch(text):
        return _from_parts(match[1], _month(match[2]), match[3], today)
    if match := _WORD_DAY.fullmatch(text):
        return _from_parts(match[2], _month(match[1]), match[3], today)
    return None


def months_away(day: date, months: int) -> date:
    """The same day some months later or earlier, or that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= 9999:
        return day
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _month(word: str) -> str:
    for number, names in enumerate(_MONTHS, start=1):
        if any(word.startswith(name) for name in names):
            return str(number)
    return "0"


def _from_parts(day: str, month: str, year: str | None, today: date) -> date | None:
    if year is None:
        near = [_date(today.year + away, int(month), int(day)) for away in (0, 1, -1)]
        found = [candidate for candidate in near if candidate is not None]
        return min(found, key=lambda candidate: abs(candidate - today), default=None)
    number = int(year)
    if len(year) == 2:
        number += 2000 if number <= today.year % 100 + 10 else 1900
    return _date(number, int(month), int(day))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
