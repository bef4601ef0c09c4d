"""What runs through a paper of several sheets: its name on top from the second one on, «page 2 of 7» at the foot."""

from __future__ import annotations

from printing.fonts import SANS
from printing.page import MM, RIGHT, Paper
from printing.text import Style, one_line
from resources.formats import number
from resources.words import N_, translate

_STYLE = Style(SANS, 8, 10, "muted")


def run_through(paper: Paper, title: str, *, named_from: int = 1) -> None:
    """Names the pages from index `named_from` on and numbers all of them; a single sheet stays bare."""
    total = len(paper.pages)
    if total < 2:
        return
    margins = paper.margins
    words = translate(N_("page {number} of {total}"))
    for index, page in enumerate(paper.pages):
        if index >= named_from:
            text, style = one_line(title, _STYLE, margins.width)
            page.text(margins.left, margins.top - 4 * MM, text, style)
        place = words.format(number=number(index + 1), total=number(total))
        page.text(margins.left + margins.width, margins.foot + 6 * MM, place, _STYLE, RIGHT)
