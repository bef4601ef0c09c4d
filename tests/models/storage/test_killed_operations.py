"""A writer killed in the midst of each kind of operation: what was acknowledged is there, nothing is there by half."""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path
from typing import Any

import pytest

from models.office.desk import Clock
from models.office.queries import open_desk
from models.office.rights import RIGHTS
from models.storage.check import CheckResult, checked
from models.storage.sqlite import File, FileDatabase
from tests.models.audit.every_operation import every_operation
from tests.models.audit.test_every_operation import BEFORE, NOT_AUDITED
from tests.models.builders import NOW
from tests.models.storage.children import Child, Say, needs_fork

AT_COMMIT, AFTER_COMMIT = 10_000, 10_001
_LAST = "SELECT COALESCE(MAX(id), 0) FROM audit"
_FIRST = "SELECT id FROM audit WHERE action = 'set up office'"


def killed_in(folder: Path, action: str, statement: int) -> Child:
    """A program that does every operation and dies within the first of this kind, before its statement of this number,
    or before or after its commit; it says the audit's last entry after each one."""

    def work(say: Say) -> None:
        left = [0]
        transaction, execute, commit = FileDatabase.transaction, File.execute_sql, File.commit

        def dying_transaction(db: FileDatabase, doing: str, desk: Any) -> Any:
            if doing == action:
                left[0] = statement
            return transaction(db, doing, desk)

        def dying_execute(file: File, *args: Any, **named: Any) -> Any:
            if left[0] and file.connection().in_transaction:  # type: ignore[no-untyped-call]
                left[0] -= 1
                die_where(left[0] == 0)
            return execute(file, *args, **named)

        def dying_commit(file: File) -> Any:
            die_where(left[0] > 0 and statement != AFTER_COMMIT)
            done = commit(file)
            die_where(left[0] > 0)
            return done

        for owner, name, dying in (
            (FileDatabase, "transaction", dying_transaction), (File, "execute_sql", dying_execute),
            (File, "commit", dying_commit),
        ):  # fmt: skip
            setattr(owner, name, dying)
        desk = open_desk(folder, Clock(NOW))
        for _action, _changes in every_operation(desk, folder.parent):
            say(str(desk.db.rows(_LAST)[0][0]))

    return Child(work)


def die_where(it_is_time: bool) -> None:
    if it_is_time:
        os.kill(os.getpid(), signal.SIGKILL)


@needs_fork
@pytest.mark.parametrize("action", sorted(set(RIGHTS) - NOT_AUDITED - BEFORE))
def test_killed_in_the_midst_of_an_operation_the_office_is_sound(office_folder: Path, action: str) -> None:
    chance = random.Random(action)
    statement = chance.choice((chance.randrange(1, 8), AT_COMMIT, AFTER_COMMIT))
    said = killed_in(office_folder, action, statement).rest()
    desk = open_desk(office_folder, Clock(NOW))
    last = desk.db.rows(_LAST)[0][0]
    acknowledged = int(said[-1]) if said else desk.db.rows(_FIRST)[0][0]
    assert last == acknowledged + (statement == AFTER_COMMIT)  # the one that was saved and never said
    assert checked(desk) == CheckResult()
    desk.db.close()
