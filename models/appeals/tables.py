"""Columns of appeals and of their course of work."""

from __future__ import annotations

from models.storage.orm import peewee
from models.storage.tables import Table

CHANNELS = ("personal", "outreach", "phone", "written", "email", "social", "portal")
KINDS = ("proposal", "statement", "complaint", "oral")
HELP, ADVICE, FORWARDED, DECLINED = "help", "advice", "forwarded", "declined"
OUTCOMES = (HELP, ADVICE, FORWARDED, DECLINED)


class Appeal(Table):
    """The issue that a visitor raised. `outcome` is null while it is open."""

    uuid = peewee.TextField(unique=True)
    office_id = peewee.IntegerField()
    number = peewee.TextField()
    year = peewee.IntegerField(null=True)  # null where an imported number is not of our form
    serial = peewee.IntegerField(null=True)
    visitor_id = peewee.IntegerField()
    received_on = peewee.DateField()  # the day of registration
    due_on = peewee.DateField()
    closed_on = peewee.DateField(null=True)
    topic = peewee.TextField()  # classifier code: a question or subquestion
    channel = peewee.TextField(default="personal")
    kind = peewee.TextField(default="oral")
    district_id = peewee.IntegerField(null=True)
    expert_id = peewee.IntegerField(null=True)
    summary = peewee.TextField(default="")
    written = peewee.TextField(default="")
    outcome = peewee.TextField(null=True)
    result = peewee.TextField(default="")
    amount = peewee.IntegerField(null=True)  # recovered for the visitor, in hundredths
    collective = peewee.IntegerField(default=1)  # signers
    is_oral_answer_accepted = peewee.BooleanField(default=False)
    appointment_id = peewee.IntegerField(null=True)
    is_annulled = peewee.BooleanField(default=False)  # registered by mistake; the number stays
    is_repeated = peewee.BooleanField(default=False)  # kept by triggers
    category = peewee.TextField(default="")  # the visitor's, kept by triggers
    content_hash = peewee.TextField(default="")
    version = peewee.IntegerField(default=1)
    created_at = peewee.DateTimeField()


class AppealEvent(Table):
    """A step in the course of an appeal, as the timeline shows it."""

    appeal_id = peewee.IntegerField()
    at = peewee.DateTimeField()  # office wall time
    staff_id = peewee.IntegerField(null=True)
    kind = peewee.TextField()  # registered, note, closed, reopened, changed, letter
    text = peewee.TextField(default="")
    outcome = peewee.TextField(null=True)

    class Meta:
        table_name = "appeal_event"


class AppealYear(Table):
    """Roll-up kept by triggers: appeals of a year by facet (topic, channel, …), its months side by side."""

    office_id = peewee.IntegerField()
    facet = peewee.TextField()  # topic, channel, kind, expert, category, district, district_subject
    code = peewee.TextField()
    year = peewee.IntegerField()
    m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12 = (peewee.IntegerField(default=0) for _month in range(12))

    class Meta:
        table_name = "appeal_year"
        primary_key = peewee.CompositeKey("office_id", "facet", "code", "year")


class AppealMonthTotal(Table):
    """Roll-up kept by triggers: a month's totals by outcome ("" = open)."""

    office_id = peewee.IntegerField()
    month = peewee.IntegerField()
    outcome = peewee.TextField()
    appeals = peewee.IntegerField()
    answered_late = peewee.IntegerField()
    repeated = peewee.IntegerField()
    collective = peewee.IntegerField()
    closed = peewee.IntegerField()
    days_to_answer = peewee.IntegerField()  # sum of calendar days over the closed
    amount = peewee.IntegerField()  # hundredths

    class Meta:
        table_name = "appeal_month_total"
        primary_key = peewee.CompositeKey("office_id", "month", "outcome")
