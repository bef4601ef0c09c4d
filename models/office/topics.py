"""Topics of the classifier: by code, by name, by the words of a question, and as screens name them."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.office.tables import Topic
from models.problems import Problem, Refused
from models.storage.keys import search_key
from resources import spoken
from resources.words import N_, language

_CODE = re.compile(r"\d{1,4}(\.\d{1,4}){0,4}")
ASSIGNABLE = 4  # a question or a subquestion
_THEME = len("0005.0005.0056")
_MOST_LIKELY = 10
_LONGEST_NAME = 300  # letters; what is longer is no name
_STEM = 6  # letters of a classifier's word that are compared: Russian endings differ


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


def at_or_under(column: Any, code: str) -> Any:
    """The condition that a column's code is this one or stands under it; a range, so that an index serves."""
    return (column == code) | ((column >= code + ".") & (column < code + "/"))


def covers(general: str, code: str | None) -> bool:
    """Whether a code is this one or stands under it."""
    return code is not None and (code == general or code.startswith(general + "."))


def shown_name(row: Topic) -> str:
    """The name in the current language; only sections and subjects have an English one."""
    return (row.name_en or row.name) if language() == "en" else row.name


def assignable(text: str) -> str:
    """The code of a question or subquestion given by code or name. Raises Refused: unknown, too general, several."""
    code = found(text)
    if level_of(code) < ASSIGNABLE:
        raise Refused(
            Problem(
                "too-general",
                N_("“{topic}” is too general for an appeal; choose a question under it."),
                "topic",
                {"topic": code},
            )
        )
    return code


def found(text: str) -> str:
    """The code of any row given by code, by its name or by its everyday one. Raises Refused."""
    try:
        code = short_code(text)
    except ValueError:
        return _by_name(text)
    if Topic.with_key(code) is None:
        raise Refused(Problem("unknown-topic", N_("There is no topic “{topic}”."), "topic", {"topic": text}))
    return code


def _by_name(text: str) -> str:
    codes = _called(search_key(text))
    questions = [code for code in codes if level_of(code) >= ASSIGNABLE] or codes
    if len(questions) == 1:
        return questions[0]
    if not codes:
        raise _unknown(text)
    choices = ", ".join(questions)
    raise Refused(
        Problem(
            "several",
            N_("Several topics are called “{topic}”: {choices}. Give the code."),
            "topic",
            {"topic": text, "choices": choices},
        )
    )


def _called(key: str) -> list[str]:
    """The codes of all rows that go by this name: the classifier's, its English one, or the everyday one."""
    if not key:
        return []
    is_english = Topic.name_en != ""
    rows: Any = Topic.select(Topic.code, Topic.name_key, Topic.name_en).where((Topic.name_key == key) | is_english)
    official = {code for code, name_key, english in rows.tuples() if key in (name_key, search_key(english or ""))}
    everyday = {
        topic.code for topic in spoken.topics().values() if key in map(search_key, (topic.short_ru, topic.short_en))
    }
    known: Any = Topic.select(Topic.code).where(Topic.code.in_(list(everyday - official))).tuples()
    return sorted(official.union(code for (code,) in known))


def _unknown(text: str) -> Refused:
    """No topic goes by this name: said with the likely ones, if the words point to any."""
    likely = suggested(text) if len(text) <= _LONGEST_NAME else []
    values = {"topic": text}
    if not likely:
        return Refused(Problem("unknown-topic", N_("There is no topic “{topic}”."), "topic", values))
    values["likely"] = "; ".join(f"{topic.code} {topic.short}" for topic in likely)
    return Refused(Problem("unknown-topic", N_("There is no topic “{topic}”. Perhaps: {likely}."), "topic", values))


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
    row = Topic.with_key(code) if code else None
    return shown_name(row) if row else ""


def short_name(code: str | None, name: str = "") -> str:
    """What stands on chips and blocks: the everyday name where there is one, else the classifier's."""
    everyday = spoken.topics().get(code or "")
    return everyday.short(language()) if everyday else (name or name_of(code))


def short_names(codes: list[str]) -> dict[str, str]:
    """Short names of many codes in one statement."""
    everyday = spoken.topics()
    missing = [code for code in set(codes) if code and code not in everyday]
    marks = ", ".join("?" * len(missing))  # fixed SQL and bare rows: a window of a list asks for it
    sql = f"SELECT code, name, name_en FROM topic WHERE code IN ({marks})"
    is_english = language() == "en"
    rows = Topic.raw(sql, *missing).tuples() if missing else ()
    names = {code: (is_english and english) or name for code, name, english in rows}
    return {
        code: everyday[code].short(language()) if code in everyday else names.get(code, code) for code in codes if code
    }


@dataclass(frozen=True)
class Suggestion:
    """A topic that the words of a question point to."""

    code: str
    short: str
    name: str
    path: str
    bring: str  # what to bring; empty where nothing is known


def suggested(text: str, limit: int = 3, below: str = "") -> list[Suggestion]:
    """Topics by the words of a question, the likeliest first; a code typed as such is taken literally.

    Everyday words weigh more than the classifier's own: callers do not speak like the classifier.
    """
    words = search_key(text).split()
    scores: defaultdict[str, float] = defaultdict(float)
    for code, topic in spoken.topics().items():
        for stem in topic.stems:
            stem = search_key(stem)
            if any(word.startswith(stem) for word in words):
                scores[code] += 2 + len(stem) / 4
    longer = [word[:_STEM] for word in words if len(word) >= 4]
    if longer:
        rows: Any = Topic.select(Topic.code, Topic.name_key).where(Topic.level >= ASSIGNABLE).tuples()
        names = [(code, key.split()) for code, key in rows]
        for word in set(longer):
            hits = [(code, len(key)) for code, key in names if any(part.startswith(word) for part in key)]
            for code, length in hits:
                scores[code] += math.log(len(names) / len(hits)) / (3 + length / 6)
    for code, weight in (*_support(scores).items(), *_typed_code(text).items()):
        scores[code] += weight
    ranked = sorted((c for c in scores if c.startswith(below)), key=lambda c: (-scores[c], c))[:limit]
    found_names = named(ranked)
    return [
        Suggestion(c, short_name(c, found_names[c].name), found_names[c].name, found_names[c].path,
                   _bring(c))
        for c in ranked if c in found_names
    ]  # fmt: skip


def _support(scores: Mapping[str, float]) -> dict[str, float]:
    """Everyday topics of one theme support one another: «перерасчёт за отопление» is about bills, not pensions."""
    everyday = {code: score for code, score in scores.items() if code in spoken.topics()}
    return {
        code: sum(other for also, other in everyday.items() if also != code and also[:_THEME] == code[:_THEME]) / 4
        for code in everyday
    }


def _typed_code(text: str) -> dict[str, int]:
    try:
        code = short_code(text)
    except ValueError:
        return {}
    if level_of(code) < 2:
        return {}
    rows = Topic.select(Topic.code).where(Topic.level >= ASSIGNABLE, at_or_under(Topic.code, code)).limit(20)
    return {row.code: 1000 for row in rows}


@dataclass(frozen=True)
class Choice:
    """A row of the classifier as a tree of choice shows it."""

    code: str
    level: int
    name: str


def children(code: str = "") -> list[Choice]:
    """The rows right under a code; the sections where the code is empty."""
    level = level_of(code) + 1 if code else 1
    rows = Topic.select().where(Topic.level == level).order_by(Topic.code)
    if code:
        rows = rows.where(at_or_under(Topic.code, code))
    return [Choice(row.code, row.level, shown_name(row)) for row in rows]


@dataclass(frozen=True)
class Line:
    """A row of the classifier as the list of topics has it; `short` is the everyday name, empty where there is none."""

    code: str
    level: int
    name: str
    short: str


def listed(text: str = "", under: str = "") -> list[Line]:
    """Rows by code: all of them, those under a code, those whose names have words that begin like the text's.

    Where no name has them, what the words of a question point to, the likeliest first. A code finds its own row.
    """
    rows: Any = Topic.select().order_by(Topic.code)
    if under:
        rows = rows.where(at_or_under(Topic.code, under), Topic.code != under)
    lines = [_line(row) for row in rows]
    key = search_key(text)
    if not key:
        return lines
    try:
        code = short_code(text)
        return [line for line in lines if line.code == code]
    except ValueError:
        words = key.split()
    if found_lines := [line for line in lines if _has_words(line, words)]:
        return found_lines
    of_code = {line.code: line for line in lines}
    likely = suggested(text, _MOST_LIKELY, f"{under}." if under else "") if len(text) <= _LONGEST_NAME else []
    return [of_code[topic.code] for topic in likely if topic.code in of_code]


def _line(row: Topic) -> Line:
    everyday = spoken.topics().get(row.code)
    return Line(row.code, row.level, shown_name(row), everyday.short(language()) if everyday else "")


def _has_words(line: Line, words: list[str]) -> bool:
    of_names = search_key(f"{line.name} {line.short}").split()
    return all(any(part.startswith(word) for part in of_names) for word in words)


def one_choice(code: str) -> Suggestion | None:
    """A topic by its code as a choice, or None."""
    found = _as_suggestions(named([code]))
    return found[0] if found else None


def all_choices() -> list[Suggestion]:
    """Every question and subquestion with the way to it, in one statement; the everyday ones first."""
    rows = {row.code: row for row in Topic.select()}
    everyday = spoken.topics()
    codes = sorted((c for c, row in rows.items() if row.level >= ASSIGNABLE), key=lambda c: (c not in everyday, c))
    return _as_suggestions({code: _named(rows, code) for code in codes})


def _as_suggestions(found: dict[str, TopicName]) -> list[Suggestion]:
    return [Suggestion(t.code, short_name(t.code, t.name), t.name, t.path, _bring(t.code)) for t in found.values()]


def _bring(code: str) -> str:
    everyday = spoken.topics().get(code)
    return everyday.bring(language()) if everyday else ""
