"""Outreach events in the words of the screen, and the form's words back as a draft. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from models.office.hours import ranges_on
from models.reception.outreach import OutreachDraft
from models.reception.queries import AppointmentRow, OutreachRow
from models.reception.rules import STATE_WORDS
from models.reception.tables import ARRIVED, BOOKED, DONE, NO_SHOW, STARTED
from models.visitors.names import initials
from resources import formats
from resources.words import _, ngettext, translate
from ui.widgets.records import Record

ROLES = {BOOKED: "accent", ARRIVED: "amber", STARTED: "violet", DONE: "green", NO_SHOW: "grey"}
_SHORT_RANGE = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?")
_A_DAY = date(2000, 1, 1)  # hours are counted on any day


def event_record(event: OutreachRow, names: Mapping[int, str]) -> Record:
    """A line of the list of events."""
    caption = f"{formats.weekday_short(event.on_date)}, {formats.day(event.on_date)}"
    who = ", ".join(_whole(names[expert]) for expert in event.experts if expert in names)
    detail = " · ".join(filter(None, (event.district, who)))
    badge, role = places_badge(event)
    return Record(event.id, event.place, caption=caption, detail=detail, badge=badge, badge_role=role)


def _whole(name: str) -> str:
    """A short name that is never broken between surname and initials."""
    return initials(name).replace(" ", "\N{NO-BREAK SPACE}")


def places_badge(event: OutreachRow) -> tuple[str, str]:
    """How much of the event is taken, and its colour."""
    if event.is_cancelled:
        return _("called off"), "grey"
    words = _("{booked} of {places} taken")
    full = event.booked >= event.places
    role = "green" if full else "accent" if event.booked else "grey"
    return words.format(booked=formats.number(event.booked), places=formats.number(event.places)), role


def why_locked(event: OutreachRow, today: date) -> str:
    """Why the event's day and hours cannot be changed just now; "" where they can."""
    if event.is_cancelled or event.on_date < today or not event.booked:
        return ""
    return _("The day, hours and experts can be changed once the booked visitors are moved or cancelled.")


def hours_text(hours: Sequence[str]) -> str:
    """«11:00–13:00, 14:00–16:00»."""
    return ", ".join(formats.time_range(r.start, r.end) for r in ranges_on(_A_DAY, hours))


def appointment_record(row: AppointmentRow) -> Record:
    """Who is booked: time, name, topic, state."""
    words = translate(STATE_WORDS[row.state])
    about = row.topic_name or " ".join(row.summary.split())
    return Record(
        row.id,
        row.visitor or _("No name given"),
        lead=formats.clock_time(row.start),
        detail=" · ".join(filter(None, (_whole(row.expert), about))),
        badge=words[:1].upper() + words[1:],
        badge_role=ROLES.get(row.state, "grey"),
    )


def typed_hours(text: str) -> tuple[str, ...]:
    """The hours as the office keeps them: «11-15», «11.00 – 15.00» and «10-13, 14-16» are understood."""
    found = []
    for piece in re.split(r"[,;\n]|\s+(?=\d{1,2}(?:[:.]\d{2})?\s*[-–—])", text):
        piece = piece.strip()
        match = _SHORT_RANGE.fullmatch(piece)
        if match:
            found.append(f"{int(match[1]):02d}:{match[2] or '00'}-{int(match[3]):02d}:{match[4] or '00'}")
        elif piece:
            found.append(piece)
    return tuple(found)


def draft_of(values: Mapping[str, object]) -> OutreachDraft:
    """The draft that the form's values mean."""
    day, district, experts = values["on_date"], values["district_id"], values["experts"]
    minutes = str(values["slot_minutes"]).strip()
    return OutreachDraft(
        day if isinstance(day, date) else None,
        str(values["place"]),
        district if isinstance(district, int) else None,
        typed_hours(str(values["hours"])),
        tuple(expert for expert in experts if isinstance(expert, int)) if isinstance(experts, list) else (),
        int(minutes) if minutes.isascii() and minutes.isdigit() and len(minutes) < 5 else 0,
    )


def places_text(draft: OutreachDraft) -> str:
    """How many visitors fit, as soon as hours, minutes and experts say so; "" before."""
    if not draft.experts or not 5 <= draft.slot_minutes <= 480:
        return ""
    try:
        ranges = ranges_on(_A_DAY, draft.hours)
    except ValueError:
        return ""
    each = sum(int((r.end - r.start).total_seconds() // 60) // draft.slot_minutes for r in ranges)
    places = each * len(draft.experts)
    if not places:
        return ""
    return ngettext("{n} place for visitors", "{n} places for visitors", places).format(n=formats.number(places))
