"""What is asked of every command's answer: the exit code, one line for a failure, nothing on stdout then."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.office.desk import Desk
from tests.ui.command_line.conftest import Said

Filled = Callable[[Callable[[Desk], Any]], Any]


def is_refused(said: Said, part: str = "") -> bool:
    """Exit code 1, one line on stderr, nothing on stdout."""
    return said.code == 1 and said.out == "" and len(said.err.splitlines()) == 1 and part in said.err


def is_wrong_usage(said: Said, part: str = "") -> bool:
    """Exit code 2, one line on stderr, nothing on stdout."""
    return said.code == 2 and said.out == "" and len(said.err.splitlines()) == 1 and part in said.err


def answered(said: Said) -> Any:
    """The document of a command that was done."""
    assert (said.code, said.err) == (0, ""), said
    return said.document()
