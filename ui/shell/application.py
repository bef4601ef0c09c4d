"""The Qt application itself, so that main.py can begin without knowing Qt."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication


def make_application(name: str) -> QApplication:
    """The one application of the process, under the program's name."""
    app = QApplication([sys.argv[0]])
    app.setApplicationName(name)
    return app
