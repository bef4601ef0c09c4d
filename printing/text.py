"""User's text on its way to paper: cleaned, broken into lines, hyphenated. It is never markup: nothing is parsed."""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from printing.fonts import SERIF, face, has_glyph

BOUND = "\N{NO-BREAK SPACE}"  # drawn as a plain space, but no line is broken there
_HYPHEN = "-"
_LOOSE = 0.06  # a word is hyphenated only where the line would else lack more than this part of its width
_LONGEST = 400  # letters: more never fit on a line, so more are not measured
_LONGEST_KEPT = 600  # letters: of longer paragraphs the lines are not remembered
_KEPT = 5_000  # paragraphs whose lines are remembered
_LADDER = 3  # hyphenated lines in a row
_DROPPED = ("Cc", "Cf", "Cs", "Cn")  # control characters, invisible ones, lone surrogates, what is no character
_PLAIN = re.compile(r"[ -~\n\u0410-\u044FЁё№«»–—]*")
_STRANGE = re.compile(r"[^ -~\n\u0410-\u044FЁё№«»–—]")
_HYPHENATION = {"ru": "ru_RU", "en": "en_GB"}

_BINDINGS = re.compile(
    "|".join(
        (
            r"(?<=[\d№§]) (?=[\w°%(₽])",  # 4 318 рублей, 20 °C, № 5, 8 (342)
            r"(?<=\d\)) (?=\d)",  # (342) 200-00-00
            r"(?<=\b[гдсп]\.) (?=[\w«])",  # г. Пермь, д. 12
            r"(?<=\b(?:ул|кв|ст|пр|пл|оф|им)\.) (?=[\w«])",
            r"(?<=\b(?:пер|тел|доб|стр|обл|пос|рис)\.) (?=[\w«(+])",
            r"(?<=(?<![°\w])[А-ЯЁA-Z]\.) (?=[А-ЯЁA-Z])",  # А.В. Белов
            r"(?<=\b[АВИКОСУЯавикосуя]) (?=\w)",  # a lone preposition stays with its word
            r" (?=[—–] )",  # a dash does not begin a line
        )
    )
)


class Style(NamedTuple):
    """How a piece of text is set: sizes and leading in points."""

    face: str = SERIF
    size: float = 12
    leading: float = 15
    colour: str = "text"  # a role of the light theme


class Line(NamedTuple):
    """One line as it is drawn; `full` lines are stretched in a justified paragraph, the last one is not."""

    text: str
    width: float
    indent: float = 0
    full: bool = False


def clean(text: str) -> str:
    """The text with one kind of line break and space, composed letters, and nothing invisible."""
    if _PLAIN.fullmatch(text):
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _STRANGE.sub(_cleaned, text)


def missing_glyphs(text: str, name: str = SERIF) -> set[str]:
    """The characters of the text for which the paper's typeface has no glyph; empty when all can be printed."""
    return {character for character in set(clean(text)) if character not in "\n " and not has_glyph(character, name)}


def width_of(text: str, style: Style) -> float:
    """The width of one line in points."""
    return _width(text, style.face) * style.size


def lines_of(text: str, style: Style, width: float, *, indent: float = 0, hyphens: str = "") -> Sequence[Line]:
    """One paragraph broken into lines, no letter lost; `hyphens` is the language by which words may be divided."""
    if len(text) > _LONGEST_KEPT:
        return _broken(text, style, width, indent, hyphens)
    return _broken_before(text, style, width, indent, hyphens)


def balanced(text: str, style: Style, width: float) -> Sequence[Line]:
    """As few lines as fit, of about equal length: for headings set in the middle."""
    if len(text) > _LONGEST_KEPT:
        return _balanced(text, style, width)
    return _balanced_before(text, style, width)


def _broken(text: str, style: Style, width: float, indent: float, hyphens: str) -> Sequence[Line]:
    text = " ".join(clean(text).split())
    if len(text) < _LONGEST and width_of(text, style) <= width - indent:
        return (Line(text, width_of(text, style), indent),)
    words = deque(_bound(text).split(" "))
    lines: list[Line] = []
    current, used, ladder = "", 0.0, 0
    space = width_of(" ", style)
    while words:
        word = words.popleft()
        room = width - (0 if lines else indent)
        start = used + space if current else 0.0
        own = width_of(word[:_LONGEST], style)
        if start + own <= room + 0.01:
            current, used = f"{current} {word}" if current else word, start + own
            continue
        head, tail = "", ""
        if not current or (hyphens and words and ladder < _LADDER and room - used > room * _LOOSE):
            head, tail = _divided(word, style, room - start, hyphens, unbind=not current)
        if not current and not head:
            head, tail = _cut(word, style, room)
        if head:
            current, used = f"{current} {head}" if current else head, start + width_of(head, style)
            if tail:
                words.appendleft(tail)
        else:
            words.appendleft(word)
        ladder = ladder + 1 if head.endswith(_HYPHEN) else 0
        lines.append(Line(current, used, 0 if lines else indent, full=True))
        current, used = "", 0.0
    lines.append(Line(current, used, 0 if lines else indent))
    return tuple(lines)


def _balanced(text: str, style: Style, width: float) -> Sequence[Line]:
    lines = lines_of(text, style, width)
    low, high = 0.0, width
    while len(lines) > 1 and high - low > 1:
        middle = (low + high) / 2
        tried = _broken(text, style, middle, 0, "")
        if len(tried) > len(lines) or any(line.width > middle for line in tried) or _cuts_words(tried, text):
            low = middle
        else:
            lines, high = tried, middle
    return lines


# Letters of one day, and reports of one office, say the same paragraphs again and again.
_broken_before = lru_cache(maxsize=_KEPT)(_broken)
_balanced_before = lru_cache(maxsize=_KEPT)(_balanced)


def paragraphs(text: str) -> list[str]:
    """The cleaned paragraphs; an empty one stands for a gap. Empty ones at both ends are gone."""
    return clean(text).strip("\n ").split("\n")


def one_line(text: str, style: Style, width: float) -> tuple[str, Style]:
    """The text bound to one line: in smaller type if it must be, cut with «…» below half the size."""
    text = " ".join(clean(text).split())
    own = width_of(text, style)
    if own <= width:
        return text, style
    smaller = max(style.size * width / own, style.size / 2)
    style = Style(style.face, smaller, style.leading, style.colour)
    if width_of(text, style) > width + 0.01:
        text = _cut(text, style, width - width_of("…", style))[0] + "…"
    return text, style


def shortened(text: str, most: int) -> str:
    """At most so many letters, cut at a word where there is one, with «…»."""
    text = clean(text).strip()
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    head = cut if text[most - 1].isspace() else cut.rpartition(" ")[0]
    return (head if len(head) > most // 2 else cut).rstrip(" \n.,;:–—-") + "…"


def _cleaned(strange: re.Match[str]) -> str:
    character = strange.group()
    if character in "\t\v\f\x85":
        return " "
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    if category in ("Zl", "Zp"):
        return "\n"
    return "" if category in _DROPPED else character


def _bound(text: str) -> str:
    return _BINDINGS.sub(BOUND, text)


@lru_cache(maxsize=20_000)
def _width(text: str, name: str) -> float:
    widths, other = _widths(name)
    return sum(widths.get(ord(character), other) for character in text) / 1000


@cache
def _widths(name: str) -> tuple[dict[int, float], float]:
    metrics = face(name).face
    return metrics.charWidths, metrics.defaultWidth


def _divided(word: str, style: Style, room: float, hyphens: str, *, unbind: bool) -> tuple[str, str]:
    """The longest beginning of the word that fits, with its hyphen, and the rest; empty when it cannot be divided."""
    best = ("", "")
    for head, tail in _divisions(word, hyphens, unbind or len(word) > 40):
        if width_of(head, style) > room:
            break
        best = (head, tail)
    return best


def _divisions(word: str, hyphens: str, unbind: bool) -> Iterator[tuple[str, str]]:
    # Of what is bound together only the word after a lone preposition is divided: no А.В. Бе-лов, no 318 руб-лей.
    first, bound, _ = word.partition(BOUND)
    if bound and not (len(first) == 1 and first.isalpha()):
        hyphens = ""
    for match in re.finditer(r"[^\W\d_]+(?P<hyphen>-(?=[^\W\d_]{3}))?|" + BOUND, word):
        part, start = match.group(), match.start()
        if part == BOUND:
            if unbind:  # too much was bound together
                yield word[:start], word[start + 1 :]
            continue
        letters = part.rstrip(_HYPHEN)
        if hyphens and len(letters) >= 5 and not letters.isupper():
            for position in _positions(letters, hyphens):
                yield word[: start + position] + _HYPHEN, word[start + position :]
        if match.group("hyphen") and len(letters) >= 3:
            yield word[: match.end()], word[match.end() :]


@lru_cache(maxsize=20_000)
def _positions(word: str, hyphens: str) -> tuple[int, ...]:
    dictionary = _dictionary(hyphens)
    if dictionary is None or len(word) > 60:
        return ()
    return tuple(p for p in dictionary.positions(word) if 2 <= p <= len(word) - 3)


@cache
def _dictionary(hyphens: str) -> Any:
    if hyphens not in _HYPHENATION:
        return None
    import pyphen

    return pyphen.Pyphen(lang=_HYPHENATION[hyphens])


def _cut(word: str, style: Style, room: float) -> tuple[str, str]:
    """As many letters as fit, at least one: for a word wider than the line."""
    widths, other = _widths(style.face)
    used = 0.0
    for position, character in enumerate(word):
        used += widths.get(ord(character), other) * style.size / 1000
        if used > room and position:
            return word[:position], word[position:]
    return word, ""


def _cuts_words(lines: Sequence[Line], text: str) -> bool:
    return " ".join(line.text for line in lines).replace(BOUND, " ") != " ".join(text.split())
