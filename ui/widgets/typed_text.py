"""What people type, made safe and comparable: no invisible characters, one spelling, a limit. Pure functions."""

from __future__ import annotations

import unicodedata

_ZERO_WIDTH_JOINER = "\N{ZERO WIDTH JOINER}"
_DROPPED = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))


def clean(text: str, max_length: int, *, lines: bool = False) -> str:
    """The text composed (NFC), without control, format and unassigned characters but the joiner, trimmed and cut.

    With `lines` line breaks stay (as \\n), else they and tabs become spaces.
    """
    return without_hidden(text, lines=lines).strip()[:max_length].rstrip()


def without_hidden(text: str, *, lines: bool = False) -> str:
    """The same without trimming and cutting: for text on its way into an editor."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = text.replace("\t", " ")
    if not lines:
        text = text.replace("\n", " ")
    kept = [
        character
        for character in unicodedata.normalize("NFC", text)
        if character in ("\n", _ZERO_WIDTH_JOINER) or unicodedata.category(character) not in _DROPPED
    ]
    return "".join(kept)


def search_key(text: str) -> str:
    """The text as it is compared while searching: one case, е for ё."""
    return text.casefold().replace("ё", "е")


def match_rank(query: str, text: str) -> int | None:
    """How well the text fits the query, 0 best; None if some word of the query is not in it."""
    wanted, inside = search_key(query).split(), search_key(text)
    if not all(word in inside for word in wanted):
        return None
    if not wanted or inside.startswith(" ".join(wanted)):
        return 0
    starts = inside.replace("-", " ").replace("(", " ").split()
    if all(any(start.startswith(word) for start in starts) for word in wanted):
        return 1
    return 2


def hits(words: str, text: str) -> list[tuple[int, int]]:
    """Where the words of a search stand in the text, as (start, length), in order and without overlaps."""
    inside = search_key(text)
    if len(inside) != len(text):  # casefold lengthened something (ß): positions would lie
        return []
    found: list[tuple[int, int]] = []
    for word in sorted(set(search_key(words).split()), key=len, reverse=True):
        at = inside.find(word)
        while at >= 0:
            if all(at + len(word) <= start or at >= start + length for start, length in found):
                found.append((at, len(word)))
            at = inside.find(word, at + len(word))
    return sorted(found)
