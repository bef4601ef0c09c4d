"""What the screens of appeals read in one go, as plain data; runs on a lane, knows no widget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.appeals import queries
from models.appeals.queries import AppealCard, AppealFilter, AppealRow
from models.office import topics
from models.office.calendar import Deadlines
from models.office.desk import Desk
from models.office.tables import Office
from models.office.topics import Suggestion
from models.reception import queries as reception
from models.reception.queries import AppointmentRow
from models.visitors import queries as visitors
from models.visitors.card import VisitorCard
from models.visitors.queries import VisitorHit

HITS = 6


@dataclass(frozen=True)
class Beginning:
    """What a new appeal begins with: the visit it is recorded at, the visitor, and what was recorded before."""

    appointment: AppointmentRow | None
    card: VisitorCard | None
    recorded: tuple[AppealRow, ...]  # at this visit
    still_open: tuple[AppealRow, ...]  # of this visitor


@dataclass(frozen=True)
class Opened:
    """An appeal with the card of its visitor."""

    appeal: AppealCard
    visitor: VisitorCard | None


def beginning(desk: Desk, appointment_id: int | None, visitor_id: int | None) -> Beginning:
    """The visit and the visitor of a new appeal."""
    meeting = reception.appointment(desk, appointment_id) if appointment_id else None
    who = meeting.visitor_id if meeting else visitor_id
    if who is None:
        return Beginning(meeting, None, (), ())
    wanted = AppealFilter(visitor_id=who)
    found = queries.ids(desk, wanted)
    rows = queries.rows(desk, found)
    numbers = meeting.appeals if meeting else ()
    return Beginning(
        meeting, visitors.card(desk, who), tuple(rows[i] for i in found if rows[i].number in numbers),
        tuple(rows[i] for i in found if rows[i].outcome is None),
    )  # fmt: skip


def opened(desk: Desk, appeal_id: int) -> Opened | None:
    """An appeal and its visitor, or None."""
    appeal = queries.one(desk, appeal_id)
    return Opened(appeal, visitors.card(desk, appeal.visitor_id)) if appeal else None


def suggested(_desk: Desk, text: str) -> list[Suggestion]:
    """Topics by the words of a question."""
    return topics.suggested(text, 4)


def all_topics(_desk: Desk) -> list[Suggestion]:
    """The whole classifier's questions, for the search."""
    return topics.all_choices()


def one_topic(_desk: Desk, code: str) -> Suggestion | None:
    """One topic as a choice."""
    return topics.one_choice(code)


def hits(desk: Desk, text: str) -> list[VisitorHit]:
    """Visitors by name or phone while they are typed."""
    return visitors.search(desk, text, HITS)


def due(desk: Desk, received_on: date) -> date:
    """The due date by the office's rule."""
    return Deadlines(Office.get_by_id(desk.office_id)).due(received_on)


def topic_words(_desk: Desk, code: str) -> str:
    """A topic of any level by its short name."""
    return topics.short_name(code)
