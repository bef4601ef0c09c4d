"""The report's charts, drawn as vectors: bars beside last year's, and a heat map. They get numbers and ready words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from printing.fonts import BOLD, SANS
from printing.page import CENTRE, MM, RIGHT, Column, Page
from printing.text import Line, Style, lines_of, one_line, width_of

_LABEL = Style(SANS, 8, 9.2)
_STRONG = Style(SANS + BOLD, 8, 9.2)
_QUIET = Style(SANS, 8, 9.2, "muted")
_SMALL = Style(SANS, 7, 8.2, "muted")
_STEP = 2.5 * MM


@dataclass(frozen=True)
class Bar:
    """A labelled number beside last year's, with its share as words."""

    label: str
    now: int
    before: int
    shown: str
    share: str
    level: int = 0


@dataclass(frozen=True)
class Tile:
    """A cell of the heat map; a marked one is framed."""

    now: int
    before: int
    shown: str
    before_shown: str
    marked: bool = False


def bars(column: Column, rows: Sequence[Bar], *, label: float = 0.47, hyphens: str = "") -> None:
    """Horizontal bars, each with a thinner one of last year under it; `label` is the part of the width for words."""
    words, figures = column.width * label, 21 * MM
    length = column.width - words - figures
    scale = length / max([1, *(max(row.now, row.before) for row in rows)])
    for row in rows:
        style = _LABEL if row.level else _STRONG
        lines = lines_of(row.label, style, words - row.level * _STEP - 4, hyphens=hyphens)
        height = max(len(lines) * style.leading, 9) + 4
        column.need(height)
        page, y = column.page, column.y
        for number, line in enumerate(lines):
            page.text(column.x + row.level * _STEP, y + 8 + number * style.leading, line.text, style)
        x = column.x + words
        page.box(x, y + 2, max(row.now * scale, 0.3), 4.6, "accent" if not row.level else "accent:0.7")
        page.box(x, y + 7.2, max(row.before * scale, 0.3), 2, "chart_past")
        page.text(column.x + column.width - 13 * MM, y + 8, row.shown, _STRONG, RIGHT)
        page.text(column.x + column.width, y + 8, row.share, _QUIET, RIGHT)
        column.y += height


def legend(page: Page, x: float, y: float, now: str, before: str) -> None:
    """Which bar is which year; ends at `x`, on the baseline `y`."""
    for text, colour in ((before, "chart_past"), (now, "accent")):
        x -= width_of(text, _SMALL)
        page.text(x, y, text, _SMALL)
        x -= 8
        page.box(x, y - 5, 5, 5, colour)
        x -= 8


def heat_map(column: Column, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[Tile]]], hyphens: str) -> None:
    """A table of numbers, the darker the more; last year's stands small beside."""
    words = min(46 * MM, column.width * 0.3)
    cell = (column.width - words) / max(1, len(heads))
    broken = [lines_of(head, _SMALL, cell - 4, hyphens=hyphens) for head in heads]
    most = max([1, *(tile.now for _, tiles in rows for tile in tiles)])
    _heads(column, broken, words, cell)
    for name, tiles in rows:
        if column.room < 16:
            column.next_page()
            _heads(column, broken, words, cell)
        _tiles(column, name, tiles, words, cell, most)


def _heads(column: Column, broken: list[Sequence[Line]], words: float, cell: float) -> None:
    height = max((len(lines) for lines in broken), default=0) * _SMALL.leading
    column.need(height + 40)
    for number, lines in enumerate(broken):
        top = column.y + height - len(lines) * _SMALL.leading
        for row, line in enumerate(lines):
            middle = column.x + words + (number + 0.5) * cell
            column.page.text(middle, top + 6.5 + row * _SMALL.leading, line.text, _SMALL, CENTRE)
    column.y += height + 3


def _tiles(column: Column, name: str, tiles: Sequence[Tile], words: float, cell: float, most: int) -> None:
    page, y, height = column.page, column.y, 15.0
    name, style = one_line(name, _LABEL, words - 6)
    page.text(column.x, y + 10, name, style)
    for number, tile in enumerate(tiles):
        x = column.x + words + number * cell
        strength = tile.now / most
        page.box(x + 0.7, y + 0.7, cell - 1.4, height - 1.4, f"accent:{0.06 + 0.74 * strength:.2f}")
        colour = "on_accent" if strength > 0.6 else "text"
        now = Style(SANS + BOLD if tile.marked else SANS, 8, 9, colour)
        before = Style(SANS, 6.5, 8, "on_accent" if strength > 0.6 else "muted")
        page.text(x + cell / 2, y + 10.3, tile.shown, now, CENTRE)
        page.text(x + cell / 2 + width_of(tile.shown, now) / 2 + 4, y + 10.3, tile.before_shown, before)
        if tile.marked:
            page.frame(x + 1.2, y + 1.2, cell - 2.4, height - 2.4, "red", 1.2)
    column.y += height
