"""The settings: sections on the left, one of them on the right. Saves the parts that changed, with undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from models.changes import Changes
from models.office.desk import HEAD
from models.office.operations import change_office
from models.office.settings import Settings, settings
from models.problems import Problem
from resources.words import N_, _
from ui.settings.files_section import FilesSection
from ui.settings.hours_section import HoursSection
from ui.settings.office_section import OfficeSection
from ui.settings.places_section import PlacesSection
from ui.settings.program_section import ProgramSection
from ui.settings.section import FormSection, Section, SectionList
from ui.settings.staff_section import StaffSection
from ui.shell.actions import Action
from ui.shell.drafts import Draft
from ui.shell.navigation import Navigation
from ui.shell.office import OFFICE_TABLES, Office
from ui.shell.page import Page
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.buttons import Button
from ui.widgets.cards import Banner
from ui.widgets.choices import Choice
from ui.widgets.tab_order import show_whole, step_inside

SHOWN_TABLES = ("appointment", *OFFICE_TABLES)
LIST_WIDTH = 212


class SettingsPage(Page):
    """Each section keeps what was typed in it until it is saved or put back."""

    name = "settings"

    def __init__(self, office: Office, navigation: Navigation) -> None:
        super().__init__(office, navigation)
        self._settings: Settings | None = None
        self._restored = False
        self._makers: dict[str, Callable[[], Section]] = {
            "office": lambda: OfficeSection(office),
            "hours": lambda: HoursSection(office, navigation),
            "staff": lambda: StaffSection(office, navigation),
            "places": PlacesSection,
            "program": lambda: ProgramSection(navigation),
            "files": lambda: FilesSection(office, navigation),
        }
        self.sections: dict[str, Section] = {}  # those looked at so far
        self.list = SectionList(
            _("Sections of the settings"),
            [
                Choice("office", _("Office"), role="office"),
                Choice("hours", _("Hours and days"), role="clock"),
                Choice("staff", _("Staff"), role="staff"),
                Choice("places", _("Districts, executors"), role="location"),
                Choice("program", _("This program"), role="theme"),
                Choice("files", _("Files"), role="backup"),
            ],
        )
        self.list.set_value("office")
        self._save = Action("save_settings", N_("Save"), "Ctrl+Return", "save", self.save, self.may_save, self.name)
        self._back = Action("put_back", N_("Take back"), "Ctrl+R", "undo", self.put_back, self.is_dirty, self.name)
        self.trouble = Banner(role="red")
        self.rights = Banner(role="amber")
        self._lay_out()
        self._draft = Draft(office, "settings", self._typed, self)
        self.list.chosen.connect(self._on_section)
        office.actor_changed.connect(self._show_rights)
        self.setFocusProxy(self.list)
        self._show_section("office")
        self._stack.setEnabled(False)  # until the office is read

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self.save_button = Button.for_action(self._save, kind="main", height="tall")
        self.back_button = Button.for_action(self._back, height="tall")
        self._foot = QFrame()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 12, 0, 0)
        foot.setSpacing(sizes.STEP)
        foot.addWidget(self.save_button)
        foot.addWidget(self.back_button)
        foot.addWidget(self.trouble, 1)
        foot.addStretch(0)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.rights)
        right.addWidget(self._stack, 1)
        right.addWidget(self._foot)
        body = QHBoxLayout()
        body.setSpacing(sizes.PAGE)
        self.list.setFixedWidth(LIST_WIDTH)
        body.addWidget(self.list)
        body.addLayout(right, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, 12)
        outer.setSpacing(12)
        outer.addWidget(label(_("Settings"), "title"))
        outer.addLayout(body, 1)

    # --- the page in the window ----------------------------------------------------------------------------------

    def title(self) -> str:
        return _("Settings")

    def show_with(self, section: str = "") -> None:
        if section in self._makers:
            self._show_section(section)
        self.ask()

    def on_changed(self, changes: Changes) -> None:
        if changes.touches(*SHOWN_TABLES):
            self.ask()

    def actions_here(self) -> tuple[Action, ...]:
        return (self._save, self._back)

    def ask(self) -> None:
        """Reads the office anew; sections with something typed in them keep it."""
        self.office.ask(settings, then=self._on_settings, topic="settings")

    def _on_settings(self, found: Settings) -> None:
        self._settings = found
        for section in self.sections.values():
            section.show_settings(found)
        self._stack.setEnabled(True)
        self._show_rights()
        if not self._restored:
            self._restored = True
            self._draft.restore(self._on_restored)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from the list into the section, through it as it is read, then to the buttons."""
        moved = step_inside(self, forward)
        focus = QApplication.focusWidget()
        if moved and focus is not None and self.section.isAncestorOf(focus):
            show_whole(self.section, focus)
        return moved or super().focusNextPrevChild(forward)

    # --- sections ------------------------------------------------------------------------------------------------

    @property
    def section(self) -> Section:
        """The section in view."""
        return self.part(str(self.list.value()))

    def part(self, key: str) -> Section:
        """A section by its key, made when it is first needed."""
        if key not in self.sections:
            made = self.sections[key] = self._makers[key]()
            self._stack.addWidget(made)
            made.edited.connect(self._on_edited)
            made.save_wanted.connect(self.save)
            if self._settings is not None:
                made.show_settings(self._settings)
                self._show_rights()
        return self.sections[key]

    def _show_section(self, key: str) -> None:
        focus = QApplication.focusWidget()
        self.list.set_value(key)
        if focus is not None and self.list.isAncestorOf(focus):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._stack.setCurrentWidget(self.part(key))
        self.trouble.set("")
        self._show_state()

    def _on_section(self, key: object) -> None:
        self._show_section(str(key))
        self.navigation.remember(section=str(key))

    def _show_state(self) -> None:
        self._foot.setVisible(self.section.saves)
        self.back_button.setVisible(self.section.is_dirty())
        self.save_button.refresh()
        self.back_button.refresh()
        for key, section in self.sections.items():
            self.list.set_unsaved(key, _("not saved yet") if section.is_dirty() else "")

    def _show_rights(self) -> None:
        """Only the head changes the office; everybody may look and set their own program."""
        allowed = self.office.actor.role == HEAD
        text = _("Only the head of the office changes these settings. Choose who sits here with F9.")
        self.rights.set("" if allowed else text)
        files = self.sections.get("files")
        if isinstance(files, FilesSection):
            files.allow_changes(allowed)
        self._show_state()

    # --- saving --------------------------------------------------------------------------------------------------

    def is_dirty(self) -> bool:
        return self.section.is_dirty()

    def may_save(self) -> bool:
        return self.section.saves and self.office.actor.role == HEAD

    def save(self) -> None:
        """Writes what changed in the section in view."""
        section = self.section
        self.trouble.set("")
        if not self.may_save():
            return
        if isinstance(section, StaffSection):
            section.save()
            return
        if not isinstance(section, FormSection) or not section.check():
            return
        parts = section.changed_parts()
        if not parts:
            section.form.mark_clean()
            self._on_edited()
            self.office.say(_("Nothing was changed."))
            return
        self.save_button.setEnabled(False)
        self.office.do(change_office, parts, then=partial(self._on_saved, section), failed=self._on_refused)

    def _on_saved(self, section: FormSection, _changes: Changes) -> None:
        section.form.mark_clean()
        self._on_edited()

    def _on_refused(self, problems: list[Problem]) -> None:
        section = self.section
        homeless = section.show_problems(problems) if isinstance(section, FormSection) else problems
        self.trouble.set(" ".join(str(problem) for problem in homeless))
        self._show_state()

    def put_back(self) -> None:
        """The section as it is written in the office."""
        self.section.put_back()
        self.trouble.set("")
        self._on_edited()
        self.section.focus_first()

    def _on_edited(self, *_what: object) -> None:
        self._show_state()
        self._draft.touch()

    # --- the draft -----------------------------------------------------------------------------------------------

    def _typed(self) -> dict[str, Any]:
        return {key: typed for key, section in self.sections.items() if (typed := section.typed())}

    def _on_restored(self, content: dict[str, Any]) -> None:
        for key, typed in content.items():
            if key in self._makers and isinstance(typed, dict):
                self.part(key).restore(typed)
        self._show_state()
