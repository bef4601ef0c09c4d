"""What the office knows and a file names by words: topics, districts, experts. Read once, remembered by text."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from models.office.desk import Desk
from models.office.tables import District, Staff
from models.office.topics import assignable
from models.problems import Problem, Refused
from models.storage.keys import search_key
from resources.words import N_

_Found = TypeVar("_Found", str, int)


class Lookup:
    """Ids and codes by what stands in a cell; each text is asked for once, refusals included."""

    def __init__(self, desk: Desk) -> None:
        self.today: date = desk.today()
        self._districts = {
            row.name_key: row.id for row in District.select().where(District.office_id == desk.office_id)
        }
        # those who have left, too: old spreadsheets name them
        self._staff = {row.id: row.name_key for row in Staff.select().where(Staff.office_id == desk.office_id)}
        self._topics: dict[str, str | Refused] = {}
        self._experts: dict[str, int | Refused] = {}

    def district(self, name: str) -> int | None:
        """None where nothing stands. Raises Refused."""
        if not name:
            return None
        found = self._districts.get(search_key(name))
        if found is None:
            raise Refused(Problem("unknown-district", N_("There is no district “{name}”."), "district", {"name": name}))
        return int(found)

    def topic(self, text: str) -> str:
        """The code of a question or subquestion, given by code or name. Raises Refused."""
        if not text:
            raise Refused(Problem("no-topic", N_("Choose a topic."), "topic"))
        if text not in self._topics:
            try:
                self._topics[text] = assignable(text)
            except Refused as refused:
                self._topics[text] = refused
        return _given(self._topics[text])

    def expert(self, name: str) -> int | None:
        """By full name, or by surname where only one has it; None where nothing stands. Raises Refused."""
        if not name:
            return None
        if name not in self._experts:
            self._experts[name] = self._expert(name)
        return _given(self._experts[name])

    def _expert(self, name: str) -> int | Refused:
        key = search_key(name)
        exact = [row_id for row_id, known in self._staff.items() if known == key]
        found = exact or [row_id for row_id, known in self._staff.items() if key and known.startswith(key + " ")]
        if len(found) == 1:
            return int(found[0])
        nobody, several = N_("Nobody of the staff is called “{name}”."), N_("Several of the staff are called “{name}”.")
        return Refused(Problem("unknown-expert", several if found else nobody, "expert", {"name": name}))


def _given(found: _Found | Refused) -> _Found:
    if isinstance(found, Refused):
        raise Refused(*found.problems)
    return found
