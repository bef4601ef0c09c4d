"""The parts of an appeal's card that only show: the head with its stages, the column of facts, the course of work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.appeals.queries import AppealCard
from resources.words import _
from ui.appeals import words
from ui.appeals.facts import AppealFields
from ui.appeals.reading import Opened
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.buttons import Badge, Button, Link
from ui.widgets.cards import Card, Facts, StageBar
from ui.widgets.fields import TextArea
from ui.widgets.records import Record, RecordList
from ui.widgets.timeline import Timeline
from ui.widgets.visitor_summary import contact_facts, shown_name

LEFT_WIDTH = 292


class AppealHead(Card):
    """Number, badges, the question in a line, the stages."""

    def __init__(self, buttons: Sequence[Button]) -> None:
        super().__init__()
        self._number = label("", "title")
        self._kind, self._channel, self._due = Badge("", "grey"), Badge("", "accent"), Badge("", "amber")
        self._repeated = Badge(_("repeated"), "violet")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._number)
        for badge in (self._kind, self._channel, self._due, self._repeated):
            line.addWidget(badge)
        line.addStretch(1)
        for button in buttons:
            line.addWidget(button)
        self._title = label("", "body", wrap=True)
        self._stages = StageBar(_("Stages of the appeal"))
        self.add_layout(line)
        self.add(self._title)
        self.add(self._stages)

    def show_appeal(self, card: AppealCard, today: date) -> None:
        self._number.setText(card.number)
        self._number.setMinimumWidth(self._number.sizeHint().width())  # the badges give way, never the number
        self._kind.set(words.kind_words(card.kind), "grey")
        self._channel.set(words.channel_words(card.channel), "accent")
        due, role = (_("annulled"), "grey") if card.is_annulled else words.due_words(card, today)
        self._due.set(due, role)
        self._repeated.setVisible(card.is_repeated)
        self._title.setText(f"{card.topic_short}: {card.summary}" if card.summary else card.topic_short)
        self._stages.set_stages(*words.stages(card))


class FactsColumn(QWidget):
    """Who the applicant is, the fields of the facts, and the buttons for one more appeal and for saving."""

    visitor_opened = Signal()
    sibling_opened = Signal(object)  # the id of another appeal of the same visit

    def __init__(self, fields: AppealFields, save: Button, more: Button) -> None:
        super().__init__()
        self.setFixedWidth(LEFT_WIDTH)
        self._visitor = Link("", run=self.visitor_opened.emit)
        self._contacts = Facts()
        self._siblings = RecordList(_("Other appeals of this visit"))
        self._siblings.opened.connect(self.sibling_opened)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(sizes.CARD, 12, sizes.CARD, sizes.CARD)
        column.setSpacing(12)
        column.addWidget(label(_("Applicant"), "heading"))
        f = fields
        who: tuple[QWidget, ...] = (self._visitor, self._contacts, self._siblings, more)
        facts: tuple[QWidget, ...] = (f.topic, f.district, f.expert, f.channel, f.kind, f.received, f.due, f.signers)
        for widget in (*who, *facts, f.oral, f.summary, f.written):
            column.addWidget(widget)
        column.addStretch(1)
        card = Card(padded=False)
        card.add(scrolled(inside), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(card, 1)
        whole.addWidget(save)

    def show_appeal(self, opened: Opened) -> None:
        card = opened.appeal
        self._visitor.setText(shown_name(card.visitor, card.visitor_id))
        self._contacts.set_facts(contact_facts(opened.visitor) if opened.visitor else [])
        self._siblings.set_records([Record(i, number, caption=_("Same visit")) for i, number in card.siblings])
        self._siblings.setVisible(bool(card.siblings))


class CourseCard(Card):
    """A line for what was done, the replies, and the timeline."""

    letter_opened = Signal()

    def __init__(self, note: TextArea) -> None:
        super().__init__(_("Course of work"))
        self._timeline = Timeline(_("Course of work"))
        self._letters = RecordList(_("Replies"))
        self._letters.opened.connect(self.letter_opened.emit)
        lane = QWidget()
        column = QVBoxLayout(lane)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._timeline)
        column.addStretch(1)
        self.add(note)
        self.add(self._letters)
        self.add(scrolled(lane), 1)

    def show_appeal(self, card: AppealCard) -> None:
        records = []
        for letter_id, number, signed_on in card.letters:
            title = _("Reply No. {number}").format(number=number) if number else _("Reply")
            badge = (_("signed"), "green") if signed_on else (_("draft"), "grey")
            records.append(Record(letter_id, title, badge=badge[0], badge_role=badge[1]))
        self._letters.set_records(records)
        self._letters.setVisible(bool(records))
        self._timeline.set_entries([words.step_entry(step) for step in card.steps])


def scrolled(widget: QWidget) -> QScrollArea:
    """The widget in an area that scrolls down only."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area
