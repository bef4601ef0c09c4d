"""What screens, papers and rules read of the office: facts, staff, hours, districts, topics, executors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from models.office import calendar
from models.office.desk import HEAD, Actor, Clock, Desk
from models.office.hours import Event, ExpertHours, OfficeHours, office_ranges
from models.office.tables import Absence, DayOff, District, Executor, ExtraDay, Office, Staff
from models.problems import Problem, Refused
from models.reception.tables import OutreachEvent
from models.storage import place
from models.storage.engine import in_words
from models.storage.keys import search_key
from resources.words import N_


@dataclass(frozen=True)
class Person:
    """One of the staff."""

    id: int
    name: str
    position: str
    role: str
    phone: str
    receives: bool
    topics: tuple[str, ...]
    is_active: bool


@dataclass(frozen=True)
class Named:
    """A row of a choice: an id with its name."""

    id: int
    name: str


@dataclass(frozen=True)
class OfficeFacts:
    """What every screen and paper may need of the office, read once and kept until it changes."""

    id: int
    name: str
    address: str
    phones: tuple[str, ...]
    email: str
    country: str
    area_code: str
    timezone: str
    language: str
    slot_minutes: int
    is_sample: bool
    staff: tuple[Person, ...]  # active ones, in the office's order
    districts: tuple[Named, ...]
    executors: tuple[Named, ...]
    hours_today: tuple[tuple[datetime, datetime], ...]

    def person(self, staff_id: int | None) -> Person | None:
        return next((p for p in self.staff if p.id == staff_id), None)

    @property
    def experts(self) -> tuple[Person, ...]:
        """Those who receive."""
        return tuple(p for p in self.staff if p.receives)


def open_desk(where: Path | str, clock: Clock) -> Desk:
    """Opens the office of a folder, or of a server's URL, with its head at the desk. Raises Refused in words."""
    db = place.open_office(where)
    try:
        office = Office.select().order_by(Office.id).first()
        if office is None:
            raise Refused(Problem("no-office", N_("There is no office in this file.")))
        desk = Desk(db, office.id, Actor(None, "—", HEAD), clock, ZoneInfo(office.timezone))
        _keep_calendar(desk, office.holidays)
        return desk.of(head_actor(desk))
    except BaseException:
        db.close()
        raise


def _keep_calendar(desk: Desk, country: str) -> None:
    """Once a year, further holidays. Where they cannot be written now, the office opens all the same."""
    year = desk.today().year + 1
    if desk.db.is_read_only or calendar.is_written_until(country, year):
        return
    try:
        with desk.db.writing():
            calendar.write_calendar(desk.db, country, year + calendar.YEARS_AHEAD)
    except Exception as error:
        if in_words(error) is None:
            raise


def _person(row: Staff) -> Person:
    return Person(
        row.id, row.name, row.position, row.role, row.phone, row.receives, tuple(row.topics), row.is_active
    )  # fmt: skip


_EVERYBODY = "SELECT * FROM staff WHERE office_id = ? ORDER BY place, id"  # fixed: every start of a command asks


def staff(desk: Desk, active_only: bool = True) -> tuple[Person, ...]:
    """The staff in the office's order."""
    everybody = Staff.raw(_EVERYBODY, desk.office_id)
    return tuple(_person(row) for row in everybody if row.is_active or not active_only)


def head_actor(desk: Desk) -> Actor:
    """The office's head, or before there is one, whoever is first, with the head's rights."""
    people = staff(desk)
    head = next((p for p in people if p.role == HEAD), people[0] if people else None)
    return Actor(head.id, head.name, HEAD) if head else Actor(None, "—", HEAD)


def facts(desk: Desk) -> OfficeFacts:
    """The office as screens show it."""
    office = Office.get_by_id(desk.office_id)
    districts = District.select().where(District.office_id == office.id, District.is_active)
    executors = Executor.select().where(Executor.office_id == office.id, Executor.is_active)
    today = desk.today()
    ranges = office_ranges(office_hours(desk, today, today), today)
    return OfficeFacts(
        office.id, office.name, office.address, tuple(office.phones), office.email, office.country, office.area_code,
        office.timezone, office.language, office.slot_minutes, office.is_sample, staff(desk),
        tuple(Named(d.id, d.name) for d in districts.order_by(District.place, District.id)),
        tuple(Named(e.id, e.name) for e in executors.order_by(Executor.id)),
        tuple((r.start, r.end) for r in ranges),
    )  # fmt: skip


def name_and_language(desk: Desk) -> tuple[str, str]:
    """What a command needs to know of the office before it answers."""
    office = Office.get_by_id(desk.office_id)
    return office.name, office.language


def expert_named(desk: Desk, name: str, active_only: bool = True) -> Person:
    """The one of the staff with this name, in full or the surname alone. Raises Refused: unknown, or several."""
    key = search_key(name)
    people = staff(desk, active_only)
    matching = [p for p in people if search_key(p.name) == key] or [
        p for p in people if key and search_key(p.name).startswith(key + " ")
    ]
    if len(matching) == 1:
        return matching[0]
    if not matching:
        raise Refused(
            Problem("unknown-expert", N_("Nobody of the staff is called “{name}”."), "expert", {"name": name})
        )
    names = ", ".join(p.name for p in matching)
    raise Refused(
        Problem("several", N_("Several people match “{name}”: {names}."), "expert", {"name": name, "names": names})
    )


def district_named(desk: Desk, name: str) -> int:
    """The id of a district by name. Raises Refused."""
    row = District.get_or_none(District.office_id == desk.office_id, District.name_key == search_key(name))
    if row is None:
        raise Refused(Problem("unknown-district", N_("There is no district “{name}”."), "district", {"name": name}))
    return int(row.id)


# Fixed SQL, because every booking asks for all of this: building statements takes peewee longer than running them.
_EVENTS = (
    "SELECT * FROM outreach_event WHERE office_id = ? AND on_date BETWEEN ? AND ? AND is_cancelled = 0 ORDER BY id"
)
_DAYS_OFF = "SELECT * FROM day_off WHERE office_id = ? AND first <= ? AND last >= ? ORDER BY id"
_EXTRA_DAYS = "SELECT * FROM extra_day WHERE office_id = ? AND staff_id IS NULL AND on_date BETWEEN ? AND ? ORDER BY id"
_ABSENCES = "SELECT * FROM absence WHERE staff_id IN ({ids}) AND ends_at > ? AND starts_at < ? ORDER BY id"
_OWN_DAYS = "SELECT * FROM extra_day WHERE staff_id IN ({ids}) AND on_date BETWEEN ? AND ? ORDER BY id"
_STAFF = "SELECT * FROM staff WHERE id IN ({ids}) ORDER BY id"


def events_between(desk: Desk, first: date, last: date) -> tuple[Event, ...]:
    """Outreach events that take place."""
    query = OutreachEvent.raw(_EVENTS, desk.office_id, first, last)
    return tuple(Event(e.id, e.on_date, tuple(e.hours), e.slot_minutes, tuple(e.experts)) for e in query)


def office_hours(desk: Desk, first: date, last: date) -> OfficeHours:
    """All that opens and closes the office between two dates, both included."""
    office = Office.get_by_id(desk.office_id)
    days_off = DayOff.raw(_DAYS_OFF, office.id, last, first)
    extra = ExtraDay.raw(_EXTRA_DAYS, office.id, first, last)
    return OfficeHours(
        office.hours, office.slot_minutes, calendar.holidays_between(office.holidays, first, last),
        tuple((d.first, d.last, d.why) for d in days_off), {e.on_date: tuple(e.hours) for e in extra},
        events_between(desk, first, last),
    )  # fmt: skip


def expert_hours(desk: Desk, expert_ids: list[int], first: date, last: date) -> dict[int, ExpertHours]:
    """What is each expert's own between two dates, in three statements whatever their number."""
    starts, ends = (
        datetime.combine(first, datetime.min.time()),
        datetime.combine(last + timedelta(1), datetime.min.time()),
    )
    marks = ", ".join("?" * len(expert_ids))
    absences: dict[int, list[tuple[datetime, datetime, str]]] = {}
    for a in Absence.raw(_ABSENCES.format(ids=marks), *expert_ids, starts, ends):
        absences.setdefault(a.staff_id, []).append((a.starts_at, a.ends_at, a.why))
    extra: dict[int | None, dict[date, tuple[str, ...]]] = {}
    for e in ExtraDay.raw(_OWN_DAYS.format(ids=marks), *expert_ids, first, last):
        extra.setdefault(e.staff_id, {})[e.on_date] = tuple(e.hours)
    return {
        row.id: ExpertHours(
            row.id, row.hours, row.slot_minutes, extra.get(row.id, {}), tuple(sorted(absences.get(row.id, ())))
        )
        for row in Staff.raw(_STAFF.format(ids=marks), *expert_ids)
    }
