"""Ten thousand random command lines: a known exit code, one line for a failure, nothing changed by it, no traceback."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as driver

from models.office.desk import Desk
from tests.models.builders import DOCTOR, HEATING, NOW, a_booking, a_closed_appeal, a_visitor_draft, an_appeal
from tests.models.conftest import OFFICE_FILE
from tests.ui.command_line.asking import Filled
from tests.ui.command_line.conftest import Said
from tests.ui.command_line.lines import Lines
from ui.command_line.arguments import parser
from ui.command_line.main import run

SEED = int(os.environ.get("FUZZ_SEED", "20261123"))
COUNT = int(os.environ.get("FUZZ_LINES", "10000"))


def a_little(desk: Desk) -> None:
    an_appeal(desk, HEATING, expert_id=1, district_id=2)
    a_closed_appeal(desk, visitor=a_visitor_draft("Ким Иван", "8 902 475-80-13"), topic=DOCTOR)
    a_booking(desk)
    a_booking(desk, datetime(2026, 11, 24, 10, 0), "Мельников")


@pytest.fixture
def place(office_folder: Path, filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where the lines are typed: an office and files of all kinds beside it."""
    filled(a_little)
    here = tmp_path / "deep" / "here"
    (here / "folder").mkdir(parents=True)
    office_folder.rename(here / "office")
    lay_files(here)
    monkeypatch.chdir(here)
    monkeypatch.setenv("HOME", str(here))
    monkeypatch.setenv("RECEPTION_DATA", "office")
    monkeypatch.setenv("RECEPTION_NOW", NOW.isoformat())
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")
    return here


def lay_files(here: Path) -> None:
    """What lines may read; lines that write put others in their place."""
    (here / "office.json").write_bytes(OFFICE_FILE.read_bytes())
    (here / "empty.csv").write_bytes(b"")
    (here / "noise.xlsx").write_bytes(bytes(range(256)) * 9)
    good = f"Дата;ФИО;Тема\n01.11.2026;Ким Иван;{HEATING}\nвчера;Ким Иван;{HEATING}\n"
    (here / "appeals.csv").write_text(good, "cp1251")
    (here / "visitors.csv").write_text("visitor,phone\nКим Иван,8 902 475-80-13\n", "utf-8")
    (here / "appointments.csv").write_text("start,expert,visitor\n2026-11-25T10:00,Белов,Ким Иван\n", "utf-8")


def said(argv: list[str]) -> Said:
    """What a line gives back, through streams as a terminal has them."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(argv)
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8"))
    return Said(code, *texts)


class Steps:
    """How many operations the office's audit holds: each change is one."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._open()

    def _open(self) -> None:
        self._connection = driver.connect(str(self._file), isolation_level=None)
        self._inode = self._file.stat().st_ino

    def count(self) -> int:
        if self._file.stat().st_ino != self._inode:  # another file was restored in its place
            self._connection.close()
            self._open()
        return int(self._connection.execute("SELECT MAX(id) FROM audit").fetchone()[0])

    def close(self) -> None:
        self._connection.close()


def wants_document(argv: list[str]) -> bool:
    return "--json" in argv and "--" not in argv and not any(w.startswith("-h") or w == "--help" for w in argv)


def faults(argv: list[str], answer: Said) -> list[str]:
    """Everything that the contract forbids in an answer."""
    found = []
    if answer.code not in (0, 1, 2, 3):
        found.append(f"exit code {answer.code}")
    if "Traceback" in answer.err or "unexpected" in answer.err or "неожиданное" in answer.err:
        found.append("something that nobody foresaw")
    if answer.code in (1, 2) and len(answer.err.splitlines()) != 1:
        found.append("not one line on stderr")
    if answer.code in (1, 2) and answer.out and "check" not in argv:
        found.append("an answer beside the refusal")
    if answer.code in (0, 3) and wants_document(argv):
        try:
            json.loads(answer.out)
        except ValueError:
            found.append("no JSON")
    return found


@pytest.mark.timeout(600)
def test_ten_thousand_random_command_lines_break_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = place / "office" / "reception.db"
    lines = Lines(parser(), SEED)
    codes: Counter[Any] = Counter()
    wrong = []
    steps = Steps(office)
    before = steps.count()
    for i in range(COUNT):
        if i % 200 == 0:
            lay_files(place)
        argv = lines.line()
        answer = said(argv)
        codes[answer.code] += 1
        found = faults(argv, answer)
        after = steps.count()
        if after != before and answer.code in (1, 2):
            found.append("a change in spite of the refusal")
        before = after
        if found:
            wrong.append((found, argv, answer))
    steps.close()
    with capsys.disabled():
        print(f" seed {SEED}, {COUNT} lines, exit codes {dict(sorted(codes.items()))}", file=sys.stderr, end=" ")
    assert not wrong, "\n".join(map(str, wrong[:20]))
    assert len(codes) == 4  # all kinds were met
    assert codes[0] > COUNT / 20
    assert said(["check", "--json"]).code == 0
    assert not list(place.rglob("*.unfinished"))
