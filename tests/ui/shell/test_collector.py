"""Garbage with widgets in it is collected on the window's thread."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.shell.collector import Collector


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
