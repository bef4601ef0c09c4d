"""The window's top line: the search line, walked in, book."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from ui.shell.actions import Actions
from ui.shell.search_line import SearchLine
from ui.shell.window_place import TOP_HEIGHT
from ui.theme import sizes
from ui.theme.theme import colour
from ui.widgets.buttons import Button

SEARCH_WIDTH = 520


class TopBar(QFrame):
    """The three words always in reach."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.search = SearchLine()
        self.search.setMaximumWidth(SEARCH_WIDTH)
        self.walk_in = Button.for_action(replace(actions.get("walk_in"), icon=""))
        self.book = Button.for_action(replace(actions.get("book"), icon=""), kind="main")
        for button in (self.walk_in, self.book):  # the line gives way, the words do not
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(sizes.PAGE, 0, sizes.PAGE, 1)
        layout.setSpacing(12)
        layout.addWidget(self.search, 10)
        layout.addStretch(1)
        layout.addWidget(self.walk_in)
        layout.addWidget(self.book)
        self.setMinimumHeight(TOP_HEIGHT)

    def refresh(self) -> None:
        """Asks the buttons' actions again whether now is their time."""
        self.walk_in.refresh()
        self.book.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour("line"))
