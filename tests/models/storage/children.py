"""Programs beside the test's own, on the same file, which can be killed at any moment. Forked: they start at once."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from models.office.desk import Clock, Desk
from models.office.queries import open_desk
from models.problems import Refused
from models.reception import operations as reception
from models.reception.queries import FreeSlot
from models.reception.rules import BookingDraft
from tests.models.builders import NOW

Say = Callable[[str], None]
FAILED = "failed: "

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked; this system cannot")


def _write_line(pipe: int, text: str) -> None:
    os.write(pipe, f"{text}\n".encode())


class Child:
    """A process that does one work and says lines; what it said before its death can still be read after it."""

    def __init__(self, work: Callable[[Say], object]) -> None:
        read, write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(read)
            try:
                work(partial(_write_line, write))
            except BaseException:
                os.write(write, (FAILED + traceback.format_exc().replace("\n", " | ") + "\n").encode())
            finally:
                os._exit(0)  # nothing of the test's own is torn down here
        os.close(write)
        self._said = os.fdopen(read, encoding="utf-8")

    def lines(self) -> Iterator[str]:
        """What it says, as it comes, until it ends."""
        for line in self._said:
            text = line.rstrip("\n")
            assert not text.startswith(FAILED), text
            yield text

    def first(self, number: int) -> list[str]:
        """The next lines, at most this many."""
        found = []
        for line in self.lines():
            found.append(line)
            if len(found) == number:
                break
        return found

    def kill(self) -> list[str]:
        """Kills it now; gives what it had still said."""
        os.kill(self.pid, signal.SIGKILL)
        return self.rest()

    def rest(self) -> list[str]:
        """Waits for its end; gives what it said."""
        found = list(self.lines())
        self._said.close()
        os.waitpid(self.pid, 0)
        return found


def book_each(folder: Path, visitor: int, slots: list[FreeSlot], name: str) -> Callable[[Say], None]:
    """Work for a child: books one slot after the other; says “booked UUID START” or “refused CODES START”."""

    def work(say: Say) -> None:
        desk = open_desk(folder, Clock(NOW))
        for number, slot in enumerate(slots):
            said = f"{slot.start:%Y-%m-%dT%H:%M} {slot.expert_id}"
            draft = BookingDraft(slot.expert_id, slot.start, visitor_id=visitor, uuid=f"{name}-{number}")
            try:
                reception.book(desk, draft)
                say(f"booked {draft.uuid} {said}")
            except Refused as refused:
                say(f"refused {','.join(problem.code for problem in refused.problems)} {said}")
        desk.db.close()

    return work


def uuids_in(desk: Desk) -> list[str]:
    """The UUIDs of all appointments in the file, as often as they are there."""
    return [row[0] for row in desk.db.rows("SELECT uuid FROM appointment ORDER BY id")]
