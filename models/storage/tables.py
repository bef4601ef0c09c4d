"""The parent of all tables and the place where they meet the open database."""

from __future__ import annotations

from typing import Any, Self

from models.storage.orm import peewee

current = peewee.DatabaseProxy()


class Table(peewee.Model):
    """A table of the office. Columns are declared in each feature's tables.py; the real schema is in migrations."""

    id: Any  # peewee adds it where no other key is declared

    @classmethod
    def with_key(cls, key: Any, office_id: int | None = None) -> Self | None:
        """The row with this key, if there is one and it is of the office where an office is given.

        By fixed SQL, because every operation asks: building a statement takes peewee longer than running it.
        """
        about: Any = cls._meta
        sql = f"SELECT * FROM {about.table_name} WHERE {about.primary_key.column_name} = ?"
        found: Any = next(iter(cls.raw(sql, key)), None)
        return None if found is None or (office_id is not None and found.office_id != office_id) else found

    @classmethod
    def get_by_id(cls, pk: Any) -> Self:
        """The row with this key. Raises DoesNotExist."""
        found = cls.with_key(pk)
        if found is None:
            raise peewee.DoesNotExist(f"{cls._meta.table_name} {pk}")
        return found

    class Meta:
        database = current
        legacy_table_names = False
