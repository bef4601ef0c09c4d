"""One of the staff: who they are, whether and on what they receive, when they are away. Judged by the operation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from models.office import topics
from models.office.desk import EXPERT, HEAD, REGISTRAR
from models.office.topic_groups import GROUPS, codes_of, ticked
from models.office.topics import Suggestion
from models.problems import Problem
from resources.words import _, translate
from ui.settings.absences import absence_rows, absences_of, complaint_about, shown_absences
from ui.settings.office_section import side_by_side
from ui.shell.office import Office
from ui.theme.text import label
from ui.widgets.buttons import Button
from ui.widgets.cards import Banner, Card
from ui.widgets.choice_field import ChoiceField
from ui.widgets.choices import Choice, ChoiceChips
from ui.widgets.fields import CheckField, PhoneField, TextField, WidgetField
from ui.widgets.filter_chip import FilterChip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.form import Form
from ui.widgets.week_hours import WeekHours

if TYPE_CHECKING:
    from models.office.desk import Desk

ROLES = (HEAD, EXPERT, REGISTRAR)
NOBODY: dict[str, Any] = {"name": "", "position": "", "role": EXPERT, "phone": "", "receives": True, "topics": []}


def whole_classifier(_desk: Desk) -> list[Suggestion]:
    """Every topic that can be chosen, the everyday ones first."""
    return topics.all_choices()


class PersonForm(Card):
    """Shows one person. `edited` when something is typed; the section saves."""

    edited = Signal()
    leaving = Signal()  # made inactive, or taken back

    def __init__(self, office: Office) -> None:
        super().__init__(" ")
        self._office = office
        self._person: dict[str, Any] = dict(NOBODY)
        self._codes: list[str] = []  # topics besides the ticked groups
        self._names: dict[str, str] = {}
        self.form = Form(self)
        add = self.form.add
        self.name = add("name", TextField(_("Full name"), placeholder=_("Surname, name, patronymic")))
        self.position = add("position", TextField(_("Position")))
        self.phone = add("phone", PhoneField(_("Phone")))
        words = {HEAD: _("Head of the office"), EXPERT: _("Expert"), REGISTRAR: _("Registrar")}
        self.role = add("role", ChoiceField(_("Role"), choices=[Choice(role, words[role]) for role in ROLES]))
        self.receives = add("receives", CheckField(_("Receives visitors")))
        self.groups = ChoiceChips(_("Topics"), exclusive=False)
        self.groups.set_choices([Choice(group.name, translate(group.name)) for group in GROUPS])
        self.topics = add("topics", WidgetField(_("On these topics"), self.groups))
        self._chips, self._others = QWidget(), ChoiceField("", placeholder=_("Another topic: a word or a code"))
        self._others.line.setAccessibleName(_("Another topic"))
        self._others.line.installEventFilter(self)
        self._others.chosen.connect(self._on_topic)
        self._flow = FlowLayout(self._chips)
        self.minutes = add("slot_minutes", TextField(_("Minutes for one visitor"), max_length=4))
        self.own_hours = add("own_hours", CheckField(_("Hours of their own")))
        self.hours = add("hours", WeekHours())
        self.absences = add("absences", absence_rows(office.today))
        self.trouble = Banner(role="red")
        self.leave_button = Button("", run=self.leaving.emit)
        self.add_header(self.leave_button)
        self._lay_out()
        self.form.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        self.add(self.trouble)
        self.add_layout(side_by_side((self.name, 1), (self.role, 1)))
        self.add_layout(side_by_side((self.position, 1), (self.phone, 1)))
        self.add(self.receives)
        self._receiving = [self.topics, self._chips, self._others, self.own_hours]
        for widget in self._receiving[:3]:
            self.add(widget)
        self.add_layout(side_by_side((self.minutes, 2), (self.own_hours, 3)))
        self._receiving.append(self.minutes)
        self.add(self.hours)
        self.add(self.absences)
        self.add(
            label(
                _("Booked appointments stay where they are; those that fall outside are named above."),
                "small",
                wrap=True,
            )
        )

    # --- what is shown -------------------------------------------------------------------------------------------

    def show_person(self, person: Mapping[str, Any], names: Mapping[str, str]) -> None:
        """Fills the form; `names` are the short names of the topics' codes."""
        self._person = {**NOBODY, **person}
        self._names.update(names)
        groups, self._codes = ticked(self._person["topics"])
        minutes = self._person.get("slot_minutes")
        own = self._person.get("hours")
        self.form.set_values(
            {
                **{key: self._person[key] for key in ("name", "position", "phone", "role", "receives")},
                "topics": groups,
                "slot_minutes": str(minutes) if minutes else "",
                "own_hours": own is not None,
                "hours": own or {},
                "absences": shown_absences(self._person.get("absences", [])),
            }
        )
        usual = self._office.facts.slot_minutes
        self.minutes.set_placeholder(_("{n}, as in the office").format(n=usual))
        self.set_heading(str(self._person["name"]) or _("A new person"))
        self.trouble.set("")
        self._show_codes()
        self._show_parts()

    def show_leaving(self, text: str, kind: str) -> None:
        """The button that lets somebody go or takes them back; without a text there is none."""
        self.leave_button.setText(text)
        self.leave_button.set_kind("danger" if kind == "danger" else "plain")
        self.leave_button.setVisible(bool(text))

    def person(self) -> dict[str, Any]:
        """The person as an office file describes them."""
        values = self.form.values()
        minutes, groups = str(values["slot_minutes"]), values["topics"]
        return {
            **self._person,
            **{key: values[key] for key in ("name", "position", "phone", "receives")},
            "role": values["role"] or "",
            "topics": codes_of(groups if isinstance(groups, list) else []) + self._codes,
            "slot_minutes": (int(minutes) if minutes.isdecimal() else minutes) if minutes else None,
            "hours": values["hours"] if values["own_hours"] else None,
            "absences": absences_of(values["absences"]),
        }

    def _show_parts(self) -> None:
        receives = bool(self.receives.value())
        for widget in self._receiving:
            widget.setVisible(receives)
        self._chips.setVisible(receives and bool(self._codes))
        self.hours.setVisible(receives and bool(self.own_hours.value()))

    # --- topics of the classifier --------------------------------------------------------------------------------

    def _show_codes(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            chip = item.widget()
            if chip is not None:
                chip.hide()
                chip.deleteLater()
        for code in self._codes:
            chip = FilterChip(f"{code}  {self._names.get(code, '')}".strip(), active=True, removable=True)
            chip.setAccessibleDescription(_("Delete takes the topic away"))
            chip.removed.connect(lambda code=code: self._remove_code(code))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(self._codes) and bool(self.receives.value()))
        self._chips.updateGeometry()

    def _remove_code(self, code: str) -> None:
        self._codes.remove(code)
        self._show_codes()
        self.topics.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._others.line and event.type() == QEvent.Type.FocusIn and not self._others.line.choices():
            self._office.ask(whole_classifier, then=self._on_all_topics, lane="slow", topic="all topics")
        return super().eventFilter(watched, event)

    def _on_all_topics(self, found: Sequence[Suggestion]) -> None:
        self._names.update({topic.code: topic.short for topic in found})
        self._others.set_choices([Choice(t.code, t.name, note=f"{t.path} · {t.code}") for t in found])

    def _on_topic(self, code: object) -> None:
        if isinstance(code, str) and code not in self._codes:
            self._codes.append(code)
            self._show_codes()
            self.topics.changed.emit()
        self._others.set_value(None)

    # --- what is wrong -------------------------------------------------------------------------------------------

    def check(self) -> bool:
        """Says under the fields what cannot even be asked for."""
        self.trouble.set("")
        sound = self.form.check()
        complaint = complaint_about(absences_of(self.absences.value())) if not self.absences.problem() else ""
        if complaint:
            self.absences.set_problem(complaint)
        if self.hours.problem() and not self.hours.isHidden():
            self.hours.focus_wrong()
        return sound and not complaint

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """What the office's rules say."""
        homeless = self.form.show_problems(problems)
        self.trouble.set(" ".join(str(problem) for problem in homeless))

    def focus_first(self) -> None:
        self.name.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self, _name: str) -> None:
        self._show_parts()
        self.edited.emit()
