"""The right side of an appeal: choose the outcome, say what was done, close; or read it and open the appeal again."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.appeals.queries import AppealCard
from models.appeals.rules import ClosingDraft
from models.appeals.tables import OUTCOMES
from models.problems import Problem
from resources import formats
from resources.words import N_, _
from ui.appeals import words
from ui.shell.actions import Action
from ui.shell.office import Office
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.buttons import Badge, Button
from ui.widgets.cards import Fact, Facts
from ui.widgets.choices import Choice
from ui.widgets.date_field import DateField
from ui.widgets.fields import MoneyField, TextArea, TextField, WidgetField
from ui.widgets.form import Form
from ui.widgets.outcome_choices import OutcomeChoices

KEYS = {"help": "Ctrl+1", "advice": "Ctrl+2", "forwarded": "Ctrl+3", "declined": "Ctrl+4"}
ROLES = {"help": "green", "advice": "accent", "forwarded": "violet", "declined": "grey"}
NOTES = {
    "help": N_("The issue is solved, there is a practical result"),
    "advice": N_("Explained what to do next"),
    "forwarded": N_("Sent to another body, the applicant is told"),
    "declined": N_("The request cannot be granted, explained why"),
}
ACTION_WORDS = {
    "help": N_("Outcome: help given"),
    "advice": N_("Outcome: advice only"),
    "forwarded": N_("Outcome: forwarded"),
    "declined": N_("Outcome: declined"),
}


class OutcomeCard(QWidget):
    """Asks for the outcome of an open appeal and shows that of a closed one."""

    closed = Signal()  # the person closes the appeal; `draft` says how
    reopened = Signal(str)  # the reason

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._is_open = True
        whole = QVBoxLayout(self)
        whole.setContentsMargins(sizes.CARD, 12, sizes.CARD, sizes.CARD)
        whole.setSpacing(12)
        whole.addWidget(label(_("Outcome"), "heading"))
        self.form = Form(self)
        choices = [Choice(c, words.outcome_words(c), key=KEYS[c], note=_(NOTES[c]), role=ROLES[c]) for c in OUTCOMES]
        self.choices = OutcomeChoices(_("Outcome"), choices)
        self.choices.chosen.connect(self._on_chosen)
        self._asking = QWidget()
        column = QVBoxLayout(self._asking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.result = TextArea(_("What was done"), lines=4, key="Ctrl+Return")
        self.result.passed.connect(self.closed)
        self.amount = MoneyField(_("Returned to the applicant, ₽"))
        self.closed_on = DateField(_("Closed on"), today=office.today, hint=_("Today, if left empty"))
        fields = (
            ("outcome", WidgetField("", self.choices)),
            ("result", self.result),
            ("amount", self.amount),
            ("closed_on", self.closed_on),
        )
        for name, field in fields:
            column.addWidget(self.form.add(name, field))
        self._button = Button(
            _("Close the appeal"), kind="main", height="tall", shortcut="Ctrl+Return", run=self.closed.emit
        )
        column.addWidget(self._button)
        whole.addWidget(self._asking)
        whole.addWidget(self._closed_part())
        whole.addStretch(1)

    def _closed_part(self) -> QWidget:
        self._told = QWidget()
        column = QVBoxLayout(self._told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._badge = Badge("", "green")
        column.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignLeft)
        self._facts = Facts()
        column.addWidget(self._facts)
        self._result = label("", "body", wrap=True)
        self._result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self._result)
        self.reason = self.form.add("reason", TextField(_("Why it is opened again"), max_length=500))
        self.reason.returned.connect(self._on_reopen)
        column.addWidget(self.reason)
        column.addWidget(Button(_("Open the appeal again"), run=self._on_reopen))
        return self._told

    def keys(self, page: str) -> tuple[Action, ...]:
        """Keys of the outcomes and of closing, while the appeal is open."""
        choose = tuple(
            Action(
                f"outcome_{code}",
                ACTION_WORDS[code],
                KEYS[code],
                "check",
                partial(self.choose, code),
                self.is_open,
                page,
            )
            for code in OUTCOMES
        )
        return (
            *choose,
            Action("close_appeal", N_("Close the appeal"), "Ctrl+Return", "done", self.closed.emit, self.is_open, page),
        )

    def is_open(self) -> bool:
        return self._is_open

    def choose(self, code: str) -> None:
        """As if the person pressed the choice."""
        self.choices.set_value(code)
        self._on_chosen(code)

    def _on_chosen(self, _code: object) -> None:
        self.form.field("outcome").clear_problem()
        self.form.changed.emit("outcome")
        self.result.editor.setFocus()

    def show_appeal(self, card: AppealCard) -> None:
        """Shows the side that fits; what is being typed stays."""
        self._is_open = card.outcome is None and not card.is_annulled
        self._asking.setVisible(self._is_open)
        self._told.setVisible(card.outcome is not None)
        if card.outcome is None:
            return
        self._badge.set(words.outcome_words(card.outcome), ROLES[card.outcome])
        facts = [Fact(_("Closed"), formats.short_date(card.closed_on) if card.closed_on else "")]
        if card.amount is not None:
            facts.append(Fact(_("Returned"), formats.money(card.amount)))
        self._facts.set_facts(facts)
        self._result.setText(card.result)
        self._result.setVisible(bool(card.result))

    def draft(self) -> ClosingDraft:
        """The outcome as it stands in the fields."""
        values = self.form.values()
        amount = values["amount"]
        return ClosingDraft(
            str(values["outcome"] or ""), str(values["result"]), amount if isinstance(amount, Decimal) else None,
            self.closed_on.day(),
        )  # fmt: skip

    def show_problems(self, problems: list[Problem]) -> list[Problem]:
        """Under the fields; gives back those that have none."""
        return self.form.show_problems(problems)

    def clear(self) -> None:
        """Nothing chosen, nothing typed."""
        self.form.set_values({"outcome": None, "result": "", "amount": None, "closed_on": None, "reason": ""})

    def content(self) -> dict[str, Any]:
        """What was typed, as JSON values; empty where nothing was."""
        values = self.form.values()
        if not any((values["outcome"], values["result"], values["amount"])):
            return {}
        amount = values["amount"]
        return {
            "outcome": values["outcome"],
            "result": values["result"],
            "amount": None if amount is None else str(amount),
        }

    def set_content(self, content: dict[str, Any]) -> None:
        """Takes back what `content` gave."""
        self.form.set_values(content)

    def _on_reopen(self) -> None:
        self.reopened.emit(self.reason.text())
