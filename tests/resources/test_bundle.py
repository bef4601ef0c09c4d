"""What the program carries along: fonts that know our letters, icons of one kind, licences beside them."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QFontDatabase, QRawFont
from pytestqt.qtbot import QtBot

FOLDER = Path(__file__).resolve().parents[2] / "resources"
FONTS = sorted((FOLDER / "fonts").glob("*.ttf"))
ICONS = sorted((FOLDER / "icons").glob("*.svg"))
LETTERS = (
    "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя"
    "ABCXYZabcxyz0123456789«»„“”‘’№§—–−…•·₽%°©\N{NO-BREAK SPACE}"
)


def test_the_agreed_faces_are_here_with_their_licences() -> None:
    faces = {path.stem for path in FONTS}
    assert faces == {
        *(f"Inter-{face}" for face in ("Regular", "Medium", "SemiBold", "Bold")),
        *(f"{name}-{face}" for name in ("PTSerif", "PTSans") for face in ("Regular", "Bold", "Italic", "BoldItalic")),
    }
    for name in ("Inter", "PTSerif", "PTSans"):
        assert "SIL OPEN FONT LICENSE" in (FOLDER / "fonts" / f"{name}-OFL.txt").read_text("utf-8-sig").upper()


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_a_font_loads_under_its_name_and_has_every_letter(path: Path, qtbot: QtBot) -> None:
    number = QFontDatabase.addApplicationFont(str(path))
    family = {"Inter": "Inter", "PTSerif": "PT Serif", "PTSans": "PT Sans"}[path.stem.split("-")[0]]
    assert family in " ".join(QFontDatabase.applicationFontFamilies(number))
    font = QRawFont(str(path), 12)
    assert [letter for letter in LETTERS if not font.supportsCharacter(ord(letter))] == []


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_is_one_colour_on_the_common_grid(path: Path) -> None:
    text = path.read_text("utf-8")
    root = ElementTree.fromstring(text)
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke") == "currentColor"  # what the theme replaces
    assert re.search(r"(?:href|<script|<style|#[0-9a-f]{3,6}\b)", text) is None


def test_icons_are_named_by_meaning_and_carry_their_licence() -> None:
    icons = {icon.stem for icon in ICONS}
    assert {"today", "visitor", "appeal", "outreach", "call-next", "no-show", "walk-in"} <= icons
    assert "ISC License" in (FOLDER / "icons" / "LICENSE.txt").read_text("utf-8")
