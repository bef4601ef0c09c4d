"""Commands that take records from spreadsheets and write them into spreadsheets."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from models.exchange.exporting import exported, write_csv
from models.exchange.importing import Imported, import_file
from models.problems import Problem, Refused
from resources.words import N_, _, ngettext
from ui.command_line.answer import answer, refuse_no_place, whole_file
from ui.command_line.opening import office_of

_NAMED = 20  # rejected rows that are told in words; all of them go to the rejects file
_MOST_IN_A_SHEET = 1_048_575  # rows of a workbook beside the header


def import_records(args: Namespace) -> int:
    """Records from a file; 3 where any row was rejected."""
    with office_of(args) as desk:
        done = import_file(desk, args.part, args.file, dry_run=args.dry_run, rejects=args.rejects)
        document = {
            "imported": done.imported, "rejected": len(done.rejected), "already": done.already,
            "problems": [{"line": one.line.number, "reason": str(one.reason)} for one in done.rejected],
        }  # fmt: skip
        answer(args, document, _words(args, done))
    return 3 if done.rejected else 0


def _words(args: Namespace, done: Imported) -> Iterator[str]:
    counted = _("Imported: {imported}. There already: {already}. Rejected: {rejected}.")
    tried = _("It would import {imported}; there already: {already}, rejected: {rejected}.")
    yield (tried if args.dry_run else counted).format(
        imported=done.imported, already=done.already, rejected=len(done.rejected)
    )
    for one in done.rejected[:_NAMED]:
        yield _("Line {line}: {reason}").format(line=one.line.number, reason=one.reason)
    if len(done.rejected) > _NAMED and args.rejects is None:
        yield _("Give --rejects FILE to get all of them with their reasons.")


def export_records(args: Namespace) -> int:
    """Records of one kind as a file that import reads back."""
    refuse_no_place(args.file)
    with office_of(args) as desk:
        with exported(desk, args.part, args.first, args.last) as table, whole_file(args.file) as unfinished:
            if args.file.suffix.lower() == ".csv":
                write_csv(unfinished, table)
            else:
                from printing.sheets import write_rows

                if table.count > _MOST_IN_A_SHEET:
                    sentence = N_("A sheet holds {n} rows at most; export to CSV, or choose fewer days.")
                    raise Refused(Problem("too-many", sentence, "", {"n": _MOST_IN_A_SHEET}))
                write_rows(unfinished, args.part, table.header, table.rows)
        counted = ngettext("{n} record is in {file}.", "{n} records are in {file}.", table.count)
        document = {"exported": table.count, "output": str(args.file)}
        answer(args, document, [counted.format(n=table.count, file=args.file)])
    return 0
