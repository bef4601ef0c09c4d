"""The arguments of the commands about the office as a whole: init, demo, office, check."""

from __future__ import annotations

import argparse
from typing import Any

from resources.words import _
from ui.command_line import values
from ui.command_line.declaring import command, nested, options_everywhere

MOST_VISITS = 1_000_000


def add(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    makes = _("make a new data folder from an office file")
    init = command(
        commands, options_everywhere(with_office=False), "init", makes, "offices:init",
        "main.py init --office office.json --data office",
    )  # fmt: skip
    init.add_argument("--office", dest="office_file", default=argparse.SUPPRESS, type=values.path, metavar=_("FILE"),
                      help=_("the office file"))  # fmt: skip
    demo = command(
        commands, everywhere, "demo", _("make a sample office with invented visitors"), "offices:demo",
        "main.py demo sample --visits 500 --seed 7",
    )  # fmt: skip
    demo.add_argument("folder", metavar=_("DIR"), type=values.path, help=_("the new data folder"))
    demo.add_argument("--visits", type=values.whole(0, MOST_VISITS), metavar="N", help=_("how many visits"))
    seed = _("the same seed, the same data")
    demo.add_argument("--seed", type=values.whole(0, 2**31), default=1, metavar="S", help=seed)
    demo.add_argument("--today", type=values.day, metavar=_("DATE"), help=_("the day that the sample takes for today"))
    office = nested(commands, everywhere, "office", _("the office file: export or import the settings"))
    writes, reads = _("write the office's settings into a file"), _("replace the office's settings by those of a file")
    exported = command(office, everywhere, "export", writes, "offices:export")
    exported.add_argument("file", metavar=_("FILE"), type=values.path)
    imported = command(office, everywhere, "import", reads, "offices:import_")
    imported.add_argument("file", metavar=_("FILE"), type=values.path)
    command(commands, everywhere, "check", _("check the office's file"), "offices:check", "main.py check --json")
