"""The sheet of keys (F1), built from the list of actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from resources.words import _
from ui.shell.actions import Action, Actions
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.buttons import Button, KeyCap

_AT_WORDS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class KeysSheet(QDialog):
    """What can be done here and everywhere, each with its key."""

    def __init__(self, actions: Actions, page_title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        here = [action for action in actions.of_page() if action.shortcut]
        ours = {action.id for action in here}
        everywhere = [a for a in actions.all() if a.shortcut and a.id not in ours]
        inside = QWidget()
        content = QVBoxLayout(inside)
        content.setContentsMargins(0, 0, sizes.STEP, 0)
        content.setSpacing(sizes.STEP)
        if here:
            content.addWidget(label(_("On this page: {page}").format(page=page_title or _("this page")), "heading"))
            content.addLayout(_columns(here))
            content.addSpacing(sizes.GAP)
        content.addWidget(label(_("Everywhere"), "heading"))
        content.addLayout(_columns(everywhere))
        content.addSpacing(sizes.STEP)
        manners = _("Tab and the arrows walk, Enter chooses, Esc goes back; what was typed is kept.")
        content.addWidget(label(manners, "small", wrap=True))
        content.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
        layout.setSpacing(sizes.GAP)
        layout.addWidget(label(_("Keys"), "title"))
        layout.addWidget(scroll, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self.close_button = Button(_("Close"), shortcut="Esc", kind="main", run=self.accept)
        buttons.addWidget(self.close_button)
        layout.addLayout(buttons)
        self.close_button.setFocus()
        wanted = inside.sizeHint()
        self.resize(max(620, wanted.width() + 72), min(wanted.height() + 140, parent.height() - 40))


def _columns(actions: Sequence[Action]) -> QGridLayout:
    """Two columns of key and words, read downwards."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    rows = (len(actions) + 1) // 2
    for place, action in enumerate(actions):
        column, row = divmod(place, rows)
        grid.addWidget(KeyCap(action.shortcut), row, column * 3, _AT_WORDS)
        grid.addWidget(label(action.words(), wrap=True), row, column * 3 + 1)
    grid.setColumnMinimumWidth(2, 16)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(4, 1)
    return grid
