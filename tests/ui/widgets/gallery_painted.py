"""The gallery's pages of painted widgets: the long list, the day, the charts, the preview of papers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources import formats
from ui.theme import sizes
from ui.widgets.cards import Card
from ui.widgets.charts import Bar, BarChart, TrendColumns
from ui.widgets.day_grid import DayGrid, GridBlock, GridColumn
from ui.widgets.figures import FigureCard
from ui.widgets.heat_map import Axis, HeatMap
from ui.widgets.pdf_view import PdfPreview
from ui.widgets.windowed_table import BadgeCell, Column, WindowedTable

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


def report() -> QWidget:
    """Key figures, topics with last year, districts by topics, months."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
    column.setSpacing(sizes.GAP)
    figures = QHBoxLayout()
    figures.setSpacing(12)
    for text, figure, change, role in (
        ("Обращений", "349", "▲ 6,7 % к прошлому году", "green"),
        ("Оказана помощь", "152", "43,6 % · ▲ 2,1 п. п.", "green"),
        ("Дана консультация", "171", "49,0 %", "muted"),
        ("В работе", "26", "из них просрочено 3", "red"),
        ("На выездных приёмах", "61", "4 выезда", "muted"),
        ("Средний срок ответа", "11 дн.", "▼ 1,4 дня", "green"),
    ):
        figures.addWidget(FigureCard(text, figure, change, change_role=role))
    column.addLayout(figures)
    row = QHBoxLayout()
    row.setSpacing(sizes.GAP)
    topics = Card("Темы")
    chart = BarChart("Темы")
    told = [("Коммунальное хозяйство", 116, 104), ("Социальное обеспечение", 42, 45), ("Здравоохранение", 31, 24),
            ("Благоустройство, дороги", 29, 33), ("Жилищный фонд", 27, 22), ("Образование", 19, 21),
            ("Труд и занятость", 14, 12), ("Прочее", 71, 66), ("Очень длинное название темы", 0, 5)]  # fmt: skip
    chart.set_bars(
        [Bar(n, t, v, b, share_text=f"{v / 3.49:.1f} %") for n, (t, v, b) in enumerate(told)], "2026", "2025"
    )
    chart.setObjectName("focused")
    topics.add_header(chart.legend)
    topics.add(chart)
    topics.add_stretch()
    row.addWidget(topics, 1)
    places = Card("Районы и темы")
    heat = HeatMap("Районы и темы")
    rows = ["Свердловский", "Ленинский", "Индустриальный", "Мотовилихинский", "Орджоникидзевский", "Кировский"]
    names = ["Комм.", "Соц.", "Здрав.", "Благ.", "Жильё", "Образ.", "Труд"]
    values: dict[tuple[object, object], float] = {
        (r, c): (r * 7 + c * 5) % 9 + (12 if c == 0 else 0) for r in range(6) for c in range(7)
    }
    values[(4, 0)] = 34
    values[(2, 6)] = 0
    heat.set_cells([Axis(n, t) for n, t in enumerate(rows)], [Axis(n, t) for n, t in enumerate(names)], values,
                   {(4, 0): "34 при обычных 12–19 за месяц"})  # fmt: skip
    places.add(heat)
    places.add_stretch()
    row.addWidget(places, 1)
    column.addLayout(row)
    low = QHBoxLayout()
    low.setSpacing(sizes.GAP)
    months = Card("По месяцам")
    trend = TrendColumns("По месяцам")
    names = [formats.month_alone(month)[:3] for month in range(1, 13)]
    points = [Bar(n, t, 20 + n * 7 % 31, 18 + n * 5 % 29) for n, t in enumerate(names)]
    trend.set_points(points, "2026", "2025")
    months.add_header(trend.legend)
    months.add(trend)
    low.addWidget(months, 2)
    today = Card("Сегодня")
    line = QHBoxLayout()
    for text, figure, role in (("записано", "16", "text"), ("принято", "6", "text"), ("помощь", "2", "green")):
        line.addWidget(FigureCard(text, figure, figure_role=role, compact=True))
    today.add_layout(line)
    today.add_stretch()
    low.addWidget(today, 1)
    column.addLayout(low)
    column.addStretch(1)
    return page


def two_pages() -> bytes:
    """A PDF of two pages, A4, made by Qt."""
    store = QBuffer()
    store.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(store)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setResolution(72)
    painter = QPainter(writer)
    for number in (1, 2):
        painter.drawText(60, 80, f"Page {number}")
        painter.drawRect(60, 120, 200, 100)
        if number == 1:
            writer.newPage()
    painter.end()
    return bytes(store.data().data())


def paper() -> QWidget:
    """The preview of a paper."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
    preview = PdfPreview()
    preview.show_pdf(two_pages())
    row.addWidget(preview)
    waiting = PdfPreview()
    waiting.show_text("Документ готовится…")
    row.addWidget(waiting)
    return page


def table() -> QWidget:
    """The windowed table with a search, badges and rows still on their way."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
    card = Card(padded=False)
    shown = WindowedTable(
        [
            Column("name", "Посетитель", width=180, stretch=3, kind="name", sortable=True),
            Column("year", "Год", width=60, kind="muted"),
            Column("phone", "Телефон", width=150),
            Column("district", "Район", width=130, stretch=1, kind="muted"),
            Column("seen", "Был", width=100, kind="date", sortable=True),
            Column("open", "Открыто", width=80, kind="badge"),
            Column("total", "Всего", width=60, kind="number", align="right"),
        ],
        "Посетители",
    )
    names = ["Третьякова Мария Юрьевна", "Третьяк Оксана Викторовна", "Третьяков Илья Олегович",
             "Третьяков-Воскресенский Константин Константинович"]  # fmt: skip
    shown.rows_wanted.connect(
        lambda ids: shown.set_rows(
            {
                key: {"name": names[key % 4], "year": 1957, "phone": "+7 912 884-17-05", "district": "Орджоникидзев",
                      "seen": "23.11.2026", "open": BadgeCell(str(key), "amber") if key % 3 == 0 else None, "total": 4}
                for key in ids if key != 7
            }
        )
    )  # fmt: skip
    shown.set_highlight("третьяк")
    shown.set_sort("seen", True)
    shown.set_ids(list(range(12)))
    shown.setObjectName("focused")
    card.add(shown)
    column.addWidget(card)
    return page


PAGES: dict[str, tuple[Callable[[], QWidget], int, int]] = {
    "day": (day, 880, 760),
    "crowded-day": (crowded_day, 720, 560),
    "table": (table, 1040, 520),
    "report": (report, 1180, 800),
    "paper": (paper, 1000, 640),
}
