"""Cards and what stands in them: facts, stages, banners, records, timeline, the notice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.keys import click, press, shown
from ui.widgets.buttons import Link
from ui.widgets.cards import Avatar, Banner, Card, EmptyState, Fact, Facts, StageBar
from ui.widgets.notice import Notice
from ui.widgets.records import Record, RecordList
from ui.widgets.timeline import Timeline, TimelineEntry


def words_in(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]


def test_a_card_names_itself_by_its_heading(qtbot: QtBot) -> None:
    card = Card("Queue", "4 wait")
    qtbot.addWidget(card)
    assert card.accessibleName() == "Queue"
    assert words_in(card) == ["Queue", "4 wait"]
    card.set_heading("Empty queue")
    card.set_note("")
    assert card.accessibleName() == "Empty queue"


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Третьякова Мария Юрьевна", "ТМ"), ("Ким", "К"), ("", ""), ("«Дом» 5", ""), ("ольга  п.", "ОП")],
)
def test_an_avatar_shows_initials(qtbot: QtBot, name: str, initials: str) -> None:
    avatar = Avatar(name)
    qtbot.addWidget(avatar)
    assert avatar.initials() == initials
    assert not avatar.grab().isNull()


def test_facts_without_a_value_are_left_out_and_links_open(qtbot: QtBot) -> None:
    facts = Facts()
    shown(qtbot, facts)
    facts.set_facts([Fact("Phone", "+7 912"), Fact("E-mail", ""), Fact("Address", "<b>Lenina</b>", key=5)])
    qtbot.waitUntil(lambda: words_in(facts) == ["Phone", "+7 912", "Address"])
    link = facts.findChild(Link)
    assert link is not None
    with qtbot.waitSignal(facts.opened) as told:
        press(link, Qt.Key.Key_Return)
    assert told.args == [5]
    facts.set_facts([Fact("Phone", "8")])
    qtbot.waitUntil(lambda: words_in(facts) == ["Phone", "8"])


def test_stages_say_where_the_matter_is(qtbot: QtBot) -> None:
    bar = StageBar("Stages")
    shown(qtbot, bar)
    bar.set_stages(["Registered", "Received", "Closed"], 1)
    assert bar.accessibleName() == "Stage 2 of 3: Received"
    assert not bar.grab().isNull()


def test_an_empty_place_offers_what_to_do(qtbot: QtBot) -> None:
    empty = EmptyState("calendar", "Nobody is booked.", button="Book", shortcut="F2", hint="Or wait.")
    shown(qtbot, empty)
    assert words_in(empty) == ["Nobody is booked.", "Or wait."]
    with qtbot.waitSignal(empty.acted):
        press(empty.button(), Qt.Key.Key_Return)
    empty.set("Closed.")
    assert not empty.button().isVisible()


def test_a_banner_without_words_hides_itself(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    banner = Banner("A warning.", button="Mend", role="amber")
    column.addWidget(banner)
    shown(qtbot, page)
    assert banner.isVisible()
    assert banner.accessibleName() == "A warning."
    with qtbot.waitSignal(banner.acted):
        banner.button().click()
    banner.set("")
    assert not banner.isVisible()
    banner.set("Another.", title="Look", role="red")
    assert banner.isVisible()
    assert banner.accessibleName() == "Look. Another."


def test_a_long_banner_shows_all_its_words(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    banner = Banner("По этой теме уже есть открытое обращение. " * 8)
    column.addWidget(banner)
    column.addStretch(1)
    shown(qtbot, page, 300, 600)
    words = next(one for one in banner.findChildren(QLabel) if one.isVisible())
    assert words.height() >= words.heightForWidth(words.width())


RECORDS = [
    Record(11, "Heating", caption="11.11.2026 · 2026-001102", badge="open", badge_role="amber"),
    Record(22, "Waste", lead="A12", detail="to Belov", badge="waits", note="14 min"),
    Record(33, "2026-001148 · Heating", badge="overdue", badge_role="red"),
]


@pytest.fixture
def records(qtbot: QtBot) -> RecordList:
    made = RecordList("History", empty="Nothing yet.")
    shown(qtbot, made, 320, 400)
    made.set_records(RECORDS)
    made.setFocus()
    return made


def test_records_are_gone_through_and_opened(records: RecordList) -> None:
    opened: list[object] = []
    records.opened.connect(opened.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_Home):
        focus = QApplication.focusWidget()
        assert focus is not None
        press(focus, key)
    row = records.row(11)
    assert row is not None
    click(row, QPointF(30, 10))
    assert opened == [22, 33, 11]
    assert records.current() == 11


def test_a_record_says_all_of_itself(records: RecordList) -> None:
    row = records.row(22)
    assert row is not None
    assert row.accessibleName() == "A12, Waste, to Belov, waits, 14 min"


def test_the_focus_stays_on_its_record_when_the_list_is_renewed(records: RecordList) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    press(focus, Qt.Key.Key_Down)
    records.set_records(list(reversed(RECORDS)))
    assert QApplication.focusWidget() is records.row(22)


def test_an_empty_list_of_records_says_so(qtbot: QtBot, records: RecordList) -> None:
    records.set_records([])
    assert words_in(records) == ["Nothing yet."]
    assert records.keys() == []


def test_a_narrow_record_is_higher(records: RecordList) -> None:
    row = records.row(11)
    assert row is not None
    records.set_records([Record(1, "A long title that has to be broken " * 4, caption="x")])
    long = records.row(1)
    assert long is not None
    assert long.heightForWidth(200) > long.heightForWidth(600)


def test_a_timeline_shows_words_as_they_are(qtbot: QtBot) -> None:
    line = Timeline("Work", empty="Nothing yet.")
    shown(qtbot, line)
    line.set_entries([])
    assert words_in(line) == ["Nothing yet."]
    line.set_entries(
        [
            TimelineEntry(1, "23.11", "Belov", "<b>Called</b>\ntwice"),
            TimelineEntry(2, "22.11", "", "Letter", opens=True),
        ]
    )
    qtbot.waitUntil(lambda: words_in(line) == ["23.11", "Belov", "<b>Called</b>\ntwice", "22.11"])
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in line.findChildren(QLabel))
    link = line.findChild(Link)
    assert link is not None
    with qtbot.waitSignal(line.opened) as told:
        link.click()
    assert told.args == [2]


def test_a_notice_offers_undo_and_takes_no_focus(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    card = Card("Page")
    card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    column.addWidget(card)
    notice = Notice(page)
    shown(qtbot, page)
    card.setFocus()
    notice.show_text("Booked: Ким.", undo=True)
    assert notice.text() == notice.accessibleName() == "Booked: Ким."
    assert card.hasFocus()
    assert notice.geometry().bottom() < page.height()
    with qtbot.waitSignal(notice.undone):
        notice._undo.click()
    assert not notice.isVisible()
    assert notice.text() == ""


def test_a_notice_goes_away_by_itself_but_not_under_the_mouse(qtbot: QtBot) -> None:
    page = QWidget()
    notice = Notice(page)
    shown(qtbot, page)
    with qtbot.waitSignal(notice.closed):
        notice.show_text("Saved.", seconds=0.01)
    notice.show_text("Saved again.", seconds=30)
    point = QPointF(5, 5)
    QApplication.sendEvent(notice, QEnterEvent(point, point, point))
    assert not notice._timer.isActive()
    QApplication.sendEvent(notice, QEvent(QEvent.Type.Leave))
    assert notice._timer.isActive()


def test_a_long_notice_stays_within_its_page(qtbot: QtBot) -> None:
    page = QWidget()
    notice = Notice(page)
    shown(qtbot, page, 400, 300)
    notice.show_text("A very long sentence about what has just been done. " * 4, undo=True)
    assert page.rect().contains(notice.geometry())


def test_a_notice_leaves_the_left_half_of_the_bottom_free(qtbot: QtBot) -> None:
    page = QWidget()
    notice = Notice(page)
    shown(qtbot, page, 1060, 600)
    notice.show_text("Записано: Третьякова М. Ю. к Белов А. В., понедельник, 23 ноября, 14:00. " * 2, undo=True)
    assert notice.width() <= 460
    assert notice.geometry().left() > page.width() // 2
    assert page.rect().contains(notice.geometry())
