"""The reception card: the fields of the law's form, blanks for the pen, long texts overleaf, always the same bytes."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from datetime import datetime
from io import BytesIO
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from models.appeals.card import CardSheet, CardStep
from printing.card import card_pdf
from printing.fonts import SERIF
from printing.text import missing_glyphs
from tests.printing import reading
from tests.printing.paper_samples import a_card

ROOT = Path(__file__).parents[2]


def test_a_card_says_everything_in_the_order_of_the_form() -> None:
    text = reading.whole(card_pdf(a_card()))
    parts = [
        "Приёмная по работе с обращениями граждан", "Reception card No. 2026-001102", "11 November 2026",
        "11 November 2026, 10:30", "At a personal reception", "ул. Садовая, д. 12", "Белов Андрей Викторович",
        "Руководитель приёмной", "Третьякова Мария Юрьевна", "8 March 1961", "ул. Революции, д. 24", "Свердловский",
        "+7 912 884-17-05, +7 342 244-15-60", "tretyakova@example.org", "Identity document", "пенсионер", "Statement",
        "Yes, No. 2025-000412 of 30/10/2025", "0005.0005.0056.1156", "Отопление", "Температура в квартире ниже нормы",
        "Agrees to an oral answer", "Applicant's signature", "Order", "Executor", "11 December 2026",
        "Запрос отправлен, исх. № 214.", "Help given. Сделан перерасчёт.", "No. 221 of 02/12/2026", "₽4,318.20",
        "Taken off control 2 December 2026", "А.В. Белов",
    ]  # fmt: skip
    place = 0
    for part in parts:
        found = text.find(part, place)
        assert found >= 0, part
        place = found


def test_an_open_card_is_a_form_to_be_filled_in_by_hand() -> None:
    sheet = a_card(
        outcome=None, closed_on=None, result="", amount=None, answers=(), steps=(), expert="", expert_position="",
        visitor="", birth_date=None, birth_year=None, phones=(), held_at=None, is_oral_answer_accepted=False,
        is_repeated=False, repeats=None, summary="",
    )  # fmt: skip
    text = reading.whole(card_pdf(sheet))
    assert len(reading.pages(card_pdf(sheet))) == 1
    assert "In progress" in text
    assert "No name given" in text
    assert "Course of work" not in text
    assert "Taken off control ____" in text


def test_a_year_of_birth_stands_where_the_day_is_not_known() -> None:
    assert "1961" in reading.whole(card_pdf(a_card(birth_date=None)))


def test_an_annulled_registration_is_said_at_the_top() -> None:
    text = reading.whole(card_pdf(a_card(is_annulled=True)))
    assert text.index("The registration is annulled") < text.index("Registered")


def test_a_written_appeal_is_printed_to_its_end_over_pages_that_are_named_and_numbered() -> None:
    written = "\n".join(f"{n}. В квартире холодно с октября, заявки остались без ответа." for n in range(400))
    pdf = card_pdf(a_card(written=written, is_written=True))
    pages = reading.pages(pdf)
    text = reading.whole(pdf)
    assert len(pages) > 5
    assert all(text.count(f" {n}. В квартире") == 1 for n in range(400))
    assert "No. 2026-001102 of 11/11/2026" in text
    for number, page in enumerate(pages, start=1):
        assert f"page {number} of {len(pages)}" in reading.words(page)
        assert "Reception card No. 2026-001102" in page
        assert reading.bottom_edge(pdf, number - 1) <= 297 - 7
        assert reading.left_edge(pdf, number - 1) >= 19.5
        assert reading.right_edge(pdf, number - 1) <= 198.5
    assert reading.words(pages[-1]).rstrip().endswith(f"page {len(pages)} of {len(pages)}")


def test_a_long_course_repeats_its_heads_and_loses_no_step() -> None:
    steps = tuple(
        CardStep(datetime(2026, 11, 11, 10, n % 60), "Белов Андрей Викторович", "note", f"Шаг {n}: " + "слово " * 40)
        for n in range(120)
    )
    pages = reading.pages(card_pdf(a_card(steps=steps)))
    text = reading.words("\n".join(pages))
    assert all(text.count(f"Шаг {n}:") == 1 for n in range(120))
    assert sum("What was done or said" in reading.words(page) for page in pages) >= len(pages) - 1


def test_the_signatures_never_stand_alone_on_a_page() -> None:
    for paragraphs in range(1, 40):
        pdf = card_pdf(a_card(written="Прошу разобраться.\n" * paragraphs, is_written=True))
        last = reading.words(reading.pages(pdf)[-1])
        assert "Result of the consideration" in last
        assert last.index("Help given") < last.index("Taken off control")


def test_the_same_card_is_the_same_bytes_in_another_process_too() -> None:
    code = (
        "import sys; from printing.card import card_pdf; from tests.printing.paper_samples import a_card;"
        "sys.stdout.buffer.write(card_pdf(a_card()))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={"PYTHONHASHSEED": "3", "TZ": "Asia/Tokyo"}, capture_output=True,
        check=True,
    )  # fmt: skip
    assert run.stdout == card_pdf(a_card())


def test_the_file_names_the_appeal_but_no_person_and_embeds_its_fonts() -> None:
    pdf = card_pdf(a_card())
    facts = " ".join(str(value) for value in (PdfReader(BytesIO(pdf)).metadata or {}).values())
    assert "2026-001102" in facts
    assert "Третьяков" not in facts
    assert all(reading.fonts(pdf).values())


def test_a_card_fits_in_every_language(every_language: str) -> None:
    pdf = card_pdf(a_card())
    assert len(reading.pages(pdf)) <= 2
    assert reading.right_edge(pdf) <= 198.5


def test_a_russian_card_has_no_english_words(every_language: str) -> None:
    if every_language == "ru":
        text = reading.whole(card_pdf(a_card(email="")))
        assert not any("a" <= letter <= "z" for letter in text.lower())


_CODES = ("channel", "kind")
_TEXTS = [field.name for field in fields(CardSheet) if field.type == "str" and field.name not in _CODES]


@settings(max_examples=15)
@given(st.dictionaries(st.sampled_from(_TEXTS), st.text(max_size=400)))
def test_any_text_is_printed_within_the_margins(texts: dict[str, str]) -> None:
    pdf = card_pdf(a_card(**texts))
    for page in range(len(reading.pages(pdf))):
        assert reading.right_edge(pdf, page) <= 199
    assert reading.pictures(pdf) == 0


@settings(max_examples=12)
@given(st.text(st.characters(codec="utf-8", categories=("L", "Nd", "Po")), min_size=1, max_size=60), st.integers(1, 40))
def test_what_the_typeface_has_is_never_lost(word: str, times: int) -> None:
    word = "".join(letter for letter in word if not missing_glyphs(letter, SERIF)) or "слово"
    text = reading.whole(card_pdf(a_card(summary=f"{word} " * times + "конец")))
    assert "конец" in text
