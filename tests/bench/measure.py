"""Figures of a bench: samples of time, what they are compared with, and the table that is printed. Knows no office."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

MS = 1000.0


class Took(float):
    """Milliseconds on the wall; `work` are those that this thread itself was busy, whatever else the computer did."""

    work: float


@dataclass(frozen=True)
class Line:
    """A line of the table. `limit` and `bare` are in `unit`; without a limit the line only informs."""

    what: str
    samples: Sequence[float]  # in `unit`
    limit: float | None = None
    judged: str = "median"  # median, p99, worst, ratio, speedup (at least so many times as quick), rate (at least)
    bare: Sequence[float] = ()  # the same without our program, measured in turns
    bare_name: str = ""
    unit: str = "ms"
    note: str = ""

    @property
    def median(self) -> float:
        return statistics.median(self.samples)

    @property
    def p99(self) -> float:
        return quantile(self.samples, 0.99)

    @property
    def work(self) -> float | None:
        """The median, or the judged quantile, without the time in which the computer did something else."""
        own = [sample.work for sample in self.samples if isinstance(sample, Took)]
        if len(own) < len(self.samples) or self.judged not in ("median", "p99"):
            return None
        return quantile(own, 0.99) if self.judged == "p99" else statistics.median(own)

    @property
    def ratio(self) -> float | None:
        """How many times the bare limit of the same run."""
        return self.median / statistics.median(self.bare) if self.bare else None

    def compared(self) -> str:
        """The ratio as it is read: how many times as long as the bare limit, or where that is the goal, as quick."""
        if self.ratio is None:
            return ""
        return f"{_number(1 / self.ratio)} × as quick" if self.judged == "speedup" else f"{self.ratio:.2f} ×"

    @property
    def is_met(self) -> bool | None:
        """None where there is nothing to meet."""
        if self.limit is None:
            return None
        if self.judged == "rate":
            return self.median >= self.limit
        if self.judged == "speedup":
            return self.ratio is not None and self.ratio * self.limit <= 1
        value = {"median": self.median, "p99": self.p99, "worst": max(self.samples), "ratio": self.ratio}[self.judged]
        return value is not None and value <= self.limit

    def goal(self) -> str:
        if self.limit is None:
            return ""
        if self.judged == "ratio":
            return f"≤ {self.limit:g} × {self.bare_name}"
        if self.judged == "speedup":
            return f"{self.limit:g} × as quick as {self.bare_name}"
        if self.judged == "rate":
            return f"≥ {self.limit:,.0f} {self.unit}"
        return f"{self.judged} ≤ {self.limit:g} {self.unit}"


@dataclass
class Table:
    """The lines as they come, printed one by one: a long run shows how far it is."""

    lines: list[Line] = field(default_factory=list)

    def head(self) -> None:
        print(_row("", "goal", "median", "p99", "bare", "ratio", ""))
        print("─" * 140)

    def add(self, *lines: Line) -> None:
        for line in lines:
            self.lines.append(line)
            bare = statistics.median(line.bare) if line.bare else None
            tail = "  ".join(filter(None, (_result(line), line.note)))
            p99 = _number(line.p99) if len(line.samples) > 1 else ""
            median = f"{_number(line.median)} {line.unit}"
            print(_row(line.what, line.goal(), median, p99, _number(bare), line.compared(), tail), flush=True)

    def markdown(self, heading: str) -> str:
        """The judged lines as a table for a README."""
        rows = [f"| {heading} | goal | median | p99 | bare | ratio | |", "|---|---|--:|--:|--:|--:|---|"]
        for line in self.lines:
            if line.limit is not None:
                bare = _number(statistics.median(line.bare)) if line.bare else ""
                p99 = _number(line.p99) if len(line.samples) > 1 else ""
                median = f"{_number(line.median)} {line.unit}"
                cells = (line.what.strip(), line.goal(), median, p99, bare, line.compared())
                rows.append(f"| {' | '.join(cells)} | {'pass' if line.is_met else 'short'} |")
        return "\n".join(rows) + "\n"

    def foot(self) -> None:
        judged = [line for line in self.lines if line.is_met is not None]
        short = [line.what for line in judged if not line.is_met]
        print(f"\n{len(judged) - len(short)} of {len(judged)} goals are met.")
        if short:
            print("Short: " + "; ".join(short) + ".")


def _result(line: Line) -> str:
    """A goal that only a busy computer hinders is short all the same, but the work alone is told beside it."""
    if line.is_met is None:
        return ""
    if line.is_met or line.work is None or line.limit is None or line.work > line.limit:
        return "pass" if line.is_met else "SHORT"
    return f"SHORT (of work {_number(line.work)} {line.unit})"


def _row(what: str, goal: str, median: str, p99: str, bare: str, ratio: str, tail: str) -> str:
    return f"{what:<45} {goal:<32} {median:>14} {p99:>8} {bare:>8} {ratio:>18}  {tail}".rstrip()


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 1000 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def quantile(samples: Sequence[float], part: float) -> float:
    """The smallest sample that at least this part of all does not exceed."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def timed(work: Callable[[], object]) -> Took:
    """Milliseconds of one call."""
    begun, busy = time.perf_counter(), time.thread_time()
    work()
    took = Took((time.perf_counter() - begun) * MS)
    took.work = (time.thread_time() - busy) * MS
    return took


def repeated(work: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of each call, after one that warms up."""
    work()
    return [timed(work) for _turn in range(times)]


def pace() -> str:
    """How quick Python is on this computer at this moment: two runs are compared by it before all else."""
    samples = repeated(lambda: sum(n * n for n in range(100_000)), 15)
    return f"{statistics.median(samples):.1f} ms for a hundred thousand squares, at best {min(samples):.1f}"


def interleaved(times: int, *works: Callable[[], float]) -> list[list[float]]:
    """The works take turns, each telling its own figure, so that a noisy moment falls on all of them."""
    found: list[list[float]] = [[] for _work in works]
    for _turn in range(times):
        for samples, work in zip(found, works, strict=True):
            samples.append(work())
    return found
