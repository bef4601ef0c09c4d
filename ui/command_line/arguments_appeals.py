"""The arguments of the commands about appeals."""

from __future__ import annotations

import argparse
from typing import Any

from models.appeals.labels import CHANNELS, KINDS, OUTCOMES
from resources.words import _
from ui.command_line import values
from ui.command_line.declaring import add_who, command

MOST_SIGNERS = 1_000_000


def add(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    _add_appeals(commands, everywhere)
    _add_register(commands, everywhere)
    _add_close(commands, everywhere)


def _add_appeals(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    listed = command(
        commands, everywhere, "appeals", _("list appeals by receipt and number"), "appeals:appeals",
        "main.py appeals --from 2026-11-01 --to 2026-11-30 --topic 0005", "main.py appeals --overdue --json",
        more=_("All of them where nothing narrows the list."),
    )  # fmt: skip
    for option, means in (("from", _("received on or after")), ("to", _("received on or before"))):
        listed.add_argument(f"--{option}", dest=f"received_{option}", metavar=_("DATE"), type=values.day, help=means)
    listed.add_argument("--topic", metavar=_("CODE"), help=_("this topic and all under it: its code or name"))
    listed.add_argument("--district", metavar=_("NAME"), help=_("from this district"))
    listed.add_argument("--expert", metavar=_("PERSON"), help=_("of this expert: the full name or the surname"))
    for option, codes, metavar in (("channel", CHANNELS, _("CHANNEL")), ("outcome", OUTCOMES, _("OUTCOME"))):
        means = values.explained(codes)
        listed.add_argument(f"--{option}", **values.coded(option, codes), metavar=metavar, help=means)
    listed.add_argument("--overdue", action="store_true", help=_("only those past their due date"))
    on_date = _("the day on which overdue is judged; what was closed later counts as open (default: today)")
    listed.add_argument("--on-date", metavar=_("DATE"), type=values.day, help=on_date)


def _add_register(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    who = '--visitor "Третьякова Мария Юрьевна"'
    register = command(
        commands, everywhere, "register", _("register an appeal and tell its number and due date"), "appeals:register",
        f'main.py register {who} --topic 0005.0005.0056.1156 --summary "Холодно в квартире"',
        f'main.py register {who} --phone "8 912 884-17-05" --topic 0002.0014.0143.0413 --written "Прошу…" --json',
        more=_("The number follows the year of registration, the due date the office's rule and calendar."),
    )  # fmt: skip
    add_who(register)
    topic = _("a question or subquestion of the classifier: its code or name")
    register.add_argument("--topic", required=True, metavar=_("CODE"), help=topic)
    register.add_argument("--summary", metavar=_("TEXT"), help=_("what it is about; this or --written is needed"))
    register.add_argument("--written", metavar=_("TEXT"), help=_("the text of a written appeal"))
    register.add_argument("--phone", metavar="P", default="", help=_("the visitor's phone in any spelling"))
    register.add_argument("--address", metavar=_("TEXT"), default="", help=_("the visitor's postal address"))
    channel = _("how it came: {channels} (default: personal)").format(channels=values.explained(CHANNELS))
    register.add_argument(
        "--channel", **values.coded("channel", CHANNELS), default="personal", metavar=_("CHANNEL"), help=channel
    )
    kind = _("what it is: {kinds} (default: oral)").format(kinds=values.explained(KINDS))
    register.add_argument("--kind", **values.coded("kind", KINDS), default="oral", metavar=_("KIND"), help=kind)
    register.add_argument("--district", metavar=_("NAME"), help=_("the visitor's district, as the office has it"))
    expert = _("of this expert: the full name or the surname (default: the appointment's expert, if one is given)")
    register.add_argument("--expert", metavar=_("PERSON"), help=expert)
    received = _("the day of registration; due date and number's year follow it (default: today)")
    register.add_argument("--received", metavar=_("DATE"), type=values.day, help=received)
    signers = _("how many people have signed it (default: 1)")
    register.add_argument("--collective", metavar="N", type=values.whole(1, MOST_SIGNERS), default=1, help=signers)
    meeting = _("the number of the appointment at which it was made")
    register.add_argument("--appointment", metavar="ID", type=values.whole(1, 10**12 - 1), help=meeting)
    uuid = _("a mark of this appeal: given again with the same content, it gives the same answer")
    register.add_argument("--uuid", metavar="U", type=values.mark, help=uuid)


def _add_close(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    close = command(
        commands, everywhere, "close", _("close an appeal with its outcome"), "appeals:close",
        'main.py close 2026-000001 --outcome help --result "Сделан перерасчёт" --amount 4318.20',
        "main.py close 2026-000002 --outcome advice --on 2026-11-20 --json",
    )  # fmt: skip
    close.add_argument("number", metavar=_("NUMBER"), help=_("the appeal's number"))
    outcomes = {code: label for code, label in OUTCOMES.items() if code != "open"}
    close.add_argument(
        "--outcome", required=True, **values.coded("outcome", outcomes), metavar=_("OUTCOME"),
        help=values.explained(outcomes),
    )  # fmt: skip
    close.add_argument("--result", metavar=_("TEXT"), default="", help=_("what was done or explained"))
    amount = _("the sum recovered for the visitor, in roubles: 4318.20")
    close.add_argument("--amount", metavar=_("SUM"), type=values.amount, help=amount)
    close.add_argument("--on", metavar=_("DATE"), type=values.day, help=_("the day of closing (default: today)"))
