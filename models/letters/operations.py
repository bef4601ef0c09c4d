"""Writing and signing reply letters: the number is given when the letter is signed, and the facts freeze then."""

from __future__ import annotations

from functools import partial

from models.appeals.operations import note_event
from models.appeals.operations import one as appeal_of
from models.changes import Changes
from models.letters import rules
from models.letters.queries import sheet_of
from models.letters.rules import LetterDraft
from models.letters.tables import Letter
from models.office.desk import Desk
from models.office.tables import Office, Staff
from models.problems import Problem, Refused, refuse_if_any
from models.storage.keys import cleaned, one_line
from models.storage.orm import peewee
from models.storage.rows import changed_meanwhile, missing, update_row
from models.visitors.names import has_surname
from models.visitors.tables import Visitor
from resources.words import N_


def save_letter(
    desk: Desk, appeal_id: int, draft: LetterDraft, letter_id: int | None = None, version: int | None = None
) -> Changes:  # fmt: skip
    """Keeps a draft, a new one where `letter_id` is None. Raises Refused: too long, signed already."""
    refuse_if_any(rules.problems_of(draft, False))
    with desk.db.transaction("write letter", desk) as entry:
        row = _kept(desk, appeal_id, draft, letter_id, version)
        entry.concerns("letter", row.id, appeal=appeal_id)
    return Changes({"letter": (row.id,), "appeal": (appeal_id,)}, N_("The draft is kept."), {}, None, row.id)


def _kept(desk: Desk, appeal_id: int, draft: LetterDraft, letter_id: int | None, version: int | None) -> Letter:
    appeal_of(desk, appeal_id)
    columns = {
        "addressee": one_line(draft.addressee), "address": cleaned(draft.address), "heading": one_line(draft.heading),
        "salutation": one_line(draft.salutation), "body": cleaned(draft.body), "enclosure": one_line(draft.enclosure),
        "signer_id": draft.signer_id, "executor_id": draft.executor_id,
    }  # fmt: skip
    if letter_id is None:
        language = Office.get_by_id(desk.office_id).language
        return Letter.create(
            office_id=desk.office_id, appeal_id=appeal_id, language=language, created_at=desk.utc(), **columns
        )
    row = _one(desk, letter_id)
    _refuse_signed(row)
    update_row(Letter, letter_id, version, **columns)
    return _one(desk, letter_id)


def sign_letter(
    desk: Desk, appeal_id: int, draft: LetterDraft, letter_id: int | None = None, version: int | None = None
) -> Changes:  # fmt: skip
    """Gives the letter its date and number and freezes it. Raises Refused: no addressee, address, text or signer.

    The counter-operation is `annul_letter`; the number is never given again.
    """
    refuse_if_any(rules.problems_of(draft, True))
    with desk.db.transaction("sign letter", desk) as entry:
        appeal = appeal_of(desk, appeal_id)
        visitor = Visitor.get_by_id(appeal.visitor_id)
        if not has_surname(visitor.full_name):
            refuse_if_any(rules.owed_problems("", draft.address, False))
        signer = Staff.with_key(draft.signer_id, desk.office_id)
        if signer is None or not signer.is_active:
            raise Refused(Problem("no-signer", N_("Choose who signs."), "signer_id"))
        row = _kept(desk, appeal_id, draft, letter_id, version)
        year = desk.today().year
        serial = int(
            Letter.select(peewee.fn.MAX(Letter.serial))
            .where(Letter.office_id == desk.office_id, Letter.year == year, Letter.serial.is_null(False))
            .scalar() or 0
        ) + 1  # fmt: skip
        row.year, row.serial, row.signed_on = year, serial, desk.today()
        sheet = sheet_of(desk, row)
        new_version = update_row(
            Letter, row.id, row.version, year=year, serial=serial, signed_on=row.signed_on, sheet=sheet.to_json()
        )
        note_event(desk, appeal_id, "letter", str(serial))
        entry.concerns("letter", row.id, appeal=appeal_id, number=serial)
    return Changes(
        {"letter": (row.id,), "appeal": (appeal_id,)},
        N_("The reply is signed under No. {number}."),
        {"number": serial},
        partial(annul_letter, letter_id=row.id, version=new_version),
        row.id,
    )


def annul_letter(desk: Desk, letter_id: int, version: int | None = None) -> Changes:
    """Takes a signed letter out of use; it stays readable, its number used. Raises Refused."""
    with desk.db.transaction("annul letter", desk) as entry:
        row = _one(desk, letter_id)
        if row.signed_on is None or row.is_annulled:
            raise changed_meanwhile()
        update_row(Letter, letter_id, version, is_annulled=True)
        note_event(desk, row.appeal_id, "letter-annulled", str(row.serial))
        entry.concerns("letter", letter_id, number=row.serial, is_annulled=True)
    return Changes(
        {"letter": (letter_id,), "appeal": (row.appeal_id,)},
        N_("Reply No. {number} is annulled; the number stays used."),
        {"number": row.serial},
        None,
        letter_id,
    )


def drop_letter(desk: Desk, letter_id: int) -> Changes:
    """Throws an unsigned draft away. Raises Refused where it is signed."""
    with desk.db.transaction("write letter", desk) as entry:
        row = _one(desk, letter_id)
        _refuse_signed(row)
        Letter.delete().where(Letter.id == letter_id).execute()
        entry.concerns("letter", letter_id, appeal=row.appeal_id, dropped=True)
    return Changes(
        {"letter": (letter_id,), "appeal": (row.appeal_id,)}, N_("The draft is thrown away."), {}, None, letter_id
    )


def _refuse_signed(row: Letter) -> None:
    if row.signed_on is not None:
        raise Refused(Problem("signed", N_("A signed letter is not changed; write another one.")))


def _one(desk: Desk, letter_id: int) -> Letter:
    row = Letter.with_key(letter_id, desk.office_id)
    if row is None:
        raise missing()
    return row
