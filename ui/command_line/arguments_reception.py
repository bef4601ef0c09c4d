"""The arguments of the commands of the desk: free times, bookings, the day's appointments, visitors found."""

from __future__ import annotations

import argparse
from typing import Any

from resources.words import N_, _
from ui.command_line import values
from ui.command_line.declaring import add_who, command

STATES = {
    "arrived": N_("waiting"),
    "started": N_("in consultation"),
    "done": N_("received"),
    "no-show": N_("did not come"),
    "cancelled": N_("cancelled"),
}  # as lists of appointments name them; those load the models
MOST_DAYS = 366
MOST_VISITORS = 1_000_000
SHORTEST_VISIT, LONGEST_VISIT = 5, 480  # as the rules of booking have them; those load the models


def add(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    _add_slots(commands, everywhere)
    _add_book(commands, everywhere)
    _add_appointments(commands, everywhere)
    _add_mark(commands, everywhere)
    _add_search(commands, everywhere)


def _add_slots(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    slots = command(
        commands, everywhere, "slots", _("list the free times of the experts"), "reception:slots",
        "main.py slots --from 2026-11-23 --days 7", "main.py slots --from 2026-11-23 --topic 0005 --json",
        more=_("By start and expert, with the place where it is an outreach reception; each can be given to “book”."),
    )  # fmt: skip
    slots.add_argument("--from", dest="first", required=True, metavar=_("DATE"), type=values.day,
                       help=_("the first day, 2026-11-23; what has passed is not offered"))  # fmt: skip
    days = _("how many days, from 1 to {most} (default: 1)").format(most=MOST_DAYS)
    slots.add_argument("--days", type=values.whole(1, MOST_DAYS), default=1, metavar="N", help=days)
    expert = _("only this expert: the full name, or the surname where only one has it")
    slots.add_argument("--expert", metavar=_("PERSON"), help=expert)
    slots.add_argument("--topic", metavar=_("CODE"), help=_("only experts who receive on this topic: its code or name"))


def _add_book(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    who = '--visitor "Третьякова Мария Юрьевна" --phone "8 912 884-17-05" --expert Белов'
    book = command(
        commands, everywhere, "book", _("book a time for a visitor, or receive one who came without a booking"),
        "reception:book", f"main.py book {who} --start 2026-11-23T14:00", f"main.py book {who} --walk-in --json",
        more=_("A time that is taken, past, closed or between two places is refused with the reason."),
    )  # fmt: skip
    add_who(book)
    phone = _("the visitor's phone in any spelling; with --walk-in or --visitor-id it may be missing")
    book.add_argument("--phone", metavar="P", help=phone)
    expert = _("who receives: the full name, or the surname where only one has it")
    book.add_argument("--expert", required=True, metavar=_("PERSON"), help=expert)
    start = _("the office's time, 2026-11-23T14:00; one with an offset, 2026-11-23T14:00+03:00, is converted")
    book.add_argument("--start", metavar=_("TIME"), type=values.moment, help=start)
    book.add_argument("--topic", metavar=_("CODE"), help=_("the topic: its code or name"))
    book.add_argument("--summary", metavar=_("TEXT"), default="", help=_("the question in a few words"))
    minutes = _("the length in minutes, from {least} to {most}; it may span free times (default: the expert's own)")
    book.add_argument(
        "--minutes", metavar="N", type=values.whole(SHORTEST_VISIT, LONGEST_VISIT),
        help=minutes.format(least=SHORTEST_VISIT, most=LONGEST_VISIT),
    )  # fmt: skip
    uuid = _("a mark of this booking: given again with the same content, it gives the same answer and books nothing")
    book.add_argument("--uuid", metavar="U", type=values.mark, help=uuid)
    walk_in = _("came without a booking: received at once with a ticket, hours are not asked, the start is now")
    book.add_argument("--walk-in", action="store_true", help=walk_in)


def _add_appointments(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    listed = command(
        commands, everywhere, "appointments", _("list the appointments of some days, cancelled ones too"),
        "reception:appointments", "main.py appointments --from 2026-11-23 --to 2026-11-23",
        "main.py appointments --from 2026-11-01 --to 2026-11-30 --json",
    )  # fmt: skip
    first, last = _("the first day, 2026-11-23"), _("the last day, included")
    listed.add_argument("--from", dest="first", required=True, metavar=_("DATE"), type=values.day, help=first)
    listed.add_argument("--to", dest="last", required=True, metavar=_("DATE"), type=values.day, help=last)


def _add_mark(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    mark = command(
        commands, everywhere, "mark", _("move an appointment along: it has arrived, started, is done"),
        "reception:mark", "main.py mark 1 arrived", "main.py mark 1 started --json",
        more=_("Who arrives gets a ticket; a step that cannot follow is refused."),
    )  # fmt: skip
    identity = _("the appointment's number, as “appointments --json” gives it")
    mark.add_argument("appointment", metavar="ID", type=values.whole(1, 10**12 - 1), help=identity)
    mark.add_argument("state", **values.coded("state", STATES), metavar=_("STATE"), help=values.explained(STATES))


def _add_search(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    search = command(
        commands, everywhere, "search", _("find visitors by name and phone, the latest visit first"),
        "visitors:search", "main.py search Третьякова", 'main.py search "трет мар 1705" --limit 5 --json',
    )  # fmt: skip
    text = _("beginnings of the name's words and digits of the phone, in any order; an empty text finds all")
    search.add_argument("text", metavar=_("TEXT"), help=text)
    limit = _("how many visitors at most (default: 50)")
    search.add_argument("--limit", metavar="N", type=values.whole(0, MOST_VISITORS), default=50, help=limit)
