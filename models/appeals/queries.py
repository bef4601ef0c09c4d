"""What screens, papers and commands read of appeals: ids by filter, rows by ids, one with its timeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import peewee

from models.appeals.rules import amount_of, is_overdue, number_parts
from models.appeals.tables import Appeal, AppealEvent
from models.letters.tables import Letter
from models.office.desk import Desk
from models.office.queries import staff
from models.office.tables import District
from models.office.topics import TopicName, at_or_under, named, short_name, short_names
from models.storage.dialect import falling, rising
from models.storage.keys import search_key
from models.visitors.names import kept_dative
from models.visitors.tables import Visitor


@dataclass(frozen=True)
class AppealFilter:
    """What a list of appeals is narrowed to; None leaves a side open. Empty strings and zero ids mean “not given”."""

    received_from: date | None = None
    received_to: date | None = None
    topic: str | None = None  # this code and all under it
    district_id: int | None = None  # 0: none given
    expert_id: int | None = None  # 0: none given
    channel: str | None = None
    kind: str | None = None
    category: str | None = None
    outcome: str | None = None  # "open" for the open ones
    overdue_on: date | None = None
    is_answered_late: bool = False
    is_repeated: bool = False
    is_collective: bool = False
    has_amount: bool = False
    is_closed: bool = False
    visitor_id: int | None = None
    due_by: date | None = None  # open ones due on or before the day
    text: str = ""  # part of a number, or words of the visitor's name or the summary
    sort: str = "received"  # received, due, number, closed
    descending: bool = True


@dataclass(frozen=True)
class AppealRow:
    """A line of a list."""

    id: int
    number: str
    received_on: date
    due_on: date
    closed_on: date | None
    visitor_id: int
    visitor: str
    topic: str
    topic_name: str  # short
    district: str | None
    channel: str
    kind: str
    outcome: str | None
    expert: str | None
    summary: str
    is_overdue: bool
    is_annulled: bool


@dataclass(frozen=True)
class AppealStep:
    """A step of the timeline."""

    id: int
    at: datetime
    who: str
    kind: str
    text: str
    outcome: str | None


@dataclass(frozen=True)
class AppealCard:
    """An appeal with everything that its screen and papers show."""

    id: int
    number: str
    received_on: date
    due_on: date
    closed_on: date | None
    visitor_id: int
    visitor: str
    visitor_gender: str | None
    visitor_dative: str
    visitor_address: str
    topic: TopicName
    topic_short: str
    channel: str
    kind: str
    district_id: int | None
    district: str | None
    expert_id: int | None
    expert: str | None
    summary: str
    written: str
    outcome: str | None
    result: str
    amount: Decimal | None
    collective: int
    is_oral_answer_accepted: bool
    appointment_id: int | None
    is_annulled: bool
    is_repeated: bool
    is_overdue: bool
    version: int
    steps: tuple[AppealStep, ...]  # the newest first
    letters: tuple[tuple[int, str | None, date | None], ...]  # id, number or None for a draft, signed on
    siblings: tuple[tuple[int, str], ...]  # other appeals of the same appointment: id, number


# In the very words of the index of open appeals, for SQLite takes it for no others; few are open among a million. The
# day narrows nothing, but with it that index is thought better than the one of all numbers.
_IS_OPEN = Appeal.outcome.is_null() & (Appeal.is_annulled == peewee.SQL("0")) & (Appeal.due_on >= date.min)

_SORTS = {
    "received": (Appeal.received_on, Appeal.number),
    "due": (Appeal.due_on, Appeal.number),
    "number": (Appeal.number,),
    "closed": (Appeal.closed_on, Appeal.number),
}


def ids(desk: Desk, wanted: AppealFilter) -> Sequence[int]:
    """Ids of the appeals that match, in the filter's order. Annulled registrations are left out."""
    columns = _SORTS.get(wanted.sort, _SORTS["received"])
    order = [_ordered(column, wanted.descending) for column in columns]
    query: Any = Appeal.select(Appeal.id).where(*_conditions(desk, wanted)).order_by(*order)
    sql, values = query.sql()
    return desk.db.ids(sql, *values)


def _ordered(column: Any, is_falling: bool) -> Any:
    if column.null:  # said only there: an index answers no other order than its own
        return falling(column) if is_falling else rising(column)
    return column.desc() if is_falling else column.asc()


def count(desk: Desk, wanted: AppealFilter) -> int:
    """How many appeals match."""
    return int(Appeal.select(Appeal.id).where(*_conditions(desk, wanted)).count())


def _conditions(desk: Desk, wanted: AppealFilter) -> list[Any]:
    is_open = wanted.outcome == "open" or wanted.due_by is not None
    found: list[Any] = [_IS_OPEN if is_open else ~Appeal.is_annulled]
    if wanted.visitor_id is None:
        found.append(Appeal.office_id == desk.office_id)
    else:  # a sum is looked up in no index: the office's would be read from end to end for the sake of its order
        found += [Appeal.visitor_id == wanted.visitor_id, Appeal.office_id + 0 == desk.office_id]
    if wanted.received_from is not None:
        found.append(Appeal.received_on >= wanted.received_from)
    if wanted.received_to is not None:
        found.append(Appeal.received_on <= wanted.received_to)
    if wanted.topic is not None:
        found.append(at_or_under(Appeal.topic, wanted.topic))
    column: Any
    for column, value in ((Appeal.district_id, wanted.district_id), (Appeal.expert_id, wanted.expert_id)):
        if value is not None:
            found.append(column.is_null() if value == 0 else column == value)
    for column, text in (
        (Appeal.channel, wanted.channel),
        (Appeal.kind, wanted.kind),
        (Appeal.category, wanted.category),
    ):
        if text is not None:
            found.append(column == text)
    if wanted.outcome not in (None, "open"):
        found.append(Appeal.outcome == wanted.outcome)
    if wanted.overdue_on is not None:
        late = Appeal.due_on < wanted.overdue_on
        found.append(late if is_open else late & (Appeal.closed_on.is_null() | (Appeal.closed_on > wanted.overdue_on)))
    if wanted.due_by is not None:
        found.append(Appeal.due_on <= wanted.due_by)
    flags = (
        (wanted.is_answered_late, Appeal.closed_on > Appeal.due_on), (wanted.is_repeated, Appeal.is_repeated),
        (wanted.is_collective, Appeal.collective > 1), (wanted.has_amount, Appeal.amount > 0),
        (wanted.is_closed, Appeal.outcome.is_null(False)),
    )  # fmt: skip
    found += [condition for is_wanted, condition in flags if is_wanted]
    if wanted.text.strip():
        found.append(_text_condition(wanted.text))
    return found


def _text_condition(text: str) -> Any:
    """A number or its part, else words of the visitor's name or of the summary as typed."""
    bare = text.strip()
    if bare.replace("-", "").isdigit():
        return Appeal.number.contains(bare)
    key = search_key(bare)
    by_name = Visitor.select(Visitor.id).where((Visitor.name_key >= key) & (Visitor.name_key < key + "\uffff"))
    return Appeal.visitor_id.in_(by_name) | Appeal.summary.contains(bare)


# Fixed SQL, because the list asks for a window of rows at every turn of the wheel.
_LINES = """
SELECT a.id, a.number, a.received_on, a.due_on, a.closed_on, a.visitor_id, v.full_name, a.topic, d.name, a.channel,
    a.kind, a.outcome, s.name, a.summary, a.is_annulled
FROM appeal AS a JOIN visitor AS v ON v.id = a.visitor_id
LEFT JOIN district AS d ON d.id = a.district_id LEFT JOIN staff AS s ON s.id = a.expert_id WHERE a.id IN ({ids})
"""


def rows(desk: Desk, appeal_ids: Sequence[int], on: date | None = None) -> dict[int, AppealRow]:
    """Lines of a list by id; `on` is the day on which overdue is judged (today)."""
    day = on or desk.today()
    found: dict[int, AppealRow] = {}
    for start in range(0, len(appeal_ids), 500):
        part = appeal_ids[start : start + 500]
        lines = desk.db.rows(_LINES.format(ids=", ".join("?" * len(part))), *part)
        topics = short_names([line[7] for line in lines])
        found.update((line[0], _row(line, topics, day)) for line in lines)
    return found


def _row(line: tuple[Any, ...], topics: dict[str, str], on: date) -> AppealRow:
    appeal_id, number, received, due, closed, visitor_id, visitor, topic, district, *rest = line
    channel, kind, outcome, expert, summary, is_annulled = rest
    received_on, due_on = date.fromisoformat(received), date.fromisoformat(due)
    closed_on = date.fromisoformat(closed) if closed else None
    return AppealRow(
        appeal_id, number, received_on, due_on, closed_on, visitor_id, visitor, topic, topics.get(topic, ""), district,
        channel, kind, outcome, expert, summary, is_overdue(due_on, closed_on, on), bool(is_annulled),
    )  # fmt: skip


def one(desk: Desk, appeal_id: int) -> AppealCard | None:
    """An appeal with its timeline, letters and siblings, or None."""
    row = Appeal.with_key(appeal_id, desk.office_id)
    if row is None:
        return None
    people: dict[int | None, str] = {person.id: person.name for person in staff(desk, active_only=False)}
    visitor = Visitor.get_by_id(row.visitor_id)
    district = District.with_key(row.district_id)
    steps = (
        AppealEvent.select()
        .where(AppealEvent.appeal_id == row.id)
        .order_by(AppealEvent.at.desc(), AppealEvent.id.desc())
    )
    letters = Letter.select().where(Letter.appeal_id == row.id).order_by(Letter.id)
    siblings = (
        Appeal.select(Appeal.id, Appeal.number).where(
            Appeal.appointment_id == row.appointment_id, Appeal.id != row.id, ~Appeal.is_annulled).order_by(Appeal.id)
        if row.appointment_id else ()
    )  # fmt: skip
    topic = named([row.topic])[row.topic]
    return AppealCard(
        row.id,
        row.number,
        row.received_on,
        row.due_on,
        row.closed_on,
        row.visitor_id,
        visitor.full_name,
        visitor.gender,
        kept_dative(visitor.name_dative, visitor.full_name, visitor.gender),
        visitor.address,
        topic,
        short_name(row.topic, topic.name),
        row.channel,
        row.kind,
        row.district_id,
        district.name if district else None,
        row.expert_id,
        people.get(row.expert_id),
        row.summary,
        row.written,
        row.outcome,
        row.result,
        amount_of(row.amount),
        row.collective,
        row.is_oral_answer_accepted,
        row.appointment_id,
        row.is_annulled,
        row.is_repeated,
        is_overdue(row.due_on, row.closed_on, desk.today()),
        row.version,
        tuple(AppealStep(s.id, s.at, people.get(s.staff_id, ""), s.kind, s.text, s.outcome) for s in steps),
        tuple((x.id, letter_number(x), x.signed_on) for x in letters),
        tuple((s.id, s.number) for s in siblings),
    )


def letter_number(letter: Letter) -> str | None:
    """The outgoing number of a signed letter; drafts have none."""
    return str(letter.serial) if letter.serial is not None else None


@dataclass(frozen=True)
class NumberHit:
    """An appeal found by its number."""

    id: int
    number: str
    visitor: str
    summary: str


def by_number(desk: Desk, text: str, limit: int = 8) -> list[NumberHit]:
    """Appeals whose number is, or ends with, what was typed: «2026-000123», «000123» or «123»; the newest first."""
    bare = text.strip().lstrip("№").strip()
    if not bare or not bare.replace("-", "").isdigit():
        return []
    parts = number_parts(bare)
    condition: Any = Appeal.number == bare
    if parts is None and bare.isdigit() and len(bare) <= 7:
        condition |= Appeal.serial == int(bare)
    query: Any = (
        Appeal.select(Appeal.id, Appeal.number, Appeal.summary, Visitor.full_name)
        .join(Visitor, on=(Appeal.visitor_id == Visitor.id))
        .where(Appeal.office_id == desk.office_id, condition)
        .order_by(falling(Appeal.year), falling(Appeal.serial))
        .limit(limit)
        .objects()
    )
    return [NumberHit(row.id, row.number, row.full_name, row.summary) for row in query]


def due_soon(desk: Desk, by: date, limit: int = 8) -> list[AppealRow]:
    """Open appeals that are overdue or due by the day, the most urgent first."""
    found: Any = Appeal.select(Appeal.id).where(
        Appeal.office_id == desk.office_id, _IS_OPEN, Appeal.due_on <= by
    ).order_by(Appeal.due_on, Appeal.number).limit(limit)  # fmt: skip
    urgent = [row[0] for row in found.tuples()]
    lines = rows(desk, urgent)
    return [lines[appeal_id] for appeal_id in urgent]


def overdue_count(desk: Desk) -> int:
    """How many open appeals are past their due date today."""
    return count(desk, AppealFilter(outcome="open", overdue_on=desk.today()))
