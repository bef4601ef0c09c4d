"""The last hash of each office's audit, kept beside the file: a chain that was cut short is noticed by `check`.

It is written after the commit and never waited for, so that it costs a booking nothing; after a power cut it may be a
few entries old, which still have to be in the chain. It belongs to the file beside it and is put aside with it.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

FILE_NAME = "audit.head"
_LINE = 65  # a SHA-256 in hex and a line's end; each office has its own line
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)


def note(folder: Path, office_id: int, digest: str) -> None:
    """Writes the head down. A disk that does not take it hinders nobody: the operation is saved."""
    with contextlib.suppress(OSError):
        handle = os.open(folder / FILE_NAME, os.O_WRONLY | os.O_CREAT, 0o666)
        try:
            os.lseek(handle, (office_id - 1) * _LINE, os.SEEK_SET)
            os.write(handle, f"{digest}\n".encode())
        finally:
            os.close(handle)


def noted(folder: Path, office_id: int) -> str:
    """The head that was written down, or nothing where there is none that can be read."""
    try:
        text = (folder / FILE_NAME).read_bytes()[(office_id - 1) * _LINE :][:64].decode("ascii", "replace")
    except OSError:
        return ""
    return text if _HASH.fullmatch(text) else ""


def put_aside(folder: Path, name: str) -> None:
    """Renames the heads, because another file takes the place of theirs."""
    with contextlib.suppress(FileNotFoundError):
        (folder / FILE_NAME).replace(folder / name)
