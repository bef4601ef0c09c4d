"""Everything is painted in both themes and both languages without a warning of Qt."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resources.words import set_language
from tests.ui.widgets import gallery
from ui.theme.theme import apply, load_theme


@pytest.mark.parametrize("language", ["ru", "xx"])
def test_the_gallery_is_painted_in_both_themes(qtbot: QtBot, qapp: QApplication, tmp_path: Path, language: str) -> None:
    set_language(language)
    made = gallery.paint(tmp_path)
    apply(qapp, load_theme("light"))
    assert {path.stem.rsplit("-", 1)[1] for path in made} == {"light", "dark"}
    for path in made:
        image = QImage(str(path))
        colours = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
        assert len(colours) > 8, path.name
