"""What every page of the window is: constructed once, shown with parameters, told about changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from models.changes import Changes
    from ui.shell.actions import Action
    from ui.shell.navigation import Navigation
    from ui.shell.office import Office


class Page(QWidget):
    """A page keeps what was typed when it is left, and refreshes itself whenever it is shown."""

    name = ""  # "today"; the word of ui/pages.py
    actions_changed = Signal()  # actions_here() would answer otherwise now

    def __init__(self, office: Office, navigation: Navigation) -> None:
        super().__init__()
        self.office = office
        self.navigation = navigation

    def title(self) -> str:
        """The page's name in the current language, without personal data."""
        return ""

    def show_with(self, *_nothing: Any, **parameters: Any) -> None:
        """Called each time the page is opened or returned to; asks for fresh data, keeps an unsaved draft.

        A page overrides it with named parameters that all have defaults.
        """

    def on_changed(self, changes: Changes) -> None:
        """Somebody else's operation changed rows while this page is in view."""

    def actions_here(self) -> tuple[Action, ...]:
        """The page's own actions; one with the id or shortcut of a general action stands in its place."""
        return ()

    def leave(self) -> bool:
        """Esc: True when the page took it for itself (closed a popup, a side panel), False to go back."""
        return False
