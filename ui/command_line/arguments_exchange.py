"""The arguments of the commands that take records from files and write them into files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from resources.words import _
from ui.command_line import values
from ui.command_line.declaring import InOrder, command, nested

ENDINGS = (".csv", ".xlsx")
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def add(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    into = nested(commands, everywhere, "import", _("take records from a spreadsheet"))
    _add_import(
        into, everywhere, "visitors", _("take visitors from a CSV or XLSX file"), _("One column is needed: visitor."),
        "main.py import visitors people.xlsx --dry-run", "main.py import visitors people.csv --rejects rejected.csv",
    )  # fmt: skip
    _add_import(
        into, everywhere, "appeals", _("take appeals from a CSV or XLSX file"),
        _("Columns that are needed: received_on, visitor, topic."),
        "main.py import appeals old.xlsx --dry-run", "main.py import appeals old.csv --rejects rejected.csv",
    )  # fmt: skip
    _add_import(
        into, everywhere, "appointments", _("take appointments from a CSV or XLSX file"),
        _(
            "Columns that are needed: start, expert, visitor. Hours and holidays are not asked, of past and coming "
            "times alike; a time that an expert has given away already is rejected."
        ),
        "main.py import appointments week.csv --dry-run", "main.py import appointments old.xlsx --rejects rejected.csv",
    )  # fmt: skip
    commands.choices["import"].epilog = _order()
    out = nested(commands, everywhere, "export", _("write records into a spreadsheet that import reads back"))
    commands.choices["export"].epilog = _whole()
    last_visit = _(
        "With days: those whose last visit was then; who has not been here yet is in the whole list only."
    )  # fmt: skip
    _add_export(
        out, everywhere, "visitors", _("write visitors into a CSV or XLSX file"), last_visit,
        "main.py export visitors visitors.xlsx", "main.py export visitors autumn.csv --from 2026-09-01",
    )  # fmt: skip
    _add_export(
        out, everywhere, "appeals", _("write appeals into a CSV or XLSX file"),
        _("With days: those received then. Annulled registrations are left out."),
        "main.py export appeals appeals.xlsx", "main.py export appeals 2026.csv --from 2026-01-01 --to 2026-12-31",
    )  # fmt: skip
    _add_export(
        out, everywhere, "appointments", _("write appointments into a CSV or XLSX file"),
        _("With days: those that start then."),
        "main.py export appointments appointments.csv", "main.py export appointments week.xlsx --from 2026-11-23",
    )  # fmt: skip


def _order() -> str:
    """What is to be known of all imports."""
    return _(
        "Give visitors first, then appeals, then appointments. Headers stand in the first row, in Russian or English; "
        "of a workbook only the first sheet is read. A row is known again by its uuid, an appeal by its number, too, "
        "else by its whole content, and what is in the office stays as it is there: an appeal that you correct in the "
        "file after it came in needs its number or uuid, or it comes in a second time."
    )


def _whole() -> str:
    """What is to be known of all exports."""
    return _(
        "The columns have their English names (received_on, visitor, topic) and codes (personal, help) in every "
        "language. Everything is three exports and the settings: visitors, appeals, appointments, and “office export”."
    )


def _add_import(
    into: Any, everywhere: argparse.ArgumentParser, kind: str, does: str, more: str, *examples: str
) -> None:  # fmt: skip
    each_once = _("Good rows stay, each once however often the file is given; the others are told with the reason.")
    added = command(into, everywhere, kind, does, "exchange:import_records", *examples, more=f"{more} {each_once}")
    source = _("the file: CSV (; or , or tabs) or XLSX with headers in Russian or English")
    added.add_argument("file", metavar=_("FILE"), type=values.path, help=source)
    added.add_argument("--dry-run", action="store_true", help=_("only tell what would happen"))
    rejects = _("the CSV where the rows go that are not taken, to be corrected and given again")
    added.add_argument("--rejects", metavar=_("FILE"), type=_rejects, help=rejects)


def _rejects(text: str) -> Path:
    """A file's name; one that a spreadsheet program would take for a workbook is wrong."""
    found = values.path(text)
    if found.suffix.lower() in WORKBOOKS:
        sentence = _("the file of rejected rows is a CSV; give it a name like {name}")
        raise argparse.ArgumentTypeError(sentence.format(name=found.with_suffix(".csv").name))
    return found


def _add_export(
    out: Any, everywhere: argparse.ArgumentParser, kind: str, does: str, more: str, *examples: str
) -> None:  # fmt: skip
    added = command(out, everywhere, kind, does, "exchange:export_records", *examples, more=more)
    target = _("the file; its ending says the kind: {endings}").format(endings=", ".join(ENDINGS))
    added.add_argument("file", metavar=_("FILE"), type=values.path_ending(*ENDINGS), help=target)
    for option, dest, means in (("--from", "first", _("the first day")), ("--to", "last", _("the last day"))):
        added.add_argument(option, dest=dest, metavar=_("DATE"), type=values.day, action=InOrder, help=means)
