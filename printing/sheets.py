"""The report as a workbook, a table of separated values and JSON, and plain rows as a workbook: never formulas."""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from models.exchange.exporting import Table, write_csv
from models.problems import Problem, Refused
from models.reports.labels import LISTS as LIST_TITLES
from models.reports.labels import TOTALS as TOTAL_LABELS
from models.reports.labels import base_of_shares, period_words, report_title
from models.reports.report import LISTS, Figure, Number, Period, Report, Row
from printing.text import clean
from resources.formats import date_time
from resources.words import N_, language, translate

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Cell = str | Number | None

_NONE = "–"
_CSV_HEAD = ("list", "code", "name", "now", "before", "change", "change_percent", "share", "expected", "p_value")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")  # what a spreadsheet would run, and our own guard
_LONGEST = 32_767  # letters in a cell of a workbook
_HEADER_ROW = 4
MOST_ROWS = 1_048_575  # of a workbook's sheet beside the header


# -- workbook ------------------------------------------------------------------------------------------------------


def report_xlsx(report: Report) -> bytes:
    """The report as an Excel workbook in the current language, one sheet a list."""
    from xlsxwriter.workbook import Workbook

    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": report_title(report.period), "created": report.as_of})
    sheets = _Sheets(book, report)
    now, before = report.period.name[:4], report.before.name[:4]
    figures = (now, before, "+/−", "+/−, %")
    totals = [
        (translate(label), *_cells(report.totals[key])) for key, label in TOTAL_LABELS.items() if key in report.totals
    ]
    sheets.add(translate(N_("Totals")), (translate(N_("Indicator")), *figures), totals, names=1)
    for name in LIST_TITLES:
        rows = report.lists.get(name, ())
        head = (translate(N_("Code")), translate(N_("Name")), *figures, translate(N_("share, %")))
        lines = [(row.code or "", row.name, *_cells(row.figure), row.share) for row in rows]
        sheets.add(translate(LIST_TITLES[name]), head, lines, names=2)
    names = {row.code: row.name for row in report.lists.get("topics", ())}
    cells = [
        (cell.district, cell.code, names.get(cell.code, ""), *_cells(Figure(cell.now, cell.before)))
        for cell in report.district_topics
    ]
    place = (translate(N_("District")), translate(N_("Code")), translate(N_("Topic")))
    sheets.add(translate(N_("Districts and topics")), (*place, *figures), cells, names=3)
    alerts = [(a.district, a.code, a.topic, a.now, a.expected, a.p_value) for a in report.alerts]
    chance = (now, translate(N_("Expected")), translate(N_("Probability of chance")))
    sheets.add(translate(N_("What stands out")), (*place, *chance), alerts, names=3)
    book.close()
    return file.getvalue()


class _Sheets:
    """Adds sheets of one look to a workbook: a title, as of when, a head that stays, numbers as numbers."""

    def __init__(self, book: Workbook, report: Report) -> None:
        self._book, self._report = book, report
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._quiet = book.add_format({"font_color": "gray"})
        self._head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
        self._head_right = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "align": "right"})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._dash = book.add_format({"align": "right", "valign": "top"})
        self._numbers: dict[int, Format] = {}

    def add(self, title: str, head: Sequence[str], lines: Iterable[Sequence[Cell]], *, names: int) -> None:
        """One sheet; the first `names` columns are words."""
        sheet = self._book.add_worksheet(_sheet_name(title))
        self._write_heading(sheet, title)
        for column, text in enumerate(head):
            sheet.write_string(_HEADER_ROW, column, text, self._head if column < names else self._head_right)
        number = _HEADER_ROW
        for number, line in enumerate(lines, start=_HEADER_ROW + 1):
            for column, value in enumerate(line):
                self._write(sheet, number, column, value, is_text=column < names)
        sheet.set_column(0, names - 1, 24)
        sheet.set_column(names - 1, names - 1, 56)
        sheet.set_column(names, len(head) - 1, 13)
        sheet.freeze_panes(_HEADER_ROW + 1, 0)
        sheet.repeat_rows(_HEADER_ROW)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        if number > _HEADER_ROW:
            sheet.autofilter(_HEADER_ROW, 0, number, len(head) - 1)

    def _write_heading(self, sheet: Worksheet, title: str) -> None:
        report = self._report
        as_of = translate(N_("As of {time}")).format(time=date_time(report.as_of))
        compared = translate(N_("compared with {period}")).format(period=period_words(report.before))
        sheet.write_string(0, 0, f"{report_title(report.period)}. {title}", self._title)
        sheet.write_string(1, 0, _plain(report.office))
        sheet.write_string(2, 0, f"{as_of}; {compared}. {base_of_shares(report)}", self._quiet)

    def _write(self, sheet: Worksheet, row: int, column: int, value: Cell, *, is_text: bool) -> None:
        if is_text:
            sheet.write_string(row, column, _plain(str(value)), self._text)
        elif value is None:
            sheet.write_string(row, column, _NONE, self._dash)
        else:
            assert not isinstance(value, str)
            sheet.write_number(row, column, float(value), self._number(_places(value)))

    def _number(self, places: int) -> Format:
        if places not in self._numbers:
            pattern = "#,##0" + ("." + "0" * places if places else "")
            self._numbers[places] = self._book.add_format({"num_format": pattern, "valign": "top"})
        return self._numbers[places]


# -- plain rows ----------------------------------------------------------------------------------------------------


def write_records(path: Path, ending: str, kind: str, table: Table) -> None:
    """Writes an export as CSV or as a workbook, as the ending of the file's name says; `path` may be called otherwise.

    Raises OSError, and Refused where there are more rows than a sheet holds.
    """
    if ending.lower() == ".csv":
        write_csv(path, table)
        return
    if table.count > MOST_ROWS:
        sentence = N_("A sheet holds {n} rows at most; export to CSV, or choose fewer days.")
        raise Refused(Problem("too-many", sentence, "", {"n": MOST_ROWS}))
    write_rows(path, kind, table.header, table.rows)


def write_rows(path: Path, title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Writes a workbook of plain texts that `import` reads back; row by row, so that it may be as long as a sheet is.

    Raises OSError. Rows that wait for the end stand in a folder beside the file, which never stays behind.
    """
    from xlsxwriter.exceptions import FileCreateError
    from xlsxwriter.workbook import Workbook

    with TemporaryDirectory(prefix=".", dir=path.parent) as folder:
        options = {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False, "strings_to_urls": False}
        book = Workbook(str(path), options)
        sheet = book.add_worksheet(_sheet_name(title))
        sheet.freeze_panes(1, 0)
        write = sheet.write_string
        try:
            for number, row in enumerate(itertools.chain((header,), rows)):
                for column, text in enumerate(row):
                    if text:
                        write(number, column, text)
            book.close()
        except FileCreateError as error:
            cause = error.args[0] if error.args else None
            raise (cause if isinstance(cause, OSError) else OSError(*error.args)) from error
        finally:
            sheet.row_data_fh.close()


# -- separated values ----------------------------------------------------------------------------------------------


def report_csv(report: Report) -> bytes:
    """One table of all lists for spreadsheets: UTF-8 with a mark, semicolons, decimal comma in Russian."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_CSV_HEAD)
    for line in _csv_lines(report):
        writer.writerow([_field(value) for value in line] + [""] * (len(_CSV_HEAD) - len(line)))
    return text.getvalue().encode("utf-8-sig")


def _csv_lines(report: Report) -> Iterator[tuple[Cell, ...]]:
    for key, figure in report.totals.items():
        yield "totals", key, translate(TOTAL_LABELS.get(key, "")), *_cells(figure)
    for name in LISTS:
        for row in report.lists.get(name, ()):
            yield name, row.code, row.name, *_cells(row.figure), row.share
    for cell in report.district_topics:
        yield "district_topics", cell.code, cell.district, *_cells(Figure(cell.now, cell.before))
    for alert in report.alerts:
        yield "alerts", alert.code, alert.district, alert.now, "", "", "", "", alert.expected, alert.p_value


def _field(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        text = _plain(value)
        return "'" + text if text.startswith(_FORMULA) else text
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return text.replace(".", ",") if language() == "ru" else text


# -- JSON ----------------------------------------------------------------------------------------------------------


def report_json(report: Report) -> str:
    """The report for programs: the keys are fixed, numbers keep their decimals, what is absent is null."""
    facts: dict[str, Any] = {
        "office": report.office,
        "as_of": report.as_of.strftime("%Y-%m-%dT%H:%M"),
        "period": _period(report.period),
        "before": _period(report.before),
        "totals": {key: _figure(figure) for key, figure in report.totals.items()},
    }
    for name in LISTS:
        facts[name] = [_row(row) for row in report.lists.get(name, ())]
    facts["district_topics"] = [
        {"district": cell.district, "code": cell.code, "now": cell.now, "before": cell.before}
        for cell in report.district_topics
    ]
    facts["alerts"] = [
        {"district": a.district, "code": a.code, "now": a.now, "expected": a.expected, "p_value": a.p_value}
        for a in report.alerts
    ]
    return _json(facts)


def _period(period: Period) -> dict[str, str]:
    return {"name": period.name, "from": period.first.isoformat(), "to": period.last.isoformat()}


def _figure(figure: Figure) -> dict[str, Number | None]:
    return dict(zip(("now", "before", "change", "change_percent"), _cells(figure), strict=True))


def _row(row: Row) -> dict[str, Any]:
    named: dict[str, Any] = {"name": row.name} if row.code is None else {"code": row.code, "name": row.name}
    return {**named, **_figure(row.figure), "share": row.share}


def _json(value: Any, indent: str = "") -> str:
    """json.dumps would make floats of decimals, and 4318.20 would lose its kopecks' place."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    deeper = indent + "  "
    if isinstance(value, dict):
        flat = not any(isinstance(part, (dict, list)) for part in value.values())
        parts = [f"{json.dumps(key)}: {_json(part, deeper)}" for key, part in value.items()]
        return _enclosed("{", parts, "}", indent, flat)
    if isinstance(value, list):
        return _enclosed("[", [_json(part, deeper) for part in value], "]", indent, not value)
    return json.dumps(value, ensure_ascii=False)


def _enclosed(opening: str, parts: Sequence[str], closing: str, indent: str, flat: bool) -> str:
    if flat:
        return opening + ", ".join(parts) + closing
    inner = ",\n".join(f"{indent}  {part}" for part in parts)
    return f"{opening}\n{inner}\n{indent}{closing}"


# -- shared --------------------------------------------------------------------------------------------------------


def _cells(figure: Figure) -> tuple[Number | None, ...]:
    return figure.now, figure.before, figure.change, figure.change_percent


def _places(value: Number) -> int:
    return max(0, -int(value.as_tuple().exponent)) if isinstance(value, Decimal) else 0


def _plain(text: str) -> str:
    text = clean(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _sheet_name(title: str) -> str:
    """Excel takes 31 letters and none of these signs; no two sheets of a report share a beginning."""
    return "".join(" " if sign in "[]:*?/\\" else sign for sign in title)[:31].strip("'")
