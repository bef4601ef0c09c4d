"""Files that cannot be imported: each is refused in a sentence with the way out, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from models.appeals.tables import Appeal
from models.office.desk import Desk
from tests.models.builders import HEATING
from tests.ui.conftest import Record
from tests.ui.exchange.conftest import Hand, a_file, lines, page_of
from tests.ui.shell.conftest import press
from ui.exchange.file_card import ColumnPill
from ui.exchange.import_page import NO_FILE
from ui.exchange.run import Stage
from ui.shell.window import Window

Settle = Callable[[], None]
CTRL = Qt.KeyboardModifier.ControlModifier


def appeals(desk: Desk) -> int:
    return int(Appeal.select().count())


def test_an_unknown_column_is_named_and_the_corrected_file_looked_at_again(
    window: Window, hand: Hand, tmp_path: Path, settle: Settle
) -> None:
    header = "Дата;ФИО;Тема;Любимый цвет"
    hand.drop(a_file(tmp_path, f"05.03.2025;Ким Любовь;{HEATING};синий", header=header))
    settle()
    page = page_of(window)
    assert page.trouble.accessibleName().startswith("Unknown columns: “Любимый цвет”. Known ones: Received on,")
    assert page.file.findChildren(ColumnPill)[3].words() == "Любимый цвет → unknown column"
    assert not page.start_button.isEnabled()
    press(window, Qt.Key.Key_Return, CTRL)
    assert page.run.stage is Stage.SEEN
    a_file(tmp_path, f"05.03.2025;Ким Любовь;{HEATING};89128841705")
    page.trouble.acted.emit()
    settle()
    assert page.trouble.isHidden()
    assert page.outcome.new.figure() == "1"


def _empty(folder: Path) -> Path:
    (folder / "empty.csv").touch()
    return folder / "empty.csv"


def _folder(folder: Path) -> Path:
    (folder / "tables").mkdir()
    return folder / "tables"


def _document(folder: Path) -> Path:
    (folder / "letter.docx").write_bytes(b"PK\x03\x04 something else")
    return folder / "letter.docx"


def _false_workbook(folder: Path) -> Path:
    (folder / "table.xlsx").write_text("Дата;ФИО;Тема\n", encoding="utf-8")
    return folder / "table.xlsx"


def _missing(folder: Path) -> Path:
    return folder / "gone.csv"


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (_empty, "“empty.csv” is empty: it has no header row."),
        (_folder, "“tables” is a folder, not a file."),
        (_document, "“letter.docx” is a damaged workbook."),
        (_false_workbook, "“table.xlsx” is neither CSV nor XLSX; save it as one of these."),
        (_missing, "“gone.csv” cannot be read."),
    ],
)
def test_what_is_no_spreadsheet_is_refused_in_one_sentence(
    window: Window, hand: Hand, tmp_path: Path, settle: Settle, make: Callable[[Path], Path], sentence: str
) -> None:
    hand.drop(make(tmp_path))
    settle()
    page = page_of(window)
    assert page.run.stage is Stage.REFUSED
    assert page._stack.currentIndex() == NO_FILE
    assert page.empty.accessibleName() == sentence
    assert page.empty.button().isVisible()


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_file_that_changes_or_goes_after_it_was_looked_at_is_not_taken(
    window: Window, hand: Hand, tmp_path: Path, settle: Settle, record: Record, is_gone: bool
) -> None:
    file = a_file(tmp_path, *lines(2))
    hand.drop(file)
    settle()
    page = page_of(window)
    if is_gone:
        file.unlink()
    else:
        a_file(tmp_path, *lines(9))
    press(window, Qt.Key.Key_Return, CTRL)
    settle()
    assert record(appeals) == 0
    assert ("no longer there" if is_gone else "was changed after") in page.trouble.accessibleName()
    a_file(tmp_path, *lines(9))
    page.trouble.acted.emit()
    settle()
    assert page.outcome.new.figure() == "9"


def test_a_header_alone_brings_nothing(window: Window, hand: Hand, tmp_path: Path, settle: Settle) -> None:
    hand.drop(a_file(tmp_path))
    settle()
    page = page_of(window)
    assert page.outcome.new.figure() == "0"
    assert page.outcome.sentence.text() == "Nothing new is in the file."
