"""Reads papers back the way a reader's program does: text, places of words, embedded fonts, pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader

MM = 72 / 25.4


@dataclass(frozen=True)
class Piece:
    """A run of text: where its baseline begins, in millimetres from the left and the top of the sheet."""

    text: str
    left: float
    top: float
    size: float


def pages(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def words(text: str) -> str:
    """The text on one line, with the words that were divided at a line's end whole again."""
    return " ".join(re.sub(r"(?<=[^\W\d_])-\n(?=[^\W\d_])", "", text).split())


def whole(pdf: bytes) -> str:
    """All pages as one line of words."""
    return words("\n".join(pages(pdf)))


def pieces(pdf: bytes, page: int = 0) -> list[Piece]:
    """The runs of text of one page, in the order of drawing."""
    sheet = PdfReader(BytesIO(pdf)).pages[page]
    found: list[Piece] = []

    def note(text: str, _cm: list[float], matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.append(Piece(text.strip(), matrix[4] / MM, 297 - matrix[5] / MM, size))

    sheet.extract_text(visitor_text=note)
    return found


def piece(pdf: bytes, beginning: str, page: int = 0) -> Piece:
    """The first run that begins so."""
    return next(piece for piece in pieces(pdf, page) if piece.text.startswith(beginning))


def letters(pdf: bytes, page: int = 0) -> list[tuple[str, float, float, float]]:
    """Every visible letter with the left, right and lower edge of its ink, in points from the lower left corner."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    sheet = document[page].get_textpage()
    found = []
    for number, letter in enumerate(sheet.get_text_range()):
        if letter.strip():
            left, bottom, right, _top = sheet.get_charbox(number)
            found.append((letter, left, right, bottom))
    document.close()
    return found


def right_edge(pdf: bytes, page: int = 0) -> float:
    """How far right ink goes, in millimetres, measured on the drawn page."""
    return _ink(pdf, page)[1]


def left_edge(pdf: bytes, page: int = 0) -> float:
    """How far left ink goes, in millimetres."""
    return _ink(pdf, page)[0]


def bottom_edge(pdf: bytes, page: int = 0) -> float:
    """How far down ink goes, in millimetres from the top."""
    return _ink(pdf, page)[2]


def fonts(pdf: bytes) -> dict[str, bool]:
    """The names of all fonts and whether each is embedded."""
    found = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            facts: Any = font.get_object()
            descriptor = facts.get("/FontDescriptor")
            found[str(facts["/BaseFont"])] = bool(descriptor and "/FontFile2" in descriptor.get_object())
    return found


def pictures(pdf: bytes) -> int:
    """How many pictures the file holds."""
    return sum(len(page.images) for page in PdfReader(BytesIO(pdf)).pages)


def _ink(pdf: bytes, page: int) -> tuple[float, float, float]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    picture = document[page].render(scale=2).to_pil().convert("L").point(lambda tone: 255 if tone < 200 else 0)
    left, _top, right, bottom = picture.getbbox()
    document.close()
    return left / 2 / MM, right / 2 / MM, bottom / 2 / MM
