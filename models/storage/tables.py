"""The parent of all tables and the place where they meet the open database."""

from __future__ import annotations

from typing import Any

import peewee

current = peewee.DatabaseProxy()


class Table(peewee.Model):
    """A table of the office. Columns are declared in each feature's tables.py; the real schema is in migrations."""

    id: Any  # peewee adds it where no other key is declared

    class Meta:
        database = current
        legacy_table_names = False
