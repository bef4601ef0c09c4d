"""A row of a file as an appointment: pure reading of cells, given what the office knows. It writes nothing.

Files hold what has been agreed or has happened: neither the hours nor the calendar are asked, of past times and of
coming ones alike, for what was agreed stays when hours change. Two people at one time with one expert are refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from models.exchange import values
from models.exchange.lookup import Lookup, Remembered
from models.exchange.rows import Rows, digest, line_of, mark, phones_in, problems_of_visitor
from models.problems import Problem, Refused
from models.reception.rules import LONGEST_SUMMARY
from models.reception.tables import BOOKED
from models.visitors.identity import identity_key
from models.visitors.rules import VisitorDraft
from resources.words import N_

_LONGEST = 1439  # minutes: it ends before the same time of the next day
_TICKET = re.compile(r"[^\W\d_]?-?\d{1,6}")  # the next ticket is the number after the highest


class AppointmentRecord(NamedTuple):
    """An appointment to be written, its times as ISO text with a space («2026-11-23 14:00:00»), the office's own."""

    visitor: VisitorDraft
    expert_id: int
    starts_at: str
    ends_at: str
    state: str = BOOKED
    topic: str | None = None
    summary: str = ""
    outreach_id: int | None = None
    ticket: str | None = None
    is_walk_in: bool = False
    uuid: str = ""
    content: str = ""  # a hash of everything in the row but the appointment's UUID


class AppointmentRows(Rows[AppointmentRecord]):
    """Reads rows of appointments."""

    def __init__(self, names: Sequence[str], known: Lookup) -> None:
        self._has_day = "start_day" in names
        super().__init__(names, known, {
            "visitor": None, "phone": phones_in, "visitor_uuid": mark("visitor_uuid"),
            "start_day": line_of, "start": line_of if self._has_day else lambda text: _start(text, known),
            "expert": Remembered(lambda text: _expert(text, known)),
            "minutes": Remembered(lambda text: values.whole(text, "minutes", 1, _LONGEST)), "outreach": line_of,
            "state": Remembered(values.state), "topic": known.any_topic, "summary": None, "ticket": _ticket,
            "walk_in": Remembered(lambda text: values.yes_or_no(text, "walk_in")), "uuid": mark("uuid"),
        })  # fmt: skip

    def record(self, *cells: Any) -> tuple[AppointmentRecord, Sequence[Problem]]:
        name, phones, marked, day, start, expert, minutes, place, state, topic, summary, ticket, is_walk_in, uuid = (
            cells
        )
        visitor = VisitorDraft.of(full_name=name, phones=phones, uuid=marked)
        problems = list(problems_of_visitor(visitor, self._known))
        event = None
        if self._has_day:
            try:
                start = _start_of(day, start, self._known)
            except Refused as refused:
                raise Refused(*problems, *refused.problems) from None
        try:
            event = self._known.outreach(place, start.date(), expert)
        except Refused as refused:
            problems += refused.problems
        if len(summary) > LONGEST_SUMMARY:
            sentence = N_("The question is longer than {n} letters.")
            problems.append(Problem("long-summary", sentence, "summary", {"n": LONGEST_SUMMARY}))
        outreach, usual = event or (None, self._known.minutes(expert))
        ends = start + timedelta(minutes=minutes or usual)
        facts = (expert, str(start), str(ends), state, topic, summary, outreach, ticket, is_walk_in)
        content = digest(self._known.office_id, identity_key(name), *phones, "", marked, *facts)
        return AppointmentRecord(visitor, *facts, uuid, content), problems


def _start(text: str, known: Lookup) -> datetime:
    start = values.moment(line_of(text), "start", known.zone)
    if start is None:
        raise Refused(Problem("no-start", N_("Choose a time."), "start"))
    return start


def _start_of(day: str, at: str, known: Lookup) -> datetime:
    """Of a day and a time in two columns. A workbook's day may come with midnight."""
    on = values.day(day, "start_day")
    return _start(f"{on.isoformat()} {at}" if on and at else "", known)


def _expert(text: str, known: Lookup) -> int:
    expert = known.expert(text)
    if expert is None:
        raise Refused(Problem("no-expert", N_("Choose who receives."), "expert"))
    return expert


def _ticket(text: str) -> str | None:
    line = line_of(text)
    if line and not _TICKET.fullmatch(line):
        sentence = N_("“{text}” is not a ticket: a letter and a number, like A07.")
        raise Refused(Problem("bad-ticket", sentence, "ticket", {"text": line}))
    return line or None
