"""This program on this computer: its theme and its language. Both change at once and are nobody else's."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.office.settings import Settings
from resources.words import _, language
from ui.settings.section import Section
from ui.shell.navigation import Navigation
from ui.theme.text import label
from ui.widgets.cards import Card
from ui.widgets.choices import Choice, Segments
from ui.widgets.fields import WidgetField


class ProgramSection(Section):
    """Nothing to save here."""

    saves = False

    def __init__(self, navigation: Navigation) -> None:
        super().__init__()
        self._navigation = navigation
        themes = [Choice("light", _("Light")), Choice("dark", _("Dark")), Choice("system", _("As the system"))]
        self.theme = WidgetField(_("Theme"), Segments(_("Theme"), themes))
        languages = [Choice("ru", "Русский"), Choice("en", "English")]
        self.language = WidgetField(_("Language of the program"), Segments(_("Language"), languages))
        card = Card(_("This program"), _("Only on this computer; changes at once"))
        card.add(self.theme)
        card.add(self.language)
        note = _("Letters and reports keep the language of papers, which is set in the section “Office”.")
        card.add(label(note, "muted", wrap=True))
        self.column.addWidget(card)
        self.column.addStretch(1)
        self.theme.changed.connect(self._on_theme)
        self.language.changed.connect(self._on_language)

    def show_settings(self, settings: Settings | None = None) -> None:
        self.theme.set_value(self._navigation.theme)
        self.language.set_value(language())

    def focus_first(self) -> None:
        editor: QWidget = self.theme.editor
        editor.setFocus()

    def _on_theme(self) -> None:
        self._navigation.use_theme(str(self.theme.value()))

    def _on_language(self) -> None:
        self._navigation.use_language(str(self.language.value()))
