"""Every operation leaves one row in the audit: by whom, what, on what; and never a visitor's name or words."""

from __future__ import annotations

import json
from pathlib import Path

from models.audit.chain import first_broken_entry
from models.audit.tables import Audit
from models.office.desk import HEAD, Actor, Desk
from models.office.rights import RIGHTS
from models.storage.check import CheckResult, checked
from tests.models.audit.every_operation import SECRETS, every_operation

NOT_AUDITED = {"keep draft"}  # nothing has been said yet
BEFORE = {"set up office", "restore office"}  # in a file that is no office at work yet


def rows_after(last: int) -> list[Audit]:
    return list(Audit.select().where(Audit.id > last).order_by(Audit.id))


def test_every_operation_leaves_one_row_with_the_name_of_who_did_it(desk: Desk, tmp_path: Path) -> None:
    someone = desk.of(Actor(2, "Мельников Роман Сергеевич", HEAD))
    seen = set()
    last = Audit.select().order_by(Audit.id.desc()).get().id
    for action, changes in every_operation(someone, tmp_path):
        rows = rows_after(last)
        assert len(rows) == 1, (action, changes)
        row = rows[0]
        assert (row.action, row.actor_id, row.actor_name) == (action, 2, "Мельников Роман Сергеевич")
        assert row.subject
        changed = {table: ids for table, ids in changes.rows.items() if table == row.subject}
        if row.subject_id is not None and changed:
            assert row.subject_id in changed[row.subject] or changed[row.subject] == (0,)
        seen.add(action)
        last = row.id
    assert seen == set(RIGHTS) - NOT_AUDITED - BEFORE
    assert first_broken_entry(1) is None
    assert checked(desk) == CheckResult()


def test_no_name_and_no_word_of_a_visitor_comes_into_it(desk: Desk, tmp_path: Path) -> None:
    done = [action for action, _changes in every_operation(desk, tmp_path)]
    assert len(done) > 30
    written = " ".join(
        f"{row.action} {row.subject} {row.details} {json.loads(row.details)}" for row in Audit.select()
    ).lower()
    assert [secret for secret in SECRETS if secret.lower() in written] == []
    everywhere = " ".join(str(row) for row in desk.db.rows("SELECT * FROM visitor"))
    everywhere += " ".join(str(row) for row in desk.db.rows("SELECT * FROM appeal_event"))
    assert [secret for secret in SECRETS if secret.lower() in everywhere.lower()]  # they were there to be let in


def test_the_moments_are_utc_and_in_order(desk: Desk, tmp_path: Path) -> None:
    list(every_operation(desk, tmp_path))
    moments = [row.at for row in Audit.select().order_by(Audit.id)]
    assert moments == sorted(moments)
    assert moments[-1] == desk.utc()


def test_details_are_json_with_sorted_keys(desk: Desk, tmp_path: Path) -> None:
    list(every_operation(desk, tmp_path))
    for row in Audit.select():
        details = json.loads(row.details)
        assert list(details) == sorted(details)
