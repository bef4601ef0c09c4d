"""What the window's general actions do: the part of them that is more than opening a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from models.office.rights import may
from resources.words import _
from ui.theme.theme import apply, current, load_theme

if TYPE_CHECKING:
    from ui.shell.window import Window


class Verbs(QObject):
    """The window's own verbs; each does nothing where there is no office to do it in."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        window.navigation.call_note_wanted.connect(self.note_call)
        window.navigation.search_wanted.connect(self.find)
        window.navigation.theme_wanted.connect(self.use_theme)

    def is_open(self) -> bool:
        """Whether an office is open."""
        return self._window.office is not None

    def may_undo(self) -> bool:
        office = self._window.office
        return office is not None and office.may_undo()

    def may_import(self) -> bool:
        """Whether who sits here may take records from spreadsheets."""
        office = self._window.office
        return office is not None and may(office.actor, "import")

    def import_file(self) -> None:
        """Asks which spreadsheet, on the page that takes it."""
        self._window.navigation.open_page("import", choose=True)

    def undo(self) -> None:
        if self._window.office is not None:
            self._window.office.undo_last()

    @Slot(str)
    def find(self, text: str = "") -> None:
        if self._window.office is not None:
            self._window.frame.palette_list.open(text)

    @Slot()
    def note_call(self) -> None:
        self._window.frame.call_note.open()

    def help(self) -> None:
        """The sheet of keys."""
        from ui.shell.keys_sheet import KeysSheet

        page = self._window.page
        KeysSheet(self._window.actions_here, page.title() if page else "", self._window).open()

    def call_next(self) -> None:
        """From any page: the day first, then its own «call next», if somebody is known to wait."""
        self._window.navigation.open_today()
        if any(action.id == "call_next" for action in self._window.actions_here.of_page()):
            self._window.actions_here.run("call_next")

    def print_nothing(self) -> None:
        if self._window.office is not None:
            self._window.office.say(_("There is nothing to print on this page."))

    def people(self) -> None:
        self._window.frame.sidebar.open_people()

    def menu(self) -> None:
        self._window.frame.sidebar.open_menu()

    def escape(self) -> None:
        self._window.escape()

    def quit(self) -> None:
        self._window.close()

    @Slot(str)
    def use_theme(self, name: str) -> None:
        """Puts the theme on, now and at the next start."""
        self._window.preferences.theme = name
        self._window.navigation.theme = name
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply(app, load_theme(name))
            self._window.preferences.shown_theme = current().name
