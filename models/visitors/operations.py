"""What is done to visitors' records: added, changed, the consent noted. The audit holds ids and fields, no names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from models.appeals.tables import Appeal
from models.changes import Changes
from models.office.desk import Desk
from models.problems import Problem, Refused, refuse_if_any
from models.reception.tables import Appointment
from models.storage.keys import one_line
from models.storage.rows import changed_meanwhile, update_row, values_of
from models.visitors import identity, names, rules
from models.visitors.intake import COLUMNS, Intake, columns_of, phone_key_of, phones_of
from models.visitors.rules import VisitorDraft as VisitorDraft
from models.visitors.tables import Visitor, VisitorPhone
from resources.words import N_

PhoneRow = tuple[str, str | None, str]  # typed, E.164, extension


def kept(desk: Desk, draft: VisitorDraft) -> int:
    """Inside an open transaction: the id of the same visitor, filled in where something was missing, or of a new one.

    A further phone is added. Raises Refused: what is wrong with the draft, or several fit. No name is no problem here.
    """
    intake = Intake(desk)
    _refuse_draft(desk, draft, intake.customs, is_name_required=False)
    intake.prepare([draft])
    visitor_id = intake.keep(draft)
    intake.write()
    return visitor_id


def _refuse_draft(desk: Desk, draft: VisitorDraft, customs: tuple[str, str], is_name_required: bool) -> None:
    country, area_code = customs
    found = rules.problems_of(
        draft, desk.today(), country=country, area_code=area_code, is_name_required=is_name_required
    )  # fmt: skip
    refuse_if_any(found)


def add_visitor(desk: Desk, draft: VisitorDraft) -> Changes:
    """Adds a visitor, or fills in the same one who is known already; its result is the id. Undo where untouched."""
    with desk.db.transaction("add visitor", desk) as entry:
        intake = Intake(desk)
        _refuse_draft(desk, draft, intake.customs, is_name_required=True)
        intake.prepare([draft])
        known = intake.found(draft)
        before = _kept_values(known) if known is not None else None
        visitor_id = intake.keep(draft)
        fields = sorted(intake.changed().get(visitor_id, ()))
        intake.write()
        entry.concerns("visitor", visitor_id, **({"fields": fields} if known else {}))
    rows = {"visitor": (visitor_id,)}
    values = {"name": names.initials(draft.full_name)}
    if before is None:
        undo = partial(_take_back, visitor_id=visitor_id)
        return Changes(rows, N_("Added: {name}"), values, undo, visitor_id)
    if not fields:
        return Changes(rows, N_("{name} is known already."), values, None, visitor_id)
    undo = partial(_put_back, visitor_id=visitor_id, before=before, version=before[0]["version"] + 1)
    return Changes(rows, N_("{name} is known already; what was missing has been added."), values, undo, visitor_id)


def change_visitor(desk: Desk, visitor_id: int, draft: VisitorDraft, version: int) -> Changes:
    """Replaces the visitor's facts. Raises Refused: changed meanwhile, or what is wrong.

    The dative and the gender are worked out anew unless a hand has touched them; emptied, they are worked out again.
    """
    with desk.db.transaction("change visitor", desk) as entry:
        row = _row(visitor_id)
        before = _kept_values(visitor_id)
        known_phones = {typed for typed, _e164, _extension in before[1]}
        country, area_code = identity.phone_customs(desk)
        # A phone that was imported unreadable may stay as it is.
        refuse_if_any(
            problem
            for problem in rules.problems_of(
                draft, desk.today(), country=country, area_code=area_code, is_name_required=bool(row.full_name)
            )
            if not (problem.field == "phones" and problem.values.get("phone") in known_phones)
        )
        phones = phones_of(draft, country, area_code)
        columns = columns_of(_by_whom(row, draft), phone_key_of(phones))
        columns["is_gender_by_hand"] = columns["is_gender_by_hand"] or _stays_by_hand(row, draft, "gender")
        columns["is_dative_by_hand"] = columns["is_dative_by_hand"] or _stays_by_hand(row, draft, "dative")
        changed = [name for name in COLUMNS if columns[name] != getattr(row, name)]
        new_version = update_row(Visitor, visitor_id, version, **columns)
        rows: list[PhoneRow] = [(phone.typed, phone.e164, phone.extension) for phone in phones]
        if rows != before[1]:
            _write_phones(visitor_id, rows)
            changed.append("phones")
        entry.concerns("visitor", visitor_id, fields=sorted(changed))
    undo = partial(_put_back, visitor_id=visitor_id, before=before, version=new_version)
    values = {"name": _shown(columns["full_name"], visitor_id)}
    return Changes({"visitor": (visitor_id,)}, N_("Saved: {name}"), values, undo, visitor_id)


def _by_whom(row: Visitor, draft: VisitorDraft) -> VisitorDraft:
    """The draft without what was only shown in the form because it had been worked out from the old name."""
    if draft.gender == row.gender and not row.is_gender_by_hand:
        draft = replace(draft, gender=None)
    shown = names.kept_dative(row.name_dative, row.full_name, row.gender)
    if one_line(draft.name_dative) == shown and not row.is_dative_by_hand:
        draft = replace(draft, name_dative="")
    return draft


def _stays_by_hand(row: Visitor, draft: VisitorDraft, what: str) -> bool:
    """A value chosen by hand stays so while it is left as it was."""
    if what == "gender":
        return bool(row.is_gender_by_hand) and draft.gender is not None and draft.gender == row.gender
    return bool(row.is_dative_by_hand) and bool(draft.name_dative) and one_line(draft.name_dative) == row.name_dative


def sign_consent(desk: Desk, visitor_id: int, on: date | None) -> Changes:
    """Notes the day on which the data consent was signed, or with None that there is none. Raises Refused: future."""
    if on is not None and on > desk.today():
        raise Refused(Problem("consent-future", N_("The consent cannot be signed in the future."), "consent_on"))
    with desk.db.transaction("sign consent", desk) as entry:
        row = _row(visitor_id)
        version = update_row(Visitor, visitor_id, None, consent_on=on)
        entry.concerns("visitor", visitor_id, on=on)
    undo = partial(_put_consent_back, visitor_id=visitor_id, on=row.consent_on, version=version)
    said = N_("Consent withdrawn: {name}") if on is None else N_("Consent signed: {name}")
    return Changes({"visitor": (visitor_id,)}, said, {"name": _shown(row.full_name, visitor_id)}, undo, visitor_id)


def _put_consent_back(desk: Desk, visitor_id: int, on: date | None, version: int) -> Changes:
    with desk.db.transaction("undo", desk) as entry:
        update_row(Visitor, visitor_id, version, consent_on=on)
        entry.concerns("visitor", visitor_id, fields=["consent_on"])
    return _taken_back(visitor_id)


def _take_back(desk: Desk, visitor_id: int) -> Changes:
    """Removes a visitor who was just added and whom nothing has touched since."""
    with desk.db.transaction("undo", desk) as entry:
        row = _row(visitor_id)
        if row.version != 1:
            raise changed_meanwhile()
        for table in (Appointment, Appeal):
            if table.select().where(table.visitor_id == visitor_id).exists():
                message = N_("{name} has bookings or appeals by now and stays.")
                raise Refused(Problem("in-use", message, "", {"name": _shown(row.full_name, visitor_id)}))
        VisitorPhone.delete().where(VisitorPhone.visitor_id == visitor_id).execute()
        Visitor.delete().where(Visitor.id == visitor_id).execute()
        entry.concerns("visitor", visitor_id, removed=True)
    return _taken_back(visitor_id)


Kept = tuple[dict[str, Any], list[PhoneRow]]


def _kept_values(visitor_id: int) -> Kept:
    """Everything that an undo puts back."""
    row = _row(visitor_id)
    query = VisitorPhone.select().where(VisitorPhone.visitor_id == visitor_id)
    phones = [(p.typed, p.e164, p.extension) for p in query.order_by(VisitorPhone.place, VisitorPhone.id)]
    return values_of(row, *COLUMNS, "version"), phones


def _put_back(desk: Desk, visitor_id: int, before: Kept, version: int) -> Changes:
    """Restores the old values if nobody has changed the visitor since."""
    with desk.db.transaction("undo", desk) as entry:
        columns, phones = before
        update_row(Visitor, visitor_id, version, **{name: columns[name] for name in COLUMNS})
        _write_phones(visitor_id, phones)
        entry.concerns("visitor", visitor_id, fields=list(COLUMNS))
    return _taken_back(visitor_id)


def _write_phones(visitor_id: int, phones: Sequence[PhoneRow]) -> None:
    VisitorPhone.delete().where(VisitorPhone.visitor_id == visitor_id).execute()
    for place, (typed, e164, extension) in enumerate(phones):
        VisitorPhone.insert(visitor_id=visitor_id, typed=typed, e164=e164, extension=extension, place=place).execute()


def _row(visitor_id: int) -> Visitor:
    row: Visitor | None = Visitor.with_key(visitor_id)
    if row is None:
        raise Refused(Problem("unknown-visitor", N_("There is no such visitor."), "visitor"))
    return row


def _shown(name: str, visitor_id: int) -> str:
    return names.initials(name) or f"№ {visitor_id}"


def _taken_back(visitor_id: int) -> Changes:
    visitor = Visitor.with_key(visitor_id)
    values = {"name": _shown(visitor.full_name if visitor else "", visitor_id)}
    return Changes({"visitor": (visitor_id,)}, N_("Taken back: {name}"), values)
