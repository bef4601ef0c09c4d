"""What an appeal must be, and when it may be closed and reopened; pure."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.appeals.tables import CHANNELS, KINDS, OUTCOMES
from models.office.topics import ASSIGNABLE, level_of
from models.problems import Problem
from models.visitors.rules import VisitorDraft
from resources.words import N_

LONGEST_TEXT = 20_000
LONGEST_SUMMARY = 1_000
LARGEST_AMOUNT = Decimal("9999999999.99")
_CURRENCY = re.compile(r"(?:₽|р\.?|руб\.?|рублей)$", re.IGNORECASE)
_SUM = re.compile(r"\+?\d{1,20}(\.\d{1,20})?", re.ASCII)
_NUMBER = re.compile(r"(\d{4})-(\d{6,})")


@dataclass(frozen=True)
class AppealDraft:
    """An appeal as it is registered. `received_on` None means today."""

    topic: str
    summary: str = ""
    written: str = ""
    visitor_id: int | None = None
    visitor: VisitorDraft | None = None
    received_on: date | None = None
    channel: str = "personal"
    kind: str = "oral"
    district_id: int | None = None
    expert_id: int | None = None
    collective: int = 1
    appointment_id: int | None = None
    is_oral_answer_accepted: bool = False
    due_on: date | None = None  # None: by the office's rule
    is_consent_signed: bool = False  # the visitor signed the consent to data processing at this visit
    uuid: str = ""

    def content_hash(self) -> str:
        """Tells a repeated request from another one under the same UUID."""
        facts = (
            repr(self.visitor) if self.visitor else str(self.visitor_id), self.topic, self.summary, self.written,
            self.received_on, self.channel, self.kind, self.district_id, self.expert_id, self.collective,
            self.appointment_id,
        )  # fmt: skip
        return hashlib.sha256(repr(facts).encode()).hexdigest()


@dataclass(frozen=True)
class ClosingDraft:
    """The outcome of an appeal. `closed_on` None means today."""

    outcome: str
    result: str = ""
    amount: Decimal | None = None
    closed_on: date | None = None


def number_parts(number: str) -> tuple[int, int] | None:
    """Year and serial of a number of our form, «2026-000001», else None."""
    match = _NUMBER.fullmatch(number)
    return (int(match[1]), int(match[2])) if match else None


def number_of(year: int, serial: int) -> str:
    return f"{year}-{serial:06d}"


def parsed_amount(text: str) -> Decimal | None:
    """«4 318,20» as a number with two decimals; None where nothing stands. Raises ValueError."""
    bare = re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", ".")
    bare = _CURRENCY.sub("", bare)
    if not bare:
        return None
    if not _SUM.fullmatch(bare):
        raise ValueError(text)
    value = Decimal(bare)
    if value > LARGEST_AMOUNT or value != round(value, 2):
        raise ValueError(text)
    return round(value, 2)


def amount_of(hundredths: int | None) -> Decimal | None:
    """A stored amount in the currency's units."""
    return None if hundredths is None else Decimal(hundredths) / 100


def problems_of(draft: AppealDraft, today: date, may_be_future: bool = False) -> list[Problem]:
    """Everything wrong with the draft by itself."""
    found = []
    if draft.visitor_id is None and not _says_who(draft.visitor):
        found.append(Problem("no-visitor", N_("Say whose appeal it is."), "visitor"))
    if not draft.topic:
        found.append(Problem("no-topic", N_("Choose a topic."), "topic"))
    elif level_of(draft.topic) < ASSIGNABLE:
        found.append(
            Problem(
                "too-general",
                N_("“{topic}” is too general for an appeal; choose a question under it."),
                "topic",
                {"topic": draft.topic},
            )
        )
    if not draft.summary.strip() and not draft.written.strip():
        found.append(Problem("empty", N_("Write in a few words what it is about."), "summary"))
    found += _problems_of_lengths(draft.summary, draft.written)
    if draft.received_on is not None:
        if draft.received_on > today and not may_be_future:
            found.append(Problem("future", N_("An appeal cannot be registered in the future."), "received_on"))
        if draft.received_on.year < 1990:
            found.append(Problem("old", N_("Check the year of the date."), "received_on"))
        if draft.due_on is not None and draft.due_on < draft.received_on:
            found.append(Problem("due", N_("The due date lies before the registration."), "due_on"))
    if draft.channel not in CHANNELS:
        found.append(Problem("channel", N_("There is no channel “{name}”."), "channel", {"name": draft.channel}))
    if draft.kind not in KINDS:
        found.append(Problem("kind", N_("There is no kind “{name}”."), "kind", {"name": draft.kind}))
    if not 1 <= draft.collective <= 1_000_000:
        found.append(Problem("collective", N_("The number of signers is a whole number from 1."), "collective"))
    return found


def _says_who(visitor: VisitorDraft | None) -> bool:
    return visitor is not None and bool(visitor.full_name.strip() or visitor.uuid)


def _problems_of_lengths(summary: str, written: str) -> list[Problem]:
    found = []
    if len(summary) > LONGEST_SUMMARY:
        found.append(Problem("long", N_("The text is longer than {n} letters."), "summary", {"n": LONGEST_SUMMARY}))
    if len(written) > LONGEST_TEXT:
        found.append(Problem("long", N_("The text is longer than {n} letters."), "written", {"n": LONGEST_TEXT}))
    return found


def problems_of_closing(
    draft: ClosingDraft, received_on: date, today: date, may_be_future: bool = False
) -> list[Problem]:
    """Everything wrong with an outcome."""
    found = []
    if draft.outcome not in OUTCOMES:
        found.append(
            Problem("no-outcome", N_("Choose the outcome: help given, advice only, forwarded or declined."), "outcome")
        )
    if len(draft.result) > LONGEST_TEXT:
        found.append(Problem("long", N_("The text is longer than {n} letters."), "result", {"n": LONGEST_TEXT}))
    if draft.amount is not None and not 0 <= draft.amount <= LARGEST_AMOUNT:
        found.append(Problem("amount", N_("The amount is a sum like 4318.20."), "amount"))
    closed_on = draft.closed_on or today
    if closed_on > today and not may_be_future:
        found.append(Problem("future", N_("An appeal cannot be closed in the future."), "closed_on"))
    if closed_on < received_on:
        found.append(Problem("before-receipt", N_("An appeal cannot be closed before it was received."), "closed_on"))
    return found


def is_overdue(due_on: date, closed_on: date | None, on: date) -> bool:
    """Whether the appeal was open and late on a day: an appeal closed later counts as open then."""
    return due_on < on and (closed_on is None or closed_on > on)


def days_left(due_on: date, today: date) -> int:
    """Calendar days to the due date; negative when overdue."""
    return (due_on - today).days
