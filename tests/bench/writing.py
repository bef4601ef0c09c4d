"""What the desk waits for while it writes: whole durable operations beside a bare durable insert in the same folder."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from models.appeals import operations as appeals
from models.appeals.rules import AppealDraft, ClosingDraft
from models.office.desk import Desk
from models.reception import operations as reception
from models.reception import queries
from models.reception.rules import BookingDraft
from tests.bench.measure import Line, timed
from tests.bench.sample import Scale, opened, scratch

TIMES = 60
TOPIC = "0005.0005.0056.1156"


def all_of(scale: Scale, folder: Path) -> Iterator[Line]:
    place = scratch(folder, "writing")
    desk = opened(place)
    try:
        with bare_file(place / "bare.db") as insert:
            yield from _operations(scale, desk, insert)
    finally:
        desk.db.close()


def _operations(scale: Scale, desk: Desk, insert: Any) -> Iterator[Line]:
    slots = [
        slot for slot in queries.free_slots(desk, desk.today() + timedelta(days=1), 40) if slot.outreach_id is None
    ]
    people = [row[0] for row in desk.db.rows("SELECT id FROM visitor ORDER BY id LIMIT ?", TIMES)]
    bare, booked, moved, registered, closed = [], [], [], [], []
    for number, (slot, other, visitor) in enumerate(zip(slots[:TIMES], slots[-TIMES:], people, strict=True)):
        draft = BookingDraft(slot.expert_id, slot.start, visitor_id=visitor, topic=TOPIC, summary="Холодно в квартире")
        ids: list[int] = []
        bare.append(timed(lambda: insert(number)))  # noqa: B023 - called at once
        booked.append(timed(lambda: ids.append(reception.book(desk, draft).result.appointment)))  # noqa: B023
        moved.append(timed(lambda: reception.reschedule(desk, ids[0], other.start, other.expert_id)))  # noqa: B023
        appeal = AppealDraft(TOPIC, "Холодно в квартире", visitor_id=visitor, expert_id=slot.expert_id)
        registered.append(timed(lambda: ids.append(appeals.register(desk, appeal).result.id)))  # noqa: B023
        closed.append(timed(lambda: appeals.close_appeal(desk, ids[1], ClosingDraft("help", "Сделан перерасчёт."))))  # noqa: B023
    goal, name = scale.goals.get("booking"), "an insert"
    yield Line("booking, durable", booked, goal, "ratio", bare, name, note="bare: one insert, WAL, synchronous=FULL")
    yield Line("moving a booking", moved, bare=bare)
    yield Line("registering an appeal", registered, bare=bare)
    yield Line("closing an appeal", closed, bare=bare)


@contextlib.contextmanager
def bare_file(path: Path) -> Iterator[Any]:
    """One table, one insert, one commit: `insert(number)` returns when the row is on the disk."""
    from sqlcipher3 import dbapi2 as driver

    connection = driver.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE booking (id INTEGER PRIMARY KEY, starts_at TEXT, summary TEXT)")

    def insert(number: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO booking (starts_at, summary) VALUES (?, ?)", (str(number), "Холодно в квартире")
        )
        connection.execute("COMMIT")

    try:
        yield insert
    finally:
        connection.close()
