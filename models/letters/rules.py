"""What a letter must be before it is signed, and the text it begins with; pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from typing import Any

from models.problems import Problem
from resources.formats import day, money
from resources.words import N_

LONGEST_BODY = 20_000
LONGEST_LINE = 300


@dataclass(frozen=True)
class LetterDraft:
    """A reply as it is written."""

    addressee: str
    address: str
    heading: str
    salutation: str
    body: str
    enclosure: str = ""
    signer_id: int | None = None
    executor_id: int | None = None


@lru_cache(maxsize=2)
def _templates(language: str) -> dict[str, Any]:
    source = resources.files("resources") / "letter_templates.json"
    return dict(json.loads(source.read_text(encoding="utf-8"))[language])


def opening_text(
    language: str, channel: str, received_on: date, outcome: str | None, result: str, amount: Decimal | None, phone: str
) -> str:
    """The body that a letter begins with: what was raised, what came of it, how to go on."""
    words = _templates(language)
    paragraphs = [words["opening"].format(how=words["how"][channel], date=day(received_on, language))]
    paragraphs.append(words["outcomes"][outcome or "open"])
    if result:
        paragraphs.append(result)
    if amount:
        paragraphs.append(words["amount"].format(amount=money(amount, language)))
    paragraphs.append(words["closing"].format(phone=phone) if phone else words["closing_without_phone"])
    return "\n".join(paragraphs)


def default_heading(language: str) -> str:
    """The heading where the topic has none of its own."""
    return str(_templates(language)["heading"])


def owed_problems(surname: str, address: str, is_oral_answer_accepted: bool) -> list[Problem]:
    """Why no written reply is owed (59-ФЗ, art. 11 and 13): no surname, no postal address, or an oral answer accepted.

    The last is only a remark: a letter may be written all the same.
    """
    found = []
    if not surname:
        found.append(Problem("no-surname", N_("The visitor gave no surname: no written reply is owed."), "addressee"))
    if not address:
        found.append(Problem("no-address", N_("There is no postal address: no written reply is owed."), "address"))
    if not found and is_oral_answer_accepted:
        found.append(Problem("oral", N_("The visitor accepted an oral answer: no written reply is owed.")))
    return found


def problems_of(draft: LetterDraft, is_signing: bool) -> list[Problem]:
    """What is wrong with a letter; a draft may be unfinished, a signed one may not."""
    found = []
    for name in ("addressee", "address", "heading", "salutation", "enclosure"):
        if len(getattr(draft, name)) > LONGEST_LINE:
            found.append(Problem("long", N_("The text is longer than {n} letters."), name, {"n": LONGEST_LINE}))
    if len(draft.body) > LONGEST_BODY:
        found.append(Problem("long", N_("The text is longer than {n} letters."), "body", {"n": LONGEST_BODY}))
    if not is_signing:
        return found
    if not draft.addressee.strip():
        found.append(Problem("no-addressee", N_("Say to whom the letter goes."), "addressee"))
    if not draft.address.strip():
        found.append(Problem("no-address", N_("There is no postal address: no written reply is owed."), "address"))
    if not draft.body.strip():
        found.append(Problem("no-body", N_("Write the text of the reply."), "body"))
    if draft.signer_id is None:
        found.append(Problem("no-signer", N_("Choose who signs."), "signer_id"))
    return found
