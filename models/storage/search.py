"""The words and digits of the visitors' search as SQL of this engine: whose rowid is recency, so LIMIT stops early.

Built from any text without raising: what reaches MATCH are quoted tokens of letters that the tokenizer keeps whole.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from models.storage.keys import cleaned, search_key

_LONGEST_TEXT = 200  # nobody types more into a search line
_MOST_WORDS = 8
_PREFIX = 7  # letters of the longest prefix index
SHORTEST_DIGITS = 3  # a trigram
SELECTIVE_DIGITS = 5  # from here on digits narrow more than words do
_KEY_DIGITS = 10
_MOST_DIALLED = 3  # digits of a country's code
_ONLY_DIALLING = re.compile(r"[\s+()\-.]*")
_OLD_UNICODE = unicodedata.ucd_3_2_0  # letters that were letters then are letters for the tokenizer of SQLite too

_ID = "SELECT v.id FROM {index} AS found CROSS JOIN visitor AS v ON v.id = (-found.rowid) & 4294967295"
_LATEST = "ORDER BY v.last_visit_on DESC, v.id DESC"


# A line of the list of visitors; one statement, because there is one for every keystroke.
_COUNT = "(SELECT COUNT(*) FROM appeal AS a WHERE a.visitor_id = v.id AND a.is_annulled = 0{more})"
_PHONE = "(SELECT p.{column} FROM visitor_phone AS p WHERE p.visitor_id = v.id{more} ORDER BY p.place, p.id LIMIT 1)"
_LINE = ", ".join(
    (
        "SELECT v.id, v.full_name, v.birth_year", _PHONE.format(column="e164", more=" AND p.e164 IS NOT NULL"),
        _PHONE.format(column="typed", more=""), "d.name", "v.category", "v.last_visit_on",
        _COUNT.format(more=" AND a.outcome IS NULL"), _COUNT.format(more=""),
    )
)  # fmt: skip
_JOINED = "visitor AS v LEFT JOIN district AS d ON d.id = v.district_id"


@dataclass(frozen=True)
class Wanted:
    """What a typed text asks for. `parts`: fragments of a phone's last ten digits, and whether each must begin it."""

    words: tuple[str, ...] = ()
    digits: str = ""
    parts: tuple[tuple[str, bool], ...] = ()
    is_nothing: bool = False  # there is a text, but nothing in it that could be found


def wanted(text: str) -> Wanted:
    """The words and the digits of a text."""
    short = cleaned(text)[:_LONGEST_TEXT]
    tokens = search_key(short).split()
    digits = "".join(token for token in tokens if token.isascii() and token.isdigit())
    words = tuple(dict.fromkeys(token for token in tokens if not (token.isascii() and token.isdigit())))[:_MOST_WORDS]
    if not words and not digits:
        return Wanted(is_nothing=_ONLY_DIALLING.fullmatch(short) is None)
    return Wanted(words, digits, _parts(digits, re.search(r"\+\s*\(?\d", short) is not None and not words))


def _parts(digits: str, is_international: bool) -> tuple[tuple[str, bool], ...]:
    """The ways in which typed digits may stand in the last ten ones: anywhere, or after a prefix at the beginning."""
    if len(digits) > _KEY_DIGITS:
        return ((digits[-_KEY_DIGITS:], False),)
    if is_international:
        most = 1 if digits.startswith("7") else _MOST_DIALLED
        return tuple((digits[n:], True) for n in range(1, most + 1) if digits[n:])
    if digits[:1] in ("7", "8") and len(digits) > SHORTEST_DIGITS:
        return (digits, False), (digits[1:], True)
    return ((digits, False),) if digits else ()


def visitor_ids(text: str, limit: int | None = None) -> tuple[str, list[Any]]:
    """The statement, with its values, that gives the ids of the visitors whom a text finds, the latest visit first."""
    asked = wanted(text)
    values: list[Any] = []
    if asked.is_nothing:
        sql = "SELECT v.id FROM visitor AS v WHERE 0"
    elif asked.words and (len(asked.digits) < SELECTIVE_DIGITS or not _is_indexed(asked.parts)):
        sql = _by_words(asked, values)
    elif _is_indexed(asked.parts):
        sql = _by_digits(asked, values)
    else:
        conditions = _digits_conditions(asked, values)
        sql = f"SELECT v.id FROM visitor AS v {'WHERE ' + conditions if conditions else ''} {_LATEST}"
    if limit is not None:
        sql += " LIMIT ?"
        values.append(max(0, limit))
    return sql, values


def visitor_lines(text: str, limit: int) -> tuple[str, list[Any]]:
    """The statement, with its values, that gives the lines of the visitors whom a text finds; in any order."""
    sql, values = visitor_ids(text, limit)
    return lines_among(sql), values


def lines_among(sql: str) -> str:
    """The statement that gives the lines of the visitors whose ids a statement gives; in any order."""
    return f"{_LINE} FROM ({sql}) AS hit CROSS JOIN {_JOINED} WHERE v.id = hit.id"


def lines_of(count: int) -> str:
    """The statement that gives the lines of this many ids."""
    return f"{_LINE} FROM {_JOINED} WHERE v.id IN ({', '.join('?' * count)})"


def _is_indexed(parts: tuple[tuple[str, bool], ...]) -> bool:
    return bool(parts) and all(len(fragment) >= SHORTEST_DIGITS for fragment, _is_first in parts)


def _by_words(asked: Wanted, values: list[Any]) -> str:
    indexed = [known for word in asked.words if (known := _known_part(word))]
    conditions = []
    if indexed:
        sql, order = _ID.format(index="visitor_words"), "ORDER BY found.rowid"
        conditions.append("visitor_words MATCH ?")
        values.append(" AND ".join(f'"{part}"*' for part in indexed))
    else:
        sql, order = "SELECT v.id FROM visitor AS v", _LATEST
    conditions += _word_conditions(values, [word for word in asked.words if _known_part(word) != word])
    if asked.digits:
        conditions.append(_number_beside_words(asked, values))
    return f"{sql} WHERE {' AND '.join(conditions)} {order}"


def _known_part(word: str) -> str:
    """The beginning of a word that the index can be asked for."""
    part = word[:_PREFIX]
    for i, letter in enumerate(part):
        if _OLD_UNICODE.category(letter)[0] not in "LN":
            return part[:i]
    return part


def _word_conditions(values: list[Any], words: list[str]) -> list[str]:
    """A word of the name begins so; built-in functions only, they know no pattern."""
    values += [f" {word}" for word in words]
    return ["instr(' ' || v.name_key, ?) > 0"] * len(words)


def _number_beside_words(asked: Wanted, values: list[Any]) -> str:
    """Digits typed with a name: of the phone, the year of birth, or of the name itself."""
    alternatives = [_digits_conditions(asked, values)]
    if len(asked.digits) <= len("1957"):
        alternatives.append("substr(v.birth_year, 1, ?) = ?")
        values += [len(asked.digits), asked.digits]
    alternatives.append("instr(' ' || v.name_key, ?) > 0")
    values.append(f" {asked.digits}")
    return f"({' OR '.join(alternatives)})"


def _by_digits(asked: Wanted, values: list[Any]) -> str:
    values.append(" OR ".join(f'"{fragment}"' for fragment, _is_first in asked.parts))
    conditions = ["visitor_digits MATCH ?"]
    if any(is_first for _fragment, is_first in asked.parts):
        conditions.append(_digits_conditions(asked, values))
    conditions += _word_conditions(values, list(asked.words))
    return f"{_ID.format(index='visitor_digits')} WHERE {' AND '.join(conditions)} ORDER BY found.rowid"


def _digits_conditions(asked: Wanted, values: list[Any]) -> str:
    """The fragments looked for in the stored digits themselves."""
    alternatives = []
    for fragment, is_first in asked.parts:
        alternatives.append("instr(' ' || v.phone_key, ?) > 0" if is_first else "instr(v.phone_key, ?) > 0")
        values.append(f" {fragment}" if is_first else fragment)
    return f"({' OR '.join(alternatives)})" if alternatives else ""
