"""Where the window stood, kept as plain numbers; a place that is no longer on any screen is forgotten."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.shell.preferences import Preferences

USUAL = (1440, 900)


def put_in_place(window: QWidget, preferences: Preferences) -> None:
    """As it was left; the first time as large as the design, where the screen has room."""
    screen = QGuiApplication.primaryScreen()
    room = screen.availableGeometry()
    width = preferences.width or min(USUAL[0], room.width())
    height = preferences.height or min(USUAL[1], room.height())
    window.resize(width, height)
    corner = QPoint(preferences.left, preferences.top)
    if preferences.width and QGuiApplication.screenAt(corner + QPoint(40, 20)) is not None:
        window.move(corner)
    if preferences.maximized or (room.width() <= USUAL[0] and not preferences.width):
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def remember_place(window: QWidget, preferences: Preferences) -> None:
    """Called when the window closes."""
    preferences.maximized = window.isMaximized()
    place = window.normalGeometry() if window.isMaximized() else window.geometry()
    if place.isValid():
        preferences.left, preferences.top = place.x(), place.y()
        preferences.width, preferences.height = place.width(), place.height()
