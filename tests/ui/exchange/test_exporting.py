"""An export by hand: what the file holds, that it can be stopped, and that nothing is left of a failed one."""

from __future__ import annotations

import contextlib
import os
import resource
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from models.exchange.exporting import exported
from models.exchange.importing import import_file
from models.office.desk import Desk
from tests.ui.conftest import Record
from tests.ui.exchange.conftest import Busy, a_file, answer, lines
from tests.ui.shell.conftest import press
from ui.exchange import export_file
from ui.exchange.export_file import Order, write_out
from ui.exchange.export_page import ExportPage
from ui.exchange.import_page import ImportPage
from ui.shell.jobs import Job
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.window import Window

Settle = Callable[[], None]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window: Window, navigation: Navigation, tmp_path: Path, record: Record, settle: Settle) -> ExportPage:
    """The page in an office of 30 appeals, March 2025."""
    record(import_file, "appeals", a_file(tmp_path, *lines(30)))
    (tmp_path / "out").mkdir()
    navigation.open_page("export")
    settle()
    assert isinstance(window.page, ExportPage)
    return window.page


def cells(desk: Desk, kind: str) -> list[tuple[str, ...]]:
    with exported(desk, kind) as table:
        return [table.header, *table.rows]


def in_sheet(path: Path) -> list[tuple[str, ...]]:
    rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    return [tuple(str(cell) if cell is not None else "" for cell in row) for row in rows]


@pytest.mark.parametrize("kind", ["visitors", "appeals", "appointments"])
def test_a_workbook_holds_every_record(
    window: Window, page: ExportPage, tmp_path: Path, settle: Settle, record: Record, notices: list[str], kind: str,
    qtbot: QtBot,
) -> None:  # fmt: skip
    page.kinds.set_value(kind)
    assert page.start_button.hasFocus()
    dialog = page.choose()
    assert dialog is not None
    assert dialog.defaultSuffix() == "xlsx"
    answer(window, dialog, tmp_path / "out" / "all.xlsx", qtbot)
    settle()
    expected = record(cells, kind)
    assert in_sheet(tmp_path / "out" / "all.xlsx") == expected
    assert len(notices) == 1
    assert notices[0].startswith(str(len(expected) - 1))
    assert "all.xlsx" in notices[0]
    assert os.listdir(tmp_path / "out") == ["all.xlsx"]


def test_by_keys_the_appeals_of_some_days_go_into_a_csv_that_import_knows(
    window: Window, page: ExportPage, tmp_path: Path, settle: Settle, record: Record, notices: list[str], qtbot: QtBot
) -> None:
    page.first.line.setText("02.03.2025")
    page.last.line.setText("04.03.2025")
    press(window, Qt.Key.Key_Return, CTRL)
    (dialog,) = page.findChildren(QFileDialog)
    answer(window, dialog, tmp_path / "out" / "march.csv", qtbot)
    settle()
    done = record(import_file, "appeals", tmp_path / "out" / "march.csv")
    assert (done.imported, done.already, done.rejected) == (0, 4, ())  # days 2 to 4 once, the 2nd twice
    assert notices == ["4 records are in march.csv."]


def test_days_in_the_wrong_order_are_told_at_the_field(page: ExportPage) -> None:
    page.first.line.setText("04.03.2025")
    page.last.line.setText("02.03.2025")
    assert page.choose() is None
    assert page.last.problem() == "The last day is before the first one."
    assert page.last.line.hasFocus()


@contextlib.contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """As on a disk that is nearly full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_full_disk_is_one_sentence_and_nothing_is_left(
    page: ExportPage, tmp_path: Path, settle: Settle, ending: str
) -> None:
    old = tmp_path / "out" / f"old.{ending}"
    old.write_text("old", encoding="utf-8")
    with files_of_at_most(2000):
        page.write(old)
        settle()
    assert str(page.run.problem).startswith("The disk is full.")
    assert page.trouble.isVisible()
    assert old.read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path / "out") == [old.name]


def test_no_folder_no_right_to_it_and_a_strange_ending_are_one_sentence_each(
    page: ExportPage, tmp_path: Path, settle: Settle
) -> None:
    page.write(tmp_path / "gone" / "a.csv")
    settle()
    assert str(page.run.problem) == "There is no folder “gone”."
    page.write(tmp_path / "out" / "a.pdf")
    settle()
    assert str(page.run.problem) == "Give the file a name that ends in .xlsx or .csv."
    (tmp_path / "out" / "a.csv").mkdir()  # not even who may do everything can write there
    page.write(tmp_path / "out" / "a.csv")
    settle()
    assert str(page.run.problem) == "“a.csv” cannot be written. Choose another folder."
    assert os.listdir(tmp_path / "out") == ["a.csv"]
    page.write(tmp_path / "out" / "b.csv")
    settle()
    assert page.run.problem is None
    assert page.trouble.isHidden()


class Stopping:
    """A person who stops at the given step."""

    def __init__(self, job: Job, at: int) -> None:
        self._job, self._left = job, at

    def step(self, done: int, total: int) -> None:
        self._left -= 1
        if not self._left:
            self._job.cancel()
        self._job.step(done, total)


@pytest.mark.parametrize("at", [1, 3, 4])  # rows 0, 10 and 20; then whole, but not renamed yet
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_stopped_export_leaves_what_was_there(
    page: ExportPage, office: Office, tmp_path: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch, at: int,
    ending: str,
) -> None:  # fmt: skip
    monkeypatch.setattr(export_file, "TOLD", 10)
    old = tmp_path / "out" / f"old.{ending}"
    old.write_text("old", encoding="utf-8")

    def work(desk: Desk, *, progress: Job) -> object:
        return write_out(desk, Order("appeals", None, None, old), progress=Stopping(progress, at))  # type: ignore[arg-type]

    told: list[object] = []
    office.ask(work, then=told.append, lane="long", progress=lambda done, total: None)
    settle()
    assert told == []
    assert old.read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path / "out") == [old.name]


def test_stop_is_a_key_and_says_what_is_left(
    window: Window, page: ExportPage, office: Office, tmp_path: Path, settle: Settle, notices: list[str], busy: Busy
) -> None:
    office.ask(busy._wait, lane="long")  # an import before it
    page.write(tmp_path / "out" / "a.csv")
    assert page.stop_button.isVisible()
    assert not page.start_button.isEnabled()
    assert not page.stop_button.hasFocus()
    press(window, Qt.Key.Key_Delete, CTRL)
    assert not page.run.is_writing()
    busy.release()
    settle()
    assert notices == ["The export was stopped; no file was written."]
    assert os.listdir(tmp_path / "out") == []


def test_the_settings_and_the_list_of_actions_lead_to_it(
    window: Window, navigation: Navigation, settle: Settle
) -> None:
    from ui.settings.files_section import FilesSection

    navigation.open_settings("files")
    settle()
    (section,) = window.findChildren(FilesSection)
    section.give_records.click()
    assert isinstance(window.page, ExportPage)
    navigation.open_page("import")
    assert isinstance(window.page, ImportPage)
    window.actions_here.run("export")
    assert isinstance(window.page, ExportPage)


def test_every_word_of_it_fits_in_every_language(
    window: Window, navigation: Navigation, settle: Settle, every_language: str
) -> None:
    window.rebuild()
    navigation.open_page("export")
    settle()
    page = window.page
    assert isinstance(page, ExportPage)
    assert page.minimumSizeHint().width() <= 900 - 216
    for button in (page.start_button, *page.kinds.stops()):
        assert button.width() >= button.sizeHint().width()
