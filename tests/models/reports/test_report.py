"""The report of a small office counted by hand, and of random offices counted again from their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.appeals.tables import Appeal
from models.office.desk import Desk
from models.office.tables import District
from models.reception.tables import Appointment, CallNote, OutreachEvent
from models.reports.periods import year_before
from models.reports.queries import report
from models.reports.recount import recount
from models.reports.report import LISTS, TOTALS, Figure, Report, share
from tests.models.reports.sample import TODAY, RandomOffice, a_visitor, an_appeal, an_office

WATER, OTHER_WATER, LAND = "0005.0005.0054.1118", "0005.0005.0054.1119", "0003.0011.0122.0828"


@pytest.fixture
def desk(new_place: Path | str) -> Iterator[Desk]:
    made = an_office(new_place)
    yield made
    made.db.close()


def row_of(found: Report, name: str, code: str) -> tuple[Any, Any, Any]:
    row = next(row for row in found.lists[name] if row.key == code)
    return row.figure.now, row.figure.before, row.share


def test_an_empty_office_has_a_whole_report(desk: Desk) -> None:
    found = report(desk, "2026-11")
    assert (found.office, found.as_of) == ("Приёмная", datetime(2026, 11, 23, 12))
    assert tuple(found.totals) == TOTALS
    assert set(found.lists) == set(LISTS)
    assert found.totals["appeals"] == Figure(0, 0)
    assert found.totals["mean_days_to_answer"] == Figure(None, None)
    assert found.totals["appeals"].change_percent is None
    assert [row.share for row in found.lists["channels"]] == [None] * 7
    assert found.lists["topics"] == ()


def test_appeals_are_counted_by_registration_with_their_outcome_of_today(desk: Desk) -> None:
    november, year_ago = date(2026, 11, 2), date(2025, 11, 30)
    with desk.db.writing():
        first, second = a_visitor(desk, 1), a_visitor(desk, 2)
        help_on = november + timedelta(days=7)
        an_appeal(desk, 1, visitor_id=first, received_on=november, outcome="help", closed_on=help_on, amount=431820)
        an_appeal(desk, 2, visitor_id=first, received_on=november, channel="written", collective=3,
                  due_on=date(2026, 11, 20))
        late = {"outcome": "forwarded", "closed_on": date(2026, 11, 22), "due_on": date(2026, 11, 20)}
        an_appeal(desk, 3, visitor_id=second, received_on=november, topic=LAND, **late)
        an_appeal(desk, 4, visitor_id=second, received_on=year_ago, topic=LAND, channel="written")
        an_appeal(desk, 5, visitor_id=second, received_on=november, is_annulled=True)
        an_appeal(desk, 6, visitor_id=second, received_on=date(2026, 10, 31))
    found = report(desk, "2026-11")
    wanted = {
        "appeals": (3, 1), "help": (1, 0), "advice": (0, 0), "forwarded": (1, 0), "declined": (0, 0), "open": (1, 1),
        "overdue": (1, 1), "answered_late": (1, 0), "repeated": (2, 0), "collective": (1, 0), "written": (1, 1),
        "mean_days_to_answer": (Decimal("13.5"), None), "amount_recovered": (Decimal("4318.20"), Decimal("0.00")),
    }  # fmt: skip
    assert {name: (found.totals[name].now, found.totals[name].before) for name in wanted} == wanted
    assert found.totals["appeals"].change_percent == Decimal("200.0")
    assert row_of(found, "channels", "written") == (1, 1, Decimal("33.33"))
    assert row_of(found, "outcomes", "open") == (1, 1, Decimal("33.33"))


def test_every_level_above_a_topic_has_its_line(desk: Desk) -> None:
    with desk.db.writing():
        visitor = a_visitor(desk, 1)
        for serial, topic in enumerate((WATER, WATER, OTHER_WATER, LAND), 1):
            an_appeal(desk, serial, visitor_id=visitor, topic=topic)
    found = report(desk, "2026-11")
    assert [(row.code, row.figure.now) for row in found.lists["topics"]] == [
        ("0005", 3), ("0005.0005", 3), ("0005.0005.0054", 3), (WATER, 2),
        ("0003", 1), ("0003.0011", 1), ("0003.0011.0122", 1), (LAND, 1), (OTHER_WATER, 1),
    ]  # fmt: skip
    assert row_of(found, "topics", "0005")[2] == Decimal("75.00")


def test_sections_speak_the_screen_s_language(desk: Desk, speak: Callable[[str], None]) -> None:
    with desk.db.writing():
        an_appeal(desk, 1, visitor_id=a_visitor(desk, 1))
    assert report(desk, "2026-11").lists["topics"][0].name == "Housing and utilities"
    speak("ru")
    assert report(desk, "2026-11").lists["topics"][0].name == "Жилищно-коммунальная сфера"


def test_receptions_people_and_calls_are_three_counters(desk: Desk) -> None:
    with desk.db.writing():
        people = [a_visitor(desk, number) for number in range(3)]
        states = [("done", 0), ("done", 0), ("started", 1), ("no-show", 2), ("booked", 1), ("cancelled", 2)]
        for number, (state, person) in enumerate(states):
            start = datetime(2026, 11, 30, 10) + timedelta(minutes=30 * number)
            Appointment.insert(uuid=str(number), office_id=desk.office_id, visitor_id=people[person], expert_id=1,
                               starts_at=start, ends_at=start + timedelta(minutes=30), state=state,
                               created_at=start).execute()
        for at in (datetime(2026, 11, 1), datetime(2026, 11, 30, 23, 59), datetime(2026, 12, 1)):
            CallNote.insert(office_id=desk.office_id, at=at, text="часы приёма").execute()
        for day, is_cancelled in ((3, False), (4, True), (27, False)):
            OutreachEvent.insert(office_id=desk.office_id, on_date=date(2026, 11, day), place="Дом культуры", hours=[],
                                 is_cancelled=is_cancelled).execute()
    totals = report(desk, "2026-11").totals
    assert totals["receptions"].now == 3
    assert totals["visitors_received"].now == 1
    assert totals["no_shows"].now == 1
    assert totals["calls"].now == 2
    assert totals["outreach_events"].now == 1  # the one of the 27th has not come yet
    assert all(not figure.now for figure in report(desk, "2027-11").totals.values())


def test_rows_with_only_last_year_are_there_and_ties_follow_the_name(desk: Desk) -> None:
    districts = {row.name: row.id for row in District.select()}
    with desk.db.writing():
        visitor = a_visitor(desk, 1)
        last_year = TODAY.replace(year=2025)
        days = [("Свердловский", TODAY), ("Ленинский", TODAY), ("Ёлкинский", TODAY), (None, last_year)]
        for serial, (name, day) in enumerate(days, 1):
            an_appeal(desk, serial, visitor_id=visitor, received_on=day, district_id=districts.get(str(name)))
    rows = report(desk, "2026-11").lists["districts"]
    assert [(row.code, row.name, row.figure.now, row.figure.before) for row in rows] == [
        (None, "Ёлкинский", 1, 0), (None, "Ленинский", 1, 0), (None, "Свердловский", 1, 0), (None, "Not given", 0, 1),
    ]  # fmt: skip


def test_a_district_whose_topic_doubles_is_named(desk: Desk) -> None:
    with desk.db.writing():
        visitor = a_visitor(desk, 1)
        past = [TODAY - timedelta(days=30 * months_ago) for months_ago in range(1, 13)]
        for serial, day in enumerate([*past * 4, *[TODAY] * 16], 1):
            an_appeal(desk, serial, visitor_id=visitor, district_id=1, received_on=day)
    (alert,) = report(desk, "2026-11").alerts
    assert (alert.district, alert.now, alert.topic) == ("Ленинский", 16, "Housing and utilities")
    assert alert.expected == 4  # of both calendar years


@pytest.mark.parametrize("seed", range(3))
def test_the_roll_up_is_true_after_mixed_writes(desk: Desk, seed: int) -> None:
    office = RandomOffice(desk, seed, visitors=12)
    office.write_appeals(150)
    for _ in range(4):
        office.stir(120)
        assert recount(desk) == []


def test_a_spoilt_roll_up_is_found(desk: Desk) -> None:
    RandomOffice(desk, 1).write_appeals(20)
    with desk.db.writing():
        if desk.db.is_file:
            desk.db.run("UPDATE appeal_year SET m11 = m11 + 1 WHERE facet = 'channel' AND code = 'phone'")
            desk.db.run("UPDATE appeal_month_total SET repeated = 99 WHERE outcome = ''")
        else:
            desk.db.rows("SELECT fold_roll_up()")
            desk.db.run("UPDATE appeal_year_folded SET appeals = 99 WHERE facet = 'channel' AND code = 'phone'")
            desk.db.run("UPDATE appeal_month_total_folded SET repeated = 99 WHERE outcome = ''")
    assert {difference.table for difference in recount(desk)} == {"appeal_year", "appeal_month_total"}


@pytest.mark.parametrize("name", ["2026-11", "2026-Q3", "2026-H2", "2026"])
def test_the_lists_agree_with_the_rows(desk: Desk, name: str) -> None:
    RandomOffice(desk, 7).write_appeals(400)
    found = report(desk, name)
    appeals = [
        (row, 0 if found.period.first <= row.received_on <= found.period.last else 1)
        for row in Appeal.select().where(~Appeal.is_annulled)
        if found.period.first <= row.received_on <= found.period.last
        or year_before(found.period).first <= row.received_on <= year_before(found.period).last
    ]
    keys: dict[str, Callable[[Any], str]] = {
        "channels": lambda row: str(row.channel), "kinds": lambda row: str(row.kind),
        "outcomes": lambda row: row.outcome or "open", "districts": lambda row: str(row.district_id or ""),
        "experts": lambda row: str(row.expert_id or ""), "categories": lambda row: str(row.category),
    }  # fmt: skip
    for listed, key in keys.items():
        counted = Counter((key(row), side) for row, side in appeals)
        rows = [(row.key, (row.figure.now, row.figure.before)) for row in found.lists[listed]]
        shown = {(key, side): pair[side] for key, pair in rows for side in (0, 1)}
        assert {place: n for place, n in shown.items() if n} == counted
    for code in ("0001", "0002", "0003", "0004", "0005"):
        counted_now = sum(side == 0 and row.topic.startswith(code) for row, side in appeals)
        assert sum(cell.now for cell in found.district_topics if cell.code == code) == counted_now
        assert sum(int(r.figure.now or 0) for r in found.lists["topics"] if r.code == code) == counted_now
    overdue = sum(side == 0 and row.outcome is None and row.due_on < TODAY for row, side in appeals)
    assert found.totals["overdue"].now == overdue


@given(st.integers(0, 10**7), st.integers(1, 10**7))
def test_a_share_is_rounded_half_up_from_the_exact_fraction(now: int, base: int) -> None:
    exact = Fraction(now * 100, base)
    rounded = Fraction(share(now, base) or 0)
    assert -Fraction(1, 200) <= exact - rounded < Fraction(1, 200)  # exactly half goes up
    assert share(1, 800) == Decimal("0.13")
    assert share(now, 0) is None
