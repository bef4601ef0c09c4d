"""Names: parts, gender, dative and the short forms."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.visitors import names
from models.visitors.names import NameParts

DATIVES = [
    ("Черных Анна Сергеевна", "f", "Черных Анне Сергеевне"),
    ("Коваленко Пётр Ильич", "m", "Коваленко Петру Ильичу"),
    ("Салтыков-Щедрин Михаил Евграфович", "m", "Салтыкову-Щедрину Михаилу Евграфовичу"),
    ("Шевчук", "m", "Шевчуку"),
    ("Шевчук", "f", "Шевчук"),
    ("Ким Любовь", "f", "Ким Любови"),
    ("Ким Сергей", "m", "Киму Сергею"),
    ("Третьякова Мария Юрьевна", "f", "Третьяковой Марии Юрьевне"),
    ("ИВАНОВ ИВАН ИВАНОВИЧ", "m", "Иванову Ивану Ивановичу"),
    ("ИВАНОВ Иван Иванович", "m", "Иванову Ивану Ивановичу"),
    ("Иван Иванович Иванов", "m", "Иванову Ивану Ивановичу"),
    ("Мамедов Али Гасан оглы", "m", "Мамедову Али Гасан оглы"),
    ("МАМЕДОВА ЛЕЙЛА ГАСАН КЫЗЫ", "f", "Мамедовой Лейле Гасан кызы"),
    ("Белов А. В.", "m", "Белову А. В."),
    ("Хузин Ринат", "m", "Хузину Ринату"),
    ("Мария Юрьевна", "f", "Марии Юрьевне"),
    ("Ринат", "m", "Ринату"),
    ("Седых Лев Никитич", "m", "Седых Льву Никитичу"),
    ("Толстой Илья Фомич", "m", "Толстому Илье Фомичу"),
    ("Smith John", "m", "Smith John"),
    ("Шевчук Женя", None, "Шевчук Женя"),
    ("", "f", ""),
]


@pytest.mark.parametrize(("name", "gender", "dative"), DATIVES)
def test_the_dative_is_what_a_letter_needs(name: str, gender: str | None, dative: str) -> None:
    assert names.dative(name, gender) == dative


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Третьякова Мария Юрьевна", "f"),
        ("Черных Анна Сергеевна", "f"),
        ("Коваленко Пётр Ильич", "m"),
        ("Заяц Никита Лукич", "m"),
        ("Мамедова Лейла Гасан кызы", "f"),
        ("Мамедов Али Гасан оглы", "m"),
        ("Алиев Расим Мамед-оглы", "m"),
        ("Ким Любовь", "f"),
        ("Ким Сергей", "m"),
        ("ИВАНОВ", "m"),
        ("Ринат", "m"),
        ("Гузель", "f"),
        ("Белов А.В.", "m"),
        ("Шевчук", None),
        ("Женя Черных", None),
        ("Черных Женя", None),
        ("Оганесян", None),
        ("Smith John", None),
        ("", None),
    ],
)
def test_the_gender_is_told_where_the_name_tells_it(name: str, gender: str | None) -> None:
    assert names.gender_of(name) == gender


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Третьякова Мария Юрьевна", NameParts("Третьякова", "Мария", "Юрьевна")),
        ("  третьякова   мария юрьевна ", NameParts("Третьякова", "Мария", "Юрьевна")),
        ("Иван Иванович Белов", NameParts("Белов", "Иван", "Иванович")),
        ("Белов А.В.", NameParts("Белов", "А.", "В.")),
        ("А. В. Белов", NameParts("Белов", "А.", "В.")),
        ("Хузин Ринат", NameParts("Хузин", "Ринат")),
        ("Женя Черных", NameParts("Черных", "Женя")),
        ("Мария Юрьевна", NameParts("", "Мария", "Юрьевна")),
        ("Хузин", NameParts("Хузин")),
        ("Ринат", NameParts("", "Ринат")),
        ("Екатерина", NameParts("", "Екатерина")),
        ("Константин", NameParts("", "Константин")),
        ("Мамедов Али Гасан оглы", NameParts("Мамедов", "Али", "Гасан оглы")),
        ("Мамедов Гасан оглы", NameParts("Мамедов", "", "Гасан оглы")),
        ("Ким Ир Сен", NameParts("Ким", "Ир", "Сен")),
        ("", NameParts()),
    ],
)
def test_a_name_falls_into_its_parts(name: str, parts: NameParts) -> None:
    assert names.split(name) == parts


@pytest.mark.parametrize(
    ("typed", "tidied"),
    [
        ("ИВАНОВ", "Иванов"),
        ("САЛТЫКОВ-ЩЕДРИН МИХАИЛ", "Салтыков-Щедрин Михаил"),
        ("Салтыков- Щедрин", "Салтыков-Щедрин"),
        ("ИВАНОВА Анна", "Иванова Анна"),
        ("иванов-петров иван", "Иванов-Петров Иван"),
        ("АЛИЕВ РАСИМ МАМЕД-ОГЛЫ", "Алиев Расим Мамед-оглы"),
        ("O'NEIL JOHN", "O'Neil John"),
        ("Белов А.В.", "Белов А.В."),
        ("ООО «Ромашка»", "ООО «Ромашка»"),
        ("де ла Круз Мария", "де ла Круз Мария"),
        ("  Семёнов \t Пётр ", "Семёнов Пётр"),
    ],
)
def test_capitals_and_spaces_are_put_in_order(typed: str, tidied: str) -> None:
    assert names.tidy(typed) == tidied


@pytest.mark.parametrize(
    ("name", "initials", "signature", "addressee", "salutation"),
    [
        (
            "Третьякова Мария Юрьевна", "Третьякова М. Ю.", "М.Ю. Третьякова", "Третьяковой М.Ю.",
            "Уважаемая Мария Юрьевна!",
        ),
        ("Белов Андрей Викторович", "Белов А. В.", "А.В. Белов", "Белову А.В.", "Уважаемый Андрей Викторович!"),
        ("Хузин Ринат", "Хузин Р.", "Р. Хузин", "Хузину Р.", "Уважаемый Ринат!"),
        ("Ринат", "Ринат", "Ринат", "Ринату", "Уважаемый Ринат!"),
        ("Хузин", "Хузин", "Хузин", "Хузину", "Уважаемый господин Хузин!"),
        ("Белова А.В.", "Белова А. В.", "А.В. Белова", "Беловой А.В.", "Уважаемая госпожа Белова!"),
        ("Мария Юрьевна", "Мария Юрьевна", "Мария Юрьевна", "Марии Юрьевне", "Уважаемая Мария Юрьевна!"),
        ("Шевчук Женя", "Шевчук Ж.", "Ж. Шевчук", "Шевчук Ж.", "Уважаемый(ая) Женя!"),
        ("Шевчук", "Шевчук", "Шевчук", "Шевчук", "Уважаемый(ая) Шевчук!"),
        (
            "Мамедов Али Гасан оглы", "Мамедов А. Г.", "А.Г. Мамедов", "Мамедову А.Г.", "Уважаемый Али Гасан оглы!",
        ),
        ("", "", "", "", "Здравствуйте!"),
    ],
)  # fmt: skip
def test_the_short_forms(name: str, initials: str, signature: str, addressee: str, salutation: str) -> None:
    gender = names.gender_of(name)
    assert names.initials(name) == initials
    assert names.signature(name) == signature
    assert names.addressee(names.dative(name, gender)) == addressee
    assert names.salutation(name, gender) == salutation


def test_a_surname_is_what_makes_a_written_answer_owed() -> None:
    assert names.has_surname("Хузин")
    assert names.has_surname("Третьякова Мария Юрьевна")
    assert not names.has_surname("Ринат")
    assert not names.has_surname("Мария Юрьевна")
    assert not names.has_surname(" ")


def test_names_that_disagree_leave_nothing_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        assert names.gender_of("Белова Никита") is None
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@given(st.text(max_size=60), st.sampled_from(["f", "m", None]))
def test_no_text_makes_a_name_raise(text: str, gender: str | None) -> None:
    assert names.tidy(names.tidy(text)) == names.tidy(text)
    names.gender_of(text)
    names.initials(text)
    names.signature(text)
    names.addressee(names.dative(text, gender))
    assert names.salutation(text, gender).endswith("!")


@given(st.lists(st.from_regex(r"[А-Я][а-я]{1,8}(-[А-Я][а-я]{2,6})?", fullmatch=True), min_size=1, max_size=4))
def test_an_ordinary_name_is_left_as_it_is_typed(words: list[str]) -> None:
    name = " ".join(words)
    assert names.tidy(name) == name
