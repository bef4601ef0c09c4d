"""Sheets of A4 as plain operators: text, rules and boxes at places measured from the top left corner, in points."""

from __future__ import annotations

import codecs
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import BytesIO
from typing import Any

from printing.fonts import face
from printing.text import BOUND, Line, Style, clean, width_of

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
UPRIGHT, ACROSS = (WIDTH, HEIGHT), (HEIGHT, WIDTH)
LEFT, CENTRE, RIGHT = "left", "centre", "right"
_NO_GLYPH = b"\0"
_NOBODY = "\ufffe"  # in a table of characters
_REMEMBERED = 20_000  # lines whose glyphs are kept: a paper says its words again, but a long one not its lines


@dataclass(frozen=True)
class Margins:
    """In points. The defaults are the least that GOST R 7.0.97-2025 allows, on an upright sheet of A4."""

    left: float = 20 * MM
    right: float = 10 * MM
    top: float = 20 * MM
    bottom: float = 20 * MM
    sheet: tuple[float, float] = UPRIGHT  # width and height

    @property
    def width(self) -> float:
        """What is left for the text."""
        return self.sheet[0] - self.left - self.right

    @property
    def foot(self) -> float:
        """Where the text ends, measured from the top of the sheet."""
        return self.sheet[1] - self.bottom


class Paper:
    """A document in the making. Pages stay open until `save`, so that columns may run on independently."""

    def __init__(self, title: str, language: str, main_face: str, margins: Margins) -> None:
        from reportlab.pdfgen.canvas import Canvas

        face(main_face)
        self.margins = margins
        self.pages: list[Page] = []
        self._file = BytesIO()
        self._canvas = Canvas(
            self._file,
            pagesize=margins.sheet,
            pageCompression=1,
            invariant=1,
            initialFontName=main_face,  # type: ignore[arg-type]  # the stubs take it for a size
            lang={"ru": "ru-RU"}.get(language, "en"),
        )
        self._canvas.setTitle(clean(title).replace("\n", " "))
        self._canvas.setCreator("")
        self._canvas.setProducer("")
        self._document: Any = vars(self._canvas)["_doc"]  # by which the fonts keep what each file uses
        self._shown: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self._codes: dict[str, _Codes] = {}

    def new_page(self) -> int:
        """Adds a page and gives its index."""
        self.pages.append(Page(self))
        return len(self.pages) - 1

    def number_pages(self, first: int, style: Style) -> None:
        """Numbers the pages from index `first` on: in the middle of the top margin, the first one bare."""
        for number, page in enumerate(self.pages[first:], start=1):
            if number > 1:
                middle = self.margins.left + self.margins.width / 2
                page.text(middle, self.margins.top - 5 * MM, str(number), style, CENTRE)

    def save(self) -> bytes:
        """The finished PDF."""
        for page in self.pages:
            self._canvas.addLiteral(page.content())
            self._canvas.showPage()
        self._canvas.save()
        return self._file.getvalue()

    def glyphs(self, text: str, name: str) -> list[tuple[str, str]]:
        """The text as (font resource, hexadecimal string) pieces; the glyphs used are noted for embedding."""
        key = (name, text)
        shown = self._shown.get(key)
        if shown is None:
            if len(self._shown) >= _REMEMBERED:
                self._shown.clear()
            shown = self._shown[key] = self._encoded(text, name)
        return shown

    def _encoded(self, text: str, name: str) -> list[tuple[str, str]]:
        text = text.replace(BOUND, " ")  # which have one glyph, and so one code
        codes = self._codes.get(name)
        try:
            if codes is not None:
                return [(codes.font, codes.shown(text))]
        except UnicodeEncodeError:
            pass
        font, document = face(name), self._document
        if codes is None:
            codes = self._codes[name] = _Codes()
        # A font holds 255 characters; the rare ones beyond go to a second font and are looked up each time.
        for character in sorted(set(text) - codes.known):
            subset, code = font.splitString(character, document)[0]
            if subset == 0 and code != _NO_GLYPH:
                codes.table[code[0]] = character
        codes.learn(font.getSubsetInternalName(0, document))
        if codes.known.issuperset(text):
            return [(codes.font, codes.shown(text))]
        pieces = font.splitString(text, document)
        return [(font.getSubsetInternalName(subset, document), code.hex()) for subset, code in pieces]


class _Codes:
    """The characters that the first font of a face holds in this paper, at their codes of one byte."""

    def __init__(self) -> None:
        self.table = [_NOBODY] * 256
        self.font = ""
        self.learn("")

    def learn(self, font: str) -> None:
        """After the table has changed."""
        self.font, self.known = font, {*self.table} - {_NOBODY}
        self._map = codecs.charmap_build("".join(self.table))

    def shown(self, text: str) -> str:
        """In hexadecimal digits. Raises UnicodeEncodeError where a character is unknown."""
        return codecs.charmap_encode(text, "strict", self._map)[0].hex()


class Page:
    """One sheet. `y` grows downwards; text stands on its baseline."""

    def __init__(self, paper: Paper) -> None:
        self.operators: list[str] = []
        self._paper, self._height = paper, paper.margins.sheet[1]
        self._packed: list[bytes] = []
        self._font = self._fill = self._stroke = ""
        self._size = 0.0

    def text(self, x: float, y: float, text: str, style: Style, align: str = LEFT, stretch: float = 0) -> None:
        """Draws one line as it is; `stretch` points are added to every space."""
        if not text:
            return
        if align != LEFT:
            x -= width_of(text, style) / (1 if align == RIGHT else 2)
        typeface, size, _leading, colour = style
        if colour != self._fill:
            self._fill_with(colour)
        shown = ""
        for font, codes in self._paper.glyphs(text, typeface):
            if font != self._font or size != self._size:
                self._font, self._size = font, size
                shown += f"{font} {size:.2f} Tf\n"
            shown += f"<{codes}> Tj\n"
        place = f"{x:.2f} {self._height - y:.2f}"
        if stretch:
            self.operators.append(f"BT 1 0 0 1 {place} Tm\n{stretch:.4f} Tw\n{shown}0 Tw ET")
        else:
            self.operators.append(f"BT 1 0 0 1 {place} Tm\n{shown}ET")

    def texts(self, x: float, y: float, texts: Iterable[tuple[float, float, str, Style]]) -> None:
        """Draws several texts as one object, each so far to the right of `x` and below `y`: rows of tables."""
        shown, glyphs = [f"BT 1 0 0 1 {x:.2f} {self._height - y:.2f} Tm"], self._paper.glyphs
        last_right = last_below = 0.0
        for right, below, text, (typeface, size, _leading, colour) in texts:
            if not text:
                continue
            if colour != self._fill:
                self._fill = colour
                shown.append(f"{tone(colour)} rg")
            shown.append(f"{right - last_right:.2f} {last_below - below:.2f} Td")
            last_right, last_below = right, below
            for font, codes in glyphs(text, typeface):
                if font != self._font or size != self._size:
                    self._font, self._size = font, size
                    shown.append(f"{font} {size:.2f} Tf")
                shown.append(f"<{codes}> Tj")
        shown.append("ET")
        self.operators.append("\n".join(shown))

    def line(self, x: float, y: float, line: Line, style: Style, width: float, align: str = LEFT) -> None:
        """Draws a broken line in a column of `width`; full ones are stretched when `align` is empty (justified)."""
        spaces = line.text.count(" ") + line.text.count(BOUND)
        if not align:
            loose = width - line.indent - line.width
            stretch = loose / spaces if line.full and spaces and 0 < loose < width / 2 else 0
            self.text(x + line.indent, y, line.text, style, stretch=stretch)
            return
        start = {LEFT: x + line.indent, CENTRE: x + width / 2, RIGHT: x + width}[align]
        self.text(start, y, line.text, style, align)

    def rule(self, x1: float, y1: float, x2: float, y2: float, colour: str = "text", thickness: float = 0.5) -> None:
        """Draws a straight line."""
        wanted = f"{tone(colour)} RG {thickness:.2f} w"
        if wanted != self._stroke:
            self._stroke = wanted
            self.operators.append(wanted)
        self.operators.append(f"{x1:.2f} {self._height - y1:.2f} m {x2:.2f} {self._height - y2:.2f} l S")

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fills a rectangle whose upper left corner is (x, y)."""
        self._fill_with(colour)
        self.operators.append(f"{x:.2f} {self._height - y - height:.2f} {width:.2f} {height:.2f} re f")

    def frame(self, x: float, y: float, width: float, height: float, colour: str, thickness: float = 1) -> None:
        """Draws the outline of a rectangle."""
        self._stroke = f"{tone(colour)} RG {thickness:.2f} w"
        self.operators += [self._stroke, f"{x:.2f} {self._height - y - height:.2f} {width:.2f} {height:.2f} re S"]

    def pack(self) -> None:
        """Makes a finished page small until the paper is saved; more may still be drawn on it."""
        if self.operators:
            self._packed.append(zlib.compress("\n".join(self.operators).encode("ascii"), 1))
            self.operators = []

    def content(self) -> str:
        """All its operators."""
        return "\n".join([*(zlib.decompress(part).decode("ascii") for part in self._packed), *self.operators])

    def _fill_with(self, colour: str) -> None:
        if colour != self._fill:
            self._fill = colour
            self.operators.append(f"{tone(colour)} rg")


class Column:
    """A strip of the paper that is filled from top to bottom and goes on, page after page."""

    def __init__(self, paper: Paper, x: float, width: float, page: int, y: float) -> None:
        self.paper, self.x, self.width = paper, x, width
        self.index, self.y = page, y

    @property
    def page(self) -> Page:
        return self.paper.pages[self.index]

    @property
    def top(self) -> float:
        return self.paper.margins.top

    @property
    def bottom(self) -> float:
        return self.paper.margins.foot

    @property
    def room(self) -> float:
        return self.bottom - self.y

    @property
    def place(self) -> tuple[int, float]:
        """Where it has come to; greater is further on."""
        return self.index, self.y

    def next_page(self) -> None:
        self.index += 1
        if self.index == len(self.paper.pages):
            self.paper.new_page()
        self.y = self.top

    def need(self, height: float) -> None:
        """Goes to the next page unless so much room is left; a fresh page has to do."""
        if height > self.room + 0.01 and self.y > self.top:
            self.next_page()

    def gap(self, height: float) -> None:
        """Empty space, but none at the top of a page."""
        if self.y > self.top:
            self.y += height

    def lines(self, lines: Iterable[Line], style: Style, align: str = LEFT) -> None:
        """Sets lines one under another; `align` empty means justified."""
        for line in lines:
            self.need(style.leading)
            baseline = self.y + style.leading - (style.leading - style.size * 0.72) / 2
            self.page.line(self.x, baseline, line, style, self.width, align)
            self.y += style.leading


@cache
def tone(colour: str) -> str:
    """A role of the light theme ("muted", "accent"…) or a mixture «accent:0.4» with white, as PDF's three numbers."""
    role, _, part = colour.partition(":")
    if role == "black":
        return "0 0 0"
    code = _theme()[role].lstrip("#")
    strength = float(part) if part else 1.0
    channels = (int(code[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return " ".join(f"{1 - (1 - channel) * strength:.3f}" for channel in channels)


@cache
def _theme() -> dict[str, str]:
    text = (resources.files("resources") / "themes" / "light.json").read_text("utf-8")
    theme: dict[str, str] = json.loads(text)
    return theme
