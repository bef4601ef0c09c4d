"""The sample office, there whole or not at all: made in a folder of its own, then moved to its place."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from models.demo.make import VISITS, make_demo
from models.problems import Problem, Refused
from models.storage.backup import sync_folder
from models.storage.upgrade import file_in
from resources.words import N_

UNFINISHED = "sample-unfinished"


def make_whole_demo(folder: Path, today: date, visits: int = VISITS) -> None:
    """Makes the sample office in a data folder; a program that dies meanwhile leaves none. Raises Refused, OSError."""
    target = file_in(folder)
    if target.exists():
        raise Refused(Problem("exists", N_("There is already an office in this folder; it was not touched.")))
    workshop = folder / UNFINISHED
    shutil.rmtree(workshop, ignore_errors=True)
    try:
        make_demo(workshop, visits, today=today)
        file_in(workshop).rename(target)
        sync_folder(folder)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
