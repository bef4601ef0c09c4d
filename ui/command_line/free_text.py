"""What is searched for may look like an option: `search --` and `search -5` are texts, not mistakes."""

from __future__ import annotations

from collections.abc import Sequence

COMMAND = "search"
_WITH_VALUE = ("--data", "--language", "--office", "--limit")
_ALONE = ("--json", "--help", "-h")


def with_free_text(argv: Sequence[str]) -> list[str]:
    """The arguments; for `search` with an option that nobody knows told apart as its text, after a `--`."""
    place = _place_of_command(argv)
    if place is None:
        return list(argv)
    options, texts = list(argv[: place + 1]), list[str]()
    rest = list(argv[place + 1 :])
    while rest:
        word = rest.pop(0)
        if word == "--" and rest:
            texts += rest
            break
        if word in _ALONE or word.startswith(tuple(f"{name}=" for name in _WITH_VALUE)):
            options.append(word)
        elif word in _WITH_VALUE:
            options += [word, *rest[:1]]
            rest = rest[1:]
        else:
            texts.append(word)
    return [*options, "--", *texts] if texts else options


def _place_of_command(argv: Sequence[str]) -> int | None:
    """Where `search` stands as the command; None where it is another one."""
    place = 0
    while place < len(argv):
        word = argv[place]
        if not word.startswith("-"):
            return place if word == COMMAND else None
        place += 2 if word in _WITH_VALUE else 1
    return None
