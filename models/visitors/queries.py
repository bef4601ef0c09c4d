"""What screens and commands read of visitors: search, lists, phones while they are typed. Each in a few statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from models.appeals.tables import Appeal, AppealYear
from models.office.desk import Desk
from models.office.tables import District
from models.storage.dialect import falling
from models.storage.keys import digits_of, sort_key
from models.storage.orm import peewee
from models.storage.search import lines_of
from models.visitors import phones as numbers
from models.visitors.tables import Visitor, VisitorPhone

if TYPE_CHECKING:
    from models.visitors.card import VisitorCard

FEWEST_DIGITS = 4  # of a phone that is being typed
_AT_ONCE = 500
_LATEST_ADDED = 1000  # visitors whose categories may not have come into the roll-up yet


@dataclass(frozen=True)
class VisitorHit:
    """A visitor whom a search found; `phone` is the one registered first, in E.164."""

    id: int
    name: str
    birth_year: int | None
    phone: str | None
    district: str | None
    last_visit: date | None
    open_appeals: int


@dataclass(frozen=True)
class VisitorRow:
    """A line of the list of visitors."""

    id: int
    name: str
    birth_year: int | None
    phone: str | None  # E.164 of the one registered first
    phone_typed: str  # as typed, where the phone cannot be read
    district: str | None
    category: str
    last_visit: date | None
    open_appeals: int
    appeals: int


@dataclass(frozen=True)
class VisitorFilter:
    """What the list of visitors is narrowed to; None leaves a side open."""

    text: str = ""
    district_id: int | None = None  # 0: none given
    category: str | None = None
    visited_from: date | None = None
    visited_to: date | None = None
    has_open: bool = False
    sort: str = "last_visit"  # last_visit, name, birth_year, district, open, appeals
    descending: bool = True


def search(desk: Desk, text: str, limit: int = 50) -> list[VisitorHit]:
    """Visitors by words of the name and digits of the phone, the latest visit first; no text finds all."""
    return _hits(desk, *desk.db.search.visitor_lines(numbers.without_extension(text), limit))


def _hits(desk: Desk, sql: str, values: Sequence[Any]) -> list[VisitorHit]:
    found = [_row(line) for line in desk.db.rows(sql, *values)]
    found.sort(key=lambda row: (row.last_visit or date.min, row.id), reverse=True)
    return [
        VisitorHit(row.id, row.name, row.birth_year, row.phone, row.district, row.last_visit, row.open_appeals)
        for row in found
    ]


def _row(line: tuple[Any, ...]) -> VisitorRow:
    visitor_id, name, year, e164, typed, district, category, last_visit, still_open, appeals = line
    visited = date.fromisoformat(last_visit) if last_visit else None
    unread = "" if e164 else typed or ""
    return VisitorRow(visitor_id, name, year, e164, unread, district, category, visited, still_open, appeals)


def by_phone(desk: Desk, text: str, limit: int = 5) -> list[VisitorHit]:
    """Who has this number; while it is being typed, from four digits on, whose number has these digits."""
    from models.visitors.identity import phone_customs  # a search knows no identities and loads none

    phone = numbers.parsed(text, *phone_customs(desk))
    if phone.e164 is None or phone.is_area_code_added:  # seven digits may also begin a longer number
        typed = numbers.without_extension(text)
        is_enough = len(digits_of(typed)) >= FEWEST_DIGITS and not any(c.isalpha() for c in typed)
        return search(desk, typed, limit) if is_enough else []
    owners = VisitorPhone.select(VisitorPhone.visitor_id).where(VisitorPhone.e164 == phone.e164)
    query: Any = Visitor.select(Visitor.id).where(Visitor.id.in_(owners))
    query = query.order_by(falling(Visitor.last_visit_on), Visitor.id.desc()).limit(limit)
    found = [row[0] for row in query.tuples()]
    return _hits(desk, lines_of(len(found)), found) if found else []


def card(desk: Desk, visitor_id: int) -> VisitorCard:
    """One visitor with the whole history. Raises Refused where there is none.

    From a module of its own that knows appeals and bookings: a search need not load those.
    """
    from models.visitors.card import card as whole

    return whole(desk, visitor_id)


def total(desk: Desk) -> int:
    """How many visitors there are."""
    return int(desk.db.rows("SELECT COUNT(*) FROM visitor")[0][0])


def ids(desk: Desk, wanted: VisitorFilter) -> Sequence[int]:
    """The ids of a whole list in its order; one statement."""
    conditions = _conditions(desk, wanted)
    is_by_visit = wanted.sort == "last_visit" and wanted.descending
    if wanted.text.strip() and not conditions and is_by_visit:
        sql, values = desk.db.search.visitor_ids(numbers.without_extension(wanted.text))
        return desk.db.ids(sql, *values)
    if wanted.text.strip():
        sql, values = desk.db.search.visitor_ids(numbers.without_extension(wanted.text))
        conditions.append(Visitor.id.in_(peewee.SQL(f"({sql})", values)))
    query: Any = Visitor.select(Visitor.id)
    if conditions:
        query = query.where(*conditions)
    query = _ordered(query, wanted.sort, wanted.descending)
    sql, values = query.sql()
    return desk.db.ids(sql, *values)


def _conditions(desk: Desk, wanted: VisitorFilter) -> list[Any]:
    found: list[Any] = []
    if wanted.district_id is not None:
        found.append(
            Visitor.district_id.is_null() if not wanted.district_id else Visitor.district_id == wanted.district_id
        )
    if wanted.category is not None:
        found.append(Visitor.category == wanted.category)
    if wanted.visited_from is not None:
        found.append(Visitor.last_visit_on >= wanted.visited_from)
    if wanted.visited_to is not None:
        found.append(Visitor.last_visit_on <= wanted.visited_to)
    if wanted.has_open:
        of_office = Appeal.office_id == desk.office_id
        is_open = of_office & Appeal.outcome.is_null() & (Appeal.is_annulled == peewee.SQL("0"))
        found.append(Visitor.id.in_(Appeal.select(Appeal.visitor_id).where(is_open)))
    return found


def _ordered(query: Any, sort: str, descending: bool) -> Any:
    """Sorted by a column of the list; those who have nothing in it stand last, equals by the latest visit."""
    column: Any
    if sort in ("open", "appeals"):
        counted = Appeal.select(Appeal.visitor_id, peewee.fn.COUNT(Appeal.id).alias("n"))
        counted = counted.where(Appeal.is_annulled == peewee.SQL("0"))
        if sort == "open":
            counted = counted.where(Appeal.outcome.is_null())
        counted = counted.group_by(Appeal.visitor_id).alias("counted")
        query = query.join(counted, peewee.JOIN.LEFT_OUTER, on=(counted.c.visitor_id == Visitor.id))
        column = peewee.fn.COALESCE(counted.c.n, 0)
    elif sort == "district":
        query = query.join(District, peewee.JOIN.LEFT_OUTER, on=(District.id == Visitor.district_id))
        column = District.name_key
    else:
        known = {"last_visit": Visitor.last_visit_on, "name": Visitor.sort_key, "birth_year": Visitor.birth_year}
        column = known[sort]
    if sort == "last_visit" and descending:
        return query.order_by(falling(Visitor.last_visit_on), Visitor.id.desc())
    if sort == "name":
        tie = Visitor.id.desc() if descending else Visitor.id.asc()
        return query.order_by(column.desc() if descending else column.asc(), tie)
    order = column.desc() if descending else column.asc()
    return query.order_by(column.is_null(), order, falling(Visitor.last_visit_on), Visitor.id.desc())


def rows(desk: Desk, visitor_ids: Iterable[int]) -> dict[int, VisitorRow]:
    """Lines of the list by id; one statement for a window of the list. Ids that are gone are left out."""
    wanted = list(dict.fromkeys(visitor_ids))
    found: dict[int, VisitorRow] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        found.update((line[0], _row(line)) for line in desk.db.rows(lines_of(len(part)), *part))
    return found


def categories(desk: Desk) -> list[str]:
    """The categories in use, in order: of all appeals, by the roll-up, and of the visitors added last."""
    rolled: Any = AppealYear.select(AppealYear.code).where(
        AppealYear.office_id == desk.office_id, AppealYear.facet == "category"
    )
    latest: Any = Visitor.select(Visitor.category).order_by(Visitor.id.desc()).limit(_LATEST_ADDED)
    found = {row[0] for query in (rolled.distinct(), latest) for row in query.tuples()} - {""}
    return sorted(found, key=sort_key)
