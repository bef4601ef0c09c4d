"""Changing the office part by part, and taking it back."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from models.office import queries
from models.office.desk import Actor, Clock, Desk
from models.office.operations import change_office, save_person, set_person_active, take_settings
from models.office.settings import settings
from models.office.setup import create_office, exported, replace_settings
from models.office.topic_groups import codes_of, ticked
from models.problems import Refused
from models.reception.outside import appointments_outside
from models.reception.queries import appointments
from models.reception.queries import outreach as events
from tests.models.builders import NOW, a_booking

MELNIKOV, AKHMETOVA = 2, 3


def person_of(desk: Desk, staff_id: int) -> dict[str, object]:
    return dict(next(m.person for m in settings(desk).members if m.id == staff_id))


def test_a_part_is_written_the_rest_stays_and_undo_puts_it_back(desk: Desk) -> None:
    before = exported(desk)
    changes = change_office(desk, {"name": "Приёмная главы", "phones": ["8 (342) 111-11-11"]})
    assert exported(desk) == {**before, "name": "Приёмная главы", "phones": ["8 (342) 111-11-11"]}
    assert changes.undo is not None
    changes.undo(desk)
    assert exported(desk) == before


def test_wrong_content_is_refused_and_nothing_is_written(desk: Desk) -> None:
    before = exported(desk)
    with pytest.raises(Refused):
        change_office(desk, {"hours": {"mon": ["13:00-10:00"]}, "name": "Другая"})
    assert exported(desk) == before


def test_days_districts_and_executors_are_replaced_and_put_back(desk: Desk) -> None:
    before = exported(desk)
    parts = {
        "days_off": [{"from": "2027-01-11", "to": "2027-01-12", "why": "ремонт"}],
        "extra_days": [],
        "districts": ["Кировский", "Ленинский"],
        "executors": [{"name": "Прокуратура", "address": "", "days": 10}],
        "deadline": {"days": 20, "weekend": "next"},
    }
    changes = change_office(desk, parts)
    assert exported(desk) == {**before, **parts}
    assert changes.undo is not None
    changes.undo(desk)
    assert exported(desk) == before


def test_appointments_outside_new_hours_are_counted_and_stay(desk: Desk) -> None:
    a_booking(desk, datetime(2026, 11, 24, 17, 0))
    a_booking(desk, datetime(2026, 11, 24, 10, 0))
    short = {**exported(desk)["hours"], "tue": ["10:00-13:00"]}
    changes = change_office(desk, {"hours": short})
    assert changes.result == 1
    assert "1" in changes.text()
    assert [found.starts_at.hour for found in appointments_outside(desk)] == [17]
    assert len(appointments(desk, date(2026, 11, 24), date(2026, 11, 24))) == 2


def test_a_longer_slot_puts_no_appointment_outside(desk: Desk) -> None:
    a_booking(desk, datetime(2026, 11, 24, 10, 30))
    assert change_office(desk, {"slot_minutes": 40}).result == 0


def test_a_booking_of_an_outreach_event_is_held_by_the_event(desk: Desk) -> None:
    save_person(desk, 1, {**person_of(desk, 1), "absences": []})
    a_booking(desk, datetime(2026, 12, 10, 11, 20))
    assert appointments_outside(desk) == ()


def test_a_person_is_changed_with_an_absence_and_put_back(desk: Desk) -> None:
    a_booking(desk, datetime(2026, 11, 25, 10, 0), "Мельников")
    before = person_of(desk, MELNIKOV)
    absence = {"from": "2026-11-25", "to": "2026-11-27", "why": "учёба"}
    changes = save_person(desk, MELNIKOV, {**before, "position": "Старший юрист", "absences": [absence]})
    assert person_of(desk, MELNIKOV) == {**before, "position": "Старший юрист", "absences": [absence]}
    assert "1" in changes.text()
    assert appointments_outside(desk)[0].why.code == "absent"
    assert changes.undo is not None
    changes.undo(desk)
    assert person_of(desk, MELNIKOV) == before
    assert appointments_outside(desk) == ()


def test_another_name_is_still_the_same_person(desk: Desk) -> None:
    save_person(desk, MELNIKOV, {**person_of(desk, MELNIKOV), "name": "Мельникова Римма Сергеевна"})
    assert [p.id for p in queries.staff(desk)] == [1, 2, 3, 4]


def test_somebody_new_is_added_and_undo_makes_them_inactive(desk: Desk) -> None:
    changes = save_person(desk, None, {"name": "  Носов   Пётр Ильич ", "receives": True, "topics": ["0004"]})
    assert queries.staff(desk)[-1].name == "Носов Пётр Ильич"
    assert changes.undo is not None
    changes.undo(desk)
    assert [p.id for p in queries.staff(desk)] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("staff_id", "change", "code", "field"),
    [
        (1, {"role": "expert"}, "last-head", "role"),
        (2, {"name": " "}, "no-name", "name"),
        (2, {"name": "ахметова гульнара рашидовна"}, "namesake", "name"),
        (2, {"slot_minutes": 2}, "minutes", "slot_minutes"),
    ],
)
def test_a_wrong_person_is_refused_at_the_field(
    desk: Desk, staff_id: int, change: dict[str, object], code: str, field: str
) -> None:
    before = person_of(desk, staff_id)
    with pytest.raises(Refused) as refusal:
        save_person(desk, staff_id, {**before, **change})
    assert [(p.code, p.field) for p in refusal.value.problems] == [(code, field)]
    assert person_of(desk, staff_id) == before


def test_who_leaves_becomes_inactive_and_can_come_back(desk: Desk) -> None:
    changes = set_person_active(desk, AKHMETOVA, False)
    assert [p.id for p in queries.staff(desk)] == [1, 2, 4]
    assert [m.id for m in settings(desk).members] == [1, 2, 4, 3]
    assert changes.undo is not None
    changes.undo(desk)
    assert [p.id for p in queries.staff(desk)] == [1, 2, 3, 4]


def test_the_last_head_and_oneself_do_not_leave(desk: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        set_person_active(desk, 1, False)
    assert refusal.value.problems[0].code == "last-head"
    save_person(desk, MELNIKOV, {**person_of(desk, MELNIKOV), "role": "head"})
    with pytest.raises(Refused) as refusal:
        set_person_active(desk, 1, False)
    assert refusal.value.problems[0].code == "oneself"


def test_only_the_head_changes_the_office(desk: Desk) -> None:
    registrar = next(p for p in queries.staff(desk) if p.role == "registrar")

    with pytest.raises(Refused):
        change_office(desk.of(Actor(registrar.id, registrar.name, registrar.role)), {"name": "Моя"})


def test_settings_are_taken_from_a_file_and_put_back(desk: Desk, tmp_path: Path) -> None:
    before = exported(desk)
    path = tmp_path / "office.json"
    path.write_text(json.dumps({"name": "Другая", "staff": before["staff"][:1]}), encoding="utf-8")
    changes = take_settings(desk, path)
    assert exported(desk)["name"] == "Другая"
    assert changes.undo is not None
    changes.undo(desk)
    assert exported(desk) == before


def test_the_file_of_an_office_can_be_read_back_after_an_expert_of_an_event_left(desk: Desk, tmp_path: Path) -> None:
    event = outreach_experts(desk)
    save_person(desk, MELNIKOV, {**person_of(desk, MELNIKOV), "role": "head"})
    melnikov = queries.expert_named(desk, "Мельников")

    set_person_active(desk.of(Actor(melnikov.id, melnikov.name, "head")), 1, False)
    content = exported(desk)
    replace_settings(desk, content)
    assert outreach_experts(desk) == event  # their past stays theirs
    create_office(tmp_path / "other", content, Clock(NOW)).db.close()


def outreach_experts(desk: Desk) -> list[tuple[int, ...]]:

    return [row.experts for row in events(desk, date(2026, 1, 1), date(2027, 1, 1))]


def test_ticked_groups_and_single_codes_are_told_apart() -> None:
    names, rest = ticked(["0005", "0002.0007", "0002.0004", "0003.0009"])
    assert codes_of(names) == ["0005", "0002.0007", "0002.0004"]
    assert rest == ["0003.0009"]
    assert ticked(["0002.0007"]) == ([], ["0002.0007"])
    assert len(ticked(["0001", "0002", "0003", "0004", "0005"])[0]) == 8
