"""The fields of a visitor's card, and how they become a draft and back. Lays out and reads; saves nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields as fields_of
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QSizePolicy, QWidget

from models.problems import Problem
from models.visitors import names, phones, rules
from models.visitors.names import FEMALE, MALE
from models.visitors.rules import VisitorDraft
from resources.words import _
from ui.theme import sizes
from ui.widgets.choice_field import ChoiceField
from ui.widgets.choices import Choice, Segments
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.fields import TextArea, TextField, WidgetField
from ui.widgets.form import Form

UNKNOWN = ""  # the gender that is not given


class FactsForm(QWidget):
    """Name, gender, how letters say it, birth, phones, e-mail, address, district, category, note."""

    changed = Signal(str)  # the name of the field

    def __init__(
        self, today: Callable[[], date], districts: Sequence[tuple[int, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._uuid = ""
        self.form = form = Form(self)
        self.name = form.add("full_name", TextField(_("Surname, name, patronymic"), max_length=rules.LONGEST_NAME))
        self._genders = Segments(
            _("Gender"),
            [Choice(FEMALE, _("female")), Choice(MALE, _("male")), Choice(UNKNOWN, _("not given"))],
        )
        self.gender = form.add("gender", WidgetField(_("Gender"), self._genders))
        self.dative = form.add("name_dative", TextField(_("In letters: to whom")))
        self.birth_date = form.add("birth_date", DateField(_("Date of birth"), today=today))
        self.birth_year = form.add("birth_year", TextField(_("or the year"), max_length=4))
        self.phones = form.add("phones", TextArea(_("Phones, each on its own line"), lines=2, max_length=500))
        self.email = form.add("email", TextField(_("E-mail"), max_length=rules.LONGEST_LINE))
        self.address = form.add("address", TextField(_("Address"), max_length=rules.LONGEST_LINE))
        self.district = form.add("district_id", ChoiceField(_("District")))
        self.district.set_choices([Choice(key, name) for key, name in districts])
        self.category = form.add("category", TextField(_("Category"), max_length=rules.LONGEST_LINE))
        self.note = form.add("note", TextArea(_("Note"), lines=3, max_length=rules.LONGEST_NOTE))
        form.changed.connect(self.changed)
        self._lay_out()

    def _lay_out(self) -> None:
        for name in self.form.names():
            field = self.form.field(name)
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.gender.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        places: tuple[tuple[Field, int, int, int], ...] = (
            (self.name, 0, 0, 12),
            (self.dative, 1, 0, 7),
            (self.gender, 1, 7, 5),
            (self.birth_date, 2, 0, 4),
            (self.birth_year, 2, 4, 3),
            (self.email, 2, 7, 5),
            (self.phones, 3, 0, 7),
            (self.category, 3, 7, 5),
            (self.address, 4, 0, 8),
            (self.district, 4, 8, 4),
            (self.note, 5, 0, 12),
        )
        for field, row, column, span in places:
            grid.addWidget(field, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        for column in range(12):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 2 * sizes.STEP)

    def set_categories(self, categories: Sequence[str]) -> None:
        """The categories in use are offered while one is typed."""
        completer = QCompleter(list(categories), self.category.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.category.line.setCompleter(completer)

    # --- a draft and back ---------------------------------------------------------------------------------------

    def draft(self) -> VisitorDraft:
        """What stands in the fields."""
        year = self.birth_year.text()
        district = self.district.value()
        return VisitorDraft(
            full_name=self.name.text(),
            phones=phones.split(self.phones.text()),
            birth_date=self.birth_date.day(),
            birth_year=int(year) if year.isdecimal() and self.birth_date.day() is None else None,
            gender=str(self.gender.value()) or None,
            name_dative=self.dative.text(),
            email=self.email.text(),
            address=self.address.text(),
            district_id=district if isinstance(district, int) else None,
            category=self.category.text(),
            note=self.note.text(),
            uuid=self._uuid,
        )

    def show_draft(self, draft: VisitorDraft, district: str = "") -> None:
        """Fills the fields and leaves them clean; `district` names one that is no longer in the list."""
        self._uuid = draft.uuid
        self.form.set_values({name: shown(draft, name) for name in self.form.names()})
        self.district.set_value(draft.district_id, district)

    def show_field(self, draft: VisitorDraft, name: str) -> None:
        """Takes one field over from a draft."""
        self.form.field(name).set_value(shown(draft, name))

    def complain(self) -> bool:
        """Shows what is wrong with typed texts that are no values at all; True where something is."""
        if not self.form.check():
            return True
        year = self.birth_year.text()
        if year and not (year.isdecimal() and len(year) == 4):
            self.birth_year.set_problem(_("The year has four digits."))
            self.birth_year.line.setFocus()
            return True
        return False

    def show_problems(self, problems: Sequence[Problem]) -> list[Problem]:
        """Puts each under its field; returns those that have none."""
        return self.form.show_problems(problems)


def shown(draft: VisitorDraft, name: str) -> object:
    """A draft's value as its field takes it."""
    value = getattr(draft, name)
    if name == "phones":
        return "\n".join(draft.phones)
    if name == "gender":
        return draft.gender or UNKNOWN
    if name == "birth_year":
        return "" if draft.birth_date is not None else value or ""
    return value


def differing(one: VisitorDraft, other: VisitorDraft) -> list[str]:
    """The names of the fields in which two drafts are not the same."""
    found = [f.name for f in fields_of(VisitorDraft) if f.name not in ("uuid", "birth_year")]
    found = [name for name in found if getattr(one, name) != getattr(other, name)]
    if one.year() != other.year() and "birth_date" not in found:
        found.append("birth_year")
    return found


def worked_out(name: str, gender: str | None) -> tuple[str | None, str]:
    """Gender and dative by the name alone; for a lane, the tables of declension are loaded late."""
    tidy = names.tidy(name)
    found = gender or names.gender_of(tidy)
    return found, names.dative(tidy, found)
