"""Changing the office part by part: its facts, hours, days, places and people. Each can be taken back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from models.changes import Changes
from models.office import calendar, office_file, setup
from models.office.desk import HEAD, Desk
from models.office.tables import Absence, DayOff, District, Executor, ExtraDay, Office, Staff
from models.problems import Problem, Refused, refuse_if_any
from models.reception.outside import appointments_outside
from models.storage.keys import one_line, search_key
from resources.words import N_

SAVED = N_("Saved.")
SAVED_OUTSIDE = N_("Saved. Coming appointments outside the hours: {n}; they stay in the calendar.")
FACTS = (
    "name", "address", "phones", "email", "country", "area_code", "timezone", "language", "hours", "slot_minutes",
    "holidays",
)  # fmt: skip
OPENS_OR_CLOSES = ("hours", "slot_minutes", "holidays", "days_off", "extra_days")
PERSON_COLUMNS = (
    "name", "name_key", "position", "role", "phone", "receives", "topics", "hours", "slot_minutes", "is_active",
)  # fmt: skip


def change_office(desk: Desk, parts: dict[str, Any], said: str = SAVED) -> Changes:
    """Writes some parts of the office file's content and leaves the rest as it is. `result`: appointments now outside.

    Districts and executors that are left out stay with the appeals that name them, but can no longer be chosen.
    Raises Refused.
    """
    with desk.db.transaction("change office", desk) as entry:
        before = {key: value for key, value in setup.exported(desk).items() if key in parts}
        name = Office.get_by_id(desk.office_id).name
        content = office_file.checked({"name": name, **parts})
        _write_facts(desk, content, parts)
        _write_days(desk, content, parts)
        if "districts" in parts:
            _write_districts(desk, content["districts"])
        if "executors" in parts:
            _write_executors(desk, content["executors"])
        entry.concerns("office", desk.office_id, parts=sorted(parts))
        outside = len(appointments_outside(desk)) if any(part in parts for part in OPENS_OR_CLOSES) else 0
    return _told({"office": (desk.office_id,)}, said, outside, partial(change_office, parts=before, said=""))


def _told(rows: dict[str, tuple[int, ...]], said: str, outside: int, undo: Any) -> Changes:
    if said and outside:
        return Changes(rows, SAVED_OUTSIDE, {"n": outside}, undo, outside)
    return Changes(rows, said, {}, undo, outside)


def _write_facts(desk: Desk, content: dict[str, Any], parts: dict[str, Any]) -> None:
    columns = {key: content[key] for key in FACTS if key in parts}
    if "deadline" in parts:
        columns |= {"deadline_days": content["deadline"]["days"], "deadline_weekend": content["deadline"]["weekend"]}
    if columns:
        Office.update(**columns).where(Office.id == desk.office_id).execute()
    if "holidays" in parts:
        calendar.write_calendar(desk.db, content["holidays"], desk.today().year + calendar.YEARS_AHEAD)


def _write_days(desk: Desk, content: dict[str, Any], parts: dict[str, Any]) -> None:
    if "days_off" in parts:
        DayOff.delete().where(DayOff.office_id == desk.office_id).execute()
        for item in content["days_off"]:
            DayOff.create(office_id=desk.office_id, first=item["from"], last=item["to"], why=item.get("why", ""))
    if "extra_days" in parts:
        ExtraDay.delete().where(ExtraDay.office_id == desk.office_id, ExtraDay.staff_id.is_null()).execute()
        for item in content["extra_days"]:
            ExtraDay.create(office_id=desk.office_id, on_date=item["date"], hours=item.get("hours", []))


def _write_districts(desk: Desk, names: list[str]) -> None:
    District.update(is_active=False).where(District.office_id == desk.office_id).execute()
    for place, name in enumerate(names):
        columns = {"name": name, "place": place, "is_active": True}
        same = (District.office_id == desk.office_id) & (District.name_key == search_key(name))
        if not District.update(**columns).where(same).execute():
            District.create(office_id=desk.office_id, name_key=search_key(name), **columns)


def _write_executors(desk: Desk, executors: list[dict[str, Any]]) -> None:
    Executor.update(is_active=False).where(Executor.office_id == desk.office_id).execute()
    for item in executors:
        columns = {"address": item["address"], "days": item["days"], "is_active": True}
        same = (Executor.office_id == desk.office_id) & (Executor.name == item["name"])
        if not Executor.update(**columns).where(same).execute():
            Executor.create(office_id=desk.office_id, name=item["name"], **columns)


# --- people ---------------------------------------------------------------------------------------------------------


def save_person(desk: Desk, staff_id: int | None, person: dict[str, Any]) -> Changes:
    """Writes one of the staff as an office file describes them; without an id, somebody new. Raises Refused."""
    refuse_if_any(problems_of_person(person))
    with desk.db.transaction("change office", desk) as entry:
        content = office_file.checked({"name": "-", "staff": [person]})["staff"][0]
        before = _kept(desk, staff_id) if staff_id is not None else None
        _refuse_namesake(desk, staff_id, content["name"])
        if before is not None and content["role"] != HEAD:
            _refuse_last_head(desk, before[0])
        columns = {key: content[key] for key in PERSON_COLUMNS if key in content}
        columns |= {"name_key": search_key(content["name"])}
        if staff_id is None:
            place = Staff.select().where(Staff.office_id == desk.office_id).count()
            staff_id = int(Staff.insert(office_id=desk.office_id, login=None, place=place, **columns).execute())
        else:
            Staff.update(**columns).where(Staff.id == staff_id).execute()
        _write_absences(staff_id, content["absences"])
        entry.concerns("staff", staff_id, role=content["role"])
        outside = len(appointments_outside(desk))
    undo = partial(_put_back, staff_id=staff_id, before=before)
    changes = _told({"staff": (staff_id,), "absence": (staff_id,)}, SAVED, outside, undo)
    return Changes(changes.rows, changes.said, changes.values, undo, staff_id)


def problems_of_person(person: dict[str, Any]) -> list[Problem]:
    """What is wrong with a person by themselves, each at its field."""
    found = []
    if not one_line(str(person.get("name") or "")):
        found.append(Problem("no-name", N_("Say the name: surname, name and patronymic."), "name"))
    minutes = person.get("slot_minutes")
    if minutes is not None and not (isinstance(minutes, int) and 5 <= minutes <= 480):
        found.append(Problem("minutes", N_("A reception lasts from 5 to 480 minutes."), "slot_minutes"))
    return found


def set_person_active(desk: Desk, staff_id: int, is_active: bool) -> Changes:
    """Lets somebody go or takes them back; nobody is ever deleted. Raises Refused: the last head, oneself."""
    with desk.db.transaction("change office", desk) as entry:
        row = _one(desk, staff_id)
        if not is_active:
            _refuse_last_head(desk, row)
            if staff_id == desk.actor.staff_id:
                raise Refused(Problem("oneself", N_("You sit here yourself. Let another head of the office do this.")))
        else:
            _refuse_namesake(desk, staff_id, row.name)
        Staff.update(is_active=is_active).where(Staff.id == staff_id).execute()
        entry.concerns("staff", staff_id, active=is_active)
    said = N_("{name} works here again.") if is_active else N_("{name} no longer works here; their records stay.")
    undo = partial(set_person_active, staff_id=staff_id, is_active=not is_active)
    return Changes({"staff": (staff_id,)}, said, {"name": row.name}, undo, staff_id)


def _one(desk: Desk, staff_id: int) -> Staff:
    row = Staff.with_key(staff_id, desk.office_id)
    if row is None:
        raise Refused(Problem("missing", N_("There is no such person in the office.")))
    return row


def _kept(desk: Desk, staff_id: int) -> tuple[Staff, list[dict[str, Any]]]:
    row = _one(desk, staff_id)
    absences = Absence.select().where(Absence.staff_id == staff_id)
    return row, [{"starts_at": a.starts_at, "ends_at": a.ends_at, "why": a.why} for a in absences]


def _refuse_namesake(desk: Desk, staff_id: int | None, name: str) -> None:
    """Office files tell people without a login apart by name, so must the office."""
    same = Staff.select().where(
        Staff.office_id == desk.office_id,
        Staff.is_active,
        Staff.name_key == search_key(name),
        Staff.id != (staff_id or 0),
    )
    if same.exists():
        text = N_("{name} is on the staff already. Add something that tells the two apart, such as the department.")
        raise Refused(Problem("namesake", text, "name", {"name": name}))


def _refuse_last_head(desk: Desk, row: Staff) -> None:
    others = Staff.select().where(
        Staff.office_id == desk.office_id, Staff.is_active, Staff.role == HEAD, Staff.id != row.id
    )  # fmt: skip
    if row.role == HEAD and row.is_active and not others.exists():
        text = N_("The office needs a head. Give somebody else the role of head first.")
        raise Refused(Problem("last-head", text, "role"))


def _write_absences(staff_id: int, absences: list[dict[str, Any]]) -> None:
    Absence.delete().where(Absence.staff_id == staff_id).execute()
    for item in absences:
        Absence.create(
            staff_id=staff_id,
            starts_at=office_file.parsed_moment(item["from"], False),
            ends_at=office_file.parsed_moment(item["to"], True),
            why=item.get("why", ""),
        )


def _put_back(desk: Desk, staff_id: int, before: tuple[Staff, list[dict[str, Any]]] | None) -> Changes:
    """Takes a saved person back; somebody new becomes inactive, for their id may already be named somewhere."""
    with desk.db.transaction("change office", desk) as entry:
        if before is None:
            Staff.update(is_active=False).where(Staff.id == staff_id).execute()
        else:
            row, absences = before
            Staff.update({getattr(Staff, key): getattr(row, key) for key in PERSON_COLUMNS}).where(
                Staff.id == staff_id
            ).execute()
            Absence.delete().where(Absence.staff_id == staff_id).execute()
            for absence in absences:
                Absence.create(staff_id=staff_id, **absence)
        entry.concerns("staff", staff_id, undone=True)
    return Changes({"staff": (staff_id,), "absence": (staff_id,)})


# --- the whole ------------------------------------------------------------------------------------------------------


def take_settings(desk: Desk, path: Path) -> Changes:
    """The settings of an office file in place of the present ones; can be taken back. Raises Refused."""
    content = office_file.read(path, setup.staff_names(desk))
    before = setup.exported(desk)
    changes = setup.replace_settings(desk, content)
    return Changes(changes.rows, changes.said, changes.values, partial(_settings_back, before=before))


def _settings_back(desk: Desk, before: dict[str, Any]) -> Changes:
    return Changes(setup.replace_settings(desk, before).rows)
