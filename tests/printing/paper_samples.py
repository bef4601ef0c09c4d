"""Reception cards, journals and day sheets for the tests of paper; every person and number in them is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from models.appeals.card import CardSheet, CardStep
from models.appeals.journal import JournalRow, JournalSheet
from models.reception.day_sheet import DayLine, DaySheet, ExpertSheet, HoursLine


def a_card(**facts: Any) -> CardSheet:
    """A closed appeal of a personal reception."""
    steps = (
        CardStep(datetime(2026, 11, 11, 10, 48), "Белов Андрей Викторович", "registered", ""),
        CardStep(datetime(2026, 11, 18, 15, 2), "Кузнецова Ирина Павловна", "note", "Запрос отправлен, исх. № 214."),
        CardStep(datetime(2026, 12, 2, 9, 30), "Белов Андрей Викторович", "closed", "Сделан перерасчёт.", "help"),
    )
    sheet = CardSheet(
        "Приёмная по работе с обращениями граждан", "614000, г. Пермь, ул. Садовая, д. 12", "2026-001102", False,
        date(2026, 11, 11), datetime(2026, 11, 11, 10, 30), False, "614000, г. Пермь, ул. Садовая, д. 12", "personal",
        "Белов Андрей Викторович", "Руководитель приёмной", "Третьякова Мария Юрьевна", date(1961, 3, 8), 1961,
        "ул. Революции, д. 24, кв. 61, г. Пермь, 614007", "Свердловский", ("+7 912 884-17-05", "+7 342 244-15-60"),
        "tretyakova@example.org", "пенсионер", True, ("2025-000412", date(2025, 10, 30)), 1, "statement",
        "0005.0005.0056.1156", "Отопление", "Коммунальное хозяйство · Предоставление услуг",
        "Температура в квартире ниже нормы, управляющая компания не реагирует.", "", False, True, date(2026, 12, 11),
        steps, "help", "Сделан перерасчёт.", Decimal("4318.20"), (("221", date(2026, 12, 2)),), date(2026, 12, 2),
        "Белов Андрей Викторович", "Руководитель приёмной",
    )  # fmt: skip
    return replace(sheet, **facts)


def a_row(number: int = 1, **facts: Any) -> JournalRow:
    """One line of the journal."""
    row = JournalRow(
        f"2026-{number:06}", date(2026, 11, 11), date(2026, 12, 11), date(2026, 11, 20), "Третьякова Мария Юрьевна",
        "ул. Революции, д. 24, кв. 61, г. Пермь, 614007", "personal", "Отопление", "Холодно в квартире", "help",
        "Сделан перерасчёт.",
    )  # fmt: skip
    return replace(row, **facts)


def a_journal(*rows: JournalRow, **facts: Any) -> JournalSheet:
    """The journal of a month with these rows."""
    sheet = JournalSheet(
        "Приёмная по работе с обращениями граждан", "614000, г. Пермь, ул. Садовая, д. 12", "Соколова Елена Викторовна",
        "Регистратор", date(2026, 11, 1), date(2026, 11, 30), None, len(rows), rows,
    )  # fmt: skip
    return replace(sheet, **facts)


def a_line(hour: int = 10, **facts: Any) -> DayLine:
    """A booked half-hour."""
    line = DayLine(
        datetime(2026, 11, 23, hour), datetime(2026, 11, 23, hour, 30), "Третьякова Мария Юрьевна", "+7 912 884-17-05",
        "Отопление", "Холодно в квартире", "booked", "", False, False,
    )  # fmt: skip
    return replace(line, **facts)


def an_expert(*lines: DayLine, **facts: Any) -> ExpertSheet:
    """An expert with office hours."""
    hours = (
        HoursLine(datetime(2026, 11, 23, 10), datetime(2026, 11, 23, 13)),
        HoursLine(datetime(2026, 11, 23, 14), datetime(2026, 11, 23, 18)),
    )
    return replace(ExpertSheet("Белов Андрей Викторович", "Руководитель приёмной", hours, (), lines, ()), **facts)


def a_day(*experts: ExpertSheet, **facts: Any) -> DaySheet:
    """Monday, 23 November 2026."""
    return replace(DaySheet("Приёмная по работе с обращениями граждан", date(2026, 11, 23), None, experts), **facts)
