"""What the search line can find, as plain rows: visitors, appeals by number, actions by their words. No widgets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.storage.keys import digits_of, search_key
from resources.words import _, ngettext
from ui.shell.actions import Action

if TYPE_CHECKING:
    from models.office.desk import Desk

VISITORS = 8
ACTIONS = 6
_NUMBER = re.compile(r"\s*(?:(\d{4})\s*[-–—/]\s*)?(\d{1,6})\s*")


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
    visitors: tuple[Any, ...] = ()
    appeal: Any = None


def look_up(desk: Desk, text: str) -> Found:
    """Visitors by name or phone, and an appeal by its number or the number's digits."""
    from models.appeals.queries import by_number
    from models.visitors.queries import search

    number = appeal_number(text, desk.today().year)
    return Found(text, tuple(search(desk, text, VISITORS)), by_number(desk, number) if number else None)


def appeal_number(text: str, year: int) -> str:
    """«2026-14», «14» → «2026-000014»; empty when the text is no appeal's number."""
    match = _NUMBER.fullmatch(text)
    return f"{match[1] or year}-{int(match[2]):06d}" if match and int(match[2]) else ""


def fitting_actions(actions: Iterable[Action], text: str, most: int = ACTIONS) -> list[Action]:
    """Actions that can be run now and each of whose typed words begins a word of theirs."""
    typed = search_key(text).split()
    found = []
    for action in actions:
        words = search_key(action.words()).split()
        if action.when() and all(any(word.startswith(start) for word in words) for start in typed):
            found.append(action)
    return found[:most]


def visitor_note(hit: Any) -> str:
    """«1957 · +7 912 884-17-05 · last visit 11.11.2026»."""
    from resources import formats

    parts = [str(hit.birth_year) if hit.birth_year else "", hit.phone or ""]
    if hit.last_visit:
        parts.append(_("last visit {date}").format(date=formats.short_date(hit.last_visit)))
    if hit.open_appeals:
        n = hit.open_appeals
        parts.append(ngettext("{n} open appeal", "{n} open appeals", n).format(n=n))
    return " · ".join(part for part in parts if part)


def is_phone_like(text: str) -> bool:
    """Whether a new caller could be booked by what was typed."""
    return len(digits_of(text)) >= 5 and not any(c.isalpha() for c in text)
