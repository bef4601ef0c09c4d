"""Commands that write papers: report, reply letter, reception card, journal and the sheet of a day."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from models.appeals.operations import id_of_number
from models.letters.queries import sheet_for_paper
from models.reports import queries
from resources.words import _, ngettext
from ui.command_line.answer import answer, refuse_no_place, write_file
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
    draft = _("The draft of the letter is in {file}; the letter is not signed yet.")
    said = (_("The letter is in {file}.") if sheet.signed_on else draft).format(file=args.output)
    signed = sheet.signed_on.isoformat() if sheet.signed_on else None
    answer(args, {"number": sheet.number, "output": str(args.output), "signed": signed}, [said])
    return 0


def card(args: Namespace) -> int:
    """The reception card of an appeal."""
    from models.appeals.card import card_sheet
    from printing.card import card_pdf

    refuse_no_place(args.output)
    with office_of(args) as desk, desk.db.snapshot():
        sheet = card_sheet(desk, id_of_number(desk, args.number))
    write_file(args.output, card_pdf(sheet))
    said = _("The reception card is in {file}.").format(file=args.output)
    answer(args, {"number": sheet.number, "output": str(args.output)}, [said])
    return 0


def journal(args: Namespace) -> int:
    """The reception journal of some days; its rows come from the file while it is printed, all of one moment."""
    from models.appeals.journal import journal as journal_sheet
    from printing.journal import journal_pdf

    refuse_no_place(args.output)
    with office_of(args) as desk, desk.db.snapshot():
        sheet = journal_sheet(desk, args.first, args.last, args.channel)
        data = journal_pdf(sheet)
    write_file(args.output, data)
    said = ngettext(
        "The journal with {n} entry is in {file}.", "The journal with {n} entries is in {file}.", sheet.count
    ).format(n=sheet.count, file=args.output)
    document = {
        "from": sheet.first.isoformat(), "to": sheet.last.isoformat(), "entries": sheet.count,
        "output": str(args.output),
    }  # fmt: skip
    answer(args, document, [said])
    return 0


def day_sheet(args: Namespace) -> int:
    """Whom each expert receives on a day."""
    from models.reception.day_sheet import day_sheet as sheet_of_day
    from printing.day_sheet import day_sheet_pdf

    refuse_no_place(args.output)
    with office_of(args) as desk, desk.db.snapshot():
        sheet = sheet_of_day(desk, args.day)
    write_file(args.output, day_sheet_pdf(sheet))
    said = _("The day sheet is in {file}.").format(file=args.output)
    document = {"date": sheet.day.isoformat(), "appointments": len(sheet.lines), "output": str(args.output)}
    answer(args, document, [said])
    return 0
