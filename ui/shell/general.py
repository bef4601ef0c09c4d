"""The actions of the whole window, declared once; everything that shows or runs them is built from this list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from resources.words import N_
from ui.shell.actions import Action
from ui.shell.navigation import Navigation

if TYPE_CHECKING:
    from ui.shell.verbs import Verbs

#: page → (text, key, icon), in the order of the sidebar; the last stands at its bottom
SIDEBAR = {
    "today": (N_("Today"), "Alt+1", "today"),
    "calendar": (N_("Calendar"), "Alt+2", "calendar"),
    "visitors": (N_("Visitors"), "Alt+3", "visitors"),
    "appeals": (N_("Appeals"), "Alt+4", "appeal"),
    "outreach": (N_("Outreach"), "Alt+5", "outreach"),
    "reports": (N_("Reports"), "Alt+6", "report"),
    "settings": (N_("Settings"), "Ctrl+,", "settings"),
}


def page_actions(navigation: Navigation, is_open: Callable[[], bool]) -> list[Action]:
    """One action for each page of the sidebar; its id is the page's name."""
    return [
        Action(name, text, key, icon, lambda name=name: navigation.open_page(name), is_open)  # type: ignore[misc]
        for name, (text, key, icon) in SIDEBAR.items()
    ]


def general_actions(navigation: Navigation, verbs: Verbs) -> list[Action]:
    """Everything that can be done from anywhere in the window."""
    is_open = verbs.is_open
    return [
        Action("help", N_("Help: all keys"), "F1", "help", verbs.help),
        Action("book", N_("Book an appointment"), "F2", "book", lambda: navigation.open_booking(), is_open),
        Action("walk_in", N_("Walked in"), "F3", "walk-in", lambda: navigation.open_booking(walk_in=True), is_open),
        Action("call_next", N_("Call next"), "F4", "call-next", verbs.call_next, is_open),
        Action("note_call", N_("Note a call that was only a question"), "F6", "note", verbs.note_call, is_open),
        Action("new_appeal", N_("Register an appeal"), "Ctrl+N", "add", lambda: navigation.open_new_appeal(), is_open),
        Action("find", N_("Find a visitor, an appeal or an action"), "Ctrl+K", "search", verbs.find, is_open),
        Action("print", N_("Print"), "Ctrl+P", "print", verbs.print_nothing, is_open),
        Action("undo", N_("Undo"), "Ctrl+Z", "undo", verbs.undo, verbs.may_undo),
        *page_actions(navigation, is_open),
        Action("import", N_("Import from a spreadsheet…"), "", "import", verbs.import_file, verbs.may_import),
        Action("export", N_("Export to a spreadsheet…"), "", "export", lambda: navigation.open_page("export"), is_open),
        Action("people", N_("Who sits here"), "F9", "staff", verbs.people, is_open),
        Action("menu", N_("All actions"), "F10", "more", verbs.menu),
        *_looks(navigation),
        Action("back", N_("Back"), "Esc", "arrow-left", verbs.escape),
        Action("quit", N_("Quit"), "Ctrl+Q", "close", verbs.quit),
    ]


def _looks(navigation: Navigation) -> list[Action]:
    """Themes and languages; a language is named in itself."""
    theme, language, put_on, speak = N_("Theme"), N_("Language"), navigation.use_theme, navigation.use_language
    return [
        Action("theme_light", N_("Light theme"), "", "sun", lambda: put_on("light"), group=theme),
        Action("theme_dark", N_("Dark theme"), "", "moon", lambda: put_on("dark"), group=theme),
        Action("theme_system", N_("Theme of the system"), "", "theme", lambda: put_on("system"), group=theme),
        Action("language_ru", "Русский язык", "", "language", lambda: speak("ru"), group=language),
        Action("language_en", "English language", "", "language", lambda: speak("en"), group=language),
    ]
