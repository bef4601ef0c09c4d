"""The command line: chooses the command, keeps its promises about exit codes. One line for a failure, no traceback."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from models.problems import Problem, Refused
from resources.words import N_, _, set_language
from ui.command_line.ways_out import said_here

DONE, REFUSED, WRONG_USAGE, IN_PART = 0, 1, 2, 3
_DESKTOP_OPTIONS = ("--data", "--language")
LOG_NAME = "reception.log"


def is_command(argv: Sequence[str]) -> bool:
    """Whether these arguments ask for a command; only a data folder and a language may go to the desktop.

    Those with nothing after them are taken for a command's, which is told what is missing.
    """
    rest = list(argv)
    while rest:
        first = rest.pop(0)
        if first in _DESKTOP_OPTIONS:
            if not rest:
                return True
            rest = rest[1:]
        elif not first.startswith(tuple(f"{option}=" for option in _DESKTOP_OPTIONS)):
            return True
    return False


def run(argv: Sequence[str]) -> int:
    """Runs one command and returns its exit code: 0 done, 1 refused, 2 wrong usage, 3 done in part."""
    from ui.command_line.arguments import language_asked, parsed, usage_error  # the desktop asks only is_command

    set_language(language_asked(argv) or _language_of_computer())
    _open_streams()
    try:
        args = parsed(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    if (problem := _problem_of_clock()) is not None:
        return usage_error(str(problem))
    try:
        code = _function(args.function)(args)
        sys.stdout.flush()
        _warn(args, code)
        return code
    except Refused as refused:
        return _said(said_here(refused))
    except KeyboardInterrupt:
        return _said(_("Stopped. What was saved before stays."))
    except BrokenPipeError:  # the reader of the output has gone, as `head` does
        _let_go_of_output()
        return DONE
    except Exception as error:
        if isinstance(error, OSError):
            _let_go_of_output()
        return _said(_in_words(error, args))


def _function(name: str) -> Callable[[Namespace], int]:
    module, _colon, function = name.partition(":")
    found: Callable[[Namespace], int] = getattr(importlib.import_module(f"ui.command_line.{module}"), function)
    return found


def _said(sentence: str) -> int:
    print(" ".join(sentence.split()), file=sys.stderr)
    return REFUSED


def _warn(args: Namespace, code: int) -> None:
    """An office on a network path is told of loudly; a refusal stays one line."""
    kind = getattr(args, "network_kind", "")
    if kind and code in (DONE, IN_PART):
        warning = _("Warning: the office lies on a network path ({kind}), where its file may be damaged.")
        print(warning.format(kind=kind), file=sys.stderr)


def _problem_of_clock() -> Problem | None:
    """A stopped clock that cannot be read is told before anything is opened."""
    from models.office.surroundings import clock

    try:
        clock()
    except Refused as refused:
        return refused.problems[0]
    return None


def _language_of_computer() -> str:
    said = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "ru" if said.lower().startswith("ru") else "en"


def _open_streams() -> None:
    """One encoding everywhere; what cannot be said in it (a broken file name) is escaped. A closed stream is no end."""
    for name in ("stdout", "stderr"):
        stream: TextIO | None = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - as long as the program
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _let_go_of_output() -> None:
    """What could not be written (a full disk, a reader that is gone) must not fail once more when the program ends."""
    try:
        sys.stdout.flush()
    except OSError:
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)


def _in_words(error: Exception, args: Namespace) -> str:
    from models.storage.engine import in_words

    problem = in_words(error)
    if problem is None and isinstance(error, OSError):
        problem = Problem("io", N_("A file or folder could not be used: {why}."), "", {"why": error.strerror or "?"})
    if problem is None:
        _log(error, args)
        sentence = N_("Something unexpected went wrong ({what}); nothing is half-saved. The log has the details.")
        problem = Problem("unexpected", sentence, "", {"what": type(error).__name__})
    return str(problem)


def _log(error: Exception, args: Namespace) -> None:
    """Where it happened, without the error's own words: they may hold a visitor's data."""
    from ui.command_line.opening import folder_of

    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    lines = [f"{args.function}: {type(error).__name__}", *places]
    try:
        folder = folder_of(args)
        if folder.is_dir():
            with (folder / LOG_NAME).open("a", encoding="utf-8") as log:
                log.write("\n".join(lines) + "\n")
    except OSError:
        pass  # a log that cannot be written must not hide the sentence
