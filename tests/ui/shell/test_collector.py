"""Garbage with widgets in it is collected on the window's thread."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from ui.shell.collector import MOST, Collector


class Knot(QObject):
    """Refers to itself, so that only the collector frees it."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def test_a_lane_that_allocates_does_not_collect(qtbot: QtBot) -> None:
    collector = Collector()
    freed: list[int] = []
    weakref.finalize(Knot(), lambda: freed.append(threading.get_ident()))

    def allocate() -> None:
        _many = [[number] for number in range(200_000)]

    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    assert freed == []
    for _generation in range(3):
        gc.collect()
    assert freed == [threading.get_ident()]
    collector.stop()


def test_what_is_due_is_collected(qtbot: QtBot) -> None:
    collector = Collector()
    gc.collect()
    many: list[list[int]] = [[] for _number in range(gc.get_threshold()[0] * 2)]
    assert gc.get_count()[0] > gc.get_threshold()[0]
    collector.collect_if_due()
    assert gc.get_count()[0] < gc.get_threshold()[0]
    assert many
    collector.stop()


def test_after_the_desktop_python_collects_by_itself_again(qtbot: QtBot) -> None:
    Collector().stop()
    assert gc.isenabled()


def test_many_old_objects_are_set_apart_instead_of_being_gone_through(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    collector = Collector()
    gone_through: list[int] = []
    monkeypatch.setattr(gc, "get_count", lambda: (1, 1, gc.get_threshold()[2] + 1))

    def heard(phase: str, info: dict[str, int]) -> None:
        gone_through.append(info["generation"])

    gc.callbacks.append(heard)
    few = [[number] for number in range(10)]
    collector.collect_if_due()
    assert 2 in gone_through
    gone_through.clear()
    many = [[number] for number in range(MOST * 2)]
    gc.collect(1)  # they grow old
    apart = gc.get_freeze_count()
    collector.collect_if_due()
    assert 2 not in gone_through
    assert gc.get_freeze_count() > apart + MOST
    assert few
    assert many
    gc.callbacks.remove(heard)
    collector.stop()


def test_what_was_set_apart_is_gone_through_while_nobody_works_here(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.shell.collector.AWAY_MS", 0)
    collector = Collector()
    freed: list[bool] = []
    weakref.finalize(Knot(), lambda: freed.append(True))
    gc.freeze()
    gc.collect()
    assert freed == []
    collector._on_state(Qt.ApplicationState.ApplicationInactive)
    qtbot.waitUntil(lambda: freed == [True])
    collector.stop()


def test_nothing_is_gone_through_when_the_person_is_back_soon(qtbot: QtBot) -> None:
    collector = Collector()
    collector._on_state(Qt.ApplicationState.ApplicationInactive)
    assert collector._away.isActive()
    collector._on_state(Qt.ApplicationState.ApplicationActive)
    assert not collector._away.isActive()
    collector.stop()
