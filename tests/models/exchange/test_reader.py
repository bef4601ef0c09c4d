"""Files as rows of texts: encodings, delimiters, guards, workbooks, and what is refused in words."""

from __future__ import annotations

import contextlib
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.exchange.reader import guarded, opened, read
from models.problems import Refused

ROWS = "Дата;Заявитель\r\n01.11.2026;Ёлкина Анна\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_either_encoding_and_delimiter_is_told_by_itself(tmp_path: Path, encoding: str, delimiter: str) -> None:
    file = tmp_path / "old.csv"
    file.write_bytes(ROWS.replace(";", delimiter).encode(encoding))
    sheet = read(file)
    assert sheet.header == ("Дата", "Заявитель")
    assert [line.cells for line in sheet.lines] == [("01.11.2026", "Ёлкина Анна")]
    assert sheet.delimiter == delimiter


def test_cells_copied_from_a_spreadsheet_may_hold_the_other_signs(tmp_path: Path) -> None:
    (tmp_path / "copied.txt").write_text('Заявитель\tАдрес, улица, дом\nКим\t"ул. Мира; 1\nкв. 2"\n', encoding="utf-8")
    sheet = read(tmp_path / "copied.txt")
    assert sheet.header == ("Заявитель", "Адрес, улица, дом")
    assert sheet.lines[0].cells == ("Ким", "ул. Мира; 1\nкв. 2")


def test_a_workbook_says_which_of_its_sheets_hold_rows_that_are_not_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "2025"
    book.active.append(["Дата"])
    book.create_sheet("Пустой")
    book.create_sheet("2024").append(["Дата"])
    hidden = book.create_sheet("Скрытый")
    hidden["C7"] = 0
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "old.xlsx")
    sheets = opened(tmp_path / "old.xlsx").sheets()
    assert (sheets.read, sheets.not_read) == ("2025", ("2024", "Скрытый"))
    assert str(sheets.notice()) == "Read: sheet “2025”. Not read: “2024”, “Скрытый”."
    (tmp_path / "old.csv").write_text("Дата\n")
    assert opened(tmp_path / "old.csv").sheets().notice() is None


def test_an_empty_first_sheet_names_those_that_hold_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("2024").append(["Дата"])
    book.save(tmp_path / "old.xlsx")
    with pytest.raises(Refused, match="Not read: “2024”"):
        read(tmp_path / "old.xlsx")


def test_a_header_in_quotes_may_hold_the_other_sign(tmp_path: Path) -> None:
    file = tmp_path / "old.csv"
    file.write_text('"фамилия, имя, отчество";дата\n"Ким, Иван";2026-11-01\n', encoding="utf-8")
    assert read(file).header == ("фамилия, имя, отчество", "дата")


def test_lines_are_numbered_where_they_begin_and_empty_ones_left_out(tmp_path: Path) -> None:
    file = tmp_path / "old.csv"
    file.write_text('a;b\n\n1;"two\nlines"\n;;\n3;4\n5\n', encoding="utf-8")
    assert [(line.number, line.cells) for line in read(file).lines] == [
        (3, ("1", "two\nlines")), (6, ("3", "4")), (7, ("5", "")),
    ]  # fmt: skip


def test_one_apostrophe_is_a_guard_and_two_are_one(tmp_path: Path) -> None:
    file = tmp_path / "old.csv"
    file.write_text("a;b;c\n'=1+1;''тихо;д'Артаньян\n", encoding="utf-8")
    assert read(file).lines[0].cells == ("=1+1", "'тихо", "д'Артаньян")


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=20).map(str.strip))
def test_a_guarded_text_is_read_as_it_was(text: str) -> None:
    from models.exchange.reader import _unguarded

    assert _unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@"))


def test_a_workbook_gives_what_people_would_have_typed(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["Дата", "Телефон", "Сумма", "Год", "Номер"])
    page.append([datetime(2026, 11, 1), 89128841705, 4318.2, 1980.0, "'001"])
    page.append([])
    page.append([date(2026, 11, 2), "+7 912", None, None, "=1+1"])
    page["E4"].data_type = "s"
    book.save(tmp_path / "old.xlsx")
    sheet = read(tmp_path / "old.xlsx")
    assert [(line.number, line.cells) for line in sheet.lines] == [
        (2, ("2026-11-01", "89128841705", "4318.2", "1980", "'001")),
        (4, ("2026-11-02", "+7 912", "", "", "=1+1")),
    ]


def test_a_workbook_is_known_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Дата"])
    book.save(tmp_path / "old.csv.xlsx")
    (tmp_path / "old.csv.xlsx").rename(tmp_path / "old.csv")
    assert read(tmp_path / "old.csv").header == ("Дата",)


def _refusal(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        read(path)
    assert "\n" not in str(refused.value)
    return refused.value.problems[0].code


def test_what_is_no_table_is_refused_in_words(tmp_path: Path) -> None:
    empty, binary, folder = tmp_path / "empty.csv", tmp_path / "binary.csv", tmp_path / "folder.csv"
    empty.write_text(" \n;;\n")
    binary.write_bytes(b"\xff\xfe\x98\x98")
    wide, zeros = tmp_path / "wide.csv", tmp_path / "zeros.csv"
    wide.write_text(ROWS, encoding="utf-16")
    zeros.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 100)
    folder.mkdir()
    damaged, foreign = tmp_path / "damaged.xlsx", tmp_path / "foreign.xlsx"
    damaged.write_bytes(b"PK\x03\x04" + b"\0" * 200)
    with zipfile.ZipFile(foreign, "w") as archive:
        archive.writestr("hello.txt", "no workbook")
    old = tmp_path / "old.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0 an older workbook")
    found = [
        _refusal(path) for path in (wide, zeros, empty, binary, folder, damaged, foreign, old, tmp_path / "missing.csv")
    ]
    assert found[:2] == ["encoding", "encoding"]
    assert found[2:] == ["empty", "encoding", "unreadable", "bad-xlsx", "bad-xlsx", "no-table", "unreadable"]


@pytest.mark.parametrize("end", ["", "\n", "\n3;4\n"])
def test_a_quotation_mark_that_nothing_closes_refuses_the_file(tmp_path: Path, end: str) -> None:
    (tmp_path / "open.csv").write_text(f'a;b\n1;2\n1;"two{end}', encoding="utf-8")
    with pytest.raises(Refused, match="line 3"):
        read(tmp_path / "open.csv")
    (tmp_path / "open.csv").write_text('a;b\n1;"ООО "Ромашка""\n1;the "two\n', encoding="utf-8")
    assert [line.cells[1] for line in read(tmp_path / "open.csv").lines] == ['ООО Ромашка""', 'the "two']


def test_a_workbook_s_sums_have_the_digits_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Сумма"])
    for value in (0.1 + 0.2, 4318.2 + 1e-12, 4318.0000000000005, 89128841705.0, -1.5, 100000000000000.0):
        book.active.append([value])
    book.save(tmp_path / "sums.xlsx")
    found = [line.cells[0] for line in read(tmp_path / "sums.xlsx").lines]
    assert found == ["0.3", "4318.2", "4318", "89128841705", "-1.5", "100000000000000"]


def test_an_archive_that_unpacks_into_a_huge_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.exchange.reader.LARGEST_FILE", 10_000)
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "0" * 100_000)
    assert _refusal(tmp_path / "bomb.xlsx") == "too-large"


def test_a_cell_longer_than_any_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.exchange.reader.LONGEST_CELL", 1000)
    (tmp_path / "long.csv").write_text("a;b\n1;" + "я" * 1001)
    assert _refusal(tmp_path / "long.csv") == "bad-csv"


@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "any.csv"
    file.write_bytes(content)
    with contextlib.suppress(Refused):
        sheet = read(file)
        assert all(len(line.cells) >= len(sheet.header) for line in sheet.lines)
