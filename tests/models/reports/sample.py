"""Offices for the tests of reports: a small one by hand and a random one of any size, written as rows."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from models.appeals.tables import CHANNELS, KINDS, OUTCOMES, Appeal
from models.office.desk import Clock, Desk
from models.office.queries import head_actor
from models.office.setup import create_office
from models.office.tables import District, Staff, Topic
from models.reception.tables import STATES, Appointment, CallNote, OutreachEvent
from models.visitors.tables import Visitor

TODAY = date(2026, 11, 23)
CATEGORIES = ("", "пенсионер", "многодетная семья")
STAFF = [
    {"name": "Белов Андрей Викторович", "role": "head", "login": "belov", "receives": True},
    {"name": "Ёлкина Анна Петровна", "role": "expert", "receives": True},
    {"name": "Жуков Пётр Ильич", "role": "expert", "receives": True},
]


def an_office(place: Path | str, today: date = TODAY) -> Desk:
    content = {
        "name": "Приёмная", "address": "614000, г. Пермь, ул. Садовая, д. 12", "timezone": "Asia/Yekaterinburg",
        "area_code": "342", "holidays": "", "staff": STAFF, "districts": ["Ленинский", "Свердловский", "Ёлкинский"],
    }  # fmt: skip
    desk = create_office(place, content, Clock(datetime.combine(today, time(12))))
    return desk.of(head_actor(desk))


def a_visitor(desk: Desk, number: int, **columns: Any) -> int:
    values = {
        "uuid": f"visitor-{number}", "full_name": f"Посетитель {number}", "name_key": f"посетитель {number}",
        "sort_key": f"посетитель {number}", "created_at": desk.utc(), **columns,
    }  # fmt: skip
    return int(Visitor.insert(**values).execute())


def an_appeal(desk: Desk, serial: int, **columns: Any) -> int:
    received = columns.get("received_on", TODAY)
    values = {
        "uuid": f"appeal-{serial}", "office_id": desk.office_id, "number": f"{received.year}-{serial:06d}",
        "year": received.year, "serial": serial, "received_on": received, "due_on": received + timedelta(days=30),
        "topic": "0005.0005.0054.1118", "created_at": desk.utc(), **columns,
    }  # fmt: skip
    return int(Appeal.insert(**values).execute())


class RandomOffice:
    """An office whose rows are written, changed and taken away at random; the same seed gives the same office."""

    def __init__(self, desk: Desk, seed: int, visitors: int = 40, years: float = 2) -> None:
        self.desk, self.random, self.days = desk, random.Random(seed), int(365 * years)
        self.serial = 0
        questions = [row.code for row in Topic.select().where(Topic.level >= 4).order_by(Topic.code)]
        self.topics = self.random.choices(questions, k=25)
        self.districts = [row.id for row in District.select()]
        self.experts = [row.id for row in Staff.select()]
        with desk.db.writing():
            self.visitors = [
                a_visitor(desk, number, category=self.random.choice(CATEGORIES)) for number in range(visitors)
            ]
        self.categories = {row.id: row.category for row in Visitor.select()}

    def _day(self) -> date:
        return TODAY - timedelta(days=self.random.randrange(-40, self.days))

    def _content(self) -> dict[str, Any]:
        some = self.random
        received, visitor = self._day(), some.choice(self.visitors)
        outcome = some.choice([*OUTCOMES, None])
        return {
            "visitor_id": visitor, "received_on": received, "due_on": received + timedelta(days=some.choice((15, 30))),
            "closed_on": received + timedelta(days=some.randrange(60)) if outcome else None, "outcome": outcome,
            "topic": some.choice(self.topics), "channel": some.choice(CHANNELS), "kind": some.choice(KINDS),
            "district_id": some.choice([*self.districts, None]), "expert_id": some.choice([*self.experts, None]),
            "amount": some.choice((None, None, 12345)), "collective": some.choice((1, 1, 1, 7)),
            "category": self.categories[visitor], "is_annulled": some.random() < 0.05,
        }  # fmt: skip

    def write_appeals(self, count: int) -> None:
        with self.desk.db.writing():
            for _ in range(count):
                self.serial += 1
                an_appeal(self.desk, self.serial, **self._content())

    def write_receptions(self, count: int) -> None:
        some = self.random
        with self.desk.db.writing():
            for number in range(count):
                start = datetime.combine(self._day(), time(10)) + timedelta(minutes=10 * some.randrange(48))
                Appointment.insert(
                    uuid=f"appointment-{number}", office_id=self.desk.office_id, visitor_id=some.choice(self.visitors),
                    expert_id=some.choice(self.experts), starts_at=start, ends_at=start + timedelta(minutes=10),
                    state=some.choice(STATES), is_walk_in=True, created_at=start,
                ).execute()  # fmt: skip
                if number % 5 == 0:
                    CallNote.insert(office_id=self.desk.office_id, at=start, text="часы приёма").execute()
                if number % 30 == 0:
                    OutreachEvent.insert(
                        office_id=self.desk.office_id, on_date=start.date(), place="Дом культуры",
                        hours=["11:00-15:00"], experts=[], is_cancelled=number % 60 == 0,
                    ).execute()  # fmt: skip

    def stir(self, writes: int) -> None:
        """Mixed writes: changes of every column, annulments, deletions, new categories of visitors, new appeals."""
        ids = [row.id for row in Appeal.select(Appeal.id)]
        some = self.random
        with self.desk.db.writing():
            for _ in range(writes):
                what, appeal = some.randrange(10), some.choice(ids)
                if what < 5:
                    content = self._content()
                    outcome = {name: content.pop(name) for name in ("outcome", "closed_on")}
                    names = some.sample(sorted(content), 3)
                    changed = {name: content[name] for name in names} | (outcome if some.random() < 0.3 else {})
                    Appeal.update(**changed).where(Appeal.id == appeal).execute()
                elif what == 5:
                    Appeal.delete().where(Appeal.id == appeal).execute()
                elif what == 6:
                    visitor = some.choice(self.visitors)
                    Visitor.update(category=some.choice(CATEGORIES)).where(Visitor.id == visitor).execute()
                elif what == 7:
                    Appeal.update(is_annulled=some.random() < 0.5).where(Appeal.id == appeal).execute()
                else:
                    self.serial += 1
                    ids.append(an_appeal(self.desk, self.serial, **self._content()))
