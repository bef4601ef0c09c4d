"""What is searched for may look like an option: `search --` and `search -5` are texts, not mistakes."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence

COMMAND = "search"


def with_free_text(argv: Sequence[str], search: ArgumentParser) -> list[str]:
    """The arguments; for `search` with an option that its parser does not know told apart as its text, after a `--`."""
    with_value = tuple(name for action in search._actions if action.nargs != 0 for name in action.option_strings)
    alone = tuple(name for action in search._actions if action.nargs == 0 for name in action.option_strings)
    place = _place_of_command(argv, with_value)
    if place is None:
        return list(argv)
    options, texts = list(argv[: place + 1]), list[str]()
    rest = list(argv[place + 1 :])
    while rest:
        word = rest.pop(0)
        if word == "--" and rest:
            texts += rest
            break
        if word in alone or word.startswith(tuple(f"{name}=" for name in with_value)):
            options.append(word)
        elif word in with_value:
            options += [word, *rest[:1]]
            rest = rest[1:]
        else:
            texts.append(word)
    return [*options, "--", *texts] if texts else options


def _place_of_command(argv: Sequence[str], with_value: Sequence[str]) -> int | None:
    """Where `search` stands as the command; None where it is another one."""
    place = 0
    while place < len(argv):
        word = argv[place]
        if not word.startswith("-"):
            return place if word == COMMAND else None
        place += 2 if word in with_value else 1
    return None
