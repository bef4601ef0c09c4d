"""The same visitor: when what is known of two people makes them one. The rule is pure; `same_visitor` asks the file.

The same UUID; else the same full name (case, ё, spaces aside) with the same phone, birth or address and none of these
in conflict, but for a further phone. A bare name is the only visitor of that name of whom nothing more is known.
Nobody without a name is ever taken for another. A phone that cannot be read matches nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.office.desk import Desk
from models.office.tables import Office
from models.problems import Problem, Refused
from models.storage.keys import search_key
from models.visitors import phones as numbers
from models.visitors.names import tidy
from models.visitors.rules import VisitorDraft
from models.visitors.tables import Visitor, VisitorPhone
from resources.words import N_

_AT_ONCE = 500  # names in one statement
_AROUND_HYPHEN = re.compile(r"\s*-\s*")


@dataclass(frozen=True)
class Facts:
    """What tells people apart."""

    name: str  # identity key
    phones: frozenset[str] = frozenset()  # E.164
    has_phone: bool = False  # readable or not
    birth_date: date | None = None
    birth_year: int | None = None
    address: str = ""  # search key

    @property
    def is_bare(self) -> bool:
        """Whether nothing but the name is known."""
        return not (self.has_phone or self.birth_year or self.address)


@dataclass(frozen=True)
class Known:
    """A visitor in the file with the facts that identify him."""

    id: int
    uuid: str
    full_name: str
    facts: Facts


def identity_key(name: str) -> str:
    """A full name with case, ё and spaces aside; unlike the key of search it keeps hyphens."""
    return _AROUND_HYPHEN.sub("-", tidy(name)).casefold().replace("ё", "е")


def facts_of(draft: VisitorDraft, country: str, area_code: str) -> Facts:
    """The draft's identifying facts, its phones read as this office reads them."""
    typed = [text for text in draft.phones if text.strip()]
    read = (numbers.parsed(text, country, area_code).e164 for text in typed)
    return Facts(
        identity_key(draft.full_name), frozenset(e164 for e164 in read if e164), bool(typed), draft.birth_date,
        draft.year(), search_key(draft.address),
    )  # fmt: skip


def are_same(one: Facts, other: Facts) -> bool:
    """Whether two records of one name are one person: something agrees and nothing but the phones differs."""
    if one.birth_date and other.birth_date:
        birth = one.birth_date == other.birth_date
    else:
        birth = one.birth_year == other.birth_year
    has_birth = one.birth_year is not None and other.birth_year is not None
    has_address = bool(one.address and other.address)
    address = one.address == other.address
    if (has_birth and not birth) or (has_address and not address):
        return False
    return has_birth or has_address or bool(one.phones & other.phones)


def matching(facts: Facts, known: Iterable[Known]) -> list[Known]:
    """Those of the known that are the same visitor by name and facts."""
    namesakes = [person for person in known if facts.name and person.facts.name == facts.name]
    if facts.is_bare:
        return [person for person in namesakes if person.facts.is_bare]
    return [person for person in namesakes if are_same(facts, person.facts)]


def only_one(found: list[Known]) -> Known | None:
    """The one found, or None. Raises Refused with the list where there are several."""
    if len(found) > 1:
        listed = "; ".join(_listed(person) for person in found[:5])
        raise Refused(
            Problem(
                "several", N_("Several visitors fit: {visitors}. Say more about this one, or choose from the list."),
                "full_name", {"visitors": listed, "ids": [person.id for person in found]},
            )
        )  # fmt: skip
    return found[0] if found else None


def _listed(person: Known) -> str:
    parts = [person.full_name, str(person.facts.birth_year or "")]
    parts += [numbers.shown(e164) for e164 in sorted(person.facts.phones)[:1]]
    return ", ".join(part for part in parts if part) + f" (№ {person.id})"


def known_of(names: Iterable[str], uuids: Iterable[str] = ()) -> list[Known]:
    """Everybody in the file with one of these names or UUIDs; two statements for each 500."""
    wanted = sorted({search_key(tidy(name)) for name in names} - {""})
    wanted_uuids = sorted(set(uuids) - {""})
    rows: dict[int, tuple[int, str, str, date | None, int | None, str]] = {}
    columns = (Visitor.id, Visitor.uuid, Visitor.full_name, Visitor.birth_date, Visitor.birth_year, Visitor.address_key)
    for column, values in ((Visitor.name_key, wanted), (Visitor.uuid, wanted_uuids)):
        for i in range(0, len(values), _AT_ONCE):
            query: Any = Visitor.select(*columns).where(column.in_(values[i : i + _AT_ONCE])).tuples()
            rows.update((row[0], row) for row in query)
    phones = _phones_of(sorted(rows))
    return [
        Known(
            row[0], row[1], row[2],
            Facts(identity_key(row[2]), frozenset(phones.get(row[0], set()) - {""}), row[0] in phones, row[3],
                  row[3].year if row[3] else row[4], row[5]),
        )
        for row in rows.values()
    ]  # fmt: skip


def _phones_of(ids: list[int]) -> dict[int, set[str]]:
    """E.164 numbers of visitors; an unreadable one stands as an empty string."""
    found: dict[int, set[str]] = {}
    for i in range(0, len(ids), _AT_ONCE):
        part = VisitorPhone.visitor_id.in_(ids[i : i + _AT_ONCE])
        query: Any = VisitorPhone.select(VisitorPhone.visitor_id, VisitorPhone.e164).where(part).tuples()
        for visitor_id, e164 in query:
            found.setdefault(visitor_id, set()).add(e164 or "")
    return found


def phone_customs(desk: Desk) -> tuple[str, str]:
    """The office's country and area code, by which its phones are read."""
    office = Office.select(Office.country, Office.area_code).where(Office.id == desk.office_id).get()
    return office.country, office.area_code


def same_visitor(desk: Desk, draft: VisitorDraft) -> int | None:
    """The id of the visitor that the draft describes, or None. Raises Refused (“several”) listing them."""
    known = known_of([draft.full_name], [draft.uuid])
    by_uuid = [person for person in known if draft.uuid and person.uuid == draft.uuid]
    found = only_one(by_uuid or matching(facts_of(draft, *phone_customs(desk)), known))
    return found.id if found else None
