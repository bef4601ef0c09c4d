"""The audit's columns; rows are only ever appended."""

from __future__ import annotations

from models.storage.orm import peewee
from models.storage.tables import Table


class Audit(Table):
    """One finished operation: who, when (UTC), what, on which row, and the hash that ties it to the row before."""

    office_id = peewee.IntegerField()
    at = peewee.DateTimeField()
    actor_id = peewee.IntegerField(null=True)
    actor_name = peewee.TextField()
    action = peewee.TextField()
    subject = peewee.TextField()  # table name
    subject_id = peewee.IntegerField(null=True)
    details = peewee.TextField()  # JSON, without names or texts of visitors
    previous_hash = peewee.TextField()
    hash = peewee.TextField()

    class Meta:
        table_name = "audit"
