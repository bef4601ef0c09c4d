"""What the desk waits for while it writes: whole durable operations beside a bare durable insert in the same folder."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from models.appeals import operations as appeals
from models.appeals.rules import AppealDraft, ClosingDraft
from models.office.desk import Desk
from models.reception import operations as reception
from models.reception import queries
from models.reception.rules import BookingDraft
from tests.bench.measure import MS, Line, timed
from tests.bench.sample import Scale, opened

TIMES = 60
TOPIC = "0005.0005.0056.1156"
QUESTION = "Холодно в квартире"


def all_of(scale: Scale, place: Path) -> Iterator[Line]:
    """Writes into the copy of the office in `place`."""
    desk = opened(place)
    try:
        with bare_file(place / "bare.db") as insert:
            yield from _operations(scale, desk, insert)
    finally:
        desk.db.close()


def _operations(scale: Scale, desk: Desk, insert: Callable[[], None]) -> Iterator[Line]:
    """The works take turns with the bare insert; each turn books another place for another visitor."""
    free = queries.free_slots(desk, desk.today() + timedelta(days=1), 40)
    slots = [slot for slot in free if slot.outreach_id is None]
    people = [row[0] for row in desk.db.rows("SELECT id FROM visitor ORDER BY id LIMIT ?", TIMES)]
    engine = Engine(desk)
    found: dict[str, list[float]] = {}
    for slot, other, visitor in zip(slots[:TIMES], slots[-TIMES:], people, strict=True):
        turn = Turn(desk, slot, other, visitor)
        found.setdefault("bare", []).append(timed(insert))
        for name, work in turn.works():
            engine.spent = 0.0
            found.setdefault(name, []).append(timed(work))
            found.setdefault(f"{name}, engine", []).append(engine.spent)
    engine.let_go()
    bare, goal = found["bare"], scale.goals.get("booking")
    note = "bare: one insert, WAL, synchronous=FULL"
    yield Line("booking: checks, rows, audit", found["booking"], bare=bare, note=note)
    yield Line("  of it in the engine, commit included", found["booking, engine"], goal, "ratio", bare, "an insert")
    for name in ("moving a booking", "registering an appeal", "closing an appeal"):
        yield Line(name, found[name], bare=bare)
        yield Line("  of it in the engine", found[f"{name}, engine"], bare=bare)


class Turn:
    """One visitor's way: booked, moved, an appeal registered and closed."""

    def __init__(self, desk: Desk, slot: queries.FreeSlot, other: queries.FreeSlot, visitor: int) -> None:
        self._desk, self._slot, self._other, self._visitor = desk, slot, other, visitor
        self._booking = self._appeal = 0

    def works(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        return (
            ("booking", self._book),
            ("moving a booking", self._move),
            ("registering an appeal", self._register),
            ("closing an appeal", self._close),
        )

    def _book(self) -> None:
        slot = self._slot
        draft = BookingDraft(slot.expert_id, slot.start, visitor_id=self._visitor, topic=TOPIC, summary=QUESTION)
        self._booking = reception.book(self._desk, draft).result.appointment

    def _move(self) -> None:
        reception.reschedule(self._desk, self._booking, self._other.start, self._other.expert_id)

    def _register(self) -> None:
        draft = AppealDraft(TOPIC, QUESTION, visitor_id=self._visitor, expert_id=self._slot.expert_id)
        self._appeal = appeals.register(self._desk, draft).result.id

    def _close(self) -> None:
        appeals.close_appeal(self._desk, self._appeal, ClosingDraft("help", "Сделан перерасчёт."))


class Engine:
    """Adds up the time that statements, BEGIN and COMMIT take; the rest of an operation is Python."""

    _WATCHED = ("execute_sql", "begin", "commit")

    def __init__(self, desk: Desk) -> None:
        self.spent = 0.0  # ms
        self._file = desk.db._connections
        for name in self._WATCHED:
            setattr(self._file, name, partial(self._watched, getattr(self._file, name)))

    def _watched(self, usual: Callable[..., Any], *args: Any, **named: Any) -> Any:
        begun = time.perf_counter()
        try:
            return usual(*args, **named)
        finally:
            self.spent += (time.perf_counter() - begun) * MS

    def let_go(self) -> None:
        for name in self._WATCHED:
            delattr(self._file, name)


@contextlib.contextmanager
def bare_file(path: Path) -> Iterator[Callable[[], None]]:
    """One table, one insert, one commit: `insert()` returns when the row is on the disk."""
    from sqlcipher3 import dbapi2 as driver

    connection = driver.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE booking (id INTEGER PRIMARY KEY, starts_at TEXT, summary TEXT)")

    def insert() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO booking (starts_at, summary) VALUES (?, ?)", ("2026-11-24 10:00:00", QUESTION))
        connection.execute("COMMIT")

    try:
        yield insert
    finally:
        connection.close()
