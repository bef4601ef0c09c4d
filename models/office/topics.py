"""Topics of the classifier: by code, by name, by the words of a question, and as screens name them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from models.office.tables import Topic
from models.problems import Problem, Refused
from models.storage.keys import search_key
from resources.words import N_, language

_CODE = re.compile(r"\d{1,4}(\.\d{1,4}){0,4}")
ASSIGNABLE = 4  # a question or a subquestion
_WORD = 5  # letters of a word that are compared: Russian endings differ

# Words that callers use and the classifier does not, by theme; the classifier's own words are read from its names.
SPOKEN = {
    "отоплен батаре тепло холодн температур котельн": "0005.0005.0056.1149",
}


@dataclass(frozen=True)
class TopicName:
    """A topic as it is shown: its own name and the way to it."""

    code: str
    level: int
    name: str
    path: str  # the names above it, from the subject down


def short_code(text: str) -> str:
    """A code in the short form: each block four digits, zero blocks at the end left out. Raises ValueError."""
    if not _CODE.fullmatch(text.strip()):
        raise ValueError(text)
    blocks = [block.zfill(4) for block in text.strip().split(".")]
    while len(blocks) > 1 and blocks[-1] == "0000":
        blocks.pop()
    return ".".join(blocks)


def level_of(code: str) -> int:
    return code.count(".") + 1


def shown_name(row: Topic) -> str:
    """The name in the current language; only sections and subjects have an English one."""
    return (row.name_en or row.name) if language() == "en" else row.name


def assignable(text: str) -> str:
    """The code of a question or subquestion given by code or by its name. Raises Refused: unknown, too general, several."""
    code = found(text)
    if level_of(code) < ASSIGNABLE:
        raise Refused(
            Problem("too-general", N_("“{topic}” is too general for an appeal; choose a question under it."), "topic", {"topic": code})
        )  # fmt: skip
    return code


def found(text: str) -> str:
    """The code of any row given by code or name. Raises Refused."""
    try:
        code = short_code(text)
    except ValueError:
        return _by_name(text)
    if Topic.get_or_none(Topic.code == code) is None:
        raise Refused(Problem("unknown-topic", N_("There is no topic “{topic}”."), "topic", {"topic": text}))
    return code


def _by_name(text: str) -> str:
    rows = list(Topic.select(Topic.code).where(Topic.name_key == search_key(text)).order_by(Topic.code))
    questions = [row for row in rows if level_of(row.code) >= ASSIGNABLE] or rows
    if len(questions) == 1:
        return str(questions[0].code)
    if not rows:
        raise Refused(Problem("unknown-topic", N_("There is no topic “{topic}”."), "topic", {"topic": text}))
    choices = ", ".join(row.code for row in questions)
    raise Refused(Problem("several", N_("Several topics are called “{topic}”: {choices}. Give the code."), "topic", {"topic": text, "choices": choices}))


def named(codes: list[str]) -> dict[str, TopicName]:
    """Topics with the names above them, in one statement."""
    wanted = {".".join(code.split(".")[:n]) for code in codes for n in range(1, level_of(code) + 1)}
    rows = {row.code: row for row in Topic.select().where(Topic.code.in_(list(wanted)))}
    return {code: _named(rows, code) for code in codes if code in rows}


def _named(rows: dict[str, Topic], code: str) -> TopicName:
    blocks = code.split(".")
    above = [".".join(blocks[:n]) for n in range(2, len(blocks))]
    path = " · ".join(shown_name(rows[c]) for c in above if c in rows)
    return TopicName(code, rows[code].level, shown_name(rows[code]), path)


def name_of(code: str | None) -> str:
    """The topic's own name, or an empty string."""
    row = Topic.get_or_none(Topic.code == code) if code else None
    return shown_name(row) if row else ""
