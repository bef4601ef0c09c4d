"""What stands out, and what is only chance."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest

from models.reports.alerts import poisson_tail, standouts


@pytest.mark.parametrize("mean", [0.01, 0.5, 1.0, 4.2, 15.2, 80.0, 400.0])
@pytest.mark.parametrize("count", [0, 1, 2, 5, 15, 34, 90, 300])
def test_the_tail_is_the_plain_sum(count: int, mean: float) -> None:
    below = math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count))
    assert poisson_tail(count, mean) == pytest.approx(1 - below, abs=1e-12)


def test_a_far_tail_keeps_its_digits() -> None:
    first_term = math.exp(60 * math.log(5) - 5 - math.lgamma(61))
    assert poisson_tail(60, 5.0) == pytest.approx(first_term * (1 + 5 / 61 + 25 / (61 * 62)), rel=1e-3)


def test_twice_the_usual_stands_out_and_the_usual_does_not() -> None:
    now = {"1:0005": 34, "2:0005": 16}
    past = {"1:0005": 182, "2:0005": 182}
    (alert,) = standouts(now, past, 12, 1)
    assert (alert.place, alert.now, alert.expected) == ("1:0005", 34, Decimal("15.2"))
    assert 0 < alert.p_value < Decimal("0.001")


def test_few_appeals_never_stand_out() -> None:
    assert standouts({"1:0005": 4}, {}, 12, 1) == []


def test_a_topic_never_seen_in_the_district_stands_out_with_nothing_expected() -> None:
    (alert,) = standouts({"1:0002.0014": 6}, {}, 12, 1)
    assert alert.expected == 0


def test_a_young_office_has_nothing_to_compare_with() -> None:
    assert standouts({"1:0005": 40}, {"1:0005": 4}, 2, 1) == []


def test_of_a_section_and_its_subject_only_the_more_surprising_is_named() -> None:
    now = {"1:0005": 40, "1:0005.0005": 38, "1:0004": 30}
    past = {"1:0005": 170, "1:0005.0005": 100, "1:0004": 120}
    assert [alert.place for alert in standouts(now, past, 12, 1)] == ["1:0005.0005", "1:0004"]


def test_the_most_surprising_comes_first() -> None:
    now = {"1:0001": 25, "2:0002": 60}
    past = {"1:0001": 96, "2:0002": 96}
    found = standouts(now, past, 12, 1)
    assert [alert.place for alert in found] == ["2:0002", "1:0001"]
    assert found[0].p_value <= found[1].p_value


def test_a_longer_period_is_compared_with_as_many_months() -> None:
    assert standouts({"1:0005": 90}, {"1:0005": 180}, 12, 6) == []
