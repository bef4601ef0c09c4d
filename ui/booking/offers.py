"""Which times and which expert are offered for a booking. Pure: free times and people in, choices out; asks nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby

from models.office.queries import Person
from models.office.topics import covers
from models.reception.queries import FreeSlot, experts_for
from models.visitors.names import initials
from resources import formats
from resources.words import _, language, ngettext
from ui.widgets.choices import ChipRow, Choice

KEYS_IN_A_DAY = 3  # the first days share the six keys
KEYS = 6


@dataclass(frozen=True)
class Taking:
    """What a chip of a free time stands for."""

    expert_id: int
    start: datetime


@dataclass(frozen=True)
class More:
    """The chip that shows the rest of a day."""

    day: date


@dataclass(frozen=True)
class Receiver:
    """What the chip of an expert stands for, where somebody walked in."""

    expert_id: int


@dataclass(frozen=True)
class Room:
    """How many days and, in each, how many chips have a place on the screen."""

    days: int = 3
    chips: int = 6


@dataclass(frozen=True)
class Wanted:
    """What narrows the offer: the office or an outreach event, the topic, and what a person chose by hand."""

    is_outreach: bool = False
    outreach_id: int | None = None
    topic: str | None = None
    expert_id: int | None = None  # chosen by hand


@dataclass(frozen=True)
class Offer:
    """Everything the form shows: whom to choose from, who is proposed, and when he is free."""

    experts: tuple[Person, ...]  # those for the topic first
    first_free: dict[int, datetime] = field(default_factory=dict)
    fitting: frozenset[int] = frozenset()  # who is named for the topic; where nobody is, others are proposed
    expert_id: int | None = None
    slots: tuple[FreeSlot, ...] = ()  # of the expert


def offer(slots: Iterable[FreeSlot], people: Iterable[Person], wanted: Wanted) -> Offer:
    """The expert by topic who is free first, unless one was chosen by hand, and his free times."""
    here = _at(slots, wanted)
    first_free: dict[int, datetime] = {}
    for slot in here:
        if slot.start < first_free.get(slot.expert_id, datetime.max):
            first_free[slot.expert_id] = slot.start
    everybody = [p for p in people if p.receives and (not wanted.is_outreach or p.id in first_free)]
    fitting = experts_for(everybody, wanted.topic) or everybody
    named = [p for p in fitting if any(covers(code, wanted.topic) for code in p.topics)] if wanted.topic else []
    others = [p for p in everybody if p not in fitting]
    chosen = wanted.expert_id if any(p.id == wanted.expert_id for p in everybody) else None
    if chosen is None and fitting:
        chosen = min(fitting, key=lambda p: first_free.get(p.id, datetime.max)).id
    own = sorted((slot for slot in here if slot.expert_id == chosen), key=lambda slot: slot.start)
    return Offer((*fitting, *others), first_free, frozenset(p.id for p in named), chosen, tuple(own))


def _at(slots: Iterable[FreeSlot], wanted: Wanted) -> list[FreeSlot]:
    """Those of the office, or of the outreach; there are thousands."""
    if not wanted.is_outreach:
        return [slot for slot in slots if slot.outreach_id is None]
    away = [slot for slot in slots if slot.outreach_id is not None]
    return away if wanted.outreach_id is None else [slot for slot in away if slot.outreach_id == wanted.outreach_id]


def chip_rows(
    slots: Sequence[FreeSlot],
    today: date,
    *,
    opened: Collection[date] = (),
    chosen: Taking | None = None,
    skip: int = 0,
    room: Room = Room(),
) -> list[ChipRow]:
    """The free times of some days as numbered chips; days without any are passed over, `skip` days are behind us.

    A day shows its first times and a chip for the rest; it is shown whole if it was opened or holds the chosen time.
    """
    days = [(day, list(of_day)) for day, of_day in groupby(slots, key=lambda slot: slot.start.date())]
    shown = days[skip : skip + room.days]
    share = KEYS if len(shown) == 1 else KEYS_IN_A_DAY
    keys = iter(range(1, KEYS + 1))
    rows = []
    for day, of_day in shown:
        choices: list[Choice] = []
        for slot in _seen(of_day, day in opened, chosen, room.chips):
            key = str(next(keys, "")) if len(choices) < share else ""
            note = formats.weekday_day(day)
            choices.append(Choice(Taking(slot.expert_id, slot.start), formats.clock_time(slot.start), key, note))
        hidden = len(of_day) - len(choices)
        if hidden:
            words = _("Show the other free times of {day}").format(day=formats.day_month(day))
            choices.append(Choice(More(day), _("{n} more").format(n=hidden), note=words, opens=True))
        rows.append(ChipRow(*_day_words(day, today, of_day[0].outreach), choices))
    return rows


def _seen(of_day: list[FreeSlot], is_open: bool, chosen: Taking | None, most: int) -> list[FreeSlot]:
    few = of_day[: most - 1]  # the last place is that of the chip for the rest
    is_further = chosen is not None and any(slot.start == chosen.start for slot in of_day[most - 1 :])
    return of_day if is_open or is_further or len(of_day) <= most else few


def _day_words(day: date, today: date, place: str | None) -> tuple[str, str]:
    """«Сегодня», «пн, 23 ноября»; further days by their own names, an outreach event with its place."""
    if place:
        return formats.day_month(day), place
    near = {today: _("Today"), today + timedelta(days=1): _("Tomorrow")}.get(day)
    if near:
        weekday = formats.weekday_short(day)
        return near, f"{weekday.lower() if language() == 'ru' else weekday}, {formats.day_month(day)}"
    return formats.weekday(day), formats.day_month(day)


def days_offered(slots: Iterable[FreeSlot]) -> int:
    """On how many days there is a free time."""
    return len({slot.start.date() for slot in slots})


def expert_choices(offered: Offer, topics: dict[str, str], today: date) -> list[Choice]:
    """The list of who receives: name, what on, and when free first. `topics` are short names by code."""
    choices = []
    for person in offered.experts:
        parts = [", ".join(topics[code] for code in person.topics if code in topics) or person.position]
        start = offered.first_free.get(person.id)
        if start is not None:
            parts.append(_("free {when}").format(when=near_time(start, today)))
        choices.append(Choice(person.id, person.name, note=" · ".join(part for part in parts if part)))
    return choices


def receiver_rows(offered: Offer, topics: dict[str, str], waiting: Mapping[int, int], today: date) -> list[ChipRow]:
    """Who may receive a walk-in, those for the topic first: how many wait there, and when he is free."""
    rows = []
    for number, person in enumerate(offered.experts, start=1):
        n = waiting.get(person.id, 0)
        words = [ngettext("{n} waiting", "{n} waiting", n).format(n=n) if n else _("nobody waits")]
        start = offered.first_free.get(person.id)
        if start is not None and start.date() == today:
            words.append(_("free at {time}").format(time=formats.clock_time(start)))
        about = ", ".join(topics[code] for code in person.topics if code in topics) or person.position
        key = str(number) if number <= KEYS else ""
        chip = Choice(Receiver(person.id), " · ".join(words), key, note=person.name)
        rows.append(ChipRow(initials(person.name), about, [chip]))
    return rows


def near_time(moment: datetime, today: date) -> str:
    """«сегодня, 14:00», «25 ноября, 10:30»."""
    days = (moment.date() - today).days
    day = {0: _("today"), 1: _("tomorrow")}.get(days) or formats.day_month(moment.date())
    return f"{day}, {formats.clock_time(moment)}"
