"""Reply letters: proposed, kept, signed, printed again, annulled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.letters import operations, queries
from models.letters.sheet import LetterSheet
from models.office.desk import Desk
from models.problems import Refused
from printing.letter import letter_pdf
from tests.models.builders import a_closed_appeal, a_visitor_draft, an_appeal


def test_a_proposal_knows_its_addressee_and_what_was_done(desk: Desk) -> None:
    view = queries.letter_for(desk, a_closed_appeal(desk))
    assert view.draft.addressee == "Третьяковой М.Ю."
    assert view.draft.salutation == "Уважаемая Мария Юрьевна!"
    assert view.draft.heading == "О теплоснабжении"
    assert "Сделан перерасчёт за октябрь." in view.draft.body
    assert view.sheet.signer == "А.В. Белов"
    assert (view.letter_id, view.number, view.not_owed) == (None, None, ())


def test_the_number_is_given_when_the_letter_is_signed(desk: Desk) -> None:
    appeal_id = a_closed_appeal(desk)
    draft = queries.letter_for(desk, appeal_id).draft
    letter_id = operations.save_letter(desk, appeal_id, draft).result
    kept = queries.letter_for(desk, appeal_id)
    assert (kept.letter_id, kept.number) == (letter_id, None)
    operations.sign_letter(desk, appeal_id, kept.draft, letter_id, kept.version)
    signed = queries.letter_for(desk, appeal_id)
    assert (signed.number, signed.signed_on) == ("1", date(2026, 11, 23))
    second = operations.sign_letter(desk, appeal_id, draft).result
    assert queries.letter_for(desk, appeal_id, second).number == "2"


def test_a_signed_letter_prints_the_same_bytes_whatever_changes_later(desk: Desk) -> None:
    appeal_id = a_closed_appeal(desk)
    operations.sign_letter(desk, appeal_id, queries.letter_for(desk, appeal_id).draft)
    first = letter_pdf(queries.sheet_for_paper(desk, appeal_id))
    with desk.db.writing():
        desk.db.run("UPDATE office SET name = 'Другая приёмная'")
        desk.db.run("UPDATE visitor SET address = 'переехала'")
    assert letter_pdf(queries.sheet_for_paper(desk, appeal_id)) == first


def test_a_signed_letter_is_not_changed_but_annulled_and_its_number_stays_used(desk: Desk) -> None:
    appeal_id = a_closed_appeal(desk)
    draft = queries.letter_for(desk, appeal_id).draft
    changes = operations.sign_letter(desk, appeal_id, draft)
    with pytest.raises(Refused):
        operations.save_letter(desk, appeal_id, draft, changes.result)
    with pytest.raises(Refused):
        operations.drop_letter(desk, changes.result)
    assert changes.undo is not None
    changes.undo(desk)
    assert queries.letter_for(desk, appeal_id).letter_id is None
    operations.sign_letter(desk, appeal_id, draft)
    assert queries.letter_for(desk, appeal_id).number == "2"
    with pytest.raises(Refused):
        changes.undo(desk)


def test_without_address_or_surname_no_letter_is_owed(desk: Desk) -> None:
    nowhere = an_appeal(desk, visitor=a_visitor_draft("Носков Лев Ильич", "8 902 111-22-33"))
    nameless = an_appeal(desk, visitor=a_visitor_draft("Ринат", "8 902 111-22-44", address="г. Пермь, ул. Южная, 3"))
    assert [p.code for p in queries.letter_for(desk, nowhere).not_owed] == ["no-address"]
    assert [p.code for p in queries.letter_for(desk, nameless).not_owed] == ["no-surname"]
    for appeal_id in (nowhere, nameless):
        with pytest.raises(Refused):
            queries.sheet_for_paper(desk, appeal_id)
        with pytest.raises(Refused):
            operations.sign_letter(desk, appeal_id, queries.letter_for(desk, appeal_id).draft)


def test_an_accepted_oral_answer_is_a_remark_and_no_hindrance(desk: Desk) -> None:
    appeal_id = an_appeal(desk, is_oral_answer_accepted=True, visitor=a_visitor_draft(address="г. Пермь, ул. Южная, 3"))
    assert [p.code for p in queries.letter_for(desk, appeal_id).not_owed] == ["oral"]
    assert queries.sheet_for_paper(desk, appeal_id).number is None


def test_an_unfinished_letter_is_kept_but_not_signed(desk: Desk) -> None:
    appeal_id = a_closed_appeal(desk)
    empty = replace(queries.letter_for(desk, appeal_id).draft, body=" ", signer_id=None)
    operations.save_letter(desk, appeal_id, empty)
    with pytest.raises(Refused) as refusal:
        operations.sign_letter(desk, appeal_id, empty)
    assert {p.field for p in refusal.value.problems} == {"body", "signer_id"}


def test_the_frozen_facts_survive_their_json(desk: Desk) -> None:
    sheet = queries.letter_for(desk, a_closed_appeal(desk)).sheet
    assert LetterSheet.from_json(sheet.to_json()) == sheet


def test_a_russian_letter_is_russian_on_an_english_screen(desk: Desk) -> None:
    body = queries.letter_for(desk, a_closed_appeal(desk)).draft.body  # tests speak English unless asked otherwise
    assert "23 ноября 2026" in body
    assert not any("a" <= letter <= "z" for letter in body.lower())


def test_after_annulling_the_words_of_the_letter_are_proposed_again(desk: Desk) -> None:
    appeal_id = a_closed_appeal(desk)
    draft = replace(queries.letter_for(desk, appeal_id).draft, body="Ваш вопрос решён.")
    changes = operations.sign_letter(desk, appeal_id, draft)
    assert changes.undo is not None
    changes.undo(desk)
    again = queries.letter_for(desk, appeal_id)
    assert (again.letter_id, again.draft) == (None, draft)
