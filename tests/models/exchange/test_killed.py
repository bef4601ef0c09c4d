"""An import that is killed like a process is, and given again: the same office as after one clean run."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from models.exchange import importing
from models.exchange.importing import import_file
from models.reports.recount import recount
from models.storage.check import checked
from tests.models.builders import DOCTOR, HEATING, PENSION
from tests.models.exchange.an_office import KINDS, at_the_desk, emptied, taken_out

BATCH = 9
ROWS = 60
CHILD = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from models.exchange import importing
from models.office.desk import Clock
from models.office.queries import open_desk

folder, kind, path, batches = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])
importing.BATCHES = ({batch},) * 3

class Killing:
    def step(self, done, total):
        global batches
        batches -= 1
        if not batches:
            os.kill(os.getpid(), signal.SIGKILL)

importing.import_file(open_desk(folder, Clock(datetime(2026, 11, 23, 11, 46))), kind, path, progress=Killing())
"""


def a_file(folder: Path, kind: str, seed: int) -> Path:
    """Rows of few people, some given twice; none of them contradicts another."""
    chance = random.Random(seed)
    people = [("Ким Иван", ""), ("Третьякова Мария Юрьевна", "8 912 884-17-05"), ("ШЕВЧУК ЖЕНЯ", "")]
    people += [(f"Посетитель Номер {n}", f"8 912 000-00-{n:02d}") for n in range(20)]
    lines = []
    for n in range(ROWS):
        name, phone = chance.choice(people)
        if kind == "visitors":
            lines.append(f"{name};{phone};{chance.choice(['', 'ул. Мира, 1'])}")
        elif kind == "appeals":
            number = f"2026-{n + 1:06d}" if chance.random() < 0.2 else ""
            day = date(2026, 11, 1) + timedelta(days=n // 10)
            lines.append(f"{day};{name};{chance.choice([HEATING, PENSION, DOCTOR])};{phone};{number}")
        else:
            start = datetime(2026, 11, 2, 8) + timedelta(minutes=30 * n)
            lines.append(f"{start:%d.%m.%Y %H:%M};Белов;{name};{phone};{chance.choice(['done', 'no-show'])}")
    headers = {"visitors": "visitor;phone;address", "appeals": "received_on;visitor;topic;phone;number",
               "appointments": "start;expert;visitor;phone;state"}  # fmt: skip
    path = folder / f"{kind}.csv"
    path.write_text("\n".join([headers[kind], *lines]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_a_killed_import_given_again_is_one_clean_import(
    office_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(importing, "BATCHES", (BATCH,) * 3)
    file = a_file(tmp_path, kind, seed=len(kind))
    with at_the_desk(emptied(office_template, tmp_path / "clean")) as desk:
        import_file(desk, kind, file)
        clean = {each: taken_out(desk, each, tmp_path / "out.csv") for each in KINDS}
    folder = emptied(office_template, tmp_path / "killed")
    for batches in (1, 4):
        command = [sys.executable, "-c", CHILD.format(batch=BATCH), str(folder), kind, str(file), str(batches)]
        child = subprocess.run(command, cwd=Path(__file__).parents[3], capture_output=True, check=False)
        assert child.returncode == -signal.SIGKILL, child.stderr.decode()
    with at_the_desk(folder) as desk:
        done = import_file(desk, kind, file)
        assert done.rejected == ()
        assert done.already >= 4 * BATCH
        assert {each: taken_out(desk, each, tmp_path / "out.csv") for each in KINDS} == clean
        assert recount(desk) == []
        assert checked(desk).ok
        assert import_file(desk, kind, file).imported == 0
