"""Which expert and which times are offered: pure, without a window."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from models.office.queries import Person
from models.reception.queries import FreeSlot
from ui.booking.offers import More, Room, Taking, Wanted, chip_rows, expert_choices, offer

TODAY = date(2026, 11, 23)
HOUSING = Person(1, "Белов Андрей Викторович", "Руководитель", "head", "", True, ("0005",), True)
LAWYER = Person(2, "Мельников Роман Сергеевич", "Юрист", "expert", "", True, ("0002.0007",), True)
CLERK = Person(3, "Соколова Елена Викторовна", "Регистратор", "registrar", "", False, (), True)
PEOPLE = (HOUSING, LAWYER, CLERK)


def slots(expert: Person, *starts: datetime, outreach: int | None = None) -> list[FreeSlot]:
    place = "Дом культуры" if outreach else None
    return [FreeSlot(expert.id, expert.name, s, s + timedelta(minutes=30), outreach, place) for s in starts]


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute)


def test_without_a_topic_whoever_is_free_first_is_proposed() -> None:
    found = offer(slots(HOUSING, at(14)) + slots(LAWYER, at(12)), PEOPLE, Wanted())
    assert found.expert_id == LAWYER.id
    assert [slot.start for slot in found.slots] == [at(12)]


def test_the_expert_of_the_topic_comes_before_an_earlier_time() -> None:
    found = offer(slots(HOUSING, at(14)) + slots(LAWYER, at(12)), PEOPLE, Wanted(topic="0005.0005.0056.1156"))
    assert found.expert_id == HOUSING.id
    assert found.experts == (HOUSING, LAWYER)


def test_an_expert_chosen_by_hand_stays_whatever_the_topic() -> None:
    wanted = Wanted(topic="0005.0005.0056.1156", expert_id=LAWYER.id)
    assert offer(slots(LAWYER, at(12)), PEOPLE, wanted).expert_id == LAWYER.id


def test_who_does_not_receive_is_never_offered() -> None:
    assert CLERK not in offer([], PEOPLE, Wanted()).experts


def test_outreach_and_office_are_kept_apart() -> None:
    free = slots(HOUSING, at(12)) + slots(HOUSING, at(11, day=26), outreach=7)
    assert [slot.start for slot in offer(free, PEOPLE, Wanted()).slots] == [at(12)]
    assert [slot.start for slot in offer(free, PEOPLE, Wanted(is_outreach=True)).slots] == [at(11, day=26)]
    assert offer(free, PEOPLE, Wanted(is_outreach=True, outreach_id=8)).slots == ()


def test_a_day_shows_a_few_times_and_a_chip_for_the_rest() -> None:
    free = slots(HOUSING, *(at(10 + n) for n in range(8)))
    [row] = chip_rows(free, TODAY, room=Room(3, 6))
    assert [choice.text for choice in row.choices] == ["10:00", "11:00", "12:00", "13:00", "14:00", "3 more"]
    assert row.choices[-1].value == More(TODAY)
    [whole] = chip_rows(free, TODAY, opened={TODAY}, room=Room(3, 6))
    assert len(whole.choices) == 8


def test_the_chosen_time_is_always_seen() -> None:
    free = slots(HOUSING, *(at(10 + n) for n in range(8)))
    [row] = chip_rows(free, TODAY, chosen=Taking(HOUSING.id, at(17)), room=Room(3, 6))
    assert Taking(HOUSING.id, at(17)) in [choice.value for choice in row.choices]


def test_one_day_gets_all_six_keys_and_two_days_share_them() -> None:
    one = slots(HOUSING, *(at(10 + n) for n in range(8)))
    two = one + slots(HOUSING, *(at(10 + n, day=24) for n in range(8)))
    assert [choice.key for choice in chip_rows(one, TODAY, room=Room(3, 9))[0].choices] == [*"123456", "", ""]
    rows = chip_rows(two, TODAY, room=Room(3, 9))
    assert [choice.key for choice in rows[0].choices][:4] == ["1", "2", "3", ""]
    assert [choice.key for choice in rows[1].choices][:4] == ["4", "5", "6", ""]


def test_days_are_named_as_people_say_them() -> None:
    free = slots(HOUSING, at(12), at(12, day=24), at(12, day=25))
    titles = [(row.title, row.note) for row in chip_rows(free, TODAY)]
    assert titles == [("Today", "Mon, 23 November"), ("Tomorrow", "Tue, 24 November"), ("Wednesday", "25 November")]


def test_an_outreach_day_is_named_with_its_place() -> None:
    [row] = chip_rows(slots(HOUSING, at(11, day=26), outreach=7), TODAY)
    assert (row.title, row.note) == ("26 November", "Дом культуры")


def test_the_list_of_experts_says_topics_and_the_first_free_time() -> None:
    found = offer(slots(HOUSING, at(14)), PEOPLE, Wanted())
    first, second = expert_choices(found, {"0005": "ЖКХ"}, TODAY)
    assert (first.text, first.note) == ("Белов Андрей Викторович", "ЖКХ · free today, 14:00")
    assert second.note == "Юрист"


def test_nobody_is_said_to_receive_on_a_topic_that_is_not_theirs() -> None:
    away = slots(LAWYER, at(11, day=26), outreach=7)
    heating = "0005.0005.0056.1156"
    found = offer(away, PEOPLE, Wanted(is_outreach=True, topic=heating))
    assert found.expert_id == LAWYER.id
    assert not found.fitting
    assert offer(slots(HOUSING, at(14)), PEOPLE, Wanted(topic=heating)).fitting == {HOUSING.id}
