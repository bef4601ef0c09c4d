"""Topics by code, by name and by the words that callers use."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.office import topics
from models.office.desk import Desk
from models.problems import Refused
from resources import classifier, spoken


def test_codes_are_read_short_or_padded() -> None:
    assert topics.short_code("5.5") == "0005.0005"
    assert topics.short_code("0005.0005.0000.0000") == "0005.0005"
    assert topics.short_code("0005.0005.0056.1156.0000") == "0005.0005.0056.1156"
    for text in ("", "x", "0005.", "00055", "1.2.3.4.5.6"):
        with pytest.raises(ValueError):
            topics.short_code(text)


def test_only_a_question_or_a_subquestion_is_assigned(desk: Desk) -> None:
    assert topics.assignable("5.5.56.1156") == "0005.0005.0056.1156"
    assert topics.assignable("перебои в ТЕПЛОСНАБЖЕНИИ") == "0005.0005.0056.1156"
    for text in ("0005.0005", "9999.0001", "нет такой темы"):
        with pytest.raises(Refused):
            topics.assignable(text)


def test_a_name_that_several_rows_share_is_refused_with_the_choices(desk: Desk) -> None:
    names: dict[str, list[str]] = {}
    for row in classifier.rows():
        if row.level >= 4:
            names.setdefault(row.name.casefold(), []).append(row.code)
    name, codes = next((name, codes) for name, codes in names.items() if len(codes) == 2)
    with pytest.raises(Refused) as refusal:
        topics.assignable(name)
    assert all(code in str(refusal.value) for code in codes)


def test_every_topic_with_spoken_words_is_a_question_of_the_classifier() -> None:
    assignable = {row.code for row in classifier.rows() if row.level >= topics.ASSIGNABLE}
    assert {topic.code for topic in spoken.topics().values() if topic.stems} <= assignable


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("В квартире холодно, батареи еле тёплые", "0005.0005.0056.1156"),
        ("нет горячей воды", "0005.0005.0056.1154"),
        ("не могу записаться к врачу", "0002.0014.0143.0413"),
        ("не дают лекарства по рецепту", "0002.0014.0143.0420"),
        ("маленькая пенсия, прошу перерасчёт пенсии", "0002.0007.0071.0283"),
        ("течёт крыша", "0005.0005.0056.1168"),
        ("heating is off", "0005.0005.0056.1156"),
        ("0005.0005.0056.1160", "0005.0005.0056.1160"),
    ],
)
def test_the_words_of_a_question_point_to_its_topic(desk: Desk, words: str, code: str) -> None:
    assert topics.suggested(words)[0].code == code


def test_no_words_suggest_nothing(desk: Desk) -> None:
    for text in ("", "   ", "!!!", "ъъъъъ", "'; DROP TABLE topic; --"):
        assert len(topics.suggested(text)) <= 3
    assert topics.suggested("") == []


def test_sections_and_subjects_have_english_names_on_the_english_screen(
    desk: Desk, speak: Callable[[str], None]
) -> None:
    speak("en")
    english = topics.children()
    assert len(english) == 5
    assert all(choice.name.isascii() for choice in english)
    speak("ru")
    assert topics.children()[4].name == "Жилищно-коммунальная сфера"
    assert topics.name_of("0005.0005.0056.1156") == "Перебои в теплоснабжении"


def test_a_topic_is_found_by_its_everyday_name_in_either_language(desk: Desk) -> None:
    for text in ("Отопление", "отопление", " ОТОПЛЕНИЕ ", "Heating"):
        assert topics.assignable(text) == "0005.0005.0056.1156"
    for code, topic in spoken.topics().items():
        if topics.level_of(code) >= topics.ASSIGNABLE:
            assert topics.found(topic.short_ru) == code


def test_sections_are_found_by_their_english_names(desk: Desk, speak: Callable[[str], None]) -> None:
    speak("en")
    sections = topics.children()
    assert [topics.found(section.name) for section in sections[:4]] == [section.code for section in sections[:4]]
    with pytest.raises(Refused):
        topics.found("Housing and utilities")  # 0005, and the everyday name of 0005.0005


def test_an_everyday_name_that_several_rows_share_is_refused_with_the_choices(desk: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        topics.found("ЖКХ")
    (problem,) = refusal.value.problems
    assert (problem.code, problem.values["choices"]) == ("several", "0005, 0005.0005.0056")
    assert topics.found("Жильё") == "0005.0005.0055.1128"  # a question goes before what stands above it


def test_an_unknown_name_proposes_up_to_three_likely_ones(desk: Desk, speak: Callable[[str], None]) -> None:
    speak("ru")
    with pytest.raises(Refused) as refusal:
        topics.found("не топят, холодно в квартире")
    sentence = str(refusal.value)
    assert "0005.0005.0056.1156 Отопление" in sentence
    assert sentence.count(";") == 2
    for text in ("чепуха", "ы" * 5000, "!!!", ""):
        with pytest.raises(Refused) as refusal:
            topics.found(text)
        assert "likely" not in refusal.value.problems[0].values


def test_topics_are_listed_by_words_and_by_what_they_stand_under(desk: Desk, speak: Callable[[str], None]) -> None:
    speak("ru")
    assert len(topics.listed()) == len(list(classifier.rows()))
    (heating,) = topics.listed("отопл")
    assert (heating.code, heating.level, heating.short) == ("0005.0005.0056.1156", 4, "Отопление")
    assert topics.listed("холодно в комнате")[0] == heating  # words of a question
    assert topics.listed("5.5.56.1156") == [heating]
    below = topics.listed(under="0005.0005.0056")
    assert heating in below
    assert all(line.code.startswith("0005.0005.0056.") for line in below)
    assert topics.listed("отопл", "0002") == []
    assert topics.listed("ъъъ") == []
    speak("en")
    assert topics.listed("heating")[0].short == "Heating"
