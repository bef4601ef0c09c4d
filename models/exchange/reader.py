"""Spreadsheets in: CSV (UTF-8 or cp1251; `;`, `,` or tab) and the first sheet of an XLSX as rows of texts.

A file may hold more rows than the memory: `opened` gives a source whose lines can be gone through several times.
It knows no column by name.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import itertools
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from models.exchange.labels import Quoted
from models.problems import Problem, Refused
from models.storage.keys import cleaned, one_line
from resources.words import N_

LONGEST_CELL = 1_000_000
LARGEST_FILE = 1_000_000_000  # bytes of an XLSX once unpacked: a small archive may hold a huge sheet
LARGEST_TEXT = 4_000_000_000  # bytes of a CSV, which is read piece by piece
_PIECE = 1 << 20
_END = "\ufdd0"  # a noncharacter: the line after a file's last one
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
_Rows = Iterator[tuple[int, list[str]]]


class Line(NamedTuple):
    """A row of the file: where it begins (counted from 1) and its cells, as many as there are columns."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A header and the rows under it, empty ones left out; `delimiter` is that of the CSV, `;` for XLSX."""

    header: tuple[str, ...]
    lines: tuple[Line, ...]
    delimiter: str


class Sheets(NamedTuple):
    """The sheets of a workbook: the one that is read, and those that hold rows, too. A CSV has none."""

    read: str = ""
    not_read: tuple[str, ...] = ()

    def notice(self) -> Problem | None:
        """What a person must know; None where nothing was left out."""
        if not self.not_read:
            return None
        sentence = N_("Read: sheet {sheet}. Not read: {others}.")
        shown = {"sheet": Quoted((self.read,)), "others": Quoted(self.not_read)}
        return Problem("sheets-not-read", sentence, "", shown)


NO_SHEETS = Sheets()


class Source:
    """A file whose header is read and whose rows are still in it."""

    def __init__(self, path: Path, delimiter: str, rows: Callable[[], _Rows], workbook: Any = None) -> None:
        self.delimiter, self._rows, self._workbook = delimiter, rows, workbook
        self._is_guarded = workbook is None  # apostrophes stand before formulas
        self.header = next((tuple(_without_tail(texts)) for _number, texts in self._filled()), ())
        if not self.header:
            others = Quoted(self.sheets().not_read)
            if others.texts:
                sentence = N_("The first sheet of “{file}” is empty, and only that one is read. Not read: {others}.")
                raise _refused("empty", sentence, path, others=others)
            raise _refused("empty", N_("“{file}” is empty: it has no header row."), path)

    def sheets(self) -> Sheets:
        """Which sheet is read and which are not; looks into all of them."""
        if self._workbook is None:
            return NO_SHEETS
        first, *others = self._workbook.sheet_names
        filled = (name for at, name in enumerate(others, 1) if _holds_rows(self._workbook, at))
        return Sheets(one_line(first), tuple(one_line(name) for name in filled))

    def lines(self) -> Iterator[Line]:
        """The rows under the header. Raises Refused where the file cannot be read any further."""
        width = len(self.header)
        for number, texts in itertools.islice(self._filled(), 1, None):
            if len(texts) != width:
                _without_tail(texts)
                texts += [""] * (width - len(texts))
            yield Line(number, tuple(texts))

    def columns(self, *places: int) -> Iterator[tuple[str, ...]]:
        """The cells of some columns only, of all rows, the header and empty ones too; quicker than `lines`."""
        for _number, cells in self._rows():
            yield tuple([self._texts([cells[place]])[0] if place < len(cells) else "" for place in places])

    def _filled(self) -> _Rows:
        """The rows in which anything stands, their texts cleaned."""
        for number, cells in self._rows():
            texts = self._texts(cells)
            if any(texts):
                yield number, texts

    def _texts(self, cells: list[str]) -> list[str]:
        whole = "".join(cells)
        if self._is_guarded and "'" in whole:
            cells = [_unguarded(cell) for cell in cells]
        if whole.isprintable() and (whole.isascii() or unicodedata.is_normalized("NFC", whole)):
            return [cell.strip() for cell in cells]  # nearly always: nothing else to clean
        return [cleaned(cell) if cell else "" for cell in cells]


def read(path: Path, first: int | None = None) -> Sheet:
    """The sheet of a file, or its `first` rows. Raises Refused in one sentence for whatever cannot be read."""
    source = opened(path)
    return Sheet(source.header, tuple(itertools.islice(source.lines(), first)), source.delimiter)


def opened(path: Path) -> Source:
    """A file, told by its content. Raises Refused in one sentence for whatever cannot be read."""
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe would let us wait for ever
            raise _refused("no-file", N_("“{file}” is no ordinary file."), path)
        with path.open("rb") as file:
            start = file.read(4)
        if start == b"PK\x03\x04":
            workbook = _workbook(path)
            return Source(path, ";", partial(_sheet_rows, _first_sheet(path, workbook)), workbook)
        if path.suffix.lower() in (".xls", ".ods", ".xlsx", ".pdf"):
            raise _refused("no-table", N_("“{file}” is neither CSV nor XLSX; save it as one of these."), path)
        if path.stat().st_size > LARGEST_TEXT:
            raise _too_large(path)
        encoding = _encoding(path)
        with path.open(encoding=encoding, newline="") as text:
            delimiter = _delimiter(text)
    except OSError as error:
        raise _unreadable(path) from error
    return Source(path, delimiter, partial(_csv_rows, path, encoding, delimiter))


def _refused(code: str, message: str, path: Path, **values: object) -> Refused:
    return Refused(Problem(code, message, "", {"file": path.name, **values}))


def _unreadable(path: Path) -> Refused:
    message = N_("“{file}” is a folder, not a file.") if path.is_dir() else N_("“{file}” cannot be read.")
    return _refused("unreadable", message, path)


def _too_large(path: Path) -> Refused:
    return _refused("too-large", N_("“{file}” is too large; split it."), path)


def _no_text(path: Path) -> Refused:
    return _refused("encoding", N_("“{file}” is neither UTF-8 nor cp1251 text."), path)


def _encoding(path: Path) -> str:
    """UTF-8 with or without a mark; else cp1251, which old spreadsheets write."""
    for encoding in ("utf-8-sig", "cp1251"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with path.open("rb") as file:
                while piece := file.read(_PIECE):
                    if b"\0" in piece:  # UTF-16, or no text at all
                        raise _no_text(path)
                    decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    raise _no_text(path)


def _delimiter(text: Iterable[str]) -> str:
    """Tab, `;` or `,`: what stands in the first line outside of quotes, the more frequent one."""
    head = next((line for piece in text for line in piece.splitlines() if line.strip()), "")
    bare = "".join(part for place, part in enumerate(head.split('"')) if place % 2 == 0)
    if 0 < bare.count("\t") >= bare.count(";"):  # copied from a spreadsheet, whose headers may hold commas
        return "\t"
    return ";" if bare.count(";") >= bare.count(",") else ","


def _csv_rows(path: Path, encoding: str, delimiter: str) -> _Rows:
    """The rows. Raises Refused for a quotation mark that nothing closes: it would swallow all rows after it."""
    csv.field_size_limit(LONGEST_CELL)
    begins = 1
    try:
        with path.open(encoding=encoding, newline="") as text:
            reader = csv.reader(itertools.chain(text, (_END,)), delimiter=delimiter)
            for cells in reader:
                if cells and cells[-1].endswith(_END):
                    if cells != [_END]:
                        raise csv.Error
                    break
                yield begins, cells
                begins = reader.line_num + 1
    except csv.Error as error:
        raise _refused("bad-csv", N_("“{file}” is not a readable CSV: line {line}."), path, line=begins) from error
    except (OSError, UnicodeDecodeError) as error:  # changed or gone since it was opened
        raise _unreadable(path) from error


def _unguarded(cell: str) -> str:
    """Without the one apostrophe that keeps a spreadsheet from running the text as a formula."""
    return cell.removeprefix("'")


def guarded(cell: str) -> str:
    """The counterpart for writing: texts that a spreadsheet would run get an apostrophe, an own one is doubled."""
    return "'" + cell if cell.startswith(_FORMULA_STARTS) else cell


def _workbook(path: Path) -> Any:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > LARGEST_FILE:
                raise _too_large(path)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise _refused("bad-xlsx", N_("“{file}” is a damaged workbook."), path) from error
    from python_calamine import CalamineWorkbook

    with _in_words(path):
        return CalamineWorkbook.from_path(str(path))


def _first_sheet(path: Path, workbook: Any) -> Any:
    with _in_words(path):
        return workbook.get_sheet_by_index(0)


@contextlib.contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        # a panic of the reader is no Exception; an interruption by the user is none of ours
        if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        raise _refused("bad-xlsx", N_("“{file}” is a damaged workbook."), path) from error


def _holds_rows(workbook: Any, place: int) -> bool:
    """Whether anything stands in a sheet; one that cannot be read, as a chart, has no rows."""
    try:
        with _in_words(Path()):
            return any(cell not in ("", None) for row in workbook.get_sheet_by_index(place).iter_rows() for cell in row)
    except Refused:
        return False


def _sheet_rows(sheet: Any) -> _Rows:
    for number, row in enumerate(sheet.iter_rows(), 1):
        yield number, [value if value.__class__ is str else _text(value) for value in row]


def _text(value: Any) -> str:
    """A workbook's cell as people would type it."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return f"{value:.15g}"  # as many digits as a spreadsheet keeps: 0.1 + 0.2 is 0.3 there
    if isinstance(value, datetime):
        at = (value + timedelta(milliseconds=500)).replace(microsecond=0)  # a time is a fraction of a day there
        return at.date().isoformat() if at.time() == time() else at.isoformat(timespec="minutes")
    return str(value.isoformat() if isinstance(value, (date, time)) else value)


def _without_tail(texts: list[str]) -> list[str]:
    while texts and not texts[-1]:
        texts.pop()
    return texts
