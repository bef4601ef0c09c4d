"""Letters and reports of a realistic size for the tests of paper; every person and number in them is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from random import Random
from typing import Any

from models.letters.sheet import LetterSheet
from models.reports.report import TOTALS, Alert, Cell, Figure, Period, Report, Row

BODY = (
    "Ваше обращение, поданное на личном приёме 11 ноября 2026 года, рассмотрено.\n"
    "По нашему запросу Инспекция государственного жилищного надзора провела 24 ноября замеры температуры воздуха "
    "в Вашей квартире. Нарушение подтверждено: температура в угловой комнате составила 15 °C при норме 20 °C. "
    "Управляющей компании выдано предписание об устранении нарушения до 4 декабря 2026 года.\n"
    "За октябрь и ноябрь управляющая компания произвела перерасчёт платы за отопление на сумму 4 318 рублей "
    "20 копеек. Он будет отражён в квитанции за декабрь.\n"
    "Если температура не восстановится, сообщите нам по телефону 8 (342) 200-00-00. Вы вправе обжаловать это "
    "решение в административном или судебном порядке."
)


def a_sheet(**facts: Any) -> LetterSheet:
    """A signed Russian letter."""
    sheet = LetterSheet(
        office_name="Приёмная по работе с обращениями граждан",
        office_address="ул. Садовая, д. 12, г. Пермь, 614000",
        office_phones=("8 (342) 200-00-00",),
        office_email="",
        number="221",
        signed_on=date(2026, 12, 2),
        appeal_number="2026-001102",
        appeal_received_on=date(2026, 11, 11),
        addressee="Третьяковой М.Ю.",
        address="ул. Революции, д. 24, кв. 61,\nг. Пермь, 614007",
        heading="О теплоснабжении квартиры",
        salutation="Уважаемая Мария Юрьевна!",
        body=BODY,
        enclosure="на 2 л. в 1 экз.",
        signer_position="Руководитель приёмной",
        signer="А.В. Белов",
        executor="Соколова Елена Викторовна",
        executor_phone="8 (342) 200-00-00, доб. 12",
    )
    return replace(sheet, **facts)


def a_draft(**facts: Any) -> LetterSheet:
    """The same letter before it is signed."""
    return a_sheet(number=None, signed_on=None, **facts)


def an_english_sheet(**facts: Any) -> LetterSheet:
    """A signed letter of an office that writes English."""
    english = a_sheet(
        office_name="Public Reception Office",
        office_address="12 Garden Street, Perm, 614000",
        office_phones=("+7 342 200-00-00", "+7 342 200-00-01"),
        office_email="office@example.org",
        addressee="Ms. M. Tretyakova",
        address="24 Revolution Street, flat 61\nPerm, 614007",
        heading="Heating of the flat",
        salutation="Dear Ms. Tretyakova,",
        body="Your appeal of 11 November 2026 has been considered.\nThe housing inspectorate measured the temperature "
        "in your flat. The violation was confirmed, and the managing company was ordered to put it right by "
        "4 December 2026.",
        enclosure="2 sheets, 1 copy",
        signer_position="Head of the office",
        signer="A. Belov",
        executor="Elena Sokolova",
        executor_phone="+7 342 200-00-00, ext. 12",
        language="en",
    )
    return replace(english, **facts)


_SECTIONS = (
    ("0005", "Жилищно-коммунальная сфера", 34),
    ("0002", "Социальная сфера", 32),
    ("0003", "Экономика", 18),
    ("0004", "Оборона, безопасность, законность", 9),
    ("0001", "Государство, общество, политика", 7),
)
_SUBJECTS = (
    "Коммунальное хозяйство",
    "Социальное обеспечение и социальное страхование",
    "Здравоохранение. Физическая культура и спорт. Туризм",
    "Образование. Наука. Культура",
)
_THEMES = (
    "Управляющие организации, товарищества собственников жилья и иные формы управления собственностью",
    "Перебои в теплоснабжении",
    "Оплата жилищно-коммунальных услуг, взносов в фонд капитального ремонта, дополнительных услуг (консьерж, охрана, "
    "видеонаблюдение)",
)
DISTRICTS = ("Ленинский", "Свердловский", "Индустриальный", "Мотовилихинский", "Орджоникидзевский", "Кировский",
             "Пермский муниципальный округ")  # fmt: skip
EXPERTS = ("Белов Андрей Викторович", "Соколова Елена Викторовна", "Ким Сергей Павлович", "Шевчук Женя Игоревна",
           "Салтыков-Щедрин Пётр Ильич", "Черных Анна Сергеевна")  # fmt: skip
APPEALS = 349


def a_row(code: str | None, name: str, now: int, before: int, base: int = APPEALS) -> Row:
    """A line of a list with its share of `base`."""
    return Row(code, name, now, before, base, key=code or name)


def a_report(**facts: Any) -> Report:
    """November 2026: 349 appeals, 5 sections, 20 subjects, 60 themes, 7 districts, 6 experts."""
    report = Report(
        office="Приёмная по работе с обращениями граждан",
        period=Period("2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        before=Period("2025-11", date(2025, 11, 1), date(2025, 11, 30)),
        as_of=datetime(2026, 12, 2, 11, 42),
        totals=_totals(),
        lists=_lists(),
        district_topics=_cells(),
        alerts=(
            Alert(5, "Орджоникидзевский", "0005.0005", "Коммунальное хозяйство", 34, Decimal("15.2"),
                  Decimal("0.0003")),
        ),
    )  # fmt: skip
    return replace(report, **facts)


def an_empty_report(**facts: Any) -> Report:
    """A future month: zeros, and nothing to compare with."""
    totals = {key: Figure(0, 0) for key in TOTALS}
    totals["mean_days_to_answer"] = Figure(None, None)
    return a_report(totals=totals, lists=dict.fromkeys(a_report().lists, ()), district_topics=(), alerts=(), **facts)


def _totals() -> dict[str, Figure]:
    pairs: tuple[tuple[Any, Any], ...] = (
        (APPEALS, 327), (152, 136), (143, 150), (20, 22), (8, 9), (26, 10), (3, 0), (5, 7), (31, 28), (4, 6), (88, 91),
        (261, 240), (4, 3), (244, 229), (17, 21), (Decimal("11.2"), Decimal("12.6")),
        (Decimal("318142.50"), Decimal("1204318.20")), (64, 0),
    )  # fmt: skip
    return {key: Figure(now, before) for key, (now, before) in zip(TOTALS, pairs, strict=True)}


def _lists() -> dict[str, tuple[Row, ...]]:
    def rows(*lines: tuple[str | None, str, int, int]) -> tuple[Row, ...]:
        return tuple(a_row(*line) for line in lines)

    split = (61, 58, 52, 50, 46, 44, 38)
    return {
        "topics": _topics(),
        "channels": rows(
            ("personal", "на личном приёме", 142, 120), ("written", "письменно", 88, 91),
            ("outreach", "на выездном приёме", 61, 40), ("phone", "по телефону", 31, 44),
            ("email", "по электронной почте", 19, 22), ("portal", "через портал", 8, 10),
            ("social", "в социальной сети", 0, 0),
        ),
        "kinds": rows(("statement", "заявление", 160, 150), ("oral", "устное обращение", 121, 110),
                      ("complaint", "жалоба", 61, 60), ("proposal", "предложение", 7, 7)),
        "outcomes": rows(("help", "оказана помощь", 152, 136), ("advice", "дана консультация", 143, 150),
                         ("open", "в работе", 26, 10), ("forwarded", "перенаправлено", 20, 22),
                         ("declined", "отказано", 8, 9)),
        "districts": rows(*((None, name, now, 327 // 7) for name, now in zip(DISTRICTS, split, strict=True))),
        "experts": rows(*((None, name, 90 - 14 * i, 80 - 11 * i) for i, name in enumerate(EXPERTS))),
        "categories": rows((None, "Пенсионеры", 120, 111), (None, "Многодетные семьи", 31, 0),
                           (None, "Участники боевых действий и члены их семей", 12, 9)),
    }  # fmt: skip


def _topics() -> tuple[Row, ...]:
    random = Random(5)
    rows = []
    for section, name, weight in _SECTIONS:
        whole = APPEALS * weight // 100
        rows.append(a_row(section, name, whole, whole - random.randint(-9, 9)))
        rest = whole
        for s, subject in enumerate(_SUBJECTS, start=5):
            part = max(1, rest // 2)
            rest = max(0, rest - part)
            rows.append(a_row(f"{section}.{s:04}", subject, part, random.randint(0, part + 4)))
            for t, theme in enumerate(_THEMES, start=1):
                code = f"{section}.{s:04}.{s * 3 + t:04}"
                rows.append(a_row(code, theme, max(1, part // (t + 1)), random.randint(0, part // 2)))
                rows.append(a_row(f"{code}.{random.randint(1, 1225):04}", f"Вопрос {t}: {theme.lower()}",
                                  max(1, part // (t + 2)), 0))  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (-int(row.figure.now or 0), row.code)))


def _cells() -> tuple[Cell, ...]:
    random = Random(7)
    cells = []
    for number, district in enumerate(DISTRICTS, start=1):
        for code, _name, weight in _SECTIONS:
            now = 34 if (number, code) == (5, "0005") else random.randint(0, weight // 2)
            if now:
                cells.append(Cell(number, district, code, now, random.randint(0, weight // 2)))
    return tuple(cells)
