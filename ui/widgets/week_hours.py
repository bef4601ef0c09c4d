"""The week's hours as a field: for each day a tick, its hours, its breaks. Values are ranges as in office files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from models.office.hours import WEEKDAYS, parsed_range, problems_of_ranges
from resources.formats import weekday
from resources.words import _
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.buttons import Link
from ui.widgets.field import Field
from ui.widgets.fields import CheckBox
from ui.widgets.marks import mark_wrong

USUAL = ("10:00-13:00", "14:00-18:00")
_MONDAY = date(2026, 11, 23)
_SHORT = re.compile(r"\s*(\d{1,2})(?:[:.](\d{1,2}))?\s*(?:[-–—]|\s)\s*(\d{1,2})(?:[:.](\d{1,2}))?\s*")


def day_name(day: str) -> str:
    """The weekday's name in the current language."""
    return weekday(_MONDAY + timedelta(days=WEEKDAYS.index(day)))


def typed_ranges(text: str) -> list[str]:
    """«10-13, 14.00 – 18:00» as ["10:00-13:00", "14:00-18:00"]; what cannot be read stays as it was typed."""
    found = []
    for part in re.split(r"[,;]", text):
        match = _SHORT.fullmatch(part)
        if match:
            found.append(f"{int(match[1]):02d}:{match[2] or '00'}-{int(match[3]):02d}:{match[4] or '00'}")
        elif part.strip():
            found.append(part.strip())
    return found


def shown(ranges: Sequence[str]) -> str:
    """Ranges as people read them, with a dash."""
    return ", ".join(text.replace("-", "\N{EN DASH}") for text in ranges)


def without_breaks(hours: Sequence[str], breaks: Sequence[str]) -> list[str]:
    """The hours with the breaks cut out. Raises ValueError with what is unreadable or stands outside."""
    pieces = [parsed_range(text) for text in hours]
    for text in breaks:
        first, last = parsed_range(text)
        holding = next((piece for piece in pieces if piece[0] < first and last < piece[1]), None)
        if holding is None:
            raise ValueError(text)
        at = pieces.index(holding)
        pieces[at : at + 1] = [(holding[0], first), (last, holding[1])]
    return [f"{first:%H:%M}-{last:%H:%M}" for first, last in pieces]


def with_breaks(ranges: Sequence[str]) -> tuple[list[str], list[str]]:
    """The day from its beginning to its end, and the gaps in it."""
    try:
        pieces = sorted(parsed_range(text) for text in ranges)
    except ValueError:
        return list(ranges), []
    if not pieces:
        return [], []
    gaps = [f"{a[1]:%H:%M}-{b[0]:%H:%M}" for a, b in pairwise(pieces) if a[1] < b[0]]
    return [f"{pieces[0][0]:%H:%M}-{pieces[-1][1]:%H:%M}"], gaps


class DayLine:
    """One day: a tick and two lines to type in."""

    def __init__(self, day: str) -> None:
        self.day = day
        self.tick = CheckBox(day_name(day))
        self.hours, self.breaks = QLineEdit(), QLineEdit()
        for line, name in ((self.hours, _("Hours")), (self.breaks, _("Break"))):
            line.setMinimumHeight(sizes.FIELD)
            line.setMaxLength(120)
            line.setAccessibleName(f"{day_name(day)}: {name}")
        self.hours.setPlaceholderText("10:00\N{EN DASH}18:00")
        self.breaks.setPlaceholderText(_("none"))

    def show(self, ranges: Sequence[str]) -> None:
        hours, breaks = with_breaks(ranges)
        blocked = [QSignalBlocker(part) for part in (self.tick, self.hours, self.breaks)]
        self.tick.setChecked(bool(ranges))
        self.hours.setText(shown(hours))
        self.breaks.setText(shown(breaks))
        del blocked
        self.enable()

    def enable(self) -> None:
        for line in (self.hours, self.breaks):
            line.setVisible(self.tick.isChecked())

    def ranges(self) -> list[str]:
        """What the day's lines say; unreadable words stay in it, for the complaint and for whoever checks."""
        if not self.tick.isChecked():
            return []
        hours, breaks = typed_ranges(self.hours.text()), typed_ranges(self.breaks.text())
        try:
            return without_breaks(hours, breaks)
        except ValueError:
            return hours + breaks

    def complaint(self) -> str:
        """What is wrong with the day, with its name."""
        if not self.tick.isChecked():
            return ""
        hours, breaks = typed_ranges(self.hours.text()), typed_ranges(self.breaks.text())
        if not hours:
            return _("{day}: give the hours, or take the tick away.").format(day=day_name(self.day))
        for problem in (*problems_of_ranges(hours, ""), *problems_of_ranges(breaks, "")):
            return f"{day_name(self.day)}: {problem}"
        try:
            without_breaks(hours, breaks)
        except ValueError as error:
            text = _("{day}: the break {text} is not within the hours.")
            return text.format(day=day_name(self.day), text=shown([str(error)]))
        return ""

    def mark(self, wrong: bool) -> None:
        for line in (self.hours, self.breaks):
            mark_wrong(line, wrong)


class WeekHours(Field):
    """Hours of each day of the week. value(): {"mon": ["10:00-13:00", "14:00-18:00"], …}."""

    def __init__(self, label_text: str = "", *, hint: str = "", parent: QWidget | None = None) -> None:
        editor = QWidget()
        self.days = {day: DayLine(day) for day in WEEKDAYS}
        self._same = Link(_("The same Tuesday to Friday"), style="small", run=self.repeat_monday)
        super().__init__(label_text, editor, hint=hint, parent=parent)
        grid = QGridLayout(editor)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(sizes.STEP)
        grid.setVerticalSpacing(6)
        for column, text in ((1, _("Hours")), (2, _("Break"))):
            grid.addWidget(label(text, "caption"), 0, column)
        for row, line in enumerate(self.days.values(), start=1):
            grid.addWidget(line.tick, row, 0)
            grid.addWidget(line.hours, row, 1)
            grid.addWidget(line.breaks, row, 2)
            grid.setRowMinimumHeight(row, sizes.FIELD)
            line.tick.toggled.connect(lambda _on, day=line.day: self._on_ticked(day))
            for edit in (line.hours, line.breaks):
                edit.textEdited.connect(self._on_edited)
                edit.editingFinished.connect(lambda line=line: self._tidy(line))
        grid.addWidget(self._same, 1, 3)
        for column, (stretch, least) in enumerate(((0, 130), (3, 130), (3, 130), (0, 0))):
            grid.setColumnStretch(column, stretch)
            grid.setColumnMinimumWidth(column, least)
        self.setFocusProxy(self.days["mon"].tick)
        self.set_value({})

    def value(self) -> object:
        return {day: line.ranges() for day, line in self.days.items()}

    def set_value(self, value: object) -> None:
        ranges = value if isinstance(value, Mapping) else {}
        for day, line in self.days.items():
            line.show(ranges.get(day) or [])

    def complaint(self) -> str:
        first = ""
        for line in self.days.values():
            complaint = line.complaint()
            line.mark(bool(complaint))
            first = first or complaint
        return first

    def clear_problem(self) -> None:
        super().clear_problem()
        for line in self.days.values():
            line.mark(False)

    def focus_wrong(self) -> None:
        """The keyboard goes to the first day that is wrong."""
        wrong = next((line for line in self.days.values() if line.complaint()), None)
        if wrong is not None:
            wrong.hours.setFocus(Qt.FocusReason.OtherFocusReason)

    def repeat_monday(self) -> None:
        """Monday's hours on the four days after it."""
        monday = self.days["mon"].ranges()
        for day in WEEKDAYS[1:5]:
            self.days[day].show(monday)
        self._on_edited()

    def _on_ticked(self, day: str) -> None:
        line = self.days[day]
        if line.tick.isChecked() and not line.hours.text():
            line.show(self.days["mon"].ranges() or list(USUAL))
        line.enable()
        self._on_edited()

    def _tidy(self, line: DayLine) -> None:
        """Short writing becomes the full one: «10-18» → «10:00–18:00»."""
        if not line.complaint():
            line.show(line.ranges())
