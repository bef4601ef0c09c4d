"""What can be wrong with what a person asked for: a sentence with its place, translated only when it is shown."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from resources.words import one_stop, translate


@dataclasses.dataclass(frozen=True)
class Problem:
    """One thing that is wrong. `message` is a whole English sentence (marked with N_) with named placeholders."""

    code: str  # short and stable, for tests and programs: "taken", "no-phone"
    message: str
    field: str = ""  # the field of the draft it belongs to, or empty
    values: dict[str, Any] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        return one_stop(translate(self.message).format(**self.values))


class Refused(Exception):
    """The office's rules refuse the request; nothing was changed."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return " ".join(str(problem) for problem in self.problems)


def refuse_if_any(problems: Iterable[Problem]) -> None:
    """Raises Refused with all the problems, if there are any."""
    found = tuple(problems)
    if found:
        raise Refused(*found)
