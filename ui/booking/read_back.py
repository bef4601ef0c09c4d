"""The sentence that is read back to the caller after booking: who, with whom, when, and what to bring."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from models.changes import Changes
from models.office.desk import Desk
from models.reception import operations, queries
from models.reception.operations import Booked
from models.reception.rules import BookingDraft
from models.visitors.names import initials
from models.visitors.phones import shown as shown_phone
from resources import formats
from resources.words import N_, _, language


def booked_aloud(desk: Desk, draft: BookingDraft, bring: str) -> Changes:
    """Books and says it as it is read to the caller; a walk-in is told the ticket. Raises Refused."""
    changes = operations.book(desk, draft)
    if draft.is_walk_in or not isinstance(changes.result, Booked):
        return changes
    row = queries.appointment(desk, changes.result.appointment)
    if row is None:
        return changes
    said = N_("Booked: {name} with {expert}, {when}.")
    if bring:
        said = N_("Booked: {name} with {expert}, {when}. To bring along: {bring}.")
    values = {
        "name": initials(row.visitor) or (shown_phone(row.phone) if row.phone else ""),
        "expert": initials(row.expert),
        "when": full_time(row.start),
        "bring": bring,
    }
    return replace(changes, said=said, values=values)


def full_time(moment: datetime) -> str:
    """«понедельник, 23 ноября, 14:00», within a sentence."""
    words = f"{formats.weekday_day(moment.date())}, {formats.clock_time(moment)}"
    return words[:1].lower() + words[1:] if language() == "ru" else words


def button_time(moment: datetime) -> str:
    """«23 ноября, 14:00», on the button."""
    return _("{day}, {time}").format(day=formats.day_month(moment.date()), time=formats.clock_time(moment))
