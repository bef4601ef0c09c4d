"""The commands as the contract has them: exit codes, one line for a failure, documents with fixed keys."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from models.appeals import operations
from models.appeals.rules import ClosingDraft
from models.office.desk import Desk
from tests.models.builders import DOCTOR, HEATING, PENSION, a_visitor_draft, an_appeal
from tests.models.conftest import OFFICE_FILE
from tests.ui.command_line.conftest import Command, Said
from ui.command_line.main import is_command, run

ROOT = Path(__file__).resolve().parents[3]
Filled = Callable[[Callable[[Desk], Any]], Any]


def is_refused(said: Said, part: str = "") -> bool:
    """Exit code 1, one line on stderr, nothing on stdout."""
    return said.code == 1 and said.out == "" and len(said.err.splitlines()) == 1 and part in said.err


def is_wrong_usage(said: Said, part: str = "") -> bool:
    return said.code == 2 and said.out == "" and len(said.err.splitlines()) == 1 and part in said.err


# -- which arguments are a command ---------------------------------------------------------------------------------


@pytest.mark.parametrize("argv", [[], ["--data", "there"], ["--data=there", "--language", "ru"], ["--language=en"]])
def test_a_folder_and_a_language_alone_open_the_desktop(argv: list[str]) -> None:
    assert not is_command(argv)


@pytest.mark.parametrize("argv", [["--help"], ["-h"], ["appeals"], ["--data", "x", "check"], ["--json"], ["nonsense"]])
def test_anything_else_is_a_command(argv: list[str]) -> None:
    assert is_command(argv)


# -- usage ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "argv",
    [
        ["nonsense"], ["appeals", "--colour"], ["appeals", "--from", "2026-02-30"], ["appeals", "--from", "01.11.2026"],
        ["appeals", "--channel", "pigeon"], ["appeals", "--on-date"], ["report", "2026-13", "--output", "r.pdf"],
        ["report", "2026-11", "--output", "r.doc"], ["report", "2026-11"],
        ["letter", "2026-000001", "--output", "l.txt"],
        ["import", "people", "f.csv"], ["import"], ["office"], ["demo", "d", "--visits", "many"], ["init"],
        ["demo", "d", "--today", "tomorrow"], ["appeals", "extra"], ["office", "export", ""],
        ["appeals", "--lang", "ru"], ["--office", "", "init"], ["--office=--", "init"], ["appeals", "--topic=--"],
        ["report", "2026-11", "--output=--"], ["check", "--data=--"],
    ],
)  # fmt: skip
def test_wrong_usage_is_2_and_one_line_without_an_office(
    command: Command, argv: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RECEPTION_DATA", str(tmp_path / "nowhere"))
    assert is_wrong_usage(command(*argv, language=""))
    assert list(tmp_path.glob("nowhere")) == []


def test_a_clock_that_cannot_be_read_is_wrong_usage(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECEPTION_NOW", "half past nine")
    assert is_wrong_usage(command("appeals"), "half past nine")


NAMES = ("init", "demo", "office", "check", "report", "letter", "import", "appeals")


@pytest.mark.parametrize("argv", [[], *([name] for name in NAMES), ["office", "export"], ["import", "appeals"]])
def test_every_command_has_help(command: Command, argv: list[str], every_language: str) -> None:
    said = command(*argv, "--help", language="" if every_language == "xx" else every_language)
    assert (said.code, said.err) == (0, "")
    assert "--data" in said.out


@pytest.mark.parametrize(
    "argv",
    [
        ["--data", "{0}", "appeals", "--json"], ["appeals", "--json", "--data", "{0}"],
        ["--json", "appeals", "--data={0}"], ["--data", "{0}", "--json", "office", "export", "{1}"],
        ["office", "--data", "{0}", "export", "{1}", "--json"],
    ],
)  # fmt: skip
def test_options_stand_before_or_after_the_command(
    office_folder: Path, tmp_path: Path, argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([word.format(office_folder, tmp_path / "office.json") for word in argv]) == 0
    json.loads(capsys.readouterr().out)


def test_without_an_office_a_command_refuses(command: Command, tmp_path: Path) -> None:
    assert is_refused(command("appeals", "--data", tmp_path / "nowhere"), "init")
    (tmp_path / "reception.db").write_bytes(b"no database at all, only bytes " * 100)
    assert is_refused(command("check", "--data", tmp_path))


def test_an_office_is_chosen_by_its_name(command: Command) -> None:
    assert command("appeals", "--office", "приёмная по работе с обращениями граждан").code == 0
    assert is_refused(command("appeals", "--office", "Другая"), "Другая")


# -- init, office, demo --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", [False, True])
def test_init_makes_an_office_and_never_touches_one(command: Command, tmp_path: Path, before: bool) -> None:
    folder = tmp_path / "new" / "office"
    argv = ["--office", OFFICE_FILE, "init"] if before else ["init", "--office", OFFICE_FILE]
    assert command(*argv, "--data", folder, "--json").document()["data"] == str(folder)
    content = (folder / "reception.db").read_bytes()
    assert is_refused(command(*argv, "--data", folder))
    assert (folder / "reception.db").read_bytes() == content
    assert command("check", "--data", folder).code == 0


def test_a_wrong_office_file_makes_nothing(command: Command, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    for content in ("[]", "{", '{"name": "X", "hours": {"mon": ["13:00-10:00"]}}', '{"name": "X", "colour": 1}'):
        wrong.write_text(content)
        assert is_refused(command("init", "--office", wrong, "--data", tmp_path / "new"))
        assert not (tmp_path / "new").exists() or list((tmp_path / "new").iterdir()) == []
    assert is_refused(command("init", "--office", tmp_path / "missing.json", "--data", tmp_path / "new"))


def test_the_office_file_is_read_back_as_written(command: Command, tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert command("office", "export", first).code == 0
    content = json.loads(first.read_text("utf-8"))
    assert content["name"] == json.loads(OFFICE_FILE.read_text("utf-8"))["name"]
    content["staff"] = content["staff"][:2]
    content["name"] = "Новая приёмная"
    first.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    assert command("office", "import", first).code == 0
    assert command("office", "export", second).code == 0
    assert json.loads(second.read_text("utf-8")) == content
    assert is_refused(command("office", "export", tmp_path / "missing" / "office.json"), "missing")
    assert is_refused(command("office", "export", tmp_path), "folder")


def test_the_same_seed_gives_the_same_sample(command: Command, tmp_path: Path) -> None:
    made = []
    for name in ("one", "two", "three"):
        seed = 8 if name == "three" else 7
        argv = ("demo", tmp_path / name, "--visits", 40, "--seed", seed, "--today", "2026-11-23", "--json")
        assert command(*argv).document()["visitors"] > 0
        made.append(command("appeals", "--data", tmp_path / name, "--json").document())
    assert made[0] == made[1] != made[2]
    assert command("check", "--data", tmp_path / "one", "--json").document()["ok"] is True
    assert is_refused(command("demo", tmp_path / "one"))


# -- appeals -------------------------------------------------------------------------------------------------------


def three_appeals(desk: Desk) -> None:
    an_appeal(desk, HEATING, date(2026, 10, 1), expert_id=1, district_id=2, channel="written")
    an_appeal(desk, DOCTOR, date(2026, 11, 2), visitor=a_visitor_draft("Ким Иван", ""))
    closed = an_appeal(desk, PENSION, date(2026, 10, 1), expert_id=2)
    operations.close_appeal(desk, closed, ClosingDraft("advice", "Разъяснено", closed_on=date(2026, 11, 20)))


def numbers(said: Said) -> list[str]:
    assert (said.code, said.err) == (0, "")
    return [row["number"] for row in said.document()]


def test_appeals_are_listed_with_the_contract_s_keys(command: Command, filled: Filled) -> None:
    filled(three_appeals)
    assert command("appeals", "--json").document()[0] == {
        "number": "2026-000001", "received": "2026-10-01", "due": "2026-10-30", "closed": None,
        "visitor": "Третьякова Мария Юрьевна", "topic": HEATING, "district": "Свердловский", "channel": "written",
        "kind": "oral", "outcome": None, "expert": "Белов Андрей Викторович", "overdue": True,
    }  # fmt: skip
    assert numbers(command("appeals", "--json")) == ["2026-000001", "2026-000003", "2026-000002"]
    assert "3 appeals" in command("appeals").out


@pytest.mark.parametrize(
    ("argv", "found"),
    [
        (["--from", "2026-11-01"], [2]), (["--to", "2026-10-01"], [1, 3]),
        (["--from", "2026-11-02", "--to", "2026-11-02"], [2]),
        (["--topic", "0005"], [1]), (["--topic", "0002"], [3, 2]), (["--topic", "0002.0014.0000.0000"], [2]),
        (["--topic", HEATING], [1]), (["--district", "свердловский"], [1]), (["--expert", "Мельников"], [3]),
        (["--channel", "written"], [1]), (["--outcome", "advice"], [3]), (["--outcome", "open"], [1, 2]),
        (["--overdue"], [1]), (["--overdue", "--on-date", "2026-11-10"], [1, 3]),
        (["--overdue", "--on-date", "2026-10-30"], []),
        (["--overdue", "--on-date", "2026-12-31"], [1, 2]), (["--topic", "0001"], []),
    ],
)  # fmt: skip
def test_filters_narrow_the_list(command: Command, filled: Filled, argv: list[str], found: list[int]) -> None:
    filled(three_appeals)
    assert numbers(command("appeals", "--json", *argv)) == [f"2026-{number:06d}" for number in found]


def test_overdue_is_judged_on_the_asked_day(command: Command, filled: Filled) -> None:
    filled(three_appeals)
    on = {day: {row["number"]: row["overdue"] for row in command("appeals", "--json", "--on-date", day).document()}
          for day in ("2026-11-10", "2026-11-20")}  # fmt: skip
    assert on["2026-11-10"]["2026-000003"] is True
    assert on["2026-11-20"]["2026-000003"] is False


@pytest.mark.parametrize("argv", [["--topic", "0099"], ["--topic", "чепуха"], ["--district", "X"], ["--expert", "X"]])
def test_what_the_office_does_not_know_is_refused(command: Command, argv: list[str]) -> None:
    assert is_refused(command("appeals", *argv), argv[1])


# -- import --------------------------------------------------------------------------------------------------------


def test_an_import_in_part_is_3_and_whole_is_0(command: Command, tmp_path: Path) -> None:
    file, rejects = tmp_path / "old.csv", tmp_path / "rejected.csv"
    file.write_text(f"Дата;ФИО;Тема\n01.11.2026;Ким Иван;{HEATING}\nвчера;Ким Иван;{HEATING}\n", "cp1251")
    tried = command("import", "appeals", file, "--dry-run", "--json")
    assert (tried.code, tried.document()["imported"], tried.document()["rejected"]) == (3, 1, 1)
    assert numbers(command("appeals", "--json")) == []
    done = command("import", "appeals", file, "--rejects", rejects, "--json", language="ru")
    assert (done.code, done.document()["imported"], done.document()["rejected"]) == (3, 1, 1)
    assert rejects.read_text("utf-8-sig").splitlines()[1].startswith(f"вчера;Ким Иван;{HEATING};3;")
    again = command("import", "appeals", file)
    assert (again.code, again.err) == (3, "")
    assert "There already: 1" in again.out
    file.write_text(f"Дата;ФИО;Тема\n01.11.2026;Ким Иван;{HEATING}\n", "cp1251")
    assert command("import", "appeals", file, "--json").code == 0
    assert numbers(command("appeals", "--json")) == ["2026-000001"]


def test_a_file_that_does_not_fit_is_1(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "old.csv"
    file.write_text("Дата;ФИО;Тема;Цвет\n")
    assert is_refused(command("import", "appeals", file), "Цвет")
    assert is_refused(command("import", "appeals", tmp_path / "missing.csv"))
    assert is_refused(command("import", "appeals", tmp_path))


# -- papers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [".pdf", ".xlsx", ".csv", ".json", ".PDF"])
def test_the_report_is_written_as_its_ending_says(
    command: Command, filled: Filled, tmp_path: Path, ending: str
) -> None:
    filled(three_appeals)
    file = tmp_path / f"report{ending}"
    assert command("report", "2026-11", "--output", file).code == 0
    start = {".pdf": b"%PDF", ".xlsx": b"PK", ".csv": b"\xef\xbb\xbf", ".json": b"{"}[ending.lower()]
    assert file.read_bytes().startswith(start)
    assert is_refused(command("report", "2026-11", "--output", tmp_path / "missing" / file.name), "missing")


def test_the_report_s_document_has_the_contract_s_shape(command: Command, filled: Filled, tmp_path: Path) -> None:
    filled(three_appeals)
    file = tmp_path / "report.json"
    command("report", "2026-Q4", "--output", file, language="")
    found = json.loads(file.read_text("utf-8"))
    assert found["period"] == {"name": "2026-Q4", "from": "2026-10-01", "to": "2026-12-31"}
    assert found["before"]["name"] == "2025-Q4"
    assert found["totals"]["appeals"] == {"now": 3, "before": 0, "change": 3, "change_percent": None}
    assert found["totals"]["overdue"]["now"] == 1
    assert [(row["code"], row["now"], row["share"]) for row in found["topics"]][:2] == [
        ("0002", 2, 66.67), ("0002.0007", 1, 33.33),
    ]  # fmt: skip
    assert found["topics"][0]["name"] == "Социальная сфера"  # the office's language where none is asked
    assert {row["code"] for row in found["outcomes"]} == {"help", "advice", "forwarded", "declined", "open"}
    assert all("code" not in row for row in found["districts"] + found["experts"] + found["categories"])
    assert len(found["channels"]) == 7
    assert len(found["kinds"]) == 4


def test_the_letter_is_a_draft_until_it_is_signed(command: Command, filled: Filled, tmp_path: Path) -> None:
    filled(three_appeals)
    file = tmp_path / "letter.pdf"
    assert command("letter", "2026-000001", "--output", file).code == 0
    first = file.read_bytes()
    assert "Третьяковой М.Ю." in PdfReader(file).pages[0].extract_text()
    assert command("letter", "2026-000001", "--output", file).code == 0
    assert file.read_bytes() == first
    assert is_refused(command("letter", "2026-000002", "--output", tmp_path / "none.pdf"))  # no postal address
    assert is_refused(command("letter", "2026-999999", "--output", tmp_path / "none.pdf"), "2026-999999")
    assert not (tmp_path / "none.pdf").exists()


# -- check, and what nobody foresaw --------------------------------------------------------------------------------


def test_check_prints_its_document_either_way(command: Command, filled: Filled) -> None:
    assert command("check", "--json").document() == {
        "ok": True, "integrity": [], "foreign_keys": [], "roll_up": [], "audit": None, "overlaps": [],
    }  # fmt: skip

    def spoil(desk: Desk) -> None:
        an_appeal(desk)
        with desk.db.writing():
            desk.db.run("UPDATE appeal_year SET m1 = 9")

    filled(spoil)
    spoilt = command("check", "--json")
    assert (spoilt.code, spoilt.document()["ok"], len(spoilt.err.splitlines())) == (1, False, 1)


def test_the_unforeseen_is_one_line_and_a_log_without_data(
    command: Command, monkeypatch: pytest.MonkeyPatch, office_folder: Path
) -> None:
    def broken(*_arguments: object) -> None:
        raise KeyError("Третьякова Мария Юрьевна")

    monkeypatch.setattr("models.appeals.queries.ids", broken)
    assert is_refused(command("appeals"), "KeyError")
    logged = (office_folder / "reception.log").read_text("utf-8")
    assert "KeyError" in logged
    assert "Третьякова" not in logged


def _by_itself(*argv: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "main.py", *map(str, argv)], cwd=ROOT, capture_output=True, check=False, timeout=60,
        env={**os.environ, **environment},
    )  # fmt: skip


def test_the_program_itself_runs_commands_in_utf8(office_folder: Path, filled: Filled) -> None:
    filled(three_appeals)
    done = _by_itself("appeals", "--json", "--data", office_folder, PYTHONIOENCODING="cp1251", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))[0]["visitor"] == "Третьякова Мария Юрьевна"
    refused = _by_itself("--language", "en", "appeals", "--data", office_folder / "none")
    assert (refused.returncode, refused.stdout, len(refused.stderr.splitlines())) == (1, b"", 1)


def test_commands_load_no_qt_and_help_loads_no_models() -> None:
    script = (
        "import sys; from ui.command_line.main import run; run(['--help']);"
        "print(*{'PySide6', 'peewee', 'babel', 'reportlab', 'holidays'} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0
    assert done.stderr.split() == []
