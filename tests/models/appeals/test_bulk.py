"""Appeals counted as a batch: the same figures as counted one by one, and nothing left behind where it fails."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.appeals.bulk import counted_at_once
from models.office.desk import Desk
from models.reports.recount import recount
from tests.models.builders import a_visitor, an_appeal

_COPY = """
INSERT INTO appeal (uuid, office_id, number, visitor_id, received_on, due_on, closed_on, topic, channel, kind,
    district_id, expert_id, summary, written, outcome, result, amount, collective, is_oral_answer_accepted,
    is_annulled, is_repeated, category, content_hash, version, created_at)
SELECT ?, office_id, ?, ?, ?, due_on, ?, topic, ?, kind, district_id, expert_id, summary, written, ?, result, ?, ?,
    false, ?, false, category, '', 1, created_at FROM appeal ORDER BY id LIMIT 1
"""
_DAYS = st.dates(date(2025, 1, 1), date(2026, 11, 23))
_ROWS = st.tuples(
    st.integers(0, 1), _DAYS, st.none() | st.integers(0, 60), st.sampled_from(["personal", "phone", "written"]),
    st.none() | st.integers(0, 10**6), st.integers(1, 3), st.booleans(),
)  # fmt: skip


def _triggers(desk: Desk) -> list[tuple[str, str]]:
    of_file = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    of_server = "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname"
    return [(str(name), str(sql)) for name, sql in desk.db.rows(of_file if desk.db.is_file else of_server)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(st.lists(_ROWS, max_size=12), min_size=1, max_size=3))
def test_a_batch_is_counted_as_its_rows_would_be(desk: Desk, batches: list[list[tuple[object, ...]]]) -> None:
    visitors = [row[0] for row in desk.db.rows("SELECT id FROM visitor")]
    if not visitors:
        visitors = [a_visitor(desk), a_visitor(desk, "Волков Пётр Ильич", phone="")]
        an_appeal(desk)
    before = _triggers(desk)
    serial = desk.db.rows("SELECT COUNT(*) FROM appeal")[0][0]
    for batch in batches:
        with desk.db.writing(), counted_at_once(desk):
            for who, day, days, channel, amount, signers, is_annulled in batch:
                serial += 1
                closed = None if days is None else date.fromordinal(day.toordinal() + days)  # type: ignore[attr-defined]
                desk.db.run(
                    _COPY, f"u{serial}", f"n{serial}", visitors[who], str(day), closed and str(closed), channel,  # type: ignore[call-overload]
                    closed and "help", amount, signers, is_annulled,
                )  # fmt: skip
        assert recount(desk) == []
    assert _triggers(desk) == before


def test_a_batch_that_fails_leaves_the_triggers_and_figures(desk: Desk) -> None:
    an_appeal(desk)
    before = _triggers(desk)
    with pytest.raises(ZeroDivisionError), desk.db.writing(), counted_at_once(desk):
        desk.db.run("UPDATE appeal SET is_annulled = 0")
        raise ZeroDivisionError
    assert _triggers(desk) == before
    assert recount(desk) == []
