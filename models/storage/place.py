"""Where an office lies: in a data folder. Making it there and opening it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from models.storage import hold, upgrade
from models.storage.engine import Database


@contextlib.contextmanager
def new_office(folder: Path) -> Iterator[Database]:
    """A new, empty office of the newest schema to be filled within; gone again where that fails. Raises Refused."""
    with upgrade.making(folder):
        db = upgrade.create(folder)
        try:
            yield db
        except BaseException:
            db.close()
            upgrade.unmake(folder)
            raise
    db.keep(hold.shared(folder))
