"""The window: shows the page that navigation says, binds the actions, remembers its place. Never touches records."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from resources.words import _
from ui.shell.navigation import HOME, Navigation, Place
from ui.shell.page import Page
from ui.shell.preferences import Preferences
from ui.shell.window_place import draw_grounds, put_in_place, remember_place

if TYPE_CHECKING:
    from models.changes import Changes
    from models.storage.backup import Copy
    from ui.shell.actions import Actions
    from ui.shell.file_drops import FileDrops
    from ui.shell.frame import Frame
    from ui.shell.keys_above_fields import KeysAboveFields
    from ui.shell.office import Office
    from ui.shell.verbs import Verbs

UNSEEN_MS = 1000  # a window that starts minimised is never painted, and yet goes on
MakePage = Callable[[str], Page]

#: pages that stand under an item of the sidebar that is not their own
UNDER = {
    "booking": "calendar",
    "visitor": "visitors",
    "appeal": "appeals",
    "new_appeal": "appeals",
    "letter": "appeals",
    "import": "settings",
    "export": "settings",
}


class Window(QMainWindow):
    """One window for the whole program. Without an office it shows a single widget: the welcome, or what went wrong.

    It stands on the screen before it is furnished: what is around the pages is built when it is first asked for.
    """

    first_painted = Signal()
    real_office_wanted = Signal()  # the way out of the sample office
    closing = Signal()

    def __init__(self, preferences: Preferences, navigation: Navigation) -> None:
        super().__init__()
        self.preferences = preferences
        self.navigation = navigation
        self.office: Office | None = None
        self.pages: dict[str, Page] = {}
        self._make_page: MakePage | None = None
        self._frame: Frame | None = None
        self._actions: Actions | None = None
        self._keys: KeysAboveFields | None = None
        self._verbs: Verbs | None = None
        self._drops: FileDrops | None = None
        self._was_painted = False
        self._may_close = False  # said by the person, whatever is cut off
        self.setMinimumSize(900, 600)
        navigation.theme = preferences.theme
        navigation.opened.connect(self._on_opened)
        self._show_title()
        put_in_place(self, preferences)

    @property
    def frame(self) -> Frame:
        """What stands around the pages."""
        if self._frame is None:
            self._build()
        assert self._frame is not None
        return self._frame

    @property
    def actions_here(self) -> Actions:
        """All that can be done now."""
        if self._actions is None:
            self._build()
        assert self._actions is not None
        return self._actions

    def furnish(self) -> None:
        """Puts sidebar, lines and keys in their places, if they are not there yet."""
        if self._frame is None:
            self._build()

    # --- with and without an office, in one language or another ------------------------------------------------------

    def _build(self) -> None:
        from PySide6.QtCore import Qt

        from ui.shell.actions import Actions
        from ui.shell.file_drops import FileDrops
        from ui.shell.frame import Frame
        from ui.shell.general import general_actions, page_actions
        from ui.shell.keys_above_fields import KeysAboveFields
        from ui.shell.verbs import Verbs
        from ui.theme.theme import dress

        dress(self)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        if self._keys is None:
            self._keys = KeysAboveFields(self)
        if self._verbs is None:
            self._verbs = Verbs(self)
            self._drops = FileDrops(self)
        self._actions = Actions(self, general_actions(self.navigation, self._verbs))
        pages = page_actions(self.navigation, self._verbs.is_open)
        self._frame = Frame(self._actions, self.navigation, pages, self.real_office_wanted.emit)
        self.setCentralWidget(self._frame)
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
        from ui.shell.drafts import keep_drafts

        office, make_page, copy = self.office, self._make_page, self.frame.copy_shown()
        keep_drafts(self.pages.values())
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
        while not self.prepare(place.name):
            pass
        page = self.pages[place.name]
        self.frame.stack.setCurrentWidget(page)
        self.frame.sidebar.mark(UNDER.get(place.name, place.name))
        self.frame.hide_list()
        page.show_with(**place.parameters)
        self.actions_here.set_page(page.actions_here())
        from PySide6.QtCore import Qt

        focus = QApplication.focusWidget()
        if focus is None or not page.isAncestorOf(focus):
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def prepare(self, name: str) -> bool:
        """One step towards a page: makes it, then puts it into its place; True if both is done already."""
        page = self.pages.get(name)
        if page is None:
            assert self._make_page is not None
            page = self.pages[name] = self._make_page(name)
            page.actions_changed.connect(self._on_actions_changed)
            return False
        if self.frame.stack.indexOf(page) < 0:
            self.frame.stack.addWidget(page)
            return False
        return True

    @Slot()
    def _on_actions_changed(self) -> None:
        if self.page is not None:
            self.actions_here.set_page(self.page.actions_here())

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

    # --- the window on the screen ------------------------------------------------------------------------------------

    def come_forward(self) -> None:
        """A second start of the program shows this window."""
        from PySide6.QtCore import Qt

        self.setWindowState((self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        self.show()
        self.raise_()
        self.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bare grounds until the furniture comes; the first painting lets it come."""
        if self._frame is None:
            draw_grounds(self, self.preferences)
        if not self._was_painted:
            QTimer.singleShot(0, self._tell_painted)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(UNSEEN_MS, self._tell_painted)

    @Slot()
    def _tell_painted(self) -> None:
        if not self._was_painted:
            self._was_painted = True
            self.first_painted.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.office is not None:
            self.office.look_for_changes()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        from ui.shell.drafts import keep_drafts

        question = self.office.closing_question() if self.office is not None and not self._may_close else ""
        if question:
            event.ignore()
            self._ask_before_closing(question)
            return
        remember_place(self, self.preferences)
        keep_drafts(self.pages.values())
        self.closing.emit()
        super().closeEvent(event)

    def _ask_before_closing(self, question: str) -> None:
        from ui.shell.closing_question import ClosingQuestion

        if self.findChild(ClosingQuestion) is None:
            ClosingQuestion(question, self._close_all_the_same, self).open()

    def _close_all_the_same(self) -> None:
        self._may_close = True
        self.close()
