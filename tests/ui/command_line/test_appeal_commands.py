"""register and close as the contract has them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tests.models.builders import HEATING, a_booking, a_visitor, an_appeal
from tests.ui.command_line.asking import Filled, answered, is_refused, is_wrong_usage
from tests.ui.command_line.conftest import Command, Said

NAME, PHONE = "Третьякова Мария Юрьевна", "8 912 884-17-05"
ABOUT = ("--visitor", NAME, "--topic", HEATING, "--summary", "Холодно")


def register(command: Command, *argv: object, language: str = "en") -> Said:
    return command("register", "--json", *argv, language=language)


def appeals(command: Command, *argv: object) -> list[dict[str, Any]]:
    return list(answered(command("appeals", "--json", *argv)))


def test_an_appeal_gets_the_next_number_and_its_due_date(command: Command) -> None:
    assert answered(register(command, *ABOUT)) == {"number": "2026-000001", "due": "2026-12-23"}
    assert appeals(command)[0] == {
        "number": "2026-000001", "received": "2026-11-23", "due": "2026-12-23", "closed": None, "visitor": NAME,
        "topic": HEATING, "district": None, "channel": "personal", "kind": "oral", "outcome": None, "expert": None,
        "overdue": False,
    }  # fmt: skip
    assert "2026-000002" in command("register", *ABOUT).out
    said = command("register", *ABOUT, language="ru").out
    assert "2026-000003" in said and "23.12.2026" in said


def test_every_fact_of_an_appeal_can_be_given(command: Command, filled: Filled) -> None:
    meeting = filled(lambda desk: a_booking(desk, datetime(2026, 11, 24, 10)))
    facts = (
        "--written", "Прошу…", "--phone", PHONE, "--address", "ул. Садовая, д. 1", "--channel", "written", "--kind",
        "complaint", "--district", "ленинский", "--expert", "Мельников", "--received", "2025-12-30", "--collective",
        12, "--appointment", meeting.appointment, "--topic", f"{HEATING}.0000",
    )  # fmt: skip
    assert answered(register(command, "--visitor", NAME, *facts)) == {"number": "2025-000001", "due": "2026-01-29"}
    (row,) = appeals(command)
    assert (row["channel"], row["kind"], row["district"]) == ("written", "complaint", "Ленинский")
    assert (row["expert"], row["topic"], row["received"]) == ("Мельников Роман Сергеевич", HEATING, "2025-12-30")
    assert len(answered(command("search", NAME, "--json"))) == 1


def test_the_visitor_of_the_appointment_is_known_by_the_name_alone(command: Command, filled: Filled) -> None:
    meeting = filled(lambda desk: a_booking(desk, datetime(2026, 11, 24, 10)))
    at = ("--appointment", meeting.appointment)
    answered(register(command, *ABOUT, *at))
    assert is_refused(register(command, *ABOUT, *at, "--visitor", "Ким Иван"), "another visitor")
    assert is_refused(register(command, *ABOUT, "--appointment", 99), "no such appointment")
    assert [hit["open_appeals"] for hit in answered(command("search", "", "--json"))] == [1]
    answered(register(command, *ABOUT, *at, "--address", "ул. Садовая, д. 1"))
    assert is_refused(register(command, *ABOUT, *at, "--address", "ул. Другая, д. 2"), "another visitor")


def test_a_bare_name_is_another_person_than_one_with_a_phone(command: Command) -> None:
    answered(register(command, *ABOUT, "--phone", PHONE))
    answered(register(command, *ABOUT))
    answered(register(command, *ABOUT))
    answered(register(command, *ABOUT, "--phone", "+7 912 884 17 05", "--visitor", "третьякова  Мария юрьевна"))
    assert sorted(hit["open_appeals"] for hit in answered(command("search", "", "--json"))) == [2, 2]


def test_several_visitors_who_fit_are_listed(command: Command, filled: Filled) -> None:
    filled(lambda desk: [a_visitor(desk, "Ким Иван", phone=PHONE, birth_year=year) for year in (1950, 1980)])
    said = register(command, *ABOUT, "--visitor", "Ким Иван", "--phone", PHONE)
    assert is_refused(said, "1950") and "1980" in said.err
    assert is_refused(register(command, *ABOUT, "--visitor", "Ким Иван", "--phone", PHONE, language="ru"), "№ 2")


def test_the_same_uuid_gives_the_same_answer_and_other_content_is_refused(command: Command) -> None:
    first = answered(register(command, *ABOUT, "--uuid", "6f1c"))
    assert answered(register(command, *ABOUT, "--uuid", "6f1c")) == first
    assert "2026-000001" in command("register", *ABOUT, "--uuid", "6f1c", language="ru").out
    assert is_refused(register(command, *ABOUT, "--uuid", "6f1c", "--kind", "complaint"), "UUID")
    assert len(appeals(command)) == 1


@pytest.mark.parametrize(
    ("argv", "part"),
    [
        (["--topic", "0005"], "0005"), (["--topic", "0005.0005.0056"], "too general"), (["--topic", "0009.1"], "0009"),
        (["--topic", "чепуха"], "чепуха"), (["--received", "2026-11-24"], "future"), (["--phone", "112"], "112"),
        (["--received", "0001-01-01"], "year"), (["--received", "9999-12-31"], "future"),
        (["--district", "Тмутаракань"], "Тмутаракань"), (["--expert", "Никто"], "Никто"), (["--visitor", ""], ""),
        (["--visitor", "123"], "123"), (["--summary", "  "], "few words"), (["--summary", "ы" * 1001], "1000"),
    ],
)  # fmt: skip
def test_what_the_office_cannot_register_is_refused(command: Command, argv: list[str], part: str) -> None:
    assert is_refused(register(command, *ABOUT, *argv), part)
    assert is_refused(register(command, *ABOUT, *argv, language="ru"))
    assert appeals(command) == []
    assert answered(command("search", "", "--json")) == []


@pytest.mark.parametrize(
    "argv",
    [
        ["--visitor", NAME, "--topic", HEATING], ["--visitor", NAME, "--summary", "x"],
        ["--topic", HEATING, "--summary", "x"], [*ABOUT, "--channel", "pigeon"], [*ABOUT, "--kind", "rumour"],
        [*ABOUT, "--received", "вчера"], [*ABOUT, "--collective", "0"], [*ABOUT, "--collective", "1.5"],
        [*ABOUT, "--appointment", "x"], [*ABOUT, "--uuid", " "], [*ABOUT, "extra"],
    ],
)  # fmt: skip
def test_wrong_usage_of_register_is_told_at_once(command: Command, argv: list[str]) -> None:
    assert is_wrong_usage(register(command, *argv))


def test_an_appeal_is_closed_with_its_outcome(command: Command) -> None:
    answered(register(command, *ABOUT))
    asked = ("--outcome", "help", "--result", "Сделан перерасчёт", "--amount", "4318.20", "--on", "2026-11-23")
    done = answered(command("close", "2026-000001", *asked, "--json"))
    assert done == {"number": "2026-000001", "outcome": "help", "closed": "2026-11-23", "amount": 4318.2}
    (row,) = appeals(command)
    assert (row["closed"], row["outcome"]) == ("2026-11-23", "help")
    assert is_refused(command("close", "2026-000001", *asked), "closed already")
    assert is_refused(command("close", "2026-000001", *asked, language="ru"))
    answered(register(command, *ABOUT))
    assert command("close", " 2026-000002 ", "--outcome", "declined", language="ru").out.strip().endswith(".")
    assert appeals(command)[1]["outcome"] == "declined"


@pytest.mark.parametrize(
    ("argv", "part"),
    [
        (["2026-000009", "--outcome", "help"], "2026-000009"),
        (["", "--outcome", "help"], ""),
        (["2026-000001", "--outcome", "help", "--on", "2026-11-24"], "future"),
        (["2026-000001", "--outcome", "help", "--on", "2026-11-22"], "before"),
        (["2026-000001", "--outcome", "help", "--on", "9999-12-31"], "future"),
    ],
)
def test_what_cannot_be_closed_is_refused(command: Command, filled: Filled, argv: list[str], part: str) -> None:
    filled(an_appeal)
    assert is_refused(command("close", *argv), part)
    assert appeals(command)[0]["outcome"] is None


def test_an_annulled_registration_is_not_closed(command: Command, filled: Filled) -> None:
    from models.appeals.operations import annul

    filled(lambda desk: annul(desk, an_appeal(desk)))
    assert is_refused(command("close", "2026-000001", "--outcome", "help"), "annulled")


@pytest.mark.parametrize("amount", ["много", "", "-5", "1.234", "1e99", "NaN", "inf", "10000000000.00", "1_000"])
def test_a_malformed_amount_is_wrong_usage(command: Command, amount: str) -> None:
    assert is_wrong_usage(command("close", "2026-000001", "--outcome", "help", f"--amount={amount}"))


@pytest.mark.parametrize("argv", [["2026-000001"], ["2026-000001", "--outcome", "open"], ["--outcome", "help"], []])
def test_wrong_usage_of_close_is_told_at_once(command: Command, argv: list[str]) -> None:
    assert is_wrong_usage(command("close", *argv))
