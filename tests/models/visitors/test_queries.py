"""The list of visitors and the card."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from models.appeals import operations as appeals
from models.appeals.rules import ClosingDraft
from models.office.desk import Desk
from models.reception import operations as reception
from models.visitors import operations, queries
from models.visitors.card import people_at_same_address
from models.visitors.queries import VisitorFilter
from models.visitors.rules import VisitorDraft
from tests.models.builders import a_booking, a_booking_draft, a_visitor, an_appeal


@pytest.fixture
def three(desk: Desk) -> tuple[int, int, int]:
    """Белов with one open appeal, Ёлкина with two closed ones, Хузин who never came."""
    belov = a_visitor(desk, "Белов Иван Ильич", birth_year=1957, district_id=2, category="пенсионер")
    elkina = a_visitor(desk, "Ёлкина Анна", phone="8 919 000-00-01", birth_year=1980, district_id=1)
    khuzin = a_visitor(desk, "Хузин Ринат", phone="")
    an_appeal(desk, visitor_id=belov, received_on=date(2026, 11, 20))
    for day in (2, 3):
        appeal_id = an_appeal(desk, visitor_id=elkina, received_on=date(2026, 11, day))
        appeals.close_appeal(desk, appeal_id, ClosingDraft("advice", "Разъяснено."))
    return belov, elkina, khuzin


def test_the_list_is_sorted_by_any_column_with_the_empty_last(desk: Desk, three: tuple[int, int, int]) -> None:
    belov, elkina, khuzin = three
    orders = {
        ("last_visit", True): [belov, elkina, khuzin],
        ("last_visit", False): [elkina, belov, khuzin],
        ("name", False): [belov, elkina, khuzin],
        ("name", True): [khuzin, elkina, belov],
        ("birth_year", False): [belov, elkina, khuzin],
        ("birth_year", True): [elkina, belov, khuzin],
        ("district", False): [elkina, belov, khuzin],
        ("open", True): [belov, elkina, khuzin],
        ("appeals", True): [elkina, belov, khuzin],
        ("appeals", False): [khuzin, belov, elkina],
    }
    for (sort, descending), expected in orders.items():
        assert queries.ids(desk, VisitorFilter(sort=sort, descending=descending)) == expected, sort


def test_the_list_is_narrowed_by_every_filter_and_their_sum(desk: Desk, three: tuple[int, int, int]) -> None:
    belov, elkina, khuzin = three
    for wanted, expected in (
        (VisitorFilter(), [belov, elkina, khuzin]),
        (VisitorFilter(text="бел"), [belov]),
        (VisitorFilter(text="919000"), [elkina]),
        (VisitorFilter(text="бел", district_id=1), []),
        (VisitorFilter(text="бел", district_id=2, sort="name"), [belov]),
        (VisitorFilter(district_id=1), [elkina]),
        (VisitorFilter(district_id=0), [khuzin]),
        (VisitorFilter(category="пенсионер"), [belov]),
        (VisitorFilter(visited_from=date(2026, 11, 4)), [belov]),
        (VisitorFilter(visited_to=date(2026, 11, 4)), [elkina]),
        (VisitorFilter(has_open=True), [belov]),
        (VisitorFilter(text="елк", has_open=True), []),
    ):
        assert queries.ids(desk, wanted) == expected, wanted


def test_lines_tell_counts_and_leave_out_who_is_gone(desk: Desk, three: tuple[int, int, int]) -> None:
    belov, elkina, khuzin = three
    rows = queries.rows(desk, [khuzin, belov, elkina, 99])
    assert set(rows) == set(three)
    assert (rows[belov].open_appeals, rows[belov].appeals, rows[belov].district) == (1, 1, "Свердловский")
    assert (rows[elkina].open_appeals, rows[elkina].appeals, rows[elkina].phone) == (0, 2, "+79190000001")
    assert (rows[khuzin].last_visit, rows[khuzin].phone, rows[khuzin].phone_typed) == (None, None, "")
    assert queries.rows(desk, []) == {}
    assert queries.total(desk) == 3


def test_an_annulled_appeal_counts_nowhere(desk: Desk) -> None:
    visitor_id = a_visitor(desk)
    appeal_id = an_appeal(desk, visitor_id=visitor_id)
    appeals.annul(desk, appeal_id, 1)
    (hit,) = queries.search(desk, "трет")
    assert (hit.open_appeals, hit.last_visit) == (0, None)
    assert queries.rows(desk, [visitor_id])[visitor_id].appeals == 0
    assert queries.ids(desk, VisitorFilter(has_open=True)) == []
    assert queries.card(desk, visitor_id).history == ()


def test_the_categories_in_use_are_listed_once(desk: Desk, three: tuple[int, int, int]) -> None:
    a_visitor(desk, "Ким Любовь", phone="", category="ветеран труда")
    assert queries.categories(desk) == ["ветеран труда", "пенсионер"]


def test_the_card_shows_facts_history_and_what_is_booked(desk: Desk) -> None:
    address = "г. Пермь, ул. Революции, д. 24"
    visitor_id = a_visitor(desk, birth_date=date(1957, 3, 2), address=address, district_id=2, category="пенсионер")
    neighbour = a_visitor(desk, "Третьяков Павел Сергеевич", phone="", address="г Пермь ул Революции д 24")
    a_visitor(desk, "Хузин Ринат", phone="", address="г. Пермь, ул. Ленина, д. 1")
    old = an_appeal(desk, visitor_id=visitor_id, received_on=date(2026, 10, 1), summary="Капитальный ремонт")
    walk_in = reception.book(
        desk, a_booking_draft(desk, datetime(2026, 11, 23, 11, 46), visitor_id=visitor_id, is_walk_in=True)
    ).result
    later = a_booking(desk, datetime(2026, 11, 24, 14, 0), visitor_id=visitor_id)
    card = queries.card(desk, visitor_id)
    assert (card.age, card.gender, card.district, card.category) == (69, "f", "Свердловский", "пенсионер")
    assert [phone.shown() for phone in card.phones] == ["+7 912 884-17-05"]
    assert (card.addressee(), card.salutation()) == ("Третьяковой М.Ю.", "Уважаемая Мария Юрьевна!")
    assert [booking.id for booking in card.bookings] == [walk_in.appointment, later.appointment]
    assert card.next_booking is not None
    assert card.next_booking.expert == "Белов Андрей Викторович"
    assert [(line.kind, line.id, line.text) for line in card.history] == [("appeal", old, "Капитальный ремонт")]
    assert [person.id for person in card.neighbours] == [neighbour]
    assert people_at_same_address(desk, neighbour)[0].id == visitor_id
    assert (card.appeals, card.open_appeals, card.may_get_letter()) == (1, 1, True)


def test_a_meeting_that_led_to_an_appeal_is_shown_by_the_appeal_alone(desk: Desk) -> None:
    visitor_id = a_visitor(desk)
    booked = reception.book(
        desk, a_booking_draft(desk, datetime(2026, 11, 23, 11, 46), visitor_id=visitor_id, is_walk_in=True)
    ).result
    for state in ("started", "done"):
        reception.mark(desk, booked.appointment, state)
    assert [line.kind for line in queries.card(desk, visitor_id).history] == ["appointment"]
    an_appeal(desk, visitor_id=visitor_id, appointment_id=booked.appointment)
    card = queries.card(desk, visitor_id)
    assert [line.kind for line in card.history] == ["appeal"]
    assert (card.receptions, card.next_booking) == (1, None)


def test_the_card_gives_the_draft_that_changes_nothing_when_saved(desk: Desk) -> None:
    visitor_id = a_visitor(desk, birth_date=date(1957, 3, 2), address="ул. Садовая, 12", note="Плохо слышит")
    before = queries.card(desk, visitor_id)
    operations.change_visitor(desk, visitor_id, before.draft, before.version)
    after = queries.card(desk, visitor_id)
    assert (after.draft, after.name_dative, after.phones) == (before.draft, before.name_dative, before.phones)


def test_no_letter_is_owed_without_a_surname_or_an_address(desk: Desk) -> None:
    nameless = operations.add_visitor(desk, VisitorDraft("Ринат", address="ул. Садовая, 12")).result
    homeless = a_visitor(desk)
    assert not queries.card(desk, nameless).may_get_letter()
    assert not queries.card(desk, homeless).may_get_letter()
