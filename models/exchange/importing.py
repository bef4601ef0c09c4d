"""Importing a file: its columns matched, rows parsed and written in batches, the refused ones kept in a file.

The file is gone through twice: once to see that it can be read to its end, how many rows there are and which numbers
and visitors they name, and once for the rows. Only a batch of them is in memory.
"""

from __future__ import annotations

import contextlib
import csv
import dataclasses
import itertools
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Protocol

from models.exchange import columns, reader
from models.exchange.appeals import AppealRows
from models.exchange.appointments import AppointmentRows
from models.exchange.columns import LINE, REASON
from models.exchange.lookup import Lookup
from models.exchange.reader import NO_SHEETS, Line, Sheets, Source, guarded
from models.exchange.rows import Rows
from models.exchange.visitors import VisitorRows
from models.exchange.writing import AppealWriter, Written, year_and_serial
from models.exchange.writing_appointments import AppointmentWriter
from models.exchange.writing_visitors import VisitorWriter
from models.office.desk import Desk
from models.office.rights import require
from models.problems import Problem, Refused
from models.storage.keys import one_line
from resources.words import N_, _

KINDS = tuple(columns.KINDS)
_ROWS: dict[str, Callable[[Sequence[str], Lookup], Rows[Any]]] = {
    "visitors": VisitorRows, "appeals": AppealRows, "appointments": AppointmentRows,
}  # fmt: skip
BATCHES = (250, 500, 20_000)  # rows of a batch: at least, at first, at most
AIM = 0.2  # seconds of a batch: what others at the desks wait for, and on screen the length of a transaction
LONGEST = 3.0  # seconds of a command's transaction while nobody waits: a page changed by many batches is written once
MANY = 5000  # rows after which the search is tidied


@dataclass(frozen=True)
class Rejected:
    """A row that was not taken, and why."""

    line: Line
    reason: Refused


@dataclass(frozen=True)
class Imported:
    """What became of a file's rows; `already` were in the office before. Of a workbook only the first sheet is read."""

    imported: int
    already: int
    rejected: tuple[Rejected, ...]
    sheets: Sheets = NO_SHEETS


class Progress(Protocol):
    def step(self, done: int, total: int) -> None:
        """Tells of how many rows it is through with; raises to stop between two batches."""


class Writer(Protocol):
    def write(self, records: Sequence[Any]) -> Written:
        """Writes a batch of records within the caller's transaction."""


@dataclass
class Survey:
    """What is known of a file before its first row is taken."""

    rows: int = 0
    following: dict[int, int] = field(default_factory=dict)  # year → the serial after the highest in the file
    visitors: set[str] = field(default_factory=set)  # UUIDs


def import_file(
    desk: Desk, kind: str, path: Path, *, dry_run: bool = False, rejects: Path | None = None,
    progress: Progress | None = None,
) -> Imported:  # fmt: skip
    """Imports a file of `kind` (KINDS). Good rows stay, each once even if the file is given again.

    Raises Refused for a file that cannot be read or has an unknown column; then nothing was changed. A dry run goes
    the whole way in what was in the office when it began, and only remembers what it would write: nobody waits for it.
    """
    require(desk.actor, "import")
    if kind not in KINDS:
        raise Refused(Problem("unknown-kind", N_("“{kind}” cannot be imported."), "", {"kind": kind}))
    source = reader.opened(path)
    names, sheets = _matched(source, kind), source.sheets()
    with _rejects_file(rejects, path) as out:
        done = _Work(desk, kind, names, _surveyed(source, kind, names), dry_run).run(source, progress)
        if out is not None:
            write_rejects(out, source.header, names, source.delimiter, done.rejected)
    if done.imported >= MANY and not dry_run:
        desk.db.bulk.merge_search(desk.db)
    return dataclasses.replace(done, sheets=sheets)


def _matched(source: Source, kind: str) -> list[str]:
    """The file's columns. A header that does not fit may be that of a cover: then other sheets are told, too."""
    try:
        return columns.matched(source.header, columns.KINDS[kind])
    except Refused as refused:
        notice = source.sheets().notice()
        raise Refused(*refused.problems, *([notice] if notice else [])) from None


def _surveyed(source: Source, kind: str, names: Sequence[str]) -> Survey:
    survey = Survey(-1)  # the header is counted, too
    mark = "uuid" if kind == "visitors" else "visitor_uuid"
    asked = [name for name in ("number", mark) if name in names]
    for cells in source.columns(*(names.index(name) for name in asked)):
        survey.rows += 1
        for name, text in zip(asked, cells, strict=True):
            if text and name == mark:
                survey.visitors.add(one_line(text))
            elif text:
                year, serial = year_and_serial(one_line(text))
                if year is not None and serial is not None:
                    survey.following[year] = max(survey.following.get(year, 1), serial + 1)
    return survey


def _writer(desk: Desk, kind: str, survey: Survey, is_trial: bool) -> Writer:
    if kind == "visitors":
        return VisitorWriter(desk, survey.visitors, is_trial)
    if kind == "appointments":
        return AppointmentWriter(desk, survey.visitors, is_trial)
    return AppealWriter(desk, survey.following, survey.visitors, is_trial)


_Good = Sequence[tuple[Line, Any]]  # lines that could be read, each with its record


class _Pace:
    """How many rows the next batch takes, by how long the last one lasted."""

    def __init__(self, aim: float) -> None:
        self._aim = aim  # seconds
        self._least, self.rows, self._most = BATCHES

    def lasted(self, rows: int, seconds: float) -> None:
        """Grows to the double at most: the next rows may be slower ones."""
        fitting = min(int(rows * self._aim / max(seconds, 0.001)), 2 * self.rows)
        self.rows = max(self._least, min(self._most, fitting))


class _Work:
    """One import from its first row to its last."""

    def __init__(self, desk: Desk, kind: str, names: Sequence[str], survey: Survey, dry_run: bool) -> None:
        known = Lookup(desk)
        self._desk, self._kind, self._survey = desk, kind, survey
        self._rows: Rows[Any] = _ROWS[kind](names, known)
        self._writer = _writer(desk, kind, survey, dry_run)
        self._dry_run, self._pace = dry_run, _Pace(AIM)
        self._imported = self._already = self._through = 0
        self._rejected: list[Rejected] = []

    def run(self, source: Source, progress: Progress | None) -> Imported:
        lines = source.lines()
        is_command = progress is None  # nobody sits before it
        seen = self._desk.db.snapshot() if self._dry_run else contextlib.nullcontext()
        with self._desk.db.bulk.in_haste(self._desk.db, is_alone=is_command and not self._dry_run), seen:
            while batch := self._next(lines):
                good = self._parsed(batch)
                if self._dry_run:
                    self._take(good, self._written(good))
                elif good:
                    self._write(good, lines, LONGEST if is_command else 0.0)
                if progress is not None:
                    progress.step(self._through, self._survey.rows)
            if progress is not None and self._through < self._survey.rows:  # empty rows at the end
                progress.step(self._survey.rows, self._survey.rows)
        return Imported(self._imported, self._already, tuple(self._rejected))

    def _next(self, lines: Iterator[Line]) -> list[Line]:
        batch = list(itertools.islice(lines, self._pace.rows))
        self._through += len(batch)
        return batch

    def _parsed(self, batch: Sequence[Line]) -> list[tuple[Line, Any]]:
        good = []
        for line in batch:
            try:
                good.append((line, self._rows.parsed(line)))
            except Refused as refused:
                self._rejected.append(Rejected(line, Refused(*refused.problems)))  # its traceback holds the batch
        return good

    def _write(self, good: _Good, lines: Iterator[Line], longest: float) -> None:
        """Writes a batch in a transaction, and further ones in the same for so many seconds while nobody waits."""
        began, written = time.perf_counter(), list[tuple[_Good, Written]]()
        with self._desk.db.transaction("import", self._desk) as entry:
            while good:
                written.append((good, self._written(good)))
                is_over = time.perf_counter() - began >= longest or self._desk.db.is_waited_for()
                good = [] if is_over else self._parsed(self._next(lines))
            done = [done for _good, done in written]
            entry.concerns(
                self._kind.removesuffix("s"), None, imported=sum(one.imported for one in done),
                already=sum(one.already for one in done), rejected=sum(len(one.rejected) for one in done),
            )  # fmt: skip
        for good, one in written:  # now that they are in for good
            self._take(good, one)

    def _written(self, good: _Good) -> Written:
        began = time.perf_counter()
        done = self._writer.write([record for _line, record in good])
        self._pace.lasted(len(good), time.perf_counter() - began)
        return done

    def _take(self, good: _Good, done: Written) -> None:
        self._imported += done.imported
        self._already += done.already
        self._rejected += [Rejected(good[place][0], Refused(*one.problems)) for place, one in done.rejected.items()]
        self._rejected.sort(key=lambda one: one.line.number)


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


def write_rejects(
    out: IO[str], header: Sequence[str], names: Sequence[str], delimiter: str, rejected: Iterable[Rejected]
) -> None:
    """The file's own columns, then line number and reason; in rejects given again those two are made anew."""
    kept = [place for place, name in enumerate(names) if name not in (LINE, REASON)]
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([*(guarded(header[place]) for place in kept), _("line"), _("reason")])
    for one in rejected:
        cells = [guarded(one.line.cells[place]) for place in kept]
        surplus = [guarded(cell) for cell in one.line.cells[len(names) :]]
        writer.writerow([*cells, one.line.number, guarded(str(one.reason)), *surplus])
