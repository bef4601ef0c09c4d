"""Topics by the names that the program itself prints, and the command that lists them."""

from __future__ import annotations

from tests.models.builders import DOCTOR, HEATING, an_appeal
from tests.ui.command_line.asking import Filled, answered, is_refused, is_wrong_usage
from tests.ui.command_line.conftest import Command

WHO = ("--visitor", "Третьякова Мария Юрьевна")


def test_the_short_name_that_a_list_prints_is_taken_by_every_command(command: Command, filled: Filled) -> None:
    filled(lambda desk: [an_appeal(desk, HEATING), an_appeal(desk, DOCTOR)])
    for language, name in (("ru", "Отопление"), ("en", "Heating")):
        assert name in command("appeals", language=language).out
        found = answered(command("appeals", "--topic", name, "--json", language=language))
        assert [row["topic"] for row in found] == [HEATING]
    answered(command("register", *WHO, "--topic", "отопление", "--summary", "Холодно", "--json"))
    booked = ("--phone", "8 912 884-17-05", "--expert", "Белов", "--start", "2026-11-24T10:00", "--topic", "Отопление")
    answered(command("book", *WHO, *booked, "--json"))
    (row,) = answered(command("appointments", "--from", "2026-11-24", "--to", "2026-11-24", "--json"))
    assert row["topic"] == HEATING
    assert command("slots", "--from", "2026-11-24", "--topic", "Отопление").code == 0


def test_a_refused_topic_names_the_way_out(command: Command) -> None:
    for language in ("en", "ru"):
        said = command("appeals", "--topic", "топление батареи", language=language)
        assert is_refused(said, HEATING)
        assert is_refused(command("appeals", "--topic", "чепуха", language=language), "topics")
        said = command("register", *WHO, "--topic", "5.5", "--summary", "x", language=language)
        assert is_refused(said, "topics --under 0005.0005")
        assert is_refused(command("appeals", "--topic", "ЖКХ", language=language), "0005, 0005.0005.0056")


def test_topics_are_listed_with_code_level_and_names(command: Command) -> None:
    assert answered(command("topics", "отопл", "--json", language="ru")) == [
        {"code": HEATING, "level": 4, "name": "Перебои в теплоснабжении", "short": "Отопление"}
    ]
    found = answered(command("topics", "--under", "5.5.56", "--json"))
    assert HEATING in {row["code"] for row in found}
    assert found == sorted(found, key=lambda row: row["code"])
    assert {row["level"] for row in found} >= {4}
    assert None in {row["short"] for row in found}
    assert answered(command("topics", "чепуха", "--json")) == []
    assert len(answered(command("topics", "--json"))) > 2000


def test_topics_are_told_in_words(command: Command) -> None:
    assert command("topics", "отопл", language="ru").out.splitlines() == [
        f"{HEATING:<24}  Перебои в теплоснабжении · Отопление", "1 тема"
    ]  # fmt: skip
    assert command("topics", "чепуха").out == "0 topics\n"
    assert is_refused(command("topics", "--under", "чепуха"), "чепуха")
    assert is_wrong_usage(command("topics", "a", "b"))
