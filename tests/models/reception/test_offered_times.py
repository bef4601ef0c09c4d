"""What is offered and what is booked are one rule: every free time can be booked, every other start is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.office import setup
from models.office.desk import Clock, Desk
from models.office.queries import expert_named, open_desk
from models.problems import Refused
from models.reception import operations, queries
from models.reception.rules import BookingDraft
from tests.models.builders import a_visitor
from tests.models.conftest import OFFICE_FILE

FIRST, DAYS = date(2026, 11, 27), 4  # Friday to Monday
NOW = datetime(2026, 11, 27, 11, 46)
EXPERTS = ("Белов", "Мельников")
SETTINGS: dict[str, Any] = json.loads(OFFICE_FILE.read_text("utf-8"))
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

minutes_of_day = st.integers(0, 24 * 12 - 1).map(lambda n: n * 5)
steps = st.sampled_from([5, 15, 20, 25, 30, 45, 50, 60, 90])
days = st.integers(0, DAYS - 1).map(lambda n: (FIRST + timedelta(days=n)).isoformat())


def clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


@st.composite
def ranges(draw: st.DrawFn) -> list[str]:
    """The hours of a day: at most three stretches that do not overlap."""
    points = sorted(draw(st.lists(minutes_of_day, unique=True, max_size=6)))
    return [f"{clock(a)}-{clock(b)}" for a, b in zip(points[::2], points[1::2], strict=False)]


@st.composite
def absences(draw: st.DrawFn) -> dict[str, str]:
    """Whole days, or a part of them."""
    day, length = draw(days), draw(st.integers(0, 300))
    if draw(st.booleans()):
        return {"from": day, "to": day, "why": "отпуск"}
    start = datetime.fromisoformat(day) + timedelta(minutes=draw(minutes_of_day))
    end = start + timedelta(minutes=length + 5)
    return {"from": start.isoformat(timespec="minutes"), "to": end.isoformat(timespec="minutes"), "why": "суд"}


@st.composite
def offices(draw: st.DrawFn) -> dict[str, Any]:
    """The settings of an office with two experts, odd hours, days off, extra days, absences and outreach."""
    hours = {day: draw(ranges()) for day in WEEKDAYS}
    people = [dict(person) for person in SETTINGS["staff"][:2]]
    for person in people:
        person["slot_minutes"] = draw(st.none() | steps)
        person["hours"] = draw(st.none() | st.fixed_dictionaries({day: ranges() for day in WEEKDAYS}))
        person["absences"] = draw(st.lists(absences(), max_size=2))
        person["extra_days"] = [{"date": day, "hours": draw(ranges())} for day in draw(st.sets(days, max_size=1))]
    off = draw(st.lists(days, max_size=1))
    outreach = [
        {
            "date": day, "district": "Ленинский", "place": "Клуб", "hours": draw(ranges().filter(bool)),
            "experts": [person["name"] for person in people[: draw(st.integers(1, 2))]],
            "slot_minutes": draw(steps),
        }
        for day in draw(st.sets(days, max_size=2))
    ]  # fmt: skip
    return SETTINGS | {
        "hours": hours, "slot_minutes": draw(steps), "staff": people, "outreach": outreach,
        "holidays": draw(st.sampled_from(["", "RU"])),
        "days_off": [{"from": day, "to": day, "why": "ремонт"} for day in off],
        "extra_days": [{"date": day, "hours": draw(ranges())} for day in draw(st.sets(days, max_size=1))],
    }  # fmt: skip


@pytest.fixture
def early_desk(office_place: Path | str) -> Iterator[Desk]:
    opened = open_desk(office_place, Clock(NOW))
    yield opened
    opened.db.close()


def free(desk: Desk) -> set[tuple[int, datetime]]:
    return {(slot.expert_id, slot.start) for slot in queries.free_slots(desk, FIRST, DAYS)}


places = st.integers(0, 10**6)
anywhere = st.builds(
    lambda n, minutes: datetime.combine(FIRST, datetime.min.time()) + timedelta(days=n, minutes=minutes),
    st.integers(0, DAYS - 1), minutes_of_day,
)  # fmt: skip


@settings(max_examples=30)
@given(
    office=offices(), booked=st.lists(st.tuples(places, st.booleans()), max_size=4),
    others=st.lists(anywhere, max_size=10), beside=st.lists(places, max_size=6),
)  # fmt: skip
def test_every_offered_time_can_be_booked_and_every_other_is_refused(
    early_desk: Desk, office: dict[str, Any], booked: list[tuple[int, bool]], others: list[datetime], beside: list[int]
) -> None:
    desk = early_desk
    with desk.db.writing():  # the example before
        desk.db.run("DELETE FROM appointment")
        desk.db.run("DELETE FROM outreach_event")
    setup.replace_settings(desk, office)
    experts = [expert_named(desk, name).id for name in EXPERTS]
    visitor = a_visitor(desk)
    offered = sorted(free(desk))
    for place, is_cancelled in booked if offered else ():
        expert, start = offered[place % len(offered)]
        if (expert, start) in free(desk):  # an earlier one may have taken it
            made = operations.book(desk, BookingDraft(expert, start, visitor_id=visitor)).result
            assert (expert, start) not in free(desk)
            if is_cancelled:
                operations.cancel(desk, made.appointment)
                assert (expert, start) in free(desk)
    left = free(desk)
    assert left <= set(offered)
    near = [offered[place % len(offered)][1] for place in beside] if offered else []
    for start in [*others, *near, *(start + timedelta(minutes=5) for start in near)]:
        for expert in experts:
            if (expert, start) not in left:
                with pytest.raises(Refused):
                    operations.book(desk, BookingDraft(expert, start, visitor_id=visitor))
    assert free(desk) == left
