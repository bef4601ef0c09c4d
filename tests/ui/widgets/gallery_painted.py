"""The gallery's pages of painted widgets: the day, the charts, the PDF preview."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import sizes
from ui.widgets.cards import Card
from ui.widgets.day_grid import DayGrid, GridBlock, GridColumn

DAY = date(2026, 11, 23)


def at(clock: str) -> datetime:
    """A time of the gallery's day."""
    hour, minute = clock.split(":")
    return datetime(DAY.year, DAY.month, DAY.day, int(hour), int(minute))


def columns() -> list[GridColumn]:
    """The four experts of the picture."""
    usual = ((at("10:00"), at("13:00")), (at("14:00"), at("18:00")))
    breaks = ((at("13:00"), at("14:00")),)
    short = ((at("11:00"), at("13:00")), (at("14:00"), at("17:00")))
    return [
        GridColumn(1, "Белов А. В.", "Руководитель приёмной", "ЖКХ · Дороги", usual, breaks=breaks),
        GridColumn(2, "Кузнецова И. П.", "Депутат городской Думы", "ЖКХ · Жильё", usual, breaks=breaks),
        GridColumn(3, "Мельников Р. С.", "Юрист", "Соцобеспечение · Пенсии · Трудовые споры", short,
                   ((at("16:00"), at("17:00"), "Отпуск до вечера"),), breaks),
        GridColumn(4, "Ахметова Г. Р.", "Врач-эксперт", "Здравоохранение", usual, (), breaks,
                   ((at("16:00"), at("18:00"), "Выезд: п. Юго-Камский"),)),
    ]  # fmt: skip


def blocks() -> list[GridBlock]:
    """A day's appointments in every state."""
    told = [
        (1, "10:00", "Садовников П. Н.", "Отопление", "received", "Принят"),
        (1, "10:30", "Лаптева О. И.", "Капитальный ремонт", "received", "Принят"),
        (1, "11:30", "Зырянова Т. А.", "Плата за ЖКУ", "in_consultation", "На приёме"),
        (1, "12:00", "Шилов К. Д.", "Двор, освещение", "booked", "Записан"),
        (1, "15:00", "Третьякова М. Ю.", "Управляющая компания", "booked", "Записан"),
        (2, "10:00", "Носков В. Г.", "Переселение", "received", "Принят"),
        (2, "11:00", "Ершов Л. П.", "Ремонт дороги", "no_show", "Не пришёл"),
        (2, "11:00", "Ким Любовь", "Дорога", "arrived", "Ожидает"),
        (2, "12:00", "Пономарёва Н. С.", "Горячая вода", "arrived", "Ожидает"),
        (3, "11:30", "Рожков С. Е.", "Льготы", "in_consultation", "На приёме"),
        (3, "14:00", "Каменских Д. О.", "Пособие на ребёнка", "booked", "Записан"),
        (4, "11:00", "Вяткина З. Ф.", "Лекарства", "received", "Принят"),
        (4, "12:00", "Юшков Б. Н.", "Запись к врачу", "arrived", "Ожидает"),
        (4, "16:30", "Попова Л. М.", "Субсидия", "booked", "Записан"),
    ]
    half = timedelta(minutes=30)
    return [
        GridBlock(number, expert, at(start), at(start) + half, title, about, state, words, walk_in=number == 8)
        for number, (expert, start, title, about, state, words) in enumerate(told)
    ]


def day() -> QWidget:
    """The day, with the keyboard at a free time."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
    card = Card(padded=False)
    grid = DayGrid()
    grid.setObjectName("focused")
    grid.set_day(DAY, columns(), blocks(), now=at("11:46"))
    card.add(grid)
    column.addWidget(card)
    return page


def crowded_day() -> QWidget:
    """Sixty experts and quarters of an hour on a small screen."""
    page = QWidget()
    column = QVBoxLayout(page)
    card = Card(padded=False)
    grid = DayGrid()
    usual = ((at("10:00"), at("18:00")),)
    quarter = timedelta(minutes=15)
    many = [GridColumn(n, f"Эксперт {n}", "Юрист", "", usual) for n in range(60)]
    told = [
        GridBlock(n * 40 + k, n, at("10:00") + k * quarter, at("10:00") + (k + 1) * quarter, f"Посетитель {k}",
                  "Отопление и горячая вода", ("booked", "received", "arrived")[k % 3], "Записан")
        for n in range(60) for k in range(0, 30, 2)
    ]  # fmt: skip
    grid.set_day(DAY, many, told, slot_minutes=15, now=at("11:46"))
    card.add(grid)
    column.addWidget(card)
    return page


PAGES: dict[str, tuple[Callable[[], QWidget], int, int]] = {
    "day": (day, 880, 760),
    "crowded-day": (crowded_day, 720, 560),
}
