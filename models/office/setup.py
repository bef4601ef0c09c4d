"""Making an office and replacing its settings from an office file; writing the file from the office."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from models.changes import Changes
from models.office import calendar, office_file, topics
from models.office.desk import HEAD, Actor, Clock, Desk
from models.office.tables import Absence, DayOff, District, Executor, ExtraDay, Office, Staff
from models.reception.tables import OutreachEvent
from models.storage.keys import search_key
from models.storage.place import new_office
from resources import classifier
from resources.words import N_

SETUP_ACTOR = Actor(None, "—", HEAD)  # before there is anybody in the office


def create_office(place: Path | str, content: dict[str, Any], clock: Clock) -> Desk:
    """A new office in a data folder or, given a URL, on a server. Raises Refused: wrong content, an existing office,
    a place that cannot be written.
    """
    content = office_file.checked(content)
    with new_office(place) as db:
        desk = Desk(db, 1, SETUP_ACTOR, clock, ZoneInfo(content["timezone"]))
        with db.transaction("set up office", desk) as entry:
            _write_classifier(desk)
            Office.insert(id=desk.office_id, **_columns(content), is_sample=bool(content["sample"])).execute()
            _write_parts(desk, content)
            entry.concerns("office", desk.office_id)
    return desk


def replace_settings(desk: Desk, content: dict[str, Any]) -> Changes:
    """Takes the settings of an office file. Staff are matched by login, else name; those absent become inactive."""
    content = office_file.checked(content, staff_names(desk))
    with desk.db.transaction("change office", desk) as entry:
        Office.update(**_columns(content)).where(Office.id == desk.office_id).execute()
        _write_parts(desk, content)
        entry.concerns("office", desk.office_id)
    return Changes({"office": (desk.office_id,), "staff": (0,)}, N_("The office's settings were taken from the file."))


def staff_names(desk: Desk) -> list[str]:
    """The names of all who are or were of the office's staff."""
    return [row.name for row in Staff.select(Staff.name).where(Staff.office_id == desk.office_id)]


def _write_classifier(desk: Desk) -> None:
    english = classifier.english_names()
    rows = [(r.code, r.level, r.name, english.get(r.code), search_key(r.name), False) for r in classifier.rows()]
    desk.db.run_many(
        "INSERT INTO topic (code, level, name, name_en, name_key, is_favourite) VALUES (?, ?, ?, ?, ?, ?)", rows
    )


def _columns(content: dict[str, Any]) -> dict[str, Any]:
    return {
        **{key: content[key] for key in (
            "name", "address", "phones", "email", "country", "area_code", "timezone", "language", "hours",
            "slot_minutes", "holidays", "topics")},
        "deadline_days": content["deadline"]["days"], "deadline_weekend": content["deadline"]["weekend"],
    }  # fmt: skip


def _write_parts(desk: Desk, content: dict[str, Any]) -> None:
    calendar.write_calendar(desk.db, content["holidays"], desk.today().year + calendar.YEARS_AHEAD)
    office_id = desk.office_id
    DayOff.delete().where(DayOff.office_id == office_id).execute()
    for item in content["days_off"]:
        DayOff.create(office_id=office_id, first=item["from"], last=item["to"], why=item.get("why", ""))
    ExtraDay.delete().where(ExtraDay.office_id == office_id).execute()
    _write_extra_days(office_id, None, content["extra_days"])
    _write_staff(office_id, content["staff"])
    for place, name in enumerate(content["districts"]):
        District.insert(office_id=office_id, name=name, name_key=search_key(name), place=place).on_conflict(
            conflict_target=[District.office_id, District.name_key],
            update={District.name: name, District.place: place, District.is_active: True},
        ).execute()
    keys = [search_key(name) for name in content["districts"]]
    District.update(is_active=False).where(District.office_id == office_id, District.name_key.not_in(keys)).execute()
    Executor.update(is_active=False).where(Executor.office_id == office_id).execute()
    for item in content["executors"]:
        columns = {"address": item["address"], "days": item["days"], "is_active": True}
        matching = (Executor.office_id == office_id) & (Executor.name == item["name"])
        if not Executor.update(**columns).where(matching).execute():
            Executor.create(office_id=office_id, name=item["name"], **columns)
    _write_outreach(office_id, content["outreach"])


def _write_extra_days(office_id: int, staff_id: int | None, days: list[dict[str, Any]]) -> None:
    for item in days:
        ExtraDay.create(office_id=office_id, staff_id=staff_id, on_date=item["date"], hours=item.get("hours", []))


def _write_staff(office_id: int, people: list[dict[str, Any]]) -> None:
    present = {row.id: row for row in Staff.select().where(Staff.office_id == office_id)}
    by_login = {row.login: row.id for row in present.values() if row.login}
    by_name = {row.name_key: row.id for row in present.values()}
    Staff.update(is_active=False, login=None).where(Staff.office_id == office_id).execute()
    for place, person in enumerate(people):
        key = search_key(person["name"])
        columns = {
            "name": person["name"], "name_key": key, "position": person["position"], "role": person["role"],
            "login": person["login"], "phone": person["phone"], "receives": person["receives"],
            "topics": [topics.found(code) for code in person["topics"]], "hours": person["hours"],
            "slot_minutes": person["slot_minutes"],
            "is_active": True, "place": place,
        }  # fmt: skip
        staff_id = by_login.get(person["login"]) if person["login"] else None
        staff_id = staff_id or by_name.get(key)
        if staff_id is None:
            staff_id = Staff.insert(office_id=office_id, **columns).execute()
        else:
            Staff.update(**columns).where(Staff.id == staff_id).execute()
        Absence.delete().where(Absence.staff_id == staff_id).execute()
        for absence in person["absences"]:
            Absence.create(
                staff_id=staff_id, starts_at=office_file.parsed_moment(absence["from"], False),
                ends_at=office_file.parsed_moment(absence["to"], True), why=absence.get("why", ""),
            )  # fmt: skip
        _write_extra_days(office_id, staff_id, person["extra_days"])


def _write_outreach(office_id: int, events: list[dict[str, Any]]) -> None:
    staff = {row.name_key: row.id for row in Staff.select().where(Staff.office_id == office_id)}
    gone = {row.id for row in Staff.select().where(Staff.office_id == office_id, ~Staff.is_active)}
    districts = {row.name_key: row.id for row in District.select().where(District.office_id == office_id)}
    for item in events:
        district = item.get("district") or ""
        if district and search_key(district) not in districts:
            districts[search_key(district)] = District.insert(
                office_id=office_id, name=district, name_key=search_key(district), place=len(districts)
            ).execute()
        columns = {
            "district_id": districts.get(search_key(district)), "hours": item.get("hours", []),
            "slot_minutes": item.get("slot_minutes", 20), "is_cancelled": False,
            "experts": [staff[search_key(name)] for name in item.get("experts", [])],
        }  # fmt: skip
        same = (
            (OutreachEvent.office_id == office_id)
            & (OutreachEvent.on_date == item["date"])
            & (OutreachEvent.place == item["place"])
        )
        present = OutreachEvent.select().where(same).first()
        if present is not None:
            columns["experts"] += [i for i in present.experts if i in gone and i not in columns["experts"]]
            OutreachEvent.update(**columns).where(same).execute()
        else:
            OutreachEvent.create(office_id=office_id, on_date=item["date"], place=item["place"], **columns)


def exported(desk: Desk) -> dict[str, Any]:
    """The office as the content of an office file; `create_office` and `replace_settings` read it back."""
    office = Office.get_by_id(desk.office_id)
    staff = list(
        Staff.select().where(Staff.office_id == office.id, Staff.is_active).order_by(Staff.place, Staff.id)
    )  # fmt: skip
    names = {row.id: row.name for row in staff}  # a file that named those who left could not be read back
    districts = {row.id: row.name for row in District.select().where(District.office_id == office.id)}
    extra: dict[int | None, list[dict[str, Any]]] = {}
    for day in ExtraDay.select().where(ExtraDay.office_id == office.id).order_by(ExtraDay.on_date):
        extra.setdefault(day.staff_id, []).append({"date": day.on_date.isoformat(), "hours": day.hours})
    return {
        **{
            key: getattr(office, key)
            for key in (
                "name",
                "address",
                "phones",
                "email",
                "country",
                "area_code",
                "timezone",
                "language",
                "hours",
                "slot_minutes",
                "holidays",
            )
        },
        "days_off": [
            {"from": d.first.isoformat(), "to": d.last.isoformat(), "why": d.why}
            for d in DayOff.select().where(DayOff.office_id == office.id).order_by(DayOff.first)
        ],
        "extra_days": extra.get(None, []),
        "deadline": {"days": office.deadline_days, "weekend": office.deadline_weekend},
        "staff": [_person(row, extra.get(row.id, [])) for row in staff],
        "districts": [
            row.name
            for row in District.select()
            .where(District.office_id == office.id, District.is_active)
            .order_by(District.place, District.id)
        ],
        "topics": office.topics,
        "executors": [
            {"name": e.name, "address": e.address, "days": e.days}
            for e in Executor.select().where(Executor.office_id == office.id, Executor.is_active).order_by(Executor.id)
        ],
        "outreach": [
            {
                "date": e.on_date.isoformat(),
                "district": districts.get(e.district_id, ""),
                "place": e.place,
                "hours": e.hours,
                "experts": [names[i] for i in e.experts if i in names],
                "slot_minutes": e.slot_minutes,
            }
            for e in OutreachEvent.select()
            .where(OutreachEvent.office_id == office.id, ~OutreachEvent.is_cancelled)
            .order_by(OutreachEvent.on_date)
        ],
    }


def _person(row: Staff, extra_days: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        **{key: getattr(row, key) for key in (
            "name", "position", "role", "login", "phone", "receives", "topics", "hours", "slot_minutes")},
        "absences": [
            absence_content(item)
            for item in Absence.select().where(Absence.staff_id == row.id).order_by(Absence.starts_at)
        ],
        "extra_days": extra_days,
    }  # fmt: skip


def absence_content(item: Absence) -> dict[str, Any]:
    """Whole days as dates (both included), anything else as times."""
    midnight = datetime.min.time()
    if item.starts_at.time() == midnight and item.ends_at.time() == midnight:
        last: date = item.ends_at.date() - timedelta(days=1)
        return {"from": item.starts_at.date().isoformat(), "to": last.isoformat(), "why": item.why}
    return {
        "from": item.starts_at.isoformat(timespec="minutes"), "to": item.ends_at.isoformat(timespec="minutes"),
        "why": item.why,
    }  # fmt: skip
