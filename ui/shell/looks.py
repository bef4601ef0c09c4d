"""The language and the theme that the program begins with."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from resources.words import set_language
from ui.shell.preferences import Preferences
from ui.shell.qt_words import language_of_computer, use_qt_words
from ui.theme.theme import apply, current, load_theme


def put_on_looks(preferences: Preferences, language: str = "") -> None:
    """As asked this time, else as chosen on this computer, else as the computer has it."""
    language = language or preferences.language or language_of_computer()
    set_language(language)
    use_qt_words(language)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply(app, load_theme(preferences.theme))
    preferences.shown_theme = current().name
