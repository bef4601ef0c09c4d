"""Commands that write papers: the report of a period and the reply letter."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from models.appeals.operations import id_of_number
from models.letters.queries import sheet_for_paper
from models.reports import queries
from resources.words import _
from ui.command_line.answer import answer, write_file
from ui.command_line.opening import office_of

if TYPE_CHECKING:
    from models.reports.report import Report


def report(args: Namespace) -> int:
    """The report of a period, in the kind that the file's ending says."""
    with office_of(args) as desk:
        found = queries.report(desk, args.period)
    write_file(args.output, _report_bytes(found, args.output.suffix.lower()))
    said = _("The report is in {file}.").format(file=args.output)
    answer(args, {"period": found.period.name, "output": str(args.output)}, [said])
    return 0


def _report_bytes(found: Report, ending: str) -> bytes:
    if ending == ".pdf":
        from printing.report import report_pdf

        return report_pdf(found)
    from printing import sheets

    if ending == ".xlsx":
        return sheets.report_xlsx(found)
    return sheets.report_csv(found) if ending == ".csv" else (sheets.report_json(found) + "\n").encode()


def letter(args: Namespace) -> int:
    """The signed letter of an appeal, else its draft without date and number."""
    from printing.letter import letter_pdf

    with office_of(args) as desk:
        sheet = sheet_for_paper(desk, id_of_number(desk, args.number))
    write_file(args.output, letter_pdf(sheet))
    said = _("The letter is in {file}.").format(file=args.output)
    answer(args, {"number": sheet.number, "output": str(args.output)}, [said])
    return 0
