"""What experts do with appeals: register, mend, note progress, close, reopen, annul."""

from __future__ import annotations

import uuid as uuids
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from models.appeals import rules
from models.appeals.rules import AppealDraft, ClosingDraft
from models.appeals.tables import Appeal, AppealEvent
from models.changes import Changes
from models.office.calendar import Deadlines
from models.office.desk import Desk
from models.office.tables import District, Office, Staff, Topic
from models.problems import Problem, Refused, refuse_if_any
from models.reception.tables import Appointment
from models.storage.keys import cleaned, one_line
from models.storage.orm import peewee
from models.storage.rows import missing, update_row, values_of
from models.visitors import operations as visitors
from models.visitors.identity import uuid_of, uuid_where_same
from models.visitors.tables import Visitor
from resources.words import N_

_CLOSING = ("outcome", "result", "amount", "closed_on")
_FACTS = (
    "visitor_id", "topic", "received_on", "due_on", "channel", "kind", "district_id", "expert_id", "summary", "written",
    "collective", "is_oral_answer_accepted", "appointment_id",
)  # fmt: skip


@dataclass(frozen=True)
class Registered:
    """What a registration gave."""

    id: int
    number: str
    due_on: date
    visitor: int


def register(desk: Desk, draft: AppealDraft) -> Changes:
    """Registers an appeal under the next number of its year. Raises Refused.

    The same UUID with the same content gives the first answer again; with other content it is refused. An appeal made
    at an appointment is of its expert, unless another is given.
    """
    refuse_if_any(rules.problems_of(draft, desk.today()))
    with desk.db.transaction("register appeal", desk) as entry:
        earlier = Appeal.get_or_none(Appeal.uuid == draft.uuid) if draft.uuid else None
        if earlier is not None:
            entry.concerns("appeal", earlier.id, repeated=True)
            if earlier.content_hash != draft.content_hash():
                raise Refused(Problem("uuid", N_("This UUID was already used for another appeal.")))
            return Changes({}, result=Registered(earlier.id, earlier.number, earlier.due_on, earlier.visitor_id))
        _refuse_unknown(desk, draft)
        visitor_id = draft.visitor_id if draft.visitor_id is not None else _visitor(desk, draft)
        visitor = Visitor.with_key(visitor_id)
        if visitor is None:
            raise Refused(Problem("unknown-visitor", N_("There is no such visitor."), "visitor"))
        received = draft.received_on or desk.today()
        expert_id = draft.expert_id if draft.expert_id is not None else _who_received(draft)
        serial = next_serial(desk.office_id, received.year)
        row = Appeal.create(
            uuid=draft.uuid or str(uuids.uuid4()), office_id=desk.office_id,
            number=rules.number_of(received.year, serial), year=received.year, serial=serial, visitor_id=visitor_id,
            received_on=received, due_on=draft.due_on or Deadlines(Office.get_by_id(desk.office_id)).due(received),
            topic=draft.topic, channel=draft.channel, kind=draft.kind,
            district_id=draft.district_id if draft.district_id is not None else visitor.district_id,
            expert_id=expert_id, summary=cleaned(draft.summary), written=cleaned(draft.written),
            collective=draft.collective, appointment_id=draft.appointment_id, category=visitor.category,
            is_oral_answer_accepted=draft.is_oral_answer_accepted, content_hash=draft.content_hash(),
            created_at=desk.utc(),
        )  # fmt: skip
        note_event(desk, row.id, "registered")
        if draft.is_consent_signed and visitor.consent_on is None:
            update_row(Visitor, visitor_id, None, consent_on=desk.today())
        entry.concerns("appeal", row.id, number=row.number, topic=row.topic, consent=draft.is_consent_signed)
    return Changes(
        {"appeal": (row.id,), "visitor": (visitor_id,)}, N_("Appeal {number} registered."), {"number": row.number},
        partial(annul, appeal_id=row.id, version=1), Registered(row.id, row.number, row.due_on, visitor_id),
    )  # fmt: skip


def _visitor(desk: Desk, draft: AppealDraft) -> int:
    """The visitor who is described; at an appointment its own one, if nothing speaks against it. Raises Refused."""
    assert draft.visitor is not None  # problems_of has refused a draft with neither
    meeting = None if draft.appointment_id is None else Appointment.with_key(draft.appointment_id)
    if meeting is None:
        return visitors.kept(desk, draft.visitor)
    if draft.visitor.uuid:  # chosen
        is_his = uuid_of(desk, meeting.visitor_id) == draft.visitor.uuid
        known = draft.visitor.uuid if is_his else None
    else:
        known = uuid_where_same(desk, meeting.visitor_id, draft.visitor)
    if known is None:
        raise _other_visitor()
    return visitors.kept(desk, replace(draft.visitor, uuid=known))


def _who_received(draft: AppealDraft) -> int | None:
    """The expert of the appointment at which the appeal was made."""
    meeting = None if draft.appointment_id is None else Appointment.with_key(draft.appointment_id)
    return meeting.expert_id if meeting else None


def _other_visitor() -> Refused:
    return Refused(Problem("other-visitor", N_("That appointment is of another visitor."), "appointment"))


def next_serial(office_id: int, year: int) -> int:
    """The highest serial of the office and year, and one more; inside the transaction that uses it."""
    numbered = Appeal.serial.is_null(False)  # the condition of the index that answers at once
    highest = Appeal.select(peewee.fn.MAX(Appeal.serial)).where(
        Appeal.office_id == office_id, Appeal.year == year, numbered
    )
    return int(highest.scalar() or 0) + 1


def _refuse_unknown(desk: Desk, draft: AppealDraft) -> None:
    found = []
    if Topic.with_key(draft.topic) is None:
        found.append(Problem("unknown-topic", N_("There is no topic “{topic}”."), "topic", {"topic": draft.topic}))
    if draft.expert_id is not None and Staff.with_key(draft.expert_id) is None:
        found.append(Problem("unknown-expert", N_("Choose who receives."), "expert"))
    if draft.district_id is not None and District.with_key(draft.district_id) is None:
        found.append(Problem("unknown-district", N_("Choose a district from the list."), "district"))
    if draft.appointment_id is not None:
        meeting = Appointment.with_key(draft.appointment_id)
        if meeting is None:
            found.append(Problem("unknown-appointment", N_("There is no such appointment."), "appointment"))
        elif draft.visitor_id is not None and meeting.visitor_id != draft.visitor_id:
            found += _other_visitor().problems
    refuse_if_any(found)


def note_event(desk: Desk, appeal_id: int, kind: str, text: str = "", outcome: str | None = None) -> None:
    """Adds a step to the appeal's timeline, inside an open transaction."""
    AppealEvent.create(
        appeal_id=appeal_id, at=desk.now(), staff_id=desk.actor.staff_id, kind=kind, text=text, outcome=outcome
    )  # fmt: skip


def change_appeal(desk: Desk, appeal_id: int, changes: dict[str, Any], version: int | None = None) -> Changes:
    """Mends facts after registering: `changes` maps columns of the draft to new values. Raises Refused.

    A changed date of registration moves the due date with it; the number stays, whatever the year.
    """
    with desk.db.transaction("change appeal", desk) as entry:
        row = one(desk, appeal_id)
        before = values_of(row, *_FACTS)
        columns = {name: value for name, value in changes.items() if name in _FACTS}
        received = columns.get("received_on") or row.received_on
        if received != row.received_on and "due_on" not in changes:
            columns["due_on"] = Deadlines(Office.get_by_id(desk.office_id)).due(received)
        draft = _draft_of(row, columns)
        refuse_if_any(rules.problems_of(draft, max(desk.today(), row.received_on)))
        _refuse_unknown(desk, draft)
        if row.closed_on is not None and draft.received_on is not None and draft.received_on > row.closed_on:
            raise Refused(
                Problem("before-receipt", N_("An appeal cannot be closed before it was received."), "received_on")
            )
        for name in ("summary", "written"):
            if name in columns:
                columns[name] = cleaned(columns[name])
        changed = sorted(name for name, value in columns.items() if value != before[name])
        new_version = update_row(Appeal, row.id, version, **columns, **_category_of(columns))
        if changed:
            note_event(desk, row.id, "changed", ",".join(changed))
        entry.concerns("appeal", row.id, fields=changed)
    undo = partial(_put_back, appeal_id=row.id, columns=before, version=new_version)
    return Changes(
        {"appeal": (row.id,), "visitor": (row.visitor_id,)},
        N_("Saved: appeal {number}."),
        {"number": row.number},
        undo,
        row.id,
    )


def _category_of(columns: dict[str, Any]) -> dict[str, str]:
    """The category goes with the visitor. Raises Refused where there is no such visitor, or no longer."""
    if "visitor_id" not in columns:
        return {}
    visitor = Visitor.with_key(columns["visitor_id"])
    if visitor is None:
        raise Refused(Problem("unknown-visitor", N_("There is no such visitor."), "visitor"))
    return {"category": visitor.category}


def _draft_of(row: Appeal, columns: dict[str, Any]) -> AppealDraft:
    facts = {**values_of(row, *_FACTS), **columns}
    return AppealDraft(**facts)


def note_progress(desk: Desk, appeal_id: int, text: str) -> Changes:
    """Adds a line of what was done or said to the timeline. Raises Refused where nothing is said."""
    said = cleaned(text)
    if not said:
        raise Refused(Problem("empty", N_("Write what was done or said."), "note"))
    if len(said) > rules.LONGEST_TEXT:
        raise Refused(Problem("long", N_("The text is longer than {n} letters."), "note", {"n": rules.LONGEST_TEXT}))
    with desk.db.transaction("note progress", desk) as entry:
        row = one(desk, appeal_id)
        note_event(desk, row.id, "note", said)
        entry.concerns("appeal", row.id)
    return Changes({"appeal": (row.id,)}, N_("Noted in appeal {number}."), {"number": row.number}, None, row.id)


def close_appeal(desk: Desk, appeal_id: int, draft: ClosingDraft, version: int | None = None) -> Changes:
    """Closes an appeal with its outcome. Raises Refused: closed already, no outcome, a wrong date."""
    with desk.db.transaction("close appeal", desk) as entry:
        row = one(desk, appeal_id)
        if row.is_annulled:
            raise Refused(Problem("annulled", N_("The registration of this appeal is annulled.")))
        if row.outcome is not None:
            raise Refused(Problem("closed", N_("This appeal is closed already; reopen it first.")))
        refuse_if_any(rules.problems_of_closing(draft, row.received_on, desk.today()))
        before = values_of(row, *_CLOSING)
        columns: dict[str, Any] = {
            "outcome": draft.outcome, "result": cleaned(draft.result), "closed_on": draft.closed_on or desk.today(),
            "amount": None if draft.amount is None else int(draft.amount * 100),
        }  # fmt: skip
        new_version = update_row(Appeal, row.id, version, **columns)
        note_event(desk, row.id, "closed", columns["result"], draft.outcome)
        entry.concerns("appeal", row.id, outcome=draft.outcome)
    undo = partial(_put_back, appeal_id=row.id, columns=before, version=new_version, event="closed")
    return Changes(
        {"appeal": (row.id,), "visitor": (row.visitor_id,)},
        N_("Appeal {number} is closed."),
        {"number": row.number},
        undo,
        row.id,
    )


def reopen_appeal(desk: Desk, appeal_id: int, reason: str, version: int | None = None) -> Changes:
    """Opens a closed appeal again; the reason stays in its timeline, the old outcome too. Raises Refused."""
    why = one_line(reason)
    if not why:
        raise Refused(Problem("no-reason", N_("Say why the appeal is opened again."), "reason"))
    with desk.db.transaction("reopen appeal", desk) as entry:
        row = one(desk, appeal_id)
        if row.outcome is None:
            raise Refused(Problem("open", N_("This appeal is open.")))
        before = values_of(row, *_CLOSING)
        new_version = update_row(Appeal, row.id, version, outcome=None, closed_on=None, amount=None)
        note_event(desk, row.id, "reopened", why, row.outcome)
        entry.concerns("appeal", row.id, was=row.outcome)
    undo = partial(_put_back, appeal_id=row.id, columns=before, version=new_version, event="reopened")
    return Changes(
        {"appeal": (row.id,), "visitor": (row.visitor_id,)},
        N_("Appeal {number} is open again."),
        {"number": row.number},
        undo,
        row.id,
    )


def annul(desk: Desk, appeal_id: int, version: int | None = None) -> Changes:
    """Takes back a registration made by mistake: it is not counted any more, its number is never given again."""
    with desk.db.transaction("annul appeal", desk) as entry:
        row = one(desk, appeal_id)
        new_version = update_row(Appeal, row.id, version, is_annulled=not row.is_annulled)
        note_event(desk, row.id, "restored" if row.is_annulled else "annulled")
        entry.concerns("appeal", row.id, is_annulled=not row.is_annulled)
    said = (
        N_("Appeal {number} counts again.")
        if row.is_annulled
        else N_("The registration of {number} is annulled; the number stays used.")
    )
    return Changes(
        {"appeal": (row.id,), "visitor": (row.visitor_id,)}, said, {"number": row.number},
        partial(annul, appeal_id=row.id, version=new_version), row.id,
    )  # fmt: skip


def _put_back(
    desk: Desk, appeal_id: int, columns: dict[str, Any], version: int, event: str | None = None
) -> Changes:  # fmt: skip
    with desk.db.transaction("undo", desk) as entry:
        row = one(desk, appeal_id)
        before = values_of(row, *columns)
        new_version = update_row(Appeal, row.id, version, **columns, **_category_of(columns))
        note_event(desk, row.id, "undone", event or "changed")
        entry.concerns("appeal", row.id, fields=sorted(columns))
    return Changes(
        {"appeal": (row.id,), "visitor": (row.visitor_id,)}, N_("Taken back: appeal {number}."), {"number": row.number},
        partial(_put_back, appeal_id=row.id, columns=before, version=new_version, event=event), row.id,
    )  # fmt: skip


def one(desk: Desk, appeal_id: int) -> Appeal:
    """The appeal of this office. Raises Refused."""
    row = Appeal.with_key(appeal_id, desk.office_id)
    if row is None:
        raise missing()
    return row


def id_of_number(desk: Desk, number: str) -> int:
    """The appeal with this number. Raises Refused."""
    asked = one_line(number)
    found = Appeal.select(Appeal.id).where(Appeal.office_id == desk.office_id, Appeal.number == asked).scalar()
    if found is None:
        raise Refused(Problem("unknown-number", N_("There is no appeal {number}."), "number", {"number": asked}))
    return int(found)
