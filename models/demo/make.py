"""The sample office: two years of invented visits and a busy today. The same seed and date give the same data."""

from __future__ import annotations

import random
import uuid
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from models.appeals.rules import number_of
from models.demo import people, questions
from models.demo.today import busy_day
from models.office.calendar import Deadlines
from models.office.desk import Clock, Desk
from models.office.hours import Slot, grid, office_ranges
from models.office.queries import expert_hours, head_actor, office_hours, staff
from models.office.setup import create_office, replace_settings
from models.office.tables import District, Office
from models.reception.tables import OutreachEvent
from models.storage.keys import search_key, sort_key
from models.visitors import names

VISITS = 6000
DAYS = 730
_VISITOR = (
    "id", "uuid", "full_name", "name_key", "sort_key", "birth_date", "birth_year", "gender", "name_dative",
    "is_dative_by_hand", "is_gender_by_hand", "email", "address", "address_key", "district_id", "category", "note",
    "consent_on", "phone_key", "last_visit_on", "version", "created_at",
)  # fmt: skip
_PHONE = ("visitor_id", "typed", "e164", "extension", "place")
_CALL = ("office_id", "at", "text", "staff_id")
_APPOINTMENT = (
    "id", "uuid", "office_id", "visitor_id", "expert_id", "starts_at", "ends_at", "state", "ticket", "topic", "summary",
    "outreach_id", "is_walk_in", "arrived_at", "started_at", "finished_at", "cancel_reason", "booked_by",
    "content_hash", "version", "created_at",
)  # fmt: skip
_APPEAL = (
    "id", "uuid", "office_id", "number", "year", "serial", "visitor_id", "received_on", "due_on", "closed_on", "topic",
    "channel", "kind", "district_id", "expert_id", "summary", "written", "outcome", "result", "amount", "collective",
    "is_oral_answer_accepted", "appointment_id", "is_annulled", "is_repeated", "category", "content_hash", "version",
    "created_at",
)  # fmt: skip
_EVENT = ("appeal_id", "at", "staff_id", "kind", "text", "outcome")
_Row = tuple[Any, ...]


def office_content(today: date) -> dict[str, Any]:
    """The sample office's file. Where today is a day off, it is made an extra day, so that something is going on."""
    week = {day: ["10:00-13:00", "14:00-18:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
    outreach_day = today + timedelta(days=(3 - today.weekday()) % 7 + 7)
    return {
        "name": "Приёмная по работе с обращениями граждан",
        "address": "614000, г. Пермь, ул. Садовая, д. 12",
        "phones": ["8 (342) 200-00-00"],
        "country": "RU",
        "area_code": "342",
        "timezone": "Asia/Yekaterinburg",
        "language": "ru",
        "hours": week,
        "slot_minutes": 30,
        "holidays": "RU",
        "sample": True,
        "staff": [
            _person(
                "Белов Андрей Викторович", "Руководитель приёмной", "head", "belov", ["0005.0005.0056", "0003.0009"]
            ),
            _person(
                "Кузнецова Ирина Павловна",
                "Депутат городской Думы",
                "expert",
                "kuznetsova",
                ["0005.0005", "0002.0013", "0003"],
            ),
            _person(
                "Мельников Роман Сергеевич", "Юрист", "expert", "melnikov", ["0002.0007", "0002.0004", "0002.0006"]
            ),
            _person("Ахметова Гульнара Рашидовна", "Врач-эксперт", "expert", "akhmetova", ["0002.0014"]),
            {
                "name": "Соколова Елена Викторовна",
                "position": "Регистратор",
                "role": "registrar",
                "login": "sokolova",
                "phone": "8 (342) 200-00-00, доб. 12",
            },
        ],
        "districts": list(people.DISTRICTS),
        "executors": [
            {"name": "Инспекция государственного жилищного надзора", "days": 15},
            {"name": "Министерство здравоохранения", "days": 15},
            {"name": "Социальный фонд", "days": 15},
        ],
        "outreach": [
            {
                "date": outreach_day.isoformat(),
                "district": "Кунгурский",
                "place": "Дом культуры, ул. Центральная, 5",
                "hours": ["11:00-15:00"],
                "experts": ["Кузнецова Ирина Павловна"],
                "slot_minutes": 20,
            }
        ],
    }


def _person(name: str, position: str, role: str, login: str, topics: list[str]) -> dict[str, Any]:
    return {"name": name, "position": position, "role": role, "login": login, "receives": True, "topics": topics}


def make_demo(folder: Path, visits: int = VISITS, seed: int = 1, today: date | None = None) -> dict[str, int]:
    """Makes the sample office in a new folder and tells how many rows it holds. Raises Refused where one is there."""
    day = today or date.today()  # noqa: DTZ011 - the command's default; everything below takes the day as given
    content = office_content(day)
    clock = Clock(datetime.combine(day, time(11, 46)))
    desk = create_office(folder, content, clock)
    desk = desk.of(head_actor(desk))
    try:
        if not office_is_open(desk, day):
            content["extra_days"] = [{"date": day.isoformat(), "hours": ["10:00-13:00", "14:00-18:00"]}]
            replace_settings(desk, content)
        chance = random.Random(seed)
        history = _History(desk, chance, day)
        with desk.db.transaction("set up office", desk) as entry:
            history.write(visits)
            entry.concerns("office", desk.office_id, sample=True)
        busy_day(desk, chance, history.visitor_ids)
        return {"visitors": len(history.visitor_ids), **history.counts}
    finally:
        desk.db.close()


def office_is_open(desk: Desk, day: date) -> bool:
    """Whether the office itself receives on the day."""
    return bool(office_ranges(office_hours(desk, day, day), day))


class _History:
    """Two years of visits, invented first and written in bulk afterwards; today is left to `busy_day`."""

    def __init__(self, desk: Desk, chance: random.Random, today: date) -> None:
        self.desk, self.chance, self.today = desk, chance, today
        self.visitor_ids: list[int] = []
        self.counts: Counter[str] = Counter()
        self._people: list[people.Person] = []
        self._last_visits: dict[int, date] = {}
        self._serials: Counter[int] = Counter()
        self._rows: dict[str, list[_Row]] = {
            name: [] for name in ("appointment", "appeal", "appeal_event", "call_note")
        }
        office = Office.get_by_id(desk.office_id)
        self._deadlines = Deadlines(office)
        self._districts = {row.name: row.id for row in District.select()}
        self._experts = [p for p in staff(desk) if p.receives]
        self._registrar = next(p for p in staff(desk) if not p.receives)
        self._asked = {p.id: _asked_of(p.topics) for p in self._experts}

    def write(self, visits: int) -> None:
        """All history, day by day, so that numbers grow with time."""
        first = self.today - timedelta(days=DAYS)
        self._plan_outreach(first)
        office = office_hours(self.desk, first, self.today)
        own = expert_hours(self.desk, [p.id for p in self._experts], first, self.today)
        days = [first + timedelta(days=n) for n in range(DAYS)]
        slots = {day: [s for p in self._experts for s in grid(office, own[p.id], day)] for day in days}
        open_days = [day for day in days if slots[day]]
        number = max(40, int(visits * 0.6))
        self._people = [people.person(self.chance, self.today) for _n in range(number)]
        self.visitor_ids = list(range(1, number + 1))
        per_day = visits / max(1, len(open_days))
        due = 0.0
        for day in open_days:
            due += per_day * self.chance.uniform(0.6, 1.4) * (1.25 if day.month in (10, 11, 12, 1) else 0.9)
            in_office = [slot for slot in slots[day] if slot.outreach is None]
            away = [slot for slot in slots[day] if slot.outreach is not None and self.chance.random() < 0.7]
            number = min(int(due), len(in_office))
            due -= int(due)
            chosen = sorted(self.chance.sample(in_office, number) + away, key=lambda s: (s.start, s.expert_id))
            for place, slot in enumerate(chosen, 1):
                self._invent_visit(place, slot)
            if self.chance.random() < 0.5:
                self._invent_call(day)
        self._write_all()

    def _plan_outreach(self, first: date) -> None:
        """A reception in a district on the third Thursday of every month that has passed."""
        day = first
        while day < self.today - timedelta(days=7):
            if day.weekday() == 3 and 15 <= day.day <= 21:
                district = self.chance.choice(people.DISTRICTS)
                OutreachEvent.create(
                    office_id=self.desk.office_id, on_date=day, district_id=self._districts[district],
                    place=f"Дом культуры, {district} район", hours=["11:00-15:00"], slot_minutes=20,
                    experts=[self.chance.choice(self._experts).id],
                )  # fmt: skip
            day += timedelta(days=1)

    def _write_all(self) -> None:
        """Visitors with their last visit, then the latest visit first: so no trigger has to move anybody in the index
        of search again."""
        visitors, phones = self._visitor_rows()
        db = self.desk.db
        db.bulk.insert_rows(db, "visitor", _VISITOR, visitors)
        db.bulk.insert_rows(db, "visitor_phone", _PHONE, phones)
        db.bulk.insert_rows(db, "appointment", _APPOINTMENT, self._rows["appointment"][::-1])
        db.bulk.insert_rows(db, "appeal", _APPEAL, self._rows["appeal"])
        db.bulk.insert_rows(db, "appeal_event", _EVENT, self._rows["appeal_event"])
        db.bulk.insert_rows(db, "call_note", _CALL, self._rows["call_note"])

    def _uuid(self) -> str:
        return str(uuid.UUID(int=self.chance.getrandbits(128), version=4))

    def _utc(self, wall: datetime) -> str:
        return wall.replace(tzinfo=self.desk.zone).astimezone(UTC).replace(tzinfo=None).isoformat(" ")

    def _visitor_rows(self) -> tuple[list[_Row], list[_Row]]:
        """The people as rows, the latest visit first, as the index of search likes them, and their phones."""
        created = datetime.combine(self.today - timedelta(days=DAYS), time(9))
        rows: dict[int, _Row] = {}
        phones: list[_Row] = []
        for visitor_id, person in zip(self.visitor_ids, self._people, strict=True):
            consent = created.date().isoformat() if self.chance.random() < 0.7 else None
            note = "плохо слышит, говорить громче" if self.chance.random() < 0.02 else ""
            last = self._last_visits.get(visitor_id)
            rows[visitor_id] = (
                visitor_id, self._uuid(), person.name, search_key(person.name), sort_key(person.name),
                person.birth.isoformat(), person.birth.year, person.gender, names.dative(person.name, person.gender), 0,
                0, "", person.address, search_key(person.address), self._districts[person.district], person.category,
                note, consent, person.phone[-10:], last.isoformat() if last else None, 1, created.isoformat(" "),
            )  # fmt: skip
            phones.append((visitor_id, person.typed_phone, person.phone, "", 0))
        order = sorted(rows, key=lambda visitor_id: (self._last_visits.get(visitor_id, date.min), visitor_id))
        return [rows[visitor_id] for visitor_id in reversed(order)], phones

    def _invent_call(self, day: date) -> None:
        at = datetime.combine(day, time(10 + self.chance.randrange(8), self.chance.randrange(60)))
        said = self.chance.choice(questions.CALLS)
        self._rows["call_note"].append((self.desk.office_id, at.isoformat(" "), said, self._registrar.id))
        self.counts["calls"] += 1

    def _invent_visit(self, place: int, slot: Slot) -> None:
        start, end, expert_id = slot.start, slot.end, slot.expert_id
        number = len(self._people)
        visitor = self.chance.randrange(number) if self.chance.random() < 0.5 else (
            min(number - 1, int(self.chance.expovariate(1 / (number / 6))))
        )  # fmt: skip
        codes, weights = self._asked[expert_id]
        code = self.chance.choices(codes, cum_weights=weights)[0]
        _weight, asked, helped = questions.QUESTIONS[code]
        question = self.chance.choice(asked)
        state = "done" if self.chance.random() > 0.09 else self.chance.choice(("no-show", "cancelled"))
        begun = start + timedelta(minutes=self.chance.randrange(-3, 12))
        done = state == "done"
        self.counts["appointments"] += 1
        appointment_id = self.counts["appointments"]
        booked_at = start - timedelta(days=self.chance.randrange(1, 9))
        came = [(begun + timedelta(minutes=n)).isoformat(" ") if done else None for n in (-8, 0, 22)]
        self._rows["appointment"].append((
            appointment_id, self._uuid(), self.desk.office_id, self.visitor_ids[visitor], expert_id,
            start.isoformat(" "), end.isoformat(" "), state, f"А{place:02d}" if done else None, code, question,
            slot.outreach, 0,
            *came, "заболел" if state == "cancelled" else "", self._registrar.id, "", 1, booked_at.isoformat(" "),
        ))  # fmt: skip
        if done:
            self._last_visits[self.visitor_ids[visitor]] = start.date()
        if done and self.chance.random() < 0.93:
            self._invent_appeal(slot, begun, visitor, appointment_id, code, question, helped)

    def _invent_appeal(
        self, slot: Slot, at: datetime, visitor: int, appointment_id: int, code: str, question: str,
        helped: tuple[str, ...],
    ) -> None:  # fmt: skip
        day, expert_id = slot.start.date(), slot.expert_id
        self._serials[day.year] += 1
        serial = self._serials[day.year]
        person = self._people[visitor]
        outcome, closed, result, amount = self._outcome(day, code, helped)
        self.counts["appeals"] += 1
        appeal_id = self.counts["appeals"]
        others = ("personal", "phone", "written", "email", "portal")
        channel = "outreach" if slot.outreach else self.chance.choices(others, (78, 9, 8, 3, 2))[0]
        kind = self.chance.choices(("oral", "statement", "complaint", "proposal"), (55, 25, 17, 3))[0]
        signers = self.chance.choice((2, 5, 14)) if self.chance.random() < 0.02 else 1
        self._rows["appeal"].append((
            appeal_id, self._uuid(), self.desk.office_id, number_of(day.year, serial), day.year, serial,
            self.visitor_ids[visitor], day.isoformat(), self._deadlines.due(day).isoformat(),
            closed.isoformat() if closed else None, code, channel, kind, self._districts[person.district], expert_id,
            question, "", outcome, result, amount, signers, int(outcome == "advice"), appointment_id, 0, 0,
            person.category, "", 1, self._utc(at),
        ))  # fmt: skip
        steps = self._rows["appeal_event"]
        steps.append((appeal_id, at.isoformat(" "), expert_id, "registered", "", None))
        if closed:
            noon = datetime.combine(closed, max(time(15, 10), at.time()))
            steps.append((appeal_id, noon.isoformat(" "), expert_id, "closed", result, outcome))

    def _outcome(
        self, day: date, code: str, helped: tuple[str, ...]
    ) -> tuple[str | None, date | None, str, int | None]:  # fmt: skip
        chance = self.chance
        outcome = chance.choices(("help", "advice", "forwarded", "declined"), (41, 46, 9, 4))[0]
        days = 0 if outcome == "advice" and chance.random() < 0.8 else int(chance.triangular(1, 38, 14))
        closed = day + timedelta(days=days)
        is_left = 22 <= (self.today - day).days <= 33 and chance.random() < 0.07  # what control is for
        if closed >= self.today or is_left:
            return None, None, "", None
        results = {
            "help": helped,
            "advice": questions.ADVICE,
            "forwarded": questions.FORWARDED,
            "declined": questions.DECLINED,
        }
        result = chance.choice(results[outcome])
        is_money = outcome == "help" and code in ("0005.0005.0056.1149", "0005.0005.0056.1163", "0002.0007.0071.0283")
        return outcome, closed, result, chance.randrange(40_000, 1_800_000) if is_money else None


def _asked_of(topics: tuple[str, ...]) -> tuple[list[str], list[int]]:
    """What is asked on these topics, with weights that add up one after the other."""
    codes = [code for code in questions.QUESTIONS if any(code.startswith(topic) for topic in topics)]
    return codes, list(accumulate(questions.QUESTIONS[code][0] for code in codes))
