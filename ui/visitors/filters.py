"""What the list of visitors is narrowed to: a line of words and chips with menus. Holds the filter, asks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from models.visitors.queries import VisitorFilter
from resources import formats
from resources.words import _
from ui.theme import sizes
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextField
from ui.widgets.filter_chip import FilterChip
from ui.widgets.flow_layout import FlowLayout

PAUSE_MS = 70
SEARCH_WIDTH = 264


class FilterBar(QWidget):
    """The line above the list. `filter()` is always what is shown."""

    changed = Signal(object)  # VisitorFilter
    down_pressed = Signal()  # from the words into the list

    def __init__(self, today: Any, districts: Sequence[tuple[int, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._districts = today, tuple(districts)
        self._filter = VisitorFilter()
        self._categories: tuple[str, ...] = ()
        self.text = TextField("", placeholder=_("Name, phone or year of birth"))
        self.text.line.setAccessibleName(_("Find among the visitors"))
        self.text.line.setClearButtonEnabled(True)
        self.text.setFixedWidth(SEARCH_WIDTH)
        self.text.changed.connect(self._on_typed)
        self.text.returned.connect(self._on_returned)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.apply_text)
        self.district = self._menu_chip(self._fill_districts)
        self.category = self._menu_chip(self._fill_categories)
        self.visited = self._menu_chip(self._fill_periods)
        self.has_open = FilterChip(_("With open appeals"))
        self.has_open.clicked.connect(self._on_has_open)
        self.first = DateField(_("Visited from"), today=today)
        self.last = DateField(_("to"), today=today)
        for field in (self.first, self.last):
            field.line.editingFinished.connect(self._on_dates)
            field.setFixedWidth(150)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        chips = QWidget()
        flow = FlowLayout(chips)
        for chip in (self.district, self.category, self.visited, self.has_open):
            flow.addWidget(chip)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.text, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(chips, 1, Qt.AlignmentFlag.AlignVCenter)
        self._dates = QWidget()
        dates = QHBoxLayout(self._dates)
        dates.setContentsMargins(0, 0, 0, 0)
        dates.setSpacing(sizes.STEP)
        dates.addWidget(self.first)
        dates.addWidget(self.last)
        dates.addStretch(1)
        self._dates.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.STEP)
        column.addLayout(line)
        column.addWidget(self._dates)

    # --- the filter ---------------------------------------------------------------------------------------------

    def filter(self) -> VisitorFilter:
        return self._filter

    def set_filter(self, wanted: VisitorFilter) -> None:
        """Shows another filter without telling it."""
        self._filter = wanted
        if self.text.text() != wanted.text:
            self.text.set_value(wanted.text)
        self._show()

    def set_categories(self, categories: Sequence[str]) -> None:
        """The categories in use, for the menu."""
        self._categories = tuple(categories)

    def is_narrow(self) -> bool:
        """Whether anything but the order is set."""
        f = self._filter
        return replace(f, sort=VisitorFilter().sort, descending=VisitorFilter().descending) != VisitorFilter()

    def narrow(self, **sides: Any) -> None:
        """Changes some sides of the filter and tells it."""
        wanted = replace(self._filter, **sides)
        if wanted != self._filter:
            self._filter = wanted
            self._show()
            self.changed.emit(wanted)

    def clear(self) -> None:
        """Everybody, in the same order."""
        self._pause.stop()
        self.text.set_value("")
        self._dates.hide()
        empty = VisitorFilter()
        self.narrow(
            text="", district_id=None, category=None, visited_from=None, visited_to=None, has_open=empty.has_open
        )

    def apply_text(self) -> None:
        """What is typed counts now."""
        self._pause.stop()
        self.narrow(text=self.text.text())

    # --- showing ------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        f = self._filter
        district = next((name for key, name in self._districts if key == f.district_id), _("District not given"))
        self._show_chip(self.district, f.district_id is not None, _("District"), district)
        self._show_chip(self.category, f.category is not None, _("Category"), f.category or _("No category"))
        period = period_words(f.visited_from, f.visited_to, self._today())
        self._show_chip(self.visited, bool(period), _("Visited"), period)
        self.has_open.set_active(f.has_open, removable=f.has_open)
        self.has_open.setAccessibleDescription(_("on") if f.has_open else _("off"))

    def _show_chip(self, chip: FilterChip, is_on: bool, title: str, words: str) -> None:
        chip.set_active(is_on)
        chip.setText(words if is_on else title)
        chip.setAccessibleName(f"{title}: {words}" if is_on else title)

    # --- menus --------------------------------------------------------------------------------------------------

    def _menu_chip(self, fill: Any) -> FilterChip:
        chip = FilterChip("", menu=True)

        def open_menu() -> None:
            menu = QMenu(chip)
            fill(menu)
            menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))

        chip.clicked.connect(open_menu)
        return chip

    def _entry(self, menu: QMenu, text: str, is_on: bool, **sides: Any) -> None:
        action = QAction(text.replace("&", "&&"), menu)
        action.setCheckable(True)
        action.setChecked(is_on)
        action.triggered.connect(lambda _on=False: self.narrow(**sides))
        menu.addAction(action)

    def _fill_districts(self, menu: QMenu) -> None:
        chosen = self._filter.district_id
        self._entry(menu, _("All"), chosen is None, district_id=None)
        for key, name in self._districts:
            self._entry(menu, name, chosen == key, district_id=key)
        self._entry(menu, _("District not given"), chosen == 0, district_id=0)

    def _fill_categories(self, menu: QMenu) -> None:
        chosen = self._filter.category
        self._entry(menu, _("All"), chosen is None, category=None)
        for name in self._categories:
            self._entry(menu, name, chosen == name, category=name)
        self._entry(menu, _("No category"), chosen == "", category="")

    def _fill_periods(self, menu: QMenu) -> None:
        f = self._filter
        self._entry(menu, _("At any time"), not (f.visited_from or f.visited_to), visited_from=None, visited_to=None)
        for words, first, last in periods(self._today()):
            is_on = (f.visited_from, f.visited_to) == (first, last)
            self._entry(menu, words, is_on, visited_from=first, visited_to=last)
        menu.addSeparator()
        menu.addAction(_("From … to …")).triggered.connect(self._open_dates)

    def _open_dates(self) -> None:
        self.first.set_value(self._filter.visited_from)
        self.last.set_value(self._filter.visited_to)
        self._dates.show()
        self.first.line.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- events -------------------------------------------------------------------------------------------------

    def _on_typed(self) -> None:
        self._pause.start()

    def _on_returned(self) -> None:
        self.apply_text()
        self.down_pressed.emit()

    def _on_has_open(self) -> None:
        self.narrow(has_open=not self._filter.has_open)

    def _on_dates(self) -> None:
        first, last = self.first.day(), self.last.day()
        if first is not None and last is not None and last < first:
            self.last.set_problem(_("This day lies before the first one."))
            return
        self.last.clear_problem()
        self.narrow(visited_from=first, visited_to=last)


def periods(today: date) -> list[tuple[str, date, date]]:
    """The usual spans of the last visit."""
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    last_of_previous = first - timedelta(days=1)
    return [
        (_("Today"), today, today),
        (_("This week"), monday, today),
        (_("This month"), first, today),
        (_("Last month"), last_of_previous.replace(day=1), last_of_previous),
        (_("This year"), today.replace(month=1, day=1), today),
        (_("Last year"), date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    ]


def period_words(first: date | None, last: date | None, today: date) -> str:
    """«Этот месяц», «01.11.2026 – …»; empty where the span is open on both sides."""
    for words, begin, end in periods(today):
        if (begin, end) == (first, last):
            return words
    if first is None and last is None:
        return ""
    return f"{formats.short_date(first) if first else '…'} – {formats.short_date(last) if last else '…'}"
