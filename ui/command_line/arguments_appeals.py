"""The arguments of the commands about appeals."""

from __future__ import annotations

import argparse
from typing import Any

from models.appeals.labels import CHANNELS, OUTCOMES
from resources.words import _
from ui.command_line import values
from ui.command_line.declaring import command


def add(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    listed = command(
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
