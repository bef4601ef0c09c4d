"""The form of a new office: everything that is asked at the first start. Plain content in, plain content out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, QTimeZone, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.office.hours import WEEKDAYS
from models.office.office_file import DEFAULTS
from models.problems import Problem
from resources.words import _, language
from ui.theme import sizes
from ui.welcome.people import People, heading
from ui.widgets.field import Field
from ui.widgets.fields import TextArea, TextField
from ui.widgets.form import Form
from ui.widgets.tab_order import show_whole
from ui.widgets.week_hours import WeekHours
from ui.widgets.zone_field import ZoneField


def zone_of_computer() -> str:
    """The computer's time zone where it is a real place, else Moscow's."""
    from zoneinfo import available_timezones

    zone = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return zone if "/" in zone and not zone.startswith("Etc/") and zone in available_timezones() else "Europe/Moscow"


class OfficeForm(QScrollArea):
    """Fields one under another, scrolling inside. Enter goes to the next field."""

    submitted = Signal()  # Ctrl+Enter in a field of several lines

    def __init__(self, now: datetime) -> None:
        super().__init__()
        self.form = Form(self)
        self.base: dict[str, Any] = {}  # what an office file said that no field here shows
        add = self.form.add
        self.name = add(
            "name", TextField(_("Name of the office"), placeholder=_("Public reception office of the city"))
        )
        self.address = add("address", TextField(_("Address"), placeholder=_("614000, Perm, Sadovaya st., 12")))
        self.phones = add("phones", TextField(_("Phones"), placeholder="8 (342) 200-00-00"))
        self.area_code = add("area_code", TextField(_("Area code"), placeholder="342", max_length=6))
        self.zone = add("timezone", ZoneField(_("Time zone"), now))
        self.minutes = add("slot_minutes", TextField(_("Minutes for one visitor"), max_length=4))
        self.hours = add("hours", WeekHours())
        self.people = People()
        self.districts = add(
            "districts", TextArea("", placeholder=_("One district on each line"), lines=4, max_length=9000)
        )
        self.districts.area.setAccessibleName(_("Districts"))
        self.districts.passed.connect(self.submitted)
        self._lay_out()
        self.fill({})

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(sizes.PAGE, 4, sizes.PAGE, sizes.PAGE)
        column.setSpacing(12)
        column.addWidget(heading(_("The office")))
        column.addLayout(_line((self.name, 1)))
        column.addLayout(_line((self.address, 1)))
        column.addLayout(_line((self.phones, 5), (self.area_code, 2), (self.zone, 5)))
        column.addWidget(heading(_("When visitors are received"), _("Holidays are known; days off are added later.")))
        hours = QHBoxLayout()
        hours.setSpacing(sizes.PAGE)
        hours.addWidget(self.hours, 3)
        hours.addWidget(self.minutes, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(hours)
        note = _("At least one person is the head of the office. Ticked topics send a caller to the right expert.")
        column.addWidget(heading(_("Who works here"), note))
        column.addWidget(self.people)
        column.addWidget(heading(_("Districts"), _("Reports show where appeals come from. May stay empty.")))
        column.addWidget(self.districts)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(self.name)

    # --- content ---------------------------------------------------------------------------------------------------

    def fill(self, content: dict[str, Any]) -> None:
        """Shows an office's content; what is missing gets the usual values."""
        self.base = dict(content)
        full = {**DEFAULTS, "timezone": zone_of_computer(), **content}
        self.form.set_values(
            {
                "name": full.get("name", ""),
                "address": full["address"],
                "phones": ", ".join(full["phones"]),
                "area_code": full["area_code"],
                "timezone": full["timezone"],
                "slot_minutes": str(full["slot_minutes"]),
                "hours": full["hours"],
                "districts": "\n".join(full["districts"]),
            }
        )
        self.people.set_people(full["staff"])

    def content(self) -> dict[str, Any]:
        """The office file that the form describes."""
        return {**self._typed(), "staff": self.people.content()}

    def typed(self) -> dict[str, Any]:
        """Everything as it stands, to fill the same form in another language."""
        return {**self._typed(), "staff": self.people.typed()}

    def _typed(self) -> dict[str, Any]:
        minutes = self.minutes.text()
        hours = self.hours.value()
        return {
            **self.base,
            "name": self.name.text(),
            "address": self.address.text(),
            "phones": [phone.strip() for phone in self.phones.text().split(",") if phone.strip()],
            "area_code": self.area_code.text().strip("()"),
            "timezone": self.zone.value() or "",
            "language": language() if language() in ("ru", "en") else "ru",
            "hours": hours if isinstance(hours, dict) else {},
            "slot_minutes": int(minutes) if minutes.isdecimal() else minutes,
            "districts": [line.strip() for line in self.districts.text().splitlines() if line.strip()],
        }

    # --- what is wrong ---------------------------------------------------------------------------------------------

    def check(self) -> bool:
        """Says under the fields what is wrong and goes to the first; True if nothing is."""
        self.form.clear_problems()
        first: Field | None = None
        for field, complaint in self._complaints():
            field.set_problem(complaint)
            first = first or (field if complaint else None)
        wrong_person = self.people.check()
        if first is None and wrong_person is not None:
            first = wrong_person.name if wrong_person.name.problem() else wrong_person.role
        if first is not None:
            self._go_to(first)
        return first is None

    def _complaints(self) -> list[tuple[Field, str]]:
        minutes = self.minutes.text()
        in_range = minutes.isdecimal() and 5 <= int(minutes) <= 480
        hours = self.hours.value()
        is_open = isinstance(hours, dict) and any(hours.get(day) for day in WEEKDAYS)
        return [
            (self.name, "" if self.name.text() else _("The office needs a name.")),
            (self.zone, self.zone.complaint() or ("" if self.zone.value() else _("Choose the office's time zone."))),
            (self.hours, self.hours.complaint() or ("" if is_open else _("Tick at least one day of the week."))),
            (self.minutes, "" if in_range else _("A reception lasts from 5 to 480 minutes.")),
            (self.districts, self.districts.complaint()),
        ]

    def _go_to(self, field: Field) -> None:
        if field is self.hours:
            self.hours.focus_wrong()
        else:
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(field, 0, 60)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The page knows the way and shows where it leads; the scroll area's own would show but a part of it."""
        return QWidget.focusNextPrevChild(self, forward)

    def show_whole(self, widget: QWidget) -> None:
        """Scrolls until the widget is seen whole, with a little around it."""
        show_whole(self, widget)

    def show_problems(self, problems: Sequence[Problem]) -> list[Problem]:
        """Puts the rules' sentences under their fields; those that have none come back."""
        return self.form.show_problems(problems)

    # --- the keyboard ----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that no field took for itself goes on to the next one."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.focusNextChild()
            return
        super().keyPressEvent(event)


def _line(*fields: tuple[Field, int]) -> QHBoxLayout:
    """Fields side by side, their labels on one line."""
    row = QHBoxLayout()
    row.setSpacing(12)
    for field, stretch in fields:
        row.addWidget(field, stretch, Qt.AlignmentFlag.AlignTop)
    return row
