"""A working Monday in the office: who was booked, who has come, who waits. Told step by step, as it happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from models.office.desk import Clock, Desk
from models.office.queries import expert_named
from models.reception import operations
from models.reception.operations import Booked
from models.reception.rules import BookingDraft
from models.reception.tables import ARRIVED, CANCELLED, DONE, NO_SHOW, STARTED
from models.visitors.rules import VisitorDraft

FRIDAY = datetime(2026, 11, 20, 12, 0)


@dataclass(frozen=True)
class Visit:
    """One appointment and how far it has come; `came`, `began`, `ended` are times of the Monday."""

    expert: str
    at: str
    name: str
    topic: str | None
    summary: str = ""
    came: str = ""
    began: str = ""
    ended: str = ""
    end_state: str = ""
    is_walk_in: bool = False


HEATING, PENSION, DOCTOR = "0005.0005.0056.1156", "0002.0007.0071.0282", "0002.0014.0143.0413"
MONDAY = (
    Visit("Белов", "10:00", "Садовников Пётр Николаевич", HEATING, "Холодно в квартире", "9:52", "10:02", "10:25"),
    Visit("Белов", "10:30", "Лаптева Ольга Игоревна", HEATING, "Капитальный ремонт", "10:20", "10:31", "10:58"),
    Visit("Белов", "11:30", "Зырянова Тамара Андреевна", HEATING, "Плата за ЖКУ", "11:20", "11:31"),
    Visit("Белов", "12:00", "Шилов Кирилл Денисович", None, "Двор, освещение"),
    Visit("Белов", "15:00", "Третьякова Мария Юрьевна", HEATING, "Управляющая компания не делает перерасчёт"),
    Visit("Мельников", "10:30", "Гилёва Анна Алексеевна", PENSION, "Пересчёт пенсии", "10:21", "10:30", "10:55"),
    Visit("Мельников", "11:00", "Ершов Леонид Павлович", PENSION, "Льготы", end_state=NO_SHOW),
    Visit("Мельников", "11:30", "Рожков Семён Егорович", PENSION, "Льготы", "11:28", "11:32"),
    Visit("Мельников", "12:00", "Пономарёва Нина Сергеевна", PENSION, "Пособие", "11:32"),
    Visit("Мельников", "14:00", "Каменских Дарья Олеговна", PENSION, "Пособие на ребёнка"),
    Visit("Ахметова", "11:00", "Вяткина Зоя Фёдоровна", DOCTOR, "Лекарства", "10:50", "11:01", "11:18"),
    Visit("Ахметова", "12:00", "Юшков Борис Никитич", DOCTOR, "Запись к врачу", "11:37"),
    Visit("Ахметова", "14:00", "Белоусова Елена Романовна", DOCTOR, "Инвалидность"),
    Visit("Белов", "11:24", "Дьяконова Раиса Викторовна", HEATING, is_walk_in=True, came="11:24"),
    Visit("Мельников", "11:43", "Мальцев Фёдор Андреевич", PENSION, is_walk_in=True, came="11:43"),
)


def at(desk: Desk, moment: datetime) -> Desk:
    """The same desk at another time."""
    return replace(desk, clock=Clock(moment))


def on_monday(clock: str) -> datetime:
    hours, minutes = clock.split(":")
    return datetime(2026, 11, 23, int(hours), int(minutes))


def a_working_day(desk: Desk, visits: Iterable[Visit] = MONDAY) -> dict[str, int]:
    """Books and receives everybody; gives the appointments' ids by surname."""
    visits = tuple(visits)
    ids: dict[str, int] = {}
    for visit in (one for one in visits if not one.is_walk_in):
        ids[visit.name.split(" ")[0]] = _booked(at(desk, FRIDAY), visit)
    steps: list[tuple[str, str, str]] = []
    for visit in visits:
        surname = visit.name.split(" ")[0]
        if not visit.is_walk_in:
            steps += [(visit.came, surname, ARRIVED)] if visit.came else []
        steps += [(visit.began, surname, STARTED)] if visit.began else []
        steps += [(visit.ended, surname, DONE)] if visit.ended else []
        steps += [("11:40", surname, visit.end_state)] if visit.end_state else []
    walk_ins = [(visit.came, visit) for visit in visits if visit.is_walk_in]
    for clock, visit in sorted(walk_ins, key=lambda pair: on_monday(pair[0])):
        ids[visit.name.split(" ")[0] if visit.name else ""] = _booked(at(desk, on_monday(clock)), visit)
    for clock, surname, state in sorted(steps, key=lambda step: on_monday(step[0])):
        if state == CANCELLED:
            operations.cancel(desk, ids[surname], "Заболел")
        else:
            operations.mark(at(desk, on_monday(clock)), ids[surname], state)
    return ids


def _booked(desk: Desk, visit: Visit) -> int:
    draft = BookingDraft(
        expert_named(desk, visit.expert).id,
        None if visit.is_walk_in else on_monday(visit.at),
        visitor=VisitorDraft(visit.name, ()),
        topic=visit.topic,
        summary=visit.summary,
        is_walk_in=visit.is_walk_in,
    )
    booked = operations.book(desk, draft).result
    assert isinstance(booked, Booked)
    return booked.appointment
