"""Phone numbers: read as people type them, kept as typed and in E.164, shown and compared. Never guesses a digit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from models.problems import Problem
from models.storage.keys import digits_of, one_line
from resources.phone_regions import country_name, region_of
from resources.words import N_, _

KEY_DIGITS = 10  # numbers are compared and searched by their last ten digits
_SHORTEST_LOCAL, _LONGEST_LOCAL = 5, 7
_REMEMBERED = 65536  # parsed texts: parsing one costs more than writing a row

_DASHES = re.compile("[‐‑‒–—―−]")
_LABEL = re.compile(
    r"^(?:(?:моб(?:ильный)?|сот(?:овый)?|дом(?:ашний)?|раб(?:очий)?|конт(?:актный)?|тел(?:ефон)?|факс|т|м|д|р|"
    r"phone|mobile|tel|ph)\b[.:\s]*)+(?=[+(\d])"
)
_REMARK = re.compile(r"\([^()\d]*\)")  # «(дочь)»
_EXTENSION = re.compile(
    r"[\s,;(]*(?:добавочный|добав|доб|внутренний|внутр|вн|доп|extension|ext|#|(?<=[\d\s)])[xх])[.\s:№]*(\d{1,7})\)?$"
)
_PLAIN = re.compile(r"\+?[\d\s().\-/]+")
_USUAL = re.compile(r"(?:\+?7|8)[ -]?\(?([346-9]\d\d)\)?[ -]?(\d{3})[ -]?(\d\d)[ -]?(\d\d)", re.ASCII)
_BETWEEN = re.compile(r"([;,\n]|(?<=\d)\s*/\s*(?=[+(\d]))")
_FIRST_OF_SEVEN = "346789"  # what a national number under +7 may begin with; allotted ranges change, so no finer

# Why a text is not a phone of a visitor.
LETTERS, SHORT, LOCAL, UNREADABLE = "phone-letters", "short-phone", "local-phone", "unreadable-phone"
_SENTENCES = {
    LETTERS: N_("“{phone}” has letters in it; write the phone in digits."),
    SHORT: N_("“{phone}” is a service number or incomplete; write the visitor’s whole phone."),
    LOCAL: N_("“{phone}” has no area code; add it."),
    UNREADABLE: N_("“{phone}” cannot be read as a phone; check the digits."),
}


@dataclass(frozen=True)
class Phone:
    """A phone as typed and, where it can be read, in E.164; `trouble` says why not."""

    typed: str
    e164: str | None = None
    extension: str = ""
    is_area_code_added: bool = False
    trouble: str = ""

    def shown(self) -> str:
        """As people write it, or as it was typed where it cannot be read."""
        return shown(self.e164, self.extension) if self.e164 else self.typed

    def region(self, language: str) -> str:
        """Where the number is from."""
        return region(self.e164, language) if self.e164 else ""


@lru_cache(_REMEMBERED)
def parsed(text: str, country: str = "RU", area_code: str = "") -> Phone:
    """Reads one number as typed in an office of this country and area."""
    usual = _USUAL.fullmatch(text) if country in ("RU", "KZ", "") else None
    if usual is not None:  # what nearly all look like, at once: imports read a hundred thousand of them
        return Phone(text, f"+7{''.join(usual.groups())}")
    typed = one_line(text)
    body, extension = _body(typed)
    digits = digits_of(body)
    if any(c.isalpha() for c in body):
        return Phone(typed, trouble=LETTERS)
    if len(digits) < _SHORTEST_LOCAL:
        return Phone(typed, trouble=SHORT if digits else UNREADABLE)
    if not _PLAIN.fullmatch(body):
        return Phone(typed, trouble=UNREADABLE)
    is_local = not body.startswith("+") and len(digits) <= _LONGEST_LOCAL
    if is_local:
        if country in ("RU", "KZ") and digits[0] in "08":
            return Phone(typed, trouble=SHORT)  # no local number begins so: a whole one is being typed
        area = digits_of(area_code)
        if not area or (country in ("RU", "KZ") and len(area) + len(digits) != KEY_DIGITS):
            return Phone(typed, trouble=LOCAL)
        body = area + digits
    e164 = _under_seven(body, digits_of(body)) if country in ("RU", "KZ", "") else None
    e164 = e164 or _e164(body, country)
    if e164 is None:
        return Phone(typed, trouble=UNREADABLE)
    return Phone(typed, e164, extension, is_local)


def _body(typed: str) -> tuple[str, str]:
    """The number alone, without label, remark and extension, and the extension."""
    text = unicodedata.normalize("NFKC", _DASHES.sub("-", typed).replace("№", "")).casefold()
    if not text.isascii():
        text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    text = _REMARK.sub(" ", _LABEL.sub("", text)).strip()
    found = _EXTENSION.search(text)
    if found and len(digits_of(text[: found.start()])) >= _SHORTEST_LOCAL:
        return text[: found.start()].rstrip(" ,;("), found[1]
    return text.rstrip(" ,;."), ""


def _under_seven(body: str, digits: str) -> str | None:
    """The usual spellings of a number under +7, at once: the rules of all countries cost ten times more.

    «+8 912 …» is the trunk prefix with a plus too many.
    """
    if len(digits) == KEY_DIGITS + 1 and digits[0] in "78" and digits[1] in _FIRST_OF_SEVEN and body.count("+") < 2:
        return f"+7{digits[1:]}"
    # Ten digits that begin with 8 may be a code, 812, or a mobile that lacks its last digit.
    if len(digits) == KEY_DIGITS and body[0] != "+" and digits[0] in _FIRST_OF_SEVEN.replace("8", ""):
        return f"+7{digits}"
    return None


def _e164(body: str, country: str) -> str | None:
    import phonenumbers

    try:
        number = phonenumbers.parse(body, country or "RU")
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    text = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    if number.country_code == 7 and (len(text) != 12 or text[2] not in _FIRST_OF_SEVEN):
        return None
    if number.country_code == 7 and digits_of(body)[0] == "8" and not phonenumbers.is_valid_number(number):
        return None
    return text


def split(text: str) -> tuple[str, ...]:
    """The phones of one cell: «8 912 884-17-05, 244-15-60» is two; an extension stays with its number.

    What follows a comma and holds hardly a digit belongs to the number before it, a remark too; a semicolon parts them.
    """
    if not text or _USUAL.fullmatch(text):
        return (text,) if text else ()
    found: list[str] = []
    between = ""
    for i, piece in enumerate(_BETWEEN.split(text)):
        if i % 2:
            between = piece
            continue
        whole = one_line(piece)
        is_rest = len(digits_of(whole)) < _SHORTEST_LOCAL
        if found and whole and is_rest and (between == "," or _EXTENSION.search(whole.casefold())):
            found[-1] = f"{found[-1]}, {whole}"
        elif whole:
            found.append(whole)
    return tuple(found)


def is_usual(text: str) -> bool:
    """Whether it is one number as most are written."""
    return _USUAL.fullmatch(text) is not None


def joined(texts: Iterable[str]) -> str:
    """Phones as typed in one cell, which `split` parts again."""
    return "; ".join(part for text in texts for part in split(text))


def problem_of(phone: Phone) -> Problem | None:
    """What is wrong with a phone that cannot be read."""
    if not phone.trouble:
        return None
    return Problem(phone.trouble, _SENTENCES[phone.trouble], "phones", {"phone": phone.typed})


def is_unfinished(phone: Phone) -> bool:
    """Whether it may simply not be typed to its end yet."""
    body, _extension = _body(phone.typed)
    return phone.trouble != LETTERS and len(digits_of(body)) < KEY_DIGITS + body.startswith(("+", "8", "7"))


def shown(e164: str, extension: str = "") -> str:
    """«+7 912 884-17-05», in the current language with «доб. 12»."""
    if e164.startswith("+7") and len(e164) == 12:
        text = f"+7 {e164[2:5]} {e164[5:8]}-{e164[8:10]}-{e164[10:]}"
    else:
        text = _international(e164)
    return _("{phone}, ext. {extension}").format(phone=text, extension=extension) if extension else text


@lru_cache(_REMEMBERED // 16)
def _international(e164: str) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def key(text: str) -> str:
    """The last ten digits of a number in E.164 or as typed, without its extension."""
    if text.startswith("+") and text[1:].isdecimal() and text.isascii():
        return text[1:][-KEY_DIGITS:]
    return digits_of(_body(one_line(text))[0])[-KEY_DIGITS:]


def without_extension(text: str) -> str:
    """The typed text without an extension at its end, if it has one."""
    found = _EXTENSION.search(text.casefold())
    is_extension = found is not None and len(digits_of(text[: found.start()])) >= _LONGEST_LOCAL
    return text[: found.start()] if found is not None and is_extension else text


@lru_cache(1024)
def region(e164: str, language: str) -> str:
    """The number's region in words: of a city number its area, of others the country only (never the operator)."""
    import phonenumbers

    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return ""
    is_city = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.FIXED_LINE
    area = region_of(digits_of(e164), language) if is_city else ""
    return area or country_name(phonenumbers.region_code_for_number(number), language)
