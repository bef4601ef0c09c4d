"""What a visitor's record must be; pure. A visitor who gives no name is allowed where the caller says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from models.problems import Problem
from models.storage.keys import one_line
from models.visitors import phones as numbers
from models.visitors.names import FEMALE, MALE
from resources.words import N_

LONGEST_NAME = 199
LONGEST_LINE = 500
LONGEST_NOTE = 5000
OLDEST = 120  # years
_EMAIL = re.compile(r"[^\s@<>(),;:\"]+@[^\s@<>(),;:\"]+\.[^\W\d_][\w-]+")


@dataclass(frozen=True)
class VisitorDraft:
    """What is typed about a visitor. Gender None and an empty dative mean: work them out from the name."""

    full_name: str = ""  # surname first; empty for one who gave no name
    phones: tuple[str, ...] = ()  # as typed, the first is the one shown
    birth_date: date | None = None
    birth_year: int | None = None
    gender: str | None = None  # "f", "m"
    name_dative: str = ""
    email: str = ""
    address: str = ""
    district_id: int | None = None
    category: str = ""
    note: str = ""
    uuid: str = ""

    @classmethod
    def of(cls, **facts: Any) -> Self:
        """The same draft for a sixth of the time: freezing costs, and an import makes a hundred thousand."""
        made = cls.__new__(cls)
        vars(made).update(facts)
        return made

    def year(self) -> int | None:
        """The year of birth, from the date where there is one."""
        return self.birth_date.year if self.birth_date else self.birth_year


def problems_of(
    draft: VisitorDraft,
    today: date,
    *,
    country: str = "RU",
    area_code: str = "",
    soft: bool = False,
    is_name_required: bool = True,
    are_phones_checked: bool = True,
) -> list[Problem]:
    """Everything wrong with the draft; `soft`, while it is being typed, misses what may still come."""
    found = _of_name(draft.full_name, is_name_required and not soft)
    if are_phones_checked:
        for text in draft.phones:
            problem = problem_of_phone(text, country, area_code, soft)
            found += [problem] if problem else []
    found += _of_birth(draft, today)
    email = draft.email.strip()
    if email and not _EMAIL.fullmatch(email) and not (soft and "@" not in email[:-1]):
        found.append(Problem("email", N_("“{email}” is not an e-mail address."), "email", {"email": email}))
    if draft.gender not in (FEMALE, MALE, None):
        found.append(Problem("gender", N_("The gender is “f”, “m” or not given."), "gender"))
    for field, most in (
        ("name_dative", LONGEST_NAME + 50), ("email", LONGEST_LINE), ("address", LONGEST_LINE),
        ("category", LONGEST_LINE), ("note", LONGEST_NOTE),
    ):  # fmt: skip
        if len(getattr(draft, field)) > most:
            found.append(Problem("too-long", N_("This is longer than {n} letters."), field, {"n": most}))
    return found


def problem_of_phone(text: str, country: str, area_code: str, soft: bool = False) -> Problem | None:
    """What is wrong with one phone; `soft`, while it is being typed: nothing that more digits may mend."""
    if not one_line(text):
        return None
    phone = numbers.parsed(text, country, area_code)
    return None if soft and numbers.is_unfinished(phone) else numbers.problem_of(phone)


def _of_name(text: str, is_required: bool) -> list[Problem]:
    name = one_line(text)
    if not name:
        return [Problem("no-name", N_("The visitor needs a name."), "full_name")] if is_required else []
    if len(name) > LONGEST_NAME:
        return [
            Problem(
                "long-name", N_("The name is longer than {n} letters; shorten it."), "full_name", {"n": LONGEST_NAME}
            )
        ]
    if not any(c.isalpha() for c in name):
        return [Problem("no-letters", N_("“{name}” is not a name."), "full_name", {"name": name})]
    return []


def _of_birth(draft: VisitorDraft, today: date) -> list[Problem]:
    day, year = draft.birth_date, draft.birth_year
    if day is not None and day > today:
        return [Problem("birth-future", N_("The date of birth is in the future."), "birth_date")]
    if day is not None and year is not None and day.year != year:
        return [Problem("birth-conflict", N_("The date and the year of birth do not agree."), "birth_year")]
    field = "birth_date" if day is not None else "birth_year"
    born = draft.year()
    if born is None:
        return []
    if born > today.year:
        return [Problem("birth-future", N_("The year of birth is in the future."), field)]
    if today.year - born > OLDEST:
        return [
            Problem(
                "birth-old", N_("The visitor would be older than {n} years; check the birth."), field, {"n": OLDEST}
            )
        ]
    return []


def age_on(today: date, birth_date: date | None, birth_year: int | None) -> int | None:
    """Full years; with the year of birth alone, the years that are completed in this calendar year."""
    if birth_date is not None:
        return today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))
    return today.year - birth_year if birth_year is not None else None
