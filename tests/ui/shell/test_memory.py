"""What a large job left behind goes back to the system, and small ones are not bothered."""

from __future__ import annotations

import sys

import pytest

from ui.shell.memory import GiveBack, resident, trimmer

MB = 2**20


class Process:
    """A process of so many bytes, a part of which is free."""

    def __init__(self) -> None:
        self.used, self.free, self.times = 100 * MB, 0, 0

    def measured(self) -> int:
        return self.used + self.free

    def trim(self, _pad: int) -> None:
        self.free = 0
        self.times += 1


def test_only_a_process_that_has_grown_much_gives_back() -> None:
    process = Process()
    give_back = GiveBack(process.trim, process.measured)
    process.free = MB // 2
    give_back()
    assert process.times == 0
    process.free = 70 * MB
    give_back()
    assert (process.times, process.free) == (1, 0)


def test_what_is_in_use_is_not_gone_through_again_and_again() -> None:
    process = Process()
    give_back = GiveBack(process.trim, process.measured)
    process.used += 40 * MB
    for _job in range(3):
        give_back()
    assert process.times == 1


def test_growth_is_counted_from_the_least_that_was_seen() -> None:
    process = Process()
    give_back = GiveBack(process.trim, process.measured)
    process.used -= 30 * MB
    give_back()
    process.free = 20 * MB
    give_back()
    assert process.times == 1


@pytest.mark.skipif(sys.platform != "linux", reason="where nothing is told of a process, nothing is given back")
def test_this_process_is_measured_and_trimmed() -> None:
    assert resident() > MB
    trim = trimmer()
    if trim is not None:  # glibc
        assert trim(0) in (0, 1)
