"""What people type, made safe and comparable."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.typed_text import clean, hits, match_rank, search_key, without_hidden


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Иванов  ", "Иванов"),
        ("Ива\u200bнов", "Иванов"),
        ("Ива\u202eнов", "Иванов"),
        ("Ива\x00нов", "Иванов"),
        ("и\u0306", "й"),
        ("a\tb", "a b"),
        ("a\r\nb", "a b"),
        ("क्\u200dष", "क्\u200dष"),
        ("a\ud800b", "ab"),
    ],
)
def test_a_line_is_cleaned(typed: str, kept: str) -> None:
    assert clean(typed, 100) == kept


def test_lines_stay_lines_where_they_may() -> None:
    assert clean("one\r\ntwo\u2028three\n", 100, lines=True) == "one\ntwo\nthree"


def test_a_text_is_cut_at_its_limit() -> None:
    assert clean("abc def", 4) == "abc"


@given(st.text())
def test_nothing_hidden_is_ever_left(text: str) -> None:
    left = without_hidden(text)
    assert all(one == "\u200d" or not unicodedata.category(one).startswith("C") for one in left)
    assert without_hidden(left) == left


def test_a_search_finds_yo_and_any_case() -> None:
    assert search_key("Пётр ФЁДОРОВ") == "петр федоров"


@pytest.mark.parametrize(
    ("query", "text", "rank"),
    [("жкх от", "ЖКХ · Отопление", 1), ("жкх", "ЖКХ · Отопление", 0), ("оплен", "ЖКХ · Отопление", 2),
     ("вода", "ЖКХ · Отопление", None), ("", "что угодно", 0), ("ёлка", "елка", 0)],
)  # fmt: skip
def test_a_match_is_ranked(query: str, text: str, rank: int | None) -> None:
    assert match_rank(query, text) == rank


def test_hits_are_found_in_order_without_overlaps() -> None:
    assert hits("третьяк", "Третьякова Мария Третьяк") == [(0, 7), (17, 7)]
    assert hits("мар мария", "Мария") == [(0, 5)]
    assert hits("", "Мария") == []


@given(st.text(), st.text())
def test_hits_stand_where_they_say(words: str, text: str) -> None:
    for start, length in hits(words, text):
        assert search_key(text[start : start + length]) in search_key(words)
