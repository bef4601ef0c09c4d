"""Taking an office back from a verified copy: prepared beside the file, then swapped; the old file is kept."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlcipher3 import dbapi2 as driver

from models.audit import head
from models.audit.chain import Entry, append
from models.office.desk import HEAD, Actor, Clock, Desk
from models.office.queries import head_actor
from models.office.rights import require
from models.office.tables import Office
from models.problems import Problem, Refused
from models.storage import backup, hold, upgrade
from models.storage.aside import replace_office
from models.storage.engine import in_words
from models.storage.keys import search_key
from models.storage.reading import as_it_lies
from models.storage.sqlite import FileDatabase
from resources.words import N_


@dataclass(frozen=True)
class Restored:
    """The office that is there now, and where the file is that was there before."""

    office: str
    language: str
    aside: Path | None


def restore(folder: Path, copy: Path, clock: Clock, name: str = "") -> Restored:
    """Puts a copy in the office's place. Raises Refused: no sound copy of ours, a newer one, a folder that is in use,
    an office of another name where one is given.

    The folder is made where it is missing. OSError and driver.Error are failures of the world; nothing is changed then.
    """
    _refuse_no_file(folder, copy)
    source = _source_of(copy)
    try:
        upgrade.known(upgrade.version_of(copy, source))
    except driver.Error as error:
        raise _unsound(copy) from error
    with hold.alone(folder):
        prepared = upgrade.restoring_in(folder)
        try:
            _prepare(source, prepared, copy)
            noted = _noted(prepared, clock)
            if name and search_key(name) != search_key(noted.name):
                raise Refused(Problem("unknown-office", N_("There is no office “{name}” here."), "", {"name": name}))
            backup.synced(prepared)
            aside = replace_office(folder, prepared, noted.day)
        finally:
            backup.remove_unfinished(prepared)
        head.note(folder, noted.office_id, noted.digest)
    return Restored(noted.name, noted.language, aside)


def _refuse_no_file(folder: Path, copy: Path) -> None:
    if copy.is_dir():
        raise Refused(Problem("folder", N_("“{file}” is a folder, not a file."), "", {"file": str(copy)}))
    if not copy.exists():
        raise Refused(Problem("unreadable", N_("There is no file “{file}”."), "", {"file": str(copy)}))
    if not copy.is_file():
        raise Refused(Problem("unreadable", N_("“{file}” cannot be read."), "", {"file": str(copy)}))
    office = upgrade.file_in(folder)
    if office.exists() and office.samefile(copy):
        sentence = N_("“{file}” is the office's own file; give the name of a copy.")
        raise Refused(Problem("itself", sentence, "", {"file": str(copy)}))
    try:
        with copy.open("rb"):
            pass
    except OSError as error:
        raise Refused(Problem("unreadable", N_("“{file}” cannot be read."), "", {"file": str(copy)})) from error


def _source_of(copy: Path) -> str:
    """The URI for reading the copy: nothing is left beside it, unless something lies there already."""
    found = as_it_lies(copy)
    return found.name if found is not None else upgrade.plain_uri(copy)


def _prepare(source: str, prepared: Path, copy: Path) -> None:
    """The copy's content in a checked file of the newest schema, without anything beside it."""
    backup.remove_unfinished(prepared)
    try:
        with (
            contextlib.closing(driver.connect(source, uri=True, isolation_level=None)) as given,
            contextlib.closing(driver.connect(str(prepared), isolation_level=None)) as taken,
        ):
            given.execute("PRAGMA busy_timeout=5000")
            given.execute("BEGIN")
            given.execute("SELECT 1 FROM sqlite_master").fetchone()
            given.backup(taken, pages=2000, sleep=0.001)
            taken.execute("PRAGMA journal_mode=DELETE")
        backup.verify(prepared)
        with contextlib.closing(driver.connect(str(prepared), isolation_level=None)) as taken:
            version = int(taken.execute("PRAGMA user_version").fetchone()[0])
            if version < upgrade.VERSION:
                upgrade.migrate(taken, version)
    except Refused as refused:
        raise _unsound(copy) from refused
    except driver.Error as error:
        problem = in_words(error)
        if problem is not None and problem.code in ("damaged", "not-ours"):
            raise _unsound(copy) from error
        raise


@dataclass(frozen=True)
class _Prepared:
    office_id: int
    name: str
    language: str
    day: date  # today at the office
    digest: str  # the last one of its audit


def _noted(prepared: Path, clock: Clock) -> _Prepared:
    """Notes in the audit of the prepared office that it was restored. Raises Refused where there is no office in it."""
    with contextlib.closing(FileDatabase(prepared)) as db:
        office = Office.select().order_by(Office.id).first()
        if office is None:
            raise Refused(Problem("no-office", N_("There is no office in this file.")))
        desk = Desk(db, office.id, Actor(None, "—", HEAD), clock, ZoneInfo(office.timezone))
        desk = desk.of(head_actor(desk))
        require(desk.actor, "restore office")
        with db.writing():  # no transaction of the desk: the head beside the file is still the old office's
            digest = append(desk, Entry("restore office", "office", office.id))
        noted = _Prepared(office.id, office.name, office.language, desk.today(), digest)
    with contextlib.closing(driver.connect(str(prepared), isolation_level=None)) as single:
        single.execute("PRAGMA journal_mode=DELETE")  # raises where the disk does not take what is beside it
    return noted


def _unsound(copy: Path) -> Refused:
    return Refused(
        Problem("no-copy", N_("“{file}” is no sound copy of an office; nothing was changed."), "", {"file": str(copy)})
    )
