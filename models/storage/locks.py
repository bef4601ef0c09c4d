"""Locks of files between processes: shared, alone, or in turn. They vanish with the process that holds them."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

TURN_S = 5.0  # as long as the engine itself waits for another program's write
_STEP_S = 0.01
_SAY_S = 0.1  # whoever looks whether somebody waits is done sooner
_HANDS = 1000  # Windows knows no shared lock: each hand locks one byte of these, who is alone locks them all


class FileLock:
    """A lock that is held until it is released or the process ends."""

    def __init__(self, handle: int | None) -> None:
        self._handle = handle

    def release(self) -> None:
        """Lets it go; a second time does nothing."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)  # the system lets the lock go with it


def locked(path: Path, *, alone: bool, wait_s: float = 0.0) -> FileLock | None:
    """Locks the file, which is made where it is missing; None where others hold it all the time.

    Raises OSError where the file cannot be made, or where its file system has no locks.
    """
    ends = time.monotonic() + wait_s
    while True:
        handle = _opened(path)
        try:
            if _has_locked(handle, alone) and _still_there(handle, path):
                return FileLock(handle)
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        if time.monotonic() >= ends:
            return None
        time.sleep(_STEP_S)


@contextlib.contextmanager
def in_turn(path: Path, wait_s: float = TURN_S) -> Iterator[None]:
    """One after the other, in the order of coming. A courtesy: who has waited for `wait_s`, or cannot lock, goes on.

    The engine alone lets waiting writers ask again after ever longer pauses, and some are starved for seconds.
    """
    lock: FileLock | None = None
    with contextlib.suppress(OSError):
        lock = _turn_of(path, wait_s)
    try:
        yield
    finally:
        if lock is not None:
            lock.release()


def _turn_of(path: Path, wait_s: float) -> FileLock | None:
    handle = _opened(path)
    try:
        if _has_locked(handle, alone=True):
            return FileLock(handle)
        said = locked(_waiting_room(path), alone=False, wait_s=_SAY_S)
    except OSError:
        os.close(handle)
        raise
    try:
        return _queued(handle, wait_s)
    finally:
        if said is not None:
            said.release()


def is_waited_for(path: Path) -> bool:
    """Whether somebody waits in the line of `in_turn`: asked by who has the turn and could give it up sooner."""
    try:
        alone = locked(_waiting_room(path), alone=True)
    except OSError:
        return False
    if alone is not None:
        alone.release()
    return alone is None


def files_of_turn(path: Path) -> tuple[Path, ...]:
    """What `in_turn` makes, for who takes all of it away."""
    return path, _waiting_room(path)


def _waiting_room(path: Path) -> Path:
    """The file that everybody holds together who waits in a line."""
    return path.with_suffix(".waiting")


def _opened(path: Path) -> int:
    """For writing where that is allowed, which makes the file; else for reading."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError:
        if not path.is_file():
            raise
        return os.open(path, os.O_RDONLY)


def _still_there(handle: int, path: Path) -> bool:
    """Whether the locked file is the one under that name: another may have removed it before the lock was got."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":

    def _has_locked(handle: int, alone: bool) -> bool:
        for place in range(1 if alone else _HANDS):
            os.lseek(handle, place, os.SEEK_SET)
            with contextlib.suppress(PermissionError):
                msvcrt.locking(handle, msvcrt.LK_NBLCK, _HANDS if alone else 1)
                return True
        return False

    def _queued(handle: int, wait_s: float) -> FileLock | None:
        ends = time.monotonic() + wait_s
        while time.monotonic() < ends:
            if _has_locked(handle, alone=True):
                return FileLock(handle)
            time.sleep(0.001)
        os.close(handle)
        return None

else:

    def _has_locked(handle: int, alone: bool) -> bool:
        try:
            fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _queued(handle: int, wait_s: float) -> FileLock | None:
        """The system keeps the queue but knows no end of waiting: a thread of its own waits, and we wait for it."""
        came, given_up = threading.Event(), threading.Event()
        deciding = threading.Lock()

        def wait() -> None:
            with contextlib.suppress(OSError):
                fcntl.flock(handle, fcntl.LOCK_EX)
            with deciding:
                came.set()
                if given_up.is_set():
                    os.close(handle)

        threading.Thread(target=wait, name="turn", daemon=True).start()
        came.wait(wait_s)
        with deciding:
            if came.is_set():
                return FileLock(handle)
            given_up.set()
            return None
