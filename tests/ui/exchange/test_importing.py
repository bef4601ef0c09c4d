"""An import by hand: what is seen before, what is said during and after, and that each row comes in once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from models.appeals.tables import Appeal
from models.audit.tables import Audit
from models.office.desk import Desk
from models.reception.operations import book
from tests.models.builders import HEATING, a_booking_draft
from tests.ui.conftest import Record
from tests.ui.exchange.conftest import Busy, Hand, a_file, answer, lines, page_of
from tests.ui.shell.conftest import press, small, type_text
from ui.exchange import readings
from ui.exchange.file_card import ColumnPill
from ui.exchange.import_page import ImportPage
from ui.exchange.run import Stage
from ui.shell.jobs import JobRunner
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.window import Window

Settle = Callable[[], None]
CTRL = Qt.KeyboardModifier.ControlModifier
BAD_TOPIC = "05.03.2025;Ким Любовь;про отопление;8 912 884-17-05"


def appeals(desk: Desk) -> int:
    return int(Appeal.select().count())


def actions(desk: Desk) -> list[str]:
    """What was done in the office, in order."""
    return [row.action for row in Audit.select().order_by(Audit.id)]


def stage_of(page: ImportPage) -> Stage:
    return page.run.stage


def begun(window: Window, hand: Hand, busy: Busy, file: Path, qtbot: QtBot, settle: Settle) -> ImportPage:
    """An import that stands after its first batch, as long as the desk is busy."""
    hand.drop(file)
    settle()
    page = page_of(window)
    busy.begin()
    press(window, Qt.Key.Key_Return, CTRL)
    assert page.run.stage is Stage.IMPORTING
    qtbot.waitUntil(lambda: page.run.progress[0] > 0, timeout=20_000)
    return page


def test_before_anything_is_written_the_file_is_shown(
    window: Window, hand: Hand, tmp_path: Path, settle: Settle, record: Record
) -> None:
    hand.drop(a_file(tmp_path, *lines(3), BAD_TOPIC))
    settle()
    page = page_of(window)
    assert [pill.words() for pill in page.file.findChildren(ColumnPill)] == [
        "Дата → Received on", "ФИО → Visitor", "Тема → Topic", "Телефон → Phone"
    ]  # fmt: skip
    assert page.file.size_line.text() == "4 rows"
    assert page.file.kinds.value() == "appeals"
    assert page.preview.table is not None
    assert page.preview.table.count() == 4
    assert (page.outcome.new.figure(), page.outcome.already.figure(), page.outcome.rejected.figure()) == ("3", "0", "1")
    assert "про отопление" in page.outcome.row_line.text()
    assert "Ким Любовь" in page.outcome.row_line.text()
    assert record(appeals) == 0
    assert "import" not in record(actions)


def test_ctrl_enter_imports_and_the_end_is_told_on_the_page(
    window: Window, hand: Hand, tmp_path: Path, settle: Settle, record: Record, notices: list[str]
) -> None:
    hand.drop(a_file(tmp_path, *lines(3)))
    settle()
    page = page_of(window)
    press(window, Qt.Key.Key_Return, CTRL)
    settle()
    assert record(appeals) == 3
    assert page.run.stage is Stage.DONE
    assert page.outcome.sentence.text() == "Every row of the file is in the office."
    assert page.list_button.hasFocus()
    assert notices == []  # the page says it, a notice would lie over it
    press(window, Qt.Key.Key_L, CTRL)
    assert small(window).name == "appeals"


def test_the_same_file_given_again_brings_nothing(
    window: Window, hand: Hand, tmp_path: Path, settle: Settle, record: Record
) -> None:
    file = a_file(tmp_path, *lines(3))
    for _round in range(2):
        hand.drop(file)
        settle()
        press(window, Qt.Key.Key_Return, CTRL)
        settle()
    page = page_of(window)
    assert record(appeals) == 3
    assert (page.outcome.new.figure(), page.outcome.already.figure()) == ("0", "3")


def test_the_sheets_that_are_not_read_are_named(window: Window, hand: Hand, tmp_path: Path, settle: Settle) -> None:
    book_ = openpyxl.Workbook()
    assert book_.active is not None
    book_.active.title = "2025"
    book_.active.append(["Дата", "ФИО", "Тема"])
    book_.create_sheet("2024").append(["Дата"])
    book_.save(tmp_path / "old.xlsx")
    hand.drop(tmp_path / "old.xlsx")
    settle()
    page = page_of(window)
    assert page.file.sheets_line.isVisible()
    assert page.file.sheets_line.text() == "Read: sheet “2025”. Not read: “2024”."
    hand.drop(a_file(tmp_path, *lines(1)))
    settle()
    assert page.file.sheets_line.isHidden()


def test_a_workbook_is_read_like_a_csv(
    window: Window, hand: Hand, tmp_path: Path, settle: Settle, record: Record
) -> None:
    book_ = openpyxl.Workbook()
    sheet = book_.active
    assert sheet is not None
    sheet.append(["Дата", "ФИО", "Тема"])
    sheet.append([datetime(2025, 3, 5), "КИМ ЛЮБОВЬ", HEATING])
    book_.save(tmp_path / "old.xlsx")
    hand.drop(tmp_path / "old.xlsx")
    settle()
    press(window, Qt.Key.Key_Return, CTRL)
    settle()
    assert record(appeals) == 1


def test_stopping_tells_what_was_taken_and_the_rest_comes_in_once(
    window: Window, hand: Hand, busy: Busy, qtbot: QtBot, tmp_path: Path, settle: Settle, record: Record
) -> None:
    page = begun(window, hand, busy, a_file(tmp_path, *lines(45)), qtbot, settle)
    assert page.progress_words.text() == "10 of 45 rows"
    press(window, Qt.Key.Key_Delete, CTRL)
    assert "Stopping" in page.progress_words.text()
    assert not page.stop_button.isEnabled()
    busy.release()
    settle()
    assert stage_of(page) is Stage.STOPPED
    assert record(appeals) == 10
    assert page.outcome.new.figure() == "10"
    assert page.outcome.rejected.figure() == "–"
    assert page.outcome.sentence.text().startswith("10 of 45 rows were gone through, and what came in stays.")
    assert page.rest_button.hasFocus()
    press(window, Qt.Key.Key_Return, CTRL)
    settle()
    assert stage_of(page) is Stage.DONE
    assert record(appeals) == 45
    assert (page.outcome.new.figure(), page.outcome.already.figure()) == ("35", "10")


def test_a_booking_waits_no_longer_than_a_batch(
    window: Window, hand: Hand, busy: Busy, qtbot: QtBot, tmp_path: Path, settle: Settle, record: Record, office: Office
) -> None:
    page = begun(window, hand, busy, a_file(tmp_path, *lines(60)), qtbot, settle)
    draft = record(a_booking_draft, datetime(2026, 11, 23, 14, 0))
    stages: list[Stage] = []
    office.do(book, draft, then=lambda _changes: stages.append(page.run.stage))
    busy.release()
    settle()
    assert stages == [Stage.IMPORTING]
    assert record(appeals) == 60
    done = record(actions)
    assert done.count("import") == 6
    assert done[: done.index("book")].count("import") <= 2


def test_other_pages_work_meanwhile_and_the_end_is_said_there(
    window: Window, hand: Hand, busy: Busy, qtbot: QtBot, tmp_path: Path, settle: Settle, notices: list[str]
) -> None:
    page = begun(window, hand, busy, a_file(tmp_path, *lines(30)), qtbot, settle)
    press(window, Qt.Key.Key_Escape)
    assert small(window).name == "today"
    busy.release()
    settle()
    assert notices == ["Import has ended: 30 records came in."]
    assert small(window).told[-1].touches("appeal")
    window.navigation.open_page("import")
    assert page.run.stage is Stage.DONE
    assert page.outcome.new.figure() == "30"


def test_a_second_file_waits_for_the_end_of_the_first(
    window: Window, hand: Hand, busy: Busy, qtbot: QtBot, tmp_path: Path, settle: Settle, record: Record,
    notices: list[str],
) -> None:  # fmt: skip
    page = begun(window, hand, busy, a_file(tmp_path, *lines(30)), qtbot, settle)
    hand.drop(a_file(tmp_path, *lines(5, 500), name="other.csv"))
    assert notices == ["An import is under way. Wait for its end or stop it, then give the next file."]
    assert page.choose() is None
    assert page.run.path.name == "old.csv"
    busy.release()
    settle()
    assert record(appeals) == 30


def test_another_language_does_not_end_the_import(
    window: Window, hand: Hand, busy: Busy, qtbot: QtBot, tmp_path: Path, settle: Settle, record: Record,
    speak: Callable[[str], None],
) -> None:  # fmt: skip
    run = begun(window, hand, busy, a_file(tmp_path, *lines(30)), qtbot, settle).run
    speak("ru")
    window.rebuild()
    again = page_of(window)
    assert again.run is run
    assert again.run.stage is Stage.IMPORTING
    qtbot.waitUntil(again.progress.isVisible)
    busy.release()
    settle()
    assert again.outcome.new.figure() == "30"
    assert record(appeals) == 30


def test_closing_the_program_ends_it_between_two_batches(
    window: Window, hand: Hand, busy: Busy, qtbot: QtBot, tmp_path: Path, settle: Settle, record: Record,
    jobs: JobRunner,
) -> None:  # fmt: skip
    begun(window, hand, busy, a_file(tmp_path, *lines(45)), qtbot, settle)
    threading.Timer(0.2, busy.release).start()
    jobs.close()
    assert record(appeals) == 10


def test_rejected_rows_are_saved_corrected_and_given_again(
    window: Window, hand: Hand, tmp_path: Path, settle: Settle, record: Record, qtbot: QtBot
) -> None:
    formula = "06.03.2025;Ли Вера;нет такой темы;'=1+1"
    hand.drop(a_file(tmp_path, *lines(2), BAD_TOPIC, formula))
    settle()
    press(window, Qt.Key.Key_Return, CTRL)
    settle()
    page = page_of(window)
    press(window, Qt.Key.Key_S, CTRL)
    (dialog,) = page.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("old – rejected.csv")
    saved = tmp_path / "rejected.csv"
    answer(window, dialog, saved, qtbot)
    settle()
    text = saved.read_bytes().decode("utf-8-sig")
    assert text.splitlines()[0] == "Дата;ФИО;Тема;Телефон;line;reason"
    assert text.splitlines()[1].startswith(f"{BAD_TOPIC};4;")
    assert "'=1+1" in text
    saved.write_text(text.replace("про отопление", HEATING).replace("нет такой темы", HEATING), encoding="utf-8")
    hand.drop(saved)
    settle()
    assert page.outcome.new.figure() == "2"
    press(window, Qt.Key.Key_Return, CTRL)
    settle()
    assert record(appeals) == 4


def test_the_way_in_by_keyboard_alone(
    window: Window, tmp_path: Path, settle: Settle, record: Record, qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_K, CTRL)
    type_text("import")
    settle()
    press(window, Qt.Key.Key_Return)
    page = page_of(window)
    (dialog,) = page.findChildren(QFileDialog)
    answer(window, dialog, a_file(tmp_path, *lines(2)), qtbot)
    settle()
    assert page.start_button.isEnabled()
    press(window, Qt.Key.Key_Return, CTRL)
    settle()
    assert record(appeals) == 2


def test_the_settings_lead_to_it(window: Window, navigation: Navigation, settle: Settle) -> None:
    from ui.settings.files_section import FilesSection

    navigation.open_settings("files")
    settle()
    (section,) = window.findChildren(FilesSection)
    section.take_records.click()
    page = page_of(window)
    (dialog,) = page.findChildren(QFileDialog)
    dialog.reject()
    assert page.run.stage is Stage.NOTHING


def test_nothing_of_the_file_is_left_beside_the_office(
    window: Window, hand: Hand, tmp_path: Path, office_folder: Path, settle: Settle
) -> None:
    hand.drop(a_file(tmp_path, *lines(2), BAD_TOPIC))
    settle()
    before = {path.name for path in (*office_folder.iterdir(), *tmp_path.iterdir())}
    press(window, Qt.Key.Key_Return, CTRL)
    settle()
    assert {path.name for path in (*office_folder.iterdir(), *tmp_path.iterdir())} <= before | {"office-1.db-wal"}


def test_a_trial_and_the_desk_do_not_wait_for_each_other(
    office: Office, qtbot: QtBot, tmp_path: Path, busy: Busy
) -> None:
    sight = readings.see(a_file(tmp_path, *lines(45)))
    busy.begin()
    told: list[int] = []
    office.ask(
        readings.try_out, "appeals", sight,
        then=lambda trial: told.append(trial.imported), lane="long", progress=lambda done, total: None,
    )  # fmt: skip
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert told == [45]


def test_every_word_fits_in_every_language(
    window: Window, hand: Hand, tmp_path: Path, settle: Settle, every_language: str
) -> None:
    window.rebuild()
    name = "Очень длинное имя файла с выгрузкой обращений граждан за все прошедшие годы, исправленное (3).csv"
    long = f"05.03.2025;{'Константинопольская-Архангельская ' * 3};{HEATING};1"
    hand.drop(a_file(tmp_path, *lines(3), long, BAD_TOPIC, name=name))
    settle()
    page = page_of(window)
    assert page.minimumSizeHint().width() <= 1280 - 216
    press(window, Qt.Key.Key_Return, CTRL)
    settle()
    assert page.run.stage is Stage.DONE
    for button in (page.list_button, page.save_button, page.choose_button):
        assert button.isVisible()
        assert button.width() >= button.sizeHint().width()


def test_the_table_of_first_rows_comes_a_turn_after_what_the_file_is(
    window: Window, hand: Hand, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    hand.drop(a_file(tmp_path, *lines(3)))
    settle()
    page = page_of(window)
    before = page.preview.table
    assert before is not None
    page._shown = None
    page.refresh()
    assert page.preview.table is before
    settle()
    assert page.preview.table is not before
    qtbot.waitUntil(lambda: page.preview.table is not None and page.preview.table.isVisible())
