"""Names of people: their parts, gender, dative and the short forms of screens and letters. Pure.

Declension is loaded late. Surname first is the rule; another order is understood where the other parts show it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from models.storage.keys import one_line

FEMALE, MALE = "f", "m"
_SON, _DAUGHTER = ("оглы", "оглу", "улы", "уулу", "огли"), ("кызы", "гызы", "кизи", "қызы")
_PATRONYMIC = re.compile(r"(?:[оеё]вич|ич|[оеё]вна|ична|инична)$")
_DATIVE_PATRONYMIC = re.compile(r"(?:ичу|вне|чне)$")
_TIDY = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?: [А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)*")  # most names are
_USUAL = re.compile(  # surname, first name, patronymic
    r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)? [А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)? [А-ЯЁ][а-яё]*(?:(ич)|[оеё]вна|ична)"
)
_INITIAL = re.compile(r"[^\W\d_]\.?")
_GLUED_INITIALS = re.compile(r"(?<=\b\w\.)(?=\w)")
_LOOSE_HYPHEN = re.compile(r"(?<=\w)(?:[-‐‑]\s+|\s+[-‐‑](?=\w)|[‐‑])(?=\w)")
_LETTERS = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[а-яё-]+", re.IGNORECASE)
_SURNAME = re.compile(
    r"(?:[оеё]ва?|[иы]на?|[цс]к(?:ий|ой|ая)|[ыи]х|енко|чук|щук|нюк|дзе|швили|ян|[оеё]вич|[оеё]го|ага)$", re.IGNORECASE
)
_SURE_SURNAME = re.compile(r"(?:[оеё]ва?|[цс]к(?:ий|ая)|[ыи]х|енко|чук|щук|нюк|дзе|швили)$", re.IGNORECASE)
_BODIES = frozenset({"ООО", "ОАО", "ПАО", "ЗАО", "АНО", "НКО", "ТСЖ", "ТСН", "СНТ", "ГСК", "ЖСК", "МУП", "ГУП"})
_NOT_TITLED = re.compile(rf"\b(?:{'|'.join(_SON + _DAUGHTER)})\b|\b(?:{'|'.join(_BODIES)})\b", re.IGNORECASE)
_LIKE_SURNAMES = """
августин августина аделина айдин алевтина алина альбина амин амина ангелина антонина арина валентин валентина
василина вениамин галина гульсина дарина демьян дина ева екатерина емельян зайнутдин зарина ин ина ирина калерина
камалутдин капитолина карина каролина касьян кирин константин кристина лев лина лукин лукьян магдалина малина
мальвина марин марина мартин мухиддин насретдин нина нурдин паулина полина пров рамина регина рустин сабина самина
севастьян севостьян тамина фаина фатхутдин хайретдин христина шамин эвелина элина эльвина эмин эмина яков ян ярина
ясмина
"""
_FIRST_NAMES = frozenset(_LIKE_SURNAMES.split())  # one of them alone is a first name, whatever its ending


@dataclass(frozen=True)
class NameParts:
    """The parts of a full name; each may be empty."""

    surname: str = ""
    first: str = ""
    patronymic: str = ""


@lru_cache(65536)  # an import asks for the same name several times
def tidy(text: str) -> str:
    """One line, single spaces and hyphens; words typed in capitals, or a name all in small letters, get one capital."""
    if _TIDY.fullmatch(text):
        return text
    if text.isupper() and _TIDY.fullmatch(titled := text.title()) and not _NOT_TITLED.search(text):
        return titled
    name = _LOOSE_HYPHEN.sub("-", one_line(text))
    letters = "".join(c for c in name if c.isalpha())
    if not letters:
        return name
    is_one_case = len(letters) > 1 and (letters.isupper() or letters.islower())
    return " ".join(_titled(word, is_one_case) for word in name.split(" "))


def _titled(word: str, always: bool) -> str:
    letters = "".join(c for c in word if c.isalpha())
    if not always and not (len(letters) > 2 and letters.isupper() and "." not in word):
        return word
    if letters in _BODIES:
        return word
    if letters.lower() in _SON + _DAUGHTER:
        return word.lower()
    return _LETTERS.sub(_capital, word)


def _capital(part: re.Match[str]) -> str:
    lower = part[0].lower()
    return lower if lower in _SON + _DAUGHTER else part[0].capitalize()


@lru_cache(16384)
def split(name: str) -> NameParts:
    """The name's parts. One word alone is a surname only if it ends like one («Хузин»), else a first name («Ринат»)."""
    words = _GLUED_INITIALS.sub(" ", tidy(name)).split()
    if not words:
        return NameParts()
    if len(words) == 1:
        return NameParts(surname=words[0]) if _looks_like_surname(words[0]) else NameParts(first=words[0])
    leading = next((i for i, word in enumerate(words) if not _is_initial(word)), len(words))
    if 0 < leading < len(words):  # А. В. Белов
        return NameParts(" ".join(words[leading:]), words[0], " ".join(words[1:leading]))
    if len(words) == 2:
        return _of_two(*words)
    if words[-1].lower() in _SON + _DAUGHTER:
        before, patronymic = words[:-2], " ".join(words[-2:])
        if len(before) == 1:
            lone = before[0]
            return NameParts(lone, "", patronymic) if _looks_like_surname(lone) else NameParts("", lone, patronymic)
        return NameParts(before[0], " ".join(before[1:]), patronymic)
    if len(words) == 3 and _is_patronymic(words[1]) and not _is_patronymic(words[2]) and not _is_initial(words[2]):
        return NameParts(words[2], words[0], words[1])  # Иван Иванович Белов
    place = next((i for i in range(2, len(words)) if _is_patronymic(words[i])), 2)
    return NameParts(words[0], " ".join(words[1:place]), " ".join(words[place:]))


def _of_two(one: str, two: str) -> NameParts:
    if not _is_patronymic(two):
        is_other_order = not _looks_like_surname(one) and _looks_like_surname(two) and _SURE_SURNAME.search(two)
        return NameParts(surname=two, first=one) if is_other_order else NameParts(surname=one, first=two)
    if _looks_like_surname(one):
        return NameParts(surname=one, patronymic=two)
    return NameParts(first=one, patronymic=two)


def _is_initial(word: str) -> bool:
    return _INITIAL.fullmatch(word) is not None


def _is_patronymic(word: str) -> bool:
    lower = word.lower()
    return _PATRONYMIC.search(lower) is not None or lower.endswith(_SON + _DAUGHTER)


def _looks_like_surname(word: str) -> bool:
    return word.lower() not in _FIRST_NAMES and _SURNAME.search(word) is not None


def has_surname(name: str) -> bool:
    """Without a surname no written answer is owed."""
    return bool(split(name).surname)


@lru_cache(16384)
def gender_of(name: str) -> str | None:
    """“f”, “m” or None where the name does not tell («Шевчук», «Женя Черных»): then ask."""
    if (usual := _USUAL.fullmatch(name)) is not None:  # at once: imports ask for a hundred thousand of them
        return MALE if usual[1] else FEMALE
    parts = split(name)
    patronymic = parts.patronymic.lower()
    if patronymic.endswith(("ич", *_SON)):
        return MALE
    if patronymic.endswith(("вна", "чна", *_DAUGHTER)):
        return FEMALE
    said = {_detected(parts.first, "firstname"), _detected(parts.surname, "lastname")} - {None}
    return said.pop() if len(said) == 1 else None


@lru_cache(16384)
def _detected(word: str, part: str) -> str | None:
    if not _CYRILLIC.fullmatch(word):
        return None
    from pytrovich.enums import Gender

    # One part at a time: given two that disagree the detector would write the name into the log.
    gender = _detector().detect(**{part: word})
    return {Gender.MALE: MALE, Gender.FEMALE: FEMALE}.get(gender)


@lru_cache(1)
def _detector() -> Any:
    from pytrovich.detector import PetrovichGenderDetector

    return PetrovichGenderDetector()


@lru_cache(1)
def _maker() -> Any:
    from pytrovich.maker import PetrovichDeclinationMaker

    return PetrovichDeclinationMaker()


def dative(name: str, gender: str | None) -> str:
    """The full name in the dative, surname first; unchanged where the gender is unknown, so that a person decides."""
    if gender is None:
        return tidy(name)
    if _USUAL.fullmatch(name) is not None:
        parts = NameParts(*name.split(" "))
    else:
        parts = split(name)
    words = [_declined(parts.surname, "LASTNAME", gender)]
    words += [_declined(word, "FIRSTNAME", gender) for word in parts.first.split()]
    # With оглы and кызы, and without the form of a patronymic («Ир Сен»), nothing is declined.
    is_declined = _PATRONYMIC.search(parts.patronymic.lower()) is not None
    words.append(_declined(parts.patronymic, "MIDDLENAME", gender) if is_declined else parts.patronymic)
    return " ".join(word for word in words if word)


def kept_dative(kept: str, name: str, gender: str | None) -> str:
    """The dative in a record, else worked out now: what comes in bulk leaves that for the first letter."""
    return kept or dative(name, gender)


@lru_cache(16384)
def _declined(word: str, part: str, gender: str) -> str:
    if not _CYRILLIC.fullmatch(word) or len(word) < 2:
        return word
    from pytrovich.enums import Case, Gender, NamePart

    known = Gender.FEMALE if gender == FEMALE else Gender.MALE
    return str(_maker().make(NamePart[part], known, Case.DATIVE, word))


def _letters_of(parts: NameParts) -> list[str]:
    """«М.», «Ю.»; particles such as оглы give none."""
    words = f"{parts.first} {parts.patronymic}".split()
    return [f"{word[0].upper()}." for word in words if word[0].isupper()]


def initials(name: str) -> str:
    """«Третьякова М. Ю.», for the screen; a name without a surname stays whole."""
    parts = split(name)
    return " ".join([parts.surname, *_letters_of(parts)]) if parts.surname else tidy(name)


def signature(name: str) -> str:
    """«А.В. Белов», under a letter."""
    parts = split(name)
    letters = "".join(_letters_of(parts))
    return f"{letters} {parts.surname}" if parts.surname and letters else tidy(name)


def addressee(name_dative: str) -> str:
    """«Третьяковой М.Ю.» from the full name in the dative, surname first; «Марии Юрьевне» stays whole."""
    words = _GLUED_INITIALS.sub(" ", one_line(name_dative)).split()
    if len(words) < 2 or (len(words) == 2 and _DATIVE_PATRONYMIC.search(words[1].lower())):
        return " ".join(words)
    letters = "".join(f"{word[0]}." for word in words[1:] if word[0].isupper())
    return f"{words[0]} {letters}".strip()


_DEAR = {FEMALE: "Уважаемая", MALE: "Уважаемый", None: "Уважаемый(ая)"}
_TITLE = {FEMALE: "госпожа ", MALE: "господин ", None: ""}


def salutation(name: str, gender: str | None) -> str:
    """«Уважаемая Мария Юрьевна!», «Уважаемый Ринат!», «Уважаемый господин Хузин!»; a letter's words, always Russian."""
    parts = split(name)
    if parts.first and not _is_initial(parts.first):
        spoken = " ".join(word for word in parts.patronymic.split() if not _is_initial(word))
        return f"{_DEAR[gender]} {parts.first} {spoken}".strip() + "!"
    if parts.surname:
        return f"{_DEAR[gender]} {_TITLE[gender]}{parts.surname}!"
    return f"{_DEAR[gender]} {tidy(name)}!" if name.strip() else "Здравствуйте!"
