"""A full disk: what was saved stays, the cause is said, no half copy is left, and with room again the desk goes on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from models.office.desk import Clock, Desk
from models.office.queries import open_desk
from models.reception import operations as reception
from models.reception.queries import FreeSlot, free_slots
from models.reception.rules import BookingDraft
from models.storage.backup import daily_copy
from models.storage.check import CheckResult, checked
from models.storage.engine import in_words
from tests.models.builders import NOW, TODAY, a_visitor
from tests.models.storage.children import Child, Say, needs_fork, uuids_in
from tests.models.storage.disks import fill, small_disk

LONG = "о" * 1500  # so that the disk fills within a few bookings


def code_of(error: Exception) -> str:
    problem = in_words(error)
    return problem.code if problem else f"{type(error).__name__} {error}"


def a_draft(slot: FreeSlot, visitor: int, uuid: str) -> BookingDraft:
    return BookingDraft(slot.expert_id, slot.start, visitor_id=visitor, uuid=uuid, summary=LONG)


def prepared(folder: Path) -> tuple[Desk, int, list[FreeSlot]]:
    desk = open_desk(folder, Clock(NOW))
    return desk, a_visitor(desk), free_slots(desk, TODAY + timedelta(days=1), 80)


def booked_until_full(desk: Desk, visitor: int, slots: list[FreeSlot]) -> tuple[list[str], str]:
    """The UUIDs that were acknowledged, and the code of the failure that came then."""
    saved: list[str] = []
    for number, slot in enumerate(slots):
        try:
            reception.book(desk, a_draft(slot, visitor, f"{number}"))
        except Exception as error:
            return saved, code_of(error)
        saved.append(f"{number}")
    return saved, "never full"


def with_files_that_may_not_grow(folder: Path, room: int) -> Callable[[Say], None]:
    """Work for a child whose files may grow by `room` bytes only, then freely again."""

    def work(say: Say) -> None:
        import resource
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        desk, visitor, slots = prepared(folder)
        limit = Path(f"{desk.db.path}-wal").stat().st_size + room
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        saved, failure = booked_until_full(desk, visitor, slots)
        say(f"failure {failure}")
        copy = daily_copy(desk)
        say(f"copy {copy.problem.code if copy.problem else 'made'} {os.listdir(folder / 'copies')}")
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        last = len(saved)
        reception.book(desk, a_draft(slots[last], visitor, f"{last}"))
        desk.db.close()
        say(f"saved {' '.join([*saved, str(last)])}")

    return work


@needs_fork
@pytest.mark.parametrize("room", [2_000, 40_000, 120_000])
def test_where_files_may_not_grow_the_saved_stays_and_the_desk_goes_on_once_they_may(
    office_folder: Path, room: int
) -> None:
    failure, copy, saved = Child(with_files_that_may_not_grow(office_folder, room)).rest()
    assert failure in ("failure io", "failure disk-full")
    assert copy in ("copy io []", "copy disk-full []")
    desk = open_desk(office_folder, Clock(NOW))
    assert uuids_in(desk) == saved.split()[1:]
    assert checked(desk) == CheckResult()
    desk.db.close()


@pytest.fixture
def three_megabytes(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", 3) as place:
        yield place


def test_on_a_full_disk_the_saved_stays_and_the_desk_goes_on_once_there_is_room(
    office_folder: Path, three_megabytes: Path
) -> None:
    folder = three_megabytes / "office"
    shutil.copytree(office_folder, folder)
    desk, visitor, slots = prepared(folder)
    ballast = fill(three_megabytes, left=150_000)
    saved, failure = booked_until_full(desk, visitor, slots)
    assert failure == "disk-full"
    assert saved
    copy = daily_copy(desk)
    assert copy.path is None and copy.problem is not None and copy.problem.code == "disk-full"
    assert os.listdir(folder / "copies") == []
    assert uuids_in(desk) == saved
    ballast.unlink()
    reception.book(desk, a_draft(slots[len(saved)], visitor, "with room"))
    assert daily_copy(desk).problem is None
    assert uuids_in(desk) == [*saved, "with room"]
    assert checked(desk) == CheckResult()
    desk.db.close()
