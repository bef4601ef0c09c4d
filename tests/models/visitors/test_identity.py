"""The same visitor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.office.desk import Desk
from models.problems import Refused
from models.visitors import operations
from models.visitors.identity import Facts, are_same, facts_of, identity_key, same_visitor
from models.visitors.rules import VisitorDraft

NAME = "Семёнов Пётр Ильич"
BASE = VisitorDraft(NAME, ("8 912 884-17-05",), date(1957, 3, 2), None, address="г. Пермь, ул. Садовая, д. 12")


def known(desk: Desk, draft: VisitorDraft = BASE) -> int:
    return int(operations.add_visitor(desk, draft).result)


@pytest.mark.parametrize(
    "draft",
    [
        VisitorDraft(NAME, ("+7 (912) 884-17-05",)),
        VisitorDraft("СЕМЕНОВ  ПЕТР ИЛЬИЧ", ("89128841705",)),
        VisitorDraft(NAME, birth_date=date(1957, 3, 2)),
        VisitorDraft(NAME, birth_year=1957),
        VisitorDraft(NAME, address="Г ПЕРМЬ УЛ САДОВАЯ Д 12"),
        VisitorDraft(NAME, ("8 912 884-17-06",), birth_year=1957),
        VisitorDraft(NAME, ("8 912 884-17-06",), address="г. Пермь, ул. Садовая, д. 12"),
        VisitorDraft(NAME, ("8 912 884-17-06", "89128841705")),
        VisitorDraft(NAME, ("не дал",), birth_year=1957),
    ],
)
def test_the_same_name_with_one_fact_that_agrees_is_the_same_visitor(desk: Desk, draft: VisitorDraft) -> None:
    visitor_id = known(desk)
    assert same_visitor(desk, draft) == visitor_id


@pytest.mark.parametrize(
    "draft",
    [
        VisitorDraft("Семёнова Анна Ильинична", ("8 912 884-17-05",)),
        VisitorDraft("Семёнов Пётр", ("8 912 884-17-05",)),
        VisitorDraft(NAME, ("8 912 884-17-05",), birth_year=1958),
        VisitorDraft(NAME, ("8 912 884-17-05",), birth_date=date(1957, 3, 3)),
        VisitorDraft(NAME, ("8 912 884-17-05",), address="г. Пермь, ул. Ленина, д. 1"),
        VisitorDraft(NAME, birth_year=1957, address="г. Пермь, ул. Ленина, д. 1"),
        VisitorDraft(NAME, ("8 912 884-17-06",)),
        VisitorDraft(NAME, ("не дал",)),
        VisitorDraft(NAME),
        VisitorDraft("", ("8 912 884-17-05",)),
    ],
)
def test_another_name_a_conflict_or_nothing_in_common_is_another_person(desk: Desk, draft: VisitorDraft) -> None:
    known(desk)
    assert same_visitor(desk, draft) is None


def test_a_bare_name_is_the_only_one_of_that_name_of_whom_nothing_is_known(desk: Desk) -> None:
    assert same_visitor(desk, VisitorDraft(NAME)) is None
    bare = known(desk, VisitorDraft(NAME))
    known(desk)
    assert same_visitor(desk, VisitorDraft("семёнов петр ильич")) == bare
    assert known(desk, VisitorDraft(NAME)) == bare


def test_a_phone_that_cannot_be_read_matches_nobody(desk: Desk) -> None:
    visitor_id = known(desk, VisitorDraft(NAME))
    assert same_visitor(desk, VisitorDraft(NAME, ("не дал",))) is None
    assert same_visitor(desk, VisitorDraft(NAME)) == visitor_id


def test_hyphens_tell_names_apart_but_spaces_around_them_do_not(desk: Desk) -> None:
    assert identity_key("Салтыков-Щедрин") != identity_key("Салтыков Щедрин")
    assert identity_key("Салтыков - Щедрин") == identity_key("САЛТЫКОВ-ЩЕДРИН")


def test_the_uuid_wins_over_everything(desk: Desk) -> None:
    visitor_id = known(desk, replace(BASE, uuid="u-1"))
    assert same_visitor(desk, VisitorDraft("Другое Имя", ("8 919 000-00-00",), uuid="u-1")) == visitor_id
    assert same_visitor(desk, VisitorDraft("Другое Имя", uuid="u-2")) is None
    assert same_visitor(desk, replace(BASE, uuid="u-2")) == visitor_id


def test_several_that_fit_are_refused_with_their_list(desk: Desk) -> None:
    one = known(desk, VisitorDraft(NAME, ("8 912 884-17-05",), birth_year=1957))
    other = known(desk, VisitorDraft(NAME, ("8 912 884-17-05",), birth_year=1987))
    with pytest.raises(Refused) as refused:
        same_visitor(desk, VisitorDraft(NAME, ("8 912 884-17-05",)))
    (problem,) = refused.value.problems
    assert problem.code == "several"
    assert sorted(problem.values["ids"]) == [one, other]
    assert "1957" in str(problem)
    assert "1987" in str(problem)


def test_nobody_without_a_name_is_taken_for_another(desk: Desk) -> None:
    with desk.db.transaction("add visitor", desk):
        first = operations.kept(desk, VisitorDraft())
        second = operations.kept(desk, VisitorDraft())
    assert first != second


_FACTS = st.builds(
    lambda phones, day, year, address: Facts(
        "имя", frozenset(phones), bool(phones), day, day.year if day else year, address
    ),
    st.sets(st.sampled_from(["+79120000001", "+79120000002", "+79120000003"]), max_size=2),
    st.none() | st.sampled_from([date(1957, 3, 2), date(1957, 4, 2), date(1960, 1, 1)]),
    st.none() | st.sampled_from([1957, 1960]),
    st.sampled_from(["", "садовая 12", "ленина 1"]),
)


@given(_FACTS, _FACTS)
def test_being_the_same_is_mutual_and_a_fact_agrees_with_itself(one: Facts, other: Facts) -> None:
    assert are_same(one, other) == are_same(other, one)
    assert are_same(one, one) == (not one.is_bare)


@given(_FACTS, _FACTS)
def test_a_conflict_of_birth_or_address_always_parts(one: Facts, other: Facts) -> None:
    years = one.birth_year and other.birth_year and one.birth_year != other.birth_year
    addresses = one.address and other.address and one.address != other.address
    if years or addresses:
        assert not are_same(one, other)


def test_the_facts_of_a_draft_are_read_as_the_office_reads() -> None:
    facts = facts_of(VisitorDraft(NAME, ("244-15-60", "нет", " "), date(1957, 3, 2)), "RU", "342")
    assert facts == Facts("семенов петр ильич", frozenset({"+73422441560"}), True, date(1957, 3, 2), 1957, "")
