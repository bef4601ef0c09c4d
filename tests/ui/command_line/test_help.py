"""Help that is worth reading: a sentence, every argument explained, examples that run as they stand."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from models.office.desk import Desk
from resources.words import set_language
from tests.models.builders import HEATING, NOW, a_booking, an_appeal
from tests.models.conftest import OFFICE_FILE
from tests.ui.command_line.asking import Filled
from tests.ui.command_line.conftest import Command
from tests.ui.command_line.lines import commands
from ui.command_line.arguments import parser

ROOT = Path(__file__).resolve().parents[3]
SPREADSHEETS = {
    "appeals": f"received_on;visitor;topic\n2026-11-01;Ким Иван;{HEATING}\n",
    "visitors": "visitor;phone\nКим Иван;8 902 475-80-13\n",
    "appointments": "start;expert;visitor\n2026-11-25T10:00;Белов;Ким Иван\n",
}


def subparsers(whole: argparse.ArgumentParser, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for action in whole._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield (*words, name), below
                yield from subparsers(below, (*words, name))


NAMES = [command.words for command in commands(parser())]


def examples(text: str | None) -> list[list[str]]:
    """The examples of an epilog, without the program's name."""
    lines = [line.strip() for line in (text or "").splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("main.py ")]


@pytest.mark.parametrize("words", NAMES, ids=" ".join)
def test_every_command_explains_itself_and_all_its_arguments(words: tuple[str, ...], every_language: str) -> None:
    below = dict(subparsers(parser()))[words]
    assert below.description and below.description[0].isupper()
    assert below.description.rstrip("·").endswith(".")
    unexplained = [action.dest for action in below._actions if not action.help]
    assert unexplained == []
    assert len(examples(below.epilog)) >= 2


@pytest.mark.parametrize("argv", [[], *map(list, NAMES)], ids=lambda argv: " ".join(argv) or "program")
def test_the_help_comes_in_both_languages(command: Command, argv: list[str]) -> None:
    for language in ("ru", "en"):
        said = command(*argv, "--help", language=language)
        assert (said.code, said.err) == (0, "")
        assert "--data" in said.out and "main.py" in said.out


def test_the_help_of_the_program_names_every_command_and_the_exit_codes(command: Command) -> None:
    said = command("--help").out
    for words in NAMES:
        assert f"\n    {words[0]} " in said or f"\n    {words[0]}\n" in said
    for code in range(4):
        assert f"\n  {code}  " in said
    assert "RECEPTION_NOW" in said


def a_busy_office(desk: Desk) -> None:
    """What the examples speak of: an appointment, two appeals, an address."""
    a_booking(desk, datetime(2026, 11, 23, 12, 0))
    an_appeal(desk, HEATING, date(2026, 11, 2))
    an_appeal(desk, HEATING, date(2026, 11, 3))


@pytest.fixture
def place(office_folder: Path, filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    filled(a_busy_office)
    here = tmp_path / "here"
    (here / "copies").mkdir(parents=True)
    monkeypatch.chdir(here)
    (here / "office.json").write_bytes(OFFICE_FILE.read_bytes())
    return here


def prepared(command: Command, argv: list[str], place: Path) -> list[str]:
    """The example with its places in the test's folder, and the files there that it reads."""
    here = [
        word.replace("/media/copies", str(place / "copies")).replace("/srv/", f"{place}/").replace("$(date +%F)", "x")
        for word in argv
    ]
    if "import" in here and here[here.index("import") + 1] in SPREADSHEETS:
        kind, file = here[here.index("import") + 1 : here.index("import") + 3]
        if file.endswith(".csv"):
            (place / file).write_text(SPREADSHEETS[kind], "utf-8")
        else:
            from openpyxl import Workbook

            book = Workbook()
            for line in SPREADSHEETS[kind].splitlines():
                book.active.append(line.split(";"))
            book.save(place / file)
    if "restore" in here:
        assert command("backup", here[here.index("restore") + 1]).code == 0
    return here


@pytest.mark.parametrize("words", [(), *NAMES], ids=lambda words: " ".join(words) or "program")
def test_the_examples_run_as_they_stand(command: Command, place: Path, words: tuple[str, ...]) -> None:
    set_language("en")
    epilog = dict(subparsers(parser()))[words].epilog if words else parser().epilog
    for argv in examples(epilog):
        if argv[:2] == ["demo", "sample"]:
            argv += ["--visits", "20"]  # the first is enough for the second
        said = command(*prepared(command, argv, place), language="")
        assert (said.code, said.err) == (0, ""), (argv, said)


def test_no_command_loads_qt_and_help_loads_nothing_heavy() -> None:
    """Every module that a command names is imported, the words of help are said: no Qt, no papers, no models."""
    script = f"""
import importlib, os, sys
os.environ["RECEPTION_NOW"] = {NOW.isoformat()!r}
from ui.command_line.main import run
from ui.command_line.arguments import parser
from tests.ui.command_line.lines import commands
heavy = ("PySide6", "peewee", "babel", "reportlab", "holidays", "phonenumbers", "xlsxwriter", "python_calamine")
for command in commands(parser()):
    assert run([*command.words, "--help"]) == 0
print(*(name for name in heavy if name in sys.modules), file=sys.stderr)
functions = [command.function for command in commands(parser())]
for function in functions:
    module, name = function.split(":")
    assert callable(getattr(importlib.import_module("ui.command_line." + module), name))
print(*(name for name in sys.modules if name.startswith("PySide6")), len(functions), file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=False, timeout=60, env={**os.environ}
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr.decode().splitlines() == ["", str(len(NAMES))]


@pytest.mark.parametrize(
    "argv", [["search", "трет", "--json"], ["appeals", "--json"], ["slots", "--from", "2026-11-24"]]
)
def test_a_question_is_answered_without_what_only_papers_and_screens_need(office_folder: Path, argv: list[str]) -> None:
    script = f"""
import sys
from ui.command_line.main import run
assert run({argv!r}) == 0
heavy = ("PySide6", "reportlab", "holidays", "phonenumbers", "xlsxwriter", "python_calamine", "pytrovich", "openpyxl")
print(*(name for name in heavy if name in sys.modules), file=sys.stderr)
"""
    environment = {**os.environ, "RECEPTION_DATA": str(office_folder), "RECEPTION_NOW": NOW.isoformat()}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=False, timeout=60, env=environment
    )
    assert (done.returncode, done.stderr.split()) == (0, [])
