"""Dates, times, numbers and lists as people read them, in the current language (Babel). It formats, it never parses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import babel.dates
import babel.lists
import babel.numbers
from babel.core import Locale

from resources.words import PSEUDO, _, language, ngettext

Number = int | float | Decimal

# English as an office in Europe writes it: the day before the month, as spreadsheets are read and dates are typed
_ENGLISH = "en_GB"
_LOCALES = {"ru": "ru_RU", "en": _ENGLISH, PSEUDO: _ENGLISH}
_MINUS = "\N{MINUS SIGN}"


@cache
def _locale_of(code: str) -> Locale:
    return Locale.parse(_LOCALES.get(code, _ENGLISH))


def _locale(code: str = "") -> Locale:
    return _locale_of(code or language())


def _is_russian() -> bool:
    return _locale().language == "ru"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


# -- days and times ------------------------------------------------------------------------------------------------


def day(value: date, code: str = "") -> str:
    """«23 ноября 2026 г.», "23 November 2026": fit for paper and screen; `code` asks for another language."""
    text = babel.dates.format_date(value, "long", locale=_locale(code))
    return text.replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")  # the paper's fonts have only the wide one


def short_date(value: date) -> str:
    """«23.11.2026», "23/11/2026": digits only, always of the same width."""
    mark = "." if _is_russian() else "/"
    return f"{value.day:02}{mark}{value.month:02}{mark}{value.year:04}"


def day_month(value: date) -> str:
    """«23 ноября», "23 November"."""
    return babel.dates.format_date(value, "d MMMM", locale=_locale())


def weekday(value: date) -> str:
    """«Понедельник», "Monday": standing alone, capitalised."""
    return _capitalised(babel.dates.format_date(value, "cccc", locale=_locale()))


def weekday_short(value: date) -> str:
    """«Пн», "Mon": the head of a calendar column."""
    return _capitalised(babel.dates.format_date(value, "ccc", locale=_locale()).rstrip("."))


def weekday_day(value: date) -> str:
    """«Понедельник, 23 ноября», "Monday, 23 November"."""
    return f"{weekday(value)}, {day_month(value)}"


def month_name(year: int, month: int) -> str:
    """«ноябрь 2026 г.», "November 2026": within a sentence, after «за» or "for"."""
    text = babel.dates.format_date(date(year, month, 1), "LLLL y", locale=_locale())
    return f"{text}\N{NO-BREAK SPACE}г." if _is_russian() else text


def month_title(year: int, month: int) -> str:
    """«Ноябрь 2026 г.», "November 2026": standing alone, capitalised."""
    return _capitalised(month_name(year, month))


def month_in_year(year: int, month: int) -> str:
    """«ноябрь 2026 года», "November 2026": within a sentence on paper, nothing abbreviated."""
    text = babel.dates.format_date(date(year, month, 1), "LLLL y", locale=_locale())
    return f"{text} года" if _is_russian() else text


def month_alone(month: int) -> str:
    """«Ноябрь», "November": without a year."""
    return _capitalised(babel.dates.format_date(date(2000, month, 1), "LLLL", locale=_locale()))


def clock_time(value: time | datetime) -> str:
    """«14:00» in both languages: the office's clock has twenty-four hours."""
    return f"{value.hour:02d}:{value.minute:02d}"


def time_range(start: time | datetime, end: time | datetime) -> str:
    """«14:00–14:30»."""
    return f"{clock_time(start)}\N{EN DASH}{clock_time(end)}"


def date_time(value: datetime) -> str:
    """«23.11.2026, 14:00»."""
    return f"{short_date(value)}, {clock_time(value)}"


def duration_minutes(minutes: int) -> str:
    """«12 мин», «1 ч 5 мин»: a wait or a length, in whole minutes."""
    hours, rest = divmod(max(0, minutes), 60)
    if not hours:
        return _("{n} min").format(n=rest)
    if not rest:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def days_count(days: int) -> str:
    """«1 день», «2 дня», "5 days"."""
    return ngettext("{n} day", "{n} days", days).format(n=number(days))


# -- numbers -------------------------------------------------------------------------------------------------------


def rounded(value: Number, places: int) -> Decimal:
    """The value rounded half up, the way shares are rounded in reports."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def number(value: Number, places: int | None = None) -> str:
    """«1 234,5», "1,234.5": grouped; with `places`, rounded half up to exactly so many."""
    if places is None and isinstance(value, int):
        return _grouped(f"{value:,}")
    exact = Decimal(str(value)) if places is None else rounded(value, places)
    return _grouped(f"{exact:,.{max(0, -int(exact.as_tuple().exponent))}f}")


def _grouped(text: str) -> str:
    """A figure in Python's own writing, with the language's marks; Babel itself takes fifty times as long."""
    return text.translate(_marks_of(_locale()))


@cache
def _marks_of(locale: Locale) -> dict[int, str]:
    numbers = babel.numbers
    return {
        ord(","): numbers.get_group_symbol(locale),
        ord("."): numbers.get_decimal_symbol(locale),
        ord("-"): numbers.get_minus_sign_symbol(locale),
    }


def percent(value: Number, places: int = 1) -> str:
    """«6,7 %», "6.7%" of a value that is already in per cent (6.7, not 0.067); rounded half up."""
    return f"{number(value, places)}\N{NO-BREAK SPACE}%" if _is_russian() else f"{number(value, places)}%"


def money(value: Number, code: str = "") -> str:
    """«1 234,50 ₽», "₽1,234.50"; `code` asks for another language."""
    locale = _locale(code)
    pattern = "#,##0.00\N{NO-BREAK SPACE}¤" if locale.language == "ru" else "¤#,##0.00"
    return babel.numbers.format_currency(rounded(value, 2), "RUB", pattern, locale=locale).replace("RUB", "₽")


def signed(value: Number, places: int | None = None) -> str:
    """«+22», «−3», «0»: a change, with a true minus sign."""
    size = number(-value if value < 0 else value, places)
    if value == 0 or not any(digit in size for digit in "123456789"):
        return size
    return ("+" if value > 0 else _MINUS) + size


def joined(items: Iterable[str]) -> str:
    """«Иванов, Петров и Сидоров», "Brown, Jones and Smith"."""
    return babel.lists.format_list(list(items), locale=_locale())
