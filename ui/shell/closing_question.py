"""Asks whether the window may close while something long is under way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from resources.words import _
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.buttons import Button

WIDTH = 480


class ClosingQuestion(QDialog):
    """Enter and Esc go on with the work; only the other button closes."""

    def __init__(self, question: str, close: Callable[[], object], window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Close the program"))
        self.setModal(True)
        self.question = label(question, wrap=True)
        self.go_on = Button(_("Go on"), shortcut="Esc", kind="main", run=self.reject)
        self.close_all = Button(_("Stop and close"), kind="danger", run=self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.STEP)
        buttons.addStretch(1)
        buttons.addWidget(self.close_all)
        buttons.addWidget(self.go_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
        layout.setSpacing(sizes.GAP)
        layout.addWidget(self.question)
        layout.addLayout(buttons)
        self.setFixedWidth(WIDTH)
        self.accepted.connect(lambda: close())
        self.finished.connect(self.deleteLater)
        self.go_on.setFocus()
