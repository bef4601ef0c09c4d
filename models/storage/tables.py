"""The parent of all tables and the place where they meet the open database."""

from __future__ import annotations

import peewee

current = peewee.DatabaseProxy()


class Table(peewee.Model):
    """A table of the office. Columns are declared in each feature's tables.py; the real schema is in migrations."""

    class Meta:
        database = current
        legacy_table_names = False
