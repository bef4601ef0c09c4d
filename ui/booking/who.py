"""Finds out who is calling while phone or name are typed. Asks the office; shows nothing but the list of people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models.storage.keys import digits_of, search_key
from models.visitors import phones
from models.visitors.rules import VisitorDraft
from resources import formats
from resources.words import _, language, ngettext
from ui.booking.callers import MOST, Caller, CallerList
from ui.widgets.visitor_summary import shown_name

if TYPE_CHECKING:
    from models.office.desk import Desk
    from models.visitors.card import VisitorCard
    from models.visitors.queries import VisitorHit
    from ui.booking.form import BookingForm
    from ui.shell.office import Office

FEWEST_DIGITS = 4  # from here on people are looked for
SURE_DIGITS = 7  # one person found by so many is the caller
FEWEST_LETTERS = 2


@dataclass(frozen=True)
class People:
    """The answer to what was typed."""

    text: str
    hits: tuple[VisitorHit, ...] = field(default=())


@dataclass(frozen=True)
class ReadPhone:
    """A phone as it is understood, its region, and what is wrong with it."""

    text: str
    shown: str = ""
    region: str = ""
    trouble: str = ""


def people_by_phone(desk: Desk, text: str) -> People:
    """Who has this number, or one that holds these digits: callers are known by their last digits too."""
    from models.visitors.queries import by_phone, search

    hits = by_phone(desk, text, MOST)
    if not hits and not any(c.isalpha() for c in text) and len(digits_of(text)) >= FEWEST_DIGITS:
        hits = search(desk, text, MOST)
    return People(text, tuple(hits))


def people_by_name(desk: Desk, text: str) -> People:
    from models.visitors.queries import search

    return People(text, tuple(search(desk, text, MOST)))


def read_phone(text: str, country: str, area_code: str, language_code: str, is_left: bool = False) -> ReadPhone:
    """Away from the window and the database: loads the tables of regions. Only `is_left` is an unfinished one wrong."""
    phone = phones.parsed(text, country, area_code)
    if phone.e164 is None:
        problem = phones.problem_of(phone)
        is_wrong = problem is not None and (is_left or not phones.is_unfinished(phone))
        return ReadPhone(text, trouble=str(problem) if is_wrong else "")
    return ReadPhone(text, phone.shown(), phone.region("ru" if language_code == "ru" else "en"))


class Who(QObject):
    """The caller: somebody known, chosen by number, by list or by name, or a newcomer with what was typed."""

    changed = Signal()  # another person, or other words for a newcomer
    settled = Signal()  # an answer came: waiting may be over
    picked = Signal()  # a person was chosen from the list: on to the question

    def __init__(self, office: Office, form: BookingForm, page: QWidget) -> None:
        super().__init__(page)
        self._office, self._form = office, form
        self.list = CallerList(page)
        self.list.chosen.connect(self._on_picked)
        self.visitor_id: int | None = None
        self._is_by_phone = False  # the visitor was found by the number, not chosen by hand
        self._is_newcomer = False  # a person said that none of the found is it
        self._pending = 0
        self._read_for = ""  # the phone whose region is wanted
        self._hits: tuple[VisitorHit, ...] = ()
        form.phone.changed.connect(self._on_phone)
        form.phone.line.editingFinished.connect(self._on_phone_left)
        form.visitor.changed.connect(self._on_name)
        for line in (form.phone.line, form.visitor.line):
            line.installEventFilter(self)

    # --- what is known --------------------------------------------------------------------------------------------

    def is_waiting(self) -> bool:
        """Whether a person may yet be found for what is typed."""
        return self._pending > 0

    def draft(self) -> VisitorDraft:
        """A newcomer as typed."""
        phone = self._form.phone.text()
        return VisitorDraft(self._form.visitor.text(), (phone,) if phone else ())

    def is_new_phone(self) -> bool:
        """Whether a number is typed that nobody known has."""
        is_whole = len(digits_of(self._form.phone.text())) >= SURE_DIGITS
        return is_whole and not self._pending and (not self._hits or self._is_newcomer)

    def search_by_name(self) -> None:
        """Shows whom the name fits."""
        self._form.visitor.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask(people_by_name, self._form.visitor.text(), self._on_people_by_name)

    def choose(self, visitor_id: int | None) -> None:
        """Somebody from outside (a card, a draft); the card's answer fills in the words."""
        self.visitor_id, self._is_by_phone = visitor_id, False

    def fill(self, card: VisitorCard) -> None:
        """The visitor's card came: the fields say who it is."""
        name = shown_name(card.name, card.id)
        year = f", {card.birth_year}" if card.birth_year else ""
        self._form.visitor.set_value(name + year)
        if not self._form.phone.text() and card.phones:
            self._form.phone.set_value(card.phones[0].shown())
        words = _("Known by the phone") if self._is_by_phone else _("In the file")
        if card.appeals:
            counted = ngettext("{n} appeal so far", "{n} appeals so far", card.appeals).format(n=card.appeals)
            words = f"{words} · {counted}"
        self._form.visitor.set_hint(words, "green")
        typed = self._form.phone.text()
        key = phones.key(typed)
        own = [phone.shown() for phone in card.phones if key and phones.key(phone.e164 or phone.typed).endswith(key)]
        self._ask_region(own[0] if own else typed)

    def read_again(self) -> None:
        """The phone was put in by the program: its region is wanted too."""
        self._ask_region(self._form.phone.text())

    def clear(self) -> None:
        """Nobody yet."""
        self.visitor_id, self._is_by_phone, self._is_newcomer = None, False, False
        self._hits = ()
        self.list.hide()
        self._form.visitor.set_hint("")
        self._form.phone.set_hint(_no_phone())

    # --- typing -----------------------------------------------------------------------------------------------------

    def _on_phone(self) -> None:
        text = self._form.phone.text()
        self._is_newcomer = False
        if self.visitor_id is not None:
            self._forget(keep_name=False)
        self._form.phone.set_hint("" if text else _no_phone())
        if len(digits_of(text)) >= FEWEST_DIGITS:
            self._ask(people_by_phone, text, self._on_people_by_phone)
        else:
            self._ask(people_by_phone, "", self._on_people_by_phone)
        self._ask_region(text)
        self.changed.emit()

    def _on_name(self) -> None:
        text = self._form.visitor.text()
        if self.visitor_id is not None:
            self._forget(keep_name=True)
        wanted = text if sum(c.isalpha() for c in text) >= FEWEST_LETTERS else ""
        self._ask(people_by_name if wanted else people_by_phone, wanted, self._on_people_by_name)
        self.changed.emit()

    def _forget(self, *, keep_name: bool) -> None:
        """The visitor shown is not the one meant any more."""
        self.visitor_id, self._is_by_phone = None, False
        self._form.visitor.set_hint("")
        if not keep_name:
            self._form.visitor.set_value("")

    def _ask(self, query: object, text: str, then: object) -> None:
        self._pending = 1
        self._office.ask(query, text, then=then, failed=self._on_failed, topic="people")  # type: ignore[arg-type]

    def _on_phone_left(self) -> None:
        """What nobody can be rung up by is said at once; one may go on all the same."""
        text = self._form.phone.text()
        if text and self.visitor_id is None:
            self._ask_region(text, is_left=True)

    def _ask_region(self, text: str, *, is_left: bool = False) -> None:
        facts = self._office.facts
        self._read_for = text
        if is_left or len(digits_of(text)) >= SURE_DIGITS:
            self._office.outside(
                read_phone, text, facts.country, facts.area_code, language(), is_left,
                then=self._on_read, topic="region",
            )  # fmt: skip

    # --- answers ----------------------------------------------------------------------------------------------------

    def _on_people_by_phone(self, found: People) -> None:
        self._pending = 0
        self._hits = found.hits
        sure = len(digits_of(found.text)) >= SURE_DIGITS
        if len(found.hits) == 1 and sure and not self._is_newcomer:
            self.list.hide()
            self._take(found.hits[0].id, by_phone=True)
        elif found.hits and not self._is_newcomer:
            self._show_list(self._form.phone, with_newcomer=True, current=0)
        else:
            self.list.hide()
            if sure and len(digits_of(found.text)) >= 10:
                self._form.visitor.set_hint(_("New here"))
        self.settled.emit()

    def _on_people_by_name(self, found: People) -> None:
        self._pending = 0
        self._hits = found.hits
        if self.visitor_id is None and found.hits and self._form.visitor.line.hasFocus():
            self._show_list(self._form.visitor, with_newcomer=False, current=self._sure_namesake(found))
        else:
            self.list.hide()
        self.settled.emit()

    def _sure_namesake(self, found: People) -> int:
        """The one person of exactly this name is meant where no phone says otherwise; else nobody is marked."""
        same = [at for at, hit in enumerate(found.hits) if search_key(hit.name) == search_key(found.text)]
        return same[0] if len(same) == 1 and not self._form.phone.text() else -1

    def _on_failed(self, _problems: object) -> None:
        self._pending = 0
        self.settled.emit()

    def _on_read(self, read: ReadPhone) -> None:
        if read.text != self._read_for or not self._form.phone.text():
            return
        if read.trouble and self.visitor_id is not None:
            return  # known by a part of the number
        words = " · ".join(part for part in (read.shown, read.region) if part)
        self._form.phone.set_hint(read.trouble or words, "amber" if read.trouble else "muted")

    # --- choosing -----------------------------------------------------------------------------------------------------

    def _show_list(self, field: object, *, with_newcomer: bool, current: int) -> None:
        form = self._form
        under = form.phone.line if field is form.phone else form.visitor.line
        shown = [
            Caller(hit.id, _who(hit), _what(hit), f"Alt+{number}") for number, hit in enumerate(self._hits, start=1)
        ]
        if with_newcomer:
            shown.append(Caller(None, _("Somebody new on this number"), "", "Alt+0"))
        width = form.visitor.mapTo(form, form.visitor.rect().topRight()).x() - under.mapTo(form, under.pos()).x()
        self.list.show_callers(shown, under, max(420, width), current)

    def _on_picked(self, visitor_id: int | None) -> None:
        if visitor_id is None:
            self._is_newcomer = True
            self._form.visitor.set_hint(_("New here"))
            self._form.visitor.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()
            return
        if self._form.visitor.line.hasFocus():
            self._form.phone.set_hint("")
        self._take(visitor_id, by_phone=self._form.phone.line.hasFocus())
        self.picked.emit()

    def _take(self, visitor_id: int, *, by_phone: bool) -> None:
        self.visitor_id, self._is_by_phone = visitor_id, by_phone
        hit = next((hit for hit in self._hits if hit.id == visitor_id), None)
        if hit is not None:
            self._form.visitor.set_value(_who(hit))
            self._form.visitor.clear_problem()
            self._form.phone.set_hint("")
        self.changed.emit()

    def new_person(self) -> None:
        """None of the found: a newcomer on the same number."""
        if self.visitor_id is not None:
            self._forget(keep_name=False)
        self.list.hide()
        self._on_picked(None)

    def choose_number(self, number: int) -> bool:
        return self.list.choose_number(number)

    # --- keys in the two fields --------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.list.hide()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not self.list.isVisible():
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.list.step(step)
            return True
        return False


def _no_phone() -> str:
    return _("No phone? Just press Enter")


def _who(hit: VisitorHit) -> str:
    year = f", {hit.birth_year}" if hit.birth_year else ""
    return shown_name(hit.name, hit.id) + year


def _what(hit: VisitorHit) -> str:
    """«+7 912 884-17-05 · Свердловский · был 11.11.2026 · 1 открытое обращение»."""
    parts = [phones.shown(hit.phone) if hit.phone else "", hit.district or ""]
    if hit.last_visit:
        parts.append(_("last visit {date}").format(date=formats.short_date(hit.last_visit)))
    if hit.open_appeals:
        n = hit.open_appeals
        parts.append(ngettext("{n} open appeal", "{n} open appeals", n).format(n=n))
    return " · ".join(part for part in parts if part)
