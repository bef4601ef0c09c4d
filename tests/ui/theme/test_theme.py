"""Themes: the same roles in both, readable words, a live switch."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from ui.theme import icons
from ui.theme.paint import key_text, plain_tooltip
from ui.theme.text import STYLES, font, label, set_style_role, text_style
from ui.theme.theme import apply, colour, current, dress, load_theme, theme_changes
from ui.widgets.chart_parts import contrast

WORDS_ON = [
    *((ink, ground) for ink in ("text", "muted", "accent", "green", "amber", "violet", "red", "grey")
      for ground in ("surface",)),
    *((ink, "window") for ink in ("text", "muted", "accent")),
    *((role, f"{role}_soft") for role in ("accent", "green", "amber", "violet", "red", "grey")),
    ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_accent", "red"),
    ("text", "hover"), ("text", "accent_soft"), ("text", "field"), ("muted", "field"), ("text", "highlight"),
    *(("text", f"{role}_soft") for role in ("green", "amber", "violet", "grey")),
]  # fmt: skip


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), WORDS_ON)
def test_words_can_be_read_in_both_themes(name: str, ink: str, ground: str) -> None:
    theme = load_theme(name)
    assert contrast(theme.colour(ink), theme.colour(ground)) >= 4.5


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("white"), QColor("white")) == pytest.approx(1)


def test_both_themes_have_the_same_roles() -> None:
    light, dark = load_theme("light"), load_theme("dark")
    assert set(light.colours) == set(dark.colours)
    assert dark.is_dark
    assert not light.is_dark


def test_an_unknown_role_is_an_error() -> None:
    with pytest.raises(KeyError):
        load_theme("light").colour("pink")


def test_the_system_theme_is_light_or_dark_and_remembers_that_it_was_asked_for() -> None:
    theme = load_theme("system")
    assert theme.name in ("light", "dark")
    assert theme.asked == "system"


def test_the_theme_is_switched_live(qapp: QApplication, qtbot: QtBot) -> None:
    apply(qapp, load_theme("light"))
    words = label("Word", "muted")
    qtbot.addWidget(words)
    dress(words)
    words.show()
    with qtbot.waitSignal(theme_changes().changed) as told:
        apply(qapp, load_theme("dark"))
    assert told.args == [current()]
    assert current().is_dark
    assert qapp.palette().color(QPalette.ColorRole.Window) == colour("window")
    assert words.palette().color(words.foregroundRole()) == colour("muted")
    apply(qapp, load_theme("light"))
    assert qapp.palette().color(QPalette.ColorRole.Window) == load_theme("light").colour("window")
    assert words.palette().color(words.foregroundRole()) == colour("muted")


def test_what_comes_into_a_window_is_dressed_as_the_window_is(qapp: QApplication, qtbot: QtBot) -> None:
    apply(qapp, load_theme("light"))
    window = QMainWindow()
    qtbot.addWidget(window)
    dress(window)
    words = label("Word", "muted")
    window.setCentralWidget(words)
    window.show()
    assert words.palette().color(words.foregroundRole()) == colour("muted")
    apply(qapp, load_theme("dark"))
    assert words.palette().color(words.foregroundRole()) == colour("muted")
    apply(qapp, load_theme("light"))


def test_figures_have_one_width_and_hyphens_keep_theirs(qapp: QApplication) -> None:
    apply(qapp, load_theme("light"))
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(font("body"))
    assert {round(metrics.horizontalAdvance(figure), 3) for figure in "0123456789"} == {
        round(metrics.horizontalAdvance("8"), 3)
    }
    assert metrics.horizontalAdvance("-") < metrics.horizontalAdvance("8") * 0.85


def test_the_application_speaks_inter_at_ten_and_a_half_points(qapp: QApplication) -> None:
    apply(qapp, load_theme("light"))
    assert qapp.font().families()[0] == "Inter"
    assert qapp.font().pointSizeF() == 10.5
    assert qapp.font().isFeatureSet(QFont.Tag("tnum"))


@pytest.mark.parametrize("style", STYLES)
def test_a_label_takes_every_style_and_shows_plain_text(qtbot: QtBot, style: str) -> None:
    words = label("<b>Иванов</b>", style)
    qtbot.addWidget(words)
    assert words.textFormat() == Qt.TextFormat.PlainText
    assert words.font().pointSizeF() == STYLES[style][0]


def test_a_label_changes_its_style_and_colour(qtbot: QtBot, qapp: QApplication) -> None:
    apply(qapp, load_theme("light"))
    words = QLabel("Word")
    qtbot.addWidget(words)
    dress(words)
    text_style(words, "title")
    set_style_role(words, "red")
    words.ensurePolished()
    assert words.font().pointSizeF() == 15
    assert words.palette().color(words.foregroundRole()) == colour("red")


def test_an_icon_is_tinted_in_the_theme_that_is_on(qapp: QApplication) -> None:
    apply(qapp, load_theme("light"))
    light = icons.icon_pixmap("calendar", "accent", 24).toImage()
    apply(qapp, load_theme("dark"))
    dark = icons.icon_pixmap("calendar", "accent", 24).toImage()
    apply(qapp, load_theme("light"))
    assert light != dark
    found = {
        light.pixelColor(x, y).name() for x in range(24) for y in range(24) if light.pixelColor(x, y).alpha() == 255
    }
    assert colour("accent").name() in found


def test_an_icon_that_does_not_exist_is_an_error(qapp: QApplication) -> None:
    assert not icons.has_icon("no such icon")
    with pytest.raises(KeyError):
        icons.icon("no such icon")


@pytest.mark.parametrize(
    ("shortcut", "printed"),
    [("", ""), ("F2", "F2"), ("Ctrl+K", "Ctrl K"), ("Ctrl+Return", "Ctrl Enter"), ("Escape", "Esc"),
     ("Ctrl++", "Ctrl +"), ("Alt+Down", "Alt ↓"), ("Ctrl+Shift+Z", "Ctrl Shift Z")],
)  # fmt: skip
def test_a_shortcut_is_printed_as_on_the_keyboard(shortcut: str, printed: str) -> None:
    assert key_text(shortcut) == printed


def test_a_tooltip_never_renders_what_stands_in_a_name() -> None:
    assert plain_tooltip("<img src=x> & \nmore") == "<qt>&lt;img src=x&gt; &amp; <br/>more</qt>"
    assert plain_tooltip("") == ""
