"""What a person reads in the terminal: where the office is sought, what is wrong with a file, what was cut off."""

from __future__ import annotations

import configparser
from pathlib import Path

import pytest

from models.letters.operations import sign_letter
from models.letters.queries import letter_for
from models.office.desk import Desk
from models.reception.rules import STATE_WORDS
from resources.version import VERSION
from resources.words import set_language, translate
from tests.models.builders import a_booking, a_visitor, an_appeal
from tests.models.conftest import OFFICE_FILE
from tests.ui.command_line.asking import Filled, answered, is_refused, is_wrong_usage
from tests.ui.command_line.conftest import Command
from ui.command_line.arguments_reception import STATES
from ui.command_line.main import is_command, run

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = ("en", "ru")


def test_the_version_stands_in_one_place(command: Command) -> None:
    said = command("--version")
    assert (said.code, said.out, said.err) == (0, f"reception-office {VERSION}\n", "")
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    assert settings["metadata"]["version"] == "attr: resources.version.VERSION"
    newest = next(line for line in (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines() if line.startswith("## "))
    assert VERSION.startswith(newest[3:].partition(":")[0] + ".")


@pytest.mark.parametrize("argv", [["--data"], ["--language", "ru", "--data"], ["--data", "x", "--language"]])
def test_an_option_with_nothing_after_it_is_told_in_one_line(
    argv: list[str], command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert is_command(argv)
    assert run(argv) == 2
    said = capsys.readouterr()
    assert said.out == "" and len(said.err.splitlines()) == 1
    assert ("нужно одно значение" in said.err) is ("ru" in argv)


# -- where the office is -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_folder_without_an_office_is_named(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    assert is_refused(command("check", "--data", tmp_path / "nowhere", language=language), str(tmp_path / "nowhere"))
    monkeypatch.chdir(tmp_path)
    assert is_refused(command("check", "--data", "nowhere", language=language), str(tmp_path / "nowhere"))


@pytest.mark.parametrize("left", ["audit.head", "copies/2026-11-20.db"])
def test_a_lost_file_of_an_office_is_told_from_no_office(command: Command, tmp_path: Path, left: str) -> None:
    folder = tmp_path / "office that was"
    (folder / left).parent.mkdir(parents=True)
    (folder / left).write_bytes(b"x")
    for language in LANGUAGES:
        said = command("check", "--data", folder, language=language)
        assert is_refused(said, "reception.db") and "restore" in said.err and "init" not in said.err


# -- what is wrong with a file -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_with_an_office_file_is_said_with_its_place(
    command: Command, tmp_path: Path, language: str
) -> None:
    file, no_file = tmp_path / "office.json", {"en": "There is no file", "ru": "Нет файла"}

    def refused(part: str) -> bool:
        made = command("init", "--office", file, "--data", tmp_path / "new", language=language)
        return is_refused(made, part) and is_refused(command("office", "import", file, language=language), part)

    assert refused(no_file[language])
    file.write_text('{\n "name": "Приёмная",\n "hours": {,}\n}', "utf-8")
    assert refused({"en": "line 3, column 12", "ru": "строка 3, столбец 12"}[language])
    for encoding in ("cp1251", "utf-16"):
        file.write_bytes(OFFICE_FILE.read_text("utf-8").encode(encoding))
        assert refused("UTF-8")
    file.write_text("[" * 100_000, "utf-8")
    assert refused("JSON")
    assert is_refused(command("restore", tmp_path / "none.db", language=language), no_file[language])


# -- lists and papers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_that_was_cut_says_so(command: Command, filled: Filled, language: str) -> None:
    filled(lambda desk: [a_visitor(desk, f"Ким {name}", phone="") for name in ("Анна", "Инна", "Яна")])
    cut = {"en": "The first 2 are shown", "ru": "Показаны первые 2"}[language]
    assert cut in command("search", "ким", "--limit", 2, language=language).out.splitlines()[-1]
    assert len(answered(command("search", "ким", "--limit", 2, "--json"))) == 2
    for limit in (3, 50):
        assert command("search", "ким", "--limit", limit).out.splitlines()[-1] == "3 visitors"
    assert command("search", "ким", "--limit", 0).out == "0 visitors\n"


def test_no_free_time_is_said_in_a_sentence(command: Command) -> None:
    sunday = ("slots", "--from", "2026-11-22")
    assert command(*sunday, language="ru").out == "В эти дни свободного времени нет.\n"
    assert command(*sunday).out == "There is no free time on these days.\n"
    assert answered(command(*sunday, "--json")) == []


def test_a_sentence_ends_with_one_full_stop(command: Command, filled: Filled) -> None:
    filled(a_booking)
    for state in ("arrived", "started", "done"):
        said = command("mark", 1, state, language="ru")
        assert said.out.endswith(".\n") and ".." not in said.out
    assert ".." not in command("card", "2026-000001", "--output", "card.doc", language="ru").err


def test_a_letter_that_is_not_signed_is_called_a_draft(command: Command, filled: Filled, tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    appeal_id = filled(an_appeal)
    assert "черновик" in command("letter", "2026-000001", "-o", file, language="ru").out
    assert answered(command("letter", "2026-000001", "-o", file, "--json"))["signed"] is None

    def signed(desk: Desk) -> None:
        sign_letter(desk, appeal_id, letter_for(desk, appeal_id).draft)

    filled(signed)
    assert command("letter", "2026-000001", "-o", file).out == f"The letter is in {file}.\n"
    assert answered(command("letter", "2026-000001", "-o", file, "--json"))["signed"] == "2026-11-23"


# -- words for codes -----------------------------------------------------------------------------------------------


def test_the_words_of_lists_and_glossary_stand_for_codes(command: Command) -> None:
    who = ("--visitor", "Ким Иван", "--topic", "Отопление", "--summary", "Холодно")
    answered(command("register", *who, "--channel", "на выездном приёме", "--kind", "Жалоба", "--json"))
    answered(command("register", *who, "--channel", "письменно", "--kind", "заявление", "--json"))
    found = answered(command("appeals", "--json", "--channel", "выездной приём"))
    assert [(row["channel"], row["kind"]) for row in found] == [("outreach", "complaint")]
    closed = answered(command("close", "2026-000001", "--outcome", "Оказана помощь", "--json"))
    assert closed["outcome"] == "help"
    assert len(answered(command("appeals", "--outcome", "в работе", "--json"))) == 1
    assert len(answered(command("appeals", "--outcome", "help given", "--json"))) == 1


def test_the_words_of_the_list_of_appointments_move_one_along(command: Command, filled: Filled) -> None:
    filled(a_booking)
    for word, code in (("ожидает", "arrived"), ("на приёме", "started"), ("принят", "done")):
        assert answered(command("mark", 1, word, "--json", language="ru"))["state"] == code


@pytest.mark.parametrize(
    "argv",
    [
        ["mark", "1", "записан"], ["mark", "1", ""], ["mark", "1", "пропал"],
        ["close", "2026-000001", "--outcome", "в работе"], ["appeals", "--channel", ""], ["appeals", "--outcome", "да"],
        ["journal", "--from", "2026-11-01", "--to", "2026-11-30", "-o", "j.pdf", "--channel", "голубь"],
    ],
)  # fmt: skip
def test_other_words_are_wrong_usage(command: Command, argv: list[str]) -> None:
    assert is_wrong_usage(command(*argv))
    assert is_wrong_usage(command(*argv, language="ru"))


def test_help_names_the_codes_with_what_they_mean(command: Command) -> None:
    def said(*argv: str) -> str:
        return " ".join(command(*argv, "--help", language="ru").out.split())

    assert "help (оказана помощь); advice (дана консультация)" in said("close")
    assert "arrived (ожидает); started (на приёме)" in said("mark")
    assert "complaint (жалоба)" in said("register") and "written (письменно)" in said("appeals")


def test_the_states_of_help_are_those_of_the_lists() -> None:
    assert {code: word for code, word in STATE_WORDS.items() if code != "booked"} == STATES


def test_every_word_that_a_list_prints_is_read(command: Command, filled: Filled) -> None:
    from ui.command_line.values import word

    set_language("ru")
    assert {code: word("state", STATES)(translate(label)) for code, label in STATES.items()} == {c: c for c in STATES}
