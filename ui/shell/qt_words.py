"""Qt's own words (file and print dialogs) in the program's language; ours come from resources.words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_put_on: list[QTranslator] = []


def use_qt_words(code: str) -> None:
    """Replaces the translator of Qt's own dialogs and the locale of its widgets."""
    app = QCoreApplication.instance()
    if app is None:
        return
    while _put_on:
        app.removeTranslator(_put_on.pop())
    QLocale.setDefault(QLocale(QLocale.Language.Russian if code == "ru" else QLocale.Language.English))
    translator = QTranslator(app)
    if translator.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
        _put_on.append(translator)


def language_of_computer() -> str:
    """Russian ("ru") where the computer speaks it, else English ("en")."""
    return "ru" if QLocale.system().language() == QLocale.Language.Russian else "en"
