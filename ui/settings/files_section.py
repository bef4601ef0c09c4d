"""Where the data lives, its daily copies, and the office's settings as a file to take along."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from models.office import setup
from models.office.operations import take_settings
from models.office.rights import may
from models.office.settings import KeptCopy, Settings
from models.problems import Problem
from resources.formats import clock_time, day, number, weekday
from resources.words import _
from ui.settings.section import Section
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.save_as import SaveAs
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.buttons import Button
from ui.widgets.cards import Banner, Card, Fact, Facts
from ui.widgets.records import Record, RecordList

FILE_NAME = "office.json"
SHOWN = 15


class FilesSection(Section):
    """Nothing to save here: each button does its work at once."""

    saves = False

    def __init__(self, office: Office, navigation: Navigation) -> None:
        super().__init__()
        self._office = office
        self._folder: Path | None = None
        self.facts = Facts()
        self.copies = RecordList(_("Daily copies"), empty=_("The first copy is made while the program runs."))
        self.trouble = Banner(role="red")
        self.take = Button(_("Take settings from a file…"), icon="import", run=self.choose_file)
        self.save = Button(_("Save settings to a file…"), icon="export", run=self.save_settings)
        self._save_as = SaveAs(office, self)
        where = Card(_("Where the data lives"))
        where.add(self.facts)
        where.add_layout(_left(Button(_("Open the folder"), icon="open-folder", run=self.open_folder)))
        copies = Card(_("Daily copies"), _("Each is checked after it is made; kept for two weeks"))
        copies.add(self.copies)
        settings = Card(_("Settings as a file"), _("Hours, staff, districts, executors; no visitors and no appeals"))
        text = _("Taking a file replaces the present settings; who is not in it becomes inactive. Undo puts all back.")
        settings.add(label(text, "muted", wrap=True))
        settings.add(self.trouble)
        settings.add_layout(_left(self.save, self.take))
        for card in (where, self._spreadsheets(navigation), settings, copies):
            self.column.addWidget(card)
        self.column.addStretch(1)

    def _spreadsheets(self, navigation: Navigation) -> Card:
        """The ways in and out for records; who may not is told why."""
        card = Card(_("Spreadsheets"), _("Visitors, appeals, appointments as CSV or XLSX"))
        take = partial(navigation.open_page, "import", choose=True)
        self.take_records = Button(_("Import from a spreadsheet…"), icon="import", run=take)
        self.give_records = Button(
            _("Export to a spreadsheet…"), icon="export", run=partial(navigation.open_page, "export")
        )
        self.why_not = label("", "muted", wrap=True)
        card.add(label(_("A file can also be dropped anywhere on the window."), "muted", wrap=True))
        card.add_layout(_left(self.take_records, self.give_records))
        card.add(self.why_not)
        self._show_rights()
        self._office.actor_changed.connect(self._show_rights)
        return card

    def _show_rights(self) -> None:
        actor = self._office.actor
        allowed = may(actor, "import")
        self.take_records.setEnabled(allowed)
        text = _("{name} may not import; the head of the office and registrars may. Choose who sits here with F9.")
        self.why_not.setText("" if allowed else text.format(name=actor.name))
        self.why_not.setVisible(not allowed)

    def show_settings(self, settings: Settings) -> None:
        self._folder = settings.file.parent if settings.file is not None else None
        last = settings.copies[0] if settings.copies else None
        shown = Fact(_("Last copy"), _moment(last) if last else _("none yet"), role="green" if last else "amber")
        self.facts.set_facts([Fact(_("Office file"), str(settings.file or "")), shown])
        self.copies.set_records(
            [
                Record(copy.path.name, _moment(copy), detail=copy.path.name, note=_size(copy.size))
                for copy in settings.copies[:SHOWN]
            ]
        )

    def allow_changes(self, allowed: bool) -> None:
        self.take.setEnabled(allowed)

    def focus_first(self) -> None:
        self.save.setFocus()

    def open_folder(self) -> None:
        """The computer's own window of files."""
        if self._folder is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            self._office.warn(_("The folder could not be opened: {folder}").format(folder=self._folder))

    def save_settings(self) -> None:
        self._office.ask(setup.exported, then=self._on_exported, topic="exported")

    def _on_exported(self, content: dict[str, Any]) -> None:
        data = (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
        self._save_as.ask(_("Save the office's settings"), _("Office file (*.json)"), FILE_NAME, data)

    def choose_file(self) -> None:
        dialog = QFileDialog(self, _("Take an office file"), str(Path.home()), _("Office file (*.json)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_file(self, name: str) -> None:
        """Replaces the settings by those of a file; a refusal says what is wrong in the file."""
        self.trouble.set("")
        self._office.do(take_settings, Path(name), failed=self._on_refused)

    def _on_refused(self, problems: list[Problem]) -> None:
        self.trouble.set(" ".join(str(problem) for problem in problems))


def _left(*buttons: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(sizes.STEP)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row


def _moment(copy: KeptCopy) -> str:
    return f"{weekday(copy.made_at.date())}, {day(copy.made_at.date())}, {clock_time(copy.made_at)}"


def _size(size: int) -> str:
    return _("{n} MB").format(n=number(size / 1_000_000, 1))
