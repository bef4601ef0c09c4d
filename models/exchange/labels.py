"""What columns are called on screen and in sentences, and lists of names, translated only when they are shown."""

from __future__ import annotations

from dataclasses import dataclass

from models.storage.keys import one_line
from resources.words import N_, _, translate

COLUMN_NAMES = {
    "received_on": N_("Received on"),
    "visitor": N_("Visitor"),
    "topic": N_("Topic"),
    "birth_year": N_("Year of birth"),
    "birth_date": N_("Date of birth"),
    "gender": N_("Gender"),
    "name_dative": N_("Name in the dative"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "address": N_("Address"),
    "district": N_("District"),
    "category": N_("Category"),
    "note": N_("Note"),
    "channel": N_("How it came"),
    "kind": N_("Kind"),
    "summary": N_("Short content"),
    "written": N_("Text of the appeal"),
    "expert": N_("Expert"),
    "outcome": N_("Outcome"),
    "closed_on": N_("Closed on"),
    "result": N_("What was done"),
    "amount": N_("Amount"),
    "due": N_("Due"),
    "collective": N_("Signers"),
    "number": N_("Number"),
    "start": N_("Day and time"),
    "start_day": N_("Day"),
    "minutes": N_("Minutes"),
    "state": N_("State"),
    "outreach": N_("Place of outreach"),
    "ticket": N_("Ticket"),
    "walk_in": N_("Without booking"),
    "uuid": N_("UUID"),
    "visitor_uuid": N_("Visitor’s UUID"),
    "line": N_("Line of the file"),
    "reason": N_("Reason of rejection"),
}

MOST_LETTERS = 500  # of a list: a file of another program may have hundreds of columns
LONGEST_NAME = 40  # letters: where a title or a whole row stands in place of the headers


@dataclass(frozen=True)
class Titles:
    """Columns by their names of the contract: «Дата поступления, Посетитель»."""

    names: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join(translate(COLUMN_NAMES[name]) for name in self.names)


@dataclass(frozen=True)
class Quoted:
    """Words of the file itself, on one line: «Цвет», «Рост»."""

    texts: tuple[str, ...]

    def __str__(self) -> str:
        shown: list[str] = []
        for text in self.texts:
            if sum(map(len, shown)) > MOST_LETTERS:
                shown.append(_("and {n} more").format(n=len(self.texts) - len(shown)))
                break
            shown.append(_quoted(one_line(text)))
        return ", ".join(shown)


def _quoted(line: str) -> str:
    shortened = line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1].rstrip() + "…"
    return _("“{text}”").format(text=shortened) if line else _("one without a header")
