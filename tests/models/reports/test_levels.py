"""What is counted of a question is counted of every level above it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.reports.levels import Levels

_codes = st.lists(st.sampled_from(("0001", "0002", "0010")), min_size=1, max_size=4).map(".".join)


def test_every_level_has_its_own_appeals_and_those_below_it() -> None:
    levels = Levels(("0001.0002.0003", "0001.0003", "0002"))
    assert levels.codes == ("0001", "0001.0002", "0001.0002.0003", "0001.0003", "0002")
    assert levels.sums({"0001.0002.0003": 5, "0001.0003": 2, "0001": 1}) == [8, 5, 5, 2, 0]


def test_a_code_that_the_classifier_does_not_have_gets_its_levels_too() -> None:
    levels = Levels(("0001", "0001.0002"))
    assert levels.covering(("0001.0002",)) is levels
    wider = levels.covering(("0003.0004.0005",))
    assert wider.codes == ("0001", "0001.0002", "0003", "0003.0004", "0003.0004.0005")
    assert wider.sums({"0003.0004.0005": 7, "0001.0002": 1}) == [1, 1, 7, 7, 7]


@given(st.dictionaries(_codes, st.integers(0, 9)))
def test_a_level_is_the_sum_of_the_codes_that_begin_with_it(counts: dict[str, int]) -> None:
    levels = Levels(counts)
    below = [
        sum(n for code, n in counts.items() if code == level or code.startswith(f"{level}.")) for level in levels.codes
    ]
    assert levels.sums(counts) == below
