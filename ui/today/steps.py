"""The steps that may be taken with an appointment: their words, keys and order, and which of them are possible now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.reception.queries import AppointmentRow
from models.reception.rules import STEPS as MAY_FOLLOW
from models.reception.tables import ARRIVED, BOOKED, CANCELLED, DONE, NO_SHOW, STARTED
from resources.words import N_

CAME, BEGIN, FINISH, MISSED, MOVE, CANCEL = "came", "begin", "finish", "missed", "move", "cancel"
RECORD, AGAIN, CARD = "new_appeal", "book_again", "visitor_card"


@dataclass(frozen=True)
class Step:
    """One step: its id among the actions, its words, its key, its icon, and the state that it leads to, if any."""

    id: str
    text: str
    key: str
    icon: str
    state: str = ""


STEPS = (
    Step(CAME, N_("Has come"), "1", "user-check", ARRIVED),
    Step(BEGIN, N_("Begin the reception"), "2", "consultation", STARTED),
    Step(FINISH, N_("Finish the reception"), "3", "done", DONE),
    Step(RECORD, N_("New appeal"), "Ctrl+N", "appeal"),
    Step(MISSED, N_("Has not come"), "4", "no-show", NO_SHOW),
    Step(MOVE, N_("Move to another time"), "5", "move"),
    Step(CANCEL, N_("Cancel the appointment"), "6", "cancel", CANCELLED),
    Step(AGAIN, N_("Book again"), "7", "book"),
    Step(CARD, N_("Visitor’s card"), "8", "visitor"),
)


def step(step_id: str) -> Step:
    """The step of this id. Raises StopIteration for an unknown one."""
    return next(one for one in STEPS if one.id == step_id)


def possible(row: AppointmentRow, now: datetime) -> tuple[str, ...]:
    """Ids of the steps that make sense now, in their order.

    That somebody did not come is offered only once the time has begun.
    """
    found = []
    for one in STEPS:
        if one.state:
            is_possible = one.state in MAY_FOLLOW[row.state] and (one.id != MISSED or row.start <= now)
        elif one.id == MOVE:
            is_possible = row.state == BOOKED
        elif one.id == RECORD:
            is_possible = row.state in (ARRIVED, STARTED, DONE)
        else:
            is_possible = True
        if is_possible:
            found.append(one.id)
    return tuple(found)


def likely(row: AppointmentRow) -> str:
    """The step that probably comes next: it has the main button."""
    if row.state == STARTED and row.appeals:
        return FINISH
    if row.state == DONE and row.appeals:
        return CARD
    return {BOOKED: CAME, ARRIVED: BEGIN, STARTED: RECORD, DONE: RECORD, NO_SHOW: CAME, CANCELLED: AGAIN}[row.state]
