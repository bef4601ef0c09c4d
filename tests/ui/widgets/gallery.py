"""Paints all the widgets into PNG files, to be looked at: python -m tests.ui.widgets.gallery FOLDER [ru|en]."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from resources.words import set_language
from ui.theme import sizes
from ui.theme.text import label
from ui.theme.theme import apply, dress, load_theme
from ui.widgets.buttons import Badge, Button, IconButton, KeyCap, Link
from ui.widgets.cards import Avatar, Banner, Card, EmptyState, Fact, Facts, StageBar
from ui.widgets.choice_field import ChoiceField
from ui.widgets.choices import ChipRow, Choice, ChoiceChips, Segments
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckField, MoneyField, PhoneField, TextArea, TextField, WidgetField
from ui.widgets.filter_chip import FilterChip
from ui.widgets.notice import Notice
from ui.widgets.outcome_choices import OutcomeChoices
from ui.widgets.records import Record, RecordList
from ui.widgets.timeline import Timeline, TimelineEntry

TODAY = date(2026, 11, 23)


def buttons() -> QWidget:
    """Every kind of button, chip and badge, usual, disabled and long."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
    rows: list[list[QWidget]] = [
        [
            Button("Пришёл без записи", shortcut="F3"),
            Button("Записать на приём", shortcut="F2", kind="main"),
            Button("Записать на 23 ноября, 14:00", shortcut="Return", kind="main", height="tall"),
            Button("Печать", icon="print", shortcut="Ctrl+P", height="tall"),
            Button("Вызвать", shortcut="F4", height="compact"),
        ],
        [
            Button("Тихая", icon="edit", kind="quiet"),
            Button("Удалить", kind="danger", icon="delete"),
            Button("Месяц", menu=True),
            IconButton("chevron-left", "Раньше"),
            IconButton("chevron-right", "Позже", height="compact"),
            Link("Добавить файл…"),
            KeyCap("Ctrl+Shift+K"),
        ],
        [
            *(Badge(f"значок {role}", role) for role in ("accent", "green", "amber", "violet", "red", "grey")),
            FilterChip("третьяк", active=True, removable=True),
            FilterChip("Район", menu=True),
            FilterChip("Есть открытые"),
        ],
    ]
    disabled: list[QWidget] = [
        Button("Нельзя", shortcut="F9", kind="main"),
        Button("Нельзя", icon="print"),
        Link("Нельзя"),
    ]
    for widget in disabled:
        widget.setEnabled(False)
    rows.append(disabled)
    for row in rows:
        line = QHBoxLayout()
        for widget in row:
            line.addWidget(widget)
        line.addStretch(1)
        column.addLayout(line)
    column.addStretch(1)
    return page


def booking() -> QWidget:
    """The form of the booking screen beside the visitor's card."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
    row.setSpacing(sizes.GAP)
    card = Card()
    head = QHBoxLayout()
    head.addWidget(label("Запись на приём", "title"))
    head.addWidget(Badge("по телефону"))
    head.addStretch(1)
    head.addWidget(label("Esc — назад, черновик сохранится", "small"))
    card.add_layout(head)
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    phone = PhoneField("Телефон", hint="+7 912 884-17-05 · Пермский край")
    phone.set_value("8 912 884-17-05")
    visitor = TextField("Посетитель")
    visitor.set_value("Третьякова Мария Юрьевна, 1957")
    visitor.set_hint("Найдена по телефону · 4-е обращение", "green")
    grid.addWidget(phone, 0, 0)
    grid.addWidget(visitor, 0, 1)
    grid.setColumnStretch(0, 5)
    grid.setColumnStretch(1, 9)
    card.add_layout(grid)
    question = TextField("С каким вопросом")
    question.setObjectName("focused")
    question.set_value("Управляющая компания не делает перерасчёт за отопление")
    card.add(question)
    where = QHBoxLayout()
    place = WidgetField("Куда", Segments("Куда", [Choice(1, "В приёмной"), Choice(2, "Выездной приём")]))
    expert = ChoiceField("К кому", choices=[Choice(1, "Белов А. В.", note="ЖКХ, дороги"), Choice(2, "Кузнецова И. П.")])
    expert.set_value(1)
    day = DateField("День", today=lambda: TODAY)
    day.set_value(TODAY)
    where.addWidget(place)
    where.addStretch(1)
    where.addWidget(expert, 3)
    where.addWidget(day, 2)
    card.add_layout(where)
    card.add(label("Ближайшее свободное время", "caption"))
    chips = ChoiceChips("Ближайшее свободное время")
    chips.set_rows(
        [
            ChipRow("Сегодня", "пн, 23 ноября", _times("12:30 14:00 14:30 15:30 16:00", 1, "today")),
            ChipRow("Завтра", "вт, 24 ноября", _times("10:00 10:30 11:00 14:00 15:00", 6, "tomorrow")),
            ChipRow("Среда", "25 ноября", _times("10:30 12:00 16:30 17:00 17:30", 11, "later")),
        ]
    )
    chips.set_value("today 14:00")
    card.add(chips)
    bring = TextArea("Взять с собой", lines=2, key="Ctrl+Return")
    bring.set_value("Паспорт, квитанции за октябрь–ноябрь, ответ управляющей компании")
    wrong = TextField("Дата рождения")
    wrong.set_value("31.02.1957")
    wrong.set_problem("Такого дня нет. Введите дату так: 23.11.1957.")
    card.add(bring)
    card.add(wrong)
    card.add_stretch()
    buttons_row = QHBoxLayout()
    buttons_row.addWidget(Button("Записать на 23 ноября, 14:00", shortcut="Return", kind="main", height="tall"))
    buttons_row.addWidget(Button("С печатью талона", shortcut="Ctrl+P", height="tall"))
    buttons_row.addStretch(1)
    buttons_row.addWidget(Button("В лист ожидания", height="tall"))
    card.add_layout(buttons_row)
    row.addWidget(card, 2)
    row.addLayout(_visitor_side(), 1)
    return page


def _times(text: str, first: int, day: str) -> list[Choice]:
    return [
        Choice(f"{day} {time}", time, str(first + at) if first + at <= 9 else "")
        for at, time in enumerate(text.split())
    ]


def _visitor_side() -> QVBoxLayout:
    side = QVBoxLayout()
    side.setSpacing(sizes.GAP)
    who = Card()
    line = QHBoxLayout()
    line.addWidget(Avatar("Третьякова Мария Юрьевна"))
    names = QVBoxLayout()
    names.setSpacing(0)
    names.addWidget(label("Третьякова Мария Юрьевна", "name"))
    names.addWidget(label("69 лет · пенсионер · ветеран труда", "small"))
    line.addLayout(names, 1)
    who.add_layout(line)
    facts = Facts()
    facts.set_facts(
        [
            Fact("Телефон", "+7 912 884-17-05"),
            Fact("Адрес", "г. Пермь, ул. Революции, 24, кв. 61"),
            Fact("По адресу", "Третьяков П. С., ещё 2 посетителя", key=5),
            Fact("В письмах", "Третьяковой М.Ю. · Уважаемая Мария Юрьевна! И ещё слова на вторую строку"),
            Fact("Согласие", "подписано 14.03.2025", role="green"),
        ]
    )
    who.add(facts)
    side.addWidget(who)
    history = Card("Обращения", "3 за 2 года, 1 открыто")
    records = RecordList("Обращения")
    records.set_records(
        [
            Record(1, "Отопление: температура в квартире ниже нормы и в подъезде", caption="11.11.2026 · 2026-001102",
                   badge="В работе, до 11.12", badge_role="amber"),
            Record(2, "Перерасчёт за вывоз отходов", caption="02.06.2026 · 2026-000518", badge="Оказана помощь",
                   badge_role="green"),
            Record(3, "Капитальный ремонт подъезда", caption="14.03.2025 · 2025-000231", badge="Консультация"),
        ]
    )  # fmt: skip
    history.add(records)
    history.add(Banner("По этой теме уже есть открытое обращение 2026-001102. Новая запись будет связана с ним."))
    side.addWidget(history)
    side.addStretch(1)
    return side


def appeal() -> QWidget:
    """The appeal screen: stages, timeline, outcome."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
    column.setSpacing(sizes.GAP)
    top = Card()
    line = QHBoxLayout()
    line.addWidget(label("2026-001102", "title"))
    line.addWidget(Badge("заявление"))
    line.addWidget(Badge("Личный приём", "accent"))
    line.addWidget(Badge("до 11 декабря · 18 дней", "amber"))
    line.addStretch(1)
    line.addWidget(Button("Карточка приёма"))
    line.addWidget(Button("Ответ", shortcut="Ctrl+L"))
    top.add_layout(line)
    top.add(label("Отопление: температура в квартире ниже нормы, управляющая компания не реагирует", "lead"))
    stages = StageBar("Ход")
    stages.set_stages(["Зарегистрировано", "Приём проведён", "Запрос исполнителю", "Ответ получен", "Закрыто"], 2)
    top.add(stages)
    column.addWidget(top)
    row = QHBoxLayout()
    row.setSpacing(sizes.GAP)
    work = Card("Ход работы")
    work.add(TextArea("", placeholder="Что сделано или сказано…", key="Ctrl+Return", lines=2))
    timeline = Timeline("Ход работы")
    inspection = "Инспекция государственного жилищного надзора"
    told = (
        "В угловой комнате 15 °С с начала октября. Две заявки в управляющую компанию без ответа. "
        "Просит проверку и перерасчёт."
    )
    timeline.set_entries(
        [
            TimelineEntry(
                1, "23.11, 11:20", "Кузнецова И. П.", "Позвонила в управляющую компанию: акт замера обещают завтра."
            ),
            TimelineEntry(2, "18.11, 15:02", inspection, "Запрос отправлен, исх. № 214. Ждём ответ до 2 декабря.",
                          "amber", "ответ через 9 дней", "amber"),
            TimelineEntry(3, "11.11, 10:48", "Белов А. В., личный приём", told),
            TimelineEntry(4, "11.11, 10:30", "Соколова Е. В.", "Посетитель пришёл, талон А07.", "green"),
            TimelineEntry(5, "06.11, 12:15", "Соколова Е. В.", "Записана по телефону.", "green", opens=True),
        ]
    )  # fmt: skip
    work.add(timeline)
    work.add_stretch()
    row.addWidget(work, 2)
    result = Card("Результат")
    outcomes = OutcomeChoices(
        "Результат",
        [
            Choice(1, "Оказана помощь", "Ctrl+1", "Вопрос решён, есть практический результат", "green"),
            Choice(2, "Дана консультация", "Ctrl+2", "Разъяснено, как действовать дальше"),
            Choice(3, "Перенаправлено", "Ctrl+3", "Передано в другой орган, заявитель уведомлён"),
        ],
    )
    outcomes.set_value(1)
    result.add(outcomes)
    money = MoneyField("Возвращено заявителю, ₽")
    money.set_value(Decimal("4318.2"))
    result.add(TextArea("Что сделано", lines=3))
    result.add(money)
    result.add(Button("Закрыть обращение", shortcut="Ctrl+Return", kind="main", height="tall"))
    for text, ticked in (("Показательный случай", False), ("Ответ дан письменно", True)):
        tick = CheckField(text)
        tick.set_value(ticked)
        result.add(tick)
    result.add_stretch()
    row.addWidget(result, 1)
    column.addLayout(row, 1)
    return page


def queue() -> QWidget:
    """The queue, what is due, banners, an empty place and the quiet notice."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
    row.setSpacing(sizes.GAP)
    left = QVBoxLayout()
    left.setSpacing(sizes.GAP)
    card = Card("Очередь", "ждут 4 · среднее 12 мин", padded=False)
    card.add_header(Button("Вызвать", shortcut="F4", height="compact"))
    tickets = RecordList("Очередь", inset=sizes.CARD)
    tickets.set_records(
        [
            Record(1, "Пономарёва Н. С.", lead="А12", detail="к Кузнецовой И. П. · на 12:00", badge="Ожидает",
                   badge_role="amber", note="14 мин"),
            Record(2, "Юшков Б. Н.", lead="А13", detail="к Ахметовой Г. Р. · на 12:00", badge="Ожидает",
                   badge_role="amber", note="9 мин"),
            Record(3, "Дьяконова Р. В.", lead="Б04", detail="без записи · ЖКХ", badge="Долго ждёт", badge_role="red",
                   note="22 мин", note_role="red"),
        ]
    )  # fmt: skip
    card.add(tickets)
    left.addWidget(card)
    due = Card("На контроле")
    due_list = RecordList("На контроле")
    due_list.set_records(
        [
            Record(1, "2026-001148 · Отопление", badge="просрочено 2 дн.", badge_role="red"),
            Record(2, "2026-001167 · Лекарства", badge="завтра", badge_role="amber"),
        ]
    )
    due.add(due_list)
    left.addWidget(due)
    left.addStretch(1)
    row.addLayout(left, 1)
    right = QVBoxLayout()
    right.setSpacing(sizes.GAP)
    right.addWidget(
        Banner(
            "34 обращения при обычных 12–19 за месяц; 21 из них об отоплении, 9 с одной улицы.",
            title="Похоже на системную проблему: коммунальное хозяйство в Орджоникидзевском районе",
            role="red", button="Показать 34 обращения", bar=True,
        )
    )  # fmt: skip
    right.addWidget(Banner("Календарь праздников известен только по 2026 год.", role="accent", button="Календарь"))
    right.addWidget(Banner("Это учебная приёмная: люди в ней выдуманы.", role="amber", button="Начать свою"))
    nothing = Card()
    nothing.add(EmptyState("calendar", "На этот день никто не записан", button="Записать на приём", shortcut="F2",
                           hint="Позвонят — нажмите F2."))  # fmt: skip
    right.addWidget(nothing, 1)
    row.addLayout(right, 2)
    notice = Notice(page)
    notice.show_text("Записан: Третьякова М. Ю., 23 ноября, 14:00.", undo=True)
    return page


PAGES: dict[str, tuple[Callable[[], QWidget], int, int]] = {
    "buttons": (buttons, 1120, 240),
    "booking": (booking, 1180, 800),
    "appeal": (appeal, 1180, 820),
    "queue": (queue, 1100, 560),
}


def paint(folder: Path, themes: tuple[str, ...] = ("light", "dark"), only: str = "") -> list[Path]:
    """Paints the pages into PNG files and returns their paths."""
    from tests.ui.widgets import gallery_painted

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for theme in themes:
        apply(app, load_theme(theme))
        for name, (build, width, height) in {**PAGES, **gallery_painted.PAGES}.items():
            if only and name != only:
                continue
            page = build()
            dress(page)
            page.setAutoFillBackground(True)
            page.resize(width, height)
            page.show()
            page.activateWindow()
            focused = page.findChild(QWidget, "focused")
            if focused is not None:
                focused.setFocus()
            for _turn in range(4):
                app.processEvents()
            path = folder / f"{name}-{theme}.png"
            page.grab().save(str(path))
            made.append(path)
            page.close()
            page.deleteLater()
    return made


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    set_language(sys.argv[2] if len(sys.argv) > 2 else "ru")
    for painted in paint(Path(sys.argv[1]), only=sys.argv[3] if len(sys.argv) > 3 else ""):
        print(painted)
