"""A file of an older schema with two years in it: after the upgrade the roll-ups agree with what is in it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from models.demo.make import make_demo
from models.office.desk import Clock
from models.office.queries import open_desk
from models.reports.queries import report
from models.reports.recount import recount
from models.storage import upgrade

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize("schema", range(1, upgrade.VERSION))
def test_an_older_office_is_counted_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, schema: int) -> None:
    with monkeypatch.context() as old:
        old.setattr(upgrade, "MIGRATIONS", upgrade.MIGRATIONS[:schema])
        old.setattr(upgrade, "VERSION", schema)
        make_demo(tmp_path / "old", visits=300, today=MONDAY)
    desk = open_desk(tmp_path / "old", Clock(datetime(2026, 11, 23, 12)))
    try:
        assert desk.db.rows("PRAGMA user_version") == [(upgrade.VERSION,)]
        assert recount(desk) == []
        of_two_years = [report(desk, year) for year in ("2024", "2025", "2026")]
        appeals = sum(int(one.totals["appeals"].now or 0) for one in of_two_years)
        assert desk.db.rows("SELECT COUNT(*) FROM appeal WHERE is_annulled = 0") == [(appeals,)]
        done = "SELECT COUNT(DISTINCT visitor_id) FROM appointment WHERE state = 'done' AND starts_at LIKE '2025%'"
        assert desk.db.rows(done) == [(of_two_years[1].totals["visitors_received"].now,)]
    finally:
        desk.db.close()
