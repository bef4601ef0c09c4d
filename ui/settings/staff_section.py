"""The staff: the list, and the one who is looked at. Nobody is deleted; who leaves becomes inactive."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from models.changes import Changes
from models.office.desk import HEAD
from models.office.operations import save_person, set_person_active
from models.office.settings import Member, Settings
from models.problems import Problem
from resources.words import _, translate
from ui.settings.outside_card import OutsideCard
from ui.settings.person_form import PersonForm
from ui.settings.section import Section
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.sidebar import ROLE_NAMES
from ui.theme import sizes
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.records import Record, RecordList

LIST_WIDTH = 264


class StaffSection(Section):
    """On the left everybody, on the right one of them. `None` is somebody new."""

    def __init__(self, office: Office, navigation: Navigation) -> None:
        super().__init__()
        self._office = office
        self._members: dict[int, Member] = {}
        self._names: dict[str, str] = {}
        self._shown: int | None = None
        self._saving = False
        self.outside = OutsideCard(navigation)
        self.records = RecordList(_("Staff"), inset=sizes.CARD)
        self.records.opened.connect(self._on_opened)
        self.add_button = Button(_("Add a person"), icon="add", height="compact", run=self.add_person)
        self.person = PersonForm(office)
        self.person.edited.connect(self.edited)
        self.person.leaving.connect(self._on_leaving)
        everybody = Card(_("Staff"), padded=False)
        everybody.add_header(self.add_button)
        everybody.add(self.records)
        everybody.add_stretch()
        everybody.setFixedWidth(LIST_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(sizes.GAP)
        row.addWidget(everybody)
        row.addWidget(self.person, 1)
        self.column.addWidget(self.outside)
        self.column.addLayout(row)
        self.column.addStretch(1)

    # --- what is shown -------------------------------------------------------------------------------------------

    def show_settings(self, settings: Settings) -> None:
        self._members = {member.id: member for member in settings.members}
        self._names = dict(settings.topic_names)
        self.outside.show_outside(settings.outside)
        self._show_list()
        if not self.is_dirty():
            first = next(iter(self._members), None)
            self._show_person(self._shown if self._shown in self._members else first)

    def _show_list(self) -> None:
        self.records.set_records([_record(member) for member in self._members.values()])

    def _show_person(self, staff_id: int | None) -> None:
        self._shown = staff_id
        self.records.mark(staff_id)
        member = self._members.get(staff_id) if staff_id is not None else None
        self.person.show_person(member.person if member else {}, self._names)
        self._show_leaving(member)

    def _show_leaving(self, member: Member | None) -> None:
        may = self._office.actor.role == HEAD
        text = "" if member is None or not may else _("Make inactive") if member.is_active else _("Works here again")
        self.person.show_leaving(text, "danger" if member is not None and member.is_active else "plain")

    def _on_opened(self, key: object) -> None:
        """Another person; what was typed for this one is saved first, or stays where it is wrong."""
        if isinstance(key, int) and key != self._shown:
            if self.is_dirty():
                self._office.warn(_("Save or take back what you changed here first."))
                return
            self._show_person(key)
            self.person.focus_first()
            self.edited.emit()

    def add_person(self) -> None:
        """An empty form for somebody new."""
        if self.is_dirty():
            self._office.warn(_("Save or take back what you changed here first."))
            return
        self._show_person(None)
        self.person.focus_first()
        self.edited.emit()

    def focus_first(self) -> None:
        self.records.setFocus()

    # --- saving --------------------------------------------------------------------------------------------------

    def is_dirty(self) -> bool:
        return self.person.form.is_dirty()

    def put_back(self) -> None:
        self._show_person(self._shown)

    def save(self) -> None:
        """Writes the person who is shown."""
        if self._saving or not self.person.check():
            return
        self._saving = True
        self._office.do(
            save_person,
            self._shown,
            self.person.person(),
            then=self._on_saved,
            failed=self._on_refused,
        )

    def _on_saved(self, changes: Changes) -> None:
        self._saving = False
        self._shown = changes.result
        self.records.mark(self._shown)
        self.person.form.mark_clean()
        self.edited.emit()

    def _on_refused(self, problems: list[Problem]) -> None:
        self._saving = False
        self.person.show_problems(problems)

    def _on_leaving(self) -> None:
        member = self._members.get(self._shown) if self._shown is not None else None
        if member is not None:
            self._office.do(set_person_active, member.id, not member.is_active, failed=self._on_refused)

    # --- the draft -----------------------------------------------------------------------------------------------

    def typed(self) -> dict[str, Any]:
        return {"staff_id": self._shown, "person": self.person.person()} if self.is_dirty() else {}

    def restore(self, typed: Mapping[str, Any]) -> None:
        staff_id = typed.get("staff_id")
        self._show_person(staff_id if staff_id in self._members else None)
        self.person.show_person(typed.get("person") or {}, self._names)
        self.person.form.field("name").changed.emit()


def _record(member: Member) -> Record:
    person = member.person
    role = translate(ROLE_NAMES.get(person["role"], ""))
    detail = " · ".join(dict.fromkeys(filter(None, (person["position"], role))))
    badge = "" if member.is_active else _("inactive")
    return Record(member.id, person["name"], detail=detail, badge=badge)
