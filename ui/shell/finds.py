"""What the search line can find, as plain rows: visitors, appeals by number, actions by their words. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.storage.keys import digits_of, search_key
from resources.words import _, ngettext
from ui.shell.actions import Action

if TYPE_CHECKING:
    from models.appeals.queries import NumberHit
    from models.office.desk import Desk
    from models.visitors.queries import VisitorHit

VISITORS = 8
ACTIONS = 6
APPEALS = 3


@dataclass(frozen=True)
class Find:
    """A row of the list: what is shown, and what Enter and Ctrl+Enter do."""

    icon: str
    title: str
    note: str
    open: Callable[[], object]
    book: Callable[[], object] | None = None
    key: str = ""


@dataclass(frozen=True)
class Found:
    """The records' part of an answer, as it comes from the lane."""

    text: str
    visitors: tuple[VisitorHit, ...] = ()
    appeals: tuple[NumberHit, ...] = ()


def look_up(desk: Desk, text: str) -> Found:
    """Visitors by name or phone, and appeals by the number or its last digits."""
    from models.appeals.queries import by_number
    from models.visitors.queries import search

    return Found(text, tuple(search(desk, text, VISITORS)), tuple(by_number(desk, text, APPEALS)))


def fitting_actions(actions: Iterable[Action], text: str, most: int = ACTIONS) -> list[Action]:
    """Actions that can be run now and each of whose typed words begins a word of theirs."""
    typed = search_key(text).split()
    found = []
    for action in actions:
        words = search_key(action.words()).split()
        if action.when() and all(any(word.startswith(start) for word in words) for start in typed):
            found.append(action)
    return found[:most]


def visitor_note(hit: VisitorHit) -> str:
    """«1957 · +7 912 884-17-05 · last visit 11.11.2026»."""
    from models.visitors.phones import shown
    from resources import formats

    parts = [str(hit.birth_year) if hit.birth_year else "", shown(hit.phone) if hit.phone else ""]
    if hit.open_appeals:
        n = hit.open_appeals
        parts.append(ngettext("{n} open appeal", "{n} open appeals", n).format(n=n))
    if hit.last_visit:
        parts.append(_("last visit {date}").format(date=formats.short_date(hit.last_visit)))
    return " · ".join(part for part in parts if part)


def is_phone_like(text: str) -> bool:
    """Whether a new caller could be booked by what was typed."""
    return len(digits_of(text)) >= 5 and not any(c.isalpha() for c in text)
