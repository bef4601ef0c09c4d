"""Columns of bookings, outreach events and noted calls."""

from __future__ import annotations

from models.office.tables import Json
from models.storage.orm import peewee
from models.storage.tables import Table

BOOKED, ARRIVED, STARTED, DONE, NO_SHOW, CANCELLED = "booked", "arrived", "started", "done", "no-show", "cancelled"
STATES = (BOOKED, ARRIVED, STARTED, DONE, NO_SHOW, CANCELLED)


class OutreachEvent(Table):
    """A reception held in a district: place, date, hours, experts."""

    office_id = peewee.IntegerField()
    on_date = peewee.DateField()
    district_id = peewee.IntegerField(null=True)
    place = peewee.TextField()
    hours = Json()  # ["11:00-15:00"]
    slot_minutes = peewee.IntegerField(default=20)
    experts = Json(default=list)  # staff ids
    is_cancelled = peewee.BooleanField(default=False)
    version = peewee.IntegerField(default=1)

    class Meta:
        table_name = "outreach_event"


class Appointment(Table):
    """A booked time with an expert, or a walk-in; wall time of the office."""

    uuid = peewee.TextField(unique=True)
    office_id = peewee.IntegerField()
    visitor_id = peewee.IntegerField()
    expert_id = peewee.IntegerField()
    starts_at = peewee.DateTimeField()
    ends_at = peewee.DateTimeField()
    state = peewee.TextField(default=BOOKED)
    ticket = peewee.TextField(null=True)
    topic = peewee.TextField(null=True)  # classifier code, of any level
    summary = peewee.TextField(default="")
    outreach_id = peewee.IntegerField(null=True)
    is_walk_in = peewee.BooleanField(default=False)
    arrived_at = peewee.DateTimeField(null=True)
    started_at = peewee.DateTimeField(null=True)
    finished_at = peewee.DateTimeField(null=True)
    cancel_reason = peewee.TextField(default="")
    booked_by = peewee.IntegerField(null=True)
    content_hash = peewee.TextField(default="")  # of the request, so that a repeated UUID can be told from a reused one
    version = peewee.IntegerField(default=1)
    created_at = peewee.DateTimeField()


class CallNote(Table):
    """A call that was only a question, in one line; counted apart from receptions and appeals."""

    office_id = peewee.IntegerField()
    at = peewee.DateTimeField()  # office wall time
    text = peewee.TextField()
    staff_id = peewee.IntegerField(null=True)

    class Meta:
        table_name = "call_note"
