"""The parent of all tables and the place where they meet the open database."""

from __future__ import annotations

from typing import Any, Self

import peewee

current = peewee.DatabaseProxy()


class Table(peewee.Model):
    """A table of the office. Columns are declared in each feature's tables.py; the real schema is in migrations."""

    id: Any  # peewee adds it where no other key is declared

    @classmethod
    def get_by_id(cls, pk: Any) -> Self:
        """The row with this key. Raises DoesNotExist.

        By fixed SQL, as all that every operation asks for: building a statement takes peewee longer than running it.
        """
        row: Any = cls.raw(f"SELECT * FROM {cls._meta.table_name} WHERE id = ?", pk).get()
        found: Self = row
        return found

    class Meta:
        database = current
        legacy_table_names = False
