"""Pages are opened by what is meant, never by importing them; remembers the way back. Holds no widgets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from models.appeals.queries import AppealFilter

HOME = "today"
CARDS = ("visitor", "appeal")  # one may follow another, and each is a step to come back to
STEPS = 50  # how many places back are remembered


@dataclass(frozen=True)
class Place:
    """A page and what it was opened with."""

    name: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


class Navigation(QObject):
    """The window listens to `opened`; pages and actions only call the verbs."""

    opened = Signal(object)  # Place
    call_note_wanted = Signal()
    search_wanted = Signal(str)
    theme_wanted = Signal(str)
    language_wanted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = "system"  # as chosen on this computer: system, light or dark
        self._places: list[Place] = []

    @property
    def here(self) -> Place:
        return self._places[-1] if self._places else Place(HOME)

    def may_go_back(self) -> bool:
        return len(self._places) > 1

    def open_today(self, day: date | None = None) -> None:
        self._open("today", day=day)

    def open_calendar(self, day: date | None = None) -> None:
        self._open("calendar", day=day)

    def open_booking(
        self,
        *,
        visitor_id: int | None = None,
        phone: str = "",
        walk_in: bool = False,
        start: datetime | None = None,
        expert_id: int | None = None,
        appointment_id: int | None = None,
        outreach_id: int | None = None,
    ) -> None:
        """The booking form; with `appointment_id` it moves that appointment."""
        self._open(
            "booking",
            visitor_id=visitor_id,
            phone=phone,
            walk_in=walk_in,
            start=start,
            expert_id=expert_id,
            appointment_id=appointment_id,
            outreach_id=outreach_id,
        )

    def open_visitors(self, text: str = "") -> None:
        self._open("visitors", text=text)

    def open_visitor(self, visitor_id: int) -> None:
        self._open("visitor", visitor_id=visitor_id)

    def open_appeals(self, filter: AppealFilter | None = None) -> None:
        self._open("appeals", filter=filter)

    def open_appeal(self, appeal_id: int, *, instead: bool = False) -> None:
        """The card; `instead` of the present place, whose work is done: the way back passes it over."""
        if instead and len(self._places) > 1:
            self._places.pop()
        self._open("appeal", appeal_id=appeal_id)

    def open_new_appeal(self, *, appointment_id: int | None = None, visitor_id: int | None = None) -> None:
        self._open("new_appeal", appointment_id=appointment_id, visitor_id=visitor_id)

    def open_letter(self, appeal_id: int) -> None:
        self._open("letter", appeal_id=appeal_id)

    def open_outreach(self, outreach_id: int | None = None) -> None:
        self._open("outreach", outreach_id=outreach_id)

    def open_report(self, period: str | None = None) -> None:
        self._open("reports", period=period)

    def open_settings(self, section: str | None = None) -> None:
        self._open("settings", section=section)

    def preview(self, title: str, make: Callable[[], bytes], *, file_name: str = "") -> None:
        """Shows a paper. `make` runs on the outside lane (no database) and returns the PDF's bytes."""
        self._open("preview", title=title, make=make, file_name=file_name)

    def note_call(self) -> None:
        """The one-line note of a call that was only a question."""
        self.call_note_wanted.emit()

    def search(self, text: str = "") -> None:
        """The line that finds visitors, appeals and actions."""
        self.search_wanted.emit(text)

    def use_theme(self, name: str) -> None:
        """Puts the theme "light", "dark" or "system" on, now and at the next start."""
        self.theme_wanted.emit(name)

    def use_language(self, code: str) -> None:
        """Changes the program's words to "ru" or "en", now and at the next start; the pages are built anew."""
        self.language_wanted.emit(code)

    def open_page(self, name: str, **parameters: Any) -> None:
        """A page of the sidebar with nothing particular in mind; or "import" with `path` or `choose`."""
        self._open(name, **parameters)

    def back(self) -> None:
        """The place before this one; from the first place, home."""
        if len(self._places) > 1:
            self._places.pop()
        elif self.here.name != HOME:
            self._places = [Place(HOME)]
        else:
            return
        self.opened.emit(self.here)

    def again(self) -> None:
        """Opens the present place anew (after a change of language); at the very beginning, home."""
        if not self._places:
            self._places.append(Place(HOME))
        self.opened.emit(self.here)

    def forget(self) -> None:
        """Another office: no way back into the old one."""
        self._places.clear()

    def remember(self, **parameters: Any) -> None:
        """A page notes where it stands now (its day, its filter), so that coming back finds the same."""
        if self._places:
            here = self._places[-1]
            self._places[-1] = Place(here.name, {**here.parameters, **parameters})

    def _open(self, name: str, **parameters: Any) -> None:
        place = Place(name, {key: value for key, value in parameters.items() if value is not None})
        if self._places and self._places[-1].name == name and (name not in CARDS or self._places[-1] == place):
            self._places[-1] = place  # the next day or month on the same page is no step to come back to
        else:
            self._places.append(place)
        del self._places[:-STEPS]
        self.opened.emit(place)
