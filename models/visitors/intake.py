"""Taking visitors in: the same ones are found and filled in, the others added; one or a hundred thousand alike.

In bulk, inside one transaction and for a few thousand drafts at a time: `prepare` them, `keep` each (the id comes at
once, appeals may be written with it later), then `write`, in a few large statements, which forgets the batch.
"""

from __future__ import annotations

import uuid as uuids
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import peewee

from models.office.desk import Desk
from models.storage.bulk import insert_rows
from models.storage.keys import cleaned, one_line, search_key, sort_key
from models.visitors import identity, names
from models.visitors import phones as numbers
from models.visitors.identity import Facts, Known
from models.visitors.rules import VisitorDraft
from models.visitors.tables import Visitor, VisitorPhone

# What a later draft may fill in where the record has nothing.
FILLED = ("birth_date", "birth_year", "gender", "email", "address", "district_id", "category", "note")
COLUMNS = (
    "full_name", "name_key", "sort_key", "birth_date", "birth_year", "gender", "name_dative", "is_dative_by_hand",
    "is_gender_by_hand", "email", "address", "address_key", "district_id", "category", "note", "phone_key",
)  # fmt: skip


def columns_of(draft: VisitorDraft, phone_key: str = "") -> dict[str, Any]:
    """The columns of a new visitor, keys and what is worked out from the name included."""
    name = names.tidy(draft.full_name)
    guessed = names.gender_of(name)
    gender = draft.gender or guessed
    made = names.dative(name, gender)
    dative = one_line(draft.name_dative) or made
    return {
        "full_name": name, "name_key": search_key(name), "sort_key": sort_key(name), "birth_date": draft.birth_date,
        "birth_year": draft.year(), "gender": gender, "name_dative": dative, "is_dative_by_hand": dative != made,
        "is_gender_by_hand": gender != guessed, "email": one_line(draft.email), "address": one_line(draft.address),
        "address_key": search_key(draft.address), "district_id": draft.district_id,
        "category": one_line(draft.category), "note": cleaned(draft.note), "phone_key": phone_key,
    }  # fmt: skip


def phones_of(draft: VisitorDraft, country: str, area_code: str) -> list[numbers.Phone]:
    """The draft's phones in its order, each once."""
    found: dict[tuple[str, str], numbers.Phone] = {}
    for text in draft.phones:
        if one_line(text):
            phone = numbers.parsed(text, country, area_code)
            found.setdefault((phone.e164 or phone.typed, phone.extension), phone)
    return list(found.values())


def phone_key_of(phones: Iterable[numbers.Phone]) -> str:
    """What the search of digits looks into."""
    keys = (numbers.key(phone.e164 or phone.typed) for phone in phones)
    return " ".join(dict.fromkeys(key for key in keys if key))


@dataclass
class _Person:
    """A visitor of the batch, in the file already or not yet."""

    id: int
    uuid: str
    columns: dict[str, Any]
    phones: list[numbers.Phone]
    facts: Facts
    is_new: bool
    written_phones: int = 0
    changed: set[str] = field(default_factory=set)


class Intake:
    """Visitors being taken in within the caller's transaction; see the module."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.customs = identity.phone_customs(desk)  # country and area code
        self._next_id: int = int(Visitor.select(peewee.fn.COALESCE(peewee.fn.MAX(Visitor.id), 0)).scalar() or 0) + 1
        self._by_name: dict[str, dict[int, Known]] = {}
        self._by_uuid: dict[str, int] = {}
        self._people: dict[int, _Person] = {}
        self._visits: dict[int, date] = {}

    def prepare(self, drafts: Iterable[VisitorDraft]) -> None:
        """Reads everybody whom these drafts may describe, in a few statements."""
        drafts = list(drafts)
        known = identity.known_of(self._desk, (d.full_name for d in drafts), (d.uuid for d in drafts))
        for person in known:
            if person.id not in self._people:
                self._remember(person)

    def _remember(self, person: Known) -> None:
        self._by_name.setdefault(person.facts.name, {})[person.id] = person
        self._by_uuid[person.uuid] = person.id

    def found(self, draft: VisitorDraft) -> int | None:
        """The visitor that a prepared draft describes. Raises Refused where several fit."""
        return self._found(draft, identity.facts_of(draft, *self.customs))

    def _found(self, draft: VisitorDraft, facts: Facts) -> int | None:
        if draft.uuid and draft.uuid in self._by_uuid:
            return self._by_uuid[draft.uuid]
        one = identity.only_one(identity.matching(facts, self._by_name.get(facts.name, {}).values()))
        return one.id if one else None

    def keep(self, draft: VisitorDraft, visited_on: date | None = None) -> int:
        """The id of the visitor that a prepared draft describes, new where nobody fits. Raises Refused: several.

        `visited_on`: the day of a received appeal that the caller writes afterwards. Known beforehand it spares the
        index of search a second writing; the trigger would set it all the same.
        """
        facts = identity.facts_of(draft, *self.customs)
        visitor_id = self._found(draft, facts)
        if visitor_id is None:
            visitor_id = self._add(draft, facts)
        else:
            self._fill_in(visitor_id, draft)
        if visited_on is not None:
            self._visits[visitor_id] = max(visited_on, self._visits.get(visitor_id, visited_on))
        return visitor_id

    def _add(self, draft: VisitorDraft, facts: Facts) -> int:
        visitor_id, self._next_id = self._next_id, self._next_id + 1
        phones = phones_of(draft, *self.customs)
        columns = columns_of(draft, phone_key_of(phones))
        person = _Person(visitor_id, draft.uuid or str(uuids.uuid4()), columns, phones, facts, True)
        self._people[visitor_id] = person
        self._remember(Known(visitor_id, person.uuid, columns["full_name"], facts))
        return visitor_id

    def _fill_in(self, visitor_id: int, draft: VisitorDraft) -> None:
        given: dict[str, Any] = {
            "birth_date": draft.birth_date, "birth_year": draft.year(), "gender": draft.gender,
            "email": one_line(draft.email), "address": one_line(draft.address), "district_id": draft.district_id,
            "category": one_line(draft.category), "note": cleaned(draft.note),
        }  # fmt: skip
        phones = phones_of(draft, *self.customs)
        if not phones and not any(given.values()):
            return
        person = self._person(visitor_id)
        filled = {name for name in FILLED if given[name] and not person.columns[name]}
        person.columns.update((name, given[name]) for name in filled)
        if "address" in filled:
            person.columns["address_key"] = search_key(draft.address)
        if "gender" in filled:
            person.columns["is_gender_by_hand"] = True
            if not person.columns["is_dative_by_hand"]:
                person.columns["name_dative"] = names.dative(person.columns["full_name"], draft.gender)
        if self._add_phones(person, phones):
            filled.add("phones")
        if filled:
            person.changed |= filled
            self._notice(person)

    def _add_phones(self, person: _Person, phones: list[numbers.Phone]) -> bool:
        """Adds the further phones, and a new extension of a known one; tells whether there were any."""
        count = len(person.phones)
        for phone in phones:
            same = [p for p in person.phones if (p.e164 or p.typed) == (phone.e164 or phone.typed)]
            if not same or (phone.extension and all(p.extension != phone.extension for p in same)):
                person.phones.append(phone)
        person.columns["phone_key"] = phone_key_of(person.phones)
        return len(person.phones) > count

    def _notice(self, person: _Person) -> None:
        """The batch's later drafts are compared with what is known now."""
        columns = person.columns
        person.facts = replace(
            person.facts, phones=frozenset(p.e164 for p in person.phones if p.e164), has_phone=bool(person.phones),
            birth_date=columns["birth_date"], birth_year=columns["birth_year"], address=columns["address_key"],
        )  # fmt: skip
        self._remember(Known(person.id, person.uuid, columns["full_name"], person.facts))

    def _person(self, visitor_id: int) -> _Person:
        """The visitor with all columns, read from the file when first needed."""
        if visitor_id not in self._people:
            row = Visitor.get_by_id(visitor_id)
            rows = VisitorPhone.select().where(VisitorPhone.visitor_id == visitor_id)
            phones = [
                numbers.Phone(p.typed, p.e164, p.extension) for p in rows.order_by(VisitorPhone.place, VisitorPhone.id)
            ]
            known = self._by_name[identity.identity_key(row.full_name)][visitor_id]
            columns = {name: getattr(row, name) for name in COLUMNS}
            self._people[visitor_id] = _Person(row.id, row.uuid, columns, phones, known.facts, False, len(phones))
        return self._people[visitor_id]

    def changed(self) -> dict[int, frozenset[str]]:
        """What the unwritten batch adds to visitors that were in the file before."""
        return {p.id: frozenset(p.changed) for p in self._people.values() if p.changed and not p.is_new}

    def added(self) -> list[int]:
        """Ids of the unwritten batch's new visitors."""
        return [person.id for person in self._people.values() if person.is_new]

    def write(self) -> None:
        """Writes the batch and forgets it.

        The latest visit and the highest id come first: the rowid of the search's index grows then, as FTS5 needs it to
        collect rows in memory instead of flushing after each.
        """
        people = sorted(self._people.values(), key=lambda p: (self._visits.get(p.id, date.min), p.id), reverse=True)
        self._write_new([person for person in people if person.is_new])
        self._write_changed([person for person in people if person.changed and not person.is_new])
        phones = [
            (p.id, phone.typed, phone.e164, phone.extension, place)
            for p in people
            for place, phone in enumerate(p.phones)
            if place >= p.written_phones
        ]
        insert_rows(self._desk.db, "visitor_phone", ("visitor_id", "typed", "e164", "extension", "place"), phones)
        self._people, self._by_name, self._by_uuid, self._visits = {}, {}, {}, {}

    def _write_new(self, people: list[_Person]) -> None:
        columns = ("id", "uuid", *COLUMNS, "last_visit_on", "version", "created_at")
        now = str(self._desk.utc())
        rows = [(p.id, p.uuid, *_values(p), _day(self._visits.get(p.id)), 1, now) for p in people]
        insert_rows(self._desk.db, "visitor", columns, rows)

    def _write_changed(self, people: list[_Person]) -> None:
        if people:
            assigned = ", ".join(f"{name} = ?" for name in COLUMNS)
            self._desk.db.run_many(
                f"UPDATE visitor SET {assigned}, version = version + 1 WHERE id = ?",
                [(*_values(p), p.id) for p in people],
            )


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _values(person: _Person) -> list[Any]:
    """Column values as the driver takes them."""
    return [value.isoformat() if isinstance(value, date) else value for value in map(person.columns.get, COLUMNS)]
