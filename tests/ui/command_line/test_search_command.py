"""search: whatever is typed is a text, and the answer has the contract's keys."""

from __future__ import annotations

import os
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.reception import operations
from tests.models.builders import HEATING, a_booking, a_visitor, a_visitor_draft, an_appeal
from tests.ui.command_line.asking import Filled, answered, is_wrong_usage
from tests.ui.command_line.conftest import Command
from ui.command_line.arguments import parser
from ui.command_line.free_text import with_free_text


def three(desk: Any) -> None:
    an_appeal(desk, HEATING, date(2026, 11, 2), visitor=a_visitor_draft(birth_year=1957, district_id=2))
    came = a_booking(desk, visitor=a_visitor_draft("Ким Иван", "8 902 475-80-13"))
    for state in ("arrived", "started", "done"):
        operations.mark(desk, came.appointment, state)
    a_booking(desk, datetime(2026, 12, 1, 10), visitor=a_visitor_draft("Кимова Анна", "8 902 475-80-14"))


def test_visitors_come_with_the_contract_s_keys_the_latest_visit_first(command: Command, filled: Filled) -> None:
    filled(three)
    assert answered(command("search", "трет 1705", "--json")) == [
        {
            "id": 1, "name": "Третьякова Мария Юрьевна", "birth_year": 1957, "phone": "+79128841705",
            "district": "Свердловский", "last_visit": "2026-11-02", "open_appeals": 1,
        }
    ]  # fmt: skip
    found = answered(command("search", "", "--json"))
    assert [(hit["id"], hit["last_visit"]) for hit in found] == [(2, "2026-11-23"), (1, "2026-11-02"), (3, None)]
    assert [hit["id"] for hit in answered(command("search", "КИМ", "--json"))] == [2, 3]
    assert [hit["id"] for hit in answered(command("search", "ким", "--limit", 1, "--json"))] == [2]
    assert answered(command("search", "ким", "--limit=0", "--json")) == []
    assert "3 visitors" in command("search", "").out
    assert "3 посетителя" in command("search", "", language="ru").out
    assert "последнее посещение 02.11.2026" in command("search", "трет", language="ru").out


def test_who_gave_no_name_has_none(command: Command, filled: Filled) -> None:
    filled(lambda desk: a_booking(desk, visitor=a_visitor_draft("", ""), is_walk_in=True))
    assert answered(command("search", "", "--json"))[0]["name"] is None
    assert "—" in command("search", "").out


def test_the_phone_registered_first_is_shown(command: Command, filled: Filled) -> None:
    filled(
        lambda desk: [a_visitor(desk, phone=phone, birth_year=1957) for phone in ("8 902 475-80-13", "8 902 475-80-14")]
    )
    assert answered(command("search", "8014", "--json"))[0]["phone"] == "+79024758013"


OPTIONS = ("--json", "--help", "-h", "--data", "--language", "--office", "--limit")


@settings(max_examples=60)
@given(text=st.text(st.characters(exclude_characters="\0"), max_size=40))
@example(text="--")
@example(text="-")
@example(text="--colour")
@example(text="-x")
@example(text="-5")
@example(text="-1 OR 1=1; DROP TABLE visitor")
@example(text="' OR ''='")
@example(text='"')
@example(text="NEAR(а б)")
@example(text="*")
@example(text="\udcff")
@example(text="search")
@example(text="+7 (912")
def test_any_text_is_searched_for(command: Command, text: str) -> None:
    if text.partition("=")[0] in OPTIONS:
        return
    said = command("search", text, "--json", language="")
    assert (said.code, said.err) == (0, "")
    assert command("search", "--limit", 3, text, language="").code == 0
    assert command("--json", "search", "--", text, language="").code == 0


@pytest.mark.parametrize(
    "argv", [[], ["--json"], ["a", "b"], ["a", "--limit", "-1"], ["a", "--limit", "many"], ["a", "--limit"]]
)
def test_no_text_several_texts_and_wrong_limits_are_wrong_usage(command: Command, argv: list[str]) -> None:
    assert is_wrong_usage(command("search", *argv, language=""))


def test_only_search_takes_unknown_options_for_a_text() -> None:
    search = parser().get_default("commands")["search"]

    def told_apart(argv: list[str]) -> list[str]:
        return with_free_text(argv, search)

    assert told_apart(["appeals", "--search"]) == ["appeals", "--search"]
    assert told_apart(["--data", "search", "appeals", "-x"]) == ["--data", "search", "appeals", "-x"]
    assert told_apart(["--data", "d", "search", "-x", "--json"]) == ["--data", "d", "search", "--json", "--", "-x"]
    assert told_apart(["search", "--limit", "5", "--", "--json"]) == ["search", "--limit", "5", "--", "--json"]


def test_bytes_that_are_no_text_are_searched_for(command: Command) -> None:
    assert command("search", os.fsdecode(b"\xff\xfe-\xd0"), "--json").code == 0
