"""Importing a file: its columns matched, rows parsed and written in batches, the refused ones kept in a file."""

from __future__ import annotations

import contextlib
import csv
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from models.exchange import appeals, columns, reader
from models.exchange.appeals import AppealRecord
from models.exchange.columns import LINE, REASON
from models.exchange.lookup import Lookup
from models.exchange.reader import Line, Sheet, guarded
from models.exchange.writing import BATCH, AppealWriter
from models.office.desk import Desk
from models.office.rights import require
from models.problems import Problem, Refused
from resources.words import N_, _

KINDS = ("appeals",)


@dataclass(frozen=True)
class Rejected:
    """A row that was not taken, and why."""

    line: Line
    reason: Refused


@dataclass(frozen=True)
class Imported:
    """What became of a file's rows; `already` were in the office before."""

    imported: int
    already: int
    rejected: tuple[Rejected, ...]


class Progress(Protocol):
    def step(self, done: int, total: int) -> None:
        """Tells how far it is; raises to stop between two batches."""


class _DryRun(Exception):
    """Rolls back what was only tried."""


def import_file(
    desk: Desk, kind: str, path: Path, *, dry_run: bool = False, rejects: Path | None = None,
    progress: Progress | None = None,
) -> Imported:  # fmt: skip
    """Imports a file of `kind` (KINDS). Good rows stay, each once even if the file is given again.

    Raises Refused for a file that cannot be read or has an unknown column; then nothing was changed. A dry run goes
    the whole way and takes everything back.
    """
    require(desk.actor, "import")
    if kind not in KINDS:
        raise Refused(Problem("unknown-kind", N_("“{kind}” cannot be imported."), "", {"kind": kind}))
    sheet = reader.read(path)
    names = columns.matched(sheet.header, columns.APPEALS)
    with _rejects_file(rejects, path) as out:
        rejected: list[Rejected] = []
        good: list[tuple[Line, AppealRecord]] = []
        known = Lookup(desk)
        for line in sheet.lines:
            try:
                good.append((line, appeals.parsed(_cells(names, line), known)))
            except Refused as refused:
                rejected.append(Rejected(line, refused))
        imported, already = _written(desk, good, rejected, dry_run, progress)
        rejected.sort(key=lambda one: one.line.number)
        if out is not None:
            _write_rejects(out, sheet, names, rejected)
    return Imported(imported, already, tuple(rejected))


def _cells(names: Sequence[str], line: Line) -> dict[str, str]:
    if len(line.cells) > len(names):
        raise Refused(Problem("too-many", N_("The row has more cells than there are columns.")))
    return dict(zip(names, line.cells, strict=True))


def _written(
    desk: Desk, good: list[tuple[Line, AppealRecord]], rejected: list[Rejected], dry_run: bool,
    progress: Progress | None,
) -> tuple[int, int]:  # fmt: skip
    imported = already = 0
    writer = AppealWriter(desk, (record for _line, record in good))
    whole = desk.db.transaction("import", desk) if dry_run else contextlib.nullcontext()
    with contextlib.suppress(_DryRun), whole:
        for start in range(0, len(good), BATCH):
            batch = good[start : start + BATCH]
            records = [record for _line, record in batch]
            if dry_run:
                done = writer.write(records)
            else:
                with desk.db.transaction("import", desk) as entry:
                    done = writer.write(records)
                    entry.concerns("appeal", None, imported=done.imported, already=done.already,
                                   rejected=len(done.rejected))  # fmt: skip
            imported, already = imported + done.imported, already + done.already
            rejected += [Rejected(batch[place][0], refused) for place, refused in done.rejected.items()]
            if progress is not None:
                progress.step(min(start + BATCH, len(good)), len(good))
        if dry_run:
            raise _DryRun
    return imported, already


@contextlib.contextmanager
def _rejects_file(rejects: Path | None, source: Path) -> Iterator[IO[str] | None]:
    """Opened before anything is imported, so that a folder that cannot be written refuses the whole; whole at once."""
    if rejects is None:
        yield None
        return
    unfinished = rejects.with_name(rejects.name + ".unfinished")
    try:
        if rejects.is_dir() or (rejects.exists() and os.path.samefile(rejects, source)):
            raise OSError(rejects)
        out = unfinished.open("w", encoding="utf-8-sig", newline="")
    except OSError as error:
        raise Refused(Problem("no-rejects", N_("“{file}” cannot be written."), "", {"file": rejects.name})) from error
    try:
        with out:
            yield out
        unfinished.replace(rejects)
    finally:
        unfinished.unlink(missing_ok=True)


def _write_rejects(out: IO[str], sheet: Sheet, names: Sequence[str], rejected: Sequence[Rejected]) -> None:
    """The file's own columns, then line number and reason; in rejects given again those two are made anew."""
    kept = [place for place, name in enumerate(names) if name not in (LINE, REASON)]
    writer = csv.writer(out, delimiter=sheet.delimiter, lineterminator="\r\n")
    writer.writerow([*(guarded(sheet.header[place]) for place in kept), _("line"), _("reason")])
    for one in rejected:
        cells = [guarded(one.line.cells[place]) for place in kept]
        surplus = [guarded(cell) for cell in one.line.cells[len(names) :]]
        writer.writerow([*cells, one.line.number, guarded(str(one.reason)), *surplus])
