"""Receptions counted as a batch: the same figures as counted one by one."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.office.desk import Desk
from models.reception.bulk import counted_at_once
from models.reports.recount import recount
from tests.models.builders import a_visitor

_INSERT = """
INSERT INTO appointment (uuid, office_id, visitor_id, expert_id, starts_at, ends_at, state, summary, is_walk_in,
    cancel_reason, content_hash, version, created_at)
VALUES (?, ?, ?, 1, ?, ?, ?, '', true, '', '', 1, '2025-01-01 09:00:00')
"""
_STATES = st.sampled_from(["booked", "arrived", "started", "done", "done", "done", "no-show", "cancelled"])
_ROWS = st.tuples(st.integers(0, 2), st.integers(0, 700), _STATES)
FIRST = datetime(2025, 1, 1, 10)


def insert(desk: Desk, serial: int, visitor: int, days: int, state: str) -> None:
    start = FIRST + timedelta(days=days)
    ends = start + timedelta(minutes=30)
    desk.db.run(_INSERT, f"a{serial}", desk.office_id, visitor, start.isoformat(" "), ends.isoformat(" "), state)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(st.lists(_ROWS, max_size=12), min_size=1, max_size=3), changes=st.lists(_ROWS, max_size=6))
def test_receptions_are_counted_in_batches_and_one_by_one(
    desk: Desk, batches: list[list[tuple[int, int, str]]], changes: list[tuple[int, int, str]]
) -> None:
    names = ("Волков Пётр Ильич", "Седова Анна Юрьевна", "Ким Олег Янович")
    visitors = [row[0] for row in desk.db.rows("SELECT id FROM visitor ORDER BY id")]
    visitors = visitors or [a_visitor(desk, name, phone="") for name in names]
    serial = desk.db.rows("SELECT COALESCE(MAX(id), 0) FROM appointment")[0][0]
    for number, batch in enumerate(batches):
        with desk.db.writing():
            if number % 2:
                for who, days, state in batch:
                    serial += 1
                    insert(desk, serial, visitors[who], days, state)
            else:
                with counted_at_once(desk, {visitors[who] for who, _days, _state in batch}):
                    for who, days, state in batch:
                        serial += 1
                        insert(desk, serial, visitors[who], days, state)
        assert recount(desk) == []
    for who, days, state in changes:
        with desk.db.writing():
            start, row = FIRST + timedelta(days=days), days % (serial or 1)
            desk.db.run(
                "UPDATE appointment SET visitor_id = ?, state = ?, starts_at = ?, ends_at = ? WHERE id = 1 + ?",
                visitors[who], state, start.isoformat(" "), (start + timedelta(hours=1)).isoformat(" "), row,
            )  # fmt: skip
            desk.db.run("DELETE FROM appointment WHERE id = 1 + ?", (days * 7) % (serial or 1))
        assert recount(desk) == []


def test_a_batch_that_fails_is_forgotten(desk: Desk) -> None:
    visitor = a_visitor(desk)
    with pytest.raises(ZeroDivisionError), desk.db.writing(), counted_at_once(desk, {visitor}):
        insert(desk, 1, visitor, 3, "done")
        raise ZeroDivisionError
    assert recount(desk) == []
    with desk.db.writing():
        insert(desk, 1, visitor, 3, "done")
    assert recount(desk) == []
    assert desk.db.rows("SELECT month, month_before, visits FROM visit_month WHERE visits <> 0") == [(202501, 0, 1)]
