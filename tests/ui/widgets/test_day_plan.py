"""What follows from a day's data: free times, lanes, places to move to."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.widgets.gallery_painted import DAY, at
from ui.widgets import day_walk
from ui.widgets.day_blocks import DayPlan, GridBlock, GridColumn

HALF = timedelta(minutes=30)
COLUMN = GridColumn(
    7, "Белов А. В.", open_ranges=((at("10:00"), at("13:00")), (at("14:00"), at("16:00"))),
    breaks=((at("13:00"), at("14:00")),),
)  # fmt: skip


def a_block(number: int, start: str, *, state: str = "booked", expert: int = 7, minutes: int = 30) -> GridBlock:
    begin = at(start)
    return GridBlock(number, expert, begin, begin + timedelta(minutes=minutes), f"N{number}", "", state, state)


def free(plan: DayPlan, column: int = 0) -> list[str]:
    return [f"{stop.start:%H:%M}" for stop in plan.stops(column) if stop.block is None]


def test_free_times_are_the_open_ones_that_nothing_takes() -> None:
    plan = DayPlan(DAY, [COLUMN], [a_block(1, "10:30"), a_block(2, "14:00")])
    assert free(plan) == ["10:00", "11:00", "11:30", "12:00", "12:30", "14:30", "15:00", "15:30"]


def test_a_time_whose_visitor_did_not_come_is_free_again() -> None:
    plan = DayPlan(DAY, [COLUMN], [a_block(1, "10:30", state="no_show"), a_block(2, "11:00", state="cancelled")])
    assert "10:30" in free(plan)
    assert "11:00" in free(plan)


def test_blocked_time_is_not_free_and_outreach_time_is() -> None:
    column = replace(
        COLUMN, blocked=((at("10:00"), at("11:00"), "Leave"),), outreach=((at("14:00"), at("16:00"), "X"),)
    )
    plan = DayPlan(DAY, [column])
    assert free(plan)[0] == "11:00"
    assert "14:00" in free(plan)


def test_the_grid_begins_and_ends_with_full_hours_around_everything() -> None:
    plan = DayPlan(DAY, [COLUMN], [a_block(1, "16:10"), a_block(2, "09:40")])
    assert (plan.first_hour(), plan.last_hour()) == (at("9:00"), at("17:00"))
    empty = DayPlan(DAY)
    assert empty.last_hour() > empty.first_hour()


def test_overlapping_blocks_stand_side_by_side_and_others_have_the_whole_width() -> None:
    told = [
        a_block(1, "10:00", minutes=60),
        a_block(2, "10:30"),
        a_block(3, "11:00"),
        a_block(4, "10:30", state="no_show"),
    ]
    placed = {one.block.id: (one.lane, one.lanes) for one in DayPlan(DAY, [COLUMN], told).placed(0)}
    assert placed[3] == (0, 1)
    assert {placed[1][1], placed[2][1], placed[4][1]} == {3}
    assert len({placed[1], placed[2], placed[4]}) == 3


def test_a_block_can_go_only_where_it_fits_whole() -> None:
    long = a_block(1, "10:00", minutes=60)
    plan = DayPlan(DAY, [COLUMN], [long, a_block(2, "11:30")])
    assert [f"{place:%H:%M}" for place in plan.places_for(long, 0)] == [
        "10:00",
        "10:30",
        "12:00",
        "14:00",
        "14:30",
        "15:00",
    ]


def test_a_block_cannot_go_into_the_past() -> None:
    block = a_block(1, "15:00")
    plan = DayPlan(DAY, [COLUMN], [block], now=at("14:10"))
    assert [f"{place:%H:%M}" for place in plan.places_for(block, 0)] == ["14:30", "15:00", "15:30"]


def test_a_block_of_an_unknown_expert_is_left_out() -> None:
    plan = DayPlan(DAY, [COLUMN], [a_block(1, "10:00", expert=99)])
    assert plan.placed(0) == []
    assert plan.block(1) is None


def test_the_place_is_found_again_when_the_day_is_read_anew() -> None:
    first = DayPlan(DAY, [COLUMN], [a_block(1, "10:00")])
    was = first.block(1)
    moved = DayPlan(DAY, [COLUMN], [a_block(1, "12:00")])
    found = day_walk.again(moved, was, 7)
    assert found is not None
    assert found.start == at("12:00")
    gone = day_walk.again(DayPlan(DAY, [COLUMN]), was, 7)
    assert gone is not None
    assert gone.start == at("10:00")
    assert day_walk.again(DayPlan(DAY, [replace(COLUMN, expert_id=8)]), was, 7) is None


@pytest.mark.parametrize("slot", [10, 15, 20, 30, 45, 60])
def test_slots_of_any_length_stay_within_the_open_hours(slot: int) -> None:
    plan = DayPlan(DAY, [COLUMN], slot_minutes=slot)
    for stop in plan.stops(0):
        assert any(opens <= stop.start and stop.end <= closes for opens, closes in COLUMN.open_ranges)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=25))
def test_blocks_of_one_lane_never_overlap(spans: list[tuple[int, int]]) -> None:
    midnight = datetime(DAY.year, DAY.month, DAY.day)
    step = timedelta(minutes=15)
    told = [
        GridBlock(n, 7, midnight + start * step, midnight + (start + length) * step, "", "", "booked", "")
        for n, (start, length) in enumerate(spans)
    ]
    placed = DayPlan(DAY, [COLUMN], told).placed(0)
    assert len(placed) == len(told)
    for one in placed:
        assert 0 <= one.lane < one.lanes
        for other in placed:
            if one is not other and one.lane == other.lane:
                assert one.block.end <= other.block.start or other.block.end <= one.block.start
