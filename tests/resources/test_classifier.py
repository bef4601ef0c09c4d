"""The official classifier: complete, in order, its codes kept as words."""

from __future__ import annotations

from collections import Counter

from resources import classifier


def test_every_row_is_there_on_its_level() -> None:
    rows = classifier.rows()
    assert len(rows) == 2108
    assert Counter(row.level for row in rows) == {1: 5, 2: 21, 3: 206, 4: 1225, 5: 651}


def test_a_code_is_short_unique_and_as_deep_as_its_level() -> None:
    rows = classifier.rows()
    assert len({row.code for row in rows}) == len(rows)
    assert all(len(row.code.split(".")) == row.level for row in rows)
    assert classifier.short_code("0005.0005.0000.0000") == "0005.0005"
    assert classifier.short_code("0001.0020.0030.0100") == "0001.0020.0030.0100"


def test_a_zero_block_inside_a_code_stays() -> None:
    assert classifier.short_code("0001.0000.0003.0000") == "0001.0000.0003"
    assert classifier.short_code("0000") == "0000"


def test_every_row_stands_under_a_row_of_the_level_above() -> None:
    levels = {row.code: row.level for row in classifier.rows()}
    for code, level in levels.items():
        parent = classifier.parent_code(code)
        assert (levels[parent] if parent else 0) == level - 1


def test_names_are_clean_and_the_order_is_official() -> None:
    rows = classifier.rows()
    assert all(row.name and row.name == row.name.strip() for row in rows)
    assert rows[0].name == "Государство, общество, политика"
    assert [row.code for row in rows if row.level == classifier.SECTION] == ["0001", "0002", "0003", "0004", "0005"]


def test_every_section_and_subject_has_an_english_name() -> None:
    upper = {row.code for row in classifier.rows() if row.level <= classifier.SUBJECT}
    names = classifier.english_names()
    assert names.keys() == upper
    assert all(name and name.isascii() for name in names.values())
