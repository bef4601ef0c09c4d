"""Commands that take records from spreadsheets."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from models.exchange.importing import Imported, import_file
from resources.words import _
from ui.command_line.answer import answer
from ui.command_line.opening import office_of

_NAMED = 20  # rejected rows that are told in words; all of them go to the rejects file


def import_appeals(args: Namespace) -> int:
    """Appeals from a file; 3 where any row was rejected."""
    with office_of(args) as desk:
        done = import_file(desk, "appeals", args.file, dry_run=args.dry_run, rejects=args.rejects)
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
