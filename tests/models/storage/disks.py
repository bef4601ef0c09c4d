"""Disks that refuse: one that may only be read, one that is soon full. They skip the test where we cannot have them."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


def _mounted(*arguments: str) -> bool:
    mount = shutil.which("mount")
    return mount is not None and not subprocess.run([mount, *arguments], capture_output=True, check=False).returncode


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """The folder with all that is in it under another name where nothing can be written, not even by root."""
    place = folder.with_name(folder.name + " to read")
    place.mkdir()
    if _mounted("--bind", str(folder), str(place)):
        try:
            if not _mounted("-o", "remount,ro,bind", str(place)):
                pytest.skip("no right to make a disk read-only here")
            yield place
        finally:
            subprocess.run(["umount", str(place)], check=True)
        return
    if os.name != "posix" or os.getuid() == 0:
        pytest.skip("no right to make a disk read-only here")
    place.rmdir()
    folder.rename(place)
    with contextlib.ExitStack() as rights:
        for path in (*place.rglob("*"), place):
            before = path.stat().st_mode
            path.chmod(before & ~0o222)
            rights.callback(path.chmod, before)
        yield place


@contextlib.contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Path]:
    """A disk of this size, mounted at a new folder."""
    place.mkdir()
    if not _mounted("-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)):
        pytest.skip("no right to mount a small disk here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def fill(disk: Path, left: int = 0) -> Path:
    """Ballast on a small disk that leaves this many bytes; take it away to have room again."""
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(max(0, shutil.disk_usage(disk).free - left)))
    return ballast
