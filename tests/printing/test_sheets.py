"""The report as workbook, table and JSON: the same numbers as on paper, and no text that runs."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook

from models.reports.labels import LISTS as LIST_TITLES
from models.reports.labels import TOTALS as TOTAL_LABELS
from models.reports.report import LISTS, TOTALS, Cell, Figure, Report, Row
from printing.report import report_pdf
from printing.sheets import report_csv, report_json, report_xlsx
from resources.formats import number, signed
from tests.printing import reading
from tests.printing.samples import a_report, an_empty_report

HOSTILE = ("=1+1", "+7", "-5", "@SUM(A1)", "\tтабуляция", "\rвозврат", "'кавычка", "=HYPERLINK(\"http://x\")",
           "http://example.org", "a\x01b", "ё" * 40_000)  # fmt: skip


def workbook(data: bytes) -> dict[str, list[list[Any]]]:
    """The cells of every sheet below its head."""
    book = load_workbook(BytesIO(data))
    return {sheet.title: [list(row) for row in sheet.iter_rows(min_row=6, values_only=True)] for sheet in book}


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def decimal(text: Any) -> Decimal | None:
    return None if text in ("", "–", None) else Decimal(str(text).replace(",", "."))


def facts(report: Report) -> dict[str, list[tuple[Any, ...]]]:
    """The report's own numbers, list by list."""
    lists: dict[str, list[tuple[Any, ...]]] = {
        "totals": [(f.now, f.before, f.change, f.change_percent) for f in report.totals.values()]
    }
    for name in LISTS:
        lists[name] = [
            (r.figure.now, r.figure.before, r.figure.change, r.figure.change_percent, r.share)
            for r in report.lists[name]
        ]
    return lists


@pytest.mark.parametrize("report", [a_report(), an_empty_report()], ids=["a month", "nothing"])
@pytest.mark.parametrize("code", ["en", "ru"])
def test_the_same_numbers_stand_in_every_form(report: Report, code: str, speak: Callable[[str], None]) -> None:
    speak(code)
    wanted = facts(report)
    titles = dict(zip(("totals", *LIST_TITLES), workbook(report_xlsx(report)), strict=False))
    cells, lines, parsed = workbook(report_xlsx(report)), table(report_csv(report)), json.loads(report_json(report))
    paper = reading.words("\n".join(reading.pages(report_pdf(report))))
    for name, rows in wanted.items():
        width = 1 if name == "totals" else 2
        assert [tuple(decimal(v) for v in row[width:]) for row in cells[titles[name]]] == rows
        keys = ("now", "before", "change", "change_percent", "share")[: 4 if name == "totals" else 5]
        assert [tuple(decimal(line[key]) for key in keys) for line in lines if line["list"] == name] == rows
        found = parsed["totals"].values() if name == "totals" else parsed[name]
        assert [tuple(decimal(row[key]) for key in keys) for row in found] == rows
        for row in rows:
            shown = [
                "–"
                if value is None
                else signed(value, places(value))
                if place in (2, 3)
                else number(value, places(value))
                for place, value in enumerate(row)
            ]
            assert " ".join(" ".join(shown).split()) in paper


def places(value: int | Decimal) -> int:
    return -int(value.as_tuple().exponent) if isinstance(value, Decimal) else 0


def test_json_has_the_agreed_shape() -> None:
    report = a_report()
    text = report_json(report)
    parsed = json.loads(text)
    assert parsed["period"] == {"name": "2026-11", "from": "2026-11-01", "to": "2026-11-30"}
    assert parsed["before"] == {"name": "2025-11", "from": "2025-11-01", "to": "2025-11-30"}
    assert parsed["totals"]["appeals"] == {"now": 349, "before": 327, "change": 22, "change_percent": 6.7}
    assert set(parsed["totals"]) >= set(TOTALS)
    assert set(parsed) >= {"topics", "channels", "kinds", "outcomes", "districts", "experts", "categories"}
    assert parsed["channels"][0] == {
        "code": "personal", "name": "на личном приёме", "now": 142, "before": 120, "change": 22,
        "change_percent": 18.3, "share": 40.69,
    }  # fmt: skip
    assert set(parsed["districts"][0]) == {"name", "now", "before", "change", "change_percent", "share"}
    assert set(parsed["district_topics"][0]) == {"district", "code", "now", "before"}
    assert parsed["alerts"] == [
        {"district": "Орджоникидзевский", "code": "0005.0005", "now": 34, "expected": 15.2, "p_value": 0.0003}
    ]
    assert '"now": 318142.50, "before": 1204318.20' in text
    assert parsed["as_of"] == "2026-12-02T11:42"


def test_json_has_null_where_there_is_no_base() -> None:
    parsed = json.loads(report_json(an_empty_report()))
    assert parsed["totals"]["appeals"] == {"now": 0, "before": 0, "change": 0, "change_percent": None}
    assert parsed["totals"]["mean_days_to_answer"] == dict.fromkeys(("now", "before", "change", "change_percent"))
    assert parsed["topics"] == []


def test_json_keeps_any_text() -> None:
    for text in (*HOSTILE, 'кавычки " и \\ обратная', "\u2028"):
        assert json.loads(report_json(a_report(office=text)))["office"] == text


def test_keys_stay_and_words_are_translated(speak: Callable[[str], None]) -> None:
    speak("ru")
    lines = table(report_csv(a_report()))
    assert lines[0]["list"] == "totals"
    assert lines[0]["code"] == "appeals"
    assert {line["list"] for line in lines} == {"totals", *LISTS, "district_topics", "alerts"}


def test_csv_is_for_spreadsheets() -> None:
    data = report_csv(a_report())
    assert data.startswith(b"\xef\xbb\xbflist;code;name;now;before;change;change_percent;share")
    alert = next(line for line in table(data) if line["list"] == "alerts")
    assert (alert["now"], alert["expected"], alert["p_value"]) == ("34", "15.2", "0.0003")


def test_csv_has_decimal_commas_in_russian(speak: Callable[[str], None]) -> None:
    speak("ru")
    first = table(report_csv(a_report()))[0]
    assert (first["now"], first["change_percent"]) == ("349", "6,7")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula(text: str) -> None:
    report = a_report(office=text)
    lists: dict[str, tuple[Row, ...]] = {name: (report.lists[name][0]._replace(name=text),) for name in LISTS}
    report = replace(report, lists=lists, district_topics=(Cell(1, text, "0005", 1, 0),))
    names = [line["name"] for line in table(report_csv(report)) if line["list"] in (*LISTS, "district_topics")]
    assert not any(name.startswith(("=", "+", "-", "@", "\t", "\r")) for name in names)
    if text.startswith(("=", "+", "-", "@", "'")):
        assert set(names) == {"'" + text}
    for sheet in load_workbook(BytesIO(report_xlsx(report))):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None


def test_a_text_longer_than_a_cell_is_marked_as_cut() -> None:
    report = a_report()
    lists = {**report.lists, "experts": (report.lists["experts"][0]._replace(name="ё" * 40_000),)}
    cells = workbook(report_xlsx(replace(report, lists=lists)))
    name = cells[LIST_TITLES["experts"]][0][1]
    assert len(name) == 32_767
    assert name.endswith("…")


def test_the_workbook_says_what_it_is_and_its_head_stays() -> None:
    book = load_workbook(BytesIO(report_xlsx(a_report())))
    assert len(book.sheetnames) == 3 + len(LIST_TITLES)
    for sheet in book:
        assert str(sheet["A1"].value).startswith("Report for November 2026. ")
        assert "As of 02/12/2026, 11:42; compared with November 2025. Shares of 349 appeals." in str(sheet["A3"].value)
        assert sheet.freeze_panes == "A6"
    totals = book[book.sheetnames[0]]
    assert [totals.cell(6, column).value for column in range(1, 6)] == ["Appeals", 349, 327, 22, 6.7]
    assert totals["B6"].number_format == "#,##0"
    assert totals["E6"].number_format == "#,##0.0"
    assert [row[0].value for row in totals.iter_rows(min_row=6)] == list(TOTAL_LABELS.values())


def test_the_workbook_opens_in_every_language(every_language: str) -> None:
    book = load_workbook(BytesIO(report_xlsx(a_report())))
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert len(set(book.sheetnames)) == 3 + len(LIST_TITLES)


def test_the_same_report_is_the_same_bytes() -> None:
    assert report_xlsx(a_report()) == report_xlsx(a_report())
    assert report_csv(a_report()) == report_csv(a_report())
    assert report_json(a_report()) == report_json(a_report())


def test_an_absent_average_is_a_dash_in_the_workbook() -> None:
    report = a_report()
    totals = {**report.totals, "mean_days_to_answer": Figure(Decimal("3.5"), None)}
    rows = workbook(report_xlsx(replace(report, totals=totals)))["Totals"]
    assert ["Mean time to answer, days", 3.5, "–", "–", "–"] in rows
