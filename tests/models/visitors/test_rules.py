"""What a visitor's record must be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.visitors.rules import VisitorDraft, age_on, problems_of

TODAY = date(2026, 11, 23)
GOOD = VisitorDraft(
    "Третьякова Мария Юрьевна", ("8 912 884-17-05",), date(1957, 3, 2), 1957, "f", "Третьяковой Марии Юрьевне",
    "maria@example.ru", "г. Пермь, ул. Революции, д. 24", None, "пенсионер", "Плохо слышит",
)  # fmt: skip


def codes(draft: VisitorDraft, **options: bool) -> list[tuple[str, str]]:
    return [(p.field, p.code) for p in problems_of(draft, TODAY, area_code="342", **options)]  # type: ignore[arg-type]


def test_a_full_draft_and_a_name_of_one_word_have_no_problems() -> None:
    assert codes(GOOD) == []
    assert codes(VisitorDraft("Ринат")) == []


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("full_name", "", "no-name"),
        ("full_name", " \u200b ", "no-name"),
        ("full_name", "12345", "no-letters"),
        ("full_name", "А" * 200, "long-name"),
        ("phones", ("112",), "short-phone"),
        ("phones", ("8 912 884-17-05", "8 9I2"), "phone-letters"),
        ("phones", ("8 112 884-17-05",), "unreadable-phone"),
        ("email", "maria", "email"),
        ("email", "maria@", "email"),
        ("email", "maria@@example.ru", "email"),
        ("email", "maria @example.ru", "email"),
        ("gender", "x", "gender"),
        ("note", "н" * 5001, "too-long"),
        ("address", "а" * 501, "too-long"),
    ],
)
def test_a_wrong_value_is_named_at_its_field(field: str, value: object, code: str) -> None:
    assert codes(replace(GOOD, **{field: value})) == [(field, code)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "year", "problem"),
    [
        (date(2026, 11, 24), None, ("birth_date", "birth-future")),
        (None, 2027, ("birth_year", "birth-future")),
        (date(1905, 1, 1), None, ("birth_date", "birth-old")),
        (None, 1905, ("birth_year", "birth-old")),
        (date(1957, 3, 2), 1958, ("birth_year", "birth-conflict")),
    ],
)
def test_an_impossible_birth_is_refused(day: date | None, year: int | None, problem: tuple[str, str]) -> None:
    assert codes(replace(GOOD, birth_date=day, birth_year=year)) == [problem]


def test_today_and_a_hundred_and_twenty_years_ago_are_possible_births() -> None:
    assert codes(replace(GOOD, birth_date=TODAY, birth_year=None)) == []
    assert codes(replace(GOOD, birth_date=None, birth_year=1906)) == []


def test_the_soft_check_never_shouts_at_what_is_still_being_typed() -> None:
    assert codes(VisitorDraft(), soft=True) == []
    assert codes(VisitorDraft("Третьяк", ("8 912 8",), email="maria"), soft=True) == []
    assert codes(VisitorDraft("Третьяк", ("8 9I2",)), soft=True) == [("phones", "phone-letters")]
    assert codes(VisitorDraft("Третьяк", ("8 912 884-17-055",)), soft=True) == [("phones", "unreadable-phone")]


def test_the_caller_decides_whether_a_name_is_needed_and_phones_are_checked() -> None:
    assert codes(VisitorDraft(), is_name_required=False) == []
    assert codes(VisitorDraft("Ринат", ("не дал",)), are_phones_checked=False) == []


def test_every_problem_is_a_sentence() -> None:
    draft = VisitorDraft("1", ("112",), date(2030, 1, 1), None, "x", "", "a", "а" * 501)
    assert all(str(problem).endswith((".", "!")) for problem in problems_of(draft, TODAY))


def test_age_counts_full_years() -> None:
    assert age_on(TODAY, date(1957, 11, 23), None) == 69
    assert age_on(TODAY, date(1957, 11, 24), None) == 68
    assert age_on(TODAY, None, 1957) == 69
    assert age_on(TODAY, None, None) is None
