"""The actions, declared once: menus, buttons, the palette, the sheet of keys and tests are built from the list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from resources.words import translate


def always() -> bool:
    return True


@dataclass(frozen=True)
class Action:
    """`text` is an English msgid marked with N_; `page` names the page whose own it is, empty for the whole window.

    `group`, a msgid too, names the submenu it stands in.
    """

    id: str
    text: str
    shortcut: str
    icon: str
    run: Callable[[], object]
    when: Callable[[], bool] = always
    page: str = ""
    group: str = ""

    def words(self) -> str:
        """Its text in the current language."""
        return translate(self.text)

    def try_run(self) -> bool:
        """Runs it if now is the time; tells whether it ran."""
        if not self.when():
            return False
        self.run()
        return True


class Actions(QObject):
    """All actions that can be had now: the window's, and those of the page in view."""

    changed = Signal()

    def __init__(self, window: QWidget, general: Iterable[Action] = ()) -> None:
        super().__init__(window)
        self._window = window
        self._general: tuple[Action, ...] = tuple(general)
        self._of_page: tuple[Action, ...] = ()
        self._bound: dict[Action, QAction] = {}
        self._bind()

    def set_general(self, actions: Iterable[Action]) -> None:
        self._general = tuple(actions)
        self._bind()

    def set_page(self, actions: Iterable[Action]) -> None:
        """The page in view brings its own; one with the id or the key of a general action stands in its place."""
        self._of_page = tuple(actions)
        self._bind()

    def all(self) -> tuple[Action, ...]:
        """The page's actions first, then the general ones that they leave standing."""
        ids = {action.id for action in self._of_page}
        keys = {_key(action.shortcut) for action in self._of_page if action.shortcut}
        return self._of_page + tuple(
            action for action in self._general if action.id not in ids and _key(action.shortcut) not in keys
        )

    def general(self) -> tuple[Action, ...]:
        return self._general

    def of_page(self) -> tuple[Action, ...]:
        return self._of_page

    def get(self, action_id: str) -> Action:
        """The action of this id, the page's before the general one. Raises KeyError."""
        for action in self.all():
            if action.id == action_id:
                return action
        raise KeyError(action_id)

    def run(self, action_id: str) -> bool:
        return self.get(action_id).try_run()

    def fill(self, menu: QMenu) -> None:
        """Puts every action into a menu, the page's above a line, groups into menus of their own."""
        menu.clear()
        groups: dict[str, QMenu] = {}
        for action in self.all():
            if self._of_page and action is self._first_general():
                menu.addSeparator()
            place = menu
            if action.group:
                if action.group not in groups:
                    groups[action.group] = menu.addMenu(translate(action.group))
                place = groups[action.group]
            entry = place.addAction(action.words())
            entry.setShortcut(QKeySequence(action.shortcut))
            entry.setShortcutVisibleInContextMenu(True)
            entry.setEnabled(action.when())
            entry.triggered.connect(action.try_run)

    def _first_general(self) -> Action | None:
        return next((action for action in self.all() if action not in self._of_page), None)

    def drop(self) -> None:
        """Takes every key off the window; the list is of no more use."""
        self._unbind(list(self._bound))
        self.deleteLater()

    def _unbind(self, actions: Iterable[Action]) -> None:
        for action in actions:
            bound = self._bound.pop(action)
            self._window.removeAction(bound)
            bound.deleteLater()

    def _bind(self) -> None:
        """One QAction per key on the window; those that stay in the list are left as they are."""
        wanted = {action: None for action in self.all() if action.shortcut}
        self._unbind([action for action in self._bound if action not in wanted])
        for action in wanted:
            if action in self._bound:
                continue
            bound = QAction(action.words(), self._window)
            bound.setShortcut(QKeySequence(action.shortcut))
            bound.triggered.connect(action.try_run)
            self._window.addAction(bound)
            self._bound[action] = bound
        self.changed.emit()


def _key(shortcut: str) -> str:
    return QKeySequence(shortcut).toString()


def shown_key(shortcut: str) -> str:
    """The key as it is printed on a button: «Ctrl K»."""
    return shortcut.replace("+", " ")
