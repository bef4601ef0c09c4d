"""What the computer says before any office is open: the data folder and the clock."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from models.office.desk import Clock
from models.problems import Problem, Refused
from resources.words import N_

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
    stopped = environment.get("RECEPTION_NOW", "")
    if not stopped:
        return Clock()
    try:
        moment = datetime.fromisoformat(stopped)
    except ValueError:
        problem = Problem("now", N_("RECEPTION_NOW is no date and time: {text}"), "", {"text": stopped})
        raise Refused(problem) from None
    return Clock(moment.replace(tzinfo=None))
