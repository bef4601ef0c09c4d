"""Papers as they are printed, warm: the month's report and reply letters, beside a bare page of reportlab."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date

from models.appeals import queries as appeals
from models.appeals.queries import AppealFilter
from models.letters.queries import letter_for
from models.office.desk import Desk
from models.reports.queries import report
from tests.bench import peers
from tests.bench.measure import Line, interleaved, timed
from tests.bench.sample import Scale

LETTERS, FEWER = 1000, 60


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


def beside_peers(scale: Scale, desk: Desk) -> Iterator[Line]:
    """A thousand letters in one file, and the month's report, beside WeasyPrint, which prints fewer of them."""
    from printing.letter import letters_pdf
    from printing.report import report_pdf

    if "letters" not in scale.goals:
        return
    closed = appeals.ids(desk, AppealFilter(outcome="help", received_from=date(2026, 9, 1)))[: LETTERS * 2]
    sheets = [letter for n in closed if (letter := letter_for(desk, n).sheet).address][:LETTERS]
    letters = [timed(lambda: letters_pdf(sheets)) for _turn in range(5)]
    yield Line(f"{len(sheets):,} letters in one PDF", letters, scale.goals["letters"])
    if not peers.is_here("weasyprint", "matplotlib"):
        print("WeasyPrint and matplotlib are not installed; the papers are not compared.")
        return
    month = report(desk, "2026-11")
    peers.weasyprint_letters(sheets[:2])
    ours, theirs = interleaved(2, lambda: timed(lambda: letters_pdf(sheets)) / len(sheets),
                               lambda: timed(lambda: peers.weasyprint_letters(sheets[:FEWER])) / FEWER)  # fmt: skip
    note = f"ms for each; theirs of {FEWER}"
    yield Line("  a letter beside WeasyPrint", ours, scale.goals["letters of peers"], "speedup", theirs, "WeasyPrint",
               note=note)  # fmt: skip
    peers.weasyprint_report(month)
    ours, theirs = interleaved(
        3, lambda: timed(lambda: report_pdf(month)), lambda: timed(lambda: peers.weasyprint_report(month))
    )
    goal = scale.goals["report pdf of peers"]
    yield Line("  the report beside WeasyPrint, matplotlib", ours, goal, "speedup", theirs, "both")


def _bare_page() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(72, 720, "A page")
    canvas.save()
    return buffer.getvalue()
