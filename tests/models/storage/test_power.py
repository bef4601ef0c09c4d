"""Sudden ends and races: what was acknowledged is there, nothing is there twice, the file is sound."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import peewee
import pytest

from models.appeals import operations as appeals
from models.appeals.rules import AppealDraft
from models.office.desk import Clock, Desk
from models.office.queries import open_desk
from models.problems import Refused
from models.reception import operations as reception
from models.reception.queries import FreeSlot, free_slots
from models.reception.rules import BookingDraft
from models.storage.check import CheckResult, checked
from models.storage.engine import in_words
from tests.models.builders import HEATING, NOW, TODAY, a_visitor
from tests.models.storage.children import Child, book_each, needs_fork, uuids_in

KILLS = 10  # torture asks for two hundred
DESKS, PLACES = 4, 24


@pytest.fixture
def prepared(office_folder: Path) -> tuple[Path, int, list[FreeSlot]]:
    """A closed office with a visitor in it, and its free times."""
    desk = open_desk(office_folder, Clock(NOW))
    visitor = a_visitor(desk)
    slots = free_slots(desk, TODAY + timedelta(days=1), 60)
    desk.db.close()
    return office_folder, visitor, slots


@needs_fork
def test_killed_at_any_moment_every_acknowledged_booking_is_there_once(
    prepared: tuple[Path, int, list[FreeSlot]],
) -> None:
    folder, visitor, slots = prepared
    chance = random.Random(1)
    acknowledged: list[str] = []
    for kill in range(KILLS):
        child = Child(book_each(folder, visitor, slots[kill * 20 : kill * 20 + 20], f"kill{kill}"))
        acknowledged += child.first(chance.randrange(1, 12))
        acknowledged += child.kill()
    saved = [line.split()[1] for line in acknowledged if line.startswith("booked")]
    assert len(saved) == len(acknowledged) > KILLS
    desk = open_desk(folder, Clock(NOW))
    found = uuids_in(desk)
    assert set(saved) <= set(found)
    assert len(found) == len(set(found)) <= len(saved) + KILLS  # one more at most: saved, killed before saying so
    assert desk.db.rows("SELECT COUNT(*) FROM audit WHERE action = 'book'") == [(len(found),)]
    assert checked(desk) == CheckResult()
    desk.db.close()


@needs_fork
def test_several_desks_at_the_same_times_book_each_once_and_say_nothing_but_taken(
    prepared: tuple[Path, int, list[FreeSlot]],
) -> None:
    folder, visitor, slots = prepared
    desks = [Child(book_each(folder, visitor, slots[:PLACES], f"desk{number}")) for number in range(DESKS)]
    said = [line.split() for child in desks for line in child.rest()]
    booked = Counter((start, expert) for what, _who, start, expert in said if what == "booked")
    assert len(booked) == PLACES and set(booked.values()) == {1}
    assert {code for what, code, *_slot in said if what == "refused"} == {"taken"}
    assert len(said) == DESKS * PLACES
    desk = open_desk(folder, Clock(NOW))
    assert checked(desk) == CheckResult()
    desk.db.close()


# --- a commit whose outcome nobody knows ---------------------------------------------------------------------------


def failing_commit(desk: Desk, is_saved: bool) -> Callable[[], None]:
    """The next commit raises, after or instead of saving."""
    usual = desk.db._connections.commit

    def commit() -> None:
        desk.db._connections.commit = usual  # type: ignore[method-assign]
        if is_saved:
            usual()
        raise peewee.OperationalError("disk I/O error")

    return commit


@pytest.mark.parametrize("is_saved", [True, False], ids=["saved", "not saved"])
def test_after_a_commit_of_unknown_outcome_the_same_uuid_gives_exactly_one_booking(desk: Desk, is_saved: bool) -> None:
    visitor = a_visitor(desk)
    for number, slot in enumerate(free_slots(desk, TODAY + timedelta(days=1), 2)[:10]):
        draft = BookingDraft(slot.expert_id, slot.start, visitor_id=visitor, uuid=f"try-{number}")
        desk.db._connections.commit = failing_commit(desk, is_saved)  # type: ignore[method-assign]
        with pytest.raises(peewee.OperationalError) as error:
            reception.book(desk, draft)
        assert in_words(error.value) is not None
        assert (f"try-{number}" in uuids_in(desk)) == is_saved
        answer = reception.book(desk, draft)
        assert answer.result.visitor == visitor
        assert uuids_in(desk).count(f"try-{number}") == 1
    assert checked(desk) == CheckResult()


@pytest.mark.parametrize("is_saved", [True, False], ids=["saved", "not saved"])
def test_after_a_commit_of_unknown_outcome_the_same_uuid_gives_exactly_one_number(desk: Desk, is_saved: bool) -> None:
    draft = AppealDraft(HEATING, "Холодно", visitor_id=a_visitor(desk), uuid="once")
    desk.db._connections.commit = failing_commit(desk, is_saved)  # type: ignore[method-assign]
    with pytest.raises(peewee.OperationalError):
        appeals.register(desk, draft)
    assert appeals.register(desk, draft).result.number == "2026-000001"
    assert desk.db.rows("SELECT uuid, number FROM appeal") == [("once", "2026-000001")]


def test_the_same_uuid_for_something_else_is_refused(desk: Desk) -> None:
    visitor = a_visitor(desk)
    first, second = free_slots(desk, TODAY + timedelta(days=1), 2)[:2]
    reception.book(desk, BookingDraft(first.expert_id, first.start, visitor_id=visitor, uuid="one"))
    with pytest.raises(Refused) as refused:
        reception.book(desk, BookingDraft(second.expert_id, second.start, visitor_id=visitor, uuid="one"))
    assert refused.value.problems[0].code == "uuid"
