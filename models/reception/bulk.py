"""Counting a batch of written appointments at once; see `models/appeals/bulk.py`, which does so with appeals."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator

from models.office.desk import Desk
from models.storage.bulk import without_triggers
from models.storage.rows import rows_by

_TRIGGERS_OF_INSERT = ("appointment_is_a_visit", "reception_is_counted", "visit_is_linked")
_MONTH = "CAST(substr(starts_at, 1, 4) || substr(starts_at, 6, 2) AS INTEGER)"
_ADD_RECEPTIONS = f"""
INSERT INTO reception_month (office_id, month, state, receptions)
SELECT office_id, {_MONTH}, state, COUNT(*) FROM appointment
WHERE id > ? AND (state = 'started' OR state = 'done' OR state = 'no-show') GROUP BY 1, 2, 3
ON CONFLICT (office_id, month, state) DO UPDATE SET receptions = receptions + excluded.receptions
"""
# each visit by its month and that of the visit before, as the trigger links them
_VISITS = f"""
SELECT office_id, {_MONTH},
    COALESCE(LAG({_MONTH}) OVER (PARTITION BY office_id, visitor_id ORDER BY starts_at, id), 0)
FROM appointment WHERE visitor_id IN ({{keys}}) AND state = 'done'
"""
_ADD_VISIT = """
INSERT INTO visit_month (office_id, month, month_before, visits) VALUES (?, ?, ?, ?)
ON CONFLICT (office_id, month, month_before) DO UPDATE SET visits = visits + excluded.visits
"""


@contextlib.contextmanager
def counted_at_once(desk: Desk, visitor_ids: Collection[int]) -> Iterator[None]:
    """Appointments of these visitors inserted within are counted at the end; stands inside a transaction.

    The visitors' last visits are not raised here: the writer has done so before, see `models/storage/bulk.visited`.
    """
    if desk.db.counts_by_statement:
        yield
        return
    last = desk.db.rows("SELECT COALESCE(MAX(id), 0) FROM appointment")[0][0]
    with without_triggers(desk.db, *_TRIGGERS_OF_INSERT):
        _count_visits(desk, visitor_ids, -1)
        yield
        _count_visits(desk, visitor_ids, 1)
        desk.db.run(_ADD_RECEPTIONS, last)


def _count_visits(desk: Desk, visitor_ids: Collection[int], sign: int) -> None:
    """Adds the visits of these visitors as they are linked now, or takes them away."""
    counted: dict[tuple[int, int, int], int] = {}
    for office, month, before in rows_by(desk.db, _VISITS, visitor_ids):
        key = (office, month, before)
        counted[key] = counted.get(key, 0) + sign
    desk.db.run_many(_ADD_VISIT, [(*key, visits) for key, visits in counted.items()])
