"""The visitor's columns."""

from __future__ import annotations

from models.storage.orm import peewee
from models.storage.tables import Table


class Visitor(Table):
    """A person who comes, calls or writes; the words of search are kept by triggers from the keys here."""

    uuid = peewee.TextField(unique=True)
    full_name = peewee.TextField()  # surname first; empty for a visitor who gave no name
    name_key = peewee.TextField()
    sort_key = peewee.TextField()
    birth_date = peewee.DateField(null=True)
    birth_year = peewee.IntegerField(null=True)
    gender = peewee.TextField(null=True)  # "f", "m" or unknown
    name_dative = peewee.TextField(default="")  # full name in the dative
    is_dative_by_hand = peewee.BooleanField(default=False)
    is_gender_by_hand = peewee.BooleanField(default=False)
    email = peewee.TextField(default="")
    address = peewee.TextField(default="")
    address_key = peewee.TextField(default="")
    district_id = peewee.IntegerField(null=True)
    category = peewee.TextField(default="")
    note = peewee.TextField(default="")
    consent_on = peewee.DateField(null=True)
    phone_key = peewee.TextField(default="")  # last ten digits of each phone, separated by spaces
    last_visit_on = peewee.DateField(null=True)  # kept by triggers
    version = peewee.IntegerField(default=1)
    created_at = peewee.DateTimeField()


class VisitorPhone(Table):
    """A phone as it was typed and, where it can be read, in E.164. Several people may share one."""

    visitor_id = peewee.IntegerField()
    typed = peewee.TextField()
    e164 = peewee.TextField(null=True)
    extension = peewee.TextField(default="")
    place = peewee.IntegerField(default=0)  # the one registered first is shown

    class Meta:
        table_name = "visitor_phone"
