"""How callers name their troubles: short names, spoken words, letter headings and what to bring, by topic code."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True)
class SpokenTopic:
    """One everyday topic. `stems` are beginnings of words, Russian and English."""

    code: str
    short_ru: str
    short_en: str
    stems: tuple[str, ...]
    heading_ru: str
    heading_en: str
    bring_ru: str
    bring_en: str

    def short(self, language: str) -> str:
        """The short name on screens."""
        return self.short_en if language == "en" else self.short_ru

    def heading(self, language: str) -> str:
        """What a letter on it is headed."""
        return self.heading_en if language == "en" else self.heading_ru

    def bring(self, language: str) -> str:
        """What to bring to the reception."""
        return self.bring_en if language == "en" else self.bring_ru


@lru_cache(maxsize=1)
def topics() -> dict[str, SpokenTopic]:
    """All everyday topics by code."""
    source = resources.files("resources") / "spoken_topics.csv"
    with source.open(encoding="utf-8") as file:
        rows = csv.DictReader(file)
        return {
            row["code"]: SpokenTopic(
                row["code"], row["short_ru"], row["short_en"], tuple(row["stems"].split()), row["heading_ru"],
                row["heading_en"], row["bring_ru"], row["bring_en"],
            )
            for row in rows
        }  # fmt: skip
