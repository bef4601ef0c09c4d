"""How a command is declared: the parser, the options that every command takes, a command and a group of commands."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from typing import Any, NoReturn

from resources.words import LANGUAGES, _, one_stop
from ui.command_line import values

PROGRAM = "main.py"


class _Help(argparse.HelpFormatter):
    """A sentence is wrapped to the terminal, lines of examples stay lines."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if "\n" in text:
            return "\n".join(indent + line for line in text.splitlines())
        return super()._fill_text(text, width, indent)


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line and ends with 2."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, formatter_class=_Help, **settings)

    def error(self, message: str) -> NoReturn:
        line = one_stop(" ".join(message.split()))
        hint = _("see “{command} --help”").format(command=self.prog)
        self.exit(2, f"{line} ({hint})\n")


def options_everywhere(*, with_office: bool = True) -> argparse.ArgumentParser:
    """Options that every command takes, before or after its name; for `init`, --office is something else."""
    options = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    options.add_argument(
        "--data",
        metavar=_("DIR"),
        type=values.path,
        help=_("the office's data folder (default: RECEPTION_DATA, else the user's data folder)"),
    )
    options.add_argument("--language", choices=LANGUAGES, help=_("the language of the answer (default: the office's)"))
    options.add_argument("--json", action="store_true", help=_("answer with one JSON document"))
    if with_office:
        several = _("the office, where there are several")
        options.add_argument("--office", dest="office_name", metavar=_("NAME"), help=several)
    return options


def examples_of(*lines: str) -> str:
    return _("examples:") + "\n" + "\n".join(f"  {line}" for line in lines)


def command(
    commands: Any, everywhere: argparse.ArgumentParser, name: str, does: str, function: str, *examples: str,
    more: str = "",
) -> argparse.ArgumentParser:  # fmt: skip
    """A command; `function` is "module:function" under ui.command_line, `more` says what the short `does` cannot."""
    added: argparse.ArgumentParser = commands.add_parser(
        name, help=does, description=f"{does[:1].upper()}{does[1:]}. {more}".strip(), parents=[everywhere],
        epilog=examples_of(*examples) if examples else None,
    )  # fmt: skip
    added.set_defaults(function=function, parser=added)
    return added


def nested(commands: Any, everywhere: argparse.ArgumentParser, name: str, does: str) -> Any:
    added = commands.add_parser(name, help=does, description=does[:1].upper() + does[1:] + ".", parents=[everywhere])
    return added.add_subparsers(metavar=_("COMMAND"), required=True, dest="part")


def add_who(command: argparse.ArgumentParser) -> None:
    """The visitor whom a command is about: by name, or chosen by the number that lists and refusals give."""
    who = command.add_mutually_exclusive_group(required=True)
    name = _("the full name, surname first; the same visitor is found, a new one is added")
    who.add_argument("--visitor", metavar=_("PERSON"), default="", help=name)
    number = _("instead of the name: the visitor's number, as “search” gives it; what the record lacks is added to it")
    who.add_argument("--visitor-id", metavar="N", type=values.whole(1, 10**12 - 1), help=number)


class InOrder(argparse.Action):
    """Two days of which the last does not come before the first, in whichever order they are given."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, value: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:  # fmt: skip
        setattr(namespace, self.dest, value)
        first, last = getattr(namespace, "first", None), getattr(namespace, "last", None)
        if isinstance(first, date) and isinstance(last, date) and last < first:
            raise argparse.ArgumentError(self, _("the last day comes before the first"))
