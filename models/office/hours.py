"""When somebody receives: pure rules over hours, holidays, days off, extra days, absences and outreach events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from models.problems import Problem
from resources.words import N_

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_RANGE = re.compile(r"\s*(\d{1,2}):(\d{2})\s*[-–—]\s*(\d{1,2}):(\d{2})\s*")

Hours = Mapping[str, Sequence[str]]


@dataclass(frozen=True, order=True)
class Range:
    """A stretch of wall time, the end excluded; `outreach` is its event, `minutes` its own slot length."""

    start: datetime
    end: datetime
    outreach: int | None = None
    minutes: int | None = None

    def overlaps(self, start: datetime, end: datetime) -> bool:
        return self.start < end and start < self.end


@dataclass(frozen=True)
class Event:
    """An outreach event as its experts' day sees it."""

    id: int
    on_date: date
    hours: tuple[str, ...]
    minutes: int
    experts: tuple[int, ...]


@dataclass(frozen=True)
class OfficeHours:
    """All that opens or closes the office as a whole."""

    hours: Hours
    slot_minutes: int
    holidays: Mapping[date, str] = field(default_factory=dict)  # days the calendar closes
    days_off: tuple[tuple[date, date, str], ...] = ()
    extra_days: Mapping[date, tuple[str, ...]] = field(default_factory=dict)
    events: tuple[Event, ...] = ()


@dataclass(frozen=True)
class ExpertHours:
    """What is one expert's own."""

    id: int
    hours: Hours | None = None
    slot_minutes: int | None = None
    extra_days: Mapping[date, tuple[str, ...]] = field(default_factory=dict)
    absences: tuple[tuple[datetime, datetime, str], ...] = ()


def parsed_range(text: str) -> tuple[time, time]:
    """«10:00-13:00» as two times; 24:00 is not a time of reception. Raises ValueError."""
    match = _RANGE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    first = time(int(match[1]), int(match[2]))
    last = time(int(match[3]), int(match[4]))
    if last <= first:
        raise ValueError(text)
    return first, last


def problems_of_ranges(ranges: Iterable[str], place: str) -> list[Problem]:
    """What is wrong with the hours of one day: unreadable, ending before they start, overlapping."""
    found = []
    for text in ranges:
        try:
            found.append(parsed_range(text))
        except ValueError:
            return [
                Problem(
                    "bad-hours",
                    N_("“{text}” is not a range of hours; write it like 10:00-13:00."),
                    place,
                    {"text": text},
                )
            ]
    for (_a, end), (start, _b) in pairwise(sorted(found)):
        if start < end:
            return [Problem("overlap", N_("The hours of one day overlap."), place)]
    return []


def ranges_on(day: date, texts: Iterable[str]) -> list[Range]:
    """The stretches of a day, in order."""
    times = sorted(parsed_range(text) for text in texts)
    return [Range(datetime.combine(day, first), datetime.combine(day, last)) for first, last in times]


def closed_because(office: OfficeHours, day: date) -> str | None:
    """Why the whole office is closed on the day: a holiday's name or the reason of a day off; None where it is not."""
    if day in office.extra_days:
        return None
    for first, last, why in office.days_off:
        if first <= day <= last:
            return why or ""
    return office.holidays.get(day)


def office_ranges(office: OfficeHours, day: date) -> list[Range]:
    """The office's own hours on a day. Extra days win over holidays, days off and weekends."""
    if day in office.extra_days:
        return ranges_on(day, office.extra_days[day])
    if closed_because(office, day) is not None:
        return []
    return ranges_on(day, office.hours.get(WEEKDAYS[day.weekday()], ()))


def expert_ranges(office: OfficeHours, expert: ExpertHours, day: date) -> list[Range]:
    """Where an expert's grid lies on a day, outreach included; absences and bookings are taken out of it later."""
    own = expert.extra_days.get(day)
    if own is not None:
        ranges = ranges_on(day, own)
    elif day in office.extra_days or closed_because(office, day) is not None or expert.hours is None:
        ranges = office_ranges(office, day)
    else:
        ranges = ranges_on(day, expert.hours.get(WEEKDAYS[day.weekday()], ()))
    for event in events_of(office, expert, day):
        ranges += [Range(r.start, r.end, event.id, event.minutes) for r in ranges_on(day, event.hours)]
    return sorted(ranges, key=lambda r: (r.start, r.end))


def events_of(office: OfficeHours, expert: ExpertHours, day: date) -> list[Event]:
    """The outreach events that the expert goes to on the day."""
    return [event for event in office.events if event.on_date == day and expert.id in event.experts]


@dataclass(frozen=True)
class Slot:
    """A place on an expert's grid."""

    expert_id: int
    start: datetime
    end: datetime
    outreach: int | None = None


def grid(office: OfficeHours, expert: ExpertHours, day: date) -> list[Slot]:
    """All places of an expert's day, taken ones too: counted from the beginning of each range, absences left out.

    An outreach event takes its expert's overlapping office times.
    """
    ranges = expert_ranges(office, expert, day)
    away = [(r.start, r.end) for r in ranges if r.outreach is not None]
    absent = [(start, end) for start, end, _ in expert.absences]
    slots = []
    for stretch in ranges:
        step = timedelta(minutes=stretch.minutes or expert.slot_minutes or office.slot_minutes)
        start = stretch.start
        while start + step <= stretch.end:
            end = start + step
            busy = absent if stretch.outreach is not None else absent + away
            if not any(a < end and start < b for a, b in busy):
                slots.append(Slot(expert.id, start, end, stretch.outreach))
            start = end
    return slots


def free(slots: Iterable[Slot], taken: Iterable[tuple[datetime, datetime]], after: datetime) -> list[Slot]:
    """The slots that begin at `after` or later and touch none of the taken times."""
    busy = sorted(taken)
    return [s for s in slots if s.start >= after and not any(a < s.end and s.start < b for a, b in busy)]


def why_not(office: OfficeHours, expert: ExpertHours, start: datetime, minutes: int | None) -> Problem | None:
    """Why a booking of this length cannot begin at this time by hours and grid alone; None where it can."""
    day = start.date()
    for absent_from, absent_to, why in expert.absences:
        if absent_from <= start < absent_to:
            return Problem("absent", N_("The expert is away then: {why}."), "start", {"why": why or "—"})
    ranges = expert_ranges(office, expert, day)
    reason = closed_because(office, day)
    if not ranges:
        if reason:
            return Problem("closed", N_("The office is closed that day: {why}."), "start", {"why": reason})
        return Problem("closed", N_("There is no reception that day."), "start")
    holding = [r for r in ranges if r.start <= start < r.end]
    if not holding:
        inside = ranges[0].start <= start < ranges[-1].end
        if inside:
            return Problem("break", N_("That time falls into the break."), "start")
        return Problem("outside", N_("That time is outside the reception hours."), "start")
    places = {slot.start: slot for slot in grid(office, expert, day)}
    slot = places.get(start)
    if slot is None:
        if any(r.outreach is not None and r.start <= start < r.end for r in ranges):
            return Problem(
                "off-grid",
                N_("The expert is at an outreach event then, and no place of it begins at this time."),
                "start",
            )
        return Problem("off-grid", N_("No reception begins at this time; choose one of the offered times."), "start")
    end = start + timedelta(minutes=minutes) if minutes else slot.end
    home = next(r for r in holding if r.outreach == slot.outreach)
    if end > home.end:
        return Problem("too-long", N_("The visit would outrun the reception hours."), "start")
    if any(a < end and start < b for a, b, _ in expert.absences):
        return Problem("absent", N_("The expert leaves before the visit would end."), "start")
    if slot.outreach is None and any(r.outreach is not None and r.overlaps(start, end) for r in ranges):
        return Problem("outreach", N_("The expert leaves for an outreach event before the visit would end."), "start")
    return None
