"""Every test of widgets has the light theme on."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from ui.theme.theme import apply, load_theme


@pytest.fixture(autouse=True)
def light_theme(qapp: QApplication) -> None:
    """The bundled fonts and the light colours."""
    if not qapp.styleSheet():
        apply(qapp, load_theme("light"))
