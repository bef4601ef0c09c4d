"""Small sample offices, made once: one on a Monday, one on a Sunday, one on a public holiday."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest

from models.demo.make import make_demo
from models.office.desk import Clock, Desk
from models.office.queries import open_desk

VISITS = 500
MONDAY, SUNDAY, HOLIDAY = date(2026, 11, 23), date(2026, 11, 22), date(2027, 1, 1)


def sample_made(folder: Path, day: date, seed: int = 1) -> Path:
    """The folder of a small sample office whose today is the given day."""
    make_demo(folder, visits=VISITS, seed=seed, today=day)
    return folder


def at_the_desk(folder: Path, day: date) -> Desk:
    """Its head's desk at the moment that the sample is made for."""
    return open_desk(folder, Clock(datetime.combine(day, time(11, 46))))


@pytest.fixture(scope="module")
def monday_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_made(tmp_path_factory.mktemp("sample") / "monday", MONDAY)


@pytest.fixture
def sample(monday_folder: Path) -> Iterator[Desk]:
    """The desk of the sample office on its Monday."""
    desk = at_the_desk(monday_folder, MONDAY)
    yield desk
    desk.db.close()


@pytest.fixture(params=[SUNDAY, HOLIDAY], ids=["sunday", "holiday"])
def day_off_sample(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """The desk of a sample office made on a day on which real offices rest."""
    desk = at_the_desk(sample_made(tmp_path / "sample", request.param), request.param)
    yield desk
    desk.db.close()
