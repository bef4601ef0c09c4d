"""The red border of an editor that holds something wrong; the sentence stands elsewhere."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def mark_wrong(editor: QWidget, wrong: bool) -> None:
    """Puts the border on, or takes it off."""
    if bool(editor.property("wrong")) != wrong:
        editor.setProperty("wrong", wrong)
        editor.style().unpolish(editor)
        editor.style().polish(editor)
