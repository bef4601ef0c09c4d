"""What the computer says before any office is open: the data folder and the clock."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from resources.words import N_

if TYPE_CHECKING:
    from models.office.desk import Clock

PROGRAM = "reception-office"


def data_folder(given: str = "", environment: Mapping[str, str] = os.environ) -> Path:
    """The folder named on the command line, else by RECEPTION_DATA, else the user's own."""
    named = given or environment.get("RECEPTION_DATA", "")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path(PROGRAM, appauthor=False)


def clock(environment: Mapping[str, str] = os.environ) -> Clock:
    """The computer's clock, or the local time that RECEPTION_NOW stops. Raises Refused where that cannot be read."""
    from models.office.desk import Clock

    stopped = stopped_at(environment)
    return Clock() if stopped is None else Clock(stopped)


def stopped_at(environment: Mapping[str, str] = os.environ) -> datetime | None:
    """The moment in RECEPTION_NOW, None where it is not set. Raises Refused where it cannot be read."""
    stopped = environment.get("RECEPTION_NOW", "")
    if not stopped:
        return None
    try:
        return datetime.fromisoformat(stopped).replace(tzinfo=None)
    except ValueError:
        from models.problems import Problem, Refused

        problem = Problem("now", N_("RECEPTION_NOW is no date and time: {text}"), "", {"text": stopped})
        raise Refused(problem) from None


def problem_of_clock(environment: Mapping[str, str] = os.environ) -> str:
    """What is wrong with RECEPTION_NOW in a sentence; empty where nothing is."""
    try:
        stopped_at(environment)
    except Exception as refusal:  # Refused, whose module is not loaded where nothing is wrong
        return str(refusal)
    return ""
