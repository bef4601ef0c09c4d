"""Cells as values: dates, whole numbers and the codes behind the glossary's words. Pure; raises Refused in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from models.appeals.labels import CHANNELS, KINDS, OUTCOMES
from models.problems import Problem, Refused
from models.storage.keys import search_key
from resources.words import N_

FIRST_YEAR, LAST_YEAR = 1900, 2200
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?", re.ASCII)
_RUSSIAN = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})(?: г\.?)?", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)

# What the glossary calls them and how offices write them, beside the codes and the screen's own labels.
_CHANNEL_WORDS = {
    "personal": ("личный приём", "лично", "на личном приёме", "personal reception", "reception"),
    "outreach": ("выездной приём", "на выездном приёме", "outreach reception", "outreach event"),
    "phone": ("телефон", "по телефону", "звонок", "by phone"),
    "written": ("письменно", "письменное", "письмо", "почта", "в письменном виде", "in writing"),
    "email": ("электронная почта", "по электронной почте", "эл. почта", "e-mail", "by e-mail"),
    "social": ("социальная сеть", "социальные сети", "в социальной сети", "соцсеть", "соцсети", "social network"),
    "portal": ("портал", "через портал", "госуслуги", "through the portal"),
}
_KIND_WORDS = {
    "proposal": ("предложение",),
    "statement": ("заявление",),
    "complaint": ("жалоба",),
    "oral": ("устное", "устное обращение", "oral appeal"),
}
_OUTCOME_WORDS = {
    "help": ("оказана помощь", "помощь оказана", "помощь", "меры приняты", "поддержано, меры приняты", "help given"),
    "advice": ("дана консультация (разъяснение)", "дана консультация", "консультация", "дано разъяснение",
               "разъяснение", "разъяснено", "advice only", "advice given"),
    "forwarded": ("перенаправлено",),
    "declined": ("отказано", "не поддержано"),
    "open": ("в работе", "открыто", "in progress"),
}  # fmt: skip


def _by_key(words: Mapping[str, tuple[str, ...]], labels: Mapping[str, str]) -> dict[str, str]:
    return {search_key(text): code for code, texts in words.items() for text in (code, labels[code], *texts)}


_CHANNELS = _by_key(_CHANNEL_WORDS, CHANNELS)
_KINDS = _by_key(_KIND_WORDS, KINDS)
_OUTCOMES = _by_key(_OUTCOME_WORDS, OUTCOMES)


def day(text: str, column: str) -> date | None:
    """2026-12-31, 31.12.2026 or 31/12/2026; None where the cell is empty."""
    if not text:
        return None
    iso, russian = _ISO.fullmatch(text), _RUSSIAN.fullmatch(text)
    try:
        if iso:
            found = date(int(iso[1]), int(iso[2]), int(iso[3]))
        elif russian:
            found = date(int(russian[3]), int(russian[2]), int(russian[1]))
        else:
            raise ValueError(text)
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise ValueError(text)
    except ValueError:
        raise Refused(Problem("bad-date", N_("“{text}” is not a date."), column, {"text": text})) from None
    return found


def whole(text: str, column: str, least: int, most: int) -> int | None:
    """A whole number within bounds; None where the cell is empty."""
    if not text:
        return None
    if not _WHOLE.fullmatch(text) or not least <= int(text) <= most:
        sentence = N_("“{text}” is not a whole number from {least} to {most}.")
        raise Refused(Problem("bad-number", sentence, column, {"text": text, "least": least, "most": most}))
    return int(text)


def channel(text: str) -> str:
    return _code(_CHANNELS, text, "channel", "personal", N_("“{text}” is not a way in which an appeal comes."))


def kind(text: str) -> str:
    return _code(_KINDS, text, "kind", "oral", N_("“{text}” is not a kind of appeal."))


def outcome(text: str) -> str | None:
    """None for an appeal that is still open."""
    code = _code(_OUTCOMES, text, "outcome", "open", N_("“{text}” is not an outcome."))
    return None if code == "open" else code


def _code(known: Mapping[str, str], text: str, column: str, empty: str, sentence: str) -> str:
    if not text:
        return empty
    code = known.get(search_key(text))
    if code is None:
        raise Refused(Problem(f"unknown-{column}", sentence, column, {"text": text}))
    return code
