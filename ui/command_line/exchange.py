"""Commands that take records from spreadsheets and write them into spreadsheets."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from models.exchange.exporting import exported
from models.exchange.importing import Imported, import_file
from resources.words import _, ngettext
from ui.command_line.answer import answer, refuse_no_place, whole_file
from ui.command_line.opening import office_of

_NAMED = 20  # rejected rows that are told in words; all of them go to the rejects file


def import_records(args: Namespace) -> int:
    """Records from a file; 3 where any row was rejected."""
    with office_of(args) as desk:
        done = import_file(desk, args.part, args.file, dry_run=args.dry_run, rejects=args.rejects)
        document = {
            "imported": done.imported, "rejected": len(done.rejected), "already": done.already,
            "problems": [{"line": one.line.number, "reason": str(one.reason)} for one in done.rejected],
            "sheets_not_read": list(done.sheets.not_read),
        }  # fmt: skip
        answer(args, document, _words(args, done))
    return 3 if done.rejected else 0


def _words(args: Namespace, done: Imported) -> Iterator[str]:
    counted = _("Imported: {imported}. There already: {already}. Rejected: {rejected}.")
    tried = _("It would import {imported}; there already: {already}, rejected: {rejected}.")
    yield (tried if args.dry_run else counted).format(
        imported=done.imported, already=done.already, rejected=len(done.rejected)
    )
    if notice := done.sheets.notice():
        yield str(notice)
    for one in done.rejected[:_NAMED]:
        yield _("Line {line}: {reason}").format(line=one.line.number, reason=one.reason)
    if len(done.rejected) > _NAMED and args.rejects is None:
        yield _("Give --rejects FILE to get all of them with their reasons.")


def export_records(args: Namespace) -> int:
    """Records of one kind as a file that import reads back."""
    from printing.sheets import write_records

    refuse_no_place(args.file)
    with office_of(args) as desk:
        with exported(desk, args.part, args.first, args.last) as table, whole_file(args.file) as unfinished:
            write_records(unfinished, args.file.suffix, args.part, table)
        counted = ngettext("{n} record is in {file}.", "{n} records are in {file}.", table.count)
        document = {"exported": table.count, "output": str(args.file)}
        answer(args, document, [counted.format(n=table.count, file=args.file)])
    return 0
