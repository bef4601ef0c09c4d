"""Arguments as values: what is malformed is told at once, before any office is opened."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from models.storage.keys import one_line
from resources.words import _, translate

LONGEST_MARK = 100  # letters of a UUID
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::00)?(Z|[+-]\d{2}:?\d{2})?", re.ASCII)


def day(text: str) -> date:
    """An ISO date."""
    try:
        if not _DATE.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("“{text}” is not a date; write it like 2026-11-23.").format(text=text)) from None


def moment(text: str) -> datetime:
    """A date and time to the minute: naive, or aware where an offset is given."""
    try:
        parts = _MOMENT.fullmatch(text)
        if parts is None:
            raise ValueError(text)
        found = datetime.fromisoformat("".join((parts[1], "T", parts[2], parts[3] or "")))
        if parts[3] and not date.min.year < found.year < date.max.year:
            raise ValueError(text)  # it could not be converted
        return found
    except ValueError:
        sentence = _("“{text}” is not a date and time; write it like 2026-11-23T14:00.")
        raise ArgumentTypeError(sentence.format(text=text)) from None


def amount(text: str) -> Decimal:
    """A sum of money with at most two decimals."""
    from models.appeals.rules import parsed_amount

    try:
        found = parsed_amount(text)
        if found is None:
            raise ValueError(text)
    except ValueError:
        sentence = _("“{text}” is not a sum of money; write it like 4318.20.")
        raise ArgumentTypeError(sentence.format(text=text)) from None
    return found


def mark(text: str) -> str:
    """A UUID: any mark of a request, on one line."""
    found = one_line(text)
    if not 0 < len(found) <= LONGEST_MARK:
        raise ArgumentTypeError(_("A UUID has from 1 to {most} letters.").format(most=LONGEST_MARK))
    return found


def word(kind: str, codes: Collection[str]) -> Callable[[str], str]:
    """A code as it is, or the code behind a word of the glossary or of a list; `kind` is the reader in the exchange.

    What is none of these is left for the choices to refuse.
    """

    def read(text: str) -> str:
        if not text.strip() or text in codes:
            return text
        from models.exchange import values as glossary  # reads what spreadsheets hold; a code needs none of it
        from models.problems import Refused

        try:
            return getattr(glossary, kind)(one_line(text)) or "open"
        except Refused:
            return text

    return read


def coded(kind: str, codes: Collection[str]) -> dict[str, Any]:
    """How an argument is declared that takes one of these codes, or its word."""
    return {"type": word(kind, codes), "choices": tuple(codes)}


def explained(codes: Mapping[str, str]) -> str:
    """The codes with what each means, for help."""
    return "; ".join(f"{code} ({translate(label)})" for code, label in codes.items())


def period(text: str) -> str:
    """The name of a period."""
    from models.reports import periods

    try:
        return periods.parsed(text).name
    except ValueError:
        sentence = _("“{text}” is not a period; write 2026-11, 2026-Q4, 2026-H2 or 2026.")
        raise ArgumentTypeError(sentence.format(text=text)) from None


def path(text: str) -> Path:
    """The name of a file or folder."""
    if not text.strip() or "\0" in text:
        raise ArgumentTypeError(_("The name of the file is missing."))
    return Path(text).expanduser() if text.startswith("~/") else Path(text)


def path_ending(*endings: str) -> Callable[[str], Path]:
    """The name of a file that ends in one of these."""

    def checked(text: str) -> Path:
        found = path(text)
        if found.suffix.lower() not in endings:
            sentence = _("The file's name ends in {endings}.").format(endings=", ".join(endings))
            raise ArgumentTypeError(sentence)
        return found

    return checked


def whole(least: int, most: int) -> Callable[[str], int]:
    """A whole number within bounds."""

    def checked(text: str) -> int:
        if not re.fullmatch(r"-?\d{1,12}", text, re.ASCII) or not least <= int(text) <= most:
            sentence = _("“{text}” is not a whole number from {least} to {most}.")
            raise ArgumentTypeError(sentence.format(text=text, least=least, most=most))
        return int(text)

    return checked
