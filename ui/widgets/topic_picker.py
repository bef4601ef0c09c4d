"""The topic of a booking: chips suggested by the question's words, and the whole classifier by search."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.office.topics import Suggestion
from resources.words import _
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.choice_field import ChoiceField
from ui.widgets.choices import Choice
from ui.widgets.filter_chip import FilterChip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.tab_order import visit_before

_WIDEST = 264  # of a chip; a name that is cut is its tooltip


class TopicPicker(QWidget):
    """The likeliest topic is chosen by itself until a person chooses; a person's choice stays whatever is typed on."""

    chosen = Signal(object)  # the code a person chose
    all_wanted = Signal()  # the classifier is needed; answer with set_all

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suggestions: tuple[Suggestion, ...] = ()
        self._by_hand: Suggestion | None = None
        self._chips: list[FilterChip] = []
        self._has_all = False
        self._more = FilterChip(_("Another topic…"), key="Ctrl+T")
        self._more.clicked.connect(self.open_search)
        self.field = ChoiceField("", placeholder=_("A word or a code of the classifier"))
        self.field.line.setAccessibleName(_("Topic"))
        self.field.chosen.connect(self._on_found)
        self.field.line.installEventFilter(self)
        self.field.hide()
        self._hint = label(_("The topic will be suggested by the words of the question."), "small")
        self._hint.setMinimumHeight(sizes.CHIP)
        self._line = QWidget()
        self._flow = FlowLayout(self._line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._line)
        column.addWidget(self.field)
        self._lay_out()

    def suggestion(self) -> Suggestion | None:
        """The chosen topic with its words."""
        if self._by_hand is not None:
            return self._by_hand
        return self._suggestions[0] if self._suggestions else None

    def value(self) -> str | None:
        """The chosen code."""
        found = self.suggestion()
        return found.code if found else None

    def by_hand(self) -> Suggestion | None:
        """What a person chose, against what was only suggested."""
        return self._by_hand

    def suggestions(self) -> tuple[Suggestion, ...]:
        return self._suggestions

    def set_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """The topics that the words point to, the likeliest first."""
        self._suggestions = tuple(suggestions)
        self._lay_out()

    def set_chosen(self, suggestion: Suggestion | None) -> None:
        """As if chosen by hand, but told to nobody; None leaves it to the words again."""
        self._by_hand = suggestion
        self._lay_out()

    def set_all(self, choices: Sequence[Choice]) -> None:
        """The whole classifier, for the search."""
        self._has_all = True
        self.field.set_choices(choices)

    def open_search(self) -> None:
        """Shows the line that searches the classifier."""
        if not self._has_all:
            self.all_wanted.emit()
        self.field.set_value(None)
        self.field.show()
        self.field.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_search(self) -> bool:
        """True if it was open."""
        was_open = not self.field.isHidden()
        self.field.set_value(None)  # a word that was begun chooses nothing
        self.field.hide()
        return was_open

    def choose_number(self, number: int) -> bool:
        """The chip of this place, from 1; False if there is none."""
        if not 1 <= number <= len(self._chips):
            return False
        self._chips[number - 1].click()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.type() == QEvent.Type.KeyPress and not self.field.line.is_open():
            self.close_search()  # an empty or unfinished line chooses nothing: back to the chips
            self.chosen.emit(self.value())
            return True
        return super().eventFilter(watched, event)

    def _shown(self) -> list[Suggestion]:
        shown = list(self._suggestions)
        if self._by_hand is not None and all(found.code != self._by_hand.code for found in shown):
            shown.insert(0, self._by_hand)
        return shown

    def _lay_out(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for part in (self._hint, self._more):
            self._flow.removeWidget(part)
        shown, chosen = self._shown(), self.value()
        self._chips = []
        for found in shown:
            chip = FilterChip(chip_words(found), active=found.code == chosen)
            chip.setAccessibleDescription(_("chosen") if found.code == chosen else "")
            chip.setMaximumWidth(_WIDEST)
            chip.clicked.connect(lambda _checked=False, picked=found: self._pick(picked))
            self._chips.append(chip)
            self._flow.addWidget(chip)
        self._flow.addWidget(self._hint)
        self._hint.setVisible(not shown)
        self._flow.addWidget(self._more)
        visit_before(self._more, self._chips)
        self._flow.invalidate()
        self._flow.activate()
        self.updateGeometry()

    def _pick(self, found: Suggestion) -> None:
        self._by_hand = found
        self.close_search()
        self._lay_out()
        self.chosen.emit(found.code)

    def _on_found(self, value: object) -> None:
        if isinstance(value, Suggestion):
            self._pick(value)


def chip_words(found: Suggestion) -> str:
    """«ЖКХ · Отопление»: the subject before it where it says more than the short name alone."""
    return found.short
