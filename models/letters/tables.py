"""Columns of reply letters: a draft, then frozen facts."""

from __future__ import annotations

from models.storage.orm import peewee
from models.storage.tables import Table


class Letter(Table):
    """A reply to an appeal. When signed it gets its number and `sheet`, the frozen facts it is printed from."""

    office_id = peewee.IntegerField()
    appeal_id = peewee.IntegerField()
    addressee = peewee.TextField(default="")
    address = peewee.TextField(default="")
    heading = peewee.TextField(default="")
    salutation = peewee.TextField(default="")
    body = peewee.TextField(default="")
    enclosure = peewee.TextField(default="")
    signer_id = peewee.IntegerField(null=True)
    executor_id = peewee.IntegerField(null=True)
    language = peewee.TextField(default="ru")
    year = peewee.IntegerField(null=True)
    serial = peewee.IntegerField(null=True)
    signed_on = peewee.DateField(null=True)
    sheet = peewee.TextField(null=True)  # JSON of LetterSheet, once signed
    is_annulled = peewee.BooleanField(default=False)  # signed by mistake; the number stays used
    version = peewee.IntegerField(default=1)
    created_at = peewee.DateTimeField()
