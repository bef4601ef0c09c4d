"""The topic of the question: suggested while it is typed, or found in the whole classifier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from models.office import topics
from models.office.topics import Suggestion
from ui.widgets.choices import Choice

if TYPE_CHECKING:
    from models.office.desk import Desk
    from ui.booking.form import BookingForm
    from ui.shell.office import Office

PAUSE_MS = 90  # of typing, after which the words are read
MOST = 3


def suggestions(_desk: Desk, text: str) -> list[Suggestion]:
    """The likeliest topics of a question."""
    return topics.suggested(text, MOST) if text.strip() else []


def whole_classifier(_desk: Desk) -> list[Suggestion]:
    """Every row that can be chosen, the everyday ones first."""
    return topics.all_choices()


def one_topic(_desk: Desk, code: str) -> Suggestion | None:
    """A topic known by its code alone."""
    return topics.one_choice(code)


class What(QObject):
    """Keeps the chips in step with the question."""

    changed = Signal()  # another topic
    settled = Signal()

    def __init__(self, office: Office, form: BookingForm, parent: QObject) -> None:
        super().__init__(parent)
        self._office, self._form = office, form
        self._is_asking = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._ask)
        form.question.changed.connect(self._timer.start)
        form.topics.chosen.connect(self._on_chosen)
        form.topics.all_wanted.connect(self._on_all_wanted)

    def is_waiting(self) -> bool:
        """Whether the topic may yet change by itself; asks at once if the pause is still running."""
        if self._timer.isActive():
            self._timer.stop()
            self._ask()
        return self._is_asking and self._form.topics.by_hand() is None

    def topic(self) -> str | None:
        return self._form.topics.value()

    def read_again(self) -> None:
        """The question was put in by the program."""
        self._ask()

    def choose(self, code: str) -> None:
        """A topic from a draft or an appointment."""
        self._office.ask(one_topic, code, then=self._on_one)

    def clear(self) -> None:
        self._timer.stop()
        self._form.topics.set_chosen(None)
        self._form.topics.set_suggestions(())
        self._form.topics.close_search()

    def _ask(self) -> None:
        self._is_asking = True
        self._office.ask(
            suggestions, self._form.question.text(), then=self._on_suggestions, failed=self._on_failed, topic="topics"
        )

    def _on_suggestions(self, found: list[Suggestion]) -> None:
        self._is_asking = False
        before = self.topic()
        self._form.topics.set_suggestions(found)
        if self.topic() != before:
            self.changed.emit()
        self.settled.emit()

    def _on_failed(self, _problems: object) -> None:
        self._is_asking = False
        self.settled.emit()

    def _on_one(self, found: Suggestion | None) -> None:
        self._form.topics.set_chosen(found)
        self.changed.emit()

    def _on_all_wanted(self) -> None:
        self._office.ask(whole_classifier, then=self._on_all, topic="classifier")

    def _on_all(self, found: list[Suggestion]) -> None:
        self._form.topics.set_all([Choice(row, row.short, note=_where(row)) for row in found])

    def _on_chosen(self, _code: object) -> None:
        self.changed.emit()


def _where(row: Suggestion) -> str:
    own = row.name if row.name != row.short else ""
    return " · ".join(part for part in (own, row.path, row.code) if part)
