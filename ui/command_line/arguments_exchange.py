"""The arguments of the commands that take records from files and write them into files."""

from __future__ import annotations

import argparse
from typing import Any

from resources.words import _
from ui.command_line import values
from ui.command_line.declaring import command, nested


def add(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    into = nested(commands, everywhere, "import", _("take records from a spreadsheet"))
    imported = command(
        into, everywhere, "appeals", _("take appeals from a CSV or XLSX file"), "exchange:import_appeals",
        "main.py import appeals old.xlsx --dry-run", "main.py import appeals old.csv --rejects rejected.csv",
    )  # fmt: skip
    source = _("the file: CSV or XLSX with headers in Russian or English")
    imported.add_argument("file", metavar=_("FILE"), type=values.path, help=source)
    imported.add_argument("--dry-run", action="store_true", help=_("only tell what would happen"))
    rejects = _("where the rows go that are not taken")
    imported.add_argument("--rejects", metavar=_("FILE"), type=values.path, help=rejects)
