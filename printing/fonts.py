"""The paper's typefaces, PT Serif and PT Sans, four faces each, embedded. Registered when first needed, once."""

from __future__ import annotations

from importlib import resources
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

SERIF = "PTSerif"
SANS = "PTSans"
BOLD = "-Bold"
ITALIC = "-Italic"
BOLD_ITALIC = "-BoldItalic"

_faces: dict[str, TTFont] = {}
_registering = Lock()


def face(name: str) -> TTFont:
    """The registered face: `SERIF`, `SANS + BOLD`, …"""
    if name not in _faces:
        _register(name.partition("-")[0])
    return _faces[name]


def has_glyph(character: str, name: str) -> bool:
    """Whether the face can draw the character."""
    return ord(character) in face(name).face.charToGlyph


def _register(family: str) -> None:
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    with _registering:
        if family in _faces:
            return
        rl_config.invariant = 1  # no time stamps: the same facts give the same bytes
        rl_config.canvas_basefontname = SANS  # else an unembedded Helvetica slips into every file
        rl_config.useA85 = 0  # binary streams: smaller and quicker than ASCII ones
        loaded = {}
        for style in ("", BOLD, ITALIC, BOLD_ITALIC):
            name = family + style
            file = resources.files("resources") / "fonts" / f"{family}{style or '-Regular'}.ttf"
            loaded[name] = TTFont(name, BytesIO(file.read_bytes()))
            pdfmetrics.registerFont(loaded[name])
        pdfmetrics.registerFontFamily(
            family, normal=family, bold=family + BOLD, italic=family + ITALIC, boldItalic=family + BOLD_ITALIC
        )
        _faces.update(loaded)
