"""An office on a server: many desks write at once, and nothing is counted, numbered or booked twice."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import peewee
import pytest

from models.appeals.tables import Appeal
from models.audit.chain import first_broken_entry
from models.office.desk import Clock, Desk
from models.office.queries import open_desk
from models.problems import Refused
from models.reception.tables import CANCELLED, Appointment, CallNote
from models.reports.recount import recount
from models.storage.check import CheckResult, checked
from models.visitors import queries
from models.visitors.intake import Intake
from models.visitors.rules import VisitorDraft
from models.visitors.tables import Visitor
from tests.models.builders import NOW, a_booking, a_closed_appeal, a_visitor, a_visitor_draft, an_appeal


def together(desk: Desk, *works: Callable[[], Any]) -> list[Any]:
    """The answers, or refusals, of works that are done at once by desks of their own."""
    found: list[Any] = [None] * len(works)

    def run(place: int, work: Callable[[], Any]) -> None:
        try:
            found[place] = work()
        except Exception as error:
            found[place] = error
        finally:
            desk.db.leave_thread()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_a_statement_is_told_as_the_server_reads_it(desk: Desk) -> None:
    from models.storage.postgres.server import translated

    assert translated("SELECT 1 FROM x WHERE a.is_annulled = 0 AND b = ?") == (
        "SELECT 1 FROM x WHERE a.is_annulled = false AND b = %s"
    )
    assert translated('WHERE ("t1"."receives" = 1) AND "t1"."name" = %s') == (
        'WHERE ("t1"."receives" = true) AND "t1"."name" = %s'
    )
    assert translated("x LIKE 'a%' AND id IN ()") == "x LIKE 'a%%' AND id IN (NULL)"
    assert desk.db.rows("SELECT 7 % 4, '%', ? LIKE 'a%'", "abc") == [(3, "%", True)]


def test_a_write_outside_a_transaction_raises(desk: Desk) -> None:
    with pytest.raises(peewee.OperationalError, match="readonly"):
        desk.db.run("DELETE FROM visitor")
    with pytest.raises(peewee.OperationalError, match="readonly"):
        Visitor.update(note="x").execute()


def test_the_windows_thread_is_refused(desk: Desk) -> None:
    desk.db.forbid_this_thread()
    for way in (lambda: desk.db.rows("SELECT 1"), lambda: desk.db.connection(), lambda: a_visitor(desk)):
        with pytest.raises(RuntimeError, match="window's thread"):
            way()


def test_a_snapshot_sees_one_moment(desk: Desk) -> None:
    with desk.db.snapshot():
        assert Visitor.select().count() == 0
        assert together(desk, lambda: a_visitor(desk)) == [1]
        assert Visitor.select().count() == 0
    assert Visitor.select().count() == 1


def test_there_is_no_file(desk: Desk) -> None:
    with pytest.raises(Refused):
        desk.db.path  # noqa: B018
    assert checked(desk) == CheckResult()


def test_numbers_come_in_a_row_under_many_hands(desk: Desk) -> None:
    people = [a_visitor(desk, f"Посетитель {letter * 3}", phone="") for letter in "абвг"]

    def register(visitor: int) -> Callable[[], Any]:
        return lambda: [an_appeal(desk, visitor_id=visitor, received_on=date(2026, 11, 2)) for _turn in range(10)]

    found = together(desk, *(register(visitor) for visitor in people))
    assert len({appeal for appeals in found for appeal in appeals}) == 40
    assert [row.serial for row in Appeal.select().order_by(Appeal.serial)] == list(range(1, 41))
    assert sum(row.is_repeated for row in Appeal.select()) == 36
    assert first_broken_entry(desk.office_id) is None
    assert recount(desk) == []


def test_a_time_is_given_once_under_many_hands(desk: Desk) -> None:
    starts = [datetime(2026, 11, 24, 10) + timedelta(minutes=30 * n) for n in range(4)]

    def book(name: str) -> Callable[[], Any]:
        def all_of_them() -> list[str]:
            said = []
            for start in starts:
                try:
                    a_booking(desk, start, visitor=a_visitor_draft(name, phone=""))
                    said.append("booked")
                except Refused as refused:
                    said.append(refused.problems[0].code)
            return said

        return all_of_them

    found = together(desk, *(book(f"Посетитель {letter * 3}") for letter in "абвгд"))
    assert Counter(said for one in found for said in one) == {"booked": 4, "taken": 16}
    assert checked(desk) == CheckResult()


def test_the_server_itself_refuses_what_overlaps(desk: Desk) -> None:
    visitor, start = a_visitor(desk), datetime(2026, 11, 24, 10)

    def put(minutes: int, **columns: Any) -> None:
        with desk.db.writing():
            Appointment.insert(
                uuid=f"{minutes} {columns}", office_id=1, visitor_id=visitor, expert_id=columns.pop("expert_id", 1),
                starts_at=start + timedelta(minutes=minutes), ends_at=start + timedelta(minutes=minutes + 30),
                created_at=NOW, **columns,
            ).execute()  # fmt: skip

    put(0)
    put(30)
    put(10, state=CANCELLED)
    put(10, is_walk_in=True)
    put(10, expert_id=2)
    for minutes in (-29, 0, 20, 59):
        with pytest.raises(peewee.IntegrityError, match="appointment_time"):
            put(minutes, summary="over")


def test_who_waits_to_write_is_noticed_by_who_writes(desk: Desk) -> None:
    with desk.db.writing(desk.office_id):
        assert not desk.db.is_waited_for()
        waiting = threading.Thread(target=lambda: together(desk, lambda: a_visitor(desk)))
        waiting.start()
        while not desk.db.is_waited_for():  # until the other stands in the line
            pass
    waiting.join()
    assert not desk.db.is_waited_for()
    assert Visitor.select().count() == 1


def test_a_desk_that_waits_too_long_is_told_so(desk: Desk) -> None:
    from models.storage.engine import in_words

    with desk.db.writing(desk.office_id):

        def impatient() -> None:
            with desk.db.writing():
                desk.db.rows("SELECT set_config('lock_timeout', '1ms', true)")
                desk.db.rows("SELECT pg_advisory_xact_lock(1380143184, ?)", desk.office_id)

        (error,) = together(desk, impatient)
    problem = in_words(error)
    assert problem is not None and problem.code == "locked"


def test_offices_do_not_wait_for_each_other(desk: Desk) -> None:
    def other() -> int:
        with desk.db.writing(2):
            return 2

    with desk.db.writing(desk.office_id):
        assert together(desk, other) == [2]


def test_folding_changes_no_figure(desk: Desk) -> None:
    for number in range(4):
        an_appeal(desk, visitor=a_visitor_draft(f"Посетитель {'абвг'[number] * 3}", phone=""))
    a_closed_appeal(desk)
    figures = "SELECT * FROM appeal_year ORDER BY 1, 2, 3, 4", "SELECT * FROM appeal_month_total ORDER BY 1, 2, 3"
    before = [desk.db.rows(sql) for sql in figures]
    assert desk.db.rows("SELECT COUNT(*) FROM appeal_year_added")[0][0]
    with desk.db.writing():
        desk.db.rows("SELECT fold_roll_up()")
    assert desk.db.rows("SELECT COUNT(*) FROM appeal_year_added") == [(0,)]
    assert [desk.db.rows(sql) for sql in figures] == before
    an_appeal(desk)
    assert recount(desk) == []


def test_a_desk_folds_now_and_then_by_itself(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from models.storage.postgres import server

    monkeypatch.setattr(server, "_FOLDED_EVERY", 3)
    for _turn in range(3):
        an_appeal(desk)
    assert desk.db.rows("SELECT COUNT(*) FROM appeal_year_added") == [(0,)]
    assert recount(desk) == []


def test_registrations_go_on_while_somebody_folds(desk: Desk) -> None:
    def fold() -> None:
        for _turn in range(20):
            with desk.db.writing():
                desk.db.rows("SELECT fold_roll_up()")

    found = together(desk, fold, fold, *(lambda: [an_appeal(desk) for _turn in range(8)] for _desk in range(3)))
    assert [one for one in found if isinstance(one, Exception)] == []
    assert recount(desk) == []


NAMES = ("Третьякова Мария", "Третьяк Оксана", "Семёнов Пётр", "Салтыков-Щедрин Михаил", "Ёлкина Анна", "O'Neil John")
TEXTS = (
    "т", "тр", "трет", "третьяк о", "с", "семенов", "ё", "щ", "o", "мар 19", "т 8", "8", "89", "891", "912", "8912",
    "84", "+7 9", "17", "т 1957", "анна 912", "", "x", "🙂", "%", "_", "'", "\\", "т\\", "т%",
)  # fmt: skip


@pytest.mark.parametrize("near", [5, 3000])
def test_both_engines_find_the_same_in_the_same_order(
    office_folder: Path, office_url: str, near: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.storage.postgres import search

    monkeypatch.setattr(search, "_NEAR", near)
    found = [_found_in(place) for place in (office_folder, office_url)]
    assert found[0] == found[1]
    assert sum(map(len, found[0])) > 500


def _found_in(place: Path | str) -> list[list[int]]:
    chance = random.Random(7)
    desk = open_desk(place, Clock(NOW))
    with desk.db.transaction("import", desk):
        intake = Intake(desk)
        drafts = [
            VisitorDraft(
                f"{chance.choice(NAMES)} {chance.choice('абвгд') * 3}вна", (f"8 9{chance.randrange(10**9):09}",),
                birth_year=chance.randrange(1930, 2000), uuid=f"visitor-{number}",
            )
            for number in range(150)
        ]  # fmt: skip
        intake.prepare(drafts)
        for draft in drafts:
            day = date(2026, 11, 1) - timedelta(days=chance.randrange(30))
            intake.keep(draft, day if chance.random() < 0.8 else None, draft.uuid)
        intake.write()
    found = [[hit.id for hit in queries.search(desk, text, limit)] for text in TEXTS for limit in (3, 50)]
    found += [list(queries.ids(desk, queries.VisitorFilter(text=text))) for text in TEXTS]
    desk.db.close()
    return found


def test_a_call_note_is_written_in_the_offices_own_time(desk: Desk) -> None:
    with desk.db.writing():
        CallNote.create(office_id=1, at=desk.now(), text="x", staff_id=1)
    assert desk.db.rows("SELECT at FROM call_note") == [("2026-11-23 11:46:00",)]
    assert CallNote.get().at == NOW
