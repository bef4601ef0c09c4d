"""The colours: both themes fill the same roles, and every text can be read where it stands."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources

import pytest

THEMES = ("light", "dark")
COLOURS = ("accent", "green", "amber", "violet", "red", "grey")
BACKGROUNDS = ("window", "surface", "sidebar", "field", "hover")

# text, background: everything that is written on something somewhere in the program
PAIRS = [
    *((text, ground) for text in ("text", "muted", *COLOURS) for ground in BACKGROUNDS),
    *((colour, f"{colour}_soft") for colour in COLOURS),
    *((text, f"{colour}_soft") for text in ("text", "muted") for colour in COLOURS),
    *((colour, "accent_soft") for colour in COLOURS),  # a badge's word on a selected row
    *((text, "highlight") for text in ("text", "muted", "accent")),
    *((text, "hatch") for text in ("text", "muted")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "red"),
]


@cache
def theme(name: str) -> dict[str, str]:
    text = (resources.files("resources") / "themes" / f"{name}.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_both_themes_fill_the_same_roles_with_plain_colours() -> None:
    assert theme("light").keys() == theme("dark").keys()
    for name in THEMES:
        assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in theme(name).values())


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_where_it_stands(name: str, text: str, ground: str) -> None:
    assert contrast(theme(name)[text], theme(name)[ground]) >= 4.5
