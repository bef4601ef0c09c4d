"""What the desk does: book, move, cancel, receive, and note a call that was only a question."""

from __future__ import annotations

import uuid as uuids
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from models.changes import Changes
from models.office import hours
from models.office.desk import Desk
from models.office.queries import expert_hours, office_hours
from models.office.tables import Office, Staff, Topic
from models.office.wall_time import is_leapt_over
from models.problems import Problem, Refused, refuse_if_any
from models.reception import rules
from models.reception.rules import BookingDraft
from models.reception.tables import ARRIVED, BOOKED, CANCELLED, DONE, NO_SHOW, STARTED, Appointment, CallNote
from models.storage.dialect import OVERLAP
from models.storage.keys import cleaned, one_line
from models.storage.orm import peewee
from models.storage.rows import missing, update_row, values_of
from models.visitors import operations as visitors
from models.visitors.names import initials
from models.visitors.tables import Visitor
from resources.formats import clock_time, day_month
from resources.words import N_

_KEPT = (
    "state", "ticket", "expert_id", "starts_at", "ends_at", "outreach_id", "arrived_at", "started_at", "finished_at",
    "cancel_reason",
)  # fmt: skip

# Fixed SQL: while a booking is looked at, nobody else can book.
_BY_UUID = "SELECT * FROM appointment WHERE uuid = ?"
_HELD = f"""
SELECT 1 FROM appointment WHERE expert_id = ? AND starts_at = ? AND NOT is_walk_in
    AND state IN ({", ".join("?" * len(rules.TAKES_THE_TIME))}) LIMIT 1
"""


@dataclass(frozen=True)
class Booked:
    """What a booking gave: ids and, once somebody has come, the ticket."""

    appointment: int
    visitor: int
    ticket: str | None


def book(desk: Desk, draft: BookingDraft) -> Changes:
    """Books a time, or receives a walk-in at once. Raises Refused: taken, past, closed, absent, off-grid, unknown…

    The same UUID with the same content gives the first answer again; with other content it is refused.
    """
    if not draft.uuid:
        refuse_if_any(rules.problems_of(draft, desk.now()))
    with desk.db.transaction("book", desk) as entry:
        earlier = next(iter(Appointment.raw(_BY_UUID, draft.uuid)), None) if draft.uuid else None
        if earlier is not None:  # its time may have passed meanwhile
            entry.concerns("appointment", earlier.id, repeated=True)
            return _again(earlier, draft)
        refuse_if_any(rules.problems_of(draft, desk.now()))
        if not draft.is_walk_in and desk.db.rows(_HELD, draft.expert_id, draft.start, *rules.TAKES_THE_TIME):
            raise _taken()  # at once, before hours and calendar are read: the others wait for their turn meanwhile
        expert = _receiving(desk, draft.expert_id)
        if draft.topic and Topic.with_key(draft.topic) is None:
            raise Refused(Problem("unknown-topic", N_("There is no topic “{topic}”."), "topic", {"topic": draft.topic}))
        start = (draft.start or desk.now()).replace(second=0, microsecond=0)
        minutes, outreach = _place(desk, expert, start, draft.minutes, draft.is_walk_in, None)
        visitor_id = draft.visitor_id if draft.visitor_id is not None else _visitor(desk, draft)
        visitor = Visitor.with_key(visitor_id)
        if visitor is None:
            raise Refused(Problem("unknown-visitor", N_("There is no such visitor."), "visitor"))
        came = {"state": ARRIVED, "arrived_at": desk.now(), "ticket": _ticket(desk, True)} if draft.is_walk_in else {}
        row = _inserted(
            uuid=draft.uuid or str(uuids.uuid4()), office_id=desk.office_id, visitor_id=visitor_id, expert_id=expert.id,
            starts_at=start, ends_at=start + timedelta(minutes=minutes), topic=draft.topic,
            summary=cleaned(draft.summary), outreach_id=outreach, is_walk_in=draft.is_walk_in,
            booked_by=desk.actor.staff_id, content_hash=draft.content_hash(), created_at=desk.utc(), **came,
        )  # fmt: skip
        entry.concerns("appointment", row.id, start=start.isoformat(), expert=expert.id, walk_in=draft.is_walk_in)
    said = N_("{name} is in the queue, ticket {ticket}.") if draft.is_walk_in else N_("Booked: {name}, {when}.")
    return Changes(
        {"appointment": (row.id,), "visitor": (visitor_id,)}, said, _who_and_when(visitor, row),
        partial(cancel, appointment_id=row.id, reason="", version=1, is_undo=True),
        Booked(row.id, visitor_id, row.ticket),
    )  # fmt: skip


def _again(earlier: Appointment, draft: BookingDraft) -> Changes:
    if earlier.content_hash != draft.content_hash():
        raise Refused(Problem("uuid", N_("This UUID was already used for another booking.")))
    return Changes({}, result=Booked(earlier.id, earlier.visitor_id, earlier.ticket))


def _visitor(desk: Desk, draft: BookingDraft) -> int:
    assert draft.visitor is not None  # problems_of has refused a draft with neither
    return visitors.kept(desk, draft.visitor)


def _receiving(desk: Desk, expert_id: int | None) -> Staff:
    """Who is to receive. Raises Refused: unknown, gone, or not receiving."""
    expert = Staff.with_key(expert_id, desk.office_id)
    if expert is None or not expert.is_active:
        raise Refused(Problem("unknown-expert", N_("Choose who receives."), "expert"))
    if not expert.receives:
        raise Refused(
            Problem("not-receiving", N_("{name} does not receive visitors."), "expert", {"name": expert.name})
        )
    return expert


def _inserted(**columns: Any) -> Appointment:
    try:
        return Appointment.create(**columns)
    except peewee.IntegrityError as error:
        if any(name in str(error) for name in OVERLAP):
            raise _taken() from error
        raise


def _taken() -> Refused:
    return Refused(Problem("taken", N_("That time is already taken; choose another one."), "start"))


def _place(
    desk: Desk, expert: Staff, start: datetime, minutes: int | None, is_walk_in: bool, besides: int | None
) -> tuple[int, int | None]:
    """The length and the outreach event of a booking, after calendar and neighbours agreed. Raises Refused."""
    if is_leapt_over(start, desk.zone):
        raise Refused(Problem("no-such-time", N_("The clock is put forward then: there is no such time."), "start"))
    office = office_hours(desk, start.date(), start.date())
    own = expert_hours(desk, [expert.id], start.date(), start.date())[expert.id]
    if is_walk_in:
        return minutes or own.slot_minutes or office.slot_minutes, None
    problem = hours.why_not(office, own, start, minutes)
    if problem is not None:
        raise Refused(problem)
    slot = next(slot for slot in hours.grid(office, own, start.date()) if slot.start == start)
    length = minutes or int((slot.end - slot.start).total_seconds() // 60)
    _refuse_overlap(expert.id, start, start + timedelta(minutes=length), besides)
    return length, slot.outreach


def _refuse_overlap(expert_id: int, start: datetime, end: datetime, besides: int | None) -> None:
    clash = Appointment.select(Appointment.id).where(
        Appointment.expert_id == expert_id, Appointment.starts_at < end, Appointment.ends_at > start,
        Appointment.starts_at > start - timedelta(days=1), ~Appointment.is_walk_in,
        Appointment.state.in_(rules.TAKES_THE_TIME), Appointment.id != (besides or 0),
    )  # fmt: skip
    if clash.exists():
        raise _taken()


def reschedule(
    desk: Desk, appointment_id: int, start: datetime, expert_id: int | None = None, minutes: int | None = None,
    version: int | None = None,
) -> Changes:  # fmt: skip
    """Moves a booking to another time or expert; its length stays unless `minutes` says otherwise. Raises Refused."""
    with desk.db.transaction("move appointment", desk) as entry:
        row = _one(desk, appointment_id)
        if row.state != BOOKED:
            raise Refused(
                rules.ImpossibleStep(
                    "step",
                    N_("An appointment that is “{state}” cannot be moved."),
                    "",
                    {"state": rules.STATE_WORDS[row.state]},
                )
            )
        if start < desk.now().replace(second=0):
            raise Refused(Problem("past", N_("That time has passed; choose a later one."), "start"))
        expert = _receiving(desk, expert_id or row.expert_id)
        before = values_of(row, *_KEPT)
        own_length = int((row.ends_at - row.starts_at).total_seconds() // 60)
        length, outreach = _place(desk, expert, start, minutes, False, row.id)
        if minutes is None and own_length > length:
            length, outreach = _place(desk, expert, start, own_length, False, row.id)
        columns = {
            "expert_id": expert.id, "starts_at": start, "ends_at": start + timedelta(minutes=length),
            "outreach_id": outreach,
        }  # fmt: skip
        new_version = _updated(row.id, version, columns)
        entry.concerns("appointment", row.id, before=before["starts_at"], start=start, expert=expert.id)
        row = _one(desk, row.id)
    return _changed(row, N_("Moved: {name}, {when}."), before, new_version)


def _updated(appointment_id: int, version: int | None, columns: dict[str, Any]) -> int:
    try:
        return update_row(Appointment, appointment_id, version, **columns)
    except peewee.IntegrityError as error:
        raise _taken() from error


def cancel(
    desk: Desk, appointment_id: int, reason: str = "", version: int | None = None, is_undo: bool = False
) -> Changes:
    """Cancels a booking; the time is free at once, the row stays. Raises Refused."""
    with desk.db.transaction("undo" if is_undo else "cancel appointment", desk) as entry:
        row = _one(desk, appointment_id)
        refuse_if_any(filter(None, [rules.problem_of_step(row.state, CANCELLED)]))
        before = values_of(row, *_KEPT)
        new_version = update_row(Appointment, row.id, version, state=CANCELLED, cancel_reason=one_line(reason)[:500])
        entry.concerns("appointment", row.id, state=CANCELLED)
        row = _one(desk, row.id)
    return _changed(row, N_("Cancelled: {name}, {when}."), before, new_version)


def mark(desk: Desk, appointment_id: int, state: str, version: int | None = None) -> Changes:
    """Moves an appointment along: arrived (a ticket is given), started, done, no-show, cancelled. Raises Refused."""
    if state == CANCELLED:
        return cancel(desk, appointment_id, version=version)
    if state not in (ARRIVED, STARTED, DONE, NO_SHOW):
        raise Refused(Problem("state", N_("There is no state “{state}”."), "state", {"state": state}))
    with desk.db.transaction("mark appointment", desk) as entry:
        row = _one(desk, appointment_id)
        refuse_if_any(filter(None, [rules.problem_of_step(row.state, state)]))
        before = values_of(row, *_KEPT)
        if row.state == NO_SHOW:
            _refuse_overlap(row.expert_id, row.starts_at, row.ends_at, row.id)
        columns: dict[str, Any] = {"state": state}
        if state in (ARRIVED, STARTED) and row.ticket is None:
            columns |= {"ticket": _ticket(desk, row.is_walk_in), "arrived_at": desk.now()}
        if state == STARTED:
            columns["started_at"] = desk.now()
        if state == DONE:
            columns["finished_at"] = desk.now()
        new_version = _updated(row.id, version, columns)
        entry.concerns("appointment", row.id, state=state)
        row = _one(desk, row.id)
    return _changed(row, _SAID[state], before, new_version)


_SAID = {
    ARRIVED: N_("{name} has come, ticket {ticket}."),
    STARTED: N_("{name}: the consultation has begun."),
    DONE: N_("{name} has been received."),
    NO_SHOW: N_("{name} did not come."),
}


def _changed(row: Appointment, said: str, before: dict[str, Any], version: int) -> Changes:
    visitor = Visitor.get_by_id(row.visitor_id)
    return Changes(
        {"appointment": (row.id,), "visitor": (row.visitor_id,)},
        said,
        _who_and_when(visitor, row),
        partial(restore, appointment_id=row.id, columns=before, version=version),
        Booked(row.id, row.visitor_id, row.ticket),
    )


def restore(desk: Desk, appointment_id: int, columns: dict[str, Any], version: int) -> Changes:
    """Takes a step back to what the row was, unless somebody changed it since or the time was taken. Raises Refused."""
    with desk.db.transaction("undo", desk) as entry:
        row = _one(desk, appointment_id)
        before = values_of(row, *_KEPT)
        if columns["state"] in rules.TAKES_THE_TIME and not row.is_walk_in:
            _refuse_overlap(columns["expert_id"], columns["starts_at"], columns["ends_at"], row.id)
        new_version = _updated(row.id, version, columns)
        entry.concerns("appointment", row.id, state=columns["state"], start=columns["starts_at"])
        row = _one(desk, row.id)
    return _changed(row, N_("Taken back: {name}, {when}."), before, new_version)


def note_call(desk: Desk, text: str) -> Changes:
    """Notes a call that was only a question, in one line; it is counted apart. Raises Refused where nothing is said."""
    line = one_line(text)
    if not line:
        raise Refused(Problem("empty", N_("Write in a few words what was asked."), "text"))
    if len(line) > 500:
        raise Refused(Problem("long", N_("One line is enough: at most {n} letters."), "text", {"n": 500}))
    with desk.db.transaction("note call", desk) as entry:
        row = CallNote.create(office_id=desk.office_id, at=desk.now(), text=line, staff_id=desk.actor.staff_id)
        entry.concerns("call_note", row.id)
    return Changes(
        {"call_note": (row.id,)}, N_("The call is noted."), {}, partial(_forget_call, note_id=row.id), row.id
    )


def _forget_call(desk: Desk, note_id: int) -> Changes:
    with desk.db.transaction("undo", desk) as entry:
        CallNote.delete().where(CallNote.id == note_id, CallNote.office_id == desk.office_id).execute()
        entry.concerns("call_note", note_id)
    return Changes({"call_note": (note_id,)}, N_("The note is taken back."))


def _one(desk: Desk, appointment_id: int) -> Appointment:
    row = Appointment.with_key(appointment_id, desk.office_id)
    if row is None:
        raise missing()
    return row


def _ticket(desk: Desk, is_walk_in: bool) -> str:
    """The next place in today's queue: one row of numbers for the booked, another for those without a booking."""
    russian = Office.get_by_id(desk.office_id).language == "ru"
    letter = ("Б" if is_walk_in else "А") if russian else ("B" if is_walk_in else "A")
    midnight = datetime.combine(desk.today(), datetime.min.time())
    given = Appointment.select(Appointment.ticket).where(
        Appointment.office_id == desk.office_id, Appointment.arrived_at.between(midnight, midnight + timedelta(days=1)),
        Appointment.ticket.startswith(letter), Appointment.starts_at > midnight - timedelta(days=60),
    )  # fmt: skip
    highest = max((int((row.ticket or letter)[1:].lstrip("-")) for row in given), default=0)
    return f"{letter}{highest + 1:02d}"


def _who_and_when(visitor: Visitor, row: Appointment) -> dict[str, object]:
    name = initials(visitor.full_name) if visitor.full_name else "№ " + str(visitor.id)
    when = f"{day_month(row.starts_at.date())}, {clock_time(row.starts_at)}"
    return {"name": name, "when": when, "ticket": row.ticket or ""}
