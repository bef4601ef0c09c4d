"""When somebody receives: the order in which extra days, holidays, outreach and absences win."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.office.hours import (
    Event,
    ExpertHours,
    OfficeHours,
    expert_ranges,
    free,
    grid,
    parsed_range,
    problems_of_ranges,
    why_not,
)

MONDAY = date(2026, 11, 23)
WEEK = {day: ["10:00-13:00", "14:00-18:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
OFFICE = OfficeHours(WEEK, 30)
BELOV = ExpertHours(1)


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute)


def test_the_grid_counts_from_the_beginning_of_each_range() -> None:
    starts = [slot.start for slot in grid(OFFICE, BELOV, MONDAY)]
    assert starts[0] == at(10)
    assert at(13) not in starts
    assert starts[-1] == at(17, 30)
    assert len(starts) == 14


def test_a_slot_that_would_outrun_its_range_is_not_offered() -> None:
    slots = grid(replace(OFFICE, slot_minutes=50), BELOV, MONDAY)
    assert [slot.start for slot in slots if slot.start.hour < 13] == [at(10), at(10, 50), at(11, 40)]
    assert grid(replace(OFFICE, slot_minutes=300), BELOV, MONDAY) == []


def test_weekends_holidays_and_days_off_are_closed() -> None:
    assert grid(OFFICE, BELOV, date(2026, 11, 28)) == []
    assert grid(replace(OFFICE, holidays={MONDAY: "праздник"}), BELOV, MONDAY) == []
    assert grid(replace(OFFICE, days_off=((MONDAY, MONDAY, "ремонт"),)), BELOV, MONDAY) == []


def test_an_extra_day_wins_over_holiday_day_off_and_own_hours() -> None:
    office = replace(
        OFFICE, holidays={MONDAY: "праздник"}, days_off=((MONDAY, MONDAY, ""),), extra_days={MONDAY: ("09:00-10:00",)}
    )
    own = ExpertHours(1, hours={"mon": ["15:00-16:00"]})
    assert [slot.start for slot in grid(office, own, MONDAY)] == [at(9), at(9, 30)]


def test_an_experts_own_hours_replace_the_offices_wider_ones_too() -> None:
    own = ExpertHours(1, hours={"mon": ["08:00-09:00"], "sat": ["10:00-11:00"]})
    assert [slot.start for slot in grid(OFFICE, own, MONDAY)] == [at(8), at(8, 30)]
    assert len(grid(OFFICE, own, date(2026, 11, 28))) == 2
    assert grid(OFFICE, own, date(2026, 11, 24)) == []


def test_an_experts_own_extra_day_wins_over_the_offices() -> None:
    office = replace(OFFICE, extra_days={MONDAY: ("09:00-10:00",)})
    own = ExpertHours(1, extra_days={MONDAY: ("20:00-21:00",)})
    assert [slot.start for slot in grid(office, own, MONDAY)] == [at(20), at(20, 30)]


def test_outreach_takes_the_overlapping_office_times_and_wins_over_weekends() -> None:
    event = Event(7, MONDAY, ("11:10-12:00",), 20, (1,))
    office = replace(OFFICE, events=(event,))
    slots = grid(office, BELOV, MONDAY)
    assert [s.start for s in slots if s.outreach == 7] == [at(11, 10), at(11, 30)]
    own = [s.start for s in slots if s.outreach is None]
    assert at(11) not in own and at(11, 30) not in own and at(12) in own and at(10, 30) in own
    saturday = date(2026, 11, 28)
    weekend = replace(OFFICE, events=(replace(event, on_date=saturday),))
    assert len(grid(weekend, BELOV, saturday)) == 2
    assert grid(weekend, ExpertHours(2), saturday) == []


def test_an_absence_wins_over_everything() -> None:
    event = Event(7, MONDAY, ("11:00-12:00",), 20, (1,))
    away = ExpertHours(1, absences=((at(0), at(0) + timedelta(days=1), "отпуск"),))
    assert grid(replace(OFFICE, events=(event,)), away, MONDAY) == []
    noon = ExpertHours(1, absences=((at(10, 15), at(11), "врач"),))
    assert at(10) not in [s.start for s in grid(OFFICE, noon, MONDAY)]
    assert at(11) in [s.start for s in grid(OFFICE, noon, MONDAY)]


@pytest.mark.parametrize(
    ("start", "minutes", "code"),
    [
        (at(10), None, None),
        (at(10), 60, None),
        (at(12, 30), 60, "too-long"),
        (at(13), None, "break"),
        (at(13, 30), None, "break"),
        (at(9), None, "outside"),
        (at(18), None, "outside"),
        (at(10, 15), None, "off-grid"),
        (at(10, day=date(2026, 11, 28)), None, "closed"),
    ],
)
def test_a_refused_time_says_why(start: datetime, minutes: int | None, code: str | None) -> None:
    problem = why_not(OFFICE, BELOV, start, minutes)
    assert (problem.code if problem else None) == code


@pytest.mark.parametrize("text", ["", "10", "10:00", "25:00-26:00", "13:00-10:00", "10:00-10:00", "10:61-11:00"])
def test_a_wrong_range_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parsed_range(text)
    assert problems_of_ranges([text], "hours")[0].code == "bad-hours"


def test_overlapping_ranges_are_refused_and_touching_ones_are_not() -> None:
    assert problems_of_ranges(["10:00-13:00", "12:00-14:00"], "hours")[0].code == "overlap"
    assert problems_of_ranges(["10:00-13:00", "13:00-14:00"], "hours") == []


@given(
    minutes=st.integers(5, 240),
    taken=st.lists(st.tuples(st.integers(0, 23 * 60), st.integers(1, 180)), max_size=6),
    absent=st.lists(st.tuples(st.integers(0, 23 * 60), st.integers(1, 180)), max_size=3),
)
def test_a_free_slot_touches_nothing_and_lies_in_a_range(
    minutes: int, taken: list[tuple[int, int]], absent: list[tuple[int, int]]
) -> None:
    office = replace(OFFICE, slot_minutes=minutes)
    busy = [(at(0) + timedelta(minutes=a), at(0) + timedelta(minutes=a + n)) for a, n in taken]
    away = [(at(0) + timedelta(minutes=a), at(0) + timedelta(minutes=a + n), "") for a, n in absent]
    expert = ExpertHours(1, absences=tuple(away))
    ranges = expert_ranges(office, expert, MONDAY)
    for slot in free(grid(office, expert, MONDAY), busy, at(11)):
        assert slot.start >= at(11)
        assert any(r.start <= slot.start and slot.end <= r.end for r in ranges)
        assert not any(a < slot.end and slot.start < b for a, b in busy + [(a, b) for a, b, _ in away])
        assert why_not(office, expert, slot.start, None) is None
