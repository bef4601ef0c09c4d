"""The picker of an appeal's topic with its questions to the office: suggestions by words, the whole classifier."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.office.topics import Suggestion
from ui.appeals import reading
from ui.shell.office import Office
from ui.widgets.choices import Choice
from ui.widgets.topic_picker import TopicPicker

PAUSE_MS = 150


class TopicLine(QWidget):
    """A topic as an editor of a field: `value` is the code."""

    chosen = Signal(object)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._words = ""
        self.picker = TopicPicker()
        self.picker.chosen.connect(self.chosen)
        self.picker.all_wanted.connect(self._on_all_wanted)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.picker)
        self.setFocusProxy(self.picker)

    def value(self) -> object:
        return self.picker.value()

    def set_value(self, value: object) -> None:
        """Takes a code; its words are asked for."""
        if not value:
            self.picker.set_chosen(None)
            return
        self._office.ask(reading.one_topic, str(value), then=self.picker.set_chosen, topic="one topic")

    def set_words(self, text: str) -> None:
        """The question as it is typed; the suggestions follow after a short pause."""
        self._words = text
        self._pause.start()

    def _ask(self) -> None:
        self._office.ask(reading.suggested, self._words, then=self._on_suggested, topic="suggested")

    def _on_suggested(self, found: list[Suggestion]) -> None:
        before = self.picker.value()
        self.picker.set_suggestions(found)
        if self.picker.value() != before:
            self.chosen.emit(self.picker.value())

    def _on_all_wanted(self) -> None:
        self._office.ask(reading.all_topics, then=self._on_all, topic="all topics")

    def _on_all(self, found: list[Suggestion]) -> None:
        self.picker.set_all([Choice(one, one.short, note=f"{one.name} · {one.path} · {one.code}") for one in found])
