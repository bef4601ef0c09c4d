"""The window by keyboard: pages, the way back, banners, who sits here, languages, themes, its place on the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from models.changes import Changes
from models.reception.operations import note_call
from tests.models.builders import a_booking, an_appeal
from tests.ui.shell.conftest import A_DAY, SmallPage, press, small, type_text
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.preferences import Preferences
from ui.shell.window import Window
from ui.theme.theme import current
from ui.widgets.cards import Banner

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
Settle = Callable[[], None]


def words_of(menu: QMenu) -> set[str]:
    """What stands in a menu and in the menus inside it."""
    found: set[str] = set()
    for entry in menu.actions():
        inner = entry.menu()
        found |= words_of(inner) if isinstance(inner, QMenu) else {entry.text()}
    return found


def banners(window: Window) -> list[str]:
    return [banner.accessibleName() for banner in window.frame.findChildren(Banner) if not banner.isHidden()]


def test_the_first_page_is_today(window: Window, office: Office) -> None:
    assert small(window).name == "today"
    assert window.frame.sidebar.items["today"].isChecked()
    assert window.windowTitle() == office.facts.name


@pytest.mark.parametrize(
    ("key", "name"), [(Qt.Key.Key_2, "calendar"), (Qt.Key.Key_4, "appeals"), (Qt.Key.Key_6, "reports")]
)
def test_each_page_has_its_key(window: Window, key: Qt.Key, name: str) -> None:
    press(window, key, ALT)
    assert small(window).name == name
    assert window.frame.sidebar.items[name].isChecked()


def test_f2_books_and_f3_takes_who_walked_in(window: Window) -> None:
    press(window, Qt.Key.Key_F2)
    assert small(window).name == "booking"
    assert small(window).shown[-1]["walk_in"] is False
    press(window, Qt.Key.Key_F3)
    assert small(window).shown[-1]["walk_in"] is True


def test_escape_goes_back_and_keeps_what_was_typed(window: Window) -> None:
    press(window, Qt.Key.Key_F2)
    type_text("Третьякова")
    press(window, Qt.Key.Key_Escape)
    assert small(window).name == "today"
    press(window, Qt.Key.Key_F2)
    assert small(window).field.text() == "Третьякова"


def test_a_page_may_keep_escape_for_itself(window: Window) -> None:
    press(window, Qt.Key.Key_F2)
    small(window).keeps_escape = True
    press(window, Qt.Key.Key_Escape)
    assert small(window).name == "booking"


def test_back_returns_to_the_same_day_and_through_the_cards(window: Window, navigation: Navigation) -> None:
    navigation.open_today(A_DAY)
    navigation.open_visitor(1)
    navigation.open_appeal(7)
    navigation.open_appeal(8)
    press(window, Qt.Key.Key_Escape)
    assert small(window).shown[-1] == {"appeal_id": 7}
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_Escape)
    assert small(window).shown[-1] == {"day": A_DAY}


def test_a_page_notes_where_it_stands(window: Window, navigation: Navigation) -> None:
    navigation.open_today()
    navigation.remember(day=A_DAY)
    navigation.open_settings()
    navigation.back()
    assert small(window).shown[-1] == {"day": A_DAY}


def test_a_pages_print_takes_the_place_of_the_windows(window: Window) -> None:
    press(window, Qt.Key.Key_P, CTRL)
    assert small(window).printed == 0
    press(window, Qt.Key.Key_6, ALT)
    press(window, Qt.Key.Key_P, CTRL)
    assert small(window).printed == 1


def test_a_page_is_told_of_others_changes_and_not_of_its_own(window: Window, office: Office, settle: Settle) -> None:
    page = small(window)
    office.do(lambda desk: Changes({"appeal": (1,)}), initiator=page)
    settle()
    assert page.told == []
    office.do(lambda desk: Changes({"appeal": (1,)}))
    settle()
    assert len(page.told) == 1


def test_counts_stand_beside_the_pages(
    window: Window, record: Callable[..., Any], office: Office, settle: Settle
) -> None:
    record(a_booking)
    record(an_appeal, received_on=A_DAY.replace(month=8))
    office.look_for_changes()
    settle()
    window.frame.ask_counts()
    settle()
    items = window.frame.sidebar.items
    today, overdue = items["today"].count(), items["appeals"].count()
    assert today is not None
    assert today.number == 1
    assert overdue is not None
    assert (overdue.number, overdue.role) == (1, "red")
    assert "1 overdue appeal" in items["appeals"].accessibleDescription()


def test_a_call_is_noted_from_any_page_and_can_be_undone(window: Window, settle: Settle) -> None:
    press(window, Qt.Key.Key_3, ALT)
    press(window, Qt.Key.Key_F6)
    assert window.frame.call_note.isVisible()
    type_text("Часы приёма")
    press(window, Qt.Key.Key_Return)
    settle()
    assert not window.frame.call_note.isVisible()
    assert window.office is not None
    assert window.office.may_undo()
    press(window, Qt.Key.Key_Z, CTRL)
    settle()
    assert not window.office.may_undo()


def test_an_empty_call_is_refused_under_the_line(window: Window, settle: Settle) -> None:
    press(window, Qt.Key.Key_F6)
    press(window, Qt.Key.Key_Return)
    settle()
    assert window.frame.call_note.problem.isVisible()
    press(window, Qt.Key.Key_Escape)
    assert not window.frame.call_note.isVisible()
    assert small(window).name == "today"


def test_undo_in_a_field_takes_back_typing_first(window: Window, office: Office, settle: Settle) -> None:
    office.do(note_call, "Часы приёма")
    settle()
    small(window).field.setFocus()
    type_text("абв")
    press(window, Qt.Key.Key_Z, CTRL)
    settle()
    assert small(window).field.text() == ""
    assert office.may_undo()
    press(window, Qt.Key.Key_Z, CTRL)
    settle()
    assert not office.may_undo()


def test_the_sample_office_is_marked_and_has_a_way_out(window: Window, office: Office, qtbot: QtBot) -> None:
    assert banners(window) == []
    office.facts = replace(office.facts, is_sample=True)
    office.facts_changed.emit()
    assert "invented" in banners(window)[0]
    with qtbot.waitSignal(window.real_office_wanted):
        window.frame.findChildren(Banner)[-1].button().click()


def test_another_person_is_chosen_and_remembered(window: Window, office: Office, preferences: Preferences) -> None:
    other = office.facts.staff[1]
    window.frame.sidebar.person_chosen.emit(other.id)
    assert office.actor.name == other.name
    assert other.name in window.frame.sidebar.person.words()
    assert preferences.actor == other.id


def test_the_people_are_chosen_by_keyboard(window: Window, office: Office) -> None:
    press(window, Qt.Key.Key_F9)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert office.actor.name == office.facts.staff[1].name


def test_the_language_changes_at_once_and_the_draft_stays(
    window: Window, navigation: Navigation, settle: Settle, speak: Callable[[str], None]
) -> None:
    press(window, Qt.Key.Key_F2)
    type_text("Черновик")
    old = small(window)
    speak("ru")
    window.rebuild()
    settle()
    assert small(window) is not old
    assert small(window).name == "booking"
    assert small(window).field.text() == "Черновик"
    assert window.frame.sidebar.items["today"].words() == "Сегодня"
    press(window, Qt.Key.Key_Escape)
    assert small(window).name == "today"


def test_the_theme_changes_at_once_and_is_remembered(window: Window, preferences: Preferences) -> None:
    window.actions_here.run("theme_dark")
    assert current().name == "dark"
    assert preferences.theme == "dark"
    window.actions_here.run("theme_light")


def test_the_menu_holds_every_action_with_its_key(window: Window) -> None:
    press(window, Qt.Key.Key_F10)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert isinstance(menu, QMenu)
    shown = words_of(menu)
    menu.close()
    assert shown == {action.words() for action in window.actions_here.all()}


def test_the_sheet_of_keys_names_every_key(window: Window) -> None:
    from ui.shell.keys_sheet import KeysSheet
    from ui.theme.paint import key_text
    from ui.widgets.buttons import KeyCap

    press(window, Qt.Key.Key_F1)
    sheet = window.findChild(KeysSheet)
    assert sheet is not None
    caps = {cap.accessibleName() for cap in sheet.findChildren(KeyCap)}
    assert caps == {key_text(action.shortcut) for action in window.actions_here.all() if action.shortcut}
    sheet.accept()


def test_the_window_remembers_its_place(window: Window, preferences: Preferences) -> None:
    window.resize(1200, 700)
    window.close()
    assert (preferences.width, preferences.height) == (1200, 700)


def test_closing_keeps_what_is_being_typed(
    window: Window, office: Office, navigation: Navigation, settle: Settle
) -> None:
    press(window, Qt.Key.Key_F2)
    type_text("Не успел")
    window.close()
    settle()
    again = SmallPage(office, navigation, "booking")
    settle()
    assert again.field.text() == "Не успел"


def test_a_name_with_markup_is_shown_as_it_is(window: Window, office: Office) -> None:
    name = "<b>Приёмная</b> & <img src=x>"
    office.facts = replace(office.facts, name=name)
    office.facts_changed.emit()
    assert window.frame.sidebar.office_name.text() == name
    assert window.frame.sidebar.office_name.textFormat() == Qt.TextFormat.PlainText


def test_everything_opens_in_every_language(
    qtbot: QtBot, every_language: str, office: Office, navigation: Navigation, preferences: Preferences, settle: Settle
) -> None:
    made = Window(preferences, navigation)
    qtbot.addWidget(made)
    made.showNormal()
    made.resize(1280, 720)
    made.enter(office, lambda name: SmallPage(office, navigation, name))
    made.actions_here.run("help")
    made.actions_here.run("note_call")
    settle()
    book = made.frame.topbar.book
    qtbot.waitUntil(lambda: book.width() >= book.sizeHint().width())
    made.close()
