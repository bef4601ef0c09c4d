"""The program's words: a gettext wrapper with one current language per process. Never call `_` at import time."""

from __future__ import annotations

import gettext as stdlib_gettext
from functools import cache
from importlib import resources
from math import ceil

LANGUAGES = ("ru", "en")
PSEUDO = "xx"  # every sentence 40 % longer, for tests of layout

_current: stdlib_gettext.NullTranslations = stdlib_gettext.NullTranslations()
_language = "en"


def N_(message: str) -> str:  # the customary gettext name
    """Marks a sentence for translation where it cannot be translated yet (at import time)."""
    return message


class _Longer(stdlib_gettext.NullTranslations):
    """Pseudo-translation that stretches every sentence."""

    def gettext(self, message: str) -> str:
        return message + "·" * max(2, ceil(len(message) * 0.4))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def set_language(code: str) -> None:
    """Makes `code` ("ru", "en" or the pseudo-language) the language of all words from now on."""
    global _current, _language
    _language = code
    if code == PSEUDO:
        _current = _Longer()
        return
    _current = _translations(code)


@cache
def _translations(code: str) -> stdlib_gettext.NullTranslations:
    """The compiled catalog, read once: a command speaks the computer's language until it knows the office's."""
    catalog = resources.files("resources") / "locale" / code / "LC_MESSAGES" / "reception.mo"
    if not catalog.is_file():
        return stdlib_gettext.NullTranslations()
    with catalog.open("rb") as file:
        return stdlib_gettext.GNUTranslations(file)


def language() -> str:
    """The current language's code."""
    return _language


def translate(message: str) -> str:
    """The sentence in the current language; the empty one stays empty."""
    return _current.gettext(message) if message else ""


_ = translate


def one_stop(sentence: str) -> str:
    """The sentence with one full stop where a name that ends with one («Ким И. С.») ends it; three stay three."""
    return sentence[:-1] if sentence.endswith("..") and not sentence.endswith("...") else sentence


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form that fits the count `n`; placeholders are filled by the caller."""
    return _current.ngettext(singular, plural, n)
