"""What the desk waits for while it reads: every keystroke of a search, pages of the list, the reports' numbers."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from models.appeals import queries as appeals
from models.appeals.queries import AppealFilter
from models.office.desk import Desk
from models.reports.queries import report
from models.storage.search import visitor_ids
from models.visitors import queries as visitors
from models.visitors.queries import VisitorFilter
from tests.bench import peers
from tests.bench.measure import Line, interleaved, repeated, timed
from tests.bench.sample import Scale

NAMES = 500
SEED = 1
PERIODS = {"report month": "2026-11", "report half": "2026-H2", "report year": "2026"}

# What people usually build: an index of words with content, sorted by the last visit after the match.
USUAL = "CREATE VIRTUAL TABLE temp.usual_words USING fts5 (words, prefix='1 2 3')"
USUAL_SEARCH = """
SELECT v.id FROM usual_words AS found JOIN visitor AS v ON v.id = found.rowid
WHERE usual_words MATCH ? ORDER BY v.last_visit_on DESC, v.id DESC LIMIT 50
"""


def all_of(scale: Scale, desk: Desk) -> Iterator[Line]:
    yield from searches(scale, desk)
    yield from lists(scale, desk)
    yield from reports(scale, desk)


def searches(scale: Scale, desk: Desk) -> Iterator[Line]:
    chance = random.Random(SEED)
    people = desk.db.rows("SELECT full_name, phone_key FROM visitor ORDER BY id")
    asked = chance.sample(people, min(NAMES, len(people)))
    typed = [name[: n + 1].lower() for name, _phone in asked for n in range(len(name))]
    dialled = [phone[start : start + n] for _name, phone in asked if len(phone) == 10
               for n in range(3, 11) for start in (0, chance.randrange(11 - n))]  # fmt: skip
    goal = scale.goals.get("search")
    for what, texts in (("search, every keystroke of a name", typed), ("search, digits of a phone", dialled)):
        visitors.search(desk, texts[0])
        samples = [timed(lambda text=text: visitors.search(desk, text)) for text in texts]  # type: ignore[misc]
        yield Line(what, samples, goal, "p99", note=f"{len(samples):,} keystrokes")
    yield _one_letter(scale, desk)


def _one_letter(scale: Scale, desk: Desk) -> Line:
    """The hardest question for an ordinary index; ids alone on both sides."""
    connection = desk.db.connection()
    connection.execute(USUAL)
    connection.execute("INSERT INTO usual_words (rowid, words) SELECT id, name_key FROM visitor")
    letters = "абвгклмнопрстш"

    def ours() -> float:
        return sum(timed(lambda c=c: desk.db.rows(*_spread(visitor_ids(c, 50)))) for c in letters) / len(letters)  # type: ignore[misc]

    def usual() -> float:
        return sum(timed(lambda c=c: desk.db.rows(USUAL_SEARCH, f"{c}*")) for c in letters) / len(letters)  # type: ignore[misc]

    mine, bare = interleaved(30, ours, usual)
    connection.execute("DROP TABLE temp.usual_words")
    goal = scale.goals.get("one letter")
    return Line("search, one letter, ids alone", mine, goal, "speedup", bare, "FTS5 and a sort")


def _spread(statement: tuple[str, list[Any]]) -> list[Any]:
    sql, values = statement
    return [sql, *values]


def lists(scale: Scale, desk: Desk) -> Iterator[Line]:
    """Windows of 50 rows at random depths, as the table asks for them; the statements alone are the bare limit."""
    everybody, raised = visitors.ids(desk, VisitorFilter()), appeals.ids(desk, AppealFilter())
    yield Line("ids of all visitors", repeated(lambda: visitors.ids(desk, VisitorFilter()), 30))
    yield Line("ids of all appeals", repeated(lambda: appeals.ids(desk, AppealFilter()), 30))
    chance = random.Random(SEED)
    for what, ids, rows in (("visitors", everybody, visitors.rows), ("appeals", raised, appeals.rows)):
        pages = [ids[start : start + 50] for start in (chance.randrange(max(1, len(ids) - 50)) for _n in range(100))]
        yield beside_sql(desk, f"a page of {what}", [lambda p=p, r=rows: r(desk, p) for p in pages],  # type: ignore[misc]
                         scale.goals.get("page of the list"))  # fmt: skip
        first, deepest = interleaved(60, partial(_page, desk, rows, ids[:50]), partial(_page, desk, rows, ids[-50:]))
        goal = scale.goals.get("deepest page")
        yield Line(f"  the deepest page of {what}", deepest, goal, "ratio", first, "the first page")


def _page(desk: Desk, rows: Callable[[Desk, Any], object], ids: Sequence[int]) -> float:
    return timed(lambda: rows(desk, ids))


def reports(scale: Scale, desk: Desk) -> Iterator[Line]:
    for goal, period in PERIODS.items():
        works: list[Callable[[], object]] = [lambda period=period: report(desk, period)] * 40  # type: ignore[misc]
        yield beside_sql(desk, f"{goal}, data", works, scale.goals.get(goal))
    yield from _beside_duckdb(scale, desk)


def _beside_duckdb(scale: Scale, desk: Desk) -> Iterator[Line]:
    if "duckdb" not in scale.goals:
        return
    if not peers.is_here("duckdb"):
        print("duckdb is not installed; the year is not compared.")
        return
    year = report(desk, PERIODS["report year"])
    count = peers.duckdb_report(desk, desk.db.path.with_suffix(".duckdb"))
    ours, theirs = interleaved(15, lambda: timed(lambda: report(desk, PERIODS["report year"])),
                               lambda: timed(lambda: count(year)))  # fmt: skip
    yield Line("  the year beside duckdb", ours, scale.goals["duckdb"], "ratio", theirs, "duckdb")


def beside_sql(desk: Desk, what: str, works: list[Callable[[], object]], goal: float | None) -> Line:
    """Each work in turn with the statements that it ran, on the bare driver."""
    samples, bare = [], []
    works[0]()
    for work in works:
        samples.append(timed(work))
        with _overheard(desk) as said:
            work()
        bare.append(timed(lambda said=said: _replay(desk, said)))  # type: ignore[misc]
    return Line(what, samples, goal, bare=bare, note="bare: its SQL alone")


@contextlib.contextmanager
def _overheard(desk: Desk) -> Iterator[list[tuple[str, Any]]]:
    said: list[tuple[str, Any]] = []
    file = desk.db._connections
    usual = file.execute_sql

    def listening(sql: str, params: Any = None, commit: Any = None) -> Any:
        said.append((sql, params or ()))
        return usual(sql, params, commit)

    file.execute_sql = listening  # type: ignore[method-assign]
    try:
        yield said
    finally:
        del file.execute_sql


def _replay(desk: Desk, said: list[tuple[str, Any]]) -> None:
    connection = desk.db.connection()
    for sql, values in said:
        connection.execute(sql, values).fetchall()


def size(folder: Path, desk: Desk) -> str:
    """What kind of file was measured."""
    counts = desk.db.rows("SELECT (SELECT COUNT(*) FROM visitor), (SELECT COUNT(*) FROM appeal)")[0]
    megabytes = sum(path.stat().st_size for path in folder.glob("*.db")) / 2**20
    return f"{counts[0]:,} visitors, {counts[1]:,} appeals, {megabytes:.1f} MB"
