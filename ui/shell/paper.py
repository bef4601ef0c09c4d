"""Putting a finished PDF on paper or into a file. Runs outside the window's thread; leaves no temporary file behind."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from models.problems import Problem, Refused
from models.storage.engine import in_words
from resources.words import N_

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

LP_SECONDS = 60


@dataclass(frozen=True)
class LpJob:
    """What the print dialog decided, for CUPS."""

    printer: str
    copies: int = 1
    pages: str = ""  # "2-4", empty: all
    two_sided: bool = False


def save_pdf(data: bytes, path: Path) -> Path:
    """Writes the whole file or nothing. Raises Refused in words."""
    unfinished = path.with_name(path.name + ".part")
    try:
        _write(data, unfinished)
        unfinished.replace(path)
    except OSError as error:
        raise Refused(in_words(error) or _not_saved(path)) from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return path


def _write(data: bytes, path: Path) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _not_saved(path: Path) -> Problem:
    message = N_("The paper could not be saved in “{folder}”. Choose another folder; the record is kept.")
    return Problem("not-saved", message, "", {"folder": path.parent.name})


def has_lp() -> bool:
    """Whether CUPS takes the PDF as it is, with its letters as curves."""
    return shutil.which("lp") is not None


def print_with_lp(data: bytes, job: LpJob) -> None:
    """Hands the PDF to CUPS through a pipe. Raises Refused in words."""
    command = ["lp", "-d", job.printer, "-n", str(job.copies), "-t", "reception"]
    if job.pages:
        command += ["-P", job.pages]
    if job.two_sided:
        command += ["-o", "sides=two-sided-long-edge"]
    try:
        done = subprocess.run([*command, "-"], input=data, capture_output=True, timeout=LP_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _not_taken() from error
    if done.returncode != 0:
        raise _not_taken()


def print_as_pictures(data: bytes, printer: QPrinter) -> None:
    """Draws the pages at the printer's sharpness. Raises Refused where the printer fails."""
    from PySide6.QtPrintSupport import QPrinter

    from ui.widgets.pdf_view import print_pdf

    print_pdf(data, printer)
    if printer.printerState() == QPrinter.PrinterState.Error:
        raise _not_taken()


def _not_taken() -> Refused:
    return Refused(
        Problem(
            "not-printed",
            N_("The printer did not take the paper. Check it and print again; the record is kept, the number stays."),
        )
    )
