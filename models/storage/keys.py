"""Stored keys by which names are found and compared; made in Python, because triggers know only built-in functions."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")
_NOT_WORD = re.compile(r"\W+")
_PLAIN = re.compile(r"[а-яёА-ЯЁa-zA-Z0-9]+(?: [а-яёА-ЯЁa-zA-Z0-9]+)*")  # most names: nothing to put right


def cleaned(text: str) -> str:
    """What a person typed without what nobody can see: NFC, no control or format characters but joiners, trimmed."""
    normal = unicodedata.normalize("NFC", text)
    if normal.isprintable():  # nearly always: nothing of the kind in it
        return normal.strip()
    kept = (c for c in normal if c in "\n\t\u200d" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return "".join(kept).strip()


def one_line(text: str) -> str:
    """Cleaned text with every run of white space made one space."""
    line = cleaned(text)
    if line.isprintable() and "  " not in line:
        return line
    return _SPACES.sub(" ", line).strip()


@lru_cache(8192)  # imports ask for the same name and address several times in a row
def search_key(text: str) -> str:
    """Case, ё and spaces aside: «Семёнов  Пётр» → «семенов петр»; hyphens and dots become spaces."""
    if _PLAIN.fullmatch(text):
        return text.lower().replace("ё", "е")
    return _NOT_WORD.sub(" ", cleaned(text).casefold().replace("ё", "е")).strip()


def sort_key(text: str) -> str:
    """Russian order as a plain string: ё stands right after е, letters before their case."""
    return one_line(text).casefold().replace("ё", "е\u0451")


def uuid_from(text: str, day: str) -> str:
    """A UUID made of a text, always the same; its ISO day first: those of one time stand together in indexes."""
    made = hashlib.blake2b(text.encode(), digest_size=12).hexdigest()
    return f"{day[:4]}{day[5:7]}{day[8:10]}-{made[:4]}-8{made[4:7]}-a{made[7:10]}-{made[10:22]}"


def digits_of(text: str) -> str:
    """Only the ASCII digits."""
    return "".join(c for c in text if c in "0123456789")
