"""The chip that narrows appeals to the days of their registration; the journal is printed of the same days."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from models.reports import periods
from models.reports.labels import period_words
from models.reports.report import Period
from resources import formats
from resources.words import _
from ui.widgets.filter_chip import FilterChip


class PeriodChip(FilterChip):
    """Shows the days in words; its menu offers the present and the past month, quarter and year."""

    chosen = Signal(object, object)  # first day, last day; None, None for all

    def __init__(self, first: date | None, last: date | None, today: date) -> None:
        offered = offered_periods(today)
        super().__init__(days_in_words(first, last, offered), active=bool(first or last), menu=True)
        self._choices = QMenu(self)
        self._offer(_("All"), None, None, is_on=not (first or last))
        for period in offered:
            text = _capital(period_words(period))
            self._offer(text, period.first, period.last, is_on=(first, last) == (period.first, period.last))
        self.clicked.connect(self._open)

    def _offer(self, text: str, first: date | None, last: date | None, *, is_on: bool) -> None:
        entry = QAction(text, self._choices)
        entry.setCheckable(True)
        entry.setChecked(is_on)
        entry.triggered.connect(lambda: self.chosen.emit(first, last))
        self._choices.addAction(entry)

    def choices(self) -> list[QAction]:
        """What the menu offers."""
        return self._choices.actions()

    def _open(self) -> None:
        self._choices.exec(self.mapToGlobal(self.rect().bottomLeft()))


def offered_periods(today: date) -> list[Period]:
    """This month and the one before, this quarter, this year and the one before."""
    month, quarter = periods.containing(today), periods.containing(today, periods.QUARTER)
    year = periods.containing(today, periods.YEAR)
    return [month, periods.stepped(month, -1), quarter, year, periods.stepped(year, -1)]


def days_in_words(first: date | None, last: date | None, known: list[Period]) -> str:
    """«Ноябрь 2026 года», or the days themselves; what the chip is about where it is open."""
    if first is None and last is None:
        return _("Received")
    named = next((period for period in known if (period.first, period.last) == (first, last)), None)
    if named is not None:
        return _capital(period_words(named))
    begin = formats.short_date(first) if first else "…"
    end = formats.short_date(last) if last else "…"
    return f"{begin} – {end}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
