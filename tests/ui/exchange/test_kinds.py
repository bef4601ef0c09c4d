"""Files of each kind on the page of the import: known for what they are, tried out, taken, the rest saved."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from models.office.desk import Desk
from models.reception.tables import Appointment
from models.visitors.tables import Visitor
from tests.ui.conftest import Record
from tests.ui.exchange.conftest import Hand, a_file, answer, page_of
from tests.ui.shell.conftest import press, small
from ui.exchange.run import Stage
from ui.shell.window import Window

Settle = Callable[[], None]
CTRL = Qt.KeyboardModifier.ControlModifier

PEOPLE = (
    "ФИО;Телефон;Дата рождения;Адрес;Категория",
    "ТРЕТЬЯКОВ ИВАН ПЕТРОВИЧ;8 912 884-17-05;02.03.1957;ул. Мира, 1;пенсионер",
    "Ким Любовь;244-15-60;;ул. Мира, 2;",
    "Шевчук Женя;;31.02.1990;;",
    "Третьяков Иван Петрович;+7 (912) 884-17-05;;;",
)
MEETINGS = (
    "Начало;Ведёт приём;Посетитель;Телефон;Состояние",
    "02.11.2026 10:00;Белов;Третьяков Иван Петрович;8 912 884-17-05;done",
    "02.11.2026 10:30;Белов;Ким Любовь;244-15-60;done",
    "02.11.2026 10:30;Белов;Шевчук Женя;;done",
    "02.11.2026 11:00;Никто;Шевчук Женя;;done",
    "02.11.2026 11:00;Белов;Шевчук Женя;;done",
)


def counted(desk: Desk) -> tuple[int, int]:
    return Visitor.select().count(), Appointment.select().count()


@pytest.mark.parametrize(
    ("rows", "kind", "figures", "wrong", "stored", "page_of_list"),
    [
        (PEOPLE, "visitors", ("2", "1", "1"), [4], (2, 0), "visitors"),
        (MEETINGS, "appointments", ("3", "0", "2"), [4, 5], (3, 3), "calendar"),
    ],
)
def test_a_file_is_known_tried_out_taken_and_what_was_wrong_is_saved(
    window: Window, hand: Hand, tmp_path: Path, settle: Settle, record: Record, qtbot: QtBot, rows: tuple[str, ...],
    kind: str, figures: tuple[str, str, str], wrong: list[int], stored: tuple[int, int], page_of_list: str,
) -> None:  # fmt: skip
    hand.drop(a_file(tmp_path, *rows[1:], header=rows[0]))
    settle()
    page = page_of(window)
    outcome = page.outcome
    assert page.file.kinds.value() == kind
    assert (outcome.new.figure(), outcome.already.figure(), outcome.rejected.figure()) == figures
    assert record(counted) == (0, 0)
    press(window, Qt.Key.Key_Return, CTRL)
    settle()
    assert page.run.stage is Stage.DONE
    assert (outcome.new.figure(), outcome.already.figure(), outcome.rejected.figure()) == figures
    assert page.run.taken is not None
    assert [one.line.number for one in page.run.taken.rejected] == wrong
    assert record(counted) == stored
    press(window, Qt.Key.Key_S, CTRL)
    (dialog,) = page.findChildren(QFileDialog)
    answer(window, dialog, tmp_path / "rejected.csv", qtbot)
    settle()
    with (tmp_path / "rejected.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *kept = csv.reader(file, delimiter=";")
    assert header == [*rows[0].split(";"), "line", "reason"]
    assert [row[:-2] for row in kept] == [rows[line - 1].split(";") for line in wrong]
    press(window, Qt.Key.Key_L, CTRL)
    assert small(window).name == page_of_list


def test_a_file_with_an_unknown_column_is_still_known_by_the_others(
    window: Window, hand: Hand, tmp_path: Path, settle: Settle
) -> None:
    hand.drop(a_file(tmp_path, *MEETINGS[1:], header=MEETINGS[0].replace("Ведёт приём", "Начальник")))
    settle()
    assert page_of(window).file.kinds.value() == "appointments"
    assert "Начальник" in page_of(window).trouble.accessibleName()


def test_an_appointments_file_is_no_file_of_visitors(
    window: Window, hand: Hand, tmp_path: Path, settle: Settle
) -> None:
    hand.drop(a_file(tmp_path, *MEETINGS[1:], header=MEETINGS[0]))
    settle()
    page = page_of(window)
    page.run.choose_kind("visitors")
    settle()
    assert not page.start_button.isEnabled()
    assert page.trouble.isVisible()
    page.run.choose_kind("appointments")
    settle()
    assert page.start_button.isEnabled()
