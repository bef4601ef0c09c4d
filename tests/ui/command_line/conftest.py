"""A command line to type into: an office in the environment, a stopped clock, what was printed in hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from models.office.desk import Clock, Desk
from models.office.queries import open_desk
from tests.models.builders import NOW
from ui.command_line.main import run


@dataclass(frozen=True)
class Said:
    """What a command gave back."""

    code: int
    out: str
    err: str

    def document(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Said]


@pytest.fixture
def command(office_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """`command("appeals", "--json")` runs it on the test's office; in English unless asked otherwise."""
    monkeypatch.setenv("RECEPTION_DATA", str(office_folder))
    monkeypatch.setenv("RECEPTION_NOW", NOW.isoformat())
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def typed(*argv: object, language: str = "en") -> Said:
        words = [str(word) for word in argv]
        capsys.readouterr()
        code = run([*words, "--language", language] if language else words)
        printed = capsys.readouterr()
        return Said(code, printed.out, printed.err)

    return typed


@pytest.fixture
def filled(office_folder: Path) -> Callable[[Callable[[Desk], Any]], Any]:
    """`filled(write)` lets `write(desk)` write into the test's office before a command runs."""

    def write(writing: Callable[[Desk], Any]) -> Any:
        desk = open_desk(office_folder, Clock(NOW))
        try:
            return writing(desk)
        finally:
            desk.db.close()

    return write


@pytest.fixture
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written without a folder lands in the test's own."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
