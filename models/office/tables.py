"""The office's columns: itself, its staff, hours, calendar, districts, topics, executors and small settings."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from models.storage.orm import peewee
from models.storage.tables import Table


class Json(peewee.TextField):
    """A list or dictionary as readable JSON text."""

    _dumps = partial(json.dumps, ensure_ascii=False)

    def db_value(self, value: Any) -> str | None:
        return None if value is None else self._dumps(value)

    def python_value(self, value: str | None) -> Any:
        return None if value is None else json.loads(value)


class Office(Table):
    """A reception office with its hours and rules."""

    name = peewee.TextField()
    address = peewee.TextField(default="")
    phones = Json(default=list)
    email = peewee.TextField(default="")
    country = peewee.TextField(default="RU")
    area_code = peewee.TextField(default="")
    timezone = peewee.TextField()
    language = peewee.TextField(default="ru")
    hours = Json()  # {"mon": ["10:00-13:00", …], …}
    slot_minutes = peewee.IntegerField(default=30)
    holidays = peewee.TextField(default="")
    topics = peewee.TextField(default="classifier")
    deadline_days = peewee.IntegerField(default=30)
    deadline_weekend = peewee.TextField(default="preceding")
    is_sample = peewee.BooleanField(default=False)


class Staff(Table):
    """A person who works in the office; never deleted, only made inactive."""

    office_id = peewee.IntegerField()
    name = peewee.TextField()
    name_key = peewee.TextField()
    position = peewee.TextField(default="")
    role = peewee.TextField()
    login = peewee.TextField(null=True)
    phone = peewee.TextField(default="")
    receives = peewee.BooleanField(default=False)
    topics = Json(default=list)  # short codes; a code covers everything under it
    hours = Json(null=True)  # null: the office's
    slot_minutes = peewee.IntegerField(null=True)
    is_active = peewee.BooleanField(default=True)
    place = peewee.IntegerField(default=0)  # order on the screen


class Absence(Table):
    """Time when an expert does not receive; wall time, the end excluded."""

    staff_id = peewee.IntegerField()
    starts_at = peewee.DateTimeField()
    ends_at = peewee.DateTimeField()
    why = peewee.TextField(default="")


class DayOff(Table):
    """Dates on which the whole office is closed, both included."""

    office_id = peewee.IntegerField()
    first = peewee.DateField()
    last = peewee.DateField()
    why = peewee.TextField(default="")

    class Meta:
        table_name = "day_off"


class ExtraDay(Table):
    """A date with hours of its own: of the office, or of one expert."""

    office_id = peewee.IntegerField()
    staff_id = peewee.IntegerField(null=True)
    on_date = peewee.DateField()
    hours = Json()

    class Meta:
        table_name = "extra_day"


class CalendarDay(Table):
    """The working calendar as published: a holiday, or a weekend day that is worked. Other days are not listed."""

    country = peewee.TextField()
    on_date = peewee.DateField()
    is_working = peewee.BooleanField()
    name = peewee.TextField(default="")

    class Meta:
        table_name = "calendar_day"


class District(Table):
    office_id = peewee.IntegerField()
    name = peewee.TextField()
    name_key = peewee.TextField()
    place = peewee.IntegerField(default=0)
    is_active = peewee.BooleanField(default=True)


class Executor(Table):
    """A body to which requests are sent; `days` is the time it has for an answer."""

    office_id = peewee.IntegerField()
    name = peewee.TextField()
    address = peewee.TextField(default="")
    days = peewee.IntegerField(default=15)
    is_active = peewee.BooleanField(default=True)


class Topic(Table):
    """A row of the classifier; its key is the code without zero blocks."""

    code = peewee.TextField(primary_key=True)
    level = peewee.IntegerField()  # 1 section, 2 subject, 3 theme, 4 question, 5 subquestion
    name = peewee.TextField()
    name_en = peewee.TextField(null=True)
    name_key = peewee.TextField()
    is_favourite = peewee.BooleanField(default=False)


class Draft(Table):
    """What somebody is typing into a form, kept until it is saved."""

    office_id = peewee.IntegerField()
    staff_id = peewee.IntegerField(null=True)
    key = peewee.TextField()
    content = Json()
    saved_at = peewee.DateTimeField()
