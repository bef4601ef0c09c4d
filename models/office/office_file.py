"""The office file: what an office is, as JSON that people write, send and keep. Reading it refuses in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo, available_timezones

from models.office.calendar import knows_country
from models.office.desk import EXPERT, ROLES
from models.office.hours import WEEKDAYS, problems_of_ranges
from models.problems import Problem, Refused, refuse_if_any
from models.storage.keys import one_line, search_key
from resources.words import N_

DEFAULTS: dict[str, Any] = {
    "address": "", "phones": [], "email": "", "country": "RU", "area_code": "", "timezone": "Europe/Moscow",
    "language": "ru", "slot_minutes": 30, "holidays": "RU", "days_off": [], "extra_days": [],
    "deadline": {"days": 30, "weekend": "preceding"}, "staff": [], "districts": [], "topics": "classifier",
    "executors": [], "outreach": [], "sample": False,
    "hours": {day: ["10:00-13:00", "14:00-18:00"] if day not in ("sat", "sun") else [] for day in WEEKDAYS},
}  # fmt: skip
STAFF_DEFAULTS: dict[str, Any] = {
    "position": "", "role": EXPERT, "login": None, "phone": "", "receives": False, "topics": [], "hours": None,
    "slot_minutes": None, "absences": [], "extra_days": [],
}  # fmt: skip


def read(path: Path, known_staff: Collection[str] = ()) -> dict[str, Any]:
    """The checked content of an office file. Raises Refused: unreadable, not JSON, or what is wrong in it.

    `known_staff`: names of the office's staff until now, whom the file's outreach events may name as well.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe would let us wait for ever
            refuse_if_any([Problem("no-file", N_("“{file}” is no ordinary file."), "", {"file": path.name})])
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise_unreadable(path, error)
    except (ValueError, RecursionError) as error:
        raise Refused(_not_json(path, error)) from error
    return checked(content, known_staff)


def raise_unreadable(path: Path, error: OSError) -> NoReturn:
    """Refuses a file that cannot be read, in one sentence."""
    message = N_("“{file}” is a folder, not a file.") if path.is_dir() else N_("“{file}” cannot be read.")
    if isinstance(error, FileNotFoundError):
        message = N_("There is no file “{file}”.")
    raise Refused(Problem("unreadable", message, "", {"file": path.name})) from error


def _not_json(path: Path, error: Exception) -> Problem:
    """What hinders reading, with its place where that is known."""
    values: dict[str, Any] = {"file": path.name}
    if isinstance(error, UnicodeDecodeError):
        return Problem("not-utf8", N_("“{file}” is not text in UTF-8; save it in this encoding."), "", values)
    if isinstance(error, json.JSONDecodeError):
        sentence = N_("“{file}” is not an office file: in line {line}, column {column} it is not JSON.")
        return Problem("not-json", sentence, "", {**values, "line": error.lineno, "column": error.colno})
    return Problem("not-json", N_("“{file}” is not an office file: it is not JSON."), "", values)


def checked(content: Any, known_staff: Collection[str] = ()) -> dict[str, Any]:
    """The office with every missing optional part filled in. Raises Refused with everything that is wrong."""
    if not isinstance(content, dict):
        refuse_if_any([Problem("not-office", N_("An office file holds one JSON object."))])
    office = {**DEFAULTS, **content}
    refuse_if_any(problems_of(office, known_staff))
    office["name"] = one_line(office["name"])
    office["staff"] = [{**STAFF_DEFAULTS, **person, "name": one_line(person["name"])} for person in office["staff"]]
    office["hours"] = {day: list(office["hours"].get(day, [])) for day in WEEKDAYS}
    office["deadline"] = {**DEFAULTS["deadline"], **office["deadline"]}
    office["executors"] = [
        {"address": "", "days": 15, **(e if isinstance(e, dict) else {"name": e})} for e in office["executors"]
    ]
    office["districts"] = list(dict.fromkeys(one_line(name) for name in office["districts"]))
    return office


@dataclass
class _Findings:
    """Collects problems while the file is walked through."""

    problems: list[Problem]

    def add(self, code: str, message: str, at: str, /, **values: object) -> None:
        self.problems.append(Problem(code, message, at, dict(values)))

    def expect(self, value: Any, kind: type | tuple[type, ...], place: str) -> bool:
        if isinstance(value, kind) and not (isinstance(value, bool) and kind is int):
            return True
        self.add("wrong-type", N_("“{place}” has a value of the wrong kind."), place, place=place)
        return False


def problems_of(office: dict[str, Any], known_staff: Collection[str] = ()) -> list[Problem]:
    """Everything wrong with an office's content."""
    found = _Findings([])
    unknown = sorted(set(office) - set(DEFAULTS) - {"name"})
    if unknown:
        found.add("unknown-key", N_("The office file has an unknown key “{key}”."), unknown[0], key=unknown[0])
    if not isinstance(office.get("name"), str) or not one_line(office["name"]):
        found.add("no-name", N_("The office needs a name."), "name")
    texts = ("address", "email", "country", "area_code", "timezone", "language", "holidays", "topics")
    lists = ("phones", "days_off", "extra_days", "staff", "districts", "executors", "outreach")
    sound = [found.expect(office[key], str, key) for key in texts] + [
        found.expect(office[key], list, key) for key in lists
    ]
    sound += [found.expect(office[key], dict, key) for key in ("hours", "deadline")]
    if not all(sound):
        return found.problems
    if office["timezone"] not in _time_zones():
        found.add("timezone", N_("“{name}” is not a time zone."), "timezone", name=office["timezone"])
    if office["language"] not in ("ru", "en"):
        found.add("language", N_("The language is “ru” or “en”."), "language")
    if not knows_country(office["holidays"]):
        found.add("holidays", N_("No holiday calendar is known for “{code}”."), "holidays", code=office["holidays"])
    _check_minutes(found, office["slot_minutes"], "slot_minutes", False)
    _check_hours(found, office["hours"], "hours")
    _check_deadline(found, office["deadline"])
    _check_days_off(found, office["days_off"])
    _check_extra_days(found, office["extra_days"], "extra_days")
    _check_staff(found, office["staff"])
    _check_names(found, office)
    _check_outreach(found, office, known_staff)
    return found.problems


def _check_minutes(found: _Findings, value: Any, place: str, may_be_null: bool) -> None:
    if value is None and may_be_null:
        return
    if not isinstance(value, int) or isinstance(value, bool) or not 5 <= value <= 480:
        found.add("minutes", N_("A reception lasts from 5 to 480 minutes."), place)


def _check_hours(found: _Findings, hours: Any, place: str) -> None:
    if not found.expect(hours, dict, place):
        return
    for day, ranges in hours.items():
        if day not in WEEKDAYS:
            found.add("unknown-day", N_("“{day}” is not a day; the days are mon … sun."), place, day=day)
        else:
            _check_ranges(found, ranges, place)


def _check_ranges(found: _Findings, ranges: Any, place: str) -> None:
    if found.expect(ranges, list, place) and all(found.expect(text, str, place) for text in ranges):
        found.problems.extend(problems_of_ranges(ranges, place))


def _check_deadline(found: _Findings, deadline: dict[str, Any]) -> None:
    if not isinstance(deadline.get("days", 30), int) or not 1 <= deadline.get("days", 30) <= 365:
        found.add("deadline", N_("The deadline is from 1 to 365 days."), "deadline")
    if deadline.get("weekend", "preceding") not in ("preceding", "next"):
        found.add(
            "deadline", N_("A deadline on a day off moves to the “preceding” or the “next” working day."), "deadline"
        )


def parsed_date(text: Any) -> date | None:
    """An ISO date, or None."""
    try:
        return date.fromisoformat(text) if isinstance(text, str) and len(text) == 10 else None
    except ValueError:
        return None


def parsed_moment(text: Any, is_end: bool) -> datetime | None:
    """A date (its beginning, or as an end the beginning of the next day) or a wall time."""
    day = parsed_date(text)
    if day is not None:
        return datetime.combine(day, datetime.min.time()) + timedelta(days=1 if is_end else 0)
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return moment if moment is None or moment.tzinfo is None else None


def _check_span(found: _Findings, item: Any, place: str, parse: Callable[[Any, bool], datetime | None]) -> None:
    if not found.expect(item, dict, place):
        return
    first, last = parse(item.get("from"), False), parse(item.get("to"), True)
    if first is None or last is None:
        found.add("dates", N_("“{place}” needs both dates, “from” and “to”."), place, place=place)
    elif last <= first:
        found.add("dates", N_("A range in “{place}” ends before it starts."), place, place=place)


def _only_dates(text: Any, is_end: bool) -> datetime | None:
    return parsed_moment(text, is_end) if parsed_date(text) else None


def _check_days_off(found: _Findings, days_off: list[Any]) -> None:
    for item in days_off:
        _check_span(found, item, "days_off", _only_dates)


def _check_extra_days(found: _Findings, extra_days: Any, place: str) -> None:
    if not found.expect(extra_days, list, place):
        return
    seen = set()
    for item in extra_days:
        if not found.expect(item, dict, place):
            continue
        if parsed_date(item.get("date")) is None:
            found.add("dates", N_("“{place}” needs a date."), place, place=place)
        elif item["date"] in seen:
            found.add("dates", N_("The extra day {date} is listed twice."), place, date=item["date"])
        seen.add(str(item.get("date")))
        _check_ranges(found, item.get("hours", []), place)


def _check_staff(found: _Findings, staff: list[Any]) -> None:
    logins: set[str] = set()
    for person in staff:
        if not found.expect(person, dict, "staff"):
            continue
        name = person.get("name")
        if not isinstance(name, str) or not one_line(name):
            found.add("no-name", N_("Everyone of the staff needs a name."), "staff")
            continue
        unknown = sorted(set(person) - set(STAFF_DEFAULTS) - {"name"})
        if unknown:
            found.add("unknown-key", N_("The office file has an unknown key “{key}”."), "staff", key=unknown[0])
        if person.get("role", EXPERT) not in ROLES:
            found.add("role", N_("The role of {name} is “head”, “expert” or “registrar”."), "staff", name=name)
        login = person.get("login")
        if login is not None and (not isinstance(login, str) or login in logins):
            found.add("login", N_("The login “{login}” stands twice."), "staff", login=login)
        logins.add(str(login))
        topics = person.get("topics", [])
        if found.expect(topics, list, "staff"):
            for code in topics:
                found.expect(code, str, "staff")
        _check_minutes(found, person.get("slot_minutes"), "staff", True)
        if person.get("hours") is not None:
            _check_hours(found, person["hours"], "staff")
        _check_extra_days(found, person.get("extra_days", []), "staff")
        if found.expect(person.get("absences", []), list, "staff"):
            for absence in person.get("absences", []):
                _check_span(found, absence, "absences", parsed_moment)


def _check_names(found: _Findings, office: dict[str, Any]) -> None:
    for key in ("phones", "districts"):
        for text in office[key]:
            if not isinstance(text, str) or not one_line(text):
                found.add("wrong-type", N_("“{place}” has a value of the wrong kind."), key, place=key)
    for executor in office["executors"]:
        name = executor.get("name") if isinstance(executor, dict) else executor
        if not isinstance(name, str) or not one_line(name):
            found.add("no-name", N_("Every executor needs a name."), "executors")


def _check_outreach(found: _Findings, office: dict[str, Any], known_staff: Collection[str]) -> None:
    names = {search_key(p["name"]) for p in office["staff"] if isinstance(p, dict) and isinstance(p.get("name"), str)}
    names.update(map(search_key, known_staff))
    for event in office["outreach"]:
        if not found.expect(event, dict, "outreach"):
            continue
        if parsed_date(event.get("date")) is None or not isinstance(event.get("place"), str):
            found.add("dates", N_("An outreach event needs a date and a place."), "outreach")
        _check_ranges(found, event.get("hours", []), "outreach")
        _check_minutes(found, event.get("slot_minutes", 20), "outreach", False)
        for name in event.get("experts", []):
            if not isinstance(name, str) or search_key(name) not in names:
                names.update([search_key(name)] if isinstance(name, str) else [])  # said once
                found.add(
                    "unknown-expert",
                    N_("The outreach event names “{name}”, who is not of the staff."),
                    "outreach",
                    name=name,
                )


@cache
def _time_zones() -> frozenset[str]:
    return frozenset(available_timezones())  # reads hundreds of files


def zone_of(office: dict[str, Any]) -> ZoneInfo:
    """The office's time zone."""
    return ZoneInfo(office["timezone"])
