"""The check finds what was spoilt, and nothing in a sound file."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from models.appeals.tables import AppealYear
from models.audit.tables import Audit
from models.office.desk import Desk
from models.reception.tables import CANCELLED, Appointment
from models.storage.check import CheckResult, checked
from tests.models.builders import NOW, a_booking, a_closed_appeal, a_visitor, an_appeal


def test_a_sound_office_passes(desk: Desk) -> None:
    an_appeal(desk)
    a_closed_appeal(desk)
    a_booking(desk)
    assert checked(desk) == CheckResult()
    assert checked(desk).ok


def test_a_figure_that_disagrees_is_named(desk: Desk) -> None:
    an_appeal(desk)
    with desk.db.writing():
        AppealYear.update(m11=5).where(AppealYear.facet == "channel").execute()
    found = checked(desk)
    assert not found.ok
    assert found.roll_up == ("appeal_year 202611 channel personal: (5,) ≠ (1,)",)


def test_a_changed_audit_entry_is_found(desk: Desk) -> None:
    an_appeal(desk)
    second = Audit.select().order_by(Audit.id).offset(1).get()
    with desk.db.writing():
        desk.db.run("DROP TRIGGER audit_is_not_changed")
        desk.db.run("UPDATE audit SET actor_name = 'Никто' WHERE id = ?", second.id)
    assert checked(desk).audit == second.id


def test_a_record_that_points_nowhere_is_found(desk: Desk) -> None:
    appeal = an_appeal(desk)
    desk.db.connection().execute("PRAGMA foreign_keys=0")
    with desk.db.writing():
        desk.db.run("UPDATE appeal SET expert_id = 999 WHERE id = ?", appeal)
    assert checked(desk).foreign_keys == (f"appeal {appeal} → staff",)


def an_appointment(visitor: int, number: int, start: datetime, **columns: Any) -> int:
    values: dict[str, Any] = {
        "uuid": str(number), "office_id": 1, "visitor_id": visitor, "expert_id": 1, "starts_at": start,
        "ends_at": start + timedelta(minutes=30), "created_at": NOW, **columns,
    }  # fmt: skip
    return int(Appointment.insert(**values).execute())


def test_appointments_that_overlap_are_named_in_pairs(desk: Desk) -> None:
    visitor, start = a_visitor(desk), datetime(2026, 11, 24, 10)
    with desk.db.writing():
        first = an_appointment(visitor, 1, start)
        second = an_appointment(visitor, 2, start + timedelta(minutes=20))
        an_appointment(visitor, 3, start + timedelta(minutes=10), state=CANCELLED)
        an_appointment(visitor, 4, start + timedelta(minutes=10), is_walk_in=True)
        an_appointment(visitor, 5, start + timedelta(minutes=10), expert_id=2)
        an_appointment(visitor, 6, start + timedelta(minutes=50))
    assert checked(desk).overlaps == ((first, second),)
