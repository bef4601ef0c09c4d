"""Visitors from a file: the same ones are found and filled in, the others added."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.exchange.importing import import_file
from models.office.desk import Desk
from models.storage.check import checked
from models.visitors import queries
from models.visitors.tables import Visitor, VisitorPhone
from tests.models.builders import a_visitor

NAME = "Третьякова Мария Юрьевна"


def a_file(folder: Path, header: str, *rows: str, encoding: str = "utf-8") -> Path:
    path = folder / "people.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding=encoding)
    return path


def imported(desk: Desk, path: Path) -> tuple[int, int, list[str]]:
    """How many were imported and already there, and the codes of the problems."""
    done = import_file(desk, "visitors", path)
    return done.imported, done.already, [p.code for one in done.rejected for p in one.reason.problems]


def only_one() -> Visitor:
    (row,) = Visitor.select()
    return row


def test_a_name_is_enough_and_capitals_are_made_small(desk: Desk, tmp_path: Path) -> None:
    file = a_file(tmp_path, "ФИО", "ТРЕТЬЯКОВА МАРИЯ ЮРЬЕВНА", "салтыков-щедрин михаил", encoding="cp1251")
    assert imported(desk, file) == (2, 0, [])
    assert [row.full_name for row in Visitor.select().order_by(Visitor.id)] == [NAME, "Салтыков-Щедрин Михаил"]
    assert imported(desk, file) == (0, 2, [])


def test_all_columns_are_taken(desk: Desk, tmp_path: Path) -> None:
    header = (
        "Посетитель;Дата рождения;Год рождения;Пол;Дательный падеж;Телефон;Эл. почта;Адрес;Район;Категория;Примечание;"
        "uuid"
    )
    row = (
        f"{NAME};02.03.1956;1956;жен;Третьяковой Марии;8 (912) 884-17-05, 244-15-60;m@example.ru;"
        "ул. Революции, 24;ленинский;пенсионер;Звонить вечером;v-1"
    )
    assert imported(desk, a_file(tmp_path, header, row)) == (1, 0, [])
    card = queries.card(desk, only_one().id)
    assert (card.draft.uuid, card.name, card.birth_date, card.gender) == ("v-1", NAME, date(1956, 3, 2), "f")
    assert (card.name_dative, card.email, card.address) == ("Третьяковой Марии", "m@example.ru", "ул. Революции, 24")
    assert (card.district, card.category, card.note) == ("Ленинский", "пенсионер", "Звонить вечером")
    assert [phone.e164 for phone in card.phones] == ["+79128841705", "+73422441560"]
    assert checked(desk).ok


def test_what_nobody_has_written_is_worked_out_when_it_is_needed(desk: Desk, tmp_path: Path) -> None:
    imported(desk, a_file(tmp_path, "ФИО", NAME))
    card = queries.card(desk, only_one().id)
    assert (card.gender, card.name_dative, card.addressee()) == ("f", "Третьяковой Марии Юрьевне", "Третьяковой М.Ю.")


def test_a_known_visitor_is_filled_in_and_never_overwritten(desk: Desk, tmp_path: Path) -> None:
    visitor = a_visitor(desk, NAME, address="ул. Мира, 1")
    file = a_file(tmp_path, "visitor;phone;address;birth_year", f"{NAME};89128841706;УЛ МИРА 1;1956")
    assert imported(desk, file) == (1, 0, [])
    assert imported(desk, file) == (0, 1, [])
    assert (only_one().id, only_one().address, only_one().birth_year) == (visitor, "ул. Мира, 1", 1956)
    assert [phone.e164 for phone in VisitorPhone.select().order_by(VisitorPhone.place)] == [
        "+79128841705", "+79128841706",
    ]  # fmt: skip


def test_namesakes_with_uuids_of_their_own_are_two_people(desk: Desk, tmp_path: Path) -> None:
    file = a_file(tmp_path, "visitor;address;uuid", f"{NAME};ул. Мира, 1;v-1", f"{NAME};ул. Мира, 1;v-2")
    assert imported(desk, file) == (2, 0, [])
    assert imported(desk, file) == (0, 2, [])
    assert imported(desk, a_file(tmp_path, "visitor;address", f"{NAME};ул. Мира, 1")) == (0, 0, ["several"])


def test_an_unknown_uuid_is_no_reason_to_double_a_known_visitor(desk: Desk, tmp_path: Path) -> None:
    visitor = a_visitor(desk, NAME)
    assert imported(desk, a_file(tmp_path, "visitor;phone;uuid", f"{NAME};89128841705;v-9")) == (0, 1, [])
    assert only_one().id == visitor


def test_one_uuid_with_two_contents_is_a_contradiction(desk: Desk, tmp_path: Path) -> None:
    file = a_file(tmp_path, "visitor;uuid", f"{NAME};v-1", "Ким Иван;v-1", f"{NAME};v-1")
    assert imported(desk, file) == (1, 1, ["twice"])
    assert imported(desk, file) == (0, 2, ["twice"])


@pytest.mark.parametrize(
    ("header", "row", "code"),
    [
        ("visitor;phone", ";89128841705", "no-name"),
        ("visitor", "123", "no-letters"),
        ("visitor", "я" * 200, "long-name"),
        ("visitor;district", f"{NAME};Марсианский", "unknown-district"),
        ("visitor;gender", f"{NAME};среднее", "unknown-gender"),
        ("visitor;birth_date", f"{NAME};31.02.1956", "bad-date"),
        ("visitor;birth_date", f"{NAME};2030-01-01", "birth-future"),
        ("visitor;birth_date;birth_year", f"{NAME};02.03.1956;1957", "birth-conflict"),
        ("visitor;birth_year", f"{NAME};1850", "birth-old"),
        ("visitor;email", f"{NAME};не пользуется", "email"),
        ("visitor;note", f"{NAME};{'я' * 5001}", "too-long"),
        ("visitor;uuid", f"{NAME};{'u' * 101}", "long"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(desk: Desk, tmp_path: Path, header: str, row: str, code: str) -> None:
    assert imported(desk, a_file(tmp_path, header, row)) == (0, 0, [code])
    assert Visitor.select().count() == 0


def test_a_batch_without_any_trigger_missed_is_found_in_the_search(desk: Desk, tmp_path: Path) -> None:
    rows = [f"Посетитель Номер {n};8912{n:07d}" for n in range(120)]
    assert imported(desk, a_file(tmp_path, "visitor;phone", *rows)) == (120, 0, [])
    assert [hit.name for hit in queries.search(desk, "0000117")] == ["Посетитель Номер 117"]
    assert len(queries.search(desk, "посет номер", 200)) == 120
