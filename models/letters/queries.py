"""What screens and papers read of letters: the one to show for an appeal, and the sheet it is printed from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.appeals.operations import one as appeal_of
from models.appeals.rules import amount_of
from models.letters import rules
from models.letters.rules import LetterDraft
from models.letters.sheet import LetterSheet
from models.letters.tables import Letter
from models.office.desk import Desk
from models.office.tables import Office, Staff
from models.problems import Problem, Refused
from models.storage.rows import values_of
from models.visitors.names import addressee, has_surname, kept_dative, salutation, signature
from models.visitors.tables import Visitor
from resources import spoken

_WORDS = ("addressee", "address", "heading", "salutation", "body", "enclosure", "signer_id", "executor_id")


@dataclass(frozen=True)
class LetterView:
    """The letter of an appeal: signed, kept as a draft, or proposed."""

    appeal_id: int
    appeal_number: str
    visitor_id: int
    letter_id: int | None  # None: only proposed
    version: int | None
    draft: LetterDraft
    sheet: LetterSheet
    number: str | None
    signed_on: date | None
    not_owed: tuple[Problem, ...]  # why no written reply is owed
    language: str


def letter_for(desk: Desk, appeal_id: int, letter_id: int | None = None, is_new: bool = False) -> LetterView:
    """The letter to show: the given one, else the draft, else the last signed one, else (or `is_new`) a proposal."""
    appeal = appeal_of(desk, appeal_id)
    visitor = Visitor.get_by_id(appeal.visitor_id)
    query = Letter.select().where(Letter.appeal_id == appeal_id, ~Letter.is_annulled)
    if letter_id is not None:
        query = Letter.select().where(Letter.appeal_id == appeal_id, Letter.id == letter_id)
    row = None if is_new else query.order_by(Letter.signed_on.is_null().desc(), Letter.id.desc()).first()
    if row is None:
        row = _proposed(desk, appeal_id)
    surname = visitor.full_name if has_surname(visitor.full_name) else ""
    not_owed = rules.owed_problems(surname, row.address or visitor.address, appeal.is_oral_answer_accepted)
    sheet = LetterSheet.from_json(row.sheet) if row.sheet else sheet_of(desk, row)
    draft = LetterDraft(
        row.addressee, row.address, row.heading, row.salutation, row.body, row.enclosure, row.signer_id, row.executor_id
    )
    return LetterView(
        appeal_id, appeal.number, visitor.id, row.id, row.version if row.id else None, draft, sheet,
        str(row.serial) if row.serial else None, row.signed_on, tuple(not_owed), row.language,
    )  # fmt: skip


@dataclass(frozen=True)
class LetterLine:
    """One of the letters of an appeal, to choose among them."""

    id: int
    number: str | None  # None: a draft
    signed_on: date | None
    is_annulled: bool


def letters_of(desk: Desk, appeal_id: int) -> tuple[LetterLine, ...]:
    """All letters of an appeal in the order they were begun, annulled ones too."""
    query = Letter.select().where(Letter.office_id == desk.office_id, Letter.appeal_id == appeal_id).order_by(Letter.id)
    return tuple(
        LetterLine(row.id, str(row.serial) if row.serial else None, row.signed_on, row.is_annulled) for row in query
    )


def _proposed(desk: Desk, appeal_id: int) -> Letter:
    """An unsaved letter: the words of the last annulled one, else everything that is known filled in."""
    again = Letter.select().where(Letter.appeal_id == appeal_id, Letter.is_annulled).order_by(Letter.id.desc()).first()
    if again is not None:
        words = values_of(again, *_WORDS)
        return Letter(office_id=desk.office_id, appeal_id=appeal_id, language=again.language, **words)
    appeal = appeal_of(desk, appeal_id)
    visitor = Visitor.get_by_id(appeal.visitor_id)
    office = Office.get_by_id(desk.office_id)
    topic = spoken.topics().get(appeal.topic)
    heading = (topic.heading(office.language) if topic else "") or rules.default_heading(office.language)
    phone = office.phones[0] if office.phones else ""
    head = (
        Staff.select()
        .where(Staff.office_id == office.id, Staff.is_active, Staff.role == "head")
        .order_by(Staff.place)
        .first()
    )
    is_russian = office.language == "ru"
    dative = kept_dative(visitor.name_dative, visitor.full_name, visitor.gender)
    return Letter(
        office_id=office.id, appeal_id=appeal_id, language=office.language,
        addressee=addressee(dative) if is_russian else visitor.full_name,
        address=visitor.address, heading=heading,
        salutation=salutation(visitor.full_name, visitor.gender) if is_russian else f"Dear {visitor.full_name},",
        body=rules.opening_text(
            office.language, appeal.channel, appeal.received_on, appeal.outcome, appeal.result,
            amount_of(appeal.amount), phone,
        ),
        signer_id=head.id if head else None, executor_id=desk.actor.staff_id or appeal.expert_id,
    )  # fmt: skip


def sheet_of(desk: Desk, row: Letter) -> LetterSheet:
    """The facts of a letter as they would be printed now; number and date are in the row, or None."""
    appeal = appeal_of(desk, row.appeal_id)
    office = Office.get_by_id(desk.office_id)
    signer = Staff.with_key(row.signer_id)
    executor = Staff.with_key(row.executor_id)
    return LetterSheet(
        office.name,
        office.address,
        tuple(office.phones),
        office.email,
        str(row.serial) if row.serial else None,
        row.signed_on,
        appeal.number,
        appeal.received_on,
        row.addressee,
        row.address,
        row.heading,
        row.salutation,
        row.body,
        row.enclosure,
        signer.position if signer else "",
        signature(signer.name) if signer else "",
        executor.name if executor else "",
        (executor.phone if executor else "") or (office.phones[0] if office.phones else ""),
        row.language,
    )


def sheet_for_paper(desk: Desk, appeal_id: int) -> LetterSheet:
    """The sheet to print for an appeal: the signed letter, else the draft. Raises Refused where no letter is owed."""
    view = letter_for(desk, appeal_id)
    if view.signed_on is None:
        hard = [problem for problem in view.not_owed if problem.code in ("no-surname", "no-address")]
        if hard:
            raise Refused(*hard)
    return view.sheet
