"""Where the window stood, kept as plain numbers, and its bare grounds. Loaded first: imports next to nothing."""

from __future__ import annotations

import json
from importlib import resources

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from ui.shell.preferences import Preferences

USUAL = (1440, 900)
SIDEBAR_WIDTH = 216
TOP_HEIGHT = 56
BOTTOM_HEIGHT = 28


def put_in_place(window: QWidget, preferences: Preferences) -> None:
    """As it was left; the first time as large as the design, where the screen has room."""
    room = QGuiApplication.primaryScreen().availableGeometry()
    width = preferences.width or min(USUAL[0], room.width())
    height = preferences.height or min(USUAL[1], room.height())
    window.resize(width, height)
    corner = QPoint(preferences.left, preferences.top)
    if preferences.width and QGuiApplication.screenAt(corner + QPoint(40, 20)) is not None:
        window.move(corner)
    if preferences.maximized or (room.width() <= USUAL[0] and not preferences.width):
        from PySide6.QtCore import Qt

        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def remember_place(window: QWidget, preferences: Preferences) -> None:
    """Called when the window closes."""
    preferences.maximized = window.isMaximized()
    place = window.normalGeometry() if window.isMaximized() else window.geometry()
    if place.isValid():
        preferences.left, preferences.top = place.x(), place.y()
        preferences.width, preferences.height = place.width(), place.height()


def draw_grounds(window: QWidget, preferences: Preferences) -> None:
    """The window's surfaces and lines in the colours it will have, without the theme, which comes a moment later."""
    name = preferences.theme if preferences.theme != "system" else preferences.shown_theme
    colours = json.loads((resources.files("resources") / "themes" / f"{name}.json").read_text(encoding="utf-8"))
    width, height = window.width(), window.height()
    left, bottom = SIDEBAR_WIDTH - 1, height - BOTTOM_HEIGHT
    painter = QPainter(window)
    for role, x, y, across, down in (
        ("window", 0, 0, width, height),
        ("sidebar", 0, 0, left, height),
        ("surface", left, 0, width, TOP_HEIGHT),
        ("surface", left, bottom, width, BOTTOM_HEIGHT),
        ("line", left, 0, 1, height),
        ("line", left, TOP_HEIGHT - 1, width, 1),
        ("line", left, bottom, width, 1),
    ):
        dot = QPixmap(1, 1)
        dot.fill(QColor.fromString(colours[role]))
        painter.drawPixmap(QRect(x, y, across, down), dot)  # fillRect would load every name of Qt first, 60 ms
