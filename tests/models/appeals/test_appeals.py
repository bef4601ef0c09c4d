"""Appeals from registration to closing and back, through the real file."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from models.appeals import operations, queries
from models.appeals.queries import AppealFilter
from models.appeals.rules import ClosingDraft, parsed_amount
from models.appeals.tables import Appeal
from models.office.desk import Desk
from models.problems import Refused
from models.reports.recount import recount
from models.visitors import operations as visitors
from models.visitors.tables import Visitor
from tests.models.builders import (
    DOCTOR,
    HEATING,
    PENSION,
    TODAY,
    a_booking,
    a_closed_appeal,
    a_visitor_draft,
    an_appeal,
)
from tests.models.conftest import FILE

HELP = ClosingDraft("help", "Сделан перерасчёт.", Decimal("4318.20"))


def card(desk: Desk, appeal_id: int) -> queries.AppealCard:
    found = queries.one(desk, appeal_id)
    assert found is not None
    return found


def code_of(refusal: pytest.ExceptionInfo[Refused]) -> str:
    assert str(refusal.value)
    return refusal.value.problems[0].code


def test_numbers_run_through_the_year_of_registration(desk: Desk) -> None:
    first, second = an_appeal(desk), an_appeal(desk, topic=PENSION)
    old = an_appeal(desk, received_on=date(2025, 4, 9))
    assert [card(desk, i).number for i in (first, second, old)] == ["2026-000001", "2026-000002", "2025-000001"]
    assert card(desk, old).due_on == date(2025, 5, 7)
    assert card(desk, first).due_on == date(2026, 12, 23)


def test_an_annulled_number_is_never_given_again(desk: Desk) -> None:
    first = an_appeal(desk)
    operations.annul(desk, first)
    assert card(desk, an_appeal(desk)).number == "2026-000002"
    assert queries.count(desk, AppealFilter()) == 1


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"topic": "0005.0005"}, "too-general"),
        ({"topic": "0005.0005.0056.9999"}, "unknown-topic"),
        ({"topic": ""}, "no-topic"),
        ({"summary": " "}, "empty"),
        ({"summary": "а" * 1001}, "long"),
        ({"received_on": date(2026, 11, 24)}, "future"),
        ({"received_on": date(1899, 1, 1)}, "old"),
        ({"channel": "pigeon"}, "channel"),
        ({"kind": "song"}, "kind"),
        ({"collective": 0}, "collective"),
        ({"district_id": 99}, "unknown-district"),
        ({"expert_id": 99}, "unknown-expert"),
        ({"appointment_id": 99}, "unknown-appointment"),
        ({"visitor_id": 99}, "unknown-visitor"),
    ],
)
def test_a_wrong_registration_is_refused_and_nothing_is_kept(desk: Desk, facts: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        an_appeal(desk, **facts)  # type: ignore[arg-type]
    assert code_of(refusal) == code
    assert Appeal.select().count() == 0


def test_the_same_uuid_registers_once(desk: Desk) -> None:
    key = str(uuid.uuid4())
    assert an_appeal(desk, uuid=key) == an_appeal(desk, uuid=key)
    with pytest.raises(Refused):
        an_appeal(desk, topic=PENSION, uuid=key)


def test_one_visit_may_hold_two_troubles(desk: Desk) -> None:
    booked = a_booking(desk)
    one = an_appeal(desk, visitor_id=booked.visitor, appointment_id=booked.appointment)
    two = an_appeal(desk, topic=DOCTOR, visitor_id=booked.visitor, appointment_id=booked.appointment)
    assert card(desk, one).siblings == ((two, "2026-000002"),)
    with pytest.raises(Refused):
        an_appeal(
            desk,
            visitor=None,
            visitor_id=visitors.add_visitor(desk, a_visitor_draft("Носков Лев")).result,
            appointment_id=booked.appointment,
        )


def test_closing_needs_an_outcome_and_a_day_that_may_be(desk: Desk) -> None:
    appeal_id = an_appeal(desk)
    for draft in (
        ClosingDraft(""),
        ClosingDraft("advice", closed_on=date(2026, 11, 22)),
        ClosingDraft("advice", closed_on=date(2026, 11, 24)),
    ):
        with pytest.raises(Refused):
            operations.close_appeal(desk, appeal_id, draft)
    operations.close_appeal(desk, appeal_id, HELP)
    closed = card(desk, appeal_id)
    assert (closed.outcome, closed.closed_on, closed.amount) == ("help", TODAY, Decimal("4318.20"))
    with pytest.raises(Refused) as refusal:
        operations.close_appeal(desk, appeal_id, HELP)
    assert code_of(refusal) == "closed"


def test_a_closed_appeal_is_reopened_with_a_reason_and_undo_closes_it_again(desk: Desk) -> None:
    appeal_id = a_closed_appeal(desk)
    with pytest.raises(Refused):
        operations.reopen_appeal(desk, appeal_id, "  ")
    changes = operations.reopen_appeal(desk, appeal_id, "Отопление снова отключили")
    assert card(desk, appeal_id).outcome is None
    assert [step.kind for step in card(desk, appeal_id).steps] == ["reopened", "closed", "registered"]
    assert changes.undo is not None
    changes.undo(desk)
    assert card(desk, appeal_id).outcome == "help"


def test_undo_of_closing_refuses_after_another_change(desk: Desk) -> None:
    appeal_id = an_appeal(desk)
    changes = operations.close_appeal(desk, appeal_id, HELP)
    operations.change_appeal(desk, appeal_id, {"channel": "phone"})
    assert changes.undo is not None
    with pytest.raises(Refused) as refusal:
        changes.undo(desk)
    assert code_of(refusal) == "changed"


def test_a_wrong_topic_date_or_visitor_is_mended_after_registering(desk: Desk) -> None:
    appeal_id = an_appeal(desk)
    other = visitors.add_visitor(
        desk, a_visitor_draft("Носков Лев Ильич", "8 902 111-22-33", category="инвалид")
    ).result
    changes = operations.change_appeal(
        desk, appeal_id, {"topic": PENSION, "received_on": date(2026, 11, 20), "visitor_id": other}
    )
    mended = card(desk, appeal_id)
    assert (mended.topic.code, mended.due_on, mended.visitor) == (PENSION, date(2026, 12, 18), "Носков Лев Ильич")
    assert mended.number == "2026-000001"
    assert Appeal.get_by_id(appeal_id).category == "инвалид"
    with pytest.raises(Refused):
        operations.change_appeal(desk, appeal_id, {"topic": "0005"})
    assert changes.undo is not None
    changes.undo(desk)
    assert card(desk, appeal_id).topic.code == HEATING


def test_repeated_follows_the_earliest_appeal_of_the_same_question(desk: Desk) -> None:
    late, early = an_appeal(desk), an_appeal(desk, received_on=date(2026, 11, 20))
    another = an_appeal(desk, topic=PENSION)
    assert [card(desk, i).is_repeated for i in (late, early, another)] == [True, False, False]
    operations.annul(desk, early)
    assert not card(desk, late).is_repeated
    operations.change_appeal(desk, another, {"topic": HEATING})
    assert [card(desk, i).is_repeated for i in (late, another)] == [False, True]


def test_the_last_visit_follows_registrations_and_their_mending(desk: Desk) -> None:
    appeal_id = an_appeal(desk, received_on=date(2026, 11, 20))
    visitor_id = card(desk, appeal_id).visitor_id
    assert Visitor.get_by_id(visitor_id).last_visit_on == date(2026, 11, 20)
    operations.change_appeal(desk, appeal_id, {"received_on": date(2026, 11, 2)})
    assert Visitor.get_by_id(visitor_id).last_visit_on == date(2026, 11, 2)
    operations.annul(desk, appeal_id)
    assert Visitor.get_by_id(visitor_id).last_visit_on is None


def test_lists_are_narrowed_by_every_side_of_the_filter(desk: Desk) -> None:
    one = an_appeal(desk, received_on=date(2026, 9, 1), channel="phone")
    two = a_closed_appeal(desk, topic=PENSION)
    assert queries.ids(desk, AppealFilter()) == [two, one]
    assert queries.ids(desk, AppealFilter(topic="0002")) == [two]
    assert queries.ids(desk, AppealFilter(topic="0002.000")) == []
    assert queries.ids(desk, AppealFilter(channel="phone")) == [one]
    assert queries.ids(desk, AppealFilter(outcome="open")) == [one]
    assert queries.ids(desk, AppealFilter(outcome="help")) == [two]
    assert queries.ids(desk, AppealFilter(overdue_on=TODAY)) == [one]
    assert queries.ids(desk, AppealFilter(received_to=date(2026, 10, 1))) == [one]
    assert queries.ids(desk, AppealFilter(text="третьяк")) == [two, one]
    assert queries.ids(desk, AppealFilter(text="000002")) == [two]
    assert queries.overdue_count(desk) == 1
    assert [row.id for row in queries.due_soon(desk, TODAY)] == [one]
    line = queries.rows(desk, [one])[one]
    assert (line.visitor, line.is_overdue, line.topic_name) == ("Третьякова Мария Юрьевна", True, "Heating")


def test_an_appeal_is_found_by_its_number_or_the_end_of_it(desk: Desk) -> None:
    appeal_id = an_appeal(desk)
    for text in ("2026-000001", "000001", "1", "№ 2026-000001"):
        assert [hit.id for hit in queries.by_number(desk, text)] == [appeal_id]
    for text in ("", "x", "99", "2025-000001"):
        assert queries.by_number(desk, text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4318.20", "4318.20"), ("4 318,20", "4318.20"), ("4\u00a0318 ₽", "4318.00"), ("0", "0.00"), ("", None),
        ("4318,2 руб.", "4318.20"), ("4318 р.", "4318.00"), ("100 рублей", "100.00"),
    ],
)  # fmt: skip
def test_amounts_are_read_as_they_are_written(text: str, value: str | None) -> None:
    assert parsed_amount(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize("text", ["x", "-5", "1.234", "1e400", "nan", "99999999999.00"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parsed_amount(text)


def test_a_date_mended_by_more_than_the_deadline_takes_the_due_date_along(desk: Desk) -> None:
    appeal_id = an_appeal(desk, received_on=TODAY - timedelta(days=60))
    operations.change_appeal(desk, appeal_id, {"received_on": TODAY})
    row = Appeal.get_by_id(appeal_id)
    assert (row.received_on, row.due_on) == (TODAY, date(2026, 12, 23))


def test_an_appeal_given_to_another_visitor_and_back_counts_under_the_right_category(desk: Desk) -> None:
    pensioner = a_visitor_draft(category="пенсионер")
    appeal_id = an_appeal(desk, visitor=pensioner)
    other = int(visitors.add_visitor(desk, a_visitor_draft("Ким Любовь", "8 912 884-17-06")).result)
    changes = operations.change_appeal(desk, appeal_id, {"visitor_id": other})
    assert Appeal.get_by_id(appeal_id).category == ""
    assert changes.undo is not None
    changes.undo(desk)
    assert Appeal.get_by_id(appeal_id).category == "пенсионер"
    assert recount(desk) == []


@pytest.mark.parametrize("engine", [FILE])
def test_the_next_number_is_found_by_an_index_and_not_by_reading_all(desk: Desk) -> None:
    said: list[str] = []
    desk.db.connection().set_trace_callback(said.append)
    operations.next_serial(1, 2026)
    desk.db.connection().set_trace_callback(None)
    plan = desk.db.rows(f"EXPLAIN QUERY PLAN {said[-1]}")
    assert any("INDEX appeal_serial" in row[3] for row in plan), plan


@pytest.mark.parametrize("engine", [FILE])
@pytest.mark.parametrize(
    "asked",
    [
        queries.overdue_count,
        lambda desk: queries.due_soon(desk, TODAY),
        lambda desk: queries.count(desk, AppealFilter(outcome="open", due_by=TODAY)),
        lambda desk: queries.ids(desk, AppealFilter(outcome="open")),
        lambda desk: queries.ids(desk, AppealFilter(due_by=TODAY, sort="due", descending=False)),
    ],
)
def test_open_appeals_are_found_by_their_own_index(desk: Desk, asked: Callable[[Desk], object]) -> None:
    said: list[str] = []
    desk.db.connection().set_trace_callback(said.append)
    asked(desk)
    desk.db.connection().set_trace_callback(None)
    plan = desk.db.rows(f"EXPLAIN QUERY PLAN {next(sql for sql in said if 'appeal' in sql)}")
    assert any("USING INDEX appeal_open" in step[3] or "COVERING INDEX appeal_open" in step[3] for step in plan)


@pytest.mark.parametrize("engine", [FILE])
@pytest.mark.parametrize("outcome", [None, "open", "help"])
def test_one_visitors_appeals_are_found_without_reading_all(desk: Desk, outcome: str | None) -> None:
    an_appeal(desk)
    said: list[str] = []
    desk.db.connection().set_trace_callback(said.append)
    queries.ids(desk, AppealFilter(visitor_id=1, outcome=outcome))
    desk.db.connection().set_trace_callback(None)
    plan = desk.db.rows(f"EXPLAIN QUERY PLAN {said[0]}")
    assert any("(visitor_id=?" in step[3] for step in plan), plan


def test_at_an_appointment_the_name_alone_says_who_it_is(desk: Desk) -> None:
    met = a_booking(desk)
    appeal_id = an_appeal(desk, visitor=a_visitor_draft(phone=""), appointment_id=met.appointment)
    assert operations.one(desk, appeal_id).visitor_id == met.visitor
    fuller = a_visitor_draft("ТРЕТЬЯКОВА  Мария Юрьевна", "", birth_year=1957, address="ул. Мира, 1")
    an_appeal(desk, visitor=fuller, appointment_id=met.appointment)
    for other in (
        a_visitor_draft("Ким Иван"), a_visitor_draft(birth_year=1960), a_visitor_draft(address="ул. Мира, 2"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            an_appeal(desk, visitor=other, appointment_id=met.appointment)
        assert refusal.value.problems[0].code == "other-visitor"


def test_somebody_without_a_name_cannot_be_registered_by_description(desk: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        an_appeal(desk, visitor=a_visitor_draft(" ", "8 912 884-17-05"))
    assert refusal.value.problems[0].code == "no-visitor"


def test_an_annulled_registration_is_not_closed(desk: Desk) -> None:
    appeal_id = an_appeal(desk)
    operations.annul(desk, appeal_id)
    with pytest.raises(Refused) as refusal:
        operations.close_appeal(desk, appeal_id, ClosingDraft("help"))
    assert refusal.value.problems[0].code == "annulled"


@pytest.mark.parametrize("text", ["1e3", "1_000", "-5", "NaN", "inf", "１２", "1.234", "12,3,4", "10000000000.00"])
def test_an_amount_is_written_in_plain_digits(text: str) -> None:
    with pytest.raises(ValueError):
        parsed_amount(text)
