"""What is read and written off the window's thread: a file looked at, tried out, taken. Knows no widgets."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import itertools
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.audit.queries import details_since, last_entry
from models.exchange import columns, importing, reader
from models.exchange.importing import Imported, Rejected
from models.exchange.reader import NO_SHEETS, Line, Sheets
from models.office.desk import Desk
from models.problems import Problem, Refused
from models.storage.engine import in_words
from resources.words import N_
from ui.shell.jobs import Job

SHOWN = 200  # rows of the preview
ORDER = ("visitors", "appeals", "appointments")


@dataclass(frozen=True)
class Sight:
    """A file as it was looked at: enough to show it, and to know later whether it is still the same."""

    path: Path
    digest: bytes
    header: tuple[str, ...]
    first: tuple[Line, ...]
    count: int
    delimiter: str
    sheets: Sheets = NO_SHEETS


@dataclass(frozen=True)
class SeenColumn:
    """A column of the file and the name by which it is known; empty where it is unknown."""

    header: str
    name: str


@dataclass(frozen=True)
class Taken:
    """What an import brought, whether it went through to the end or not.

    `done` of `total` good rows were gone through in finished transactions. Rejected rows are known at the end only.
    """

    imported: int
    already: int
    rejected: tuple[Rejected, ...] = ()
    done: int = 0
    total: int = 0
    is_whole: bool = True
    trouble: Problem | None = None


class Stopped(Exception):
    """The person stopped the import between two of its transactions."""


def see(path: Path) -> Sight:
    """Looks at a file. Raises Refused in one sentence for whatever cannot be read."""
    digest = _digest(path)
    source = reader.opened(path)
    lines = source.lines()
    first = tuple(itertools.islice(lines, SHOWN))
    count = len(first) + sum(1 for _line in lines)
    return Sight(path, digest, source.header, first, count, source.delimiter, source.sheets())


def try_out(desk: Desk, kind: str, sight: Sight, *, progress: Job) -> Imported:
    """What an import would do; nothing of it stays. Raises Refused."""
    _require_the_same(sight)
    return importing.import_file(desk, kind, sight.path, dry_run=True, progress=progress)


def take(desk: Desk, kind: str, sight: Sight, stop: threading.Event, *, progress: Job) -> Taken:
    """Imports the file that was looked at; `stop` ends it between two batches. Raises Refused before the first one."""
    _require_the_same(sight)
    before = last_entry(desk)
    steps = _Steps(progress, stop)
    try:
        done = importing.import_file(desk, kind, sight.path, progress=steps)
    except Stopped:
        return _in_part(desk, before, steps, None)
    except Exception as error:
        trouble = error.problems[0] if isinstance(error, Refused) else in_words(error)
        if trouble is None or not steps.done:
            raise
        return _in_part(desk, before, steps, trouble)
    return Taken(done.imported, done.already, done.rejected, steps.total, steps.total)


def _in_part(desk: Desk, before: int, steps: _Steps, trouble: Problem | None) -> Taken:
    """The audit knows what each finished transaction brought."""
    noted = details_since(desk, before, "import")
    imported, already = (sum(int(one.get(key, 0)) for one in noted) for key in ("imported", "already"))
    return Taken(imported, already, (), steps.done, steps.total, False, trouble)


class _Steps:
    """The import's progress: tells the window, lets the desk's own writes go first, ends where it was asked to."""

    def __init__(self, job: Job, stop: threading.Event) -> None:
        self.done = self.total = 0
        self._job, self._stop = job, stop

    def step(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        self._job.step(done, total)
        self._job.give_way()
        if self._stop.is_set() and done < total:
            raise Stopped


def _digest(path: Path) -> bytes:
    """Of the file's bytes; empty where they cannot be had: the reader says why."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return b""


def _require_the_same(sight: Sight) -> None:
    now = _digest(sight.path)
    if now and now != sight.digest:
        message = N_("“{file}” was changed after it was looked at. Look at it anew, then import.")
        raise Refused(Problem("file-changed", message, "", {"file": sight.path.name}))
    if not now:
        message = N_("“{file}” is no longer there. Nothing was imported from it.")
        raise Refused(Problem("file-gone", message, "", {"file": sight.path.name}))


def kinds() -> tuple[str, ...]:
    """What can be imported, in the order of the screen."""
    return tuple(kind for kind in ORDER if kind in importing.KINDS)


def guessed_kind(header: tuple[str, ...]) -> str:
    """The kind of records that a file with this header holds most likely."""
    return columns.kind_of(header) or kinds()[0]


@functools.lru_cache(maxsize=16)
def seen_columns(kind: str, header: tuple[str, ...]) -> tuple[SeenColumn, ...]:
    """Each column by itself: known or not."""
    optional = [dataclasses.replace(column, is_required=False) for column in columns.KINDS[kind]]
    found = []
    for text in header:
        try:
            name = columns.matched((text,), optional)[0]
        except Refused:
            name = ""
        found.append(SeenColumn(text, name))
    return tuple(found)


def problem_of(kind: str, header: Sequence[str]) -> Problem | None:
    """Why a file with this header cannot be imported as this kind."""
    try:
        columns.matched(header, columns.KINDS[kind])
    except Refused as refused:
        return refused.problems[0]
    return None
