"""The report on paper: everything on it, its places, its zero bases, its breaks, in every language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from models.reports.labels import LISTS, TOTALS, period_words, report_title
from models.reports.report import Alert, Cell, Figure, Period, Row
from printing.report import report_pdf
from resources.words import translate
from tests.printing import reading
from tests.printing.samples import DISTRICTS, EXPERTS, a_report, a_row, an_empty_report


def test_the_first_sheet_holds_the_month() -> None:
    first = reading.words(reading.pages(report_pdf(a_report()))[0])
    for part in (
        "Report for November 2026", "Приёмная по работе с обращениями граждан", "As of 02/12/2026, 11:42",
        "compared with November 2025", "a year ago 327, +6.7%", "43.55% of appeals", "overdue: 3", "outreach events: 4",
        "This may be a systemic problem: Коммунальное хозяйство (Орджоникидзевский)",
        "34 appeals where 15.2 are usual. Probability of chance: 0.03%.", "Shares of 349 appeals.",
        "so shares may add up to more than 100 %", "318,142.50", "1,204,318.20", "−886,175.70", "Districts and topics",
    ):  # fmt: skip
        assert part in first
    for label in TOTALS.values():
        assert label in first
    for district in DISTRICTS:
        assert district in first


def test_every_row_of_every_list_is_printed_with_its_numbers() -> None:
    report = a_report()
    printed = reading.words("\n".join(reading.pages(report_pdf(report)))).replace("- ", "")
    squeezed = "".join(printed.split()).replace("-", "")
    for name, title in LISTS.items():
        assert title in printed
        for row in report.lists[name]:
            assert "".join(row.name.split()).replace("-", "") in squeezed
            assert row.share is not None
            change = row.figure.change
            signed = str(change) if not change else f"{change:+d}".replace("-", "−")
            assert f"{row.figure.now} {row.figure.before} {signed}" in printed


def test_a_topics_rows_stand_under_what_they_belong_to() -> None:
    pdf = report_pdf(a_report())
    codes = [
        piece.text for page in range(1, len(reading.pages(pdf))) for piece in reading.pieces(pdf, page)
        if piece.text[:4].isdigit() and piece.text.startswith("000")
    ]  # fmt: skip
    assert len(codes) == len(a_report().lists["topics"])
    for number, code in enumerate(codes):
        if "." in code:
            assert code.rpartition(".")[0] in codes[:number]
    sections = [code for code in codes if "." not in code]
    assert sections == [row.code for row in a_report().lists["topics"] if row.code in sections]


def test_russian_numbers_and_dates_are_russian(speak: Callable[[str], None]) -> None:
    speak("ru")
    text = reading.whole(report_pdf(a_report()))
    for part in ("ноябрь 2026 года", "ноябрь 2025 года", "02.12.2026, 11:42", "33,81 %", "+6,7", "1 204 318,20",
                 "0,03 %", report_title(a_report().period), translate("Totals")):  # fmt: skip
        assert part in text


def test_the_paper_opens_in_every_language(every_language: str) -> None:
    pdf = report_pdf(a_report())
    assert 3 <= len(reading.pages(pdf)) <= 7
    for page in range(len(reading.pages(pdf))):
        assert reading.left_edge(pdf, page) >= 19
        assert reading.right_edge(pdf, page) <= 198.5
        assert reading.bottom_edge(pdf, page) <= 284


def test_a_zero_base_prints_a_dash_and_no_error() -> None:
    pdf = report_pdf(an_empty_report())
    text = reading.whole(pdf)
    assert len(reading.pages(pdf)) == 1
    assert "Appeals 0 0 0 –" in text
    assert "Mean time to answer, days – – – –" in text
    assert "No appeals were registered in this period." in text
    assert "0%" not in text


def test_a_first_year_has_numbers_but_no_change_in_per_cent() -> None:
    report = a_report()
    totals = {key: Figure(figure.now, 0) for key, figure in report.totals.items()}
    lists: dict[str, tuple[Row, ...]] = {"topics": (a_row("0005", "Жилищно-коммунальная сфера", 5, 0, base=5),)}
    text = reading.whole(report_pdf(replace(report, totals=totals, lists=lists, district_topics=(), alerts=())))
    assert "Appeals 349 0 +349 –" in text
    assert "5 0 +5 – 100.00" in text


def test_the_same_report_is_the_same_bytes() -> None:
    assert report_pdf(a_report()) == report_pdf(a_report())


def test_fonts_are_embedded_and_pages_numbered_from_the_second() -> None:
    pdf = report_pdf(a_report())
    fonts = reading.fonts(pdf)
    assert all(fonts.values())
    assert all("PTSans" in name for name in fonts)
    assert not any(piece.top < 15 for piece in reading.pieces(pdf, 0))
    number = min(reading.pieces(pdf, 1), key=lambda piece: piece.top)
    assert number.text == "2"
    assert number.left == pytest.approx(20 + 178 / 2, abs=2)
    assert PdfReader(BytesIO(pdf)).metadata.title == "Report for November 2026"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "first", "last", "english", "russian"),
    [
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30), "November 2026", "ноябрь 2026 года"),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), "the fourth quarter of 2026", "четвёртый квартал 2026 года"),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31), "the second half of 2026", "второе полугодие 2026 года"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "the year 2026", "2026 год"),
    ],
)
def test_periods_are_named_in_words(
    name: str, first: date, last: date, english: str, russian: str, speak: Callable[[str], None]
) -> None:
    period = Period(name, first, last)
    assert period_words(period) == english
    assert f"Report for {english}" in reading.whole(report_pdf(a_report(period=period)))
    speak("ru")
    assert period_words(period) == russian


def test_long_names_and_large_numbers_stay_on_the_sheet() -> None:
    report = a_report()
    long = "Очень длинное наименование, которое никак не помещается в одну строку, " * 6
    lists = {name: tuple(row._replace(name=long + row.name) for row in rows) for name, rows in report.lists.items()}
    totals = {key: Figure(Decimal("123456789012.34"), Decimal("-98765432109.87")) for key in report.totals}
    cells = tuple(cell._replace(district=long + cell.district, now=10**9) for cell in report.district_topics)
    pdf = report_pdf(replace(report, office=long, lists=lists, totals=totals, district_topics=cells))
    for page in range(len(reading.pages(pdf))):
        assert reading.right_edge(pdf, page) <= 198.5
        assert reading.left_edge(pdf, page) >= 19
    assert "123,456,789,012.34" in reading.whole(pdf)


def test_hundreds_of_districts_and_alerts_run_over_pages() -> None:
    report = a_report()
    names = [f"Район {n:03}" for n in range(150)]
    lists = {**report.lists, "districts": tuple(a_row(None, name, 2, 1) for name in names)}
    cells = tuple(Cell(n, name, "0005", 2, 1) for n, name in enumerate(names))
    alerts = tuple(
        Alert(n, name, "0005", "Жильё", 9, Decimal("1.5"), Decimal("0.00001")) for n, name in enumerate(names)
    )
    pdf = report_pdf(replace(report, lists=lists, district_topics=cells, alerts=alerts))
    text = reading.whole(pdf)
    for name in names:
        assert text.count(name) == 3
    assert "< 0.01%" in text
    assert all(reading.bottom_edge(pdf, page) <= 284 for page in range(len(reading.pages(pdf))))


@pytest.mark.parametrize("text", ["<b>&amp;<img src='/etc/passwd'>", "=1+1", "(\\( Tj", "a\x00b\u202ec", "{name} %s"])
def test_hostile_names_are_printed_as_typed(text: str) -> None:
    report = a_report(office=text)
    lists: dict[str, tuple[Row, ...]] = {name: (rows[0]._replace(name=text),) for name, rows in report.lists.items()}
    cells = (Cell(1, text, "0005", 3, 1),)
    alerts = (Alert(1, text, "0005", text, 3, Decimal("0.5"), Decimal("0.01")),)
    pdf = report_pdf(replace(report, lists=lists, district_topics=cells, alerts=alerts))
    assert reading.pictures(pdf) == 0
    shown = "".join(letter for letter in text if letter not in "\x00\u202e")
    assert "".join(reading.whole(pdf).split()).count("".join(shown.split())) >= len(lists) + 4


def test_the_experts_are_all_there() -> None:
    squeezed = "".join(reading.whole(report_pdf(a_report())).split())
    for name in EXPERTS:
        assert "".join(name.split()) in squeezed


def test_the_figures_of_a_column_end_at_one_place() -> None:
    pdf = report_pdf(a_report())
    shares = [one for one in reading.letters(pdf, len(reading.pages(pdf)) - 1) if one[0].isdigit() and one[1] > 535]
    ends: list[float] = []
    last = 0.0
    for _digit, _left, right, bottom in shares:
        if abs(bottom - last) > 3:  # another row
            ends.append(right)
        ends[-1], last = max(ends[-1], right), bottom
    assert len(ends) > 5
    assert max(ends) - min(ends) < 1  # point: the ink of digits, which are of equal width


def test_a_topic_without_the_one_above_it_is_printed_too() -> None:
    lost = a_row("0007.0001.0002", "Потерянная тема", 3, 1)
    report = a_report()
    pdf = report_pdf(replace(report, lists={**report.lists, "topics": (*report.lists["topics"], lost)}))
    assert "Потерянная тема" in reading.whole(pdf)
