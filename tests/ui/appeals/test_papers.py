"""Papers from the screens of appeals: the card of an appeal, the journal of the list's days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

from models.appeals.queries import AppealFilter
from models.problems import Refused
from tests.models.builders import PENSION, a_closed_appeal, an_appeal
from ui.appeals import papers
from ui.appeals.card import AppealPage
from ui.appeals.list import AppealsPage
from ui.appeals.papers import journal_days
from ui.appeals.period_chip import PeriodChip, days_in_words, offered_periods
from ui.shell.navigation import Navigation, Place
from ui.shell.office import Office

Record = Callable[..., Any]
Settle = Callable[[], None]
TODAY = date(2026, 11, 23)


@pytest.fixture
def places(navigation: Navigation) -> list[Place]:
    """What the navigation opened."""
    opened: list[Place] = []
    navigation.opened.connect(opened.append)
    return opened


def text_of(place: Place) -> str:
    """The paper that the preview would show."""
    document = pypdfium2.PdfDocument(place.parameters["make"]())
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.split())


def run(page: AppealPage | AppealsPage, action_id: str) -> bool:
    return next(action for action in page.actions_here() if action.id == action_id).try_run()


def days_of(page: AppealsPage) -> tuple[date | None, date | None]:
    return page.filter.received_from, page.filter.received_to


def test_the_card_is_printed_from_the_appeal(
    qtbot: QtBot, office: Office, navigation: Navigation, places: list[Place], settle: Settle, record: Record
) -> None:
    appeal_id = record(a_closed_appeal)
    page = AppealPage(office, navigation)
    qtbot.addWidget(page)
    page.show_with(appeal_id=appeal_id)
    assert not run(page, "print_card")
    settle()
    assert run(page, "print_card")
    settle()
    (place,) = places
    assert (place.name, place.parameters["file_name"]) == ("preview", "2026-000001-card.pdf")
    assert "Третьяков" not in place.parameters["title"]
    assert "Reception card No. 2026-000001" in text_of(place)


def test_no_two_actions_of_a_page_share_a_key(qtbot: QtBot, office: Office, navigation: Navigation) -> None:
    for page in (AppealPage(office, navigation), AppealsPage(office, navigation)):
        qtbot.addWidget(page)
        keys = [action.shortcut for action in page.actions_here() if action.shortcut]
        assert len(keys) == len(set(keys))


def test_the_number_of_an_appeal_is_never_cut_in_a_small_window(
    qtbot: QtBot, office: Office, navigation: Navigation, settle: Settle, record: Record
) -> None:
    an = record(an_appeal)
    page = AppealPage(office, navigation)
    qtbot.addWidget(page)
    page.resize(1024, 600)
    page.show()
    page.show_with(appeal_id=an)
    settle()
    number = page.head._number
    assert number.width() >= number.sizeHint().width()


def test_the_journal_is_of_the_days_of_the_list(
    qtbot: QtBot, office: Office, navigation: Navigation, places: list[Place], settle: Settle, record: Record
) -> None:
    record(an_appeal, PENSION, date(2026, 10, 5))
    record(an_appeal)
    page = AppealsPage(office, navigation)
    qtbot.addWidget(page)
    page.show_with(filter=AppealFilter(received_from=date(2026, 10, 1), received_to=date(2026, 10, 31)))
    settle()
    assert run(page, "print")
    settle()
    assert places[-1].parameters["file_name"] == "journal-2026-10-01-2026-10-31.pdf"
    assert "2026-000001" in text_of(places[-1])
    assert "2026-000002" not in text_of(places[-1])


def test_the_chip_narrows_the_list_to_a_month_and_back(
    qtbot: QtBot, office: Office, navigation: Navigation, settle: Settle, record: Record
) -> None:
    record(an_appeal, PENSION, date(2026, 10, 5))
    record(an_appeal)
    page = AppealsPage(office, navigation)
    qtbot.addWidget(page)
    page.show_with()
    settle()

    def chip() -> PeriodChip:
        return page.findChildren(PeriodChip)[-1]

    assert not chip().is_active()
    choices = {entry.text(): entry for entry in chip().choices()}
    assert list(choices)[:3] == ["All", "November 2026", "October 2026"]
    choices["October 2026"].trigger()
    settle()
    assert days_of(page) == (date(2026, 10, 1), date(2026, 10, 31))
    assert (chip().words(), chip().is_active()) == ("October 2026", True)
    next(entry for entry in chip().choices() if entry.text() == "All").trigger()
    assert days_of(page) == (None, None)


def test_days_without_a_name_stand_as_days() -> None:
    known = offered_periods(TODAY)
    assert days_in_words(date(2026, 11, 2), date(2026, 11, 9), known) == "02/11/2026 – 09/11/2026"
    assert days_in_words(date(2026, 11, 2), None, known) == "02/11/2026 – …"


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (None, None, (date(2026, 11, 1), date(2026, 11, 30))),
        (date(2026, 10, 5), None, (date(2026, 10, 5), TODAY)),
        (date(2027, 1, 5), None, (date(2027, 1, 5), date(2027, 1, 5))),
        (None, date(2026, 10, 5), (date(2026, 10, 1), date(2026, 10, 5))),
        (date(2025, 1, 1), date(2025, 12, 31), (date(2025, 1, 1), date(2025, 12, 31))),
    ],
)
def test_an_open_side_of_the_days_is_closed(first: date | None, last: date | None, days: tuple[date, date]) -> None:
    assert journal_days(AppealFilter(received_from=first, received_to=last), TODAY) == days


def test_a_journal_beyond_any_printer_is_refused(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    record(an_appeal)
    record(an_appeal)
    monkeypatch.setattr(papers, "MOST_ENTRIES", 1)
    with pytest.raises(Refused, match="2 entries"):
        record(papers.whole_journal, date(2026, 11, 1), date(2026, 11, 30))
