"""A refusal's sentence as the command line says it: the way out is an option or a command, not a list on a screen."""

from __future__ import annotations

import dataclasses

from models.problems import Problem, Refused
from resources.words import N_

_SENTENCES = {
    ("several", "full_name"): N_(
        "Several visitors fit: {visitors}. Say more about this one, or give --visitor-id with the number."
    ),
    ("too-general", "topic"): N_(
        "“{topic}” is too general for an appeal; “topics --under {topic}” lists the questions under it."
    ),
    ("unknown-topic", "topic"): N_("There is no topic “{topic}”; “topics” lists them all."),
}  # fmt: skip


def said_here(refused: Refused) -> str:
    """All that was wrong, in the current language."""
    return " ".join(str(_here(problem)) for problem in refused.problems)


def _here(problem: Problem) -> Problem:
    sentence = _SENTENCES.get((problem.code, problem.field))
    return problem if sentence is None or "likely" in problem.values else dataclasses.replace(problem, message=sentence)
