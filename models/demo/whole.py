"""The sample office, there whole or not at all: made in a folder of its own, then moved to its place."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from models.demo.make import VISITS, make_demo
from models.storage import backup, upgrade

UNFINISHED = "sample-unfinished"


def make_whole_demo(folder: Path, today: date | None, visits: int = VISITS, seed: int = 1) -> dict[str, int]:
    """Makes the sample office in a data folder and tells how many rows it holds.

    A program that dies meanwhile leaves no office; one that fails leaves the folder as it was. Raises Refused, OSError.
    """
    workshop = folder / UNFINISHED
    with upgrade.making(folder):
        shutil.rmtree(workshop, ignore_errors=True)
        try:
            made = make_demo(workshop, visits, seed, today)
            backup.synced(upgrade.single_file(workshop))
            upgrade.file_in(workshop).rename(upgrade.file_in(folder))
            backup.sync_folder(folder)
        finally:
            shutil.rmtree(workshop, ignore_errors=True)
    return made
