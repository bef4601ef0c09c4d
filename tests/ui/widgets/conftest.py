"""Every test of widgets has the light theme on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.widgets.keys import KEPT
from ui.theme.text import body_font
from ui.theme.theme import apply, load_theme


@pytest.fixture(autouse=True)
def pages_let_go() -> Iterator[None]:
    """What was shown lives until the end of its test."""
    yield
    KEPT.clear()


@pytest.fixture(autouse=True)
def light_theme(qapp: QApplication) -> None:
    """The bundled fonts and the light colours."""
    if qapp.font() != body_font():
        apply(qapp, load_theme("light"))
