"""The window: shows the page that navigation says, binds the actions, remembers its place. Never touches records."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from resources.words import _
from ui.shell.actions import Actions
from ui.shell.frame import Frame
from ui.shell.general import SIDEBAR, WindowVerbs, general_actions, page_actions
from ui.shell.keys_above_fields import KeysAboveFields
from ui.shell.keys_sheet import KeysSheet
from ui.shell.navigation import HOME, Navigation, Place
from ui.shell.page import Page
from ui.shell.preferences import Preferences
from ui.shell.window_place import put_in_place, remember_place
from ui.theme.theme import apply, load_theme

if TYPE_CHECKING:
    from models.changes import Changes
    from models.storage.backup import Copy
    from ui.shell.office import Office

MakePage = Callable[[str], Page]

#: pages that stand under an item of the sidebar that is not their own
UNDER = {
    "booking": "calendar",
    "visitor": "visitors",
    "appeal": "appeals",
    "new_appeal": "appeals",
    "letter": "appeals",
}


class Window(QMainWindow):
    """One window for the whole program. Without an office it shows a single widget: the welcome, or what went wrong."""

    real_office_wanted = Signal()  # the way out of the sample office
    closing = Signal()

    def __init__(self, preferences: Preferences, navigation: Navigation) -> None:
        super().__init__()
        self.preferences = preferences
        self.navigation = navigation
        self.office: Office | None = None
        self.pages: dict[str, Page] = {}
        self._make_page: MakePage | None = None
        self.setMinimumSize(900, 600)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        navigation.theme = preferences.theme
        navigation.opened.connect(self._on_opened)
        navigation.call_note_wanted.connect(self._note_call)
        navigation.search_wanted.connect(self._find)
        navigation.theme_wanted.connect(self.use_theme)
        KeysAboveFields(self)
        self._build()
        put_in_place(self, preferences)

    # --- with and without an office, in one language or another ------------------------------------------------------

    def _build(self) -> None:
        verbs = WindowVerbs(
            is_open=lambda: self.office is not None,
            find=self._find,
            help=self._show_keys,
            undo=self._undo,
            may_undo=lambda: self.office is not None and self.office.may_undo(),
            call_next=self._call_next,
            print_nothing=self._print_nothing,
            note_call=self._note_call,
            people=lambda: self.frame.sidebar.open_people(),
            menu=lambda: self.frame.sidebar.open_menu(),
            escape=self.escape,
            quit=self.close,
            use_theme=self.navigation.use_theme,
            use_language=self.navigation.use_language,
        )
        self.actions_here = Actions(self, general_actions(self.navigation, verbs))
        pages = page_actions(self.navigation, verbs.is_open)
        self.frame = Frame(self.actions_here, self.navigation, pages, self.real_office_wanted.emit)
        self.setCentralWidget(self.frame)
        self._show_title()

    def _throw_away(self) -> None:
        """Lets go of everything that is built for one language and one office."""
        if self.office is not None:
            self.office.changed.disconnect(self._on_changed)
            self.office.facts_changed.disconnect(self._show_title)
            self.office.actor_changed.disconnect(self._on_actor_changed)
            self.office.day_changed.disconnect(self._on_day_changed)
        self.pages.clear()
        self.actions_here.drop()
        self.office = None

    def show_alone(self, widget: QWidget) -> None:
        """Only this: the welcome, or what went wrong at opening."""
        self.frame.show_alone(widget)

    def enter(self, office: Office, make_page: MakePage) -> None:
        """Shows an open office, from its first page or from where it was left."""
        self.office, self._make_page = office, make_page
        office.changed.connect(self._on_changed)
        office.facts_changed.connect(self._show_title)
        office.actor_changed.connect(self._on_actor_changed)
        office.day_changed.connect(self._on_day_changed)
        self._show_title()
        self.frame.enter(office)
        self.navigation.again()

    def rebuild(self) -> None:
        """The same place in another language: what was typed is kept by the drafts."""
        office, make_page, copy = self.office, self._make_page, self.frame.copy_shown()
        self.keep_drafts()
        self._throw_away()
        self._build()
        if office is not None and make_page is not None:
            self.frame.show_copy(copy)
            self.enter(office, make_page)

    def leave(self) -> None:
        """The office is closed; the window stays."""
        self._throw_away()
        self._make_page = None
        self.navigation.forget()
        self._build()

    def show_copy(self, copy: Copy | None) -> None:
        self.frame.show_copy(copy)

    @Slot()
    def _show_title(self) -> None:
        """The frame's title names the office and never a person."""
        self.setWindowTitle(self.office.facts.name if self.office is not None else _("Reception office"))

    # --- pages -----------------------------------------------------------------------------------------------------

    @property
    def page(self) -> Page | None:
        """The page in view."""
        widget = self.frame.stack.currentWidget()
        return widget if isinstance(widget, Page) else None

    @Slot(object)
    def _on_opened(self, place: Place) -> None:
        if self._make_page is None:
            return
        page = self.pages.get(place.name)
        if page is None:
            page = self._make_page(place.name)
            self.pages[place.name] = page
            self.frame.stack.addWidget(page)
            page.actions_changed.connect(self._on_actions_changed)
        self.frame.stack.setCurrentWidget(page)
        item = UNDER.get(place.name, place.name)
        if item in SIDEBAR:
            self.frame.sidebar.mark(item)
        self.frame.palette_list.hide()
        page.show_with(**place.parameters)
        self.actions_here.set_page(page.actions_here())
        focus = QApplication.focusWidget()
        if focus is None or not page.isAncestorOf(focus):
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_actions_changed(self) -> None:
        if self.page is not None:
            self.actions_here.set_page(self.page.actions_here())

    def keep_drafts(self) -> None:
        """Whatever is typed and not yet kept is kept now."""
        from ui.shell.drafts import Draft

        for page in self.pages.values():
            for draft in page.findChildren(Draft):
                if draft.is_pending():
                    draft.keep_now()

    @Slot()
    def escape(self) -> None:
        """What floats above goes first, then the page may close something of its own, then the way back."""
        if not self.frame.close_floating() and self.page is not None and not self.page.leave():
            self.navigation.back()

    # --- what the office tells -----------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if self.page is not None and initiator is not self.page:
            self.page.on_changed(changes)

    def _on_actor_changed(self) -> None:
        if self.office is not None:
            self.preferences.actor = self.office.actor.staff_id or 0
            self._on_actions_changed()

    def _on_day_changed(self, _day: object) -> None:
        if self.page is not None and self.page.name == HOME:
            self.navigation.again()

    # --- the window's own verbs ----------------------------------------------------------------------------------

    def use_theme(self, name: str) -> None:
        self.preferences.theme = name
        self.navigation.theme = name
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply(app, load_theme(name))

    def _find(self, text: str = "") -> None:
        if self.office is not None:
            self.frame.palette_list.open(text)

    def _show_keys(self) -> None:
        KeysSheet(self.actions_here, self.page.title() if self.page else "", self).open()

    def _note_call(self) -> None:
        self.frame.call_note.open()

    def _undo(self) -> None:
        if self.office is not None:
            self.office.undo_last()

    def _call_next(self) -> None:
        """From any page: the day first, then its own «call next», if somebody is known to wait."""
        self.navigation.open_today()
        if any(action.id == "call_next" for action in self.actions_here.of_page()):
            self.actions_here.run("call_next")

    def _print_nothing(self) -> None:
        if self.office is not None:
            self.office.say(_("There is nothing to print on this page."))

    def come_forward(self) -> None:
        """A second start of the program shows this window."""
        self.setWindowState((self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        self.show()
        self.raise_()
        self.activateWindow()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.office is not None:
            self.office.look_for_changes()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        remember_place(self, self.preferences)
        self.keep_drafts()
        self.closing.emit()
        super().closeEvent(event)
