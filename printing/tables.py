"""Tables of short rows: the first columns wrap, figures stand on the right, heads are repeated on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from printing.fonts import BOLD, SANS
from printing.page import LEFT, MM, RIGHT, Column
from printing.text import Style, lines_of, one_line, width_of

_ROW = Style(SANS, 8.2, 10)
_STRONG = Style(SANS + BOLD, 8.2, 10)
_QUIET = Style(SANS, 8.2, 10, "muted")
_CODE = Style(SANS, 7.2, 10, "muted")
_HEAD = Style(SANS, 7.5, 9, "muted")
_TITLE = Style(SANS + BOLD, 10.5, 14)
_NOTE = Style(SANS, 7.5, 10, "muted")
_PAD = 1.7  # above and below a row
_GUTTER = 5  # between the columns
_ON_BAR = 3  # from the bar's beginning to the name on it
_STEP = 3 * MM  # indent of a level


@dataclass(frozen=True)
class Head:
    """A column: `width` in points; words wrap on the left, figures stand in one line on the right."""

    title: str
    width: float
    align: str = RIGHT
    quiet: bool = False  # in the muted colour: what stands there for comparison


class Entry(NamedTuple):
    """A row: one text a column. `part` (0…1) of the first column lies on a soft bar."""

    cells: tuple[str, ...]
    level: int = 0
    strong: bool = False
    part: float = 0


class Table:
    """A table for a column of the paper. Its rows are laid out one by one as they are drawn: there may be thousands."""

    def __init__(
        self, title: str, heads: Sequence[Head], entries: Sequence[Entry], *, note: str = "", hyphens: str = ""
    ) -> None:
        self._title, self._heads, self._note, self._hyphens = title, tuple(heads), note, hyphens
        # The column that is indented: the last one of words.
        self._name = max((number for number, head in enumerate(heads) if head.align == LEFT), default=0)
        self._on_bar = _ON_BAR if any(entry.part for entry in entries) else 0
        self._width = sum(head.width for head in heads)
        self._notes = lines_of(note, _NOTE, self._width) if note else []
        self._entries = tuple(entries)

    @cached_property
    def height(self) -> float:
        """With its title, if nothing breaks it."""
        return self._opening + sum(self._laid_out(entry).height for entry in self._entries)

    @property
    def _opening(self) -> float:
        title = _TITLE.leading + 1 if self._title else 0
        return title + len(self._notes) * _NOTE.leading + _HEAD.leading + 2 * _PAD

    def draw(self, column: Column) -> None:
        """Draws the table; title, head and the first rows stay together."""
        column.need(self._opening + sum(self._laid_out(entry).height for entry in self._entries[:3]))
        if self._title:
            column.page.text(column.x, column.y + 11, self._title, _TITLE)
            column.y += _TITLE.leading + 1
        column.lines(self._notes, _NOTE)
        self._draw_heads(column)
        for entry in self._entries:
            row = self._laid_out(entry)
            if row.height > column.room + 0.01:
                column.next_page()
                self._draw_heads(column)
            self._draw_row(column, row)

    def _laid_out(self, entry: Entry) -> _Row:
        style = _STRONG if entry.strong else _ROW
        texts: list[tuple[float, float, str, Style]] = []
        figures: list[tuple[float, float, str, Style]] = []
        right, most, squeezed = 0.0, 0, 1.0
        for number, (head, text) in enumerate(zip(self._heads, entry.cells, strict=True)):
            left, right = right, right + head.width
            if head.align == LEFT:
                indent = self._on_bar + (entry.level * _STEP if number == self._name else 0)
                own = _CODE if head.quiet else style
                lines = lines_of(text, own, head.width - _GUTTER - indent, hyphens=self._hyphens)
                for below, line in enumerate(lines):
                    texts.append((left + indent, below * _ROW.leading, line.text, own))
                most = max(most, len(lines))
            elif text:
                own = _QUIET if head.quiet else style
                width = width_of(text, own)
                squeezed = min(squeezed, (head.width - 3) / width)
                figures.append((right, width, text, own))
        for right, width, text, own in figures:
            if squeezed < 1:  # so that every figure of the row fits into its column
                width, own = width * squeezed, own._replace(size=own.size * squeezed)
            texts.append((right - width, 0, text, own))
        return _Row(texts, most * _ROW.leading + 2 * _PAD, entry.part)

    def _draw_heads(self, column: Column) -> None:
        x, baseline = column.x, column.y + _PAD + 7
        for head in self._heads:
            title, style = one_line(head.title, _HEAD, head.width - (0 if head.align == LEFT else 2))
            column.page.text(x if head.align == LEFT else x + head.width, baseline, title, style, head.align)
            x += head.width
        column.y += _HEAD.leading + 2 * _PAD
        column.page.rule(column.x, column.y, column.x + self._width, column.y, "muted", 0.6)

    def _draw_row(self, column: Column, row: _Row) -> None:
        page, x, baseline = column.page, column.x, column.y + _PAD + 7.7
        if row.part:
            length = (self._heads[0].width - _GUTTER) * min(1, row.part)
            page.box(x, column.y + 1.2, length, row.height - 2.4, "accent:0.14")
        page.texts(x, baseline, row.texts)
        column.y += row.height
        page.rule(x, column.y, x + self._width, column.y, "line", 0.4)


class _Row(NamedTuple):
    """A row that is laid out; its texts stand at their places from its left edge and first baseline."""

    texts: list[tuple[float, float, str, Style]]
    height: float
    part: float
