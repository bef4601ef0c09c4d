"""The commands of the desk: free times, booking, the appointments of some days, an appointment moved along."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from models.office import topics
from models.office.queries import expert_named
from models.office.wall_time import wall_time
from models.problems import Problem, Refused
from models.reception import operations, queries
from models.reception.operations import Booked
from models.reception.queries import AppointmentRow, FreeSlot
from models.reception.rules import STATE_WORDS, BookingDraft
from models.visitors.phones import split
from models.visitors.rules import VisitorDraft
from resources.words import N_, _, ngettext, translate
from ui.command_line.answer import answer
from ui.command_line.opening import office_of
from ui.command_line.visitors import uuid_asked


def slots(args: Namespace) -> int:
    """Free times, by start and expert."""
    with office_of(args) as desk:
        experts = None if args.expert is None else [expert_named(desk, args.expert).id]
        topic = None if args.topic is None else topics.found(args.topic)
        found = queries.free_slots(desk, args.first, args.days, experts, topic)
        answer(args, [_slot(slot) for slot in found], _slot_words(found))
    return 0


def _slot(slot: FreeSlot) -> dict[str, Any]:
    return {"expert": slot.expert, "start": _time(slot.start), "end": _time(slot.end), "outreach": slot.outreach}


def _slot_words(found: list[FreeSlot]) -> Iterator[str]:
    from resources.formats import short_date, time_range

    for slot in found:
        place = f" · {slot.outreach}" if slot.outreach else ""
        yield f"{short_date(slot.start.date())}  {time_range(slot.start, slot.end)}  {slot.expert}{place}"
    if found:
        yield ngettext("{n} free time", "{n} free times", len(found)).format(n=len(found))
    else:
        yield _("There is no free time on these days.")


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def book(args: Namespace) -> int:
    """A booking, or a visitor without one received at once."""
    phones = split(args.phone or "")
    if not phones and not args.walk_in and args.visitor_id is None:
        raise Refused(Problem("no-phone", N_("A booking needs the visitor's phone."), "phone"))
    with office_of(args) as desk:
        draft = BookingDraft(
            expert_named(desk, args.expert).id, None if args.start is None else wall_time(args.start, desk.zone),
            visitor=VisitorDraft(args.visitor, phones, uuid=uuid_asked(desk, args)), minutes=args.minutes,
            topic=None if args.topic is None else topics.found(args.topic), summary=args.summary,
            is_walk_in=args.walk_in, uuid=args.uuid or "",
        )  # fmt: skip
        changes = operations.book(desk, draft)
        booked: Booked = changes.result
        document = {"appointment": booked.appointment, "visitor": booked.visitor, "ticket": booked.ticket}
        said = changes.text() or _("This was booked before; nothing was booked again.")
        answer(args, document, [said, _("Appointment No. {id}.").format(id=booked.appointment)])
    return 0


def appointments(args: Namespace) -> int:
    """The appointments of some days, by start, expert, id."""
    with office_of(args) as desk:
        found = queries.appointments(desk, args.first, args.last)
        answer(args, [_document(row) for row in found], _words(found))
    return 0


def _document(row: AppointmentRow) -> dict[str, Any]:
    return {
        "id": row.id, "start": _time(row.start), "end": _time(row.end), "expert": row.expert,
        "visitor": row.visitor or None, "phone": row.phone, "state": row.state, "ticket": row.ticket,
        "topic": row.topic,
    }  # fmt: skip


def _words(found: list[AppointmentRow]) -> Iterator[str]:
    from resources.formats import short_date, time_range

    for row in found:
        times = f"{row.id:>6}  {short_date(row.start.date())}  {time_range(row.start, row.end)}"
        facts = (row.expert, row.visitor or "—", row.topic_name, translate(STATE_WORDS[row.state]), row.ticket or "")
        yield f"{times}  " + " · ".join(part for part in facts if part)
    yield ngettext("{n} appointment", "{n} appointments", len(found)).format(n=len(found))


def mark(args: Namespace) -> int:
    """The next step of an appointment."""
    with office_of(args) as desk:
        changes = operations.mark(desk, args.appointment, args.state)
        booked: Booked = changes.result
        answer(args, {"id": booked.appointment, "state": args.state, "ticket": booked.ticket}, [changes.text()])
    return 0
