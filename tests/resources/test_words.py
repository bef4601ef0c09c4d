"""The words' one language at a time, and the pseudo-language that finds what does not stretch."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from resources import words
from resources.words import N_, ngettext, translate

Speak = Callable[[str], None]


def test_english_sentences_serve_as_they_are() -> None:
    assert words.language() == "en"
    assert translate("Today") == "Today"
    assert ngettext("{n} day", "{n} days", 2) == "{n} days"


def test_the_empty_sentence_stays_empty_in_every_language(every_language: str) -> None:
    assert words.language() == every_language
    assert translate("") == ""


@pytest.mark.parametrize(("n", "form"), [(1, "{n} день"), (3, "{n} дня"), (11, "{n} дней"), (21, "{n} день")])
def test_russian_counts_have_three_forms(speak: Speak, n: int, form: str) -> None:
    speak("ru")
    assert ngettext("{n} day", "{n} days", n) == form


def test_the_pseudo_language_is_at_least_forty_per_cent_longer(speak: Speak) -> None:
    speak(words.PSEUDO)
    sentence = "Booked for {time}."
    assert len(translate(sentence)) >= 1.4 * len(sentence)
    assert translate(sentence).startswith(sentence)


def test_a_marked_sentence_is_translated_only_when_it_is_said(speak: Speak) -> None:
    marked = N_("{n} min")
    assert marked == "{n} min"
    speak("ru")
    assert translate(marked) == "{n} мин"


def test_an_unknown_language_falls_back_to_english(speak: Speak) -> None:
    speak("de")
    assert translate("Today") == "Today"


def test_a_sentence_ends_with_one_full_stop_and_three_stay_three() -> None:
    assert words.one_stop("Приём окончен: Ким И. С..") == "Приём окончен: Ким И. С."
    for sentence in ("Готово.", "Прошу...", "", ".", "a..b"):
        assert words.one_stop(sentence) == sentence
