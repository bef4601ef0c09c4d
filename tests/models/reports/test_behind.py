"""Every figure of a report opens a list of exactly as many appeals."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.appeals.queries import ids
from models.office.desk import Desk
from models.reports.behind import filter_behind, filter_behind_place
from models.reports.queries import report
from tests.models.reports.sample import RandomOffice, an_office

COUNTED_OTHERWISE = {"receptions", "outreach_events", "visitors_received", "no_shows", "calls"}
NO_COUNTS = {"mean_days_to_answer", "amount_recovered"}


@pytest.fixture
def desk(new_place: Path | str) -> Iterator[Desk]:
    made = an_office(new_place)
    yield made
    made.db.close()


@pytest.mark.parametrize(("period", "is_before"), [("2026-11", False), ("2026-10", True), ("2026", False)])
def test_the_list_behind_a_figure_is_as_long_as_the_figure(desk: Desk, period: str, is_before: bool) -> None:
    office = RandomOffice(desk, 3)
    office.write_appeals(500)
    office.stir(50)
    found = report(desk, period)
    for name, figure in found.totals.items():
        behind = filter_behind(found, name, is_before=is_before)
        if name in COUNTED_OTHERWISE:
            assert behind is None
        elif name not in NO_COUNTS:
            assert behind is not None
            assert len(ids(desk, behind)) == (figure.before if is_before else figure.now), name
    for name, rows in found.lists.items():
        for row in rows:
            behind = filter_behind(found, name, row.key, is_before=is_before)
            assert behind is not None
            assert len(ids(desk, behind)) == (row.figure.before if is_before else row.figure.now), (name, row.key)
    for cell in found.district_topics:
        assert len(ids(desk, filter_behind_place(found, cell.district_id, cell.code))) == cell.now
    for alert in found.alerts:
        assert len(ids(desk, filter_behind_place(found, alert.district_id, alert.code))) == alert.now
