"""The same visitor: when what is known of two people makes them one. The rule is pure; `same_visitor` asks the file.

The same UUID; else the same full name (case, ё, spaces aside) with the same phone, birth or address and none of these
in conflict, but for a further phone. A bare name is the only visitor of that name of whom nothing more is known.
Nobody without a name is ever taken for another. A phone that cannot be read matches nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

from models.office.desk import Desk
from models.office.tables import Office
from models.problems import Problem, Refused
from models.storage.keys import one_line, search_key
from models.storage.rows import rows_by
from models.visitors import phones as numbers
from models.visitors.names import tidy
from models.visitors.rules import VisitorDraft
from resources.words import N_

# A phone is its E.164, else what was typed, and its extension; what is empty in the record is a bit of GAPS each.
GAPS = ("birth_date", "gender", "email", "district_id", "category", "note", "address", "birth_year")
_NOTHING_IN = dict.fromkeys(("birth_date", "gender", "district_id", "birth_year"), "IS NULL")  # the others are texts
_EMPTY = "= ''"
_GAPS = " + ".join(
    f"CASE WHEN v.{name} {_NOTHING_IN.get(name, _EMPTY)} THEN {1 << bit} ELSE 0 END" for bit, name in enumerate(GAPS)
)
_PEOPLE = (
    "SELECT v.id, v.uuid, v.full_name, v.birth_date, v.birth_year, v.address_key, (SELECT string_agg("
    "COALESCE(p.e164, '!' || p.typed) || '\x1f' || p.extension, '\x1e') "
    f"FROM visitor_phone AS p WHERE p.visitor_id = v.id), {_GAPS} FROM visitor AS v WHERE "
)
_NOTHING: frozenset[str] = frozenset()
_UUIDS = "SELECT uuid, id FROM visitor WHERE uuid IN ({keys})"
_AROUND_HYPHEN = re.compile(r"\s*-\s*")


class Facts(NamedTuple):
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


@dataclass(slots=True, eq=False)
class Known:
    """A visitor in the file with the facts that identify him."""

    id: int
    uuid: str
    full_name: str
    facts: Facts
    phones_text: str = ""  # as they are stored: see _PEOPLE
    gaps: int = 0


_Known = TypeVar("_Known", bound=Known)


def identity_key(name: str) -> str:
    """A full name with case, ё and spaces aside; unlike the key of search it keeps hyphens."""
    return identity_of(tidy(name))


def identity_of(tidy_name: str) -> str:
    """The same of a name that is tidy already."""
    key = tidy_name.casefold().replace("ё", "е")
    return _AROUND_HYPHEN.sub("-", key) if "-" in key else key


def facts_of(draft: VisitorDraft, country: str, area_code: str) -> Facts:
    """The draft's identifying facts, its phones read as this office reads them."""
    return facts_with(draft, tidy(draft.full_name), phones_of(draft, country, area_code))


def facts_with(draft: VisitorDraft, tidy_name: str, phones: Sequence[numbers.Phone]) -> Facts:
    """The same with the name tidied and the phones read already."""
    return Facts(
        identity_of(tidy_name), frozenset([p.e164 for p in phones if p.e164]) if phones else _NOTHING, bool(phones),
        draft.birth_date, draft.year(), search_key(draft.address) if draft.address else "",
    )  # fmt: skip


def phones_of(draft: VisitorDraft, country: str, area_code: str) -> list[numbers.Phone]:
    """The draft's phones in its order, each once."""
    if len(draft.phones) == 1 and draft.phones[0].strip():
        return [numbers.parsed(draft.phones[0], country, area_code)]
    found: dict[tuple[str, str], numbers.Phone] = {}
    for text in draft.phones:
        if one_line(text):
            phone = numbers.parsed(text, country, area_code)
            found.setdefault((phone.e164 or phone.typed, phone.extension), phone)
    return list(found.values())


def are_same(one: Facts, other: Facts) -> bool:
    """Whether two records of one name are one person: something agrees and nothing but the phones differs."""
    if _is_conflict(one, other):
        return False
    has_birth = one.birth_year is not None and other.birth_year is not None
    return has_birth or bool(one.address and other.address) or bool(one.phones & other.phones)


def _is_conflict(one: Facts, other: Facts) -> bool:
    """Whether both births or both addresses are known and differ."""
    if one.birth_date and other.birth_date:
        is_other_birth = one.birth_date != other.birth_date
    else:
        is_other_birth = None not in (one.birth_year, other.birth_year) and one.birth_year != other.birth_year
    return is_other_birth or bool(one.address and other.address and one.address != other.address)


def matching(facts: Facts, known: Iterable[_Known]) -> list[_Known]:
    """Those of the known that are the same visitor by name and facts."""
    namesakes = [person for person in known if facts.name and person.facts.name == facts.name]
    if facts.is_bare:
        return [person for person in namesakes if person.facts.is_bare]
    return [person for person in namesakes if are_same(facts, person.facts)]


def only_one(found: Sequence[_Known]) -> _Known | None:
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


def known_of(desk: Desk, names: Iterable[str], uuids: Iterable[str] = ()) -> list[Known]:
    """Everybody in the file with one of these names or UUIDs."""
    keys = {search_key(tidy(name)) for name in names} - {""}
    return [Known(*row) for row in (*known_by(desk, "name_key", keys), *known_by(desk, "uuid", set(uuids) - {""}))]


def known_by(
    desk: Desk, column: str, values: Iterable[str]
) -> Iterator[tuple[int, str, str, Facts, str, int]]:  # fmt: skip
    """What is Known of everybody by the keys of names, or by UUIDs; in a few statements however many they are."""
    for visitor_id, uuid, name, born, year, address, phones, gaps in rows_by(
        desk.db, f"{_PEOPLE} v.{column} IN ({{keys}})", values
    ):
        birth_date = date.fromisoformat(born) if born else None
        if birth_date is not None:
            year = birth_date.year
        facts = Facts(identity_of(tidy(name)), _readable(phones), phones is not None, birth_date, year, address)
        yield visitor_id, uuid, name, facts, phones or "", gaps


def _readable(phones: str | None) -> frozenset[str]:
    if not phones:
        return _NOTHING
    return frozenset([phone.partition("\x1f")[0] for phone in phones.split("\x1e") if phone[0] == "+"])


def ids_by_uuid(desk: Desk, uuids: Iterable[str]) -> dict[str, int]:
    """The visitors that have these UUIDs."""
    return dict(rows_by(desk.db, _UUIDS, uuids))


def phone_customs(desk: Desk) -> tuple[str, str]:
    """The office's country and area code, by which its phones are read."""
    office = Office.select(Office.country, Office.area_code).where(Office.id == desk.office_id).get()
    return office.country, office.area_code


def uuid_of(desk: Desk, visitor_id: int) -> str:
    """The UUID of a visitor who was chosen. Raises Refused where there is none of this number."""
    found = desk.db.rows("SELECT uuid FROM visitor WHERE id = ?", visitor_id)
    if not found:
        raise Refused(Problem("unknown-visitor", N_("There is no such visitor."), "visitor"))
    return str(found[0][0])


def uuid_where_same(desk: Desk, visitor_id: int, draft: VisitorDraft) -> str | None:
    """The UUID of a visitor who is met already, if the draft has his name and no other birth or address; else None.

    For somebody at an appointment the name is enough: he need not be told from his namesakes.
    """
    facts = facts_of(draft, *phone_customs(desk))
    for person in known_of(desk, [draft.full_name]):
        if person.id == visitor_id and person.facts.name == facts.name:
            return None if _is_conflict(facts, person.facts) else person.uuid
    return None


def same_visitor(desk: Desk, draft: VisitorDraft) -> int | None:
    """The id of the visitor that the draft describes, or None. Raises Refused (“several”) listing them."""
    known = {person.id: person for person in known_of(desk, [draft.full_name], [draft.uuid])}.values()
    by_uuid = [person for person in known if draft.uuid and person.uuid == draft.uuid]
    found = only_one(by_uuid or matching(facts_of(draft, *phone_customs(desk)), known))
    return found.id if found else None
