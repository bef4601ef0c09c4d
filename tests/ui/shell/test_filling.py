"""A page that is filled in one go is laid out once, and afterwards as always."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ui.shell.filling import laid_out_once


class Counting(QVBoxLayout):
    """Counts how often it settles."""

    settled = 0

    def setGeometry(self, rect: QRect) -> None:
        self.settled += 1
        super().setGeometry(rect)


def a_page(qtbot: QtBot) -> tuple[QWidget, Counting, list[QLabel]]:
    page = QWidget()
    qtbot.addWidget(page)
    layout, inside = Counting(page), QWidget()
    line = QHBoxLayout(inside)
    labels = [QLabel("") for _at in range(5)]
    for label in labels:
        line.addWidget(label)
        label.hide()
    layout.addWidget(inside)
    page.resize(400, 300)
    page.show()
    qtbot.waitExposed(page)
    return page, layout, labels


def fill(labels: list[QLabel]) -> None:
    for label in labels:
        label.setText("many words\nin lines")
        label.show()


def test_a_page_is_laid_out_once_however_much_of_it_appears(qtbot: QtBot) -> None:
    page, layout, labels = a_page(qtbot)
    layout.settled = 0
    with laid_out_once(page):
        fill(labels)
    assert layout.settled == 0
    qtbot.waitUntil(lambda: layout.settled > 0)
    assert len({label.x() for label in labels}) == len(labels)


def test_it_comes_to_look_as_it_would_by_itself(qtbot: QtBot) -> None:
    places = []
    for at_once in (False, True):
        page, _layout, labels = a_page(qtbot)
        if at_once:
            with laid_out_once(page):
                fill(labels)
        else:
            fill(labels)
        qtbot.wait(1)
        places.append([label.geometry() for label in labels])
    assert places[0] == places[1]


def test_a_layout_that_was_switched_off_stays_so_and_one_that_goes_does_no_harm(qtbot: QtBot) -> None:
    page, layout, labels = a_page(qtbot)
    layout.setEnabled(False)
    with laid_out_once(page):
        inside = labels[0].parentWidget()
        line = inside.layout() if inside is not None else None
        assert line is not None
        assert not line.isEnabled()
        delete(line)
    assert not layout.isEnabled()
