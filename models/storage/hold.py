"""Who uses a data folder: every open office holds it together with others, restoring and upgrading hold it alone."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from models.problems import Problem, Refused
from models.storage.engine import READ_ONLY, in_words
from models.storage.locks import FileLock, locked
from resources.words import N_

LOCK_NAME = "office.lock"
WAIT_S = 5.0
NO_OPENING = Problem(
    "no-open", N_("The office file cannot be opened. Check that its folder exists and may be written.")
)
_MAY_NOT_WRITE = (errno.EACCES, errno.EPERM, errno.EROFS)


class Hold:
    """A share in a folder, until it is released or the process ends."""

    def __init__(self, lock: FileLock | None, may_write: bool) -> None:
        self._lock = lock
        self.may_write = may_write  # whether the folder takes new files

    def release(self) -> None:
        if self._lock is not None:
            self._lock.release()

    def take_again(self, folder: Path) -> None:
        """A share once more after it was released. Raises Refused as `shared` does."""
        self._lock = shared(folder)._lock


def shared(folder: Path, wait_s: float = WAIT_S) -> Hold:
    """A share in the folder. Raises Refused where somebody has it alone for longer than `wait_s` seconds.

    Where nothing can be written or locked, nobody can restore either: the hold is empty then.
    """
    may_write = os.access(folder, os.W_OK)
    try:
        lock = locked(folder / LOCK_NAME, alone=False, wait_s=wait_s)
    except OSError as error:
        return Hold(None, may_write and error.errno not in _MAY_NOT_WRITE)
    if lock is None:
        raise Refused(
            Problem(
                "being-restored",
                N_("The office is being restored or upgraded by another program. Try again in a moment."),
            )
        )
    return Hold(lock, may_write)


@contextlib.contextmanager
def alone(folder: Path, wait_s: float = 0.5) -> Iterator[None]:
    """The folder for oneself, made where it is missing; what was made is gone again where no office came of it.

    Raises Refused where a window or another command uses the folder, or where it cannot be made or written.
    """
    path = folder / LOCK_NAME
    made: list[Path] = []
    try:
        made += _made(folder)
        if not os.access(folder, os.W_OK):
            raise Refused(READ_ONLY)
        is_new = not path.exists()
        lock = locked(path, alone=True, wait_s=wait_s)
    except OSError as error:
        _unmake(made)
        raise Refused(in_words(error) or NO_OPENING) from error
    if lock is None:
        raise Refused(
            Problem(
                "in-use",
                N_("The office is open in a window or another command. Close it there and try again."),
            )
        )
    try:
        yield
    except BaseException:
        if is_new:
            with contextlib.suppress(OSError):
                path.unlink()
        _unmake(made)
        raise
    finally:
        lock.release()


def _made(folder: Path) -> list[Path]:
    """Makes the folder with its parents; those that are new, the innermost first."""
    missing = []
    at = folder
    while not at.exists():
        missing.append(at)
        at = at.parent
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _unmake(made: list[Path]) -> None:
    for folder in made:
        with contextlib.suppress(OSError):
            folder.rmdir()
