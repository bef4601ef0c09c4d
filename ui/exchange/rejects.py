"""The rejected rows as a file to be corrected and given again: its columns, then line number and reason."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from models.exchange.importing import Rejected, write_rejects
from resources.words import _
from ui.exchange.readings import Sight, seen_columns


def rejects_name(path: Path) -> str:
    """«visitors.xlsx» → «visitors – rejected.csv»."""
    return _("{file} – rejected.csv").format(file=path.stem)


def sheet_of_rejects(sight: Sight, kind: str, rejected: Sequence[Rejected]) -> bytes:
    """UTF-8 with a mark, as the command writes it; line and reason of an earlier round are made anew."""
    names = [column.name for column in seen_columns(kind, sight.header)]
    text = io.StringIO(newline="")
    write_rejects(text, sight.header, names, sight.delimiter, rejected)
    return text.getvalue().encode("utf-8-sig")
