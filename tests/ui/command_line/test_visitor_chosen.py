"""Several visitors fit: the refusal names a way out, and the number that it gives can be used."""

from __future__ import annotations

from datetime import datetime

import pytest

from models.office.desk import Desk
from tests.models.builders import HEATING, a_booking, a_visitor
from tests.ui.command_line.asking import Filled, answered, is_refused, is_wrong_usage
from tests.ui.command_line.conftest import Command

NAME, PHONE = "Ким Иван", "8 912 884-17-05"
BOOKED = ("book", "--json", "--expert", "Белов", "--start", "2026-11-24T10:00")
REGISTERED = ("register", "--json", "--topic", HEATING, "--summary", "Холодно")


@pytest.fixture
def twins(filled: Filled) -> None:
    """Two of one name and one phone, born in different years."""
    filled(lambda desk: [a_visitor(desk, NAME, phone=PHONE, birth_year=year) for year in (1950, 1980)])


@pytest.mark.parametrize("argv", [BOOKED, REGISTERED], ids=lambda argv: argv[0])
def test_who_cannot_be_told_apart_is_chosen_by_number(command: Command, twins: None, argv: tuple[str, ...]) -> None:
    for language in ("en", "ru"):
        said = command(*argv, "--visitor", NAME, "--phone", PHONE, language=language)
        assert is_refused(said, "№ 2") and "--visitor-id" in said.err
    answered(command(*argv, "--visitor-id", 2, "--phone", "8 902 475-80-13"))
    assert [hit["id"] for hit in answered(command("search", "ким 8013", "--json"))] == [2]
    assert len(answered(command("search", "", "--json"))) == 2
    assert is_refused(command(*argv, "--visitor-id", 99), "no such visitor")


def test_a_chosen_visitor_needs_neither_name_nor_phone(command: Command, twins: None) -> None:
    assert answered(command(*BOOKED, "--visitor-id", 2))["visitor"] == 2
    answered(command(*REGISTERED, "--visitor-id", 1))
    assert answered(command("appeals", "--json"))[0]["visitor"] == NAME
    found = {hit["id"]: hit["open_appeals"] for hit in answered(command("search", "", "--json"))}
    assert found == {1: 1, 2: 0}


def test_the_same_uuid_for_a_chosen_visitor_gives_the_same_answer(command: Command, twins: None) -> None:
    for argv in (BOOKED, REGISTERED):
        first = answered(command(*argv, "--visitor-id", 2, "--uuid", "u"))
        assert answered(command(*argv, "--visitor-id", 2, "--uuid", "u")) == first
        assert is_refused(command(*argv, "--visitor-id", 1, "--uuid", "u"), "UUID")


def test_a_visitor_is_named_or_numbered(command: Command) -> None:
    for argv in (BOOKED, REGISTERED):
        assert is_wrong_usage(command(*argv), "--visitor --visitor-id")
        assert is_wrong_usage(command(*argv, language="ru"), "нужно одно из")
        assert is_wrong_usage(command(*argv, "--visitor", NAME, "--visitor-id", 1), "--visitor")
        assert is_wrong_usage(command(*argv, "--visitor-id", "Ким"), "Ким")


def test_a_chosen_visitor_is_the_one_of_the_appointment(command: Command, twins: None, filled: Filled) -> None:
    def met(desk: Desk) -> int:
        return a_booking(desk, datetime(2026, 11, 24, 10), "Мельников", visitor_id=2).appointment

    meeting = filled(met)
    assert is_refused(command(*REGISTERED, "--visitor-id", 1, "--appointment", meeting), "another visitor")
    answered(command(*REGISTERED, "--visitor-id", 2, "--appointment", meeting))
    assert answered(command("appeals", "--json"))[0]["expert"] == "Мельников Роман Сергеевич"  # who received


def test_an_appeal_of_an_appointment_may_be_of_another_expert(command: Command, filled: Filled) -> None:
    meeting = filled(lambda desk: a_booking(desk, datetime(2026, 11, 24, 10)))
    who = ("--visitor", "Третьякова Мария Юрьевна", "--appointment", meeting.appointment)
    answered(command(*REGISTERED, *who, "--expert", "Мельников"))
    answered(command(*REGISTERED, *who))
    experts = [row["expert"] for row in answered(command("appeals", "--json"))]
    assert experts == ["Мельников Роман Сергеевич", "Белов Андрей Викторович"]
