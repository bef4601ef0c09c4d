"""What others do with the same work: duckdb counts the report, WeasyPrint with matplotlib prints it. Extras only.

Each peer does what its users would write: one scan with grouping sets, one page of HTML with charts. Where a peer is
not installed, its row of the bench says so and is not judged.
"""

from __future__ import annotations

import base64
import csv
import importlib.util
import io
import logging
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from models.letters.sheet import LetterSheet
from models.office.desk import Desk
from models.reports.report import Report

_APPEALS = (
    "received_on", "due_on", "closed_on", "topic", "channel", "kind", "expert_id", "category", "district_id", "outcome",
    "is_repeated", "collective", "amount",
)  # fmt: skip
_RECEPTIONS = ("starts_at", "state", "visitor_id")
_PORTION = 50_000

# Both periods and the twelve months before, in one scan each: the quickest that we found.
_REPORT = """
SELECT topic, channel, kind, expert_id, category, district_id, substr(topic, 1, 9) AS subject, outcome,
    count(*) FILTER (received_on BETWEEN $a AND $b), count(*) FILTER (received_on BETWEEN $c AND $d),
    count(*) FILTER (received_on BETWEEN $a AND $b AND closed_on > due_on),
    count(*) FILTER (received_on BETWEEN $a AND $b AND is_repeated = 1),
    count(*) FILTER (received_on BETWEEN $a AND $b AND collective > 1),
    sum(date_diff('day', received_on, closed_on)) FILTER (received_on BETWEEN $a AND $b),
    sum(amount) FILTER (received_on BETWEEN $a AND $b),
    count(*) FILTER (received_on BETWEEN $a AND $b AND outcome IS NULL AND due_on < $today)
FROM appeal WHERE received_on BETWEEN $a AND $b OR received_on BETWEEN $c AND $d
GROUP BY GROUPING SETS ((topic), (channel), (kind), (expert_id), (category), (district_id),
    (district_id, substr(topic, 1, 9)), (outcome))
"""
_PAST = """
SELECT district_id, substr(topic, 1, 9) AS subject, count(*) FROM appeal
WHERE received_on >= $a::DATE - INTERVAL 12 MONTH AND received_on < $a GROUP BY ALL
"""
_PEOPLE = """
SELECT count(*) FILTER (state <> 'no-show'), count(*) FILTER (state = 'no-show'),
    count(DISTINCT visitor_id) FILTER (state = 'done')
FROM appointment WHERE state IN ('started', 'done', 'no-show') AND starts_at >= $a AND starts_at < $b::DATE + 1
"""


def is_here(*modules: str) -> bool:
    """Whether the peer is installed."""
    return all(importlib.util.find_spec(name) is not None for name in modules)


def duckdb_report(desk: Desk, kept: Path) -> Callable[[Report], object]:
    """The same appeals and receptions in a duckdb file beside the office; gives what counts a report there."""
    import duckdb

    is_new = not kept.exists()
    connection = duckdb.connect(str(kept))
    if is_new:
        _copied(desk, connection, "appeal", _APPEALS, "WHERE is_annulled = 0", kept)
        _copied(desk, connection, "appointment", _RECEPTIONS, "", kept)

    def count(report: Report) -> object:
        now, then = report.period, report.before
        days = {"a": now.first, "b": now.last, "c": then.first, "d": then.last}
        found = [connection.execute(_REPORT, days | {"today": report.as_of.date()}).fetchall()]
        found.append(connection.execute(_PAST, {"a": now.first}).fetchall())
        for one in (now, then):
            found.append(connection.execute(_PEOPLE, {"a": one.first, "b": one.last}).fetchall())
        return found

    return count


def _copied(desk: Desk, connection: Any, table: str, columns: Sequence[str], where: str, kept: Path) -> None:
    """Through a CSV file, which duckdb reads quickest."""
    between = kept.with_suffix(".csv")
    try:
        with between.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(columns)
            cursor = desk.db.connection().execute(f"SELECT {', '.join(columns)} FROM {table} {where} ORDER BY id")
            while part := cursor.fetchmany(_PORTION):
                writer.writerows(part)
        connection.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv(?, header = true)", [str(between)])
    finally:
        between.unlink(missing_ok=True)


def weasyprint_report(report: Report) -> bytes:
    """The month as HTML with two charts of matplotlib."""
    totals = "".join(
        f"<tr><td>{escape(name)}</td><td>{figure.now}</td><td>{figure.before}</td><td>{figure.change_percent}</td></tr>"
        for name, figure in report.totals.items()
    )
    lists = "".join(
        f"<h2>{escape(name)}</h2><table>" + "".join(
            f"<tr><td>{escape(row.name)}</td><td>{row.figure.now}</td><td>{row.figure.before}</td>"
            f"<td>{row.figure.change_percent}</td><td>{row.share}</td></tr>" for row in rows
        ) + "</table>"
        for name, rows in report.lists.items()
    )  # fmt: skip
    sections = [row for row in report.lists["topics"] if "." not in (row.code or "")]
    districts = report.lists["districts"]
    charts = "".join(
        f'<img src="data:image/svg+xml;base64,{_chart(rows)}">'
        for rows in ([(r.name, r.figure.now) for r in sections], [(r.name, r.figure.now) for r in districts])
    )
    return _printed(f"<h1>{escape(report.office)}</h1><table>{totals}</table>{charts}{lists}")


def _chart(rows: Sequence[tuple[str, Any]]) -> str:
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6, 3))
    FigureCanvasSVG(figure)
    axes = figure.subplots()
    axes.barh([name for name, _now in rows], [float(now) for _name, now in rows])
    out = io.BytesIO()
    figure.savefig(out, format="svg")
    return base64.b64encode(out.getvalue()).decode()


def weasyprint_letters(sheets: Sequence[LetterSheet]) -> bytes:
    """The letters as HTML, each on a page of its own."""
    pages = "".join(
        '<section style="page-break-after: always">'
        f"<header>{escape(sheet.office_name)}<br>{escape(sheet.office_address)}</header>"
        f'<p style="margin-left: 50%">{escape(sheet.addressee)}<br>{escape(sheet.address)}</p>'
        f"<p>{escape(sheet.heading)}</p><p style='text-align: center'>{escape(sheet.salutation)}</p>"
        + "".join(f"<p>{escape(part)}</p>" for part in sheet.body.split("\n"))
        + f"<p>{escape(sheet.signer)}</p></section>"
        for sheet in sheets
    )
    return _printed(pages)


def _printed(html: str) -> bytes:
    from weasyprint import HTML

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    style = "<style>@page { size: A4; margin: 20mm } body { font: 11pt 'PT Serif', serif } td { padding: 2pt }</style>"
    made: bytes = HTML(string=f"<html><head>{style}</head><body>{html}</body></html>").write_pdf()
    return made
