"""What happens by itself: the minute, midnight, the daily copy; and the sentences of the bottom line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from models.office.desk import Clock
from models.problems import Problem
from models.storage.backup import Copy
from tests.models.builders import NOW
from ui.shell.live import Live
from ui.shell.office import Office
from ui.shell.statusbar import StatusBar, copy_text, hours_text

Settle = Callable[[], None]
DAY = date(2026, 11, 23)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute)


def test_each_minute_is_told(office: Office, settle: Settle) -> None:
    live = Live(office)
    told: list[datetime] = []
    office.minute_passed.connect(told.append)
    live.tick()
    settle()
    assert told == [NOW]
    live.stop()


def test_midnight_changes_the_day_and_makes_its_copy(office: Office, settle: Settle, office_folder: Path) -> None:
    live = Live(office)
    copies: list[Copy] = []
    days: list[date] = []
    live.copied.connect(copies.append)
    office.day_changed.connect(days.append)
    office._desk = replace(office._desk, clock=Clock(datetime(2026, 11, 24, 0, 0, 5)))
    live.tick()
    settle()
    live.stop()
    assert days == [date(2026, 11, 24)]
    assert [copy.path for copy in copies] == [office_folder / "copies" / "reception-2026-11-24.db"]
    assert office.facts.hours_today[0][0].date() == date(2026, 11, 24)


def test_the_hours_of_the_day_name_the_break() -> None:
    assert hours_text([(at(10), at(13)), (at(14), at(18))]) == "Reception: 10:00–18:00, break 13:00–14:00"
    assert hours_text([(at(10), at(13))]) == "Reception: 10:00–13:00"
    assert hours_text([]) == "No reception today"


def test_the_copy_of_the_day_is_named_with_its_time() -> None:
    today = Copy(Path("copies/reception-2026-11-23.db"), at(9, 58))
    assert copy_text(today, DAY) == "Backup copy: today, 09:58"
    assert copy_text(None, DAY) == "Backup copy is being made…"
    assert copy_text(Copy(None, None, Problem("disk-full", "The disk is full.")), DAY) == "No backup copy today"


def test_a_missing_copy_is_red_and_says_why(themed: object) -> None:
    bar = StatusBar()
    bar.set_copy(Copy(None, None, Problem("disk-full", "The disk is full.")), DAY)
    assert bar.copy.property("role") == "red"
    assert "The disk is full." in bar.copy.toolTip()
