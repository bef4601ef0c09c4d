"""import and export, typed as people type them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.exchange.reader import read
from models.office.desk import Desk
from tests.models.builders import HEATING, a_booking, an_appeal
from tests.ui.command_line.conftest import Command

FILES = {
    "visitors": ("visitor;phone", "Третьякова Мария Юрьевна;89128841705", "123;"),
    "appeals": ("received_on;visitor;topic", f"2026-11-01;Третьякова Мария Юрьевна;{HEATING}", f"вчера;Ким;{HEATING}"),
    "appointments": ("start;expert;visitor", "2026-11-24 14:00;Белов;Ким Иван", "2026-11-24 14:10;Белов;Ким Анна"),
}


@pytest.mark.parametrize("kind", FILES)
def test_good_rows_come_in_and_the_others_can_be_corrected_and_given_again(
    command: Command, tmp_path: Path, kind: str
) -> None:
    file, rejects = tmp_path / "old.csv", tmp_path / "rejected.csv"
    file.write_text("\n".join(FILES[kind]), encoding="cp1251")
    tried = command("import", kind, file, "--dry-run", "--json")
    said = command("import", kind, file, "--rejects", rejects, "--json")
    assert (tried.code, said.code) == (3, 3)
    assert tried.document() == said.document()
    assert (said.document()["imported"], said.document()["rejected"]) == (1, 1)
    assert [one["line"] for one in said.document()["problems"]] == [3]
    again = command("import", kind, rejects, "--json")
    assert (again.code, again.document()["imported"], again.document()["rejected"]) == (3, 0, 1)
    text = rejects.read_text("utf-8-sig")
    for wrong, right in (("123;", "Хузин Ринат;"), ("вчера", "02.11.2026"), ("14:10", "15:00")):
        text = text.replace(wrong, right)
    rejects.write_text(text, encoding="utf-8-sig")
    assert command("import", kind, rejects).out == "Imported: 1. There already: 0. Rejected: 0.\n"
    assert command("import", kind, file).code == 3


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("kind", FILES)
def test_an_export_says_how_many_and_is_read_back(
    command: Command, filled: Callable[[Callable[[Desk], Any]], Any], tmp_path: Path, kind: str, ending: str
) -> None:
    filled(an_appeal)
    filled(a_booking)
    file = tmp_path / f"out{ending}"
    said = command("export", kind, file, "--json")
    assert (said.code, said.document()) == (0, {"exported": 1, "output": str(file)})
    assert len(read(file).lines) == 1
    assert command("import", kind, file).out == "Imported: 0. There already: 1. Rejected: 0.\n"
    assert command("export", kind, file, "--to", "2020-01-01").out == f"0 records are in {file}.\n"
    assert [path.name for path in tmp_path.iterdir() if path.name != "office"] == [file.name]


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (("export", "visitors", "{tmp}/missing/out.csv"), 1),
        (("export", "visitors", "{tmp}/folder.csv"), 1),
        (("export", "visitors", "{tmp}/out.doc"), 2),
        (("export", "visitors", "{tmp}/out.csv", "--from", "2026-13-01"), 2),
        (("export", "visitors", "{tmp}/out.csv", "--from", "2026-11-02", "--to", "2026-11-01"), 2),
        (("export", "letters", "{tmp}/out.csv"), 2),
        (("export", "visitors"), 2),
        (("import", "visitors", "{tmp}/missing.csv"), 1),
        (("import", "visitors", "{tmp}/folder.csv"), 1),
        (("import", "visitors", "{tmp}/empty.csv"), 1),
        (("import", "visitors", "{tmp}/colours.csv"), 1),
        (("import", "visitors", "{tmp}/people.csv", "--rejects", "{tmp}/people.csv"), 1),
        (("import", "visitors", "{tmp}/people.csv", "--rejects", "{tmp}/missing/rejected.csv"), 1),
        (("import", "visitors", "{tmp}/people.csv", "--rejects", "{tmp}/rejected.xlsx"), 2),
        (("import", "visitors", "{tmp}/people.csv", "--rejects", "{tmp}/rejected.ODS"), 2),
        (("import", "visitors"), 2),
    ],
)
def test_what_cannot_be_done_is_one_line_and_changes_nothing(
    command: Command, tmp_path: Path, argv: tuple[str, ...], code: int
) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "colours.csv").write_text("visitor;colour\nКим;red\n")
    (tmp_path / "people.csv").write_text("visitor\nКим Иван\n")
    before = sorted(path.name for path in tmp_path.iterdir())
    said = command(*(word.format(tmp=tmp_path) for word in argv))
    assert (said.code, said.out, len(said.err.splitlines())) == (code, "", 1), said
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert command("search", "ким", "--json").document() == []


def test_a_rejects_file_is_a_csv_and_no_office_is_opened_to_say_so(command: Command, tmp_path: Path) -> None:
    said = command("import", "visitors", "people.csv", "--rejects", "r.xlsx", "--data", tmp_path / "missing")
    assert (said.code, said.out) == (2, "")
    assert "the file of rejected rows is a CSV; give it a name like r.csv" in said.err


def test_other_sheets_that_hold_rows_are_named(command: Command, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "A"
    book.active.append(["visitor"])
    book.active.append(["Ким Иван"])
    book.create_sheet("2024").append(["visitor"])
    book.save(tmp_path / "people.xlsx")
    assert command("import", "visitors", tmp_path / "people.xlsx", "--dry-run").out.splitlines() == [
        "It would import 1; there already: 0, rejected: 0.", "Read: sheet “A”. Not read: “2024”.",
    ]  # fmt: skip
    said = command("import", "visitors", tmp_path / "people.xlsx", "--json")
    assert said.document()["sheets_not_read"] == ["2024"]
    book.active["A1"] = "Титульный лист"
    book.save(tmp_path / "people.xlsx")
    said = command("import", "visitors", tmp_path / "people.xlsx")
    assert (said.code, len(said.err.splitlines())) == (1, 1)
    assert said.err.startswith("Unknown columns: “Титульный лист”.")
    assert said.err.endswith("Read: sheet “A”. Not read: “2024”.\n")


def test_the_help_says_the_order_and_what_an_export_holds(command: Command) -> None:
    assert "visitors first, then appeals" in " ".join(command("import", "--help").out.split())
    assert "received_on" in command("export", "--help").out


def test_a_sheet_that_would_overflow_is_refused(
    command: Command, monkeypatch: pytest.MonkeyPatch, filled: Callable[[Callable[[Desk], Any]], Any], tmp_path: Path
) -> None:
    filled(an_appeal)
    monkeypatch.setattr("printing.sheets.MOST_ROWS", 0)
    assert command("export", "appeals", tmp_path / "out.xlsx").code == 1
    assert command("export", "appeals", tmp_path / "out.csv").code == 0


def test_a_spreadsheet_is_taken_as_an_office_wrote_it(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "журнал.csv"
    file.write_text(
        "Дата обращения;Фамилия Имя Отчество;Тематика;Специалист;Район;Тел.;Результат;Дата закрытия;Сумма;Г.р.\n"
        f'31.10.26;ТРЕТЬЯКОВА МАРИЯ ЮРЬЕВНА;{HEATING};Белов А.В.;Ленинский р-н;"8(912)8841705";Оказана помощь;'
        "01.11.2026 0:00;4 318,2 руб.;1957 г.\n;;;;;;;;;\n",
        encoding="cp1251",
    )
    assert command("import", "appeals", file).out == "Imported: 1. There already: 0. Rejected: 0.\n"
    (row,) = command("appeals", "--json").document()
    assert (row["received"], row["closed"], row["visitor"]) == ("2026-10-31", "2026-11-01", "Третьякова Мария Юрьевна")
    assert (row["expert"], row["district"], row["outcome"]) == ("Белов Андрей Викторович", "Ленинский", "help")
    (visitor,) = command("search", "третьякова", "--json").document()
    assert (visitor["phone"], visitor["birth_year"]) == ("+79128841705", 1957)


@pytest.mark.parametrize(
    "content", [f'Дата;ФИО;Тема\n01.11.2026;Ким Иван;{HEATING}\n01.11.2026;"Ким;{HEATING}\n', "a\0"]
)
def test_a_broken_csv_is_refused_before_its_first_row_is_taken(command: Command, tmp_path: Path, content: str) -> None:
    file = tmp_path / "old.csv"
    file.write_text(content, encoding="utf-8")
    said = command("import", "appeals", file, "--rejects", tmp_path / "rejected.csv")
    assert (said.code, said.out, len(said.err.splitlines())) == (1, "", 1)
    assert command("appeals", "--json").document() == []
    assert not (tmp_path / "rejected.csv").exists()
