"""The form of an outreach event: date, place, district, hours, who goes, minutes for one visitor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.problems import Problem
from models.reception.outreach import OutreachDraft, problems_of
from models.reception.queries import OutreachRow
from resources.words import _
from ui.outreach.content import draft_of, hours_text, places_text
from ui.shell.office import Office
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.buttons import Button
from ui.widgets.cards import Banner, Card
from ui.widgets.choice_field import ChoiceField
from ui.widgets.choices import Choice, ChoiceChips
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextField, WidgetField
from ui.widgets.form import Form

USUAL_HOURS, USUAL_MINUTES = "11:00–15:00", "20"
WIDEST = 760


class EventForm(Card):
    """Plans an event, or changes one. `submitted` brings the draft; the page does the rest."""

    submitted = Signal(object)  # OutreachDraft
    given_up = Signal()
    edited = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__(padded=False)
        self._office = office
        self.shown: OutreachRow | None = None
        self._is_restored = False
        self.form = Form(self)
        self.on_date = self.form.add("on_date", DateField(_("Date"), today=office.today))
        self.hours = self.form.add("hours", TextField(_("Hours"), placeholder="11:00-15:00", max_length=120))
        self.minutes = self.form.add("slot_minutes", TextField(_("Minutes for one visitor"), max_length=4))
        self.place = self.form.add(
            "place", TextField(_("Place"), placeholder=_("House of culture, Lenina st., 5"), max_length=300)
        )  # fmt: skip
        self.district = self.form.add("district_id", ChoiceField(_("District"), placeholder=_("May stay empty")))
        self.chips = ChoiceChips(_("Who receives"), exclusive=False)
        self.experts = self.form.add("experts", WidgetField(_("Who receives"), self.chips))
        self._title = label("", "title")
        self._places = label("", "small-strong", role="green")
        self._trouble = Banner(role="red")
        self.save = Button("", shortcut="Ctrl+Return", kind="main", height="tall", run=self.submit)
        self._back = Button(_("Back"), shortcut="Esc", height="tall", run=self.given_up.emit)
        self._lay_out()
        self.form.changed.connect(self._on_changed)
        for line in (self.on_date, self.hours, self.minutes, self.place):
            line.returned.connect(self.submit)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
        column.setSpacing(sizes.GAP)
        column.addWidget(self._title)
        column.addWidget(self._trouble)
        first = QGridLayout()
        first.setHorizontalSpacing(sizes.GAP)
        for at, (field, stretch) in enumerate(((self.on_date, 3), (self.hours, 4), (self.minutes, 3))):
            first.addWidget(field, 0, at, Qt.AlignmentFlag.AlignTop)
            first.setColumnStretch(at, stretch)
        column.addLayout(first)
        column.addWidget(self.place)
        column.addWidget(self.district)
        column.addWidget(self.experts)
        column.addWidget(self._places)
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.STEP)
        buttons.addWidget(self.save)
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self.add(area, 1)

    # --- what is shown ---------------------------------------------------------------------------------------------

    def plan(self) -> None:
        """An empty form with the usual hours."""
        self.shown = None
        self._begin(_("A new outreach reception"), _("Plan the reception"))
        experts = [person.id for person in self._office.facts.experts]
        self.form.set_values(
            {
                "on_date": None,
                "hours": USUAL_HOURS,
                "slot_minutes": USUAL_MINUTES,
                "place": "",
                "district_id": None,
                "experts": experts if len(experts) == 1 else [],
            }
        )
        self._say_places()

    def change(self, event: OutreachRow, names: Mapping[int, str]) -> None:
        """The form filled from an event."""
        self.shown = event
        self._begin(_("Change the outreach reception"), _("Save"), event.experts, names)
        self.form.set_values(
            {
                "on_date": event.on_date,
                "hours": hours_text(event.hours),
                "slot_minutes": str(event.slot_minutes),
                "place": event.place,
                "experts": list(event.experts),
            }
        )
        self.district.set_value(event.district_id, event.district)
        self.form.mark_clean()
        self._say_places()

    def _begin(
        self, title: str, button: str, besides: Sequence[int] = (), names: Mapping[int, str] | None = None
    ) -> None:
        """Words and choices; who no longer receives stays a choice of an event that names them."""
        facts = self._office.facts
        self._is_restored = False
        self._title.setText(title)
        self.save.setText(button)
        self.save.setEnabled(True)
        self._trouble.set("")
        people = {person.id: person.name for person in facts.experts}
        people |= {expert: names[expert] for expert in besides if names and expert in names and expert not in people}
        self.chips.set_choices([Choice(expert, name) for expert, name in people.items()])
        self.experts.set_hint("" if people else _("Nobody receives in this office yet; add experts in the settings."))
        self.district.set_choices([Choice(district.id, district.name) for district in facts.districts])

    def forget(self) -> None:
        """It was saved."""
        self.form.mark_clean()
        self._is_restored = False

    def focus_first(self) -> None:
        self.on_date.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_begun(self) -> bool:
        """Whether something is typed that was not saved yet."""
        return self.form.is_dirty() or self._is_restored

    # --- saving ----------------------------------------------------------------------------------------------------

    def draft(self) -> OutreachDraft:
        return draft_of(self.form.values())

    def submit(self) -> None:
        """Hands the draft over if it is good; else says under the fields what is not."""
        self._trouble.set("")
        if not self.form.check() or not self.save.isEnabled():
            return
        draft = self.draft()
        problems = problems_of(draft, self._office.today())
        if problems:
            self.show_problems(problems)
            return
        self.save.setEnabled(False)
        self.submitted.emit(draft)

    def show_problems(self, problems: list[Problem]) -> None:
        """What the office's rules say; the form can be mended and sent again."""
        self.save.setEnabled(True)
        homeless = self.form.show_problems(problems)
        self._trouble.set(" ".join(str(problem) for problem in homeless))

    def _on_changed(self, name: str) -> None:
        self._say_places()
        self.edited.emit()

    def _say_places(self) -> None:
        text = places_text(self.draft())
        self._places.setText(text)
        self._places.setVisible(bool(text))

    # --- the draft that outlives a crash ---------------------------------------------------------------------------

    def content(self) -> dict[str, Any]:
        """What was typed, as JSON values; {} where nothing was."""
        if not self.is_begun():
            return {}
        values = self.form.values()
        day = values["on_date"]
        values["on_date"] = day.isoformat() if isinstance(day, date) else ""
        return {"event": self.shown.id if self.shown else None, **values}

    def fill(self, content: Mapping[str, Any]) -> None:
        """Puts kept words back into the fields; they count as typed."""
        self._is_restored = True
        values = dict(content)
        try:
            values["on_date"] = date.fromisoformat(values.get("on_date") or "")
        except ValueError:
            values["on_date"] = None
        self.form.set_values(values)
        self._say_places()
