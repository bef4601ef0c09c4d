"""Search at any keystroke, and the words of the index themselves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.office.desk import Desk
from models.storage.keys import search_key
from models.storage.search import Wanted, wanted
from models.visitors import queries
from models.visitors.intake import Intake
from models.visitors.rules import VisitorDraft
from tests.models.builders import a_visitor, an_appeal

PEOPLE = [
    VisitorDraft("Третьякова Мария Юрьевна", ("8 912 884-17-05",), birth_year=1957),
    VisitorDraft("Третьяк Оксана Викторовна", ("8 919 440-22-18",), birth_year=1983),
    VisitorDraft("Семёнов Пётр Ильич", ("8 342 244-15-60", "8 950 460-07-91"), birth_year=1949),
    VisitorDraft("Салтыков-Щедрин Михаил", ("+375 29 123-45-67",)),
    VisitorDraft("Хузин Ринат", ("не дал",)),
    VisitorDraft("Посетитель 12"),
    VisitorDraft("Константинопольский Аристарх Аполлинариевич"),
    VisitorDraft("O'Neil John", ("+1 212 555-01-23",)),
]
SURNAMES = {draft.full_name: draft.full_name.split()[0] for draft in PEOPLE}


@pytest.fixture
def people(desk: Desk) -> Desk:
    """The visitors above; the first was here last."""
    with desk.db.transaction("import", desk):
        intake = Intake(desk)
        intake.prepare(PEOPLE)
        for i, draft in enumerate(PEOPLE):
            intake.keep(draft, date(2026, 11, 1) - timedelta(days=i))
        intake.write()
    return desk


def found(desk: Desk, text: str) -> list[str]:
    return [SURNAMES[hit.name] for hit in queries.search(desk, text)]


@pytest.mark.parametrize(
    ("text", "surnames"),
    [
        ("т", ["Третьякова", "Третьяк"]),
        ("третьяк", ["Третьякова", "Третьяк"]),
        ("ТРЕТЬЯКО", ["Третьякова"]),
        ("третьякова мария юрьевна", ["Третьякова"]),
        ("мария трет", ["Третьякова"]),
        ("третьяковна", []),
        ("ретьяк", []),
        ("семенов петр", ["Семёнов"]),
        ("СЕМЁНОВ", ["Семёнов"]),
        ("щедрин", ["Салтыков-Щедрин"]),
        ("салтыков-щ", ["Салтыков-Щедрин"]),
        ("константинопольск", ["Константинопольский"]),
        ("константинопольцев", []),
        ("o'ne", ["O'Neil"]),
        ("8 912 884-17-05", ["Третьякова"]),
        ("+7 912 884-17-05", ["Третьякова"]),
        ("9128841705", ["Третьякова"]),
        ("8912", ["Третьякова"]),
        ("+7912", ["Третьякова"]),
        ("+7 (9", ["Третьякова", "Третьяк", "Семёнов"]),
        ("884", ["Третьякова"]),
        ("1705", ["Третьякова"]),
        ("8841", ["Третьякова"]),
        ("2441560", ["Семёнов"]),
        ("244-15-60 доб. 7", ["Семёнов"]),
        ("46007", ["Семёнов"]),
        ("+375 29 12", ["Салтыков-Щедрин"]),
        ("+375291234567", ["Салтыков-Щедрин"]),
        ("+1 212 55", ["O'Neil"]),
        ("912884170599", []),
        ("третьяк 1957", ["Третьякова"]),
        ("третьяк 19", ["Третьякова", "Третьяк"]),
        ("третьяк 440", ["Третьяк"]),
        ("третьяк 4402218", ["Третьяк"]),
        ("третьяк 884170", ["Третьякова"]),
        ("третьяк 77", []),
        ("Третьякова Мария Юрьевна, 1957", ["Третьякова"]),
        ("посетитель 12", ["Посетитель"]),
        ("т 8", ["Третьякова", "Третьяк"]),
        ("😀", []),
        ('"', []),
        ("*", []),
        ("т*", ["Третьякова", "Третьяк"]),
        ('т" OR "х', []),
        ("words:т", []),
        ("NEAR(т, 5)", []),
        ("';--", []),
    ],
)
def test_words_and_digits_find_whom_they_should(people: Desk, text: str, surnames: list[str]) -> None:
    assert found(people, text) == surnames


@pytest.mark.parametrize("text", ["", "  ", "+", "(", "\u200b"])
def test_no_text_finds_the_latest_visitors(people: Desk, text: str) -> None:
    assert found(people, text) == [SURNAMES[draft.full_name] for draft in PEOPLE]


def test_the_limit_keeps_the_latest(people: Desk) -> None:
    assert [hit.name for hit in queries.search(people, "т", 1)] == ["Третьякова Мария Юрьевна"]
    assert queries.search(people, "т", 0) == []


def test_a_hit_tells_the_first_phone_the_last_visit_and_open_appeals(desk: Desk) -> None:
    visitor_id = a_visitor(desk, birth_year=1957, district_id=1)
    an_appeal(desk, visitor_id=visitor_id)
    an_appeal(desk, visitor_id=visitor_id, received_on=date(2026, 11, 2))
    (hit,) = queries.search(desk, "трет")
    assert (hit.id, hit.birth_year, hit.phone, hit.district) == (visitor_id, 1957, "+79128841705", "Ленинский")
    assert (hit.last_visit, hit.open_appeals) == (desk.today(), 2)


def test_a_new_visit_lifts_the_visitor(people: Desk) -> None:
    third = next(hit.id for hit in queries.search(people, "семенов"))
    an_appeal(people, visitor_id=third)
    assert found(people, "")[0] == "Семёнов"


def test_a_typed_phone_finds_its_owners_and_an_unfinished_one_the_likely(people: Desk) -> None:
    def owners(text: str) -> list[str]:
        return [SURNAMES[hit.name] for hit in queries.by_phone(people, text)]

    assert owners("8 912 884-17-05") == ["Третьякова"]
    assert owners("+79504600791") == ["Семёнов"]
    assert owners("244-15-60") == ["Семёнов"]
    assert owners("8 912") == ["Третьякова"]
    assert owners("1705") == ["Третьякова"]
    assert owners("891") == []
    assert owners("8 912 884-17-06") == []
    assert owners("третьякова 1957") == []
    assert owners("") == []


@settings(max_examples=400)  # of 25 texts
@given(st.lists(st.text(max_size=30), min_size=25, max_size=25))
def test_ten_thousand_random_texts_never_raise(people: Desk, texts: list[str]) -> None:
    for text in texts:
        queries.search(people, text, 5)


ALPHABET = "авт89+7 12-\"'*()^:{}[]\\%_\x00\u0301ßİǅ١𝟙ⅷ\u200dё "


@given(st.lists(st.text(ALPHABET, max_size=24), min_size=10, max_size=10))
def test_texts_near_the_syntax_of_the_index_never_raise(people: Desk, texts: list[str]) -> None:
    for text in texts:
        queries.search(people, text, 5)
        queries.by_phone(people, text)
        queries.ids(people, queries.VisitorFilter(text=text, has_open=True))


@given(st.data())
def test_any_beginning_of_any_name_finds_it(people: Desk, data: st.DataObject) -> None:
    draft = data.draw(st.sampled_from(PEOPLE))
    words = data.draw(st.permutations(search_key(draft.full_name).split()))
    typed = " ".join(
        word[: data.draw(st.integers(1, len(word)))] for word in words[: data.draw(st.integers(1, len(words)))]
    )
    if typed.replace(" ", "").isdecimal():
        return  # «1» of «Посетитель 12» alone asks for phones
    assert draft.full_name in [hit.name for hit in queries.search(people, typed)]


@given(st.text(max_size=40))
def test_the_key_of_search_is_stable_and_plain(text: str) -> None:
    key = search_key(text)
    assert search_key(key) == key
    assert search_key(text.replace("Ё", "Е").replace("ё", "е")) == key
    assert "  " not in key


def test_a_text_is_understood_as_words_and_digits() -> None:
    assert wanted("Иванов 8 912") == Wanted(("иванов",), "8912", (("8912", False), ("912", True)))
    assert wanted("+7 912").parts == (("912", True),)
    assert wanted("8 912 884-17-05").parts == (("9128841705", False),)
    assert wanted("—").is_nothing
    assert not wanted(" ").is_nothing
