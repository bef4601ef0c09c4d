"""The command that lists the topics of the classifier."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from models.office import topics as classifier
from models.office.topics import Line
from resources.words import ngettext
from ui.command_line.answer import answer
from ui.command_line.opening import office_of


def topics(args: Namespace) -> int:
    """Codes and names; nothing found is an answer, too."""
    with office_of(args):
        under = "" if args.under is None else classifier.found(args.under)
        found = classifier.listed(args.text, under)
        answer(args, [_document(line) for line in found], _words(found))
    return 0


def _document(line: Line) -> dict[str, Any]:
    return {"code": line.code, "level": line.level, "name": line.name, "short": line.short or None}


def _words(found: list[Line]) -> Iterator[str]:
    for line in found:
        short = f" · {line.short}" if line.short and line.short != line.name else ""
        yield f"{line.code:<24}  {line.name}{short}"
    yield ngettext("{n} topic", "{n} topics", len(found)).format(n=len(found))
