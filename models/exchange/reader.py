"""Spreadsheets in: CSV (UTF-8 or cp1251, `;` or `,`) and XLSX as rows of texts. It knows no column by name."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from models.problems import Problem, Refused
from models.storage.keys import cleaned
from resources.words import N_

LONGEST_CELL = 1_000_000
LARGEST_FILE = 300_000_000  # bytes, for XLSX once unpacked: a small archive may hold a huge sheet
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")


@dataclass(frozen=True)
class Line:
    """A row of the file: where it begins (counted from 1) and its cells, as many as there are columns."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A header and the rows under it, empty ones left out; `delimiter` is that of the CSV, `;` for XLSX."""

    header: tuple[str, ...]
    lines: tuple[Line, ...]
    delimiter: str


def read(path: Path) -> Sheet:
    """The sheet of a file, told by its content. Raises Refused in one sentence for whatever cannot be read."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
        if start == b"PK\x03\x04":
            return _of_rows(_workbook_rows(path), ";", path)
        if path.suffix.lower() in (".xls", ".ods", ".xlsx", ".pdf"):
            raise _refused("no-table", N_("“{file}” is neither CSV nor XLSX; save it as one of these."), path)
        if path.stat().st_size > LARGEST_FILE:
            raise _too_large(path)
        text = _decoded(path.read_bytes(), path)
    except OSError as error:
        message = N_("“{file}” is a folder, not a file.") if path.is_dir() else N_("“{file}” cannot be read.")
        raise _refused("unreadable", message, path) from error
    delimiter = _delimiter(text)
    return _of_rows(_csv_rows(text, delimiter, path), delimiter, path)


def _refused(code: str, message: str, path: Path, **values: object) -> Refused:
    return Refused(Problem(code, message, "", {"file": path.name, **values}))


def _too_large(path: Path) -> Refused:
    return _refused("too-large", N_("“{file}” is too large; split it."), path)


def _decoded(content: bytes, path: Path) -> str:
    """UTF-8 with or without a mark; else cp1251, which old spreadsheets write."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1251")
    except UnicodeDecodeError:
        raise _refused("encoding", N_("“{file}” is neither UTF-8 nor cp1251 text."), path) from None


def _delimiter(text: str) -> str:
    """The sign that stands more often in the first line outside of quotes."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    bare = "".join(part for place, part in enumerate(head.split('"')) if place % 2 == 0)
    return ";" if bare.count(";") >= bare.count(",") else ","


def _csv_rows(text: str, delimiter: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    limit = csv.field_size_limit(LONGEST_CELL)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        begins = 1
        for cells in reader:
            yield begins, [_unguarded(cell) for cell in cells]
            begins = reader.line_num + 1
    except csv.Error as error:
        raise _refused("bad-csv", N_("“{file}” is not a readable CSV: line {line}."), path, line=begins) from error
    finally:
        csv.field_size_limit(limit)


def _unguarded(cell: str) -> str:
    """Without the one apostrophe that keeps a spreadsheet from running the text as a formula."""
    return cell.removeprefix("'")


def guarded(cell: str) -> str:
    """The counterpart for writing: texts that a spreadsheet would run get an apostrophe, an own one is doubled."""
    return "'" + cell if cell.startswith(_FORMULA_STARTS) else cell


def _workbook_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > LARGEST_FILE:
                raise _too_large(path)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise _refused("bad-xlsx", N_("“{file}” is a damaged workbook."), path) from error
    from python_calamine import CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_path(str(path))
        rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except BaseException as error:
        # a panic of the reader is no Exception; an interruption by the user is none of ours
        if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        raise _refused("bad-xlsx", N_("“{file}” is a damaged workbook."), path) from error
    for number, row in enumerate(rows, 1):
        yield number, [_text(value) for value in row]


def _text(value: Any) -> str:
    """A workbook's cell as people would type it."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def _of_rows(rows: Iterable[tuple[int, list[str]]], delimiter: str, path: Path) -> Sheet:
    header: tuple[str, ...] = ()
    lines = []
    for number, cells in rows:
        texts = [cleaned(cell) if cell else "" for cell in cells]
        if not any(texts):
            continue
        while texts and not texts[-1]:
            texts.pop()
        if not header:
            header = tuple(texts)
        else:
            texts += [""] * (len(header) - len(texts))
            lines.append(Line(number, tuple(texts)))
    if not header:
        raise _refused("empty", N_("“{file}” is empty: it has no header row."), path)
    return Sheet(header, tuple(lines), delimiter)
