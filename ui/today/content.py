"""A day's records in the words of the screen: the grid's columns and blocks, the queue, the appeals on control."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from models.appeals.queries import AppealRow
from models.office.hours import Range
from models.reception.queries import AppointmentRow, DayView, ExpertDay, OutreachRow
from models.reception.rules import LONG_WAIT, STATE_WORDS
from models.reception.tables import ARRIVED, BOOKED, CANCELLED, DONE, NO_SHOW, STARTED
from models.visitors.names import initials
from resources import formats
from resources.words import _, ngettext, translate
from ui.widgets.day_blocks import GridBlock, GridColumn
from ui.widgets.records import Record

SHORTEST = timedelta(minutes=15)  # a block that can be read
BLOCK_STATES = {
    BOOKED: "booked",
    ARRIVED: "arrived",
    STARTED: "in_consultation",
    DONE: "received",
    NO_SHOW: "no_show",
    CANCELLED: "cancelled",
}
ROLES = {BOOKED: "accent", ARRIVED: "amber", STARTED: "violet", DONE: "green", NO_SHOW: "grey", CANCELLED: "grey"}


def short_name(row: AppointmentRow) -> str:
    """«Третьякова М. Ю.», or that no name was given."""
    return whole(initials(row.visitor)) if row.visitor else _("No name given")


def whole(name: str) -> str:
    """A short name that is never broken between surname and initials."""
    return name.replace(" ", "\N{NO-BREAK SPACE}")


def state_text(row: AppointmentRow) -> str:
    """The state in words, standing alone."""
    words = translate(STATE_WORDS[row.state])
    return words[:1].upper() + words[1:]


def waited(row: AppointmentRow, now: datetime) -> int:
    """Whole minutes since the visitor came."""
    return max(0, int((now - (row.arrived_at or now)).total_seconds() // 60))


def columns(view: DayView, now: datetime) -> list[GridColumn]:
    """One column for each expert; of the places only those that can still be booked."""
    places = {event.id: event for event in view.outreach}
    return [_column(expert, places, now) for expert in view.experts]


def _column(expert: ExpertDay, events: dict[int, OutreachRow], now: datetime) -> GridColumn:
    person = expert.expert
    away = [
        (r.start, r.end, events[r.outreach].place)
        for r in expert.ranges
        if r.outreach is not None and r.outreach in events
    ]
    absent = [(start, end, why or _("Away")) for start, end, why in expert.absences]
    return GridColumn(
        person.id,
        whole(initials(person.name)),
        person.position,
        " · ".join(expert.topic_names),
        tuple((r.start, r.end) for r in expert.ranges),
        tuple(absent),
        tuple(_breaks(expert.ranges)),
        tuple(away),
        tuple((slot.start, slot.end) for slot in expert.slots if slot.start >= now.replace(second=0)),
    )


def _breaks(ranges: Sequence[Range]) -> Iterable[tuple[datetime, datetime]]:
    for before, after in pairwise(ranges):
        if before.end < after.start:
            yield before.end, after.start


def blocks(view: DayView, now: datetime) -> list[GridBlock]:
    """One block for each appointment; a cancelled one only once its time can no longer be booked again.

    Who came without a booking takes the expert's time once the reception begins; before that they are in the queue.
    """
    shown = []
    for row in view.appointments:
        if row.is_walk_in and row.started_at is not None:
            end = row.finished_at or row.started_at + (row.end - row.start)
            shown.append(_block(row, row.started_at, max(end, row.started_at + SHORTEST)))
        elif not row.is_walk_in and (row.state != CANCELLED or row.start < now):
            shown.append(_block(row, row.start, row.end))
    return shown


def _block(row: AppointmentRow, start: datetime, end: datetime) -> GridBlock:
    return GridBlock(
        row.id,
        row.expert_id,
        start.replace(second=0, microsecond=0),
        end.replace(second=0, microsecond=0),
        short_name(row),
        _subtitle(row),
        BLOCK_STATES[row.state],
        state_text(row),
        walk_in=row.is_walk_in,
    )


def _subtitle(row: AppointmentRow) -> str:
    about = row.topic_name or " ".join(row.summary.split())
    return about or (_("without booking") if row.is_walk_in else "")


def queue_records(waiting: Iterable[AppointmentRow], now: datetime) -> list[Record]:
    """The queue; who waits long is said in red and in words."""
    return [_queue_record(row, now) for row in waiting]


def _queue_record(row: AppointmentRow, now: datetime) -> Record:
    minutes = waited(row, now)
    is_long = minutes >= LONG_WAIT
    if row.is_walk_in:
        detail = [_("without booking"), row.topic_name or whole(initials(row.expert))]
    else:
        detail = [whole(initials(row.expert)), _("for {time}").format(time=formats.clock_time(row.start))]
    return Record(
        row.id,
        short_name(row),
        lead=row.ticket or "—",
        detail=" · ".join(part for part in detail if part),
        badge=_("Long wait") if is_long else state_text(row),
        badge_role="red" if is_long else "amber",
        note=formats.duration_minutes(minutes),
        note_role="red" if is_long else "muted",
    )


def queue_note(waiting: Sequence[AppointmentRow], now: datetime) -> str:
    """«ждут 4, в среднем 12 мин»."""
    if not waiting:
        return ""
    count = len(waiting)
    average = round(sum(waited(row, now) for row in waiting) / count)
    words = ngettext("{n} waits, {time} on average", "{n} wait, {time} on average", count)
    return words.format(n=count, time=formats.duration_minutes(average))


def due_records(rows: Iterable[AppealRow], today: date) -> list[Record]:
    """Appeals that are due, the most urgent first."""
    return [_due_record(row, today) for row in rows]


def _due_record(row: AppealRow, today: date) -> Record:
    role = "red" if row.due_on < today else "amber"
    return Record(row.id, f"{row.number} · {row.topic_name}", badge=due_text(row.due_on, today), badge_role=role)


def due_text(due_on: date, today: date) -> str:
    """«просрочено 2 дн.», «сегодня», «завтра», «через 2 дня»."""
    days = (due_on - today).days
    if days < 0:
        return ngettext("late by {n} day", "late by {n} days", -days).format(n=formats.number(-days))
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return ngettext("in {n} day", "in {n} days", days).format(n=formats.number(days))
