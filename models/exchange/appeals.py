"""A row of a file as an appeal: pure reading of cells, given what the office knows. It writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from models.appeals.rules import AppealDraft, ClosingDraft, parsed_amount, problems_of, problems_of_closing
from models.exchange import values
from models.exchange.lookup import Lookup, Remembered
from models.exchange.rows import Rows, day_in, digest, line_of, mark, phones_in, problems_of_visitor, year_of_birth
from models.problems import Problem, Refused
from models.visitors.identity import identity_key
from models.visitors.rules import VisitorDraft
from resources.words import N_

MOST_SIGNERS = 1_000_000
_OLDEST = "1990"
_LONGEST_PLAIN = 1_000  # a text so long is within every limit


class AppealRecord(NamedTuple):
    """An appeal to be written, its dates as ISO text. Number and UUID are empty where the file has none."""

    visitor: VisitorDraft
    received_on: str
    topic: str  # code of a question or subquestion
    summary: str = ""
    written: str = ""
    channel: str = "personal"
    kind: str = "oral"
    district_id: int | None = None
    expert_id: int | None = None
    outcome: str | None = None
    closed_on: str | None = None
    result: str = ""
    amount: int | None = None  # hundredths
    due_on: str | None = None  # None: by the office's rule
    collective: int = 1
    number: str = ""
    uuid: str = ""
    content: str = ""  # a hash of everything in the row but the appeal's UUID


_DISTRICT = AppealRecord._fields.index("district_id") - 1


class AppealRows(Rows[AppealRecord]):
    """Reads rows of appeals."""

    def __init__(self, names: Sequence[str], known: Lookup) -> None:
        super().__init__(names, known, {
            "visitor": None, "birth_year": year_of_birth(), "phone": phones_in, "address": line_of,
            "visitor_uuid": mark("visitor_uuid"), "received_on": Remembered(_received), "topic": known.topic,
            "summary": None, "written": None, "channel": Remembered(values.channel), "kind": Remembered(values.kind),
            "district": known.district, "expert": known.expert, "outcome": Remembered(values.outcome),
            "closed_on": day_in("closed_on"), "result": None, "amount": Remembered(_amount), "due": day_in("due"),
            "collective": Remembered(lambda text: values.whole(text, "collective", 1, MOST_SIGNERS) or 1),
            "number": mark("number"), "uuid": mark("uuid"),
        })  # fmt: skip

    def record(self, *cells: Any) -> tuple[AppealRecord, Sequence[Problem]]:
        name, year, phones, address, marked, *facts, uuid = cells
        district = facts[_DISTRICT]
        visitor = VisitorDraft.of(
            full_name=name, phones=phones, birth_year=year, address=address, uuid=marked,
            district_id=None if marked else district,  # who is known by a UUID may live elsewhere
        )  # fmt: skip
        content = digest(self._known.office_id, identity_key(name), year, *phones, "", address, marked, *facts)
        record = AppealRecord._make((visitor, *facts, uuid, content))
        problems = problems_of_visitor(visitor, self._known)
        if not _is_plain(record):
            problems = [*problems, *_problems_of_whole(record, self._known.today)]
        return record, problems


def _received(text: str) -> str:
    day = values.day(text, "received_on")
    if day is None:
        raise Refused(Problem("no-date", N_("The date of receipt is missing."), "received_on"))
    return day.isoformat()


def _amount(text: str) -> int | None:
    try:
        amount = parsed_amount(text)
    except ValueError:
        raise Refused(Problem("amount", N_("“{text}” is not a sum of money."), "amount", {"text": text})) from None
    return None if amount is None else int(amount * 100)


def _is_plain(record: AppealRecord) -> bool:
    """Whether nothing can be wrong between the cells, as nearly always: then the rules need not be asked."""
    return (
        record.received_on >= _OLDEST and (record.outcome is None) == (record.closed_on is None)
        and (record.closed_on is None or record.closed_on >= record.received_on)
        and (record.due_on is None or record.due_on >= record.received_on)
        and len(record.summary) + len(record.written) + len(record.result) < _LONGEST_PLAIN
    )  # fmt: skip


def _problems_of_whole(record: AppealRecord, today: date) -> list[Problem]:
    """What is wrong between cells. Old spreadsheets may lack the text and hold future dates."""
    received, due = date.fromisoformat(record.received_on), record.due_on
    draft = AppealDraft(
        record.topic, record.summary, record.written, visitor=record.visitor, received_on=received,
        channel=record.channel, kind=record.kind, collective=record.collective,
        due_on=date.fromisoformat(due) if due else None,
    )  # fmt: skip
    found = [problem for problem in problems_of(draft, today, may_be_future=True) if problem.code != "empty"]
    if record.outcome is None:
        if record.closed_on:
            found.append(Problem("no-outcome", N_("It is closed but has no outcome."), "outcome"))
        return found
    if record.closed_on is None:
        return [*found, Problem("no-closing", N_("It has an outcome but no date of closing."), "closed_on")]
    amount = None if record.amount is None else Decimal(record.amount) / 100
    closing = ClosingDraft(record.outcome, record.result, amount, date.fromisoformat(record.closed_on))
    return found + problems_of_closing(closing, received, today, may_be_future=True)
