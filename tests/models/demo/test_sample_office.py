"""The sample office: plainly a sample, sound, two years deep, and busy today whatever day today is."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from models.appeals import queries as appeals
from models.appeals.queries import AppealFilter
from models.demo.make import make_demo
from models.office.desk import Desk
from models.office.queries import facts
from models.problems import Refused
from models.reception import queries as reception
from models.reports.queries import report
from models.storage.check import CheckResult, checked
from models.storage.upgrade import file_in
from models.visitors import queries as visitors
from tests.models.demo.conftest import MONDAY, VISITS, at_the_desk, sample_made

NOT_COMPARED = {"audit"}  # its hashes hold the moments of the making


def everything(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, shadow tables of the search included."""
    names = [row[0] for row in desk.db.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    plain = [name for name in names if not name.startswith(("sqlite_", "visitor_words", "visitor_digits"))]
    return {name: desk.db.rows(f"SELECT * FROM {name} ORDER BY 1, 2") for name in plain if name not in NOT_COMPARED}


def test_the_same_seed_and_day_give_the_same_office(sample: Desk, tmp_path: Path) -> None:
    again = at_the_desk(sample_made(tmp_path / "again", MONDAY), MONDAY)
    other = at_the_desk(sample_made(tmp_path / "other", MONDAY, seed=2), MONDAY)
    mine = everything(sample)
    assert everything(again) == mine
    assert everything(other)["visitor"] != mine["visitor"]
    for desk in (again, other):
        desk.db.close()


def test_the_zone_of_the_computer_changes_nothing(
    sample: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        again = at_the_desk(sample_made(tmp_path / "again", MONDAY), MONDAY)
        assert everything(again) == everything(sample)
        again.db.close()
    finally:
        monkeypatch.undo()
        time.tzset()


def test_it_is_marked_as_a_sample(sample: Desk) -> None:
    assert facts(sample).is_sample


def test_the_check_finds_nothing_wrong(sample: Desk) -> None:
    assert checked(sample) == CheckResult()


def test_no_row_hangs_in_the_air(sample: Desk) -> None:
    for child, parent, key in (
        ("appeal", "visitor", "visitor_id"), ("appeal", "appointment", "appointment_id"), ("appeal", "topic", "topic"),
        ("appeal_event", "appeal", "appeal_id"), ("appointment", "visitor", "visitor_id"),
        ("appointment", "staff", "expert_id"), ("visitor_phone", "visitor", "visitor_id"),
        ("visitor", "district", "district_id"), ("call_note", "staff", "staff_id"),
    ):  # fmt: skip
        id_ = "code" if parent == "topic" else "id"
        sql = f"SELECT COUNT(*) FROM {child} WHERE {key} IS NOT NULL AND {key} NOT IN (SELECT {id_} FROM {parent})"
        assert sample.db.rows(sql) == [(0,)], (child, key)
    of_other_people = """
        SELECT COUNT(*) FROM appeal JOIN appointment ON appointment.id = appeal.appointment_id
        WHERE appointment.visitor_id <> appeal.visitor_id"""
    assert sample.db.rows(of_other_people) == [(0,)]
    assert sample.db.rows("SELECT COUNT(*) FROM appeal WHERE id NOT IN (SELECT appeal_id FROM appeal_event)") == [(0,)]


def test_two_years_are_there_with_numbers_that_grow_with_time(sample: Desk) -> None:
    first, last, number = sample.db.rows("SELECT MIN(received_on), MAX(received_on), COUNT(*) FROM appeal")[0]
    assert date.fromisoformat(first) <= MONDAY - timedelta(days=715)
    assert date.fromisoformat(last) == MONDAY
    assert number > VISITS * 0.7
    in_order = sample.db.rows("SELECT year, serial, received_on FROM appeal ORDER BY year, serial")
    assert [row[2] for row in in_order] == sorted(row[2] for row in in_order)
    for year, count in Counter(row[0] for row in in_order).items():
        assert [row[1] for row in in_order if row[0] == year] == list(range(1, count + 1))


def test_nothing_of_the_past_lies_in_the_future(sample: Desk) -> None:
    today = MONDAY.isoformat()
    assert sample.db.rows("SELECT COUNT(*) FROM appeal WHERE received_on > ? OR closed_on > ?", today, today) == [(0,)]
    done_later = "SELECT COUNT(*) FROM appointment WHERE state IN ('done', 'started', 'arrived') AND starts_at >= ?"
    assert sample.db.rows(done_later, (MONDAY + timedelta(days=1)).isoformat()) == [(0,)]
    assert sample.db.rows("SELECT COUNT(*) FROM appointment WHERE state = 'booked' AND starts_at < ?", today) == [(0,)]


def test_today_is_lively(sample: Desk) -> None:
    states = Counter(row.state for row in reception.day(sample, MONDAY).appointments)
    assert states["arrived"] >= 2 and states["started"] >= 1 and states["done"] >= 2 and states["booked"] >= 3
    assert any(row.is_walk_in for row in reception.day(sample, MONDAY).appointments)
    assert reception.free_slots(sample, MONDAY, 1)
    assert reception.free_slots(sample, MONDAY + timedelta(days=1), 7)
    assert reception.calls(sample, MONDAY, MONDAY) == 2


def test_there_is_work_left_and_some_was_done_late(sample: Desk) -> None:
    assert appeals.count(sample, AppealFilter(outcome="open")) > 3
    assert appeals.count(sample, AppealFilter(is_answered_late=True)) > 0
    assert appeals.count(sample, AppealFilter(is_repeated=True)) > 0


def test_a_sunday_or_a_holiday_is_lively_too(day_off_sample: Desk) -> None:
    day = reception.day(day_off_sample, day_off_sample.today())
    states = Counter(row.state for row in day.appointments)
    assert day.closed_because is None
    assert states["arrived"] and states["started"] and states["done"] and states["booked"]
    assert reception.free_slots(day_off_sample, day_off_sample.today(), 1)
    assert checked(day_off_sample) == CheckResult()


def test_the_last_two_years_of_reports_have_figures(sample: Desk) -> None:
    found = report(sample, "2026-10")
    assert (found.totals["appeals"].now or 0) > 5 and (found.totals["appeals"].before or 0) > 5
    assert (found.totals["help"].now or 0) > 0 and (found.totals["advice"].now or 0) > 0
    assert found.lists["topics"] and found.lists["districts"] and found.lists["experts"]


def test_everybody_can_be_found_by_name_and_phone(sample: Desk) -> None:
    for visitor_id, name, phone in sample.db.rows("SELECT id, full_name, phone_key FROM visitor WHERE id % 17 = 0"):
        assert visitor_id in [hit.id for hit in visitors.search(sample, name)]
        assert visitor_id in [hit.id for hit in visitors.search(sample, phone)]


def test_phones_are_whole_numbers(sample: Desk) -> None:
    phones = [row[0] for row in sample.db.rows("SELECT e164 FROM visitor_phone")]
    assert all(re.fullmatch(r"\+7\d{10}", phone) for phone in phones)


def test_a_last_visit_is_the_day_of_the_last_thing_that_happened(sample: Desk) -> None:
    wrong = """
        SELECT COUNT(*) FROM visitor WHERE last_visit_on IS NOT (SELECT MAX(day) FROM (
            SELECT MAX(received_on) AS day FROM appeal WHERE visitor_id = visitor.id AND is_annulled = 0
            UNION ALL
            SELECT date(MAX(starts_at)) FROM appointment WHERE visitor_id = visitor.id AND state = 'done'))"""
    assert sample.db.rows(wrong) == [(0,)]


def test_an_office_that_is_there_is_left_alone(monday_folder: Path) -> None:
    before = file_in(monday_folder).read_bytes()
    with pytest.raises(Refused):
        make_demo(monday_folder, visits=40, today=MONDAY)
    assert file_in(monday_folder).read_bytes() == before


def test_a_tiny_sample_is_whole_too(tmp_path: Path) -> None:
    counts = make_demo(tmp_path / "tiny", visits=1, today=MONDAY)
    desk = at_the_desk(tmp_path / "tiny", MONDAY)
    assert counts["visitors"] == 40
    assert checked(desk) == CheckResult()
    desk.db.close()
