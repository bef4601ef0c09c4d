"""The rows of the journal: the days both included, in order, read in portions, annulled registrations left out."""

from __future__ import annotations

from datetime import date

from models.appeals import operations
from models.appeals.journal import LONGEST_READ, journal
from models.appeals.tables import Appeal
from models.office.desk import Desk
from tests.models.builders import a_closed_appeal, a_visitor, an_appeal


def test_the_days_are_both_included_and_in_order(desk: Desk) -> None:
    for day in (20, 1, 10, 2, 21):
        an_appeal(desk, received_on=date(2026, 11, day))
    sheet = journal(desk, date(2026, 11, 2), date(2026, 11, 20))
    rows = list(sheet.rows)
    assert [row.received_on.day for row in rows] == [2, 10, 20]
    assert sheet.count == 3
    assert sheet.keeper
    assert list(sheet.rows) == rows  # they can be read again


def test_rows_say_decision_and_only_the_beginning_of_long_texts(desk: Desk) -> None:
    a_closed_appeal(desk, summary="", written="Прошу помочь. " * 500)
    (row,) = journal(desk, date(2026, 11, 1), date(2026, 11, 30)).rows
    assert (row.outcome, row.closed_on, row.result) == ("help", date(2026, 11, 23), "Сделан перерасчёт за октябрь.")
    assert row.content.startswith("Прошу помочь.")
    assert len(row.content) <= LONGEST_READ
    assert row.address


def test_annulled_registrations_and_other_channels_are_left_out(desk: Desk) -> None:
    visitor = a_visitor(desk)
    gone = an_appeal(desk, visitor_id=visitor)
    an_appeal(desk, visitor_id=visitor, channel="outreach")
    operations.annul(desk, gone)
    an_appeal(desk, visitor_id=visitor)
    days = date(2026, 11, 1), date(2026, 11, 30)
    assert [row.number for row in journal(desk, *days).rows] == ["2026-000002", "2026-000003"]
    assert [row.number for row in journal(desk, *days, "outreach").rows] == ["2026-000002"]


def test_many_rows_come_in_portions_and_each_once(desk: Desk) -> None:
    visitor = a_visitor(desk)
    first = an_appeal(desk, visitor_id=visitor)
    with desk.db.writing():
        columns = [column for column in _columns() if column not in ("id", "uuid", "number", "serial")]
        names = ", ".join(columns)
        desk.db.run(
            f"WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 1203)"
            f" INSERT INTO appeal (uuid, number, serial, {names})"
            f" SELECT 'u' || i, '2026-' || substr('00000' || i, length('' || i), 6), i, {names}"
            f" FROM n, appeal WHERE id = ?", first,
        )  # fmt: skip
    sheet = journal(desk, date(2026, 11, 1), date(2026, 11, 30)).whole()
    assert [row.number for row in sheet.rows] == [f"2026-{n:06}" for n in range(1, 1204)]
    assert isinstance(sheet.rows, tuple)


def _columns() -> list[str]:
    return list(Appeal._meta.columns)
