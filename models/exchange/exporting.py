"""Records as the rows of a file that `import` reads back: every column of a kind, in a stream. Writes CSV itself.

Appeals whose registration was annulled are left out: no column could say so, and they would count again.
"""

from __future__ import annotations

import contextlib
import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from models.exchange import columns
from models.exchange.reader import guarded
from models.office.desk import Desk
from models.problems import Problem, Refused
from models.visitors import names, phones
from resources.words import N_

Cells = tuple[str, ...]
_AT_ONCE = 1000  # rows read ahead
_PHONES = (
    "COALESCE((SELECT string_agg(p.typed, '\n' ORDER BY p.place, p.id) FROM visitor_phone AS p "
    "WHERE p.visitor_id = v.id), '')"
)
_OF_VISITOR = {"visitor": "v.full_name", "phone": _PHONES, "birth_year": "v.birth_year", "address": "v.address"}
_VISITORS = {
    **_OF_VISITOR, "birth_date": "v.birth_date", "gender": "v.gender", "name_dative": "v.name_dative",
    "email": "v.email", "district": "d.name", "category": "v.category", "note": "v.note", "uuid": "v.uuid",
}  # fmt: skip
_APPEALS = {
    **_OF_VISITOR, "received_on": "a.received_on", "topic": "a.topic", "district": "d.name", "channel": "a.channel",
    "kind": "a.kind", "summary": "a.summary", "written": "a.written", "expert": "s.name", "outcome": "a.outcome",
    "closed_on": "a.closed_on", "result": "a.result", "due": "a.due_on", "collective": "a.collective",
    "amount": "CASE WHEN a.amount IS NOT NULL THEN CAST(a.amount / 100 AS TEXT) || '.' || "
    "CASE WHEN a.amount % 100 < 10 THEN '0' ELSE '' END || CAST(a.amount % 100 AS TEXT) END",
    "number": "a.number", "uuid": "a.uuid", "visitor_uuid": "v.uuid",
}  # fmt: skip
_APPOINTMENTS = {
    "start": "replace(substr(CAST(a.starts_at AS TEXT), 1, 16), ' ', 'T')",
    "expert": "s.name", "visitor": "v.full_name", "phone": _PHONES,
    "minutes": "CAST(round((julianday(a.ends_at) - julianday(a.starts_at)) * 1440) AS INTEGER)", "topic": "a.topic",
    "summary": "a.summary", "state": "a.state", "ticket": "a.ticket",
    "walk_in": "CASE WHEN a.is_walk_in THEN 1 ELSE 0 END", "uuid": "a.uuid",
    "visitor_uuid": "v.uuid",
    # a place that the event has no longer cannot be found again
    "outreach": "CASE WHEN e.is_cancelled = 0 AND e.on_date = date(a.starts_at) THEN e.place END",
}  # fmt: skip


@dataclass(frozen=True)
class _Source:
    """Where a kind's cells are, and by which day `first` and `last` choose."""

    cells: dict[str, str]
    tables: str
    day: str
    order: str


_SOURCES = {
    "visitors": _Source(
        _VISITORS, "visitor AS v LEFT JOIN district AS d ON d.id = v.district_id WHERE ? IS NOT NULL",
        "v.last_visit_on", "v.id",
    ),
    "appeals": _Source(
        _APPEALS,
        "appeal AS a CROSS JOIN visitor AS v ON v.id = a.visitor_id LEFT JOIN district AS d ON d.id = a.district_id "
        "LEFT JOIN staff AS s ON s.id = a.expert_id WHERE a.office_id = ? AND NOT a.is_annulled",
        "a.received_on", "a.received_on, a.number",
    ),
    "appointments": _Source(
        _APPOINTMENTS,
        "appointment AS a CROSS JOIN visitor AS v ON v.id = a.visitor_id JOIN staff AS s ON s.id = a.expert_id "
        "LEFT JOIN outreach_event AS e ON e.id = a.outreach_id WHERE a.office_id = ?",
        "a.starts_at", "a.starts_at, s.name, a.id",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Table:
    """What an export gives: the header, how many rows there are, and the rows themselves, once."""

    header: Cells
    count: int
    rows: Iterator[Cells]


def _columns(kind: str) -> Cells:
    return tuple(column.name for column in columns.KINDS[kind] if not column.is_only_read)


@contextlib.contextmanager
def exported(desk: Desk, kind: str, first: date | None = None, last: date | None = None) -> Iterator[Table]:
    """The records of a kind (import's KINDS), all of one moment; the rows are read while the context is open.

    `first` and `last` choose appeals by receipt, appointments by their start, visitors by their last visit; those who
    have not been here yet are in the whole list only.
    """
    if kind not in _SOURCES:
        raise Refused(Problem("unknown-kind", N_("“{kind}” cannot be exported."), "", {"kind": kind}))
    source, header = _SOURCES[kind], _columns(kind)
    conditions = source.tables
    values: list[Any] = [desk.office_id]
    for sign, day in ((">=", first), ("<", last + timedelta(days=1) if last else None)):
        if day is not None:
            conditions += f" AND {source.day} {sign} ?"
            values.append(day.isoformat())
    chosen = ", ".join(source.cells[name] for name in header)
    with desk.db.snapshot():
        ((count,),) = desk.db.rows(f"SELECT COUNT(*) FROM {conditions}", *values)
        cursor = desk.db.cursor(f"SELECT {chosen} FROM {conditions} ORDER BY {source.order}", *values)
        try:
            yield Table(header, count, _rows(cursor, header))
        finally:
            cursor.close()


def _rows(cursor: Any, header: Cells) -> Iterator[Cells]:
    phone = header.index("phone")
    dative = header.index("name_dative") if "name_dative" in header else None
    name, gender = header.index("visitor"), header.index("gender") if "gender" in header else 0
    while part := cursor.fetchmany(_AT_ONCE):
        for row in part:
            cells = ["" if value is None else value if value.__class__ is str else str(value) for value in row]
            if cells[phone] and not phones.is_usual(cells[phone]):
                cells[phone] = phones.joined(cells[phone].split("\n"))
            if dative is not None:
                cells[dative] = names.kept_dative(cells[dative], cells[name], cells[gender] or None)
            yield tuple(cells)


def write_csv(path: Path, table: Table) -> None:
    """Writes a table as CSV: UTF-8 with a mark, semicolons, an apostrophe before what a spreadsheet would run."""
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        writer.writerow(table.header)
        writer.writerows(_guarded(table.rows))


def _guarded(rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    for row in rows:
        yield [guarded(cell) if cell else "" for cell in row]
