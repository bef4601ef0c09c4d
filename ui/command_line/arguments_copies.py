"""The arguments of the commands that copy the office's file and take it back."""

from __future__ import annotations

import argparse
from typing import Any

from resources.words import _
from ui.command_line import values
from ui.command_line.declaring import command


def add(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    copied = command(
        commands, everywhere, "backup", _("write a checked copy of the office's file, while others work on"),
        "copies:backup", "main.py backup /media/copies/reception.db", 'main.py backup "copies/$(date +%F).db" --json',
    )  # fmt: skip
    target = _("the copy; an older copy of this office under this name is replaced, anything else is refused")
    copied.add_argument("file", metavar=_("FILE"), type=values.path, help=target)
    taken = command(
        commands, everywhere, "restore", _("put a copy in the office's place; the present file is kept beside it"),
        "copies:restore", "main.py restore /media/copies/reception.db",
        "main.py restore /media/copies/reception.db --json",
    )  # fmt: skip
    source = _("a copy that was made by “backup” or lies in “copies”; the office must be closed everywhere")
    taken.add_argument("file", metavar=_("FILE"), type=values.path, help=source)
