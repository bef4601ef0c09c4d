"""Adding and changing visitors, the consent, and taking it all back."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from models.audit.tables import Audit
from models.changes import Changes
from models.office.desk import Actor, Desk
from models.problems import Refused
from models.visitors import operations, queries
from models.visitors.intake import COLUMNS, Intake
from models.visitors.rules import VisitorDraft
from models.visitors.tables import Visitor, VisitorPhone
from tests.models.builders import a_booking, a_visitor, a_visitor_draft, an_appeal

FULL = VisitorDraft(
    "Третьякова Мария Юрьевна", ("8 912 884-17-05", "244-15-60 доб. 3"), date(1957, 3, 2), None, None, "",
    "maria@example.ru", "г. Пермь, ул. Революции, д. 24", 2, "пенсионер", "Плохо слышит",
)  # fmt: skip


def row_of(visitor_id: int) -> dict[str, Any]:
    row = Visitor.get_by_id(visitor_id)
    return {name: getattr(row, name) for name in COLUMNS}


def phones_of(visitor_id: int) -> list[tuple[str, str | None, str]]:
    query = VisitorPhone.select().where(VisitorPhone.visitor_id == visitor_id).order_by(VisitorPhone.place)
    return [(phone.typed, phone.e164, phone.extension) for phone in query]


def undo(desk: Desk, changes: Changes) -> Changes:
    assert changes.undo is not None
    return changes.undo(desk)


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


def test_a_new_visitor_is_kept_with_all_facts_and_what_follows_from_the_name(desk: Desk) -> None:
    changes = operations.add_visitor(desk, FULL)
    assert changes.text() == "Added: Третьякова М. Ю."
    row = row_of(changes.result)
    assert (row["gender"], row["name_dative"], row["birth_year"]) == ("f", "Третьяковой Марии Юрьевне", 1957)
    assert not row["is_dative_by_hand"]
    assert not row["is_gender_by_hand"]
    assert row["phone_key"] == "9128841705 3422441560"
    assert phones_of(changes.result) == [
        ("8 912 884-17-05", "+79128841705", ""),
        ("244-15-60 доб. 3", "+73422441560", "3"),
    ]


def test_an_added_visitor_can_be_taken_back_while_untouched(desk: Desk) -> None:
    changes = operations.add_visitor(desk, FULL)
    undo(desk, changes)
    assert Visitor.select().count() == VisitorPhone.select().count() == 0
    assert queries.search(desk, "трет") == []


def test_a_visitor_with_an_appeal_or_a_change_is_not_taken_back(desk: Desk) -> None:
    changes = operations.add_visitor(desk, FULL)
    an_appeal(desk, visitor_id=changes.result)
    with pytest.raises(Refused) as refused:
        undo(desk, changes)
    assert code_of(refused) == "in-use"
    other = operations.add_visitor(desk, a_visitor_draft("Хузин Ринат"))
    operations.sign_consent(desk, other.result, desk.today())
    with pytest.raises(Refused) as refused:
        undo(desk, other)
    assert code_of(refused) == "changed"


def test_the_same_visitor_is_filled_in_instead_of_added_and_that_can_be_undone(desk: Desk) -> None:
    first = operations.add_visitor(desk, a_visitor_draft()).result
    before = row_of(first)
    changes = operations.add_visitor(desk, replace(FULL, phones=("89128841705", "8 919 000-00-01")))
    assert changes.result == first
    assert "known already" in changes.text()
    after = row_of(first)
    assert (after["address"], after["district_id"], after["birth_year"]) == (FULL.address, 2, 1957)
    assert [e164 for _typed, e164, _extension in phones_of(first)] == ["+79128841705", "+79190000001"]
    assert Visitor.get_by_id(first).version == 2
    undo(desk, changes)
    assert row_of(first) == before
    assert len(phones_of(first)) == 1


def test_what_is_known_is_never_overwritten_by_a_later_draft(desk: Desk) -> None:
    first = operations.add_visitor(desk, FULL).result
    before = row_of(first)
    later = replace(FULL, birth_date=None, birth_year=1957, email="other@example.ru", category="ветеран", note="Другое")
    changes = operations.add_visitor(desk, later)
    assert (changes.result, changes.undo) == (first, None)
    assert row_of(first) == before
    assert Visitor.get_by_id(first).version == 1


def test_a_gender_that_is_told_later_mends_the_dative(desk: Desk) -> None:
    visitor_id = operations.add_visitor(desk, VisitorDraft("Шевчук Женя", birth_year=1980)).result
    assert row_of(visitor_id)["name_dative"] == "Шевчук Женя"
    operations.add_visitor(desk, VisitorDraft("Шевчук Женя", birth_year=1980, gender="m"))
    assert row_of(visitor_id)["name_dative"] == "Шевчуку Жене"


def test_a_wrong_draft_is_refused_and_nothing_is_written(desk: Desk) -> None:
    for draft in (VisitorDraft(), a_visitor_draft(phone="112"), a_visitor_draft(birth_year=2030)):
        with pytest.raises(Refused):
            operations.add_visitor(desk, draft)
    assert Visitor.select().count() == 0


def test_a_visitor_who_gives_no_name_can_still_be_kept(desk: Desk) -> None:
    with desk.db.transaction("add visitor", desk):
        visitor_id = operations.kept(desk, VisitorDraft(phones=("8 912 884-17-05",)))
    row = row_of(visitor_id)
    assert (row["full_name"], row["name_dative"], row["gender"]) == ("", "", None)
    assert queries.search(desk, "8912884")[0].name == ""


def test_a_changed_name_brings_its_dative_and_gender_unless_a_hand_touched_them(desk: Desk) -> None:
    visitor_id = a_visitor(desk, "Белов Иван Ильич")
    card = queries.card(desk, visitor_id)
    operations.change_visitor(desk, visitor_id, replace(card.draft, full_name="Белова Анна Ильинична"), card.version)
    card = queries.card(desk, visitor_id)
    assert (card.gender, card.name_dative) == ("f", "Беловой Анне Ильиничне")
    by_hand = replace(card.draft, name_dative="Беловой Аннушке", gender="f")
    operations.change_visitor(desk, visitor_id, by_hand, card.version)
    card = queries.card(desk, visitor_id)
    operations.change_visitor(desk, visitor_id, replace(card.draft, full_name="Белова Анна Петровна"), card.version)
    card = queries.card(desk, visitor_id)
    assert card.name_dative == "Беловой Аннушке"
    operations.change_visitor(desk, visitor_id, replace(card.draft, name_dative=""), card.version)
    assert queries.card(desk, visitor_id).name_dative == "Беловой Анне Петровне"


def test_a_gender_chosen_by_hand_stays_until_it_is_cleared(desk: Desk) -> None:
    visitor_id = a_visitor(desk, "Шевчук")
    card = queries.card(desk, visitor_id)
    assert card.gender is None
    operations.change_visitor(desk, visitor_id, replace(card.draft, gender="m"), card.version)
    card = queries.card(desk, visitor_id)
    assert (card.gender, card.name_dative) == ("m", "Шевчуку")
    operations.change_visitor(desk, visitor_id, replace(card.draft, full_name="Шевчук Женя"), card.version)
    card = queries.card(desk, visitor_id)
    assert (card.gender, card.name_dative) == ("m", "Шевчуку Жене")
    operations.change_visitor(desk, visitor_id, replace(card.draft, gender=None), card.version)
    assert queries.card(desk, visitor_id).gender is None


def test_a_change_is_undone_to_the_letter_and_refused_where_somebody_was_quicker(desk: Desk) -> None:
    visitor_id = operations.add_visitor(desk, FULL).result
    before, phones = row_of(visitor_id), phones_of(visitor_id)
    other = VisitorDraft("Хузин Ринат", ("8 919 000-00-01",), email="r@example.ru")
    changes = operations.change_visitor(desk, visitor_id, other, 1)
    assert changes.text() == "Saved: Хузин Р."
    assert row_of(visitor_id)["phone_key"] == "9190000001"
    assert [hit.id for hit in queries.search(desk, "хузин")] == [visitor_id]
    undo(desk, changes)
    assert (row_of(visitor_id), phones_of(visitor_id)) == (before, phones)
    with pytest.raises(Refused) as refused:
        operations.change_visitor(desk, visitor_id, other, 1)
    assert code_of(refused) == "changed"
    with pytest.raises(Refused) as refused:
        undo(desk, changes)
    assert code_of(refused) == "changed"


def test_an_unreadable_phone_may_stay_but_not_come(desk: Desk) -> None:
    with desk.db.transaction("import", desk):
        intake = Intake(desk)
        draft = VisitorDraft("Хузин Ринат", ("не дал",))
        intake.prepare([draft])
        visitor_id = intake.keep(draft)
        intake.write()
    operations.change_visitor(desk, visitor_id, replace(draft, note="Звонить вечером"), 1)
    with pytest.raises(Refused) as refused:
        operations.change_visitor(desk, visitor_id, replace(draft, phones=("опять не дал",)), 2)
    assert code_of(refused) == "phone-letters"


def test_the_consent_is_noted_withdrawn_and_put_back(desk: Desk) -> None:
    visitor_id = a_visitor(desk)
    changes = operations.sign_consent(desk, visitor_id, date(2026, 11, 20))
    assert queries.card(desk, visitor_id).consent_on == date(2026, 11, 20)
    withdrawn = operations.sign_consent(desk, visitor_id, None)
    assert queries.card(desk, visitor_id).consent_on is None
    undo(desk, withdrawn)
    assert queries.card(desk, visitor_id).consent_on == date(2026, 11, 20)
    with pytest.raises(Refused):
        undo(desk, changes)
    with pytest.raises(Refused):
        operations.sign_consent(desk, visitor_id, date(2026, 11, 24))


def test_an_unknown_visitor_is_refused_in_words(desk: Desk) -> None:
    for attempt in (
        lambda: operations.change_visitor(desk, 99, FULL, 1),
        lambda: operations.sign_consent(desk, 99, None),
        lambda: queries.card(desk, 99),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert code_of(refused) == "unknown-visitor"


def test_the_audit_names_fields_but_never_the_visitor(desk: Desk) -> None:
    visitor_id = operations.add_visitor(desk, FULL).result
    operations.change_visitor(desk, visitor_id, replace(FULL, note="Тайна", email="new@example.ru"), 1)
    operations.sign_consent(desk, visitor_id, desk.today())
    rows = list(Audit.select().where(Audit.subject == "visitor").order_by(Audit.id))
    assert [row.action for row in rows] == ["add visitor", "change visitor", "sign consent"]
    assert json.loads(rows[1].details)["fields"] == ["email", "note"]
    everything = " ".join(row.details for row in rows)
    assert not [text for text in ("Треть", "912", "Тайна", "example", "Пермь") if text in everything]


def test_an_actor_without_the_right_changes_nothing(desk: Desk) -> None:
    stranger = desk.of(Actor(None, "Посторонний", "guest"))
    with pytest.raises(Refused) as refused:
        operations.add_visitor(stranger, FULL)
    assert code_of(refused) == "no-right"


def random_drafts(seed: int, n: int) -> list[VisitorDraft]:
    dice = random.Random(seed)
    names = ["Белов Иван", "Белова Анна Ильинична", "ХУЗИН РИНАТ", "Шевчук", ""]
    phones = ["8 912 000-00-01", "+79120000001", "8 912 000-00-02", "не дал", "244-15-60"]
    return [
        VisitorDraft(
            dice.choice(names), tuple(dice.sample(phones, dice.randrange(3))), None, dice.choice([None, 1957, 1980]),
            address=dice.choice(["", "ул. Садовая, 12", "ул. Ленина, 1"]), uuid=dice.choice(["", f"u-{seed}-{i % 7}"]),
        )
        for i in range(n)
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_a_batch_gives_the_same_visitors_as_one_by_one(desk: Desk, seed: int) -> None:
    def outcome(size: int) -> tuple[list[int | None], list[dict[str, Any]], list[Any]]:
        drafts = random_drafts(seed, 60)
        ids: list[int | None] = []
        with desk.db.transaction("import", desk):
            Visitor.delete().execute()
            intake = Intake(desk)
            for start in range(0, len(drafts), size):
                part = drafts[start : start + size]
                intake.prepare(part)
                for draft in part:
                    try:
                        ids.append(intake.keep(draft))
                    except Refused:
                        ids.append(None)
                intake.write()
        rows = [row_of(row.id) for row in Visitor.select().order_by(Visitor.id)]
        phones = [phones_of(row.id) for row in Visitor.select().order_by(Visitor.id)]
        first = min(i for i in ids if i is not None)
        return [i - first if i is not None else None for i in ids], rows, phones

    one_by_one = outcome(1)
    assert outcome(60) == one_by_one
    assert outcome(7) == one_by_one


def test_a_visit_known_beforehand_needs_no_second_writing_of_the_index(desk: Desk) -> None:
    drafts = [VisitorDraft(f"Посетитель Номер {i}", birth_year=1950 + i) for i in range(20)]
    with desk.db.transaction("import", desk):
        intake = Intake(desk)
        intake.prepare(drafts)
        for i, draft in enumerate(drafts):
            intake.keep(draft, date(2026, 1, 1 + (i * 7) % 20))
        intake.write()
    hits = queries.search(desk, "посетитель")
    assert [hit.last_visit for hit in hits] == sorted((hit.last_visit for hit in hits), reverse=True)  # type: ignore[type-var]
    assert len(hits) == 20


def test_a_booking_and_an_appeal_of_the_same_caller_share_the_visitor(desk: Desk) -> None:
    booked = a_booking(desk, datetime(2026, 11, 23, 14, 0))
    appeal_id = an_appeal(desk, visitor=a_visitor_draft(address="г. Пермь, ул. Революции, д. 24"))
    card = queries.card(desk, booked.visitor)
    assert [line.id for line in card.history] == [appeal_id]
    assert card.address == "г. Пермь, ул. Революции, д. 24"
