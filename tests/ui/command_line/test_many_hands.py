"""Many hands at once, as commands: each time is given once, the second hears so, reports agree with themselves.

The full count, 8 × 500, is `python -m tests.bench.hands`; it also tells how long anybody waited.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.hands import Hands, many_hands
from tests.models.storage.children import needs_fork
from tests.ui.command_line.asking import answered
from tests.ui.command_line.conftest import Command

PROCESSES, TRIES = 8, 20


@pytest.fixture
def hands(office_folder: Path, command: Command) -> Hands:
    return many_hands(office_folder, PROCESSES, TRIES)


@needs_fork
def test_eight_processes_book_each_time_once_and_hear_nothing_but_taken(hands: Hands, command: Command) -> None:
    assert len(hands.booked) == hands.times == TRIES
    assert set(hands.booked.values()) == {1}
    assert hands.refused == {"1 That time is already taken; choose another one.": (PROCESSES - 1) * TRIES}
    assert hands.registered == 10
    booked = answered(command("appointments", "--from", "2026-11-24", "--to", "2026-12-31", "--json"))
    assert sorted(f"{row['start']} {row['expert']}" for row in booked) == sorted(hands.booked)
    assert answered(command("check", "--json"))["ok"] is True
    for report in hands.reports:
        whole = report.pop("appeals")[0]
        assert {name: sum(counts) for name, counts in report.items() if counts} == dict.fromkeys(
            (name for name, counts in report.items() if counts), whole
        )
