"""The reply letter after GOST R 7.0.97-2025. A signed letter prints the same bytes for ever, so its few fixed words
stand here, by the letter's own language, and not in the translations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from models.letters.sheet import LetterSheet
from printing.fonts import BOLD, SERIF
from printing.page import CENTRE, LEFT, MM, RIGHT, Column, Margins, Paper
from printing.text import Line, Style, balanced, lines_of, one_line, paragraphs, width_of

_BODY = Style(SERIF, 13, 18, "black")
_PLAIN = Style(SERIF, 12, 15, "black")
_OFFICE = Style(SERIF + BOLD, 12, 15.5, "black")
_SMALL = Style(SERIF, 10, 12.5, "black")
_BLOCK = 80 * MM  # the standard's width of the letterhead block and of the heading
_ADDRESSEE = 100 * MM  # from the left margin
_INDENT = 12.5 * MM
_TIGHT = (1, 0.92, 0.85, 0.75, 0.65, 0.55)


@dataclass(frozen=True)
class _Words:
    number: str
    reply: str
    of: str
    phone: str
    enclosure: str
    date: str
    locale: str


_WORDS = {
    "ru": _Words("№", "На №", "от", "тел.", "Приложение:", "dd.MM.yyyy", "ru"),
    "en": _Words("No.", "Re: No.", "of", "tel.", "Enclosure:", "d MMM yyyy", "en"),
}


def letter_pdf(sheet: LetterSheet) -> bytes:
    """The letter; a draft has blank lines instead of date and number."""
    return letters_pdf((sheet,))


def letters_pdf(sheets: Sequence[LetterSheet]) -> bytes:
    """Several letters in one file, each numbered from its own first page."""
    title = f"Reply letter {sheets[0].appeal_number}" if len(sheets) == 1 else "Reply letters"
    paper = Paper(title, sheets[0].language if sheets else "en", SERIF, Margins())
    for sheet in sheets:
        first = paper.new_page()
        _draw(paper, sheet, first)
        paper.number_pages(first, _PLAIN)
    return paper.save()


def _draw(paper: Paper, sheet: LetterSheet, first: int) -> None:
    words = _WORDS.get(sheet.language, _WORDS["en"])
    left, width = paper.margins.left, paper.margins.width
    head = Column(paper, left, _BLOCK, first, paper.margins.top)
    _letterhead(head, sheet, words)
    head.gap(14)
    head.need(34)
    addressee = Column(paper, left + _ADDRESSEE, width - _ADDRESSEE, head.index, head.y)
    _registration(head, sheet, words)
    _address(addressee, sheet)
    index, y = max(head.place, addressee.place)
    if sheet.heading.strip():
        heading = Column(paper, left, _BLOCK, index, y + 26)
        heading.lines(_broken(sheet.heading, _PLAIN, _BLOCK), _PLAIN)
        index, y = heading.place
    body = Column(paper, left, width, index, y)
    body.gap(26)
    for paragraph in paragraphs(sheet.salutation):
        body.lines(balanced(paragraph, _BODY, width), _BODY, CENTRE)
    body.gap(9)
    _body(body, sheet, words)


def _letterhead(column: Column, sheet: LetterSheet, words: _Words) -> None:
    for paragraph in paragraphs(sheet.office_name.upper()):
        column.lines(balanced(paragraph, _OFFICE, _BLOCK), _OFFICE, CENTRE)
    column.y += 2
    phones = ", ".join(phone for phone in sheet.office_phones if phone.strip())
    for text in (sheet.office_address, f"{words.phone} {phones}" if phones else "", sheet.office_email):
        for paragraph in paragraphs(text):
            if paragraph.strip():
                column.lines(balanced(paragraph, _PLAIN, _BLOCK), _PLAIN, CENTRE)


def _registration(column: Column, sheet: LetterSheet, words: _Words) -> None:
    """Date and number on rules, given at the signing; under them what the letter answers."""
    _on_rules(column, ("", _date(sheet.signed_on, words), 27 * MM), (words.number, sheet.number or "", 26 * MM))
    reply = (words.reply, sheet.appeal_number, 30 * MM)
    _on_rules(column, reply, (words.of, _date(sheet.appeal_received_on, words), 25 * MM))


def _on_rules(column: Column, *fields: tuple[str, str, float]) -> None:
    x, baseline = column.x, column.y + 12.5
    space = width_of(" ", _PLAIN)
    for label, value, least in fields:
        if label:
            column.page.text(x, baseline, label, _PLAIN)
            x += width_of(label, _PLAIN) + space
        rest = column.x + column.width - x
        value, style = one_line(value, _PLAIN, rest - 2 * space)
        length = min(rest, max(least, width_of(value, style) + 2 * space))
        column.page.text(x + length / 2, baseline, value, style, CENTRE)
        column.page.rule(x, baseline + 2.5, x + length, baseline + 2.5, "black")
        x += length + space
    column.y += 17


def _address(column: Column, sheet: LetterSheet) -> None:
    """In smaller type only where it would else push the letter off its first page."""
    for part in _TIGHT:
        style = Style(SERIF, _BODY.size * part, _BODY.leading * part, "black")
        name, address = (_broken(text, style, column.width) for text in (sheet.addressee, sheet.address))
        if (len(name) + len(address)) * style.leading < 90 * MM:
            break
    column.lines(name, style)
    column.gap(6)
    column.lines(address, style)


def _body(column: Column, sheet: LetterSheet, words: _Words) -> None:
    """The paragraphs; the signature never stands on a page without the last lines of the text."""
    texts = paragraphs(sheet.body)
    closing = _Closing(sheet, words, column.width)
    for number, text in enumerate(texts):
        if not text.strip():
            column.gap(_BODY.leading / 2)
            continue
        lines = lines_of(text, _BODY, column.width, indent=_INDENT, hyphens=sheet.language)
        _paragraph(column, lines, closing.height if number == len(texts) - 1 else 0)
    closing.draw(column)


def _paragraph(column: Column, lines: Sequence[Line], after: float) -> None:
    """Sets a paragraph with no single line left alone; `after` is the room that its end must find below it."""
    full_page = column.bottom - column.top
    while lines:
        fitting = int((column.room + 0.01) / _BODY.leading)
        if len(lines) <= fitting:
            unfit = len(lines) * _BODY.leading + after > column.room
            if not unfit or after + 2 * _BODY.leading > full_page or column.y <= column.top:
                column.lines(lines, _BODY, "")
                return
            fitting = len(lines) - 2
        fitting = min(fitting, len(lines) - 2)
        if fitting < 2:
            fitting = 0 if column.y > column.top else max(1, fitting)
        column.lines(lines[:fitting], _BODY, "")
        lines = lines[fitting:]
        column.next_page()


class _Closing:
    """Enclosure, signature and, at the foot of the last sheet, who prepared the letter."""

    def __init__(self, sheet: LetterSheet, words: _Words, width: float) -> None:
        enclosure = " ".join(sheet.enclosure.split())
        self._label = words.enclosure
        self._hanging = width_of(words.enclosure + " ", _BODY)
        self._enclosure = lines_of(enclosure, _BODY, width - self._hanging) if enclosure else []
        self._position = _broken(sheet.signer_position, _BODY, 95 * MM)
        self._signer = _broken(sheet.signer, _BODY, width - 105 * MM)
        self._executor = [
            line
            for text in (sheet.executor, sheet.executor_phone)
            if text.strip()
            for line in _broken(text, _SMALL, 95 * MM)
        ]
        self._rows = max(len(self._position), len(self._signer))
        enclosing = 14 + len(self._enclosure) * _BODY.leading if self._enclosure else 0
        foot = 20 + len(self._executor) * _SMALL.leading if self._executor else 0
        self.height = enclosing + 40 + self._rows * _BODY.leading + foot

    def draw(self, column: Column) -> None:
        if self._enclosure:
            column.gap(14)
            column.need(_BODY.leading)
            column.page.line(column.x, column.y + 13.5, Line(self._label, 0), _BODY, column.width)
            inner = Column(column.paper, column.x + self._hanging, column.width, column.index, column.y)
            inner.lines(self._enclosure, _BODY)
            column.index, column.y = inner.place
        column.gap(40)
        column.need(min(self._rows * _BODY.leading, column.bottom - column.top))
        self._sign(column)
        height = len(self._executor) * _SMALL.leading
        if height:
            column.need(height)
            column.y = max(column.y, column.bottom - height)
            column.lines(self._executor, _SMALL)

    def _sign(self, column: Column) -> None:
        """The name stands level with the last line of the position."""
        x, width, start = column.x, column.width, column.place
        ends = []
        for lines, align in ((self._position, LEFT), (self._signer, RIGHT)):
            side = Column(column.paper, x, width, *start)
            side.y += max(0, self._rows - len(lines)) * _BODY.leading if align == RIGHT else 0
            side.lines(lines, _BODY, align)
            ends.append(side.place)
        column.index, column.y = max(ends)


def _broken(text: str, style: Style, width: float) -> list[Line]:
    return [line for paragraph in paragraphs(text) for line in lines_of(paragraph, style, width)]


def _date(day: date | None, words: _Words) -> str:
    return format_date(day, words.date, words.locale) if day else ""
