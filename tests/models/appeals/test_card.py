"""The facts of a reception card: the visit, the applicant, the earlier appeal, the course, the answers in force."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from models.appeals import operations as appeals
from models.appeals.card import card_sheet
from models.appeals.rules import ClosingDraft
from models.letters import operations as letters
from models.letters import queries
from models.office.desk import Desk
from models.problems import Refused
from models.reception import operations as reception
from printing.card import card_pdf
from tests.models.builders import HEATING, PENSION, a_booking, a_closed_appeal, a_visitor_draft, an_appeal


def test_a_card_knows_the_visit_and_the_applicant(desk: Desk) -> None:
    visitor = a_visitor_draft(address="г. Пермь, ул. Южная, 3", category="пенсионер", birth_date=date(1961, 3, 8))
    booked = a_booking(desk, datetime(2026, 11, 23, 12, 0), visitor=visitor)
    reception.mark(desk, booked.appointment, "started")
    meeting = booked.appointment
    appeal_id = an_appeal(desk, kind="complaint", visitor_id=booked.visitor, appointment_id=meeting, expert_id=1)
    sheet = card_sheet(desk, appeal_id)
    assert (sheet.number, sheet.kind, sheet.topic_code) == ("2026-000001", "complaint", HEATING)
    assert (sheet.held_at, sheet.place) == (datetime(2026, 11, 23, 11, 46), sheet.office_address)
    assert (sheet.visitor, sheet.category, sheet.birth_date) == (
        "Третьякова Мария Юрьевна", "пенсионер", date(1961, 3, 8)
    )  # fmt: skip
    assert sheet.phones == ("+7 912 884-17-05",)
    assert (sheet.expert, sheet.expert_position) == ("Белов Андрей Викторович", "Руководитель приёмной")
    assert (sheet.outcome, sheet.closed_on, sheet.answers) == (None, None, ())
    assert sheet.topic_path


def test_a_card_without_a_visit_has_no_time(desk: Desk) -> None:
    sheet = card_sheet(desk, an_appeal(desk, channel="written", written="Прошу разобраться."))
    assert (sheet.held_at, sheet.is_written, sheet.written) == (None, True, "Прошу разобраться.")


def test_a_repeated_appeal_names_the_latest_one_before_it(desk: Desk) -> None:
    first = an_appeal(desk, received_on=date(2026, 9, 1))
    second = an_appeal(desk, received_on=date(2026, 10, 1))
    third = an_appeal(desk)
    other = an_appeal(desk, PENSION)
    assert card_sheet(desk, first).repeats is None
    assert card_sheet(desk, third).repeats == (card_sheet(desk, second).number, date(2026, 10, 1))
    assert not card_sheet(desk, other).is_repeated
    appeals.annul(desk, second)
    assert card_sheet(desk, third).repeats == (card_sheet(desk, first).number, date(2026, 9, 1))
    assert card_sheet(desk, second).is_annulled


def test_the_course_goes_forward_and_leaves_out_what_was_only_mended(desk: Desk) -> None:
    appeal_id = an_appeal(desk)
    appeals.note_progress(desk, appeal_id, "Позвонили в управляющую компанию.")
    appeals.change_appeal(desk, appeal_id, {"kind": "complaint"})
    appeals.close_appeal(desk, appeal_id, ClosingDraft("help", "Сделан перерасчёт.", Decimal("4318.20")))
    sheet = card_sheet(desk, appeal_id)
    assert [step.kind for step in sheet.steps] == ["registered", "note", "closed"]
    assert (sheet.outcome, sheet.result, sheet.amount) == ("help", "Сделан перерасчёт.", Decimal("4318.20"))
    assert sheet.closed_on == date(2026, 11, 23)


def test_only_signed_letters_in_force_are_answers(desk: Desk) -> None:
    appeal_id = a_closed_appeal(desk)
    draft = queries.letter_for(desk, appeal_id).draft
    assert card_sheet(desk, appeal_id).answers == ()
    annulled = letters.sign_letter(desk, appeal_id, draft).result
    letters.sign_letter(desk, appeal_id, draft)
    letters.annul_letter(desk, annulled)
    assert card_sheet(desk, appeal_id).answers == (("2", date(2026, 11, 23)),)


def test_printed_again_a_card_is_the_same_bytes(desk: Desk) -> None:
    appeal_id = a_closed_appeal(desk)
    assert card_pdf(card_sheet(desk, appeal_id)) == card_pdf(card_sheet(desk, appeal_id))


def test_an_unknown_appeal_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused):
        card_sheet(desk, 999)
