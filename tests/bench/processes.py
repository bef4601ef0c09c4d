"""What is measured from outside, each time in a fresh process: the first window, the memory, the commands, the
heartbeat."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.heartbeat import LONGEST_MS
from tests.bench.measure import Line, Took, interleaved, timed
from tests.bench.sample import KEPT, NOW, ROOT, Scale, empty_office

STARTS = 9
MINUTES = 5.0  # that the scripted user works


def _environment() -> dict[str, str]:
    """As an office has it: compiled modules are kept, the clock stands still."""
    own = {"RECEPTION_NOW": NOW.isoformat(), "BENCH_BEGUN": str(time.monotonic())}
    kept = {"PYTHONPYCACHEPREFIX": str(KEPT / "bytecode")}
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | own | kept


def probed(*args: str, module: str = "tests.bench.probe", patience: float = 120) -> dict[str, float]:
    """What a fresh process said of itself."""
    done = subprocess.run(
        [sys.executable, "-m", module, *args], cwd=ROOT, env=_environment(), capture_output=True, text=True,
        check=False, timeout=patience,
    )  # fmt: skip
    if not done.stdout.strip():
        raise RuntimeError(f"{' '.join(args)} said nothing: {done.stderr}")
    figures: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return figures


def windows(scale: Scale, folder: Path, starts: int = STARTS) -> list[Line]:
    """Bare window and program in turns. Everything counts: Python, imports, fonts, the theme, opening the file."""
    own = str(folder)
    probed("program", own)  # makes the day's copy, compiles what is not compiled
    furnished: list[float] = []
    pages: list[float] = []

    def whole() -> float:
        figures = probed("program", own)
        furnished.append(figures["furnished"])
        pages.append(figures["page"])
        return figures["window"]

    bare, shown = interleaved(starts, lambda: probed("bare")["window"], whole)
    return [
        Line("first window", shown, scale.goals.get("first window"), "ratio", bare, "QMainWindow"),
        Line("its frame: words, theme, sidebar", furnished, bare=bare),
        Line("its first page filled", pages, bare=bare),
    ]


def memories(scale: Scale, folder: Path) -> list[Line]:
    """With both long lists shown; the same program on an empty office beside it."""
    own, empty = str(folder), str(empty_office())
    for place in (own, empty):
        probed("program", place)
    full, bare = interleaved(3, lambda: probed("lists", own)["memory with lists"],
                             lambda: probed("lists", empty)["memory with lists"])  # fmt: skip
    note = "bare: an empty office"
    return [
        Line("memory, both long lists shown", full, scale.goals.get("memory"), "median", bare, unit="MB", note=note),
        Line("  beside an empty office", full, scale.goals.get("memory of empty"), "ratio", bare, "an empty office",
             unit="MB"),
    ]  # fmt: skip


def heartbeat(scale: Scale, folder: Path, minutes: float = MINUTES) -> list[Line]:
    """Whether the window ever stood still while somebody worked without a break."""
    patience = minutes * 60 + 120
    return beats(scale, minutes, probed(str(folder), str(minutes), module="tests.bench.heartbeat", patience=patience))


def beats(scale: Scale, minutes: float, figures: dict[str, float]) -> list[Line]:
    """The figures of a heartbeat. Its work is the longest time that the window's thread was busy at a stretch."""
    worst = Took(figures["worst"])
    worst.work = figures["worst work"]
    told = f"{figures['over']:.0f} of {figures['beats']:.0f} over {LONGEST_MS:g} ms, {figures['over work']:.0f} by work"
    return [
        Line(f"the window's longest pause in {minutes:g} min", [worst], scale.goals.get("heartbeat"), note=told),
        Line("  its longest work at a stretch", [figures["worst work"]]),
        Line("  99.9 % of its pauses", [figures["p99.9"]]),
        Line("  memory after so much work", [figures["memory"]], unit="MB"),
    ]


def commands(scale: Scale, folder: Path, times: int = 7) -> list[Line]:
    """Whole commands beside a Python that does nothing."""

    def run(*args: str) -> float:
        return timed(
            lambda: subprocess.run(
                [sys.executable, *args], cwd=ROOT, env=_environment(), capture_output=True, check=True
            )
        )

    nothing, help_, found, listed = interleaved(
        times,
        lambda: run("-c", "pass"),
        lambda: run("main.py", "--help"),
        lambda: run("main.py", "search", "иванова м", "--data", str(folder)),
        lambda: run("main.py", "appeals", "--data", str(folder), "--from", "2026-11-20", "--to", "2026-11-20"),
    )
    note, goal = "bare: python -c pass", scale.goals.get("command")
    return [
        Line("command: --help", help_, goal, bare=nothing, note=note),
        Line("command: search", found, goal, bare=nothing, note=note),
        Line("command: appeals of a day", listed, goal, bare=nothing, note=note),
    ]
