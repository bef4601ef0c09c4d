"""The gallery's pages of painted widgets: the day, the charts, the PDF preview."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

PAGES: dict[str, tuple[Callable[[], QWidget], int, int]] = {}
