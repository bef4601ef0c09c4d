"""Papers as they are printed, warm: the month's report and reply letters, beside a bare page of reportlab."""

from __future__ import annotations

import io
from collections.abc import Iterator

from models.appeals import queries as appeals
from models.appeals.queries import AppealFilter
from models.letters.queries import letter_for
from models.office.desk import Desk
from models.reports.queries import report
from tests.bench.measure import Line, interleaved, timed
from tests.bench.sample import Scale


def all_of(scale: Scale, desk: Desk) -> Iterator[Line]:
    from printing.letter import letter_pdf
    from printing.report import report_pdf
    from printing.sheets import report_csv, report_xlsx

    month = report(desk, "2026-11")
    closed = appeals.ids(desk, AppealFilter(outcome="help"))[:40]
    sheets = [letter_for(desk, appeal_id).sheet for appeal_id in closed]
    letters = iter(sheets * 2)
    cold = timed(lambda: report_pdf(month))
    letter_pdf(sheets[0])
    _bare_page()
    paper, letter, bare = interleaved(
        25, lambda: timed(lambda: report_pdf(month)), lambda: timed(lambda: letter_pdf(next(letters))),
        lambda: timed(_bare_page),
    )  # fmt: skip
    note = "bare: one line on a page"
    yield Line("report PDF, the first of the program", [cold])
    yield Line("report PDF, warm", paper, scale.goals.get("report pdf"), bare=bare, note=note)
    yield Line("letter PDF, warm", letter, bare=bare, note=note)
    report_xlsx(month)
    xlsx, csv = interleaved(10, lambda: timed(lambda: report_xlsx(month)), lambda: timed(lambda: report_csv(month)))
    yield Line("report XLSX", xlsx)
    yield Line("report CSV", csv)


def _bare_page() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(72, 720, "A page")
    canvas.save()
    return buffer.getvalue()
