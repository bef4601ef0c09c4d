"""Booking, moving, cancelling and receiving, through the real file."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from models.audit.chain import first_broken_entry
from models.audit.tables import Audit
from models.office.desk import Actor, Clock, Desk
from models.office.queries import staff
from models.problems import Refused
from models.reception import operations, queries
from models.reception.tables import Appointment
from tests.models.builders import HEATING, NOW, TODAY, a_booking, a_booking_draft, a_visitor, a_visitor_draft

TWO = datetime(2026, 11, 23, 14, 0)


def refused(desk: Desk, start: datetime, **facts: object) -> str:
    with pytest.raises(Refused) as refusal:
        operations.book(desk, a_booking_draft(desk, start, **facts))  # type: ignore[arg-type]
    assert str(refusal.value)
    return refusal.value.problems[0].code


def test_a_booking_takes_its_time_and_nobody_gets_it_twice(desk: Desk) -> None:
    booked = a_booking(desk, TWO)
    row = queries.appointment(desk, booked.appointment)
    assert row is not None
    assert (row.start, row.end, row.state, row.ticket) == (TWO, TWO + timedelta(minutes=30), "booked", None)
    assert refused(desk, TWO, visitor=a_visitor_draft("Носков Виктор Глебович", "8 902 111-22-33")) == "taken"
    assert TWO not in [s.start for s in queries.free_slots(desk, TODAY, 1, [row.expert_id])]


@pytest.mark.parametrize(
    ("start", "code"),
    [
        (datetime(2026, 11, 23, 13, 0), "break"),
        (datetime(2026, 11, 23, 9, 0), "past"),
        (datetime(2026, 11, 24, 9, 0), "outside"),
        (datetime(2026, 11, 24, 18, 0), "outside"),
        (datetime(2026, 11, 24, 10, 10), "off-grid"),
        (datetime(2026, 11, 28, 10, 0), "closed"),
        (datetime(2026, 12, 31, 10, 0), "closed"),
        (datetime(2027, 1, 4, 10, 0), "closed"),
        (datetime(2026, 12, 8, 10, 0), "absent"),
        (datetime(2026, 12, 5, 14, 0), "outside"),
        (datetime(2040, 1, 9, 10, 0), "far"),
    ],
)
def test_no_booking_outside_hours_in_breaks_on_holidays_or_in_the_past(desk: Desk, start: datetime, code: str) -> None:
    assert refused(desk, start) == code
    assert Appointment.select().count() == 0


def test_an_extra_saturday_is_booked(desk: Desk) -> None:
    assert a_booking(desk, datetime(2026, 12, 5, 10, 0), "Мельников").appointment


def test_a_refused_booking_leaves_no_visitor_behind(desk: Desk) -> None:
    a_booking(desk, TWO)
    before = desk.db.rows("SELECT count(*) FROM visitor")
    refused(desk, TWO, visitor=a_visitor_draft("Совсем Новая Персона", "8 902 111-22-33"))
    assert desk.db.rows("SELECT count(*) FROM visitor") == before


def test_overlap_of_unequal_lengths_is_refused(desk: Desk) -> None:
    a_booking(desk, TWO, minutes=60)
    assert refused(desk, TWO + timedelta(minutes=30)) == "taken"
    a_booking(desk, TWO + timedelta(hours=1))
    a_booking(desk, TWO + timedelta(hours=2))
    assert refused(desk, TWO + timedelta(hours=1, minutes=30), minutes=60) == "taken"


def test_the_same_uuid_gives_the_same_answer_and_other_content_is_refused(desk: Desk) -> None:
    key = str(uuid.uuid4())
    first = a_booking(desk, TWO, uuid=key)
    assert a_booking(desk, TWO, uuid=key) == first
    assert Appointment.select().count() == 1
    assert refused(desk, TWO + timedelta(minutes=30), uuid=key) == "uuid"


def test_a_returning_caller_is_the_same_person(desk: Desk) -> None:
    first = a_booking(desk, TWO)
    second = a_booking(
        desk, TWO + timedelta(days=1), visitor=a_visitor_draft("третьякова  мария юрьевна", "+7 (912) 884 17 05")
    )
    assert first.visitor == second.visitor


def test_moving_frees_the_old_time_and_undo_takes_it_back(desk: Desk) -> None:
    booked = a_booking(desk, TWO)
    changes = operations.reschedule(desk, booked.appointment, TWO + timedelta(hours=1))
    assert TWO in [s.start for s in queries.free_slots(desk, TODAY, 1)]
    assert changes.undo is not None
    changes.undo(desk)
    row = queries.appointment(desk, booked.appointment)
    assert row is not None and row.start == TWO


def test_undo_refuses_where_another_desk_changed_the_row_or_took_the_time(desk: Desk) -> None:
    booked = a_booking(desk, TWO)
    moved = operations.reschedule(desk, booked.appointment, TWO + timedelta(hours=1))
    a_booking(desk, TWO, visitor=a_visitor_draft("Носков Виктор Глебович", "8 902 111-22-33"))
    assert moved.undo is not None
    with pytest.raises(Refused) as refusal:
        moved.undo(desk)
    assert refusal.value.problems[0].code == "taken"
    operations.mark(desk, booked.appointment, "arrived")
    with pytest.raises(Refused) as refusal:
        operations.reschedule(desk, booked.appointment, TWO + timedelta(hours=2), version=1)
    assert refusal.value.problems[0].code in ("step", "changed")


def test_cancelling_frees_the_time_and_undo_books_it_again(desk: Desk) -> None:
    booked = a_booking(desk, TWO)
    changes = operations.cancel(desk, booked.appointment, "заболела")
    assert TWO in [s.start for s in queries.free_slots(desk, TODAY, 1)]
    assert changes.undo is not None
    changes.undo(desk)
    assert refused(desk, TWO, visitor=a_visitor_draft("Носков Виктор Глебович", "8 902 111-22-33")) == "taken"


def test_a_visit_goes_through_its_steps_and_an_impossible_one_is_refused(desk: Desk) -> None:
    booked = a_booking(desk, TWO)
    with pytest.raises(Refused):
        operations.mark(desk, booked.appointment, "done")
    assert operations.mark(desk, booked.appointment, "arrived").result.ticket == "А01"
    operations.mark(desk, booked.appointment, "started")
    operations.mark(desk, booked.appointment, "done")
    for state in ("arrived", "no-show", "cancelled", "started", "nonsense"):
        with pytest.raises(Refused):
            operations.mark(desk, booked.appointment, state)
    row = queries.appointment(desk, booked.appointment)
    assert row is not None
    assert (row.state, row.arrived_at, row.finished_at) == ("done", NOW, NOW)


def test_a_walk_in_is_received_at_once_outside_all_hours(desk: Desk) -> None:
    first = operations.book(desk, a_booking_draft(desk, NOW, is_walk_in=True)).result
    second = operations.book(desk, a_booking_draft(desk, NOW, is_walk_in=True)).result
    assert (first.ticket, second.ticket) == ("Б01", "Б02")
    day = queries.day(desk, TODAY)
    assert [row.id for row in queries.queue(day.appointments)] == [first.appointment, second.appointment]


def test_who_gives_no_name_is_received_without_booking(desk: Desk) -> None:
    draft = a_booking_draft(desk, NOW, visitor=a_visitor_draft("", ""), is_walk_in=True)
    one, two = operations.book(desk, draft).result, operations.book(desk, draft).result
    assert one.visitor != two.visitor
    assert refused(desk, TWO, visitor=a_visitor_draft("", "")) == "no-visitor"


def test_an_outreach_event_takes_appointments_and_blocks_the_office(desk: Desk) -> None:
    day = date(2026, 12, 10)
    slots = queries.free_slots(desk, day, 1, topic=HEATING)
    assert slots == []  # Белов is on leave; the event is his alone
    event = queries.outreach(desk, day, day)[0]
    assert (event.places, event.booked, event.district) == (12, 0, "Кунгурский")


def test_times_are_offered_only_of_experts_who_receive_on_the_topic(desk: Desk) -> None:
    names = {slot.expert.split()[0] for slot in queries.free_slots(desk, TODAY, 3, topic="0002.0014.0143.0413")}
    assert names == {"Ахметова"}
    first = queries.free_slots(desk, TODAY, 30, limit=3)
    assert len(first) == 3
    assert first[0].start >= NOW.replace(second=0)


def test_every_operation_leaves_its_row_in_the_chain(desk: Desk) -> None:
    booked = a_booking(desk, TWO)
    operations.reschedule(desk, booked.appointment, TWO + timedelta(hours=1))
    operations.mark(desk, booked.appointment, "arrived")
    actions = [row.action for row in Audit.select().order_by(Audit.id)]
    assert actions[-3:] == ["book", "move appointment", "mark appointment"]
    assert {row.actor_name for row in Audit.select().where(Audit.id > 1)} == {"Белов Андрей Викторович"}
    assert first_broken_entry(desk.office_id) is None
    for row in Audit.select():
        assert "Третьякова" not in row.details


def test_a_role_without_the_right_is_refused(desk: Desk) -> None:
    stranger = desk.of(Actor(None, "Никто", "guest"))
    with pytest.raises(Refused) as refusal:
        operations.note_call(stranger, "спрашивали часы")
    assert refusal.value.problems[0].code == "no-right"


def test_a_call_is_noted_counted_and_taken_back(desk: Desk) -> None:
    changes = operations.note_call(desk, "  спрашивали\nчасы приёма ")
    assert queries.calls(desk, TODAY, TODAY) == 1
    assert changes.undo is not None
    changes.undo(desk)
    assert queries.calls(desk, TODAY, TODAY) == 0
    with pytest.raises(Refused):
        operations.note_call(desk, "   ")


def test_the_day_counts_its_people(desk: Desk) -> None:
    booked = a_booking(desk, TWO)
    cancelled = a_booking(desk, TWO, "Мельников", visitor_id=booked.visitor)
    operations.cancel(desk, cancelled.appointment)
    operations.mark(desk, booked.appointment, "started")
    operations.mark(desk, booked.appointment, "done")
    day = queries.day(desk, TODAY)
    assert (day.booked, day.received, len(day.appointments)) == (1, 1, 2)
    assert [column.expert.name.split()[0] for column in day.experts] == ["Белов", "Мельников", "Ахметова"]


def test_writing_outside_a_transaction_raises(desk: Desk) -> None:
    visitor_id = a_visitor(desk)
    with pytest.raises(Exception, match="readonly"):
        Appointment.create(
            uuid="x", office_id=1, visitor_id=visitor_id, expert_id=1, starts_at=TWO,
            ends_at=TWO + timedelta(minutes=5), created_at=NOW,
        )  # fmt: skip


def test_a_stopped_clock_and_a_running_one_tell_the_offices_time(desk: Desk) -> None:
    assert desk.now() == NOW
    assert desk.utc() == NOW - timedelta(hours=5)
    assert abs((Clock().local(desk.zone) - Clock().utc(desk.zone)) - timedelta(hours=5)) < timedelta(seconds=5)


def test_an_old_request_is_answered_again_after_its_time_has_passed(desk: Desk) -> None:
    key = str(uuid.uuid4())
    first = a_booking(desk, TWO, uuid=key)
    later = replace(desk, clock=Clock(TWO + timedelta(hours=2)))
    assert a_booking(later, TWO, uuid=key) == first
    assert refused(later, TWO, uuid=str(uuid.uuid4())) == "past"


def test_experts_receive_on_topics_above_and_below_their_own(desk: Desk) -> None:
    def names(topic: str | None) -> list[str]:
        return [person.name.split()[0] for person in queries.experts_for([p for p in staff(desk) if p.receives], topic)]

    assert names(None) == ["Белов", "Мельников", "Ахметова"]
    assert names(HEATING) == names("0005") == ["Белов"]
    assert names("0002") == ["Мельников", "Ахметова"]
    assert names("0002.0014.0143") == ["Ахметова"]
    assert names("0001") == []


@pytest.mark.parametrize("first", [date.min, date.max, date(2031, 12, 31), date(2032, 1, 1)])
def test_free_times_are_asked_for_on_any_day(desk: Desk, first: date) -> None:
    assert all(slot.start.year == 2031 for slot in queries.free_slots(desk, first, 60))
    assert queries.appointments(desk, date.min, first) == []


def test_a_walk_in_of_another_century_is_a_slip(desk: Desk) -> None:
    assert refused(desk, datetime(26, 11, 23, 14), is_walk_in=True) == "old"
