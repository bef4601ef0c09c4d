"""One walk through every operation that an office has, with names and texts that must not come into the audit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from models.appeals import operations as appeals
from models.appeals.rules import AppealDraft, ClosingDraft
from models.changes import Changes
from models.exchange.importing import import_file
from models.letters import operations as letters
from models.letters.queries import letter_for
from models.office import operations as office
from models.office.desk import Desk
from models.office.queries import expert_named
from models.office.setup import exported, replace_settings
from models.reception import operations as reception
from models.reception import outreach
from models.reception.rules import BookingDraft
from models.visitors import operations as visitors
from models.visitors.rules import VisitorDraft
from tests.models.builders import HEATING, NOW, PENSION, TODAY

SECRETS = (
    "Неповторимов", "Несказанова", "8 912 000-11-22", "9120001122", "тайная улица", "тайный вопрос", "тайный текст",
    "тайный итог", "тайная причина", "тайный звонок", "тайная заметка", "secret@example.org", "тайная жалоба",
)  # fmt: skip

Step = Callable[[], Changes]


def a_person() -> VisitorDraft:
    return VisitorDraft(
        "Неповторимов Афанасий Кузьмич", ("8 912 000-11-22",), date(1950, 5, 9), email="secret@example.org",
        address="тайная улица, д. 1, г. Пермь, 614000", note="тайная заметка",
    )  # fmt: skip


def every_operation(desk: Desk, folder: Path) -> Iterator[tuple[str, Changes]]:
    """Does all of them one after the other; gives the action by which the audit knows each, and what it told."""
    yield from _with_visitors(desk)
    yield from _at_the_desk(desk)
    yield from _with_appeals(desk)
    yield from _in_the_office(desk, folder)


def _undone(desk: Desk, changes: Changes, action: str = "undo") -> tuple[str, Changes]:
    assert changes.undo is not None
    return action, changes.undo(desk)


def _with_visitors(desk: Desk) -> Iterator[tuple[str, Changes]]:
    added = visitors.add_visitor(desk, VisitorDraft("Несказанова Ия", ("8 912 000-11-22",)))
    yield "add visitor", added
    yield _undone(desk, added)
    added = visitors.add_visitor(desk, a_person())
    yield "add visitor", added
    draft = VisitorDraft("Несказанова Ия Кузьминична", ("8 912 000-11-22",), note="тайная заметка")
    changed = visitors.change_visitor(desk, added.result, draft, 1)
    yield "change visitor", changed
    yield _undone(desk, changed)
    signed = visitors.sign_consent(desk, added.result, TODAY)
    yield "sign consent", signed
    yield _undone(desk, signed)


def _at_the_desk(desk: Desk) -> Iterator[tuple[str, Changes]]:
    expert = expert_named(desk, "Белов").id
    first = datetime(2026, 11, 24, 10)
    draft = BookingDraft(expert, first, visitor=a_person(), topic=HEATING, summary="тайный вопрос", uuid="booking")
    booked = reception.book(desk, draft)
    yield "book", booked
    yield "book", reception.book(desk, draft)  # the same UUID again
    place = booked.result.appointment
    moved = reception.reschedule(desk, place, first + timedelta(hours=1))
    yield "move appointment", moved
    yield _undone(desk, moved)
    cancelled = reception.cancel(desk, place, "тайная причина")
    yield "cancel appointment", cancelled
    yield _undone(desk, cancelled)
    for state in ("arrived", "started", "done"):
        yield "mark appointment", reception.mark(desk, place, state)
    walk_in = reception.book(desk, BookingDraft(expert, None, visitor=a_person(), is_walk_in=True))
    yield "book", walk_in
    yield _undone(desk, walk_in)
    noted = reception.note_call(desk, "тайный звонок Неповторимова")
    yield "note call", noted
    yield _undone(desk, noted)
    plan = outreach.OutreachDraft(TODAY + timedelta(days=3), "Дом культуры", None, ("11:00-15:00",), (expert,))
    planned = outreach.plan_outreach(desk, plan)
    yield "plan outreach", planned
    yield "plan outreach", outreach.change_outreach(desk, planned.result, plan)
    called_off = outreach.call_off(desk, planned.result)
    yield "plan outreach", called_off
    yield _undone(desk, called_off)


def _with_appeals(desk: Desk) -> Iterator[tuple[str, Changes]]:
    draft = AppealDraft(
        HEATING, "тайный вопрос", "тайный текст", visitor=a_person(), is_consent_signed=True, uuid="one"
    )
    registered = appeals.register(desk, draft)
    yield "register appeal", registered
    yield "register appeal", appeals.register(desk, draft)  # the same UUID again
    appeal = registered.result.id
    changed = appeals.change_appeal(desk, appeal, {"topic": PENSION, "summary": "другой тайный вопрос"})
    yield "change appeal", changed
    yield _undone(desk, changed)
    yield "note progress", appeals.note_progress(desk, appeal, "тайный итог")
    closing = ClosingDraft("help", "тайный итог", Decimal("100.50"))
    closed = appeals.close_appeal(desk, appeal, closing)
    yield "close appeal", closed
    yield _undone(desk, closed)
    yield "close appeal", appeals.close_appeal(desk, appeal, closing)
    reopened = appeals.reopen_appeal(desk, appeal, "тайная причина")
    yield "reopen appeal", reopened
    yield _undone(desk, reopened)
    annulled = appeals.annul(desk, appeal)
    yield "annul appeal", annulled
    yield _undone(desk, annulled, "annul appeal")
    yield from _with_letters(desk, appeal)


def _with_letters(desk: Desk, appeal: int) -> Iterator[tuple[str, Changes]]:
    proposed = letter_for(desk, appeal).draft
    kept = letters.save_letter(desk, appeal, proposed)
    yield "write letter", kept
    yield "write letter", letters.drop_letter(desk, kept.result)
    signed = letters.sign_letter(desk, appeal, proposed)
    yield "sign letter", signed
    yield _undone(desk, signed, "annul letter")


def _in_the_office(desk: Desk, folder: Path) -> Iterator[tuple[str, Changes]]:
    changed = office.change_office(desk, {"districts": ["Ленинский", "Новый"]})
    yield "change office", changed
    yield _undone(desk, changed, "change office")
    person: dict[str, Any] = {"name": "Новиков Пётр Ильич", "position": "Юрист", "role": "expert", "receives": True}
    saved = office.save_person(desk, None, person)
    yield "change office", saved
    yield "change office", office.set_person_active(desk, saved.result, False)
    yield _undone(desk, saved, "change office")
    yield "change office", replace_settings(desk, exported(desk))
    sheet = folder / "appeals.csv"
    sheet.write_text(
        "visitor,topic,summary,received_on\nНеповторимов Афанасий Кузьмич,"
        + HEATING
        + f",тайная жалоба,{NOW:%d.%m.%Y}\n",
        encoding="utf-8",
    )
    yield "import", Changes(result=import_file(desk, "appeals", sheet))
