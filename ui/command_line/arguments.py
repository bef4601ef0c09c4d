"""The commands with their arguments and help. Each names the function that does it, which is imported only then."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from models.appeals.labels import CHANNELS, OUTCOMES
from resources.words import LANGUAGES, _
from ui.command_line import values
from ui.command_line.wording import use_own_words

PROGRAM = "main.py"
MOST_VISITS = 1_000_000
REPORT_ENDINGS = (".pdf", ".xlsx", ".csv", ".json")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line and ends with 2."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter, **settings)

    def error(self, message: str) -> NoReturn:
        line = " ".join(message.split())
        hint = _("see “{command} --help”").format(command=self.prog)
        self.exit(2, f"{line} ({hint})\n")


def parser() -> argparse.ArgumentParser:
    """The whole command line in the current language."""
    use_own_words()
    everywhere = _everywhere()
    whole = _Parser(
        prog=PROGRAM, parents=[everywhere],
        description=_("The reception office. Without a command it opens the desktop."),
        epilog=_examples(
            "main.py demo sample --seed 7",
            "main.py init --office office.json --data office",
            "main.py report 2026-11 --output report.pdf",
            "main.py appeals --from 2026-11-01 --overdue --json",
        ),
    )  # fmt: skip
    commands = whole.add_subparsers(metavar=_("COMMAND"), required=True, dest="command")
    _add_setting_up(commands, everywhere)
    _add_papers(commands, everywhere)
    _add_appeals(commands, everywhere)
    return whole


def parsed(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments; ends the program with 2 where they are wrong, with 0 after help."""
    whole = parser()
    args = whole.parse_args(list(argv))
    if args.function == "offices:init" and "office_file" not in args:
        if "office_name" not in args:
            whole.error(_("the following arguments are required: %s") % "--office")
        args.office_file = values.path(args.office_name)  # given before the command's name
    return args


def _everywhere(*, with_office: bool = True) -> argparse.ArgumentParser:
    """Options that every command takes, before or after its name; for `init`, --office is something else."""
    options = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    options.add_argument(
        "--data", metavar=_("DIR"), type=values.path,
        help=_("the office's data folder (default: RECEPTION_DATA, else the user's data folder)"),
    )
    options.add_argument("--language", choices=LANGUAGES, help=_("the language of the answer"))
    options.add_argument("--json", action="store_true", help=_("answer with one JSON document"))
    if with_office:
        several = _("the office, where there are several")
        options.add_argument("--office", dest="office_name", metavar=_("NAME"), help=several)
    return options


def _examples(*lines: str) -> str:
    return _("examples:") + "\n" + "\n".join(f"  {line}" for line in lines)


def _command(
    commands: Any, everywhere: argparse.ArgumentParser, name: str, does: str, function: str, *examples: str
) -> argparse.ArgumentParser:
    """A command; `function` is "module:function" under ui.command_line."""
    added: argparse.ArgumentParser = commands.add_parser(
        name, help=does, description=does[:1].upper() + does[1:] + ".", parents=[everywhere],
        epilog=_examples(*examples) if examples else None,
    )  # fmt: skip
    added.set_defaults(function=function)
    return added


def _add_setting_up(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    makes = _("make a new data folder from an office file")
    init = _command(
        commands, _everywhere(with_office=False), "init", makes, "offices:init",
        "main.py init --office office.json --data office",
    )  # fmt: skip
    init.add_argument("--office", dest="office_file", default=argparse.SUPPRESS, type=values.path, metavar=_("FILE"),
                      help=_("the office file"))  # fmt: skip
    demo = _command(
        commands, everywhere, "demo", _("make a sample office with invented visitors"), "offices:demo",
        "main.py demo sample --visits 500 --seed 7",
    )  # fmt: skip
    demo.add_argument("folder", metavar=_("DIR"), type=values.path, help=_("the new data folder"))
    demo.add_argument("--visits", type=values.whole(0, MOST_VISITS), metavar="N", help=_("how many visits"))
    seed = _("the same seed, the same data")
    demo.add_argument("--seed", type=values.whole(0, 2**31), default=1, metavar="S", help=seed)
    demo.add_argument("--today", type=values.day, metavar=_("DATE"), help=_("the day that the sample takes for today"))
    office = _nested(commands, everywhere, "office", _("the office file: export or import the settings"))
    writes, reads = _("write the office's settings into a file"), _("replace the office's settings by those of a file")
    exported = _command(office, everywhere, "export", writes, "offices:export")
    exported.add_argument("file", metavar=_("FILE"), type=values.path)
    imported = _command(office, everywhere, "import", reads, "offices:import_")
    imported.add_argument("file", metavar=_("FILE"), type=values.path)
    _command(commands, everywhere, "check", _("check the office's file"), "offices:check", "main.py check --json")


def _nested(commands: Any, everywhere: argparse.ArgumentParser, name: str, does: str) -> Any:
    added = commands.add_parser(name, help=does, description=does[:1].upper() + does[1:] + ".", parents=[everywhere])
    return added.add_subparsers(metavar=_("COMMAND"), required=True, dest="part")


def _add_papers(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    report = _command(
        commands, everywhere, "report", _("write the statistical report of a period"), "papers:report",
        "main.py report 2026-11 --output report.pdf", "main.py report 2026-Q4 --output report.xlsx --language en",
    )  # fmt: skip
    report.add_argument("period", metavar=_("PERIOD"), type=values.period, help=_("2026-11, 2026-Q4, 2026-H2 or 2026"))
    kinds = _("the file; its ending says the kind: {endings}").format(endings=", ".join(REPORT_ENDINGS))
    report.add_argument(
        "--output", required=True, metavar=_("FILE"), type=values.path_ending(*REPORT_ENDINGS), help=kinds
    )
    letter = _command(
        commands, everywhere, "letter", _("write the reply letter of an appeal as PDF"), "papers:letter",
        "main.py letter 2026-000001 --output letter.pdf",
    )  # fmt: skip
    letter.add_argument("number", metavar=_("NUMBER"), help=_("the appeal's number"))
    letter.add_argument("--output", required=True, metavar="F.pdf", type=values.path_ending(".pdf"))


def _add_appeals(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    into = _nested(commands, everywhere, "import", _("take records from a spreadsheet"))
    imported = _command(
        into, everywhere, "appeals", _("take appeals from a CSV or XLSX file"), "exchange:import_appeals",
        "main.py import appeals old.xlsx --dry-run", "main.py import appeals old.csv --rejects rejected.csv",
    )  # fmt: skip
    imported.add_argument("file", metavar=_("FILE"), type=values.path)
    imported.add_argument("--dry-run", action="store_true", help=_("only tell what would happen"))
    rejects = _("where the rows go that are not taken")
    imported.add_argument("--rejects", metavar=_("FILE"), type=values.path, help=rejects)
    listed = _command(
        commands, everywhere, "appeals", _("list appeals by receipt and number"), "appeals:appeals",
        "main.py appeals --from 2026-11-01 --to 2026-11-30 --topic 0005", "main.py appeals --overdue --json",
    )  # fmt: skip
    for option, means in (("from", _("received on or after")), ("to", _("received on or before"))):
        listed.add_argument(f"--{option}", dest=f"received_{option}", metavar=_("DATE"), type=values.day, help=means)
    listed.add_argument("--topic", metavar=_("CODE"), help=_("this topic and all under it"))
    listed.add_argument("--district", metavar=_("NAME"))
    listed.add_argument("--expert", metavar=_("NAME"))
    listed.add_argument("--channel", choices=tuple(CHANNELS))
    listed.add_argument("--outcome", choices=tuple(OUTCOMES))
    listed.add_argument("--overdue", action="store_true", help=_("only those past their due date"))
    listed.add_argument("--on-date", metavar=_("DATE"), type=values.day, help=_("the day on which overdue is judged"))


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
