"""What stands in the reception journal (журнал учёта личного приёма): the appeals of some days, one line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.appeals import queries
from models.appeals.queries import AppealFilter
from models.office.desk import Desk
from models.office.queries import Person, staff
from models.office.tables import Office
from models.office.topics import short_names

LONGEST_READ = 1_100  # letters: no more of a text is read than may be printed
_AT_ONCE = 500


@dataclass(frozen=True)
class JournalRow:
    """One appeal; of long texts only the beginning: the rest stands on the reception card."""

    number: str
    received_on: date
    due_on: date
    closed_on: date | None
    visitor: str  # empty where no name was given
    address: str
    channel: str
    topic: str  # short name
    content: str
    outcome: str | None  # None while it is open
    result: str


@dataclass(frozen=True)
class JournalSheet:
    """A volume of the journal. `rows` are read once, in order; they may come from the file while it is printed."""

    office_name: str
    office_address: str
    keeper: str  # who answers for the journal
    keeper_position: str
    first: date
    last: date
    channel: str | None  # only what came this way
    count: int
    rows: Iterable[JournalRow]

    def whole(self) -> JournalSheet:
        """The same with all rows in hand, so that it can be printed away from the file."""
        return replace(self, rows=tuple(self.rows))


def journal(desk: Desk, first: date, last: date, channel: str | None = None) -> JournalSheet:
    """The appeals registered from one day to another, both included, by receipt and number.

    The rows are read from the desk in portions: print inside a snapshot, or take `whole()`.
    """
    wanted = AppealFilter(
        received_from=first, received_to=last, channel=channel, sort="received", descending=False
    )  # fmt: skip
    ids = queries.ids(desk, wanted)
    office = Office.get_by_id(desk.office_id)
    keeper = _keeper(staff(desk))
    return JournalSheet(
        office.name, office.address, keeper.name if keeper else "", keeper.position if keeper else "", first, last,
        channel, len(ids), _Rows(desk, ids),
    )  # fmt: skip


def _keeper(people: tuple[Person, ...]) -> Person | None:
    """The registrar, where there is one, else the head."""
    for role in ("registrar", "head"):
        found = next((person for person in people if person.role == role), None)
        if found is not None:
            return found
    return None


class _Rows:
    """Rows by their ids, a portion at a time: a year of a large office is never in memory as a whole."""

    def __init__(self, desk: Desk, ids: Sequence[int]) -> None:
        self._desk, self._ids = desk, ids

    def __iter__(self) -> Iterator[JournalRow]:
        for start in range(0, len(self._ids), _AT_ONCE):
            yield from _portion(self._desk, self._ids[start : start + _AT_ONCE])


# Fixed SQL: ten thousand rows are twenty of these. A written text is long; what is not printed is not read.
_LINES = """
SELECT a.id, a.number, a.received_on, a.due_on, a.closed_on, v.full_name, v.address, a.channel, a.topic,
    substr(CASE WHEN a.summary = '' THEN a.written ELSE a.summary END, 1, ?), a.outcome, substr(a.result, 1, ?)
FROM appeal AS a JOIN visitor AS v ON v.id = a.visitor_id WHERE a.id IN ({ids})
"""


def _portion(desk: Desk, ids: Sequence[int]) -> Iterator[JournalRow]:
    sql = _LINES.format(ids=", ".join("?" * len(ids)))
    found = {line[0]: line for line in desk.db.rows(sql, LONGEST_READ, LONGEST_READ, *ids)}
    topics = short_names([line[8] for line in found.values()])
    for appeal_id in ids:
        if appeal_id not in found:
            continue
        _id, number, received, due, closed, visitor, address, channel, topic, content, outcome, result = found[
            appeal_id
        ]
        yield JournalRow(
            number, date.fromisoformat(received), date.fromisoformat(due),
            date.fromisoformat(closed) if closed else None, visitor, address, channel, topics.get(topic, ""),
            content, outcome, result,
        )  # fmt: skip
