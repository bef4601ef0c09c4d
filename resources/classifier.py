"""The official thematic classifier as the program carries it: codes, levels and names. It knows no database."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

SECTION, SUBJECT, THEME, QUESTION, SUBQUESTION = 1, 2, 3, 4, 5
_EMPTY_BLOCK = "0000"


@dataclass(frozen=True)
class ClassifierRow:
    """One line: "0005.0005.0056.1134", level 4, its Russian name."""

    code: str  # without trailing blocks of zeros
    level: int
    name: str


def short_code(code: str) -> str:
    """The code without trailing blocks of zeros: "0005.0005.0000.0000" is "0005.0005". Never a number."""
    blocks = code.strip().split(".")
    while len(blocks) > 1 and blocks[-1] == _EMPTY_BLOCK:
        blocks.pop()
    return ".".join(blocks)


def parent_code(code: str) -> str | None:
    """The code one level up; a section has none."""
    above, _dot, _last = short_code(code).rpartition(".")
    return above or None


def _lines(name: str) -> Iterator[dict[str, str]]:
    text = (resources.files("resources") / name).read_text(encoding="utf-8")
    yield from csv.DictReader(io.StringIO(text))


@cache
def rows() -> tuple[ClassifierRow, ...]:
    """The whole classifier in the official order."""
    return tuple(
        ClassifierRow(short_code(line["code"]), int(line["level"]), line["name_ru"])
        for line in _lines("classifier.csv")
    )


@cache
def english_names() -> dict[str, str]:
    """English names of the sections and subjects by short code; deeper names stay Russian."""
    return {line["code"]: line["name_en"] for line in _lines("classifier_en.csv")}
