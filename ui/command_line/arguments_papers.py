"""The arguments of the commands that write papers."""

from __future__ import annotations

import argparse
from typing import Any

from resources.words import _
from ui.command_line import values
from ui.command_line.declaring import command

REPORT_ENDINGS = (".pdf", ".xlsx", ".csv", ".json")


def add(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    report = command(
        commands, everywhere, "report", _("write the statistical report of a period"), "papers:report",
        "main.py report 2026-11 --output report.pdf", "main.py report 2026-Q4 --output report.xlsx --language en",
    )  # fmt: skip
    report.add_argument("period", metavar=_("PERIOD"), type=values.period, help=_("2026-11, 2026-Q4, 2026-H2 or 2026"))
    kinds = _("the file; its ending says the kind: {endings}").format(endings=", ".join(REPORT_ENDINGS))
    report.add_argument(
        "--output", required=True, metavar=_("FILE"), type=values.path_ending(*REPORT_ENDINGS), help=kinds
    )
    letter = command(
        commands, everywhere, "letter", _("write the reply letter of an appeal as PDF"), "papers:letter",
        "main.py letter 2026-000001 --output letter.pdf",
    )  # fmt: skip
    letter.add_argument("number", metavar=_("NUMBER"), help=_("the appeal's number"))
    letter.add_argument("--output", required=True, metavar="F.pdf", type=values.path_ending(".pdf"))
