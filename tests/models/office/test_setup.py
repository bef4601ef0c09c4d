"""Making an office from its file, and the file from the office."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from models.office import office_file, queries
from models.office.desk import Clock, Desk
from models.office.setup import create_office, exported, replace_settings
from models.problems import Refused
from tests.models.builders import NOW
from tests.models.conftest import OFFICE_FILE


def content() -> dict[str, Any]:
    return dict(json.loads(OFFICE_FILE.read_text(encoding="utf-8")))


def test_what_is_exported_can_be_read_back_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    first = exported(desk)
    other = create_office(tmp_path / "other", first, Clock(NOW))
    assert exported(other) == first
    other.db.close()


def test_an_office_is_not_made_twice_in_one_folder(tmp_path: Path) -> None:
    create_office(tmp_path, content(), Clock(NOW)).db.close()
    before = (tmp_path / "reception.db").read_bytes()
    with pytest.raises(Refused) as refusal:
        create_office(tmp_path, content(), Clock(NOW))
    assert refusal.value.problems[0].code == "exists"
    assert (tmp_path / "reception.db").read_bytes() == before


def test_staff_that_are_absent_from_a_new_file_become_inactive(desk: Desk) -> None:
    new = exported(desk)
    new["staff"] = new["staff"][:2]
    new["staff"][1]["name"] = "Мельникова Римма Сергеевна"  # the same login: the same person with another name
    replace_settings(desk, new)
    assert [p.name for p in queries.staff(desk)] == ["Белов Андрей Викторович", "Мельникова Римма Сергеевна"]
    everybody = queries.staff(desk, active_only=False)
    assert len(everybody) == 4
    assert next(p for p in everybody if p.name.startswith("Мельникова")).id == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": " "}, "no-name"),
        ({"name": 5}, "no-name"),
        ({"unknown": 1}, "unknown-key"),
        ({"hours": {"monday": []}}, "unknown-day"),
        ({"hours": {"mon": ["13:00-10:00"]}}, "bad-hours"),
        ({"hours": {"mon": ["10:00-13:00", "12:00-14:00"]}}, "overlap"),
        ({"hours": []}, "wrong-type"),
        ({"slot_minutes": 4}, "minutes"),
        ({"slot_minutes": True}, "minutes"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"holidays": "XX"}, "holidays"),
        ({"days_off": [{"from": "2026-12-31"}]}, "dates"),
        ({"days_off": [{"from": "2026-12-31", "to": "2026-12-30"}]}, "dates"),
        ({"deadline": {"days": 0}}, "deadline"),
        ({"deadline": {"weekend": "never"}}, "deadline"),
        ({"staff": [{"name": ""}]}, "no-name"),
        ({"staff": [{"name": "Белов", "role": "king"}]}, "role"),
        ({"staff": [{"name": "Белов", "login": "b"}, {"name": "Серов", "login": "b"}]}, "login"),
        ({"staff": [{"name": "Белов", "absences": [{"from": "2026-12-11", "to": "2026-12-07"}]}]}, "dates"),
        ({"outreach": [{"date": "2026-12-10", "place": "клуб", "experts": ["Никто"]}]}, "unknown-expert"),
        ({"extra_days": [{"date": "2026-12-05", "hours": []}, {"date": "2026-12-05", "hours": []}]}, "dates"),
    ],
)
def test_a_wrong_office_file_is_refused_in_words(change: dict[str, Any], code: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        create_office(tmp_path / "office", {**content(), **change}, Clock(NOW))
    assert code in [problem.code for problem in refusal.value.problems]
    assert str(refusal.value)
    assert not (tmp_path / "office" / "reception.db").exists()


@pytest.mark.parametrize("text", ["", "[]", "{", "nothing", "[" * 100_000])
def test_a_file_that_is_not_an_office_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "office.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused):
        office_file.read(path)


def test_a_folder_or_a_missing_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing.json"):
        with pytest.raises(Refused):
            office_file.read(path)


def test_facts_show_the_active_staff_and_todays_hours(desk: Desk) -> None:
    facts = queries.facts(desk)
    assert [p.name.split()[0] for p in facts.staff] == ["Белов", "Мельников", "Ахметова", "Соколова"]
    assert [p.name.split()[0] for p in facts.experts] == ["Белов", "Мельников", "Ахметова"]
    assert [(a.hour, b.hour) for a, b in facts.hours_today] == [(10, 13), (14, 18)]
    assert not facts.is_sample


def test_an_expert_is_found_by_surname_and_an_unknown_one_refused(desk: Desk) -> None:
    assert queries.expert_named(desk, "белов").name == "Белов Андрей Викторович"
    with pytest.raises(Refused):
        queries.expert_named(desk, "Никто")
