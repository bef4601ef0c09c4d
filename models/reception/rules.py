"""What a booking must be and which step may follow which; pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from models.problems import Problem
from models.reception.tables import ARRIVED, BOOKED, CANCELLED, DONE, NO_SHOW, STARTED
from models.visitors.rules import VisitorDraft
from resources.words import N_

STEPS: dict[str, frozenset[str]] = {
    BOOKED: frozenset({ARRIVED, STARTED, NO_SHOW, CANCELLED}),
    ARRIVED: frozenset({STARTED, NO_SHOW, CANCELLED}),
    STARTED: frozenset({DONE}),
    DONE: frozenset(),
    NO_SHOW: frozenset({ARRIVED}),
    CANCELLED: frozenset(),
}
TAKES_THE_TIME = (BOOKED, ARRIVED, STARTED, DONE)
STATE_WORDS: dict[str, str] = {
    BOOKED: N_("booked"),
    ARRIVED: N_("waiting"),
    STARTED: N_("in consultation"),
    DONE: N_("received"),
    NO_SHOW: N_("did not come"),
    CANCELLED: N_("cancelled"),
}
LONG_WAIT = 20  # minutes after which a wait is shown in red
LONGEST_SUMMARY = 2000
SHORTEST_VISIT, LONGEST_VISIT = 5, 480  # minutes
YEARS_AHEAD = 5  # further nobody books: it is a slip in the year
_FIRST_YEAR = 1990  # of a walk-in noted later


@dataclass(frozen=True)
class BookingDraft:
    """What the desk asks for. Either `visitor_id`, or `visitor` to be found or added; a walk-in needs no start."""

    expert_id: int | None
    start: datetime | None
    visitor_id: int | None = None
    visitor: VisitorDraft | None = None
    minutes: int | None = None
    topic: str | None = None
    summary: str = ""
    is_walk_in: bool = False
    uuid: str = ""

    def content_hash(self) -> str:
        """Tells a repeated request from another one under the same UUID."""
        who = repr(self.visitor) if self.visitor else str(self.visitor_id)
        parts = (who, self.expert_id, self.start, self.minutes, self.topic, self.summary, self.is_walk_in)
        return hashlib.sha256(repr(parts).encode()).hexdigest()


def problems_of(draft: BookingDraft, now: datetime) -> list[Problem]:
    """What is wrong with the draft by itself; the calendar is asked in the operation."""
    found = []
    nameless = draft.visitor is None or not (draft.visitor.full_name or draft.visitor.uuid)
    if draft.visitor_id is None and nameless and not (draft.is_walk_in and draft.visitor is not None):
        found.append(Problem("no-visitor", N_("Say who comes: a name, or choose a visitor from the list."), "visitor"))
    if draft.expert_id is None:
        found.append(Problem("no-expert", N_("Choose who receives."), "expert"))
    if draft.start is None and not draft.is_walk_in:
        found.append(Problem("no-start", N_("Choose a time."), "start"))
    elif draft.start is not None and draft.start < now.replace(second=0, microsecond=0) and not draft.is_walk_in:
        found.append(Problem("past", N_("That time has passed; choose a later one."), "start"))
    if draft.start is not None and is_too_far(draft.start, now):
        found.append(Problem("far", N_("That is more than five years ahead; check the year."), "start"))
    if draft.start is not None and draft.is_walk_in and draft.start.year < _FIRST_YEAR:
        found.append(Problem("old", N_("Check the year of the date."), "start"))
    if draft.minutes is not None and not SHORTEST_VISIT <= draft.minutes <= LONGEST_VISIT:
        found.append(Problem("minutes", N_("A reception lasts from 5 to 480 minutes."), "minutes"))
    if len(draft.summary) > LONGEST_SUMMARY:
        found.append(
            Problem("long-summary", N_("The question is longer than {n} letters."), "summary", {"n": LONGEST_SUMMARY})
        )
    return found


def is_too_far(start: date, now: date) -> bool:
    """Whether a day lies further ahead than anybody books."""
    return start.year > now.year + YEARS_AHEAD


def problem_of_step(state: str, new: str) -> Problem | None:
    """Why an appointment cannot go from one state to the other."""
    if new in STEPS[state]:
        return None
    words = {"state": STATE_WORDS[state], "new": STATE_WORDS[new]}
    return ImpossibleStep("step", N_("An appointment that is “{state}” cannot become “{new}”."), "", words)


class ImpossibleStep(Problem):
    """Its values are state words, translated when shown."""

    def __str__(self) -> str:
        from resources.words import translate

        return translate(self.message).format(**{key: translate(value) for key, value in self.values.items()})
