"""What stands on a reply letter: plain facts, frozen at signing, from which the same bytes can always be printed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class LetterSheet:
    """One reply letter. `number` and `signed_on` are None for a draft: both are given when the letter is signed."""

    office_name: str
    office_address: str
    office_phones: tuple[str, ...]
    office_email: str
    number: str | None
    signed_on: date | None
    appeal_number: str
    appeal_received_on: date
    addressee: str  # surname in the dative and initials: «Третьяковой М.Ю.»
    address: str
    heading: str  # «О теплоснабжении квартиры»
    salutation: str  # «Уважаемая Мария Юрьевна!»
    body: str  # paragraphs are separated by line breaks
    enclosure: str  # «на 2 л. в 1 экз.» or empty
    signer_position: str
    signer: str  # «А.В. Белов»
    executor: str  # full name
    executor_phone: str
    language: str = "ru"

    def to_json(self) -> str:
        """The facts as one line of JSON, kept with the signed letter."""
        facts = asdict(self)
        for name in ("signed_on", "appeal_received_on"):
            facts[name] = facts[name].isoformat() if facts[name] else None
        return json.dumps(facts, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> LetterSheet:
        """The sheet that `to_json` wrote."""
        facts: dict[str, Any] = json.loads(text)
        for name in ("signed_on", "appeal_received_on"):
            facts[name] = date.fromisoformat(facts[name]) if facts[name] else None
        facts["office_phones"] = tuple(facts["office_phones"])
        return cls(**facts)
