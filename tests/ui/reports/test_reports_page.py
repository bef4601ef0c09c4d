"""The report on the screen: its figures are the paper's, each leads to what it counts, any period is a key away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from models.appeals import queries as appeals
from models.appeals.queries import AppealFilter
from models.reception import operations as reception
from models.reports import queries
from models.reports.labels import LISTS, TOTALS
from models.reports.report import Alert, Report
from printing.report import report_pdf
from tests.models.builders import DOCTOR, PENSION, a_booking, a_closed_appeal, a_visitor_draft, an_appeal
from tests.printing.reading import whole, words
from tests.ui.conftest import Record
from ui.reports import content
from ui.reports.page import ReportsPage
from ui.reports.typed_period import typed_period
from ui.shell.navigation import Navigation, Place
from ui.shell.office import Office

Settle = Callable[[], None]


@pytest.fixture
def opened(navigation: Navigation) -> list[Place]:
    """Where navigation was asked to go."""
    places: list[Place] = []
    navigation.opened.connect(places.append)
    return places


@pytest.fixture
def page(qtbot: QtBot, office: Office, navigation: Navigation, settle: Settle, record: Record) -> ReportsPage:
    """November 2026 of an office with four appeals now and two a year ago."""
    record(a_closed_appeal, outcome="help", district_id=1)
    record(a_closed_appeal, outcome="advice", topic=PENSION, visitor=a_visitor_draft("Ким Любовь", ""), district_id=1)
    record(an_appeal, topic=DOCTOR, visitor=a_visitor_draft("Хузин Ринат", ""), channel="phone")
    record(an_appeal, topic=DOCTOR, visitor=a_visitor_draft("Ли Вера", ""), received_on=date(2026, 11, 2))
    record(an_appeal, received_on=date(2025, 11, 5), visitor=a_visitor_draft("Орлов Иван", ""))
    record(an_appeal, received_on=date(2025, 11, 6), visitor=a_visitor_draft("Носов Пётр", ""))
    made = ReportsPage(office, navigation)
    qtbot.addWidget(made)
    made.resize(1180, 800)
    made.show()
    made.show_with()
    settle()
    qtbot.waitUntil(made.body.is_whole)
    return made


def shown_report(page: ReportsPage) -> Report:
    assert page._report is not None
    return page._report


def test_the_present_month_is_shown_beside_last_years(page: ReportsPage) -> None:
    assert page.bar.heading.text() == "Report for November 2026"
    assert page.bar.line.text() == "2026-11"
    assert "compared with November 2025" in page.bar.note()
    assert "As of 23/11/2026, 11:46" in page.bar.note()
    assert page.body.figures["appeals"].figure() == "4"
    assert "a year ago 2, +100.0%" in page.body.figures["appeals"].accessibleName()


def test_screen_and_paper_say_the_same_numbers(page: ReportsPage) -> None:
    report = shown_report(page)
    paper = words(whole(report_pdf(report)))
    for row in page.body.tables["totals"].rows():
        figures = [row.now, row.before, row.change]
        assert f"{row.name} {' '.join(figures)}" in paper, row.name
    for name in content.LIST_NAMES:
        assert len(page.body.tables[name].rows()) == len(report.lists[name])
        for line in page.body.tables[name].rows():
            assert line.now in paper and line.share.rstrip("%") in paper


def test_the_lists_of_a_report_come_one_in_a_turn_of_the_event_loop(page: ReportsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.body.is_whole)
    report = shown_report(page)
    last = content.LIST_NAMES[-1]
    shown = page.body.tables[last].rows()
    page.body.show_report(replace(report, lists=dict.fromkeys(report.lists, ())))
    assert page.body.tables[last].rows() == shown
    qtbot.waitUntil(page.body.is_whole)
    assert page.body.tables[last].rows() == ()


def test_the_map_and_the_totals_come_after_the_key_figures_have_been_painted(page: ReportsPage, qtbot: QtBot) -> None:
    report, cells = shown_report(page), page.body.heat_map.count()
    assert cells
    page.body.heat_map.set_cells([], [], {})
    page.body.tables["totals"].set_rows([], "", "")
    page.body.figures["appeals"].set("0", "", "text")
    page.body.show_report(report)
    assert page.body.figures["appeals"].figure() == "4"
    assert page.body.heat_map.count() == 0
    assert not page.body.tables["totals"].rows()
    qtbot.waitUntil(page.body.is_whole)
    assert page.body.heat_map.count() == cells
    assert page.body.tables["totals"].rows()


def test_every_total_and_list_of_the_report_is_on_the_screen(page: ReportsPage) -> None:
    assert [row.key for row in page.body.tables["totals"].rows()] == list(TOTALS)
    assert {*page.body.tables, "topics"} == {*LISTS, "totals"}


def test_every_figure_of_appeals_opens_exactly_what_it_counts(
    page: ReportsPage, opened: list[Place], record: Record
) -> None:
    report = shown_report(page)
    for key, figure in report.totals.items():
        for is_before, expected in ((False, figure.now), (True, figure.before)):
            opened.clear()
            page.open_figure(key, "", is_before)
            if opened and opened[-1].name == "appeals":
                if key not in ("mean_days_to_answer", "amount_recovered"):
                    found = record(appeals.count, opened[-1].parameters["filter"])
                    assert found == expected, (key, is_before)
            else:
                assert opened or not page._is_report_open(), key
                page.leave()
    for name in LISTS:
        for row in report.lists[name]:
            page.open_figure(name, row.key)
            assert record(appeals.count, opened[-1].parameters["filter"]) == row.figure.now, (name, row)


def test_enter_on_a_row_opens_it_and_shift_enter_opens_last_years(
    page: ReportsPage, opened: list[Place], qtbot: QtBot
) -> None:
    table = page.body.tables["totals"]
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened[-1].parameters["filter"] == AppealFilter(date(2026, 11, 1), date(2026, 11, 30), outcome="help")
    QTest.keyClick(table, Qt.Key.Key_Home)
    QTest.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert opened[-1].parameters["filter"] == AppealFilter(date(2025, 11, 1), date(2025, 11, 30))
    assert "Appeals: 2026 4, 2025 2" in table.accessibleDescription()


def test_a_click_on_last_years_figure_opens_last_years_list(
    page: ReportsPage, opened: list[Place], qtbot: QtBot
) -> None:
    table = page.body.tables["totals"]
    left, right = table._column(1)
    place = QPointF((left + right) / 2, 24 + 15).toPoint()
    QTest.mouseClick(table, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert opened[-1].parameters["filter"].received_from == date(2025, 11, 1)


def test_a_bar_a_cell_and_a_key_figure_open_their_lists(page: ReportsPage, opened: list[Place], qtbot: QtBot) -> None:
    page.body.figures["open"].click()
    assert opened[-1].parameters["filter"].outcome == "open"
    page.body.topics.opened.emit("0005.0005")
    assert opened[-1].parameters["filter"].topic == "0005.0005"
    page.body.heat_map.opened.emit(1, "0005")
    assert (opened[-1].parameters["filter"].district_id, opened[-1].parameters["filter"].topic) == (1, "0005")


def test_receptions_open_their_own_list_and_esc_comes_back(
    page: ReportsPage, opened: list[Place], settle: Settle, record: Record, qtbot: QtBot
) -> None:
    booked = record(a_booking, datetime(2026, 11, 23, 14, 0), visitor=a_visitor_draft("Ким Любовь Петровна", ""))
    for state in ("arrived", "started"):
        record(reception.mark, booked.appointment, state)
    page.refresh()
    settle()
    assert shown_report(page).totals["receptions"].now == 1
    page.open_figure("receptions")
    settle()
    assert page.behind.table.count() == 1
    assert page.behind.heading.text() == "Personal receptions, November 2026: 1"
    page.behind.table.activated.emit(booked.appointment)
    assert opened[-1].name == "visitor"
    assert page.leave()
    assert not page.leave()


def test_outreach_opens_its_page(page: ReportsPage, opened: list[Place]) -> None:
    page.open_figure("outreach_events")
    assert opened[-1].name == "outreach"


def test_periods_are_stepped_switched_and_typed(page: ReportsPage, settle: Settle, qtbot: QtBot) -> None:
    page.step(-1)
    assert page.bar.line.text() == "2026-10"
    page.step(1)
    page.bar.kind.choose_key("")
    page.bar.kind.set_value("quarter")
    page.bar.kind.chosen.emit("quarter")
    assert page.bar.heading.text() == "Report for the fourth quarter of 2026"
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_2)
    assert page.bar.line.hasFocus() or page.bar.line.text() == "2"
    QTest.keyClicks(page.bar.line, "025-11")
    QTest.keyClick(page.bar.line, Qt.Key.Key_Return)
    settle()
    assert page.bar.heading.text() == "Report for November 2025"
    assert page.body.figures["appeals"].figure() == "2"
    page.show_now()
    assert page.bar.line.text() == "2026-11"


def test_what_is_no_period_is_said_and_changes_nothing(page: ReportsPage) -> None:
    page.bar.line.setText("2026-13")
    QTest.keyClick(page.bar.line, Qt.Key.Key_Return)
    assert page.bar.note().startswith("This is no period.")
    assert page.bar.heading.text() == "Report for November 2026"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2026-10", "2026-10"), ("10.2026", "2026-10"), ("2026", "2026"), ("2026-q4", "2026-Q4"),
        ("4 кв 2026", "2026-Q4"), ("2026-H2", "2026-H2"), ("2 полугодие 2026", "2026-H2"), (" 1/2026 ", "2026-01"),
    ],
)  # fmt: skip
def test_a_period_is_read_as_people_write_it(text: str, name: str) -> None:
    period = typed_period(text)
    assert period is not None and period.name == name


@pytest.mark.parametrize("text", ["", "13.2026", "0000", "2026-Q5", "вчера", "9" * 30])
def test_what_is_no_period_is_not_guessed(text: str) -> None:
    assert typed_period(text) is None


def test_an_empty_month_says_so_and_what_to_do(page: ReportsPage, settle: Settle) -> None:
    page.show_with(period="2024-05")
    settle()
    assert page.body.empty.accessibleName() == "No appeals were registered in this period: May 2024."
    assert page.body._charts.isHidden()
    page.body.empty.button().click()
    assert page.bar.line.text() == "2024-04"
    page.show_with(period="2031-01")
    settle()
    assert page.body.empty.accessibleName() == "This period has not begun yet: January 2031."


def test_the_report_is_counted_anew_after_a_change(
    page: ReportsPage, settle: Settle, record: Record, office: Office
) -> None:
    from models.changes import Changes

    record(an_appeal, visitor=a_visitor_draft("Белых Анна", ""))
    page.on_changed(Changes({"appeal": (7,)}))
    settle()
    assert page.body.figures["appeals"].figure() == "5"


def test_a_late_answer_of_another_period_is_not_shown(page: ReportsPage, record: Record) -> None:
    page._on_counted(record(queries.report, "2025-11"))
    assert page.body.figures["appeals"].figure() == "4"


def test_printing_opens_the_preview_of_the_same_report(page: ReportsPage, opened: list[Place]) -> None:
    page.print()
    assert opened[-1].name == "preview"
    assert opened[-1].parameters["title"] == "Report for November 2026"
    assert opened[-1].parameters["make"]() == report_pdf(shown_report(page))


@pytest.mark.parametrize(("suffix", "begins"), [("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")])
def test_files_are_written_where_one_says(
    page: ReportsPage, settle: Settle, qtbot: QtBot, tmp_path: Path, suffix: str, begins: bytes
) -> None:
    (page.save_excel if suffix == "xlsx" else page.save_csv)()
    settle()
    qtbot.waitUntil(lambda: page.findChild(QFileDialog) is not None)
    dialog = page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    target = tmp_path / f"report.{suffix}"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    settle()
    assert target.read_bytes().startswith(begins)


def test_what_stands_out_is_said_and_opened(page: ReportsPage, opened: list[Place]) -> None:
    alert = Alert(1, "Ленинский", "0005.0005", "Жилище", 34, Decimal("14.5"), Decimal("0.0003"))
    others = [replace(alert, district_id=number, district=f"Район {number}") for number in range(2, 6)]
    page.body.show_report(replace(shown_report(page), alerts=(alert, *others)))
    first = page.body.alerts[0]
    assert "systemic problem: Жилище (Ленинский)" in first.accessibleName()
    assert "34 appeals where 14.5 are usual. Probability of chance: 0.03%." in first.accessibleName()
    assert first.button().words() == "Show 34 appeals"
    first.button().click()
    assert (opened[-1].parameters["filter"].district_id, opened[-1].parameters["filter"].topic) == (1, "0005.0005")
    assert not page.body._more_alerts_card.isHidden()
    page.body.more_alerts.opened.emit(4)
    assert opened[-1].parameters["filter"].district_id == 5


def test_levels_of_topics_are_switched(page: ReportsPage) -> None:
    page.body.level.set_value(0)
    page.body._on_level(0)
    assert page.body.topics.count() == 2
    page.body.level.set_value(3)
    page.body._on_level(3)
    assert page.body.topics.count() == 3


def test_the_page_stands_in_every_language(
    office: Office, navigation: Navigation, qtbot: QtBot, settle: Settle, record: Record, every_language: str
) -> None:
    record(an_appeal)
    made = ReportsPage(office, navigation)
    qtbot.addWidget(made)
    made.resize(1000, 560)
    made.show()
    made.show_with(period="2026-Q4")
    settle()
    assert made.body.figures["appeals"].figure() == "1"
    assert made.body.horizontalScrollBar().maximum() == 0
