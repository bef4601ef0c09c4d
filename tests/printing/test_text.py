"""Text on its way to paper: cleaned, broken, hyphenated, nothing lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.fonts import SANS, SERIF
from printing.text import BOUND, Style, balanced, clean, lines_of, missing_glyphs, one_line, paragraphs, width_of

STYLE = Style(SERIF, 13, 18)


def test_control_and_invisible_characters_are_cleaned_away() -> None:
    assert clean("a\x00b\u202eв\u200bг\ufeff\ud800д\u00ade") == "abвгдe"
    assert clean("one\r\ntwo\rthree\u2028four") == "one\ntwo\nthree\nfour"
    assert clean("one\ttwo\u00a0three\u2003four") == "one two three four"


def test_letters_with_separate_accents_are_composed() -> None:
    assert clean("Пе\u0301тр и\u0306") == "Пе\u0301тр й"
    assert missing_glyphs("Семён Третьяков й".replace("й", "и\u0306")) == set()


def test_letters_without_a_glyph_are_named() -> None:
    assert missing_glyphs("Ваше обращение № 5, 20 °C — «рассмотрено»…\nКазахские: әғқңөұүһі") == set()
    assert missing_glyphs("привет 🙂 漢字") == {"🙂", "漢", "字"}
    assert missing_glyphs("▲", SANS) == {"▲"}


def test_russian_words_are_divided_by_syllables_where_the_line_would_be_loose() -> None:
    lines = lines_of("Государственного жилищного надзора проверила", STYLE, 224, hyphens="ru")
    assert lines[0].text.endswith("-")
    assert "".join(line.text.removesuffix("-") for line in lines).replace(" ", "") == (
        "Государственногожилищногонадзорапроверила"
    )


def test_without_a_language_no_word_is_divided() -> None:
    lines = lines_of("Государственного жилищного надзора проверила", STYLE, 250)
    assert not any(line.text.endswith("-") for line in lines)


@pytest.mark.parametrize(
    "together",
    ["8 (342) 200-00-00", "4 318 рублей", "20 °C", "№ 221", "г. Пермь", "ул. Садовая", "д. 12", "А.В. Белов", "в доме"],
)
def test_what_belongs_together_stays_on_one_line(together: str) -> None:
    for before in range(1, 60):
        lines = lines_of("а" * before + " слово " + together + " и далее по тексту", STYLE, 300, hyphens="ru")
        assert any(together in line.text.replace(BOUND, " ") for line in lines)


def test_the_end_of_a_sentence_is_no_initial() -> None:
    widths = [width_of("20 °C. Управляющей", STYLE) - 1, 400]
    assert len(lines_of("20 °C. Управляющей", STYLE, widths[0])) == 2


def test_no_line_is_wider_than_its_column() -> None:
    text = "Очень " + "длинноесловобезпробелов" * 40 + " и ещё 100 000 000 000 000 000 000 000 000 000 рублей"
    for line in lines_of(text, STYLE, 200, indent=35, hyphens="ru"):
        assert line.indent + line.width <= 200.1


@given(st.text(max_size=400), st.floats(30, 500), st.sampled_from(["", "ru", "en"]))
def test_no_letter_is_ever_lost(text: str, width: float, hyphens: str) -> None:
    lines = lines_of(text, STYLE, width, hyphens=hyphens)
    kept = "".join(line.text for line in lines).replace(BOUND, "").replace(" ", "").replace("-", "")
    assert kept == "".join(clean(text).split()).replace("-", "")
    assert all(line.width + line.indent <= width + 0.1 or len(line.text) == 1 for line in lines)


def test_headings_are_broken_into_lines_of_about_equal_length() -> None:
    lines = balanced("ПРИЁМНАЯ ПО РАБОТЕ С ОБРАЩЕНИЯМИ ГРАЖДАН", STYLE, 240)
    assert [line.text for line in lines] == ["ПРИЁМНАЯ ПО РАБОТЕ", f"С{BOUND}ОБРАЩЕНИЯМИ ГРАЖДАН"]


def test_a_text_bound_to_one_line_shrinks_and_only_then_is_cut() -> None:
    text, style = one_line("Салтыков-Щедрин Пётр Ильич", STYLE, 150)
    assert text == "Салтыков-Щедрин Пётр Ильич"
    assert style.size < STYLE.size
    text, style = one_line("я" * 500, STYLE, 150)
    assert text.endswith("…")
    assert width_of(text, style) <= 150.1


def test_paragraphs_come_from_line_breaks() -> None:
    assert paragraphs("\n\nодин\r\nдва\n\nтри\n") == ["один", "два", "", "три"]


def test_an_enormous_word_is_set_without_delay_and_without_loss() -> None:
    lines = lines_of("ъ" * 20_000, STYLE, 400, hyphens="ru")
    assert sum(len(line.text) for line in lines) == 20_000


@given(st.text(max_size=60))
def test_a_cleaned_text_has_nothing_left_to_clean(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert all(c in " \n" or unicodedata.category(c)[0] not in "CZ" or unicodedata.category(c) == "Co" for c in cleaned)


def test_the_same_words_in_another_column_or_style_have_lines_of_their_own() -> None:
    text = "Сообщаем, что теплоснабжение восстановлено, размер платы пересчитан."
    narrow, wide = lines_of(text, STYLE, 120), lines_of(text, STYLE, 300)
    assert len(narrow) > len(wide)
    assert lines_of(text, STYLE, 120) == narrow
    assert lines_of(text, STYLE._replace(size=STYLE.size / 2), 120) != narrow
    assert lines_of(text, STYLE, 120, indent=30) != narrow
    assert lines_of(text, STYLE, 150, hyphens="ru") != lines_of(text, STYLE, 150)
    assert balanced(text, STYLE, 300) != wide
