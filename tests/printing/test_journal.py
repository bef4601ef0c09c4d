"""The reception journal: title page, every row once on repeated heads, long texts cut, a year of rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
from hypothesis import given, settings
from hypothesis import strategies as st

from models.appeals.journal import JournalRow
from printing.journal import LONGEST_CONTENT, LONGEST_DECISION, journal_pdf
from tests.printing import reading
from tests.printing.paper_samples import a_journal, a_row


def texts(pdf: bytes) -> list[str]:
    """The text of each page as PDFium reads it: quick enough for hundreds of pages."""
    document = pypdfium2.PdfDocument(pdf)
    found = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return found


def test_the_title_page_says_office_days_and_sheets() -> None:
    pages = texts(journal_pdf(a_journal(a_row())))
    for part in (
        "Приёмная по работе с обращениями граждан", "Reception journal", "Volume", "Begun", "1 November 2026",
        "Ended", "30 November 2026", "Sheets", "Receptions and appeals registered from 1 November 2026",
    ):  # fmt: skip
        assert part in pages[0]
    assert len(pages) == 2
    assert re.search(r"Sheets 2\b", pages[0])


def test_a_row_has_the_columns_of_the_form() -> None:
    page = texts(journal_pdf(a_journal(a_row(7, channel="written"), a_row(8, outcome=None, closed_on=None))))[1]
    for part in (
        "No.", "Date", "Surname, name, patronymic", "Address", "Short content", "Decision", "2026-000007",
        "11/11/2026", "in writing", "Третьякова Мария", "г. Пермь, 614007", "Отопление", "Холодно в квартире",
        "Help given", "20/11/2026", "Сделан перерасчёт.", "In progress", "due 11/12/2026", "2 entries in all.",
        "Kept by: Регистратор", "Е.В. Соколова",
    ):  # fmt: skip
        assert part in page


def test_an_empty_journal_says_so() -> None:
    pages = texts(journal_pdf(a_journal()))
    assert len(pages) == 2
    assert "No receptions and no appeals were registered in these days." in pages[1]


def test_a_journal_of_one_channel_names_it() -> None:
    assert "at an outreach reception" in texts(journal_pdf(a_journal(a_row(channel="outreach"), channel="outreach")))[0]


def test_every_row_of_three_thousand_stands_exactly_once_on_pages_with_heads_and_numbers() -> None:
    def rows() -> Iterator[JournalRow]:
        for number in range(1, 3001):
            content = "Управляющая компания не делает перерасчёт. " * (number % 7)
            yield a_row(number, content=content, result="Сделан перерасчёт за октябрь. " * (number % 5))

    pages = texts(journal_pdf(a_journal(rows=rows())))
    printed = [found for page in pages for found in re.findall(r"\b2026-\d{6}\b", page)]
    assert printed == [f"2026-{number:06}" for number in range(1, 3001)]
    for number, page in enumerate(pages[1:], start=2):
        assert f"page {number:,} of {len(pages):,}" in page
        assert "Short content" in page or number == len(pages)
    assert "3,000 entries in all." in pages[-1]


def test_long_texts_are_cut_at_a_word_and_a_very_high_row_goes_on_overleaf() -> None:
    cut = texts(journal_pdf(a_journal(a_row(content="слово " * 400, result="дело " * 400))))[1]
    assert cut.count("слово") < LONGEST_CONTENT / 5
    assert cut.count("дело") < LONGEST_DECISION / 4
    assert "слово…" in cut
    high = a_row(address="\n".join(f"дом {n}" for n in range(300)))
    pages = texts(journal_pdf(a_journal(a_row(1), high, a_row(3))))
    text = " ".join(pages)
    assert len(pages) > 5
    assert all(text.count(f"дом {n} ") == 1 for n in range(299))
    assert text.index("дом 299") < text.index("2026-000003")


def test_the_same_journal_is_the_same_bytes() -> None:
    rows = [a_row(number) for number in range(1, 60)]
    assert journal_pdf(a_journal(*rows)) == journal_pdf(a_journal(rows=iter(rows)))


def test_a_journal_lies_across_within_its_margins() -> None:
    pdf = journal_pdf(
        a_journal(replace(a_row(visitor="Я" * 199, address="Ж" * 500, content="Щ" * 900), number="9" * 60))
    )
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        width, height = page.get_size()
        assert width > height
        ink = page.render(scale=1).to_pil().convert("L").point(lambda tone: 255 if tone < 200 else 0).getbbox()
        assert ink[0] >= 19.5 * reading.MM
        assert ink[2] <= width - 11 * reading.MM
        assert ink[3] <= height - 7 * reading.MM
    document.close()


def test_a_journal_is_made_in_every_language(every_language: str) -> None:
    pages = texts(journal_pdf(a_journal(a_row(), a_row(2, outcome=None, closed_on=None))))
    assert len(pages) == 2
    if every_language == "ru":
        assert not any("a" <= letter <= "z" for page in pages for letter in page.lower())


@settings(max_examples=15)
@given(st.lists(st.tuples(st.text(max_size=300), st.text(max_size=600), st.text(max_size=199)), max_size=12))
def test_no_text_loses_a_row(cells: list[tuple[str, str, str]]) -> None:
    rows = [
        replace(a_row(number), address=address, content=content, visitor=visitor)
        for number, (address, content, visitor) in enumerate(cells, start=1)
    ]
    found = re.findall(r"\b2026-00\d{4}\b", " ".join(texts(journal_pdf(a_journal(*rows)))))
    assert set(found) >= {row.number for row in rows}
