"""Cells as values: dates, whole numbers and the codes behind the glossary's words. Pure; raises Refused in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from models.appeals.labels import CHANNELS, KINDS, OUTCOMES
from models.problems import Problem, Refused
from models.reception.rules import STATE_WORDS
from models.storage.keys import search_key
from resources.words import N_

FIRST_YEAR, LAST_YEAR = 1900, 2200
SAMPLE = "31.12.2026"
_OF_DAY = r"(?:(?:T|,? )(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)?"  # cells for a day may hold a time, mostly midnight
_OF_YEAR = r"(?: ?(?:г\.?|года?))?"
_ISO = re.compile(rf"(\d{{4}})([-/])(\d{{1,2}})\2(\d{{1,2}}){_OF_DAY}", re.ASCII)
_LONG = re.compile(rf"(\d{{1,2}})([./-])(\d{{1,2}})[./-](\d{{4}}){_OF_YEAR}{_OF_DAY}", re.ASCII)
_SHORT = re.compile(rf"(\d{{1,2}})([./])(\d{{1,2}})\2(\d\d){_OF_YEAR}{_OF_DAY}", re.ASCII)
_NAMED = re.compile(rf"([0-9]{{1,2}}) ?([^\W\d_]{{3,9}})\.? ?([0-9]{{4}}){_OF_YEAR}{_OF_DAY}")
_MONTHS = (
    ("янв", "января", "январь", "jan", "january"), ("фев", "февр", "февраля", "февраль", "feb", "february"),
    ("мар", "март", "марта", "mar", "march"), ("апр", "апреля", "апрель", "apr", "april"), ("мая", "май", "may"),
    ("июн", "июня", "июнь", "jun", "june"), ("июл", "июля", "июль", "jul", "july"),
    ("авг", "августа", "август", "aug", "august"), ("сен", "сент", "сентября", "сентябрь", "sep", "sept", "september"),
    ("окт", "октября", "октябрь", "oct", "october"), ("ноя", "нояб", "ноября", "ноябрь", "nov", "november"),
    ("дек", "декабря", "декабрь", "dec", "december"),
)  # fmt: skip
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_THIS_CENTURY = 70  # below this, two digits are a year after 2000
_MOMENT = re.compile(
    r"(?P<day>\S+?(?: [^\s\d]+ \d{4})?(?: г\.?| года?)?)(?:[T,]\s*|\s+)"
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?\s*(?P<offset>Z|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_YEAR = re.compile(r"(\d{4}) ?(?:г\.?|год|г\. ?р\.?)", re.ASCII)

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
_GENDER_WORDS = {
    "f": ("f", "female", "woman", "ж", "жен", "женский", "женщина"),
    "m": ("m", "male", "man", "м", "муж", "мужской", "мужчина"),
}
_STATE_WORDS = {
    "booked": ("записан", "записана", "запись", "назначено"),
    "arrived": ("arrived", "ждёт", "ожидает", "пришёл", "пришла", "явился", "явилась"),
    "started": ("started", "на приёме", "идёт приём"),
    "done": ("done", "принят", "принята", "приём состоялся", "состоялся", "завершён"),
    "no-show": ("no show", "не пришёл", "не пришла", "не явился", "не явилась", "неявка"),
    "cancelled": ("canceled", "отменён", "отменена", "отменено", "отмена"),
}
_YES = ("1", "yes", "true", "да", "истина", "+", "x", "х", "v")
_NO = ("0", "no", "false", "нет", "ложь", "-", "–")


def _by_key(words: Mapping[str, tuple[str, ...]], labels: Mapping[str, str]) -> dict[str, str]:
    return {search_key(text): code for code, texts in words.items() for text in (code, labels[code], *texts)}


_CHANNELS = _by_key(_CHANNEL_WORDS, CHANNELS)
_KINDS = _by_key(_KIND_WORDS, KINDS)
_OUTCOMES = _by_key(_OUTCOME_WORDS, OUTCOMES)
_STATES = _by_key(_STATE_WORDS, STATE_WORDS)
_GENDERS = {search_key(text): code for code, texts in _GENDER_WORDS.items() for text in texts}


def day(text: str, column: str) -> date | None:
    """2026-12-31, 31.12.2026, 31/12/26, «31 декабря 2026 г.» or “31 Dec 2026”, a time of the day aside.

    The day stands before the month, a year of four digits may begin; 04-01-26 may be either and is refused. `text` is
    on one line; None where it is empty.
    """
    if not text:
        return None
    if short := _SHORT.fullmatch(text):
        century = "20" if int(short[4]) < _THIS_CENTURY else "19"
        return day(f"{short[1]}.{short[3]}.{century}{short[4]}", column)
    iso, long, named = _ISO.fullmatch(text), _LONG.fullmatch(text), _NAMED.fullmatch(text)
    try:
        if iso:
            found = date(int(iso[1]), int(iso[3]), int(iso[4]))
        elif long:
            found = date(int(long[4]), int(long[3]), int(long[1]))
        elif named:
            found = date(int(named[3]), _MONTH.get(named[2].lower(), 0), int(named[1]))
        else:
            raise ValueError(text)
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise ValueError(text)
    except ValueError:
        sentence = N_("“{text}” is not a date; write it like {sample}.")
        raise Refused(Problem("bad-date", sentence, column, {"text": text, "sample": SAMPLE})) from None
    return found


def birth_date(text: str, today: date) -> date | None:
    """A day of birth. Two digits are a year of the last century; where it may be this one, too, they are refused."""
    short = _SHORT.fullmatch(text)
    if short is None:
        return day(text, "birth_date")
    if int(short[4]) <= today.year % 100:
        sentence = N_("“{text}” may be of two centuries; write the year in four digits.")
        raise Refused(Problem("short-year", sentence, "birth_date", {"text": text}))
    return day(f"{short[1]}.{short[3]}.19{short[4]}", "birth_date")


def birth_year(text: str) -> int | None:
    """1957, «1957 г.» or «1957 г.р.»; None where the cell is empty."""
    year = _YEAR.fullmatch(text)
    return whole(year[1] if year else text, "birth_year", 1800, 2200)


def moment(text: str, column: str, zone: ZoneInfo) -> datetime | None:
    """A date in any of its spellings with a time, as wall time of the zone; None where the cell is empty.

    With an offset it is converted. A time that the clocks jump over is refused; of one that comes twice the first
    is meant.
    """
    if not text:
        return None
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise _no_moment(text, column)
    on = day(found["day"], column)
    try:
        assert on is not None
        wall = datetime(on.year, on.month, on.day, int(found["hour"]), int(found["minute"]))
        if found["offset"]:
            return datetime.fromisoformat(wall.isoformat() + found["offset"]).astimezone(zone).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise _no_moment(text, column) from None
    if wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall:
        sentence = N_("“{text}” does not exist: the clocks are put forward then.")
        raise Refused(Problem("clock-gap", sentence, column, {"text": text}))
    return wall


def _no_moment(text: str, column: str) -> Refused:
    sentence = N_("“{text}” is not a date with a time; write it like {sample}.")
    return Refused(Problem("bad-moment", sentence, column, {"text": text, "sample": SAMPLE + " 14:00"}))


def yes_or_no(text: str, column: str) -> bool:
    """No where the cell is empty."""
    word = text.casefold().strip()
    if word in _YES or word in _NO or not word:
        return word in _YES
    raise Refused(Problem("bad-answer", N_("“{text}” is neither yes nor no."), column, {"text": text}))


def gender(text: str) -> str | None:
    """“f”, “m” or None where the cell is empty: then the name tells."""
    return _code(_GENDERS, text, "gender", "", N_("“{text}” is not a gender.")) or None


def state(text: str) -> str:
    """A booking's state; booked where the cell is empty."""
    return _code(_STATES, text, "state", "booked", N_("“{text}” is not a state of an appointment."))


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
