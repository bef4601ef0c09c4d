"""The Qt application itself, so that main.py can begin without knowing Qt."""

from __future__ import annotations

import contextlib
import sys

from PySide6.QtWidgets import QApplication


def make_application(name: str) -> QApplication:
    """The one application of the process, under the program's name."""
    read_no_sources()
    app = QApplication([sys.argv[0]])
    app.setApplicationName(name)
    return app


def read_no_sources() -> None:
    """Spares the start and seven megabytes: PySide reads the source of each module that is imported, and keeps it.

    It looks whether PySide is named in there, because a module may ask for another spelling of Qt's names. None of ours
    does, so that either answer is right.
    """
    with contextlib.suppress(ImportError):
        from shibokensupport import feature

        feature._mod_uses_pyside = lambda module: True
