"""Colour roles, and their putting on: palette and fonts for the whole application, the style sheet for its windows.

The sheet is the windows' and not the application's: Qt styles everything anew that is moved from one place to
another, and under a sheet of the application a page would be styled once for each layout it is put together from.
Without one it is built bare, and dressed once, when it comes into its window.

Painted widgets ask `colour("accent")` while they paint and so follow a live switch by themselves: Qt repaints
everything when the palette changes. Who keeps something tinted listens to `theme_changes().changed`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme.style import style_sheet
from ui.theme.text import body_font, load_fonts

NAMES = ("light", "dark", "system")
_STYLED = "is_fusion"
_DRESSED = "is_dressed"


@dataclass(frozen=True)
class Theme:
    """A set of colours by role. `asked` is what was chosen: "system" looks up light or dark by itself."""

    name: str  # "light" or "dark"
    colours: Mapping[str, QColor] = field(repr=False)
    asked: str = ""

    @property
    def is_dark(self) -> bool:
        return self.name == "dark"

    def colour(self, role: str) -> QColor:
        """The colour of a role of the design; an unknown role is the programmer's error and raises KeyError."""
        return self.colours[role]


class ThemeChanges(QObject):
    """Says when another theme has been put on, and follows the desktop where "system" was chosen."""

    changed = Signal(object)  # Theme

    def __init__(self) -> None:
        super().__init__()
        self._app: QApplication | None = None

    def follow_the_desktop(self, app: QApplication) -> None:
        """Listens to the desktop's light or dark; once for an application."""
        if self._app is not app:
            self._app = app
            app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def _on_scheme_changed(self) -> None:
        if self._app is not None and current().asked == "system" and current().name != _system_name():
            apply(self._app, load_theme("system"))


_current: Theme | None = None
_changes: ThemeChanges | None = None


def load_theme(name: str) -> Theme:
    """Reads the theme "light", "dark" or "system" from the resources; "system" asks the desktop, else light."""
    found = _system_name() if name == "system" else name
    text = (resources.files("resources") / "themes" / f"{found}.json").read_text(encoding="utf-8")
    return Theme(found, {role: QColor(value) for role, value in json.loads(text).items()}, name)


def apply(app: QApplication, theme: Theme) -> None:
    """Puts the theme on: fonts, Fusion, palette, the windows' sheet. May be called again at any time to switch live."""
    global _current
    load_fonts()
    if not app.property(_STYLED):  # asking app.style() would cost 60 ms and answer with the style sheet's proxy
        app.setStyle("Fusion")
        app.setProperty(_STYLED, True)
    _current = theme
    app.setFont(body_font())
    app.setPalette(palette_of(theme))
    for window in app.topLevelWidgets():
        if window.property(_DRESSED):
            dress(window)
    theme_changes().follow_the_desktop(app)
    theme_changes().changed.emit(theme)


def dress(window: QWidget) -> None:
    """Gives a window without a parent the sheet of the theme that is on, and of each that will be put on."""
    window.setProperty(_DRESSED, True)
    sheet = style_sheet({role: value.name() for role, value in current().colours.items()})
    if window.styleSheet() != sheet:  # styling all of it again would be for nothing
        window.setStyleSheet(sheet)


def current() -> Theme:
    """The theme that is on now; the light one before any was applied."""
    global _current
    if _current is None:
        _current = load_theme("light")
    return _current


def colour(role: str) -> QColor:
    """The colour of a role in the theme that is on now."""
    return current().colours[role]


def theme_changes() -> ThemeChanges:
    """The one source of the signal `changed(Theme)`."""
    global _changes
    if _changes is None:
        _changes = ThemeChanges()
    return _changes


def palette_of(theme: Theme) -> QPalette:
    """A complete palette for Fusion, so that Qt's own dialogs look the same."""
    roles = {
        QPalette.ColorRole.Window: "window",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "field",
        QPalette.ColorRole.AlternateBase: "hover",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.BrightText: "red",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on_accent",
        QPalette.ColorRole.Accent: "accent",
        QPalette.ColorRole.ToolTipBase: "surface",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.LinkVisited: "accent",
        QPalette.ColorRole.Light: "surface",
        QPalette.ColorRole.Midlight: "hover",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Dark: "line_strong",
        QPalette.ColorRole.Shadow: "line_strong",
    }
    palette = QPalette()
    for target, role in roles.items():
        palette.setColor(target, theme.colour(role))
    for target in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, theme.colour("disabled"))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, theme.colour("line"))
    return palette


def _system_name() -> str:
    app = cast("QApplication | None", QApplication.instance())
    if app is not None and app.styleHints().colorScheme() == Qt.ColorScheme.Dark:
        return "dark"
    return "light"
