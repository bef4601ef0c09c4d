"""The arguments of the commands that write papers."""

from __future__ import annotations

import argparse
from typing import Any

from models.appeals.labels import CHANNELS
from resources.words import _
from ui.command_line import values
from ui.command_line.declaring import InOrder, command

REPORT_ENDINGS = (".pdf", ".xlsx", ".csv", ".json")


def add(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    report = command(
        commands, everywhere, "report", _("write the statistical report of a period"), "papers:report",
        "main.py report 2026-11 --output report.pdf", "main.py report 2026-Q4 --output report.xlsx --language en",
        more=_("Beside the same period a year earlier; figures as they are known today."),
    )  # fmt: skip
    report.add_argument("period", metavar=_("PERIOD"), type=values.period, help=_("2026-11, 2026-Q4, 2026-H2 or 2026"))
    kinds = _("the file; its ending says the kind: {endings}").format(endings=", ".join(REPORT_ENDINGS))
    report.add_argument(
        "-o", "--output", required=True, metavar=_("FILE"), type=values.path_ending(*REPORT_ENDINGS), help=kinds
    )
    letter = command(
        commands, everywhere, "letter", _("write the reply letter of an appeal as PDF"), "papers:letter",
        "main.py letter 2026-000001 --output letter.pdf", "main.py letter 2026-000001 --output letter.pdf --json",
        more=_("The signed letter, else its draft without date and number."),
    )  # fmt: skip
    letter.add_argument("number", metavar=_("NUMBER"), help=_("the appeal's number"))
    _output(letter)
    _add_card(commands, everywhere)
    _add_journal(commands, everywhere)
    _add_day_sheet(commands, everywhere)


def _add_card(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    card = command(
        commands, everywhere, "card", _("write the reception card of an appeal as PDF"), "papers:card",
        "main.py card 2026-000001 --output card.pdf", "main.py card 2026-000001 --output card.pdf --language en",
    )  # fmt: skip
    card.add_argument("number", metavar=_("NUMBER"), help=_("the appeal's number"))
    _output(card)


def _add_journal(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    journal = command(
        commands, everywhere, "journal", _("write the reception journal of some days as PDF"), "papers:journal",
        "main.py journal --from 2026-11-01 --to 2026-11-30 --output journal.pdf",
        "main.py journal --from 2026-01-01 --to 2026-12-31 --channel outreach --output outreach.pdf",
    )  # fmt: skip
    for option, dest, means in (
        ("--from", "first", _("registered on or after")), ("--to", "last", _("registered on or before")),
    ):  # fmt: skip
        journal.add_argument(
            option, dest=dest, required=True, metavar=_("DATE"), type=values.day, action=InOrder, help=means
        )
    only = _("only what came this way: {channels}").format(channels=values.explained(CHANNELS))
    journal.add_argument("--channel", **values.coded("channel", CHANNELS), metavar=_("CHANNEL"), help=only)
    _output(journal)


def _add_day_sheet(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    sheet = command(
        commands, everywhere, "day-sheet", _("write the list of a day's receptions by expert as PDF"),
        "papers:day_sheet", "main.py day-sheet 2026-11-23 --output day.pdf",
        "main.py day-sheet 2026-11-23 --output day.pdf --language en",
    )  # fmt: skip
    sheet.add_argument("day", metavar=_("DATE"), type=values.day, help=_("the day, 2026-11-23"))
    _output(sheet)


def _output(paper: argparse.ArgumentParser) -> None:
    paper.add_argument(
        "-o", "--output", required=True, metavar="F.pdf", type=values.path_ending(".pdf"),
        help=_("the PDF file to write"),
    )  # fmt: skip
