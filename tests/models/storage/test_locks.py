"""Locks between processes: shared by many, alone for one, gone with their process, served in turn."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from models.problems import Refused
from models.storage import hold
from models.storage.hold import LOCK_NAME
from models.storage.locks import files_of_turn, in_turn, is_waited_for, locked
from tests.models.storage.children import Child, Say, needs_fork


def is_free(path: Path) -> bool:
    lock = locked(path, alone=True)
    if lock is None:
        return False
    lock.release()
    return True


def test_many_share_and_one_is_alone(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    one, other = locked(path, alone=False), locked(path, alone=False)
    assert one is not None and other is not None
    assert not is_free(path)
    one.release()
    one.release()
    assert not is_free(path)
    other.release()
    alone = locked(path, alone=True)
    assert alone is not None
    assert locked(path, alone=False) is None and not is_free(path)
    alone.release()
    assert is_free(path)


def test_a_lock_whose_file_was_removed_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    gone = locked(path, alone=True)
    path.unlink()
    assert gone is not None and is_free(path)
    gone.release()


@needs_fork
def test_a_lock_vanishes_with_its_process(tmp_path: Path) -> None:
    path = tmp_path / "lock"

    def work(say: Say) -> None:
        held = locked(path, alone=True)
        say("locked" if held else "not")
        threading.Event().wait()

    child = Child(work)
    assert child.first(1) == ["locked"]
    assert not is_free(path)
    child.kill()
    assert is_free(path)


@needs_fork
def test_who_queues_up_is_served_one_at_a_time(tmp_path: Path) -> None:
    path, inside = tmp_path / "turn", tmp_path / "inside"

    def work(say: Say) -> None:
        for _try in range(40):
            with in_turn(path):
                os.close(os.open(inside, os.O_CREAT | os.O_EXCL))  # raises where another is in
                inside.unlink()
        say("done")

    children = [Child(work) for _number in range(4)]
    assert [child.rest() for child in children] == [["done"]] * 4


@needs_fork
def test_a_queue_that_does_not_move_is_left(tmp_path: Path) -> None:
    path = tmp_path / "turn"

    def work(say: Say) -> None:
        with in_turn(path):
            say("in")
            threading.Event().wait()

    child = Child(work)
    child.first(1)
    with in_turn(path, wait_s=0.05):
        pass  # somebody hangs: the engine's own lock decides
    child.kill()
    with in_turn(path, wait_s=0.0):
        assert not is_free(path)
    assert is_free(path)


def test_where_no_lock_can_be_made_nobody_waits(tmp_path: Path) -> None:
    with in_turn(tmp_path / "missing" / "turn"):
        pass
    with pytest.raises(OSError):
        locked(tmp_path / "missing" / "lock", alone=True)


# --- the folder ----------------------------------------------------------------------------------------------------


def test_a_folder_is_shared_or_held_alone(tmp_path: Path) -> None:
    share = hold.shared(tmp_path)
    assert share.may_write
    with pytest.raises(Refused) as refused, hold.alone(tmp_path, wait_s=0):
        pytest.fail("it was alone")
    assert refused.value.problems[0].code == "in-use"
    share.release()
    with hold.alone(tmp_path), pytest.raises(Refused) as refused:
        hold.shared(tmp_path, wait_s=0)
    assert refused.value.problems[0].code == "being-restored"
    hold.shared(tmp_path, wait_s=0).release()


def test_what_came_to_nothing_leaves_no_folder(tmp_path: Path) -> None:
    new = tmp_path / "one" / "two"
    with pytest.raises(ZeroDivisionError), hold.alone(new):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ZeroDivisionError), hold.alone(tmp_path):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
    with hold.alone(new):
        pass
    with pytest.raises(ZeroDivisionError), hold.alone(new):
        raise ZeroDivisionError
    assert os.listdir(new) == [LOCK_NAME]


def test_a_file_in_the_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused), hold.alone(tmp_path / "file"):
        pytest.fail("a file is no folder")
    with pytest.raises(Refused), hold.alone(tmp_path / "file" / "in it"):
        pytest.fail("a file is no folder")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


@needs_fork
def test_who_has_the_turn_knows_whether_somebody_waits(tmp_path: Path) -> None:
    path = tmp_path / "turn.lock"

    def work(say: Say) -> None:
        with in_turn(path):
            say("in")

    assert not is_waited_for(path)
    with in_turn(path):
        assert not is_waited_for(path)
        child = Child(work)
        while not is_waited_for(path):  # until the child stands in the line
            pass
    assert child.rest() == ["in"]
    assert not is_waited_for(path)
    assert sorted(tmp_path.iterdir()) == sorted(files_of_turn(path))
