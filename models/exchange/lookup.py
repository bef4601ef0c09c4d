"""What the office knows and a file names by words: topics, districts, experts, outreach events. Read once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import TypeVar
from zoneinfo import ZoneInfo

from models.office.desk import Desk
from models.office.tables import District, Office, Staff
from models.office.topics import assignable, found
from models.problems import Problem, Refused
from models.reception.tables import OutreachEvent
from models.storage.keys import one_line, search_key
from resources.words import N_

_Value = TypeVar("_Value")
_DISTRICT_WORD = re.compile(r" (?:район|р н)$|^район ")  # in a search key: «Ленинский р-н»


class Remembered(dict[str, _Value]):
    """A reading of texts that does each text once: a column of a file holds the same few again and again.

    The text comes to the reading on one line. What it refuses is remembered, too.
    """

    def __init__(self, reading: Callable[[str], _Value]) -> None:
        super().__init__()
        self._reading = reading
        self._refused: dict[str, tuple[Problem, ...]] = {}

    def __missing__(self, text: str) -> _Value:
        if text in self._refused:
            raise Refused(*self._refused[text])
        try:
            value = self[text] = self._reading(one_line(text))
        except Refused as refused:
            self._refused[text] = refused.problems
            raise
        return value

    def __call__(self, text: str) -> _Value:
        return self[text]


class Lookup:
    """Ids and codes by what stands in a cell."""

    def __init__(self, desk: Desk) -> None:
        office = Office.get_by_id(desk.office_id)
        self.office_id: int = desk.office_id
        self.today: date = desk.today()
        self.zone: ZoneInfo = desk.zone
        self.customs: tuple[str, str] = (office.country, office.area_code)
        self.topic = Remembered(_topic)
        self.any_topic = Remembered(_any_topic)
        self.district = Remembered(self._district)
        self.expert = Remembered(self._expert)
        self._districts = {
            row.name_key: row.id for row in District.select().where(District.office_id == desk.office_id)
        }
        # those who have left, too: old spreadsheets name them
        staff = list(Staff.select().where(Staff.office_id == desk.office_id))
        self._staff = {row.id: row.name_key for row in staff}
        self._minutes = {row.id: row.slot_minutes or office.slot_minutes for row in staff}
        self._events: dict[tuple[date, str], list[OutreachEvent]] = defaultdict(list)
        for event in OutreachEvent.select().where(OutreachEvent.office_id == desk.office_id):
            self._events[event.on_date, search_key(event.place)].append(event)

    def _district(self, name: str) -> int | None:
        """None where nothing stands. Raises Refused."""
        if not name:
            return None
        key = search_key(name)
        row_id = self._districts.get(key) or self._districts.get(_DISTRICT_WORD.sub("", key))
        if row_id is None:
            raise Refused(Problem("unknown-district", N_("There is no district “{name}”."), "district", {"name": name}))
        return int(row_id)

    def _expert(self, name: str) -> int | None:
        """By full name, or by surname and initials where only one has them; None where nothing stands.

        Raises Refused.
        """
        if not name:
            return None
        key = search_key(name)
        exact = [row_id for row_id, known in self._staff.items() if known == key]
        words = key.split()
        fitting = exact or [row_id for row_id, known in self._staff.items() if _is_short_for(words, known.split())]
        if len(fitting) == 1:
            return int(fitting[0])
        nobody, several = N_("Nobody of the staff is called “{name}”."), N_("Several of the staff are called “{name}”.")
        raise Refused(Problem("unknown-expert", several if fitting else nobody, "expert", {"name": name}))

    def outreach(self, place: str, on: date, expert_id: int) -> tuple[int, int] | None:
        """The event of a day by its place, and the minutes of its appointments; None where nothing stands.

        Of several at one place the expert's own is meant. Raises Refused.
        """
        if not place:
            return None
        events = self._events.get((on, search_key(place)), [])
        own = [event for event in events if expert_id in event.experts]
        fitting = [event for event in own or events if not event.is_cancelled] or own or events
        if not fitting:
            sentence = N_("There is no outreach reception at “{place}” on that day.")
            raise Refused(Problem("unknown-outreach", sentence, "outreach", {"place": place}))
        return fitting[0].id, fitting[0].slot_minutes

    def minutes(self, expert_id: int) -> int:
        """How long an expert's appointments last."""
        return int(self._minutes[expert_id])


def _is_short_for(words: list[str], name: list[str]) -> bool:
    """Whether these are a name's first words, any but the surname as an initial: «белов а в», «а в белов»."""
    if words and len(words[0]) == 1:
        words = [words[-1], *words[:-1]]
    if not words or len(words) > len(name) or words[0] != name[0]:
        return False
    return all(word in (part, part[0]) for word, part in zip(words[1:], name[1:], strict=False))


def _topic(text: str) -> str:
    """The code of a question or subquestion, given by code or name. Raises Refused."""
    if not text:
        raise Refused(Problem("no-topic", N_("Choose a topic."), "topic"))
    return assignable(text)


def _any_topic(text: str) -> str | None:
    """A code of any level; None where nothing stands. Raises Refused."""
    return found(text) if text else None
