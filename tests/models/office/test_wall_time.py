"""Wall time of the office: offsets converted, hours that the clock leaps over known, of two equal ones the first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.office.wall_time import is_leapt_over, wall_time

BERLIN, PERM = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Yekaterinburg")


def test_a_time_without_an_offset_is_the_office_s_own() -> None:
    assert wall_time(datetime(2026, 11, 23, 14), PERM) == datetime(2026, 11, 23, 14)


def test_a_time_with_an_offset_is_converted() -> None:
    moscow = timezone(timedelta(hours=3))
    assert wall_time(datetime(2026, 11, 23, 14, tzinfo=moscow), PERM) == datetime(2026, 11, 23, 16)
    assert wall_time(datetime(2026, 11, 23, 23, tzinfo=UTC), PERM) == datetime(2026, 11, 24, 4)


@pytest.mark.parametrize("hour", [0, 1])
def test_both_hours_of_a_fold_are_one_wall_time(hour: int) -> None:
    assert wall_time(datetime(2027, 10, 31, hour, 30, tzinfo=UTC), BERLIN) == datetime(2027, 10, 31, 2, 30)
    assert wall_time(datetime(2027, 10, 31, hour, 30, tzinfo=UTC), BERLIN).fold == 0


@pytest.mark.parametrize(("minute", "is_missing"), [((1, 59), False), ((2, 0), True), ((2, 59), True), ((3, 0), False)])
def test_the_hour_that_the_clock_leaps_over_is_known(minute: tuple[int, int], is_missing: bool) -> None:
    assert is_leapt_over(datetime(2027, 3, 28, *minute), BERLIN) is is_missing
    assert not is_leapt_over(datetime(2027, 3, 28, *minute), PERM)
    assert not is_leapt_over(datetime(2027, 10, 31, 2, 30), BERLIN)


@given(
    st.datetimes(), st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Yekaterinburg", "Australia/Lord_Howe"])
)
def test_any_time_can_be_asked_for(moment: datetime, zone: str) -> None:
    assert is_leapt_over(moment, ZoneInfo(zone)) in (True, False)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_what_is_converted_is_never_leapt_over(moment: datetime) -> None:
    assert not is_leapt_over(wall_time(moment, BERLIN), BERLIN)
