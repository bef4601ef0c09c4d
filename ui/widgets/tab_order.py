"""The way of the Tab key through rows that come and go: they are visited just before the button that adds them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def visit_before(last: QWidget, editors: Sequence[QWidget]) -> None:
    """Tab goes from whatever came before `last` through the editors to `last`."""
    ours = {id(editor) for editor in editors}
    before: QWidget | None = last.previousInFocusChain()
    while before is not None and before is not last:
        if id(before) not in ours and before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            break
        before = before.previousInFocusChain()
    way = [*([before] if before is not None else []), *editors, last]
    for first, second in pairwise(way):
        QWidget.setTabOrder(first, second)
