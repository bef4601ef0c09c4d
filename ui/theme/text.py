"""Type on the screen: the bundled Inter, its sizes by meaning, and labels that show plain text only.

Styles by meaning are in STYLES; a label's colour follows `set_style_role`.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

FAMILIES = ["Inter", "Segoe UI", "DejaVu Sans"]

#: style → (points, weight)
STYLES: dict[str, tuple[float, int]] = {
    "title": (15.0, 600),
    "heading": (10.5, 600),
    "name": (12.0, 600),
    "lead": (12.0, 400),
    "body": (10.5, 400),
    "strong": (10.5, 600),
    "muted": (10.5, 400),
    "small": (9.0, 400),
    "small-strong": (9.0, 600),
    "caption": (9.0, 400),  # small and muted: field labels, times
    "figure": (19.0, 600),
    "key": (8.0, 400),
}

_loaded = False


def load_fonts() -> None:
    """Makes the bundled faces known to Qt, once; must come before the application's font is set."""
    global _loaded
    if _loaded:
        return
    for face in ("Regular", "Medium", "SemiBold", "Bold"):
        data = (resources.files("resources") / "fonts" / f"Inter-{face}.ttf").read_bytes()
        QFontDatabase.addApplicationFontFromData(data)
    _loaded = True


def body_font() -> QFont:
    """Body text: Inter 10.5 pt with figures of one width."""
    return font("body")


def font(style: str, weight: int | None = None) -> QFont:
    """The font of a style by meaning; `weight` (400, 500, 600, 700) overrides the style's own."""
    return QFont(_made(style, weight))  # a copy that shares what Qt has found out about the face


@lru_cache(maxsize=64)
def _made(style: str, weight: int | None) -> QFont:
    points, own_weight = STYLES[style]
    made = QFont()
    made.setFamilies(FAMILIES)
    made.setPointSizeF(points)
    made.setWeight(QFont.Weight(weight or own_weight))
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def text_style(label: QLabel, style: str) -> None:
    """Gives a label one of the STYLES; its colour comes from the style sheet."""
    label.setFont(font(style))
    label.setProperty("textStyle", style)
    _repolish(label)


def set_style_role(widget: QWidget, role: str) -> None:
    """Colours a label's text by a colour role (accent, green, amber, violet, red, grey, muted, text)."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        _repolish(widget)


def label(text: str = "", style: str = "body", *, wrap: bool = False, role: str = "") -> QLabel:
    """A label that shows its text as it is, never as HTML."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    text_style(made, style)
    if role:
        set_style_role(made, role)
    return made


def _repolish(widget: QWidget) -> None:
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it will be dressed when it is first seen
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
