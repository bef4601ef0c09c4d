"""Records written into a spreadsheet beside the window: whole under its name, or nothing at all. Knows no widgets."""

from __future__ import annotations

import contextlib
import dataclasses
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.exchange.exporting import Cells, Table, exported
from models.office.desk import Desk
from models.problems import Problem, Refused
from models.storage.engine import in_words
from resources.words import N_
from ui.shell.jobs import Job

ENDINGS = (".xlsx", ".csv")
TOLD = 500  # rows after which the progress is told


@dataclass(frozen=True)
class Order:
    """What is to be written, and where."""

    kind: str
    first: date | None
    last: date | None
    path: Path


@dataclass(frozen=True)
class Exported:
    """A written file."""

    path: Path
    count: int


def write_out(desk: Desk, order: Order, *, progress: Job) -> Exported:
    """Writes the file under another name beside it and renames it at the end.

    Cancelled or failed it leaves nothing. Raises Refused in words; OSError where the disk is full.
    """
    from printing.sheets import write_records

    path = order.path
    if path.suffix.lower() not in ENDINGS:
        raise _refused("ending", N_("Give the file a name that ends in .xlsx or .csv."), path.name)
    if not path.parent.is_dir():
        raise _refused("no-folder", N_("There is no folder “{file}”."), path.parent.name)
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        with exported(desk, order.kind, order.first, order.last) as table:
            write_records(unfinished, path.suffix, order.kind, _told(table, progress))
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        progress.step(table.count, table.count)  # the last moment to stop
        unfinished.replace(path)
    except OSError as error:
        if in_words(error) is not None:
            raise
        raise _refused("unwritable", N_("“{file}” cannot be written. Choose another folder."), path.name) from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return Exported(path, table.count)


def _told(table: Table, progress: Job) -> Table:
    def rows() -> Iterator[Cells]:
        for done, row in enumerate(table.rows):
            if done % TOLD == 0:
                progress.step(done, table.count)
            yield row

    return dataclasses.replace(table, rows=rows())


def _refused(code: str, sentence: str, name: str) -> Refused:
    return Refused(Problem(code, sentence, "", {"file": name}))
