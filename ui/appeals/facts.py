"""The fields of an appeal's facts, the same on the new one and on the card. They ask the office only for topics."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QObject

from models.appeals.labels import CHANNELS, KINDS
from models.appeals.queries import AppealCard
from models.appeals.rules import LONGEST_SUMMARY, LONGEST_TEXT
from resources.words import _, translate
from ui.appeals.topic_line import TopicLine
from ui.shell.office import Office
from ui.widgets.choice_field import ChoiceField
from ui.widgets.choices import Choice
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckField, TextArea, TextField, WidgetField
from ui.widgets.form import Form


class SignersField(TextField):
    """How many people signed; whatever is no number is 0, which the rules refuse in words."""

    def value(self) -> object:
        text = self.text().strip()
        return int(text) if text.isdecimal() and len(text) < 8 else 0


class AppealFields(QObject):
    """Makes the fields and names them as the draft does; the page lays them out."""

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self.form = Form(self)
        add = self.form.add
        self.summary = add("summary", TextArea(_("In short: what is the trouble"), lines=2, max_length=LONGEST_SUMMARY))
        self.written = add(
            "written", TextArea(_("The written appeal, if there is one"), lines=3, max_length=LONGEST_TEXT)
        )
        self.topic_line = TopicLine(office)
        self.topic = add("topic", WidgetField(_("Topic"), self.topic_line))
        self.channel = add("channel", ChoiceField(_("How it came"), choices=_choices(CHANNELS)))
        self.kind = add("kind", ChoiceField(_("Kind"), choices=_choices(KINDS)))
        self.district = add("district_id", ChoiceField(_("District")))
        self.expert = add("expert_id", ChoiceField(_("Expert")))
        self.received = add("received_on", DateField(_("Registered"), today=office.today))
        self.due = add("due_on", DateField(_("Due"), today=office.today))
        self.signers = add("collective", SignersField(_("Signed by, people"), max_length=8))
        self.oral = add("is_oral_answer_accepted", CheckField(_("Oral answer accepted")))
        self.summary.changed.connect(self._on_words)
        self.refresh_choices()

    def refresh_choices(self) -> None:
        """Districts and experts as the office has them now."""
        facts = self._office.facts
        nobody = Choice(None, _("Not given"))
        self.district.set_choices([nobody, *(Choice(d.id, d.name) for d in facts.districts)])
        self.expert.set_choices([nobody, *(Choice(p.id, p.name, note=p.position) for p in facts.experts)])

    def fill(self, card: AppealCard) -> None:
        """Shows an appeal's facts; the form is clean then."""
        self.form.set_values(
            {
                "summary": card.summary, "written": card.written, "channel": card.channel, "kind": card.kind,
                "district_id": card.district_id, "expert_id": card.expert_id, "received_on": card.received_on,
                "due_on": card.due_on, "collective": card.collective,
                "is_oral_answer_accepted": card.is_oral_answer_accepted, "topic": card.topic.code,
            }
        )  # fmt: skip

    def values(self) -> dict[str, Any]:
        """What stands in the fields, by the names of the draft."""
        return self.form.values()

    def content(self) -> dict[str, Any]:
        """The same as JSON values, for a draft."""
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in self.values().items()}

    def set_content(self, content: Mapping[str, Any]) -> None:
        """Takes back what `content` gave."""
        dates = {name: date.fromisoformat(content[name]) for name in ("received_on", "due_on") if content.get(name)}
        self.form.set_values({**content, **dates})

    def _on_words(self) -> None:
        self.topic_line.set_words(str(self.summary.value()))


def _choices(labels: Mapping[str, str]) -> list[Choice]:
    return [Choice(code, _capital(translate(text))) for code, text in labels.items() if code != "open"]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
