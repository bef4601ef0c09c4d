"""The rejected rows as a file to be corrected and given again: its columns, then line number and reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from models.exchange.columns import LINE, REASON
from models.exchange.importing import Rejected
from models.exchange.reader import guarded
from resources.words import _
from ui.exchange.readings import Sight, seen_columns


def rejects_name(path: Path) -> str:
    """«visitors.xlsx» → «visitors – rejected.csv»."""
    return _("{file} – rejected.csv").format(file=path.stem)


def sheet_of_rejects(sight: Sight, kind: str, rejected: Sequence[Rejected]) -> bytes:
    """UTF-8 with a mark, as the command writes it; line and reason of an earlier round are made anew."""
    names = [column.name for column in seen_columns(kind, sight.header)]
    kept = [place for place, name in enumerate(names) if name not in (LINE, REASON)]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=sight.delimiter, lineterminator="\r\n")
    writer.writerow([*(guarded(sight.header[place]) for place in kept), _("line"), _("reason")])
    for one in rejected:
        cells = [guarded(one.line.cells[place]) for place in kept]
        surplus = [guarded(cell) for cell in one.line.cells[len(names) :]]
        writer.writerow([*cells, one.line.number, guarded(str(one.reason)), *surplus])
    return text.getvalue().encode("utf-8-sig")
