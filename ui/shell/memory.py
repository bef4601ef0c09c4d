"""Gives back to the system what a large job left behind.

The C library keeps freed memory for later: the sorting of a million appeals leaves seventy megabytes, the check of the
daily copy twice as much, for as long as the window is open. Elsewhere than on Linux with glibc nothing is done.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from pathlib import Path

MUCH = 2**20  # bytes that the process has to have grown by: most jobs leave nothing behind


def resident() -> int:
    """Bytes of this process in memory; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def trimmer() -> Callable[[int], object] | None:
    """glibc's malloc_trim, or None where there is none. Python goes on meanwhile."""
    if sys.platform != "linux":
        return None
    trim: Callable[[int], object] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return trim


class GiveBack:
    """Called after each job beside the window; acts only when the process has grown much since it last did."""

    def __init__(
        self, trim: Callable[[int], object] | None = None, measured: Callable[[], int] = resident, much: int = MUCH
    ) -> None:
        self._trim, self._measured, self._much = trim or trimmer(), measured, much
        self._before = measured()

    def __call__(self) -> None:
        """On a lane's thread. Two at once do no harm: one of them finds nothing to do."""
        now = self._measured()
        if self._trim is not None and now - self._before >= self._much:
            self._trim(0)
            now = self._measured()
            self._before = now
        self._before = min(self._before, now)
