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
        "main.py --data /srv/perm init --office office.json --language en",
        more=_("An office that is there already is never touched."),
    )  # fmt: skip
    facts = _("the office file: name, hours, staff, districts as JSON; “office export” writes one")
    init.add_argument(
        "--office", dest="office_file", default=argparse.SUPPRESS, type=values.path, metavar=_("FILE"), help=facts
    )
    demo = command(
        commands, everywhere, "demo", _("make a sample office with invented visitors"), "offices:demo",
        "main.py demo sample --visits 40 --seed 7", "main.py demo busy-week --visits 40 --today 2026-11-23",
        more=_("Two years of visits, letters and appeals that nobody ever made, to try the program out."),
    )  # fmt: skip
    demo.add_argument("folder", metavar=_("DIR"), type=values.path, help=_("the new data folder"))
    visits = _("how many visits (default: two busy years)")
    demo.add_argument("--visits", type=values.whole(0, MOST_VISITS), metavar="N", help=visits)
    seed = _("the same seed gives the same data (default: 1)")
    demo.add_argument("--seed", type=values.whole(0, 2**31), default=1, metavar="S", help=seed)
    today = _("the day that the sample takes for today (default: today)")
    demo.add_argument("--today", type=values.day, metavar=_("DATE"), help=today)
    office = nested(commands, everywhere, "office", _("the office file: export or import the settings"))
    writes, reads = _("write the office's settings into a file"), _("replace the office's settings by those of a file")
    exported = command(
        office, everywhere, "export", writes, "offices:export", "main.py office export office.json",
        "main.py office export office.json --json",
    )  # fmt: skip
    exported.add_argument("file", metavar=_("FILE"), type=values.path, help=_("the office file to write, JSON"))
    imported = command(
        office, everywhere, "import", reads, "offices:import_", "main.py office import office.json",
        "main.py office import office.json --json",
        more=_("Staff are matched by login, else by name; those who are missing become inactive, nothing is deleted."),
    )  # fmt: skip
    imported.add_argument("file", metavar=_("FILE"), type=values.path, help=_("the office file to read"))
    _add_topics(commands, everywhere)
    command(
        commands, everywhere, "check", _("check the office's file"), "offices:check", "main.py check",
        "main.py check --json",
        more=_("The file itself, the links between records, the report's figures and the chain of the audit."),
    )  # fmt: skip


def _add_topics(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    topics = command(
        commands, everywhere, "topics", _("list the topics of the classifier with their codes"), "topics:topics",
        "main.py topics отопление", "main.py topics --under 0005.0005.0056 --json",
        more=_("All of them where nothing narrows the list. An appeal needs a code of four or five parts."),
    )  # fmt: skip
    text = _("beginnings of words of the name, or words of a question")
    topics.add_argument("text", nargs="?", default="", metavar=_("TEXT"), help=text)
    under = _("only what stands under this topic: its code or name")
    topics.add_argument("--under", metavar=_("CODE"), help=under)
