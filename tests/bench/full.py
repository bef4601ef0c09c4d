"""The office at full scale: 900,000 visitors and 1,300,000 appeals of two years, written by the import's own stages.

All names, phones and addresses are invented; surnames are put together from syllables, so that there are as many of
them, and as unevenly spread, as in a real region. The same seed gives the same office.
"""

from __future__ import annotations

import hashlib
import json
import random
import time
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from models.demo.make import office_content
from models.demo.people import CATEGORIES
from models.demo.questions import QUESTIONS
from models.exchange.appeals import AppealRecord
from models.exchange.writing import AppealWriter
from models.office.desk import Clock, Desk
from models.office.queries import open_desk
from models.office.setup import create_office
from models.reception.bulk import counted_at_once
from models.storage.bulk import in_haste, insert_rows, merge_search
from models.visitors.intake import Intake
from models.visitors.rules import VisitorDraft

PORTION = 20_000
DISTRICTS, EXPERTS = 36, 60
DAYS = 730
OPEN_FOR = 38  # days; of older appeals hardly any is open
FIRST_NAMES = {
    "f": ("Мария", "Анна", "Ольга", "Галина", "Татьяна", "Людмила", "Нина", "Елена", "Валентина", "Светлана", "Ирина",
          "Любовь", "Надежда", "Зинаида", "Рамиля", "Фёкла"),
    "m": ("Иван", "Пётр", "Николай", "Сергей", "Александр", "Виктор", "Владимир", "Михаил", "Юрий", "Алексей", "Рашид",
          "Фёдор", "Геннадий", "Артём"),
}  # fmt: skip
FATHERS = ("Иванов", "Петров", "Николаев", "Сергеев", "Александров", "Викторов", "Михайлов", "Фёдоров", "Рашидов")
ENDS = {"f": "на", "m": "ич"}
STREETS = ("Садовая", "Речная", "Заводская", "Школьная", "Лесная", "Мира", "Победы", "Полевая", "Строителей", "Южная")
_BEGINNINGS = (
    "Ба",
    "Ве",
    "Во",
    "Гра",
    "Гу",
    "Де",
    "До",
    "Ере",
    "Жу",
    "За",
    "Зи",
    "Ка",
    "Ко",
    "Кру",
    "Ла",
    "Ле",
    "Ма",
    "Ми",
    "Мо",
    "Не",
    "Но",
    "Ога",
    "Па",
    "Пе",
    "Ру",
    "Са",
    "Се",
    "Со",
    "Та",
    "То",
    "Фи",
    "Че",
    "Ша",
    "Щё",
)
_MIDDLES = ("", "ра", "ло", "ни", "ве", "ше", "ба", "го", "лу", "ми", "ре", "са", "ти", "зо", "ле", "ру")
_ENDINGS = ("ров", "нев", "кин", "лов", "нин", "шов", "дов", "тин", "мов", "зин", "ков", "гов", "вин", "сов", "ев")
CHANNELS, CHANNEL_SUMS = ("personal", "phone", "written", "outreach", "email", "portal"), (60, 74, 86, 94, 98, 100)
OUTCOMES, OUTCOME_WEIGHTS = ("help", "advice", "forwarded", "declined"), (42, 44, 10, 4)
SUMS = (None,) * 19 + (431820,)


@dataclass
class Plan:
    """Who comes when: made first, so that each visitor's last visit is known when he is written."""

    days: array[int]  # of each appeal, the number of its day
    visitors: array[int]  # of each appeal
    last: array[int]  # of each visitor, the day of the last visit


@dataclass
class Choices:
    """What the records are drawn from."""

    districts: list[int]
    experts: list[int]
    topics: list[str]
    topic_weights: list[float]  # cumulated
    surnames: list[str]
    surname_weights: list[float]


def make_full(folder: Path, visitors: int, appeals: int, today: date, seed: int = 1) -> dict[str, float]:
    """Makes the office and tells the seconds that each stage took."""
    chance = random.Random(seed)
    create_office(folder, _content(today), Clock(_at(today, 18))).db.close()
    desk = open_desk(folder, Clock(_at(today, 18)))
    took: dict[str, float] = {}
    try:
        days, drawn = working_days(today), choices(desk)
        plan = planned(chance, visitors, appeals, len(days))
        with in_haste(desk.db, is_alone=True):
            took["visitors"] = _visitors(desk, chance, plan, drawn, days)
            took["appeals"] = _appeals(desk, chance, plan, drawn, days)
            took["appointments"] = _appointments(desk, chance, plan, drawn, days)
        merge_search(desk.db)
        begun = time.perf_counter()
        desk.db.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        took["checkpoint"] = time.perf_counter() - begun
    finally:
        desk.db.close()
    (folder / "bench.json").write_text(json.dumps(took), encoding="utf-8")
    return took


def _at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour)


def _content(today: date) -> dict[str, Any]:
    content = office_content(today)
    content["districts"] = [
        f"{_BEGINNINGS[n % 34]}{_MIDDLES[n % 15 + 1]}{_ENDINGS[n % 15]}ский" for n in range(DISTRICTS)
    ]
    content["outreach"] = []
    name = "{}{}ов Андрей {}ич"
    content["staff"] += [
        {"name": name.format(_BEGINNINGS[n % 34], _MIDDLES[1 + n // 34], FATHERS[n % 9]), "position": "Эксперт",
         "role": "expert", "login": f"expert{n}", "receives": True, "topics": []}
        for n in range(EXPERTS - 4)
    ]  # fmt: skip
    return content


def working_days(today: date) -> list[date]:
    return [day for n in range(DAYS, 0, -1) if (day := today - timedelta(days=n)).weekday() < 5]


def planned(chance: random.Random, visitors: int, appeals: int, days_count: int) -> Plan:
    """In the order of time; somebody new comes, or somebody who was there before, mostly not long ago."""
    days, who, last = array("H"), array("I"), array("H", bytes(2 * visitors))
    known = 0
    draw = chance.random
    for n in range(appeals):
        day = n * days_count // appeals
        left = visitors - known
        if left and (not known or draw() < left / (appeals - n) or left >= appeals - n):
            one, known = known, known + 1
        else:
            one = known - 1 - int(known * draw() ** 2)
        days.append(day)
        who.append(one)
        last[one] = day
    return Plan(days, who, last)


def choices(desk: Desk) -> Choices:
    topics = [row[0] for row in desk.db.rows("SELECT code FROM topic WHERE level >= 4 ORDER BY code")]
    popular = [code for code in QUESTIONS if code in set(topics)]
    ordered = popular + [code for code in topics if code not in QUESTIONS]
    surnames = [a + b + c for b in _MIDDLES for c in _ENDINGS for a in _BEGINNINGS]
    return Choices(
        [row[0] for row in desk.db.rows("SELECT id FROM district ORDER BY id")],
        [row[0] for row in desk.db.rows("SELECT id FROM staff WHERE receives ORDER BY id")],
        ordered, _zipf(len(ordered), 1.5), surnames, _zipf(len(surnames), 0.7),
    )  # fmt: skip


def _zipf(count: int, steepness: float) -> list[float]:
    return list(accumulate(1 / (n + 2) ** steepness for n in range(count)))


def mark(visitor: int) -> str:
    """The UUID of a visitor; early ones first, as they would have come."""
    return f"{visitor:08x}-0000-4000-8000-{visitor * 2654435761 % 2**48:012x}"


def visitor_drafts(chance: random.Random, choices: Choices, count: int, today: date) -> Iterator[VisitorDraft]:
    """Drafts as a file of visitors would give them."""
    draw, pick = chance.random, chance.choice
    for n in range(count):
        gender = "f" if draw() < 0.64 else "m"
        surname = chance.choices(choices.surnames, cum_weights=choices.surname_weights)[0]
        name = f"{surname}{'а' if gender == 'f' else ''} {pick(FIRST_NAMES[gender])} {pick(FATHERS)}{ENDS[gender]}"
        phones = (f"+79{int(draw() * 10**9):09d}",) if draw() < 0.93 else ()
        place = int(draw() * DISTRICTS)
        yield VisitorDraft(
            name, phones, None, today.year - 18 - int(draw() * 70), gender, "", "",
            f"ул. {pick(STREETS)}, д. {int(draw() * 120) + 1}, кв. {int(draw() * 180) + 1}", choices.districts[place],
            pick(CATEGORIES) if draw() < 0.4 else "", "", mark(n),
        )  # fmt: skip


def _visitors(desk: Desk, chance: random.Random, plan: Plan, choices: Choices, days: Sequence[date]) -> float:
    drafts = visitor_drafts(chance, choices, len(plan.last), days[-1])
    spent, number = 0.0, 0
    while portion := list(islice(drafts, PORTION)):
        begun = time.perf_counter()
        with desk.db.transaction("import", desk):
            intake = Intake(desk, in_bulk=True, apart={draft.uuid for draft in portion})
            intake.prepare(portion)
            for draft in portion:
                intake.keep(draft, days[plan.last[number]])
                number += 1
            intake.write()
        spent += time.perf_counter() - begun
    return spent


def appeal_records(
    chance: random.Random, plan: Plan, choices: Choices, days: Sequence[date], offset: int = 0
) -> Iterator[AppealRecord]:
    """Records as the reading of a file gives them; visitors are named by their UUID."""
    draw, pick = chance.random, chance.choice
    iso = [day.isoformat() for day in days]
    later = [[(day + timedelta(days=n)).isoformat() for n in range(OPEN_FOR)] for day in days]
    usual = ("Просит разъяснить порядок и сроки, ответ ранее не получен",)
    for n in range(len(plan.days)):
        day, visitor = plan.days[n], plan.visitors[n]
        topic = chance.choices(choices.topics, cum_weights=choices.topic_weights)[0]
        questions = QUESTIONS[topic][1] if topic in QUESTIONS else usual
        age = (days[-1] - days[day]).days
        waits = int(draw() ** 2 * OPEN_FOR)
        is_open = waits > age or draw() < 0.0005
        outcome = None if is_open else chance.choices(OUTCOMES, weights=OUTCOME_WEIGHTS)[0]
        channel = chance.choices(CHANNELS, cum_weights=CHANNEL_SUMS)[0]
        yield AppealRecord(
            VisitorDraft(uuid=mark(visitor)), iso[day], topic, pick(questions), "", channel,
            "oral" if channel in ("personal", "outreach", "phone") else "statement",
            choices.districts[visitor * 2654435761 % DISTRICTS], choices.experts[int(draw() * len(choices.experts))],
            outcome, later[day][waits] if outcome else None, "Дано разъяснение, направлен ответ." if outcome else "",
            pick(SUMS) if outcome == "help" else None, None, 1 if draw() < 0.985 else 12, "", "", _digest(n + offset),
        )  # fmt: skip


def _digest(n: int) -> str:
    return hashlib.blake2b(b"%d" % n, digest_size=16).hexdigest()


def _appeals(desk: Desk, chance: random.Random, plan: Plan, choices: Choices, days: Sequence[date]) -> float:
    records = appeal_records(chance, plan, choices, days)
    writer, spent = AppealWriter(desk), 0.0
    while portion := list(islice(records, PORTION)):
        begun = time.perf_counter()
        with desk.db.transaction("import", desk):
            done = writer.write(portion)
        spent += time.perf_counter() - begun
        if done.imported != len(portion):
            raise RuntimeError(f"{len(portion) - done.imported} records were not taken")
    return spent


_APPOINTMENT = (
    "uuid", "office_id", "visitor_id", "expert_id", "starts_at", "ends_at", "state", "ticket", "topic", "summary",
    "is_walk_in", "cancel_reason", "content_hash", "version", "created_at",
)  # fmt: skip


def _appointments(desk: Desk, chance: random.Random, plan: Plan, choices: Choices, days: Sequence[date]) -> float:
    """Half of the appeals were received at a booked time, some of them never; places of a day are given in turn."""
    spent, batch, ids = 0.0, list[tuple[Any, ...]](), array("I")
    for (row,) in desk.db.connection().execute("SELECT id FROM visitor ORDER BY uuid"):
        ids.append(row)
    day, place = -1, 0
    for n in range(0, len(plan.days), 2):
        if plan.days[n] != day:
            day, place = plan.days[n], 0
        hour, expert = divmod(place, len(choices.experts))
        place += 1
        is_walk_in = hour >= 14
        start = datetime.combine(days[day], datetime.min.time()) + timedelta(hours=10, minutes=30 * (hour % 14))
        kind = chance.random()
        state = "done" if kind < 0.92 else "no-show" if kind < 0.97 else "cancelled"
        batch.append((
            f"{n:08x}-0000-4000-9000-000000000000", desk.office_id, ids[plan.visitors[n]], choices.experts[expert],
            start.isoformat(" "), (start + timedelta(minutes=30)).isoformat(" "), state, None, None, "", is_walk_in, "",
            "", 1, start.isoformat(" "),
        ))  # fmt: skip
        if len(batch) == PORTION:
            spent += _booked(desk, batch)
            batch = []
    return spent + _booked(desk, batch)


def _booked(desk: Desk, batch: list[tuple[Any, ...]]) -> float:
    begun = time.perf_counter()
    people = {row[2] for row in batch}  # their last visits are those of their appeals, which are there already
    with desk.db.transaction("import", desk), counted_at_once(desk, people):
        insert_rows(desk.db, "appointment", _APPOINTMENT, batch)
    return time.perf_counter() - begun
