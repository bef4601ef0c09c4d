"""Counting a batch of written appeals at once, where counting row by row would take longer than writing them.

Inside the caller's transaction the triggers of inserted appeals rest; what they would have done is done for the whole
batch. The recount of `models/reports/recount.py` holds both to the same figures.
"""

from __future__ import annotations

import contextlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from models.office.desk import Desk
from models.storage.bulk import without_triggers

# Fired by an INSERT; those of later changes stay.
TRIGGERS_OF_INSERT = ("appeal_is_a_visit", "appeal_is_counted", "appeal_may_repeat")
_MONTH = "CAST(substr(received_on, 1, 4) || substr(received_on, 6, 2) AS INTEGER)"
_FACETS = {
    "topic": "topic",
    "channel": "channel",
    "kind": "kind",
    "expert": "COALESCE(CAST(expert_id AS TEXT), '')",
    "category": "category",
    "district": "COALESCE(CAST(district_id AS TEXT), '')",
    "district_subject": "COALESCE(district_id, '') || ':' || substr(topic, 1, 9)",
}
_OF_BATCH = "FROM appeal WHERE id > ? AND is_annulled = 0"
_ADD_FACET = (
    "INSERT INTO appeal_year (office_id, facet, code, year, m{month}) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (office_id, facet, code, year) DO UPDATE SET m{month} = m{month} + excluded.m{month}"
)
_MEASURES = {
    "appeals": "COUNT(*)",
    "answered_late": "COALESCE(SUM(closed_on > due_on), 0)",
    "repeated": "SUM(is_repeated)",
    "collective": "SUM(collective > 1)",
    "closed": "COUNT(closed_on)",
    "days_to_answer": "COALESCE(SUM(CAST(julianday(closed_on) - julianday(received_on) AS INTEGER)), 0)",
    "amount": "COALESCE(SUM(amount), 0)",
}
_ADD_TOTALS = (
    f"INSERT INTO appeal_month_total (office_id, month, outcome, {', '.join(_MEASURES)}) "
    f"SELECT office_id, {_MONTH}, COALESCE(outcome, ''), {', '.join(_MEASURES.values())} {_OF_BATCH} GROUP BY 1, 2, 3 "
    "ON CONFLICT (office_id, month, outcome) DO UPDATE SET "
    + ", ".join(f"{name} = {name} + excluded.{name}" for name in _MEASURES)
)
# All but the earliest of a visitor's question repeat it; only questions that the batch touches can have changed.
# NOT INDEXED: else the whole index is read for each batch instead of the batch.
_REPEATED = """
UPDATE appeal SET is_repeated = NOT is_repeated WHERE id IN (
    SELECT one.id FROM (
        SELECT DISTINCT visitor_id, substr(topic, 1, 19) AS question FROM appeal AS new NOT INDEXED
        WHERE id > ? AND EXISTS (
            SELECT 1 FROM appeal AS other WHERE other.visitor_id = new.visitor_id
            AND substr(other.topic, 1, 19) = substr(new.topic, 1, 19) AND other.id <> new.id)) AS touched
    JOIN appeal AS one ON one.visitor_id = touched.visitor_id AND substr(one.topic, 1, 19) = touched.question
    WHERE one.is_repeated <> (one.is_annulled = 0 AND EXISTS (
        SELECT 1 FROM appeal AS earlier WHERE earlier.visitor_id = one.visitor_id
        AND substr(earlier.topic, 1, 19) = substr(one.topic, 1, 19) AND earlier.is_annulled = 0
        AND (earlier.received_on, earlier.id) < (one.received_on, one.id))))
"""


@contextlib.contextmanager
def counted_at_once(desk: Desk) -> Iterator[None]:
    """Appeals inserted within are counted at the end; stands inside a transaction, which takes all of it back.

    The triggers are taken away and put back by the same transaction, so nobody ever sees the file without them. The
    visitors' last visits are not raised here: the writer has done so before, see `models/storage/bulk.visited`.
    """
    if desk.db.counts_by_statement:
        yield
        return
    last = desk.db.rows("SELECT COALESCE(MAX(id), 0) FROM appeal")[0][0]
    with without_triggers(desk.db, *TRIGGERS_OF_INSERT):
        yield
        _count_facets(desk, last)
        desk.db.run(_ADD_TOTALS, last)
    desk.db.run(_REPEATED, last)  # its own triggers correct the totals


def _count_facets(desk: Desk, last: int) -> None:
    """In Python, column by column: seven GROUP BY of the engine take three times as long."""
    rows = desk.db.rows(f"SELECT office_id, {_MONTH}, {', '.join(_FACETS.values())} {_OF_BATCH}", last)
    if not rows:
        return
    columns: list[tuple[Any, ...]] = list(zip(*rows, strict=True))
    counted = defaultdict[int, list[tuple[Any, ...]]](list)
    for facet, codes in zip(_FACETS, columns[2:], strict=True):
        for (office, month, code), appeals in Counter(zip(columns[0], columns[1], codes, strict=True)).items():
            counted[month % 100].append((office, facet, code, month // 100, appeals))
    for month, rows in counted.items():
        desk.db.run_many(_ADD_FACET.format(month=month), rows)
