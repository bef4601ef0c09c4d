"""Long tables with texts in every column: rows wrap, heads are repeated, a row longer than a sheet goes on overleaf.

Rows are drawn one by one as they come, so that a table of any length needs no more memory than its pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from printing.fonts import BOLD, SANS
from printing.page import LEFT, Column
from printing.text import Line, Style, lines_of, paragraphs, shortened

TEXT = Style(SANS, 8.6, 10.6)
STRONG = Style(SANS + BOLD, 8.6, 10.6)
SMALL = Style(SANS, 7.6, 9.6, "muted")
_HEAD = Style(SANS, 7.6, 9.2, "muted")
_PAD = 2.6  # above and below a row
_GUTTER = 7  # between the columns

Cell = Sequence[tuple[str, Style]]  # paragraphs, one under another


@dataclass(frozen=True)
class Head:
    """A column: `width` in points."""

    title: str
    width: float


class Ledger:
    """Draws rows into a column of the paper, page after page; finished pages are packed."""

    def __init__(self, heads: Sequence[Head], *, hyphens: str = "", is_packing: bool = False) -> None:
        self._heads, self._hyphens, self._is_packing = tuple(heads), hyphens, is_packing
        self._titles = [lines_of(head.title, _HEAD, head.width - _GUTTER, hyphens=hyphens) for head in heads]
        self._width = sum(head.width for head in heads)
        self.head_height = max(len(lines) for lines in self._titles) * _HEAD.leading + 2 * _PAD

    def begin(self, column: Column) -> None:
        """The heads and the rule under them."""
        x, top = column.x, column.y
        for head, lines in zip(self._heads, self._titles, strict=True):
            for number, line in enumerate(lines):
                column.page.line(x, top + _PAD + 7 + number * _HEAD.leading, line, _HEAD, head.width, LEFT)
            x += head.width
        column.y = top + self.head_height
        column.page.rule(column.x, column.y, column.x + self._width, column.y, "muted", 0.6)

    def row(self, column: Column, cells: Sequence[Cell]) -> None:
        """One row: whole on a page if it fits on one at all."""
        rest = [self._laid_out(cell, head) for cell, head in zip(cells, self._heads, strict=True)]
        height = max(_height(lines) for lines in rest) + 2 * _PAD
        full = column.bottom - column.top - self.head_height
        if height > column.room + 0.01 and (height <= full or column.room < full / 3):
            self._turn(column)
        while True:
            drawn = self._draw(column, rest)
            if not any(rest):
                break
            assert drawn, "a line is higher than a sheet"
            self._turn(column)
        column.page.rule(column.x, column.y, column.x + self._width, column.y, "line", 0.5)

    def height_of(self, cells: Sequence[Cell]) -> float:
        """The height of a row in points."""
        laid_out = (self._laid_out(cell, head) for cell, head in zip(cells, self._heads, strict=True))
        return max(_height(lines) for lines in laid_out) + 2 * _PAD

    def _laid_out(self, cell: Cell, head: Head) -> list[tuple[Line, Style]]:
        width = head.width - _GUTTER
        return [
            (line, style)
            for text, style in cell
            if text
            for part in paragraphs(text)
            if part.strip()
            for line in lines_of(part, style, width, hyphens=self._hyphens)
        ]

    def _draw(self, column: Column, rest: list[list[tuple[Line, Style]]]) -> bool:
        """Draws as many lines of each cell as there is room for and takes them away; whether any was drawn."""
        x, top, low = column.x, column.y + _PAD, column.y + _PAD
        any_drawn = False
        for head, lines in zip(self._heads, rest, strict=True):
            y = top
            while lines and y + lines[0][1].leading + _PAD <= column.bottom + 0.01:
                line, style = lines.pop(0)
                baseline = y + style.leading - (style.leading - style.size * 0.72) / 2
                column.page.line(x, baseline, line, style, head.width, LEFT)
                y += style.leading
                any_drawn = True
            low, x = max(low, y), x + head.width
        column.y = low + _PAD
        return any_drawn

    def _turn(self, column: Column) -> None:
        finished = column.page
        column.next_page()
        if self._is_packing:
            finished.pack()
        self.begin(column)


def _height(lines: Sequence[tuple[Line, Style]]) -> float:
    return sum(style.leading for _line, style in lines)


def cell(*parts: tuple[str, Style], most: int = 0) -> Cell:
    """A cell of these paragraphs, the empty ones left out; `most` letters of each."""
    return tuple(_parts(parts, most))


def _parts(parts: Sequence[tuple[str, Style]], most: int) -> Iterator[tuple[str, Style]]:
    for text, style in parts:
        if text.strip():
            yield (shortened(text, most) if most else text), style
