"""The list of visitors: found at any keystroke, narrowed, sorted, booked from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from models.visitors.queries import VisitorFilter
from tests.models.builders import HEATING, a_booking, a_visitor, an_appeal
from tests.ui.booking.typist import CTRL, Typist
from tests.ui.conftest import Record
from ui.shell.navigation import Navigation
from ui.shell.window import Window
from ui.visitors.filters import period_words, periods
from ui.visitors.list import VisitorsPage

Settle = Callable[[], None]


@pytest.fixture
def people(record: Record) -> dict[str, int]:
    """Three visitors; the first has an open appeal."""
    found = {
        "mary": record(a_visitor, birth_year=1957, district_id=2, category="пенсионер"),
        "oxana": record(a_visitor, "Третьяк Оксана Викторовна", phone="8 919 440-22-18", district_id=1),
        "kim": record(a_visitor, "Ким Любовь", phone="8 912 000-11-22"),
    }
    record(an_appeal, HEATING, visitor_id=found["mary"], received_on=date(2026, 11, 11))
    return found


@pytest.fixture
def page(people: dict[str, int], window: Window, navigation: Navigation, settle: Settle) -> VisitorsPage:
    navigation.open_visitors()
    settle()
    assert isinstance(window.page, VisitorsPage)
    return window.page


def test_everybody_is_listed_the_latest_visit_first_and_shown_beside(
    page: VisitorsPage, people: dict[str, int]
) -> None:
    assert page.table.count() == 3
    assert page.table.current_id() == people["mary"]
    assert page.preview.head.name.text() == "Третьякова Мария Юрьевна"
    assert page._count.text() == "3 visitors"


def test_typing_narrows_the_list_and_enter_goes_into_it(
    page: VisitorsPage, people: dict[str, int], typist: Typist, settle: Settle
) -> None:
    typist.press(Qt.Key.Key_F, modifiers=CTRL)
    typist.type("третьяк")
    page.filters.apply_text()
    settle()
    assert set(page.table.ids()) == {people["mary"], people["oxana"]}
    assert page._count.text() == "2 of 3"
    typist.press(Qt.Key.Key_Return)
    assert page.table.view.hasFocus()


def test_escape_in_the_words_shows_everybody_again(
    window: Window, page: VisitorsPage, typist: Typist, settle: Settle
) -> None:
    typist.press(Qt.Key.Key_F, modifiers=CTRL)
    typist.type("ким")
    page.filters.apply_text()
    settle()
    assert page.table.count() == 1
    typist.press(Qt.Key.Key_Escape)
    settle()
    assert page.table.count() == 3
    assert window.page is page


def test_chips_narrow_by_district_category_visit_and_open_appeals(
    page: VisitorsPage, people: dict[str, int], settle: Settle
) -> None:
    for sides, wanted in (
        ({"district_id": 1}, "oxana"),
        ({"category": "пенсионер"}, "mary"),
        ({"visited_from": date(2026, 11, 1)}, "mary"),
        ({"has_open": True}, "mary"),
    ):
        page.filters.clear()
        page.filters.narrow(**sides)
        settle()
        assert list(page.table.ids()) == [people[wanted]], sides
    page.filters.has_open.click()
    settle()
    assert page.table.count() == 3


def test_the_menus_hold_the_districts_and_the_categories_in_use(page: VisitorsPage) -> None:
    districts, categories = QMenu(), QMenu()
    page.filters._fill_districts(districts)
    page.filters._fill_categories(categories)
    assert [action.text() for action in districts.actions()][:3] == ["All", "Ленинский", "Свердловский"]
    assert [action.text() for action in categories.actions()] == ["All", "пенсионер", "No category"]


def test_a_click_on_a_header_sorts(page: VisitorsPage, people: dict[str, int], settle: Settle) -> None:
    page.table.sort_requested.emit("name", False)
    settle()
    assert list(page.table.ids()) == [people["kim"], people["oxana"], people["mary"]]
    page.table.sort_requested.emit("visited", True)
    settle()
    assert page.table.ids()[0] == people["mary"]


def test_f2_books_the_marked_visitor_and_enter_opens_the_card(
    window: Window, page: VisitorsPage, people: dict[str, int], typist: Typist, settle: Settle
) -> None:
    page.table.set_current_id(people["kim"])
    settle()
    assert page.preview.head.name.text() == "Ким Любовь"
    typist.press(Qt.Key.Key_F2)
    assert window.page is not None and window.page.name == "booking"
    assert window.page.opened_with == {"visitor_id": people["kim"], "walk_in": False, "phone": ""}  # type: ignore[attr-defined]
    typist.press(Qt.Key.Key_Escape)
    settle()
    typist.press(Qt.Key.Key_Return)
    assert window.page.name == "visitor"


def test_coming_back_finds_the_same_filter(
    window: Window, page: VisitorsPage, typist: Typist, navigation: Navigation, settle: Settle
) -> None:
    page.filters.narrow(text="ким")
    settle()
    typist.press(Qt.Key.Key_Return)
    typist.press(Qt.Key.Key_Escape)
    settle()
    assert window.page is page
    assert page.filters.filter() == replace(VisitorFilter(), text="ким")
    assert page.table.count() == 1


def test_a_change_elsewhere_comes_into_the_list_and_the_preview(
    page: VisitorsPage, people: dict[str, int], record: Record, settle: Settle
) -> None:
    from models.changes import Changes

    record(a_booking, visitor_id=people["mary"])
    record(a_visitor, "Новиков Олег", phone="8 912 000-33-44")
    page.office.changed.emit(Changes({"visitor": (4,), "appointment": (1,)}), None)
    settle()
    assert page.table.count() == 4
    assert not page.preview.booked.isHidden()
    assert page.preview.booked.accessibleName().startswith("Booked for 23 November, 14:00")


def test_where_nobody_fits_the_list_says_what_to_do(page: VisitorsPage, settle: Settle) -> None:
    page.filters.narrow(text="щщщ")
    settle()
    assert page.table.count() == 0
    page.table.empty_acted.emit()
    settle()
    assert page.table.count() == 3


def test_an_empty_file_leads_to_the_first_visitor(
    window: Window, navigation: Navigation, typist: Typist, settle: Settle, qtbot: QtBot
) -> None:
    navigation.open_visitors()
    settle()
    assert isinstance(window.page, VisitorsPage)
    assert window.page.table.count() == 0
    typist.press(Qt.Key.Key_N, modifiers=CTRL)
    assert window.page.name == "visitor"


def test_periods_are_named_and_open_ends_shown() -> None:
    today = date(2026, 11, 23)
    assert [words for words, _first, _last in periods(today)][:2] == ["Today", "This week"]
    assert period_words(date(2026, 11, 1), today, today) == "This month"
    assert period_words(date(2026, 2, 3), None, today) == "03/02/2026 – …"
    assert period_words(None, None, today) == ""


def test_the_list_opens_in_every_language(
    every_language: str, people: dict[str, int], window: Window, navigation: Navigation, settle: Settle
) -> None:
    navigation.open_visitors("третьяк")
    settle()
    assert isinstance(window.page, VisitorsPage)
    window.resize(1280, 720)
    settle()
    window.page.grab()
    scroll = window.page.preview._scroll
    inside = scroll.widget()
    assert inside is not None and inside.width() <= scroll.viewport().width()
