"""The words and digits of the visitors' search as SQL of a server: the same people in the same order as from a file.

Most searches are answered by the visitors who were here last; only what is rare among those is looked up in the indexes
of words and digits and then put in order.
"""

from __future__ import annotations

from typing import Any

from models.storage.search import SELECTIVE_DIGITS, SHORTEST_DIGITS, Wanted, lines_among, wanted

_LATEST = "ORDER BY v.last_visit_on DESC NULLS LAST, v.id DESC"
_CUT = 40  # letters of a word in the index, see its migration
_NEAR = 3000  # visitors who were here last and are looked through first


def visitor_ids(text: str, limit: int | None = None) -> tuple[str, list[Any]]:
    """The statement, with its values, that gives the ids of the visitors whom a text finds, the latest visit first."""
    asked = wanted(text)
    values: list[Any] = []
    conditions = ["false"] if asked.is_nothing else _conditions(asked, values, by_index=True)
    if not conditions or limit is None or asked.is_nothing:
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        sql = f"SELECT v.id FROM visitor AS v{where} {_LATEST}"
        if limit is not None:
            sql += " LIMIT ?"
            values.append(max(0, limit))
        return sql, values
    most = max(0, limit)
    among: list[Any] = []
    read = " AND ".join(_conditions(asked, among, by_index=False))
    return _near_first(read, " AND ".join(conditions)), [*among, most, most, *values, most]


def visitor_lines(text: str, limit: int) -> tuple[str, list[Any]]:
    """The statement, with its values, that gives the lines of the visitors whom a text finds; in any order."""
    sql, values = visitor_ids(text, limit)
    return lines_among(sql), values


def _near_first(read: str, looked_up: str) -> str:
    """The inner OFFSET keeps the server from walking through everybody in order of visits in hope of finding some."""
    columns = "v.id, v.last_visit_on"
    latest = f"SELECT * FROM visitor AS v {_LATEST} LIMIT {_NEAR}"
    return f"""
WITH near AS MATERIALIZED (SELECT {columns} FROM ({latest}) AS v WHERE {read} {_LATEST} LIMIT ?),
asked AS (SELECT COUNT(*) < ? AS is_short FROM near)
SELECT v.id FROM (
    SELECT {columns} FROM near AS v WHERE NOT (SELECT is_short FROM asked)
    UNION ALL
    (SELECT {columns} FROM (SELECT {columns} FROM visitor AS v WHERE (SELECT is_short FROM asked) AND {looked_up}
        OFFSET 0) AS v {_LATEST} LIMIT ?)) AS v {_LATEST}"""


def _conditions(asked: Wanted, values: list[Any], by_index: bool) -> list[str]:
    """The same conditions as an index answers them, or as they are read off a row at the least cost."""
    conditions = []
    if asked.words and by_index:
        conditions.append("words_of(v.name_key) @@ ?::tsquery")
        values.append(" & ".join(f"'{_quoted(word[:_CUT])}':*" for word in asked.words))
    for word in asked.words:
        if len(word) > _CUT or not by_index:
            conditions.append("strpos(' ' || v.name_key, ?) > 0")
            values.append(f" {word}")
    if asked.digits:
        alternatives = _digits_conditions(asked, values)
        if asked.words:
            alternatives += _numbers_of_a_name(asked, values)
        if alternatives:  # «+7» alone says nothing yet
            conditions.append(f"({' OR '.join(alternatives)})")
    return conditions


def _quoted(word: str) -> str:
    return word.replace("\\", "\\\\").replace("'", "''")


def _digits_conditions(asked: Wanted, values: list[Any]) -> list[str]:
    """The fragments in the stored digits; the pattern lets the index help from three digits on."""
    alternatives = []
    for fragment, is_first in asked.parts:
        condition = "v.phone_key LIKE ?"
        values.append(f"%{fragment}%")
        if is_first:
            condition = f"({condition} AND strpos(' ' || v.phone_key, ?) > 0)"
            values.append(f" {fragment}")
        alternatives.append(condition)
    return alternatives


def _numbers_of_a_name(asked: Wanted, values: list[Any]) -> list[str]:
    """Digits typed with a name may also be those of the year of birth or of the name itself."""
    if len(asked.digits) >= SELECTIVE_DIGITS and all(len(part) >= SHORTEST_DIGITS for part, _is_first in asked.parts):
        return []
    alternatives = []
    if len(asked.digits) <= len("1957"):
        alternatives.append("starts_with(v.birth_year::text, ?)")
        values.append(asked.digits)
    alternatives.append("strpos(' ' || v.name_key, ?) > 0")
    values.append(f" {asked.digits}")
    return alternatives
