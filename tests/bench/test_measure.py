"""The bench judges rightly: medians, quantiles, ratios, and what only a busy computer hindered."""

from __future__ import annotations

import pytest

from tests.bench.measure import Line, Table, Took, interleaved, quantile, repeated, timed
from tests.bench.processes import beats
from tests.bench.sample import FULL


def took(wall: float, work: float) -> Took:
    one = Took(wall)
    one.work = work
    return one


def test_a_quantile_is_one_of_the_samples() -> None:
    samples = [float(n) for n in range(1, 201)]
    assert quantile(samples, 0.99) == 199
    assert quantile([7.0], 0.99) == 7
    assert quantile([3.0, 1.0, 2.0], 0.0) == 1


def test_a_line_is_judged_by_what_its_goal_says() -> None:
    samples = [*[1.0] * 99, 50.0, 60.0]
    assert Line("x", samples, 2.0).is_met is True
    assert Line("x", samples, 2.0, "p99").is_met is False
    assert Line("x", samples, 1.5, "ratio", [0.5]).is_met is False
    assert Line("x", samples, 2.0, "ratio", [0.5]).is_met is True
    assert Line("x", samples).is_met is None
    assert Line("x", [1.0], 50.0, "speedup", [49.0]).is_met is False
    assert Line("x", [1.0], 50.0, "speedup", [50.0]).is_met is True
    assert Line("x", [1.0], 50.0, "speedup").is_met is False
    assert Line("x", [900.0], 1000.0, "rate").is_met is False
    assert Line("x", [1100.0], 1000.0, "rate").is_met is True


def test_what_was_judged_goes_into_a_table_of_markdown() -> None:
    table = Table()
    table.lines += [Line("a page", [0.5], 1.0), Line("told", [5.0])]
    table.lines += [Line("year", [30.0], 0.5, "ratio", [40.0], "duckdb")]
    rows = table.markdown("full").splitlines()
    assert rows[0].startswith("| full | goal |") and len(rows) == 4
    assert rows[2] == "| a page | median ≤ 1 ms | 0.50 ms |  |  |  | pass |"
    assert rows[3] == "| year | ≤ 0.5 × duckdb | 30.0 ms |  | 40.0 | 0.75 × | short |"


def test_timing_tells_the_wall_and_the_work() -> None:
    one = timed(lambda: sum(range(1000)))
    assert one >= 0 and one.work >= 0
    assert len(repeated(lambda: None, 5)) == 5


def test_works_take_turns() -> None:
    order: list[str] = []

    def work(name: str) -> float:
        order.append(name)
        return float(len(order))

    assert interleaved(3, lambda: work("a"), lambda: work("b")) == [[1.0, 3.0, 5.0], [2.0, 4.0, 6.0]]
    assert order == ["a", "b"] * 3


def test_the_table_prints_what_is_short_and_ends_in_peace(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table()
    table.head()
    table.add(Line("quick", [1.0], 2.0), Line("slow", [3.0], 2.0), Line("told", [5.0]))
    table.add(Line("hindered", [took(3.0, 1.5)], 2.0), Line("slow anyway", [took(3.0, 2.5)], 2.0))
    table.foot()
    said = capsys.readouterr().out
    assert "2 of" not in said and "1 of 4 goals are met." in said
    assert "Short: slow; hindered; slow anyway." in said
    assert "SHORT (of work 1.50 ms)" in said


def test_a_pause_that_only_a_busy_computer_made_is_short_with_its_work_beside_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    figures = {
        "worst": 80.0,
        "worst work": 41.0,
        "p99.9": 30.0,
        "beats": 9000,
        "over": 3,
        "over work": 0,
        "memory": 170,
    }
    lines = beats(FULL, 5, figures)
    assert [line.is_met for line in lines] == [False, None, None, None]
    assert beats(FULL, 5, figures | {"worst": 50.0})[0].is_met
    Table().add(*lines)
    told = capsys.readouterr().out
    assert "SHORT (of work 41.0 ms)  3 of 9000 over 50 ms, 0 by work" in told
    assert "170.0 MB" in told


def test_a_goal_of_quickness_is_told_as_so_many_times_as_quick(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table()
    table.add(Line("letters", [2.0], 15.0, "speedup", [50.0], "WeasyPrint"))
    table.add(Line("a page", [3.0], 1.2, "ratio", [2.0], "the first page"))
    told = capsys.readouterr().out
    assert "25.0 × as quick  pass" in told and "1.50 ×  SHORT" in told
    assert "| 25.0 × as quick | pass |" in table.markdown("full")
