"""Taking visitors in: the same ones are found and filled in, the others added; one or a hundred thousand alike.

In bulk, inside one transaction and for a few thousand drafts at a time: `prepare` them, `keep` each (the id comes at
once, appeals may be written with it later), then `write`, in a few large statements, which forgets the batch.
"""

from __future__ import annotations

import contextlib
import uuid as uuids
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.office.desk import Desk
from models.storage.keys import cleaned, one_line, search_key, sort_key, uuid_from
from models.storage.rows import rows_by
from models.visitors import identity, names
from models.visitors import phones as numbers
from models.visitors.identity import Facts, Known
from models.visitors.identity import phones_of as phones_of
from models.visitors.rules import VisitorDraft

# What a later draft may fill in where the record has nothing.
FILLED = ("birth_date", "birth_year", "gender", "email", "address", "district_id", "category", "note")
COLUMNS = (
    "full_name", "name_key", "sort_key", "birth_date", "birth_year", "gender", "name_dative", "is_dative_by_hand",
    "is_gender_by_hand", "email", "address", "address_key", "district_id", "category", "note", "phone_key",
)  # fmt: skip
_RECORDS = f"SELECT id, {', '.join(COLUMNS)} FROM visitor WHERE id IN ({{keys}})"
_MARKED = "SELECT uuid, id, category, last_visit_on FROM visitor WHERE uuid IN ({keys})"
_PHONES = (
    "SELECT visitor_id, typed, e164, extension FROM visitor_phone WHERE visitor_id IN ({keys}) "
    "ORDER BY visitor_id, place, id"
)
_BIRTH_DATE = COLUMNS.index("birth_date")
_GIVEN = tuple((1 << bit, name) for bit, name in enumerate(identity.GAPS))
_NO_CATEGORY, _NO_YEAR = (1 << identity.GAPS.index(name) for name in ("category", "birth_year"))


def columns_of(draft: VisitorDraft, phone_key: str = "", in_bulk: bool = False) -> dict[str, Any]:
    """The columns of a new visitor, keys and what is worked out from the name included.

    `in_bulk` leaves a dative that nobody has written to the first letter: see `names.kept_dative`.
    """
    name = names.tidy(draft.full_name)
    guessed = names.gender_of(name)
    gender = draft.gender or guessed
    given = one_line(draft.name_dative) if draft.name_dative else ""
    made = "" if in_bulk and not given else names.dative(name, gender)
    dative = given or made
    if in_bulk and given == made:
        dative = made = ""
    return {
        "full_name": name, "name_key": search_key(name), "sort_key": sort_key(name), "birth_date": draft.birth_date,
        "birth_year": draft.year(), "gender": gender, "name_dative": dative, "is_dative_by_hand": dative != made,
        "is_gender_by_hand": gender != guessed, "email": one_line(draft.email) if draft.email else "",
        "address": one_line(draft.address) if draft.address else "", "address_key": search_key(draft.address),
        "district_id": draft.district_id, "category": one_line(draft.category) if draft.category else "",
        "note": cleaned(draft.note) if draft.note else "", "phone_key": phone_key,
    }  # fmt: skip


def phone_key_of(phones: Iterable[numbers.Phone]) -> str:
    """What the search of digits looks into."""
    keys = dict.fromkeys([numbers.key(phone.e164 or phone.typed) for phone in phones])
    keys.pop("", None)
    return " ".join(keys)


@dataclass(slots=True, eq=False)
class _Person(Known):
    """A visitor of the batch. Of one who was in the file before, the columns are read when something is added."""

    columns: dict[str, Any] = field(default_factory=dict)
    phones: list[numbers.Phone] = field(default_factory=list)
    is_new: bool = False
    written_phones: int = 0
    changed: frozenset[str] = frozenset()
    additions: tuple[tuple[VisitorDraft, list[numbers.Phone]], ...] = ()  # not laid into the columns yet


class Intake:
    """Visitors being taken in within the caller's transaction; see the module.

    `apart`: UUIDs of people whom the caller tells apart himself. A draft with a UUID is never taken for one of them by
    its facts: a file that holds two namesakes at one address gets both.
    """

    def __init__(self, desk: Desk, in_bulk: bool = False, apart: Collection[str] = frozenset()) -> None:
        self._desk, self._in_bulk, self._apart = desk, in_bulk, apart
        self.customs = identity.phone_customs(desk)  # country and area code
        self._new_ids = desk.db.bulk.new_ids(desk.db, "visitor", in_bulk)
        self._by_name: dict[str, list[_Person]] = {}
        self._by_uuid: dict[str, int] = {}
        self._people: dict[int, _Person] = {}
        self._stored: dict[int, tuple[str, str]] = {}  # category and last visit, of those who were named by a UUID
        self._visits: dict[int, str] = {}

    def prepare(self, drafts: Iterable[VisitorDraft]) -> None:
        """Reads everybody whom these drafts may describe, in a few statements."""
        drafts = list(drafts)
        marked = {draft.uuid for draft in drafts if draft.uuid}
        for uuid, visitor_id, category, last_visit in rows_by(self._desk.db, _MARKED, marked):
            self._by_uuid[uuid] = visitor_id
            self._stored[visitor_id] = category, last_visit or ""
        if marked:
            told = {draft.uuid for draft in drafts if draft.uuid in self._by_uuid and _says_something(draft)}
            self._remember_known("uuid", told)
        keys = {search_key(names.tidy(d.full_name)) for d in drafts if d.full_name and d.uuid not in self._by_uuid}
        self._remember_known("name_key", keys - {""})

    def _remember_known(self, column: str, values: Collection[str]) -> None:
        for row in identity.known_by(self._desk, column, values) if values else ():
            if row[0] not in self._people:
                self._remember(_Person(*row))

    def _remember(self, person: _Person) -> None:
        self._people[person.id] = person
        self._by_name.setdefault(person.facts.name, []).append(person)
        self._by_uuid[person.uuid] = person.id

    def found(self, draft: VisitorDraft) -> int | None:
        """The visitor that a prepared draft describes. Raises Refused where several fit."""
        return self._found(draft, identity.facts_of(draft, *self.customs))

    def _found(self, draft: VisitorDraft, facts: Facts) -> int | None:
        if draft.uuid and draft.uuid in self._by_uuid:
            return self._by_uuid[draft.uuid]
        namesakes = self._by_name.get(facts.name)
        if not namesakes:
            return None
        if draft.uuid and self._apart:
            namesakes = [person for person in namesakes if person.uuid not in self._apart]
        one = identity.only_one(identity.matching(facts, namesakes))
        return one.id if one else None

    def keep(self, draft: VisitorDraft, visited_on: date | str | None = None, seed: str = "") -> int:
        """The id of the visitor that a prepared draft describes, new where nobody fits. Raises Refused: several.

        `visited_on`: the day of a received appeal that the caller writes afterwards, as a date or as ISO text. Known
        beforehand it spares the index of search a second writing; the trigger would set it all the same.
        `seed`: a text that makes the UUID of a new visitor whose draft has none, always the same.
        """
        day = visited_on.isoformat() if isinstance(visited_on, date) else visited_on or ""
        visitor_id = self._by_uuid.get(draft.uuid) if draft.uuid else None
        if visitor_id is None or _says_something(draft):
            visitor_id, _is_something_added = self.take(draft, seed, day)
        if day and day > self._visits.get(visitor_id, ""):
            self._visits[visitor_id] = day
        return visitor_id

    def take(self, draft: VisitorDraft, seed: str = "", day: str = "", mark: str = "") -> tuple[int, bool]:
        """The same, and whether the draft added or filled in anything. `mark`: the UUID of a new visitor."""
        phones = phones_of(draft, *self.customs) if draft.phones else []
        facts = identity.facts_with(draft, names.tidy(draft.full_name), phones)
        visitor_id = self._found(draft, facts)
        if visitor_id is not None:
            return visitor_id, self._fill_in(self._people[visitor_id], draft, facts, phones)
        visitor_id = next(self._new_ids)
        mark = draft.uuid or mark or (uuid_from(f"visitor {seed}", day) if seed else str(uuids.uuid4()))
        columns = columns_of(draft, phone_key_of(phones) if phones else "", self._in_bulk)
        person = _Person(visitor_id, mark, columns["full_name"], facts, columns=columns, phones=phones, is_new=True)
        self._remember(person)
        return visitor_id, True

    def _fill_in(self, person: _Person, draft: VisitorDraft, facts: Facts, phones: list[numbers.Phone]) -> bool:
        """Adds what the record does not have; tells whether there was anything."""
        if person.is_new:
            return self._lay_in(person, draft, phones)
        further = _further(person, phones) if phones else []
        gaps = _filled_gaps(person.gaps, draft)
        if not gaps and not further:
            return False
        person.additions += ((draft, further),)
        person.gaps &= ~gaps
        person.phones_text = "\x1e".join(filter(None, (person.phones_text, *map(_text_of, further))))
        known = person.facts
        person.facts = Facts(
            known.name, known.phones | facts.phones, known.has_phone or facts.has_phone,
            known.birth_date or facts.birth_date, known.birth_year or facts.birth_year, known.address or facts.address,
        )  # fmt: skip
        return True

    def _lay_in(self, person: _Person, draft: VisitorDraft, phones: list[numbers.Phone]) -> bool:
        """The same where all columns are known."""
        given: dict[str, Any] = {
            "birth_date": draft.birth_date, "birth_year": draft.year(), "gender": draft.gender,
            "email": one_line(draft.email), "address": one_line(draft.address), "district_id": draft.district_id,
            "category": one_line(draft.category), "note": cleaned(draft.note),
        }  # fmt: skip
        filled = {name for name in FILLED if given[name] and not person.columns[name]}
        person.columns.update((name, given[name]) for name in filled)
        if "address" in filled:
            person.columns["address_key"] = search_key(draft.address)
        if "gender" in filled:
            person.columns["is_gender_by_hand"] = True
            if not person.columns["is_dative_by_hand"]:
                person.columns["name_dative"] = names.dative(person.columns["full_name"], draft.gender)
        if phones and self._add_phones(person, phones):
            filled.add("phones")
        if filled:
            person.changed = person.changed | filled
            self._notice(person)
        return bool(filled)

    def _add_phones(self, person: _Person, phones: list[numbers.Phone]) -> bool:
        """Adds the further phones, and a new extension of a known one; tells whether there were any."""
        count = len(person.phones)
        for phone in phones:
            same = [p for p in person.phones if (p.e164 or p.typed) == (phone.e164 or phone.typed)]
            if not same or (phone.extension and all(p.extension != phone.extension for p in same)):
                person.phones.append(phone)
        if len(person.phones) == count:
            return False
        person.columns["phone_key"] = phone_key_of(person.phones)
        return True

    def _notice(self, person: _Person) -> None:
        """The batch's later drafts are compared with what is known now."""
        columns = person.columns
        person.facts = Facts(
            person.facts.name, frozenset(p.e164 for p in person.phones if p.e164), bool(person.phones),
            columns["birth_date"], columns["birth_year"], columns["address_key"],
        )  # fmt: skip

    def _settle(self) -> None:
        """Reads the columns of those to whom something is added, and adds it."""
        wanted = {person.id: person for person in self._people.values() if person.additions}
        for visitor_id, *values in rows_by(self._desk.db, _RECORDS, wanted) if wanted else ():
            born = values[_BIRTH_DATE]
            values[_BIRTH_DATE] = date.fromisoformat(born) if born else None
            wanted[visitor_id].columns = dict(zip(COLUMNS, values, strict=True))
            wanted[visitor_id].phones = []
        for visitor_id, typed, e164, extension in rows_by(self._desk.db, _PHONES, wanted) if wanted else ():
            wanted[visitor_id].phones.append(numbers.Phone(typed, e164, extension))
        for person in wanted.values():
            person.written_phones = len(person.phones)
            for draft, phones in person.additions:
                self._lay_in(person, draft, phones)
            person.additions = ()

    def categories(self, visitor_ids: Iterable[int]) -> dict[int, str]:
        """The categories of visitors of the unwritten batch, where they have one."""
        self._settle()
        found = dict[int, str]()
        unread = []
        for visitor_id in visitor_ids:
            person = self._people.get(visitor_id)
            if person is not None and person.columns:
                found[visitor_id] = person.columns["category"]
            elif person is not None and person.gaps & _NO_CATEGORY:
                found[visitor_id] = ""
            elif visitor_id in self._stored:
                found[visitor_id] = self._stored[visitor_id][0]
            else:
                unread.append(visitor_id)
        found.update(rows_by(self._desk.db, "SELECT id, category FROM visitor WHERE id IN ({keys})", unread))
        return found

    def changed(self) -> dict[int, frozenset[str]]:
        """What the unwritten batch adds to visitors that were in the file before."""
        self._settle()
        return {p.id: p.changed for p in self._people.values() if p.changed and not p.is_new}

    def added(self) -> list[int]:
        """Ids of the unwritten batch's new visitors."""
        return [person.id for person in self._people.values() if person.is_new]

    def write(self) -> None:
        """Writes the batch and forgets it.

        The latest visit and the highest id come first: the rowid of the search's index grows then, as FTS5 needs it to
        collect rows in memory instead of flushing after each.
        """
        self._settle()
        new = [person for person in self._people.values() if person.is_new]
        new.sort(key=lambda p: (self._visits.get(p.id, ""), p.id), reverse=True)
        self._write_new(new)
        self._write_changed([person for person in self._people.values() if person.changed and not person.is_new])
        phones = [
            (p.id, phone.typed, phone.e164, phone.extension, place)
            for p in self._people.values()
            for place, phone in enumerate(p.phones)
            if place >= p.written_phones
        ]
        columns = ("visitor_id", "typed", "e164", "extension", "place")
        self._desk.db.bulk.insert_rows(self._desk.db, "visitor_phone", columns, phones)
        fresh = {person.id for person in new}
        later = {
            visitor_id: day
            for visitor_id, day in self._visits.items()
            if visitor_id not in fresh and (visitor_id not in self._stored or day > self._stored[visitor_id][1])
        }
        self._desk.db.bulk.visited(self._desk.db, later)
        self._people, self._by_name, self._by_uuid, self._stored, self._visits = {}, {}, {}, {}, {}

    def _write_new(self, people: list[_Person]) -> None:
        columns = ("id", "uuid", *COLUMNS, "last_visit_on")
        rows = [(p.id, p.uuid, *_values(p), self._visits.get(p.id)) for p in people]
        same = {"version": 1, "created_at": str(self._desk.utc())}
        with self._desk.db.bulk.found_at_once(self._desk.db) if self._in_bulk and rows else contextlib.nullcontext():
            self._desk.db.bulk.insert_rows(self._desk.db, "visitor", columns, rows, same)

    def _write_changed(self, people: list[_Person]) -> None:
        if people:
            assigned = ", ".join(f"{name} = ?" for name in COLUMNS)
            self._desk.db.run_many(
                f"UPDATE visitor SET {assigned}, version = version + 1 WHERE id = ?",
                [(*_values(p), p.id) for p in people],
            )


def _says_something(draft: VisitorDraft) -> bool:
    """Whether there is more than a name that could be filled in."""
    return bool(
        draft.phones or draft.birth_date or draft.birth_year or draft.gender or draft.email or draft.address
        or draft.district_id or draft.category or draft.note
    )  # fmt: skip


def _filled_gaps(gaps: int, draft: VisitorDraft) -> int:
    """The bits of identity.GAPS that a draft fills."""
    filled = 0
    for bit, value in _GIVEN:
        if gaps & bit and getattr(draft, value):
            filled |= bit
    if gaps & _NO_YEAR and draft.birth_date:
        filled |= _NO_YEAR
    return filled


def _further(person: _Person, phones: Iterable[numbers.Phone]) -> list[numbers.Phone]:
    """The phones, and the extensions of known ones, that a record does not have."""
    known = person.phones_text.split("\x1e") if person.phones_text else []
    further = []
    for phone in phones:
        text = _text_of(phone)
        bare = text.partition("\x1f")[0] + "\x1f"
        if text not in known and (phone.extension or not any(one.startswith(bare) for one in known)):
            further.append(phone)
            known.append(text)
    return further


def _text_of(phone: numbers.Phone) -> str:
    """As identity.known_by gives it."""
    return f"{phone.e164 or '!' + phone.typed}\x1f{phone.extension}"


def _values(person: _Person) -> list[Any]:
    """Column values as the driver takes them."""
    values = list(person.columns.values())  # in the order of COLUMNS
    born = values[_BIRTH_DATE]
    if born is not None:
        values[_BIRTH_DATE] = born.isoformat()
    return values
