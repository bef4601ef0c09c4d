"""Many hands at once: `python -m tests.bench.hands [processes [tries]]`, 8 × 500 bookings of the same times.

Each process calls the program's own commands one after the other; beside them one registers appeals and one asks for
the report. Each time must be given once, every other try be refused in words, and each report agree with itself.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import zip_longest
from pathlib import Path

from models.office.desk import Clock
from models.office.queries import open_desk
from models.office.setup import create_office
from models.reception.queries import FreeSlot, free_slots
from models.storage import locks, sqlite
from tests.bench.measure import Line, pace, quantile
from tests.models.builders import HEATING, NOW, TODAY
from tests.models.conftest import OFFICE_FILE
from tests.models.storage.children import Child, Say
from ui.command_line.main import run

PROCESSES, TRIES = 8, 500
GOAL_S = 0.5


@dataclass
class Hands:
    """What the processes together saw."""

    times: int  # that were there to be booked
    booked: Counter[str] = field(default_factory=Counter)  # by time and expert
    refused: Counter[str] = field(default_factory=Counter)  # by sentence
    took: list[float] = field(default_factory=list)  # seconds of each booking command but the first of a process
    waits: list[float] = field(default_factory=list)  # seconds of them spent in the queue of those who write
    registered: int = 0
    reports: list[dict[str, list[int]]] = field(default_factory=list)


def said_by(*argv: str) -> tuple[int, str, str, float]:
    """Exit code, stdout, stderr and seconds of one command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        began = time.perf_counter()
        code = run([*argv, "--language", "en"])
        took = time.perf_counter() - began
    return code, out.getvalue(), err.getvalue(), took


def many_hands(folder: Path, processes: int, tries: int) -> Hands:
    """Runs the commands on the office of a closed data folder, all processes at once."""
    os.environ.update(RECEPTION_DATA=str(folder), RECEPTION_NOW=NOW.isoformat())
    desk = open_desk(folder, Clock(NOW))
    slots = free_slots(desk, TODAY + timedelta(days=1), 90)[:tries]
    desk.db.close()
    asked = [*slots, *slots[: tries - len(slots)]]
    bookers = [Child(_booking(asked, number)) for number in range(processes)]
    registrar, reporter = Child(_registering(max(10, tries // 5))), Child(_reporting(folder, max(5, tries // 20)))
    found = Hands(len({_key(slot) for slot in asked}))
    for line in _all(bookers):
        code, sentence, key, took, waited = json.loads(line)
        if took is not None:
            found.took.append(took)
        found.waits.append(waited)
        if code == 0:
            found.booked[key] += 1
        else:
            found.refused[f"{code} {sentence}"] += 1
    found.registered = len(registrar.rest())
    found.reports = [json.loads(line) for line in reporter.rest()]
    return found


def _all(children: Iterable[Child]) -> list[str]:
    return [line for child in children for line in child.rest()]


def _key(slot: FreeSlot) -> str:
    return f"{slot.start:%Y-%m-%dT%H:%M} {slot.expert}"


def _booking(slots: list[FreeSlot], number: int) -> Callable[[Say], None]:
    def work(say: Say) -> None:
        waited = _clocked_queue()
        for turn, slot in enumerate(slots):
            waited.clear()
            code, _out, err, took = said_by(
                "book", "--json", "--visitor", f"Петров Пётр {number}", "--phone", f"8 912 884-17-{number:02}",
                "--expert", slot.expert, "--start", f"{slot.start:%Y-%m-%dT%H:%M}", "--uuid", f"hand-{number}-{turn}",
            )  # fmt: skip
            loaded = took if turn else None  # the first command loads the program, as each start of it does
            say(json.dumps([code, err.strip(), _key(slot), loaded, sum(waited)]))

    return work


def _clocked_queue() -> list[float]:
    """The seconds that each entry into the queue of writers took in this process, from now on."""
    waited: list[float] = []
    usual = locks.in_turn

    @contextlib.contextmanager
    def clocked(path: Path) -> Iterator[None]:
        began = time.perf_counter()
        with usual(path):
            waited.append(time.perf_counter() - began)
            yield

    setattr(sqlite, "in_turn", clocked)  # noqa: B010 - an imported name
    return waited


def _registering(times: int) -> Callable[[Say], None]:
    def work(say: Say) -> None:
        for turn in range(times):
            code, _out, err, _took = said_by(
                "register", "--visitor", f"Сидоров Сидор {turn}", "--topic", HEATING, "--summary", "Холодно"
            )
            assert code == 0, err
            say(str(turn))

    return work


def _reporting(folder: Path, times: int) -> Callable[[Say], None]:
    def work(say: Say) -> None:
        for turn in range(times):
            file = folder.parent / f"report-{turn}.json"
            code, _out, err, _took = said_by("report", "2026-11", "--output", str(file))
            assert code == 0, err
            report = json.loads(file.read_text(encoding="utf-8"))
            rows = ("channels", "kinds", "outcomes", "experts", "districts")
            say(json.dumps({
                "appeals": [report["totals"]["appeals"]["now"]],
                **{name: [row["now"] for row in report[name]] for name in rows},
                "topics": [row["now"] for row in report["topics"] if "." not in row["code"]],
            }))  # fmt: skip

    return work


def measured(processes: int = PROCESSES, tries: int = TRIES) -> tuple[Hands, str]:
    """The hands on a fresh office of their own, and what `check` says of it afterwards."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "office"
        create_office(folder, json.loads(OFFICE_FILE.read_text(encoding="utf-8")), Clock(NOW)).db.close()
        found = many_hands(folder, processes, tries)
        code, words, _err, _took = said_by("check")
    return found, f"{code} {'; '.join(words.split(chr(10)))}"


def line() -> Line:
    """The longest wait of a booking for others who write; a fault of the bookings themselves is raised."""
    found, check = measured()
    others = [sentence for sentence in found.refused if not sentence.startswith("1 ")]
    if set(found.booked.values()) != {1} or len(found.booked) != found.times or others or check[0] != "0":
        raise RuntimeError(f"booked {found.booked.most_common(3)}, refused {others}, check {check}")
    note = f"{len(found.waits):,} tries, {sum(found.booked.values())} booked once each, all others refused in words"
    return Line(f"{PROCESSES} × {TRIES} bookings of the same times, waits", [s * 1000 for s in found.waits],
                GOAL_S * 1000, "worst", note=note)  # fmt: skip


def main(argv: list[str]) -> int:
    processes, tries = (int(given) if given else usual for given, usual in zip_longest(argv[:2], (PROCESSES, TRIES)))
    began = time.perf_counter()
    found, check = measured(processes, tries)
    took = time.perf_counter() - began
    print(f"{processes} processes × {tries} bookings of {found.times} times in {took:.0f} s:")
    print(f"  booked {sum(found.booked.values())}, each once: {set(found.booked.values()) == {1}}")
    for sentence, times in found.refused.most_common():
        print(f"  refused {times}: {sentence}")
    print(f"  appeals registered meanwhile: {found.registered}; reports: {len(found.reports)}")
    _print_times("waiting for others who write", found.waits, GOAL_S)
    _print_times("a whole command in its process", found.took, None)
    print(f"  check: {check}")
    print(f"  the computer now: {pace()}")
    return 0


def _print_times(what: str, seconds: list[float], goal: float | None) -> None:
    p50, p99, most = (quantile(seconds, part) * 1000 for part in (0.5, 0.99, 1.0))
    verdict = "" if goal is None else f" — {'pass' if most <= goal * 1000 else 'short'} (≤ {goal * 1000:.0f} ms)"
    print(f"  {what}: median {p50:.0f} ms, p99 {p99:.0f} ms, worst {most:.0f} ms{verdict}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
