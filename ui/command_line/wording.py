"""The parser's own sentences in the program's language: argparse says them through its module's `_`."""

from __future__ import annotations

import argparse

from resources.words import N_, translate

# word for word as argparse has them
SENTENCES = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("unrecognized arguments: %s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("not allowed with argument %s"),
    N_("ignored explicit argument %r"),
)


def use_own_words() -> None:
    """From now on every parser speaks the current language."""
    argparse.__dict__["_"] = translate
