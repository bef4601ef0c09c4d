"""An office file that may not be written, as the engine can read it: as it lies, or by a private copy that goes again.

Without a `-wal` beside it the file is whole and is read as it lies (`immutable=1`). With one, the newest records are in
the `-wal`, which cannot be read without writing: then both are copied where only this person of the computer may look.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from models.storage.locks import FileLock, locked

PREFIX = "reception-office-"
_LOCK_NAME = "in-use.lock"
_BESIDE = ("-wal", "-journal")
_TRIES = 3


@dataclass(frozen=True)
class Readable:
    """What is given to the engine, and the private copy behind it, if there is one."""

    name: str  # a URI
    private: Path | None = None  # the copy's own folder
    lock: FileLock | None = None

    def release(self) -> None:
        """Removes the private copy."""
        if self.private is not None:
            shutil.rmtree(self.private, ignore_errors=True)
        if self.lock is not None:
            self.lock.release()

    @property
    def file(self) -> Path:
        """The private copy's file."""
        assert self.private is not None
        return self.private / "office.db"


def as_it_lies(path: Path) -> Readable | None:
    """The file without copying; None where something that was not saved into it yet lies beside it."""
    if any(_size(Path(f"{path}{ending}")) for ending in _BESIDE):
        return None
    return Readable(f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1")


def privately(path: Path) -> Readable:
    """A copy with what lies beside the file. What killed programs left is removed first. Raises OSError."""
    _clear_away()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))  # readable by this person alone
    readable = Readable(f"file:{quote(str(folder / 'office.db'))}?mode=rw", folder)
    try:
        lock = locked(folder / _LOCK_NAME, alone=True)
        for _try in range(_TRIES):  # somebody with more rights may be writing at this moment
            before = _state(path)
            for ending in ("", *_BESIDE):
                with contextlib.suppress(FileNotFoundError):
                    shutil.copyfile(f"{path}{ending}", f"{readable.file}{ending}")
            if _state(path) == before:
                break
    except BaseException:
        readable.release()
        raise
    return Readable(readable.name, folder, lock)


def _state(path: Path) -> list[tuple[int, int]]:
    return [(_size(part), _changed(part)) for part in (path, *(Path(f"{path}{ending}") for ending in _BESIDE))]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _clear_away() -> None:
    """Private copies whose program has died: their lock is free."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if (folder / _LOCK_NAME).is_file() and (lock := locked(folder / _LOCK_NAME, alone=True)) is not None:
                shutil.rmtree(folder, ignore_errors=True)
                lock.release()
