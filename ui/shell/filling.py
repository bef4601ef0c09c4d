"""Filling a page with an answer so that nobody feels it: its layouts settle once, at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import shiboken6
from PySide6.QtWidgets import QLayout, QWidget


@contextmanager
def laid_out_once(*places: QWidget) -> Iterator[None]:
    """While it lasts no layout in these widgets moves anything: each `show()` of a part would lay out all of them.

    What was asked for meanwhile is done by the layouts' own requests, before the next painting.
    """
    layouts = [layout for place in places for layout in place.findChildren(QLayout) if layout.isEnabled()]
    for layout in layouts:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in layouts:
            if shiboken6.isValid(layout):
                layout.setEnabled(True)
