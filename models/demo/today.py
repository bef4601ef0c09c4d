"""The sample office's busy today, made through the same operations that a desk uses, at the hours of the day."""

from __future__ import annotations

import random
import uuid
from dataclasses import replace
from datetime import datetime, time, timedelta

from models.appeals import operations as appeals
from models.appeals.rules import AppealDraft, ClosingDraft
from models.demo import questions
from models.office.desk import Clock, Desk
from models.office.queries import Person, staff
from models.reception import operations as reception
from models.reception import queries
from models.reception.rules import BookingDraft
from models.visitors.tables import Visitor


def busy_day(desk: Desk, chance: random.Random, visitor_ids: list[int]) -> None:
    """Books today and the coming days, then plays the morning up to now."""
    today, now = desk.today(), desk.now()
    opening = _at(desk, datetime.combine(today, time(8, 0)))
    experts = [p for p in staff(desk) if p.receives]
    visitors = iter(chance.sample(visitor_ids, min(len(visitor_ids), 120)))
    booked: list[tuple[datetime, int, int]] = []
    for expert in experts:
        for slot in queries.free_slots(opening, today, 1, [expert.id]):
            if chance.random() < (0.62 if slot.start < now else 0.45):
                visitor = next(visitors, None)  # a small sample may have fewer people than the day has places
                if visitor is not None:
                    booked.append((slot.start, _book(opening, chance, visitor, expert, slot.start), expert.id))
        for slot in queries.free_slots(opening, today + timedelta(days=1), 14, [expert.id]):
            days_ahead = (slot.start.date() - today).days
            if chance.random() < max(0.04, 0.4 - days_ahead * 0.05):
                visitor = next(visitors, None)
                if visitor is not None:
                    _book(opening, chance, visitor, expert, slot.start)
    _play_the_morning(desk, chance, sorted(booked), now)
    for minutes in (31, 12, 4):
        visitor = next(visitors, None)
        if visitor is not None:
            moment = now - timedelta(minutes=minutes)
            _book(_at(desk, moment), chance, visitor, chance.choice(experts), None)
    reception.note_call(_at(desk, datetime.combine(today, time(10, 5))), questions.CALLS[0])
    reception.note_call(_at(desk, datetime.combine(today, time(11, 20))), questions.CALLS[4])


def _at(desk: Desk, moment: datetime) -> Desk:
    return replace(desk, clock=Clock(moment))


def _book(desk: Desk, chance: random.Random, visitor: int, expert: Person, start: datetime | None) -> int:
    codes = [code for code in questions.QUESTIONS if any(code.startswith(topic) for topic in expert.topics)]
    code = chance.choices(codes, [questions.QUESTIONS[c][0] for c in codes])[0]
    question = chance.choice(questions.QUESTIONS[code][1])
    draft = BookingDraft(
        expert.id, start, visitor_id=visitor, topic=code, summary=question, is_walk_in=start is None,
        uuid=str(uuid.UUID(int=chance.getrandbits(128), version=4)),
    )  # fmt: skip
    return int(reception.book(desk, draft).result.appointment)


def _play_the_morning(
    desk: Desk, chance: random.Random, booked: list[tuple[datetime, int, int]], now: datetime
) -> None:
    """Everybody before now has been received, or sits with the expert; a few did not come; the next ones wait."""
    busy: set[int] = set()
    for start, appointment, expert in reversed(booked):
        if start <= now and expert not in busy and start > now - timedelta(minutes=40):
            busy.add(expert)
            _come(desk, appointment, start, start + timedelta(minutes=3))
    for start, appointment, _expert in booked:
        row = queries.appointment(desk, appointment)
        if row is None or row.state != "booked":
            continue
        if start > now:
            if start <= now + timedelta(minutes=50) and chance.random() < 0.7:
                reception.mark(_at(desk, now - timedelta(minutes=chance.randrange(2, 26))), appointment, "arrived")
        elif chance.random() < 0.14:
            reception.mark(_at(desk, start + timedelta(minutes=30)), appointment, "no-show")
        else:
            _come(desk, appointment, start, start + timedelta(minutes=4))
            ended = min(now, start + timedelta(minutes=26))
            reception.mark(_at(desk, ended), appointment, "done")
            if row.topic:
                _record(_at(desk, ended), chance, row)


def _come(desk: Desk, appointment: int, start: datetime, begun: datetime) -> None:
    reception.mark(_at(desk, start - timedelta(minutes=9)), appointment, "arrived")
    reception.mark(_at(desk, begun), appointment, "started")


def _record(desk: Desk, chance: random.Random, row: queries.AppointmentRow) -> None:
    visitor = Visitor.get_by_id(row.visitor_id)
    draft = AppealDraft(
        row.topic or "",
        row.summary,
        visitor_id=row.visitor_id,
        district_id=visitor.district_id,
        expert_id=row.expert_id,
        appointment_id=row.id,
        uuid=str(uuid.UUID(int=chance.getrandbits(128), version=4)),
    )
    appeal = int(appeals.register(desk, draft).result.id)
    outcome = chance.choices(("advice", "help", None), (5, 2, 3))[0]
    if outcome:
        result = questions.QUESTIONS[row.topic or ""][2][0] if outcome == "help" else chance.choice(questions.ADVICE)
        appeals.close_appeal(desk, appeal, ClosingDraft(outcome, result))
