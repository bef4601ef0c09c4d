"""Recording an appeal: at a visit, for a known visitor, or for somebody who wrote or called."""

from __future__ import annotations

import uuid
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.appeals import operations
from models.appeals.rules import AppealDraft
from models.changes import Changes
from models.office.topics import covers
from models.problems import Problem
from resources import formats
from resources.words import N_, _
from ui.appeals import reading
from ui.appeals.facts import AppealFields
from ui.appeals.reading import Beginning
from ui.appeals.who import Who
from ui.appeals.words import appeal_record
from ui.shell.actions import Action
from ui.shell.drafts import Draft
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.page import Page
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.buttons import Badge, Button
from ui.widgets.cards import Banner, Card, Facts
from ui.widgets.field import Field
from ui.widgets.fields import CheckField
from ui.widgets.records import RecordList
from ui.widgets.visitor_summary import contact_facts

SIDE_WIDTH = 344


class NewAppealPage(Page):
    """The form of a new appeal with the visitor and his open appeals beside it."""

    name = "new_appeal"

    def __init__(self, office: Office, navigation: Navigation) -> None:
        super().__init__(office, navigation)
        self._beginning = Beginning(None, None, (), ())
        self._asked: tuple[int | None, int | None] | None = None
        self._uuid = str(uuid.uuid4())
        self._is_saving = self._one_more = False
        self.fields = AppealFields(office, self)
        self.form = self.fields.form
        self.who = Who(office, self.form)
        self.who.visitor_wanted.connect(self._on_visitor_wanted)
        self.consent = self.form.add("is_consent_signed", CheckField(_("Consent to data processing signed")))
        self.fields.topic_line.chosen.connect(self._warn)
        self._draft = Draft(office, "new appeal", self._content, self)
        self.form.changed.connect(self._draft.touch)
        self._register_action = Action(
            "register", N_("Register the appeal"), "Ctrl+Return", "check", self._register, page=self.name
        )
        self._more_action = Action(
            "register_more",
            N_("Register and record one more"),
            "Ctrl+Shift+Return",
            "add",
            self._register_and_more,
            page=self.name,
        )
        self._topic_action = Action(
            "find_topic",
            N_("Another topic"),
            "Ctrl+T",
            "search",
            self.fields.topic_line.picker.open_search,
            page=self.name,
        )
        self._lay_out()
        self._clear()
        self._draft.restore(self._on_draft)

    def title(self) -> str:
        return _("New appeal")

    def actions_here(self) -> tuple[Action, ...]:
        return (self._register_action, self._more_action, self._topic_action)

    # --- layout -------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._badge = Badge("", "accent")
        head = QHBoxLayout()
        head.addWidget(label(_("New appeal"), "title"))
        head.addSpacing(8)
        head.addWidget(self._badge)
        head.addStretch(1)
        head.addWidget(label(_("Esc goes back, the draft is kept"), "small"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(14)
        for widget in (self.who, self.fields.summary, self.fields.topic):
            column.addWidget(widget)
        column.addLayout(self._grid())
        column.addWidget(self.fields.written)
        ticks = QHBoxLayout()
        ticks.setSpacing(24)
        ticks.addWidget(self.consent)
        ticks.addWidget(self.fields.oral)
        ticks.addStretch(1)
        column.addLayout(ticks)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self._buttons = [
            Button.for_action(self._register_action, kind="main", height="tall"),
            Button.for_action(self._more_action, height="tall"),
        ]
        foot = QHBoxLayout()
        foot.setSpacing(12)
        for button in self._buttons:
            foot.addWidget(button)
        foot.addStretch(1)
        card = Card()
        card.add_layout(head)
        card.add(area, 1)
        card.add_layout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
        row.setSpacing(sizes.GAP)
        row.addWidget(card, 1)
        row.addWidget(self._side())

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        f = self.fields
        first: tuple[Field, ...] = (f.channel, f.kind, f.district, f.expert)
        second: tuple[Field, ...] = (f.received, f.due, f.signers)
        for place, field in enumerate(first):
            grid.addWidget(field, 0, place, Qt.AlignmentFlag.AlignTop)
        for place, field in enumerate(second):
            grid.addWidget(field, 1, place, Qt.AlignmentFlag.AlignTop)
        for place in range(4):
            grid.setColumnStretch(place, 1)
        return grid

    def _side(self) -> QWidget:
        self._visitor_facts = Facts()
        self._visitor_card = Card(_("Visitor"))
        self._visitor_card.add(self._visitor_facts)
        self._recorded = RecordList(_("Recorded at this visit"), inset=sizes.CARD)
        self._recorded.opened.connect(self.navigation.open_appeal)
        self._recorded_card = Card(_("Recorded at this visit"), padded=False)
        self._recorded_card.add(self._recorded)
        self._open = RecordList(_("Open appeals"), inset=sizes.CARD)
        self._open.opened.connect(self.navigation.open_appeal)
        self._open_card = Card(_("Open appeals"), padded=False)
        self._open_card.add(self._open)
        self._warning = Banner()
        self._warning.hide()
        side = QWidget()
        side.setFixedWidth(SIDE_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.GAP)
        for widget in (self._visitor_card, self._recorded_card, self._open_card, self._warning):
            column.addWidget(widget)
        column.addStretch(1)
        return side

    # --- what is shown -----------------------------------------------------------------------------------------

    def show_with(self, *, appointment_id: int | None = None, visitor_id: int | None = None) -> None:
        asked = (appointment_id, visitor_id)
        self.fields.refresh_choices()
        if asked == self._asked and self.form.is_dirty():
            return  # what was being typed goes on
        if asked == (None, None) and self._asked is not None and (self.form.is_dirty() or self.isVisible()):
            return  # Ctrl+N pressed again
        self._asked = asked
        self._clear()
        self.office.ask(reading.beginning, appointment_id, visitor_id, then=self._begin, topic="beginning")

    def _clear(self) -> None:
        self._uuid = str(uuid.uuid4())
        actor = self.office.actor.staff_id
        expert = actor if any(p.id == actor for p in self.office.facts.experts) else None
        self.form.set_values({
            "summary": "", "written": "", "topic": None, "channel": "personal", "kind": "oral", "district_id": None,
            "expert_id": expert, "received_on": self.office.today(), "due_on": None, "collective": 1,
            "is_oral_answer_accepted": False, "is_consent_signed": False, "visitor": "", "phones": "", "address": "",
        })  # fmt: skip
        self.fields.topic_line.picker.set_suggestions(())
        self.fields.due.set_hint(_("By the office's rule, if left empty"))
        self._warning.hide()

    def _begin(self, beginning: Beginning) -> None:
        """Fills in what the visit and the visitor tell."""
        self._beginning = beginning
        meeting, card = beginning.appointment, beginning.card
        self.who.show_card(card, fixed=meeting is not None)
        if meeting is not None and not self.form.is_dirty():
            repeated = bool(beginning.recorded)
            values: dict[str, Any] = {
                "expert_id": meeting.expert_id,
                "channel": "outreach" if meeting.outreach_id else "personal",
            }
            if not repeated:
                values |= {"summary": meeting.summary, "topic": _assignable(meeting.topic)}
                self.fields.topic_line.set_words(meeting.summary)
            self.form.set_values(values)
        if card is not None and not self.form.is_dirty():
            self.form.set_values({"district_id": card.district_id})
        self.consent.setVisible(card is None or card.consent_on is None)
        self._show_side()
        self._begin_typing(card is not None)

    def _begin_typing(self, is_known: bool) -> None:
        (self.fields.summary if is_known else self.who.name).editor.setFocus()
        self.fields.summary.area.moveCursor(QTextCursor.MoveOperation.End)

    def _show_side(self) -> None:
        beginning = self._beginning
        meeting, card = beginning.appointment, beginning.card
        self._badge.setVisible(meeting is not None)
        if meeting is not None:
            when = f"{formats.day_month(meeting.start.date())}, {formats.clock_time(meeting.start)}"
            self._badge.set(_("visit of {when}").format(when=when), "accent")
        self._visitor_card.setVisible(card is not None)
        if card is not None:
            self._visitor_facts.set_facts(contact_facts(card))
        self._recorded.set_records([appeal_record(row) for row in beginning.recorded])
        self._recorded_card.setVisible(bool(beginning.recorded))
        others = [row for row in beginning.still_open if row not in beginning.recorded]
        self._open.set_records([appeal_record(row) for row in others])
        self._open_card.setVisible(bool(others))
        self._warn()

    def _warn(self, _code: object = None) -> None:
        """Tells where the same question is still open."""
        topic = self.fields.topic_line.value()
        same = [r for r in self._beginning.still_open if topic and covers(".".join(r.topic.split(".")[:4]), str(topic))]
        self._warning.setVisible(bool(same))
        if same:
            self._warning.set(_("There is an open appeal on this matter: {number}.").format(number=same[0].number))

    def _on_visitor_wanted(self, visitor_id: int | None) -> None:
        self.office.ask(reading.beginning, None, visitor_id, then=self._on_visitor, topic="beginning")

    def _on_visitor(self, beginning: Beginning) -> None:
        self._beginning = beginning
        self.who.show_card(beginning.card)
        if beginning.card is not None and self.fields.district.value() is None:
            self.fields.district.set_value(beginning.card.district_id)
        self._show_side()
        self._begin_typing(beginning.card is not None)

    # --- saving ------------------------------------------------------------------------------------------------

    def draft(self) -> AppealDraft:
        """The appeal as it stands in the form."""
        values = self.fields.values()
        meeting = self._beginning.appointment
        return AppealDraft(
            topic=str(values["topic"] or ""), summary=str(values["summary"]), written=str(values["written"]),
            visitor_id=self.who.visitor_id(), visitor=self.who.draft(), received_on=values["received_on"],
            channel=str(values["channel"] or ""), kind=str(values["kind"] or ""), district_id=values["district_id"],
            expert_id=values["expert_id"], collective=int(values["collective"]),
            appointment_id=meeting.id if meeting else None, due_on=values["due_on"],
            is_oral_answer_accepted=bool(values["is_oral_answer_accepted"]),
            is_consent_signed=bool(values["is_consent_signed"]), uuid=self._uuid,
        )  # fmt: skip

    def _register(self) -> None:
        self._save(one_more=False)

    def _register_and_more(self) -> None:
        self._save(one_more=True)

    def _save(self, *, one_more: bool) -> None:
        if self._is_saving or not self.form.check():
            return
        self._is_saving, self._one_more = True, one_more
        self.form.clear_problems()
        self.office.do(operations.register, self.draft(), then=self._on_saved, failed=self._on_refused, initiator=self)

    def _on_saved(self, changes: Changes) -> None:
        self._is_saving = False
        self._draft.drop()
        self._clear()
        if self._one_more:
            appointment, visitor = self._asked or (None, None)
            visitor = visitor if appointment else changes.result.visitor
            self.office.ask(reading.beginning, appointment, visitor, then=self._begin, topic="beginning")
        else:
            self._asked = None
            self.navigation.open_appeal(changes.result.id, instead=True)

    def _on_refused(self, problems: list[Problem]) -> None:
        self._is_saving = False
        homeless = self.form.show_problems(problems)
        if homeless:
            self.office.warn(" ".join(str(problem) for problem in homeless))

    # --- drafts ------------------------------------------------------------------------------------------------

    def _content(self) -> dict[str, Any]:
        if not self.form.is_dirty():
            return {}
        appointment, visitor = self._asked or (None, None)
        return {
            "fields": self.fields.content(),
            "appointment": appointment,
            "visitor": visitor or self.who.visitor_id(),
            "uuid": self._uuid,
        }

    def _on_draft(self, content: dict[str, Any]) -> None:
        of_draft = (content.get("appointment"), content.get("visitor"))
        if self.form.is_dirty() or self._asked not in (None, (None, None), of_draft):
            return  # something else is being recorded now
        self._asked = (content.get("appointment"), content.get("visitor"))
        self._uuid = str(content.get("uuid") or self._uuid)
        self.fields.set_content(content["fields"])
        self.office.ask(reading.beginning, *self._asked, then=self._on_draft_begun, topic="beginning")

    def _on_draft_begun(self, beginning: Beginning) -> None:
        self._beginning = beginning
        self.who.show_card(beginning.card, fixed=beginning.appointment is not None)
        self._show_side()
        self.office.say(_("What you were typing is here again."))


def _assignable(code: str | None) -> str | None:
    """A topic of a booking may be general; an appeal's may not."""
    return code if code and code.count(".") >= 3 else None
