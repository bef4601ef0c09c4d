"""Printing the sheet of a day from the pages that show one."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.reception.day_sheet import DaySheet, day_sheet
from resources.words import _
from ui.shell.navigation import Navigation
from ui.shell.office import Office


class DayPaper(QObject):
    """Reads a day as it is now and shows its sheet in the program's preview, which prints."""

    def __init__(self, office: Office, navigation: Navigation, page: QWidget) -> None:
        super().__init__(page)
        self._office, self._navigation = office, navigation

    def print(self, day: date) -> None:
        self._office.ask(day_sheet, day, then=self._show, topic="paper")

    def _show(self, sheet: DaySheet) -> None:
        name = f"day-{sheet.day.isoformat()}.pdf"
        self._navigation.preview(_("Day sheet"), partial(sheet_bytes, sheet), file_name=name)


def sheet_bytes(sheet: DaySheet) -> bytes:
    """The printing library is loaded only when a paper is made."""
    from printing.day_sheet import day_sheet_pdf

    return day_sheet_pdf(sheet)
