"""A sheet of plain operators: every character under one font or the next, many texts as one."""

from __future__ import annotations

import pytest

from printing.fonts import SANS, face
from printing.page import Margins, Paper
from printing.text import Style
from tests.printing import reading

STYLE = Style(SANS, 9, 11)


def test_more_characters_than_a_font_holds_are_all_readable() -> None:
    several = [chr(code) for code in sorted(face(SANS).face.charToGlyph) if code > 0xA0 and chr(code).isalpha()]
    assert len(several) > 300
    paper = Paper("Letters", "ru", SANS, Margins())
    paper.new_page()
    for number in range(0, len(several), 40):
        paper.pages[0].text(60, 60 + number, "".join(several[number : number + 40]), STYLE)
        paper.pages[0].text(60, 70 + number, f"again: {several[number]}", STYLE)
    printed = set(reading.whole(paper.save()))
    assert [letter for letter in several if letter not in printed] == []


def test_spaces_that_bind_and_unknown_characters_leave_the_others_readable() -> None:
    paper = Paper("Letters", "ru", SANS, Margins())
    paper.new_page()
    paper.pages[0].text(60, 60, "5\N{NO-BREAK SPACE}рублей", STYLE)
    paper.pages[0].text(60, 80, "знак \U0001f600 и \ufffe дальше", STYLE)
    paper.pages[0].text(60, 100, "5 рублей дальше", STYLE)
    printed = reading.whole(paper.save())
    assert "5 рублей" in printed
    assert "и" in printed and printed.count("дальше") == 2


def test_texts_drawn_as_one_stand_where_they_would_stand_alone() -> None:
    texts = [
        (0.0, 0.0, "0005.0001", STYLE),
        (60.0, 0.0, "Тема", STYLE._replace(colour="muted")),
        (30.0, 0.0, "", STYLE),
        (60.0, 11.0, "в две строки", STYLE._replace(size=7)),
        (200.0, 0.0, "17", STYLE),
    ]
    together, alone = (Paper("Row", "ru", SANS, Margins()) for _n in range(2))
    for paper in (together, alone):
        paper.new_page()
    together.pages[0].texts(50, 100, texts)
    for right, below, text, style in texts:
        alone.pages[0].text(50 + right, 100 + below, text, style)
    found, expected = (reading.letters(paper.save()) for paper in (together, alone))
    assert "".join(letter for letter, *_place in found) == "0005.0001Темавдвестроки17"
    assert [one[0] for one in found] == [one[0] for one in expected]
    for (_letter, *place), (_same, *wanted) in zip(found, expected, strict=True):
        assert place == pytest.approx(wanted, abs=0.02)
