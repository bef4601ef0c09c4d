"""The whole command line. Each group of commands declares its own arguments; what runs is imported only then."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from functools import cache

from models.office.surroundings import PROGRAM as NAME
from resources.version import VERSION
from resources.words import LANGUAGES, _, language
from ui.command_line import (
    arguments_appeals,
    arguments_copies,
    arguments_exchange,
    arguments_offices,
    arguments_papers,
    arguments_reception,
    values,
)
from ui.command_line.declaring import PROGRAM, Parser, examples_of, options_everywhere
from ui.command_line.free_text import COMMAND, with_free_text
from ui.command_line.wording import use_own_words


def parser() -> argparse.ArgumentParser:
    """The whole command line in the current language."""
    use_own_words()
    return _parser_in(language())


@cache
def _parser_in(_language: str) -> argparse.ArgumentParser:
    everywhere = options_everywhere()
    whole = Parser(
        prog=PROGRAM, parents=[everywhere],
        description=_("The reception office. Without a command it opens the desktop."),
        epilog=_epilog(),
    )  # fmt: skip
    version = f"{NAME} {VERSION}"
    whole.add_argument("--version", action="version", version=version, help=_("tell the program's version"))
    commands = whole.add_subparsers(metavar=_("COMMAND"), required=True, dest="command")
    whole.set_defaults(commands=commands.choices)
    arguments_offices.add(commands, everywhere)
    arguments_reception.add(commands, everywhere)
    arguments_papers.add(commands, everywhere)
    arguments_appeals.add(commands, everywhere)
    arguments_exchange.add(commands, everywhere)
    arguments_copies.add(commands, everywhere)
    return whole


def _epilog() -> str:
    """What holds for all commands."""
    shown = examples_of(
        "main.py demo sample --seed 7",
        "main.py slots --from 2026-11-23 --days 5 --data sample",
        "main.py report 2026-11 --output report.pdf",
        "main.py appeals --from 2026-11-01 --overdue --json",
    )
    codes = (
        _("done"),
        _("refused: one line on standard error says why, and nothing was changed"),
        _("wrong usage: to be seen in the command line itself"),
        _("done in part: rows of an import were rejected, the others are in the office"),
    )
    variables = (
        ("RECEPTION_DATA", _("the data folder, where --data is not given")),
        ("RECEPTION_NOW", _("the office's time at which the clock stands, 2026-11-23T11:46, for tests")),
    )
    exits = "\n".join(f"  {code}  {means}" for code, means in enumerate(codes))
    environment = "\n".join(f"  {name:<14}  {means}" for name, means in variables)
    each = _("“main.py COMMAND --help” tells the arguments of a command.")
    headed = (_("exit codes:") + "\n" + exits, _("environment:") + "\n" + environment)
    return "\n\n".join((shown, *headed, each))


def parsed(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments; ends the program with 2 where they are wrong, with 0 after help."""
    whole = parser()
    args = whole.parse_args(with_free_text(argv, whole.get_default("commands")[COMMAND]))
    if [] in vars(args).values():  # argparse takes the “--” of “--data=--” for its own and leaves nothing
        args.parser.error(_("expected one argument"))
    if args.function == "offices:init" and "office_file" not in args and "office_name" in args:
        try:
            args.office_file = values.path(args.office_name)  # given before the command's name
        except argparse.ArgumentTypeError as wrong:
            args.parser.error(str(wrong))
    if missing := _missing(args):
        args.parser.error(_("the following arguments are required: %s") % missing)
    return args


def _missing(args: argparse.Namespace) -> str:
    """What a command needs though its parser cannot know it."""
    if args.function == "offices:init" and "office_file" not in args:
        return "--office"
    if args.function == "reception:book" and not args.walk_in:
        needed = ("start",) if args.visitor_id else ("phone", "start")
        return ", ".join(f"--{name}" for name in needed if getattr(args, name) is None)
    if args.function == "appeals:register" and args.summary is None and args.written is None:
        return "--summary"
    return ""


def language_asked(argv: Iterable[str]) -> str:
    """The language of an unparsed command line, so that its own mistakes are told in it; empty where none is asked."""
    asked, follows = "", False
    for text in argv:
        if follows:
            asked = text
        elif text.startswith("--language="):
            asked = text.partition("=")[2]
        follows = text == "--language"
    return asked if asked in LANGUAGES else ""


def usage_error(sentence: str) -> int:
    """One line for what is wrong before any office is opened."""
    print(sentence, file=sys.stderr)
    return 2
