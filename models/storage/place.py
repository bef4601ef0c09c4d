"""Where an office lies: in a data folder or, by its URL, on a server. Making it there and opening it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from models.storage import hold, upgrade
from models.storage.engine import Database

_SERVERS = ("postgresql://", "postgres://")


def is_server(place: Path | str) -> bool:
    """Whether a place is the URL of a server."""
    return isinstance(place, str) and place.startswith(_SERVERS)


@contextlib.contextmanager
def new_office(place: Path | str) -> Iterator[Database]:
    """A new, empty office of the newest schema to be filled within; gone again where that fails. Raises Refused."""
    if is_server(place):
        from models.storage.postgres import schema

        with schema.new_office(str(place)) as on_server:
            yield on_server
        return
    folder = Path(place)
    with upgrade.making(folder):
        db = upgrade.create(folder)
        try:
            yield db
        except BaseException:
            db.close()
            upgrade.unmake(folder)
            raise
    db.keep(hold.shared(folder))


def open_office(place: Path | str) -> Database:
    """The office of a folder or a server, upgraded if it is older. Raises Refused in words."""
    if is_server(place):
        from models.storage.postgres import schema

        return schema.open_office(str(place))
    return upgrade.open_office(Path(place))
