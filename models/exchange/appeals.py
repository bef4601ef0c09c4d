"""A row of a file as an appeal: pure reading of cells, given what the office knows. It writes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from models.appeals.rules import AppealDraft, ClosingDraft, parsed_amount, problems_of, problems_of_closing
from models.exchange import values
from models.exchange.lookup import Lookup
from models.problems import Problem, Refused
from models.storage.keys import one_line
from models.visitors.identity import identity_key
from models.visitors.phones import split as split_phones
from models.visitors.rules import VisitorDraft
from models.visitors.rules import problems_of as problems_of_visitor
from resources.words import N_

LONGEST_MARK = 100  # letters of a number or a UUID
MOST_SIGNERS = 1_000_000
_Value = TypeVar("_Value")


@dataclass(frozen=True)
class AppealRecord:
    """An appeal as a file gives it; number and the draft's UUID are empty where the file has none."""

    draft: AppealDraft
    visitor: VisitorDraft
    closing: ClosingDraft | None
    amount: Decimal | None
    result: str
    number: str
    content: str  # a hash of everything in the row but the appeal's UUID


class _Cells:
    """The cells of one row; a cell that cannot be read leaves its problem and counts as empty."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self._cells = cells
        self.problems: list[Problem] = []

    def text(self, name: str) -> str:
        return self._cells.get(name, "")

    def line(self, name: str) -> str:
        text = self.text(name)
        return one_line(text) if text else ""

    def read(self, name: str, reading: Callable[[str], _Value], empty: _Value) -> _Value:
        """The cell's value; `reading` gets its text on one line and may refuse."""
        try:
            return reading(self.line(name))
        except Refused as refused:
            self.problems += refused.problems
            return empty

    def day(self, name: str) -> date | None:
        return self.read(name, lambda text: values.day(text, name), None)

    def whole(self, name: str, least: int, most: int) -> int | None:
        return self.read(name, lambda text: values.whole(text, name, least, most), None)

    def mark(self, name: str) -> str:
        """A number or a UUID."""
        text = self.line(name)
        if len(text) > LONGEST_MARK:
            sentence = N_("The text is longer than {n} letters.")
            self.problems.append(Problem("long", sentence, name, {"n": LONGEST_MARK}))
        return text


def parsed(texts: Mapping[str, str], known: Lookup) -> AppealRecord:
    """The appeal of a row. Raises Refused with everything that is wrong in it."""
    cells = _Cells(texts)
    received = cells.day("received_on")
    if received is None and not cells.problems:
        cells.problems.append(Problem("no-date", N_("The date of receipt is missing."), "received_on"))
    district = cells.read("district", known.district, None)
    visitor = VisitorDraft(
        full_name=cells.line("visitor"), phones=split_phones(cells.text("phone")),
        birth_year=cells.whole("birth_year", 1800, 2200), address=cells.line("address"), district_id=district,
        uuid=cells.mark("visitor_uuid"),
    )  # fmt: skip
    draft = AppealDraft(
        topic=cells.read("topic", known.topic, ""), summary=cells.text("summary"), written=cells.text("written"),
        visitor=visitor, received_on=received, channel=cells.read("channel", values.channel, "personal"),
        kind=cells.read("kind", values.kind, "oral"), district_id=district,
        expert_id=cells.read("expert", known.expert, None), collective=cells.whole("collective", 1, MOST_SIGNERS) or 1,
        due_on=cells.day("due"), uuid=cells.mark("uuid"),
    )  # fmt: skip
    outcome, closed_on = cells.read("outcome", values.outcome, None), cells.day("closed_on")
    amount, result, number = cells.read("amount", _amount, None), cells.text("result"), cells.mark("number")
    closing = ClosingDraft(outcome, result, amount, closed_on) if outcome else None
    if not cells.problems:
        cells.problems += _problems_of_whole(draft, visitor, known.today)
        cells.problems += _problems_of_closing(closing, received or known.today, closed_on, known.today)
    if cells.problems:
        raise Refused(*cells.problems)
    return AppealRecord(
        draft, visitor, closing, amount, result, number, _content(draft, visitor, closing, amount, result, number)
    )


def _amount(text: str) -> Decimal | None:
    try:
        return parsed_amount(text)
    except ValueError:
        raise Refused(Problem("amount", N_("“{text}” is not a sum of money."), "amount", {"text": text})) from None


def _problems_of_whole(draft: AppealDraft, visitor: VisitorDraft, today: date) -> list[Problem]:
    """What is wrong between cells. Old spreadsheets may lack the text, hold future dates and phones nobody can read."""
    if not visitor.full_name and not visitor.uuid:
        return [Problem("no-name", N_("The visitor needs a name."), "visitor")]
    found = problems_of_visitor(visitor, today, is_name_required=False, are_phones_checked=False)
    return found + [p for p in problems_of(draft, today, may_be_future=True) if p.code != "empty"]


def _problems_of_closing(
    closing: ClosingDraft | None, received: date, closed_on: date | None, today: date
) -> list[Problem]:  # fmt: skip
    if closing is None:
        return [Problem("no-outcome", N_("It is closed but has no outcome."), "outcome")] if closed_on else []
    if closed_on is None:
        return [Problem("no-closing", N_("It has an outcome but no date of closing."), "closed_on")]
    return problems_of_closing(closing, received, today, may_be_future=True)


def _content(
    draft: AppealDraft, visitor: VisitorDraft, closing: ClosingDraft | None, amount: Decimal | None, result: str,
    number: str,
) -> str:  # fmt: skip
    """Everything that the row says, however it was written: the same in CSV and XLSX, in English and Russian."""
    facts = (
        draft.received_on, identity_key(visitor.full_name), visitor.birth_year, visitor.phones, visitor.address,
        draft.topic, draft.district_id, draft.channel, draft.kind, draft.summary, draft.written, draft.expert_id,
        closing.outcome if closing else "", closing.closed_on if closing else "", result, amount, draft.due_on,
        draft.collective, number, visitor.uuid,
    )  # fmt: skip
    return hashlib.sha256("\x1f".join(str(fact) for fact in facts).encode()).hexdigest()
