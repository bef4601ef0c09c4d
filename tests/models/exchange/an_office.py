"""A small office full of everything that files can hold, drawn by hypothesis, and its way through files."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from models.appeals import operations as appeals
from models.appeals.rules import AppealDraft, ClosingDraft
from models.exchange.exporting import exported, write_csv
from models.exchange.importing import Imported, import_file
from models.office.desk import Clock, Desk
from models.office.queries import open_desk
from models.problems import Refused
from models.reception import operations as reception
from models.reception.rules import BookingDraft
from models.visitors import operations as visitors
from models.visitors.rules import VisitorDraft
from models.visitors.tables import Visitor
from printing.sheets import write_rows
from tests.models.builders import DOCTOR, HEATING, NOW, PENSION

KINDS = ("visitors", "appeals", "appointments")
OUTREACH = datetime(2026, 12, 10, 11, 20)

_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_lines = (
    st.sampled_from(["", "=1+1", "'", "''ул. Мира", "+7", "-", "@дом", "a;b,c", '"кавычки"', "1.10", "0012"]) | _texts
)
_names = st.sampled_from(
    ["Семёнов Пётр Ильич", "ИВАНОВ ИВАН", "Ким Любовь", "салтыков-щедрин михаил", "О'Нил Джон", "Шевчук Женя", ""]
) | _texts  # fmt: skip
_phones = st.sampled_from(
    ["8 912 884-17-05", "+7 (912) 884-17-06", "244-15-60", "8 342 200-00-00, доб. 12", "не дал", "+375 29 123-45-67"]
)
_days = st.dates(date(2024, 12, 1), date(2026, 11, 23))

people = st.builds(
    VisitorDraft, _names, st.lists(_phones, max_size=3).map(tuple), st.none() | st.just(date(1957, 3, 2)),
    st.none() | st.just(1957), st.sampled_from([None, "f", "m"]), _lines, st.sampled_from(["", "a@example.ru"]), _lines,
    st.sampled_from([None, 1, 2]), st.sampled_from(["", "пенсионер"]), _lines,
)  # fmt: skip
issues = st.tuples(
    st.integers(0, 5), st.sampled_from([HEATING, PENSION, DOCTOR]), _lines, _lines, _days,
    st.sampled_from(["personal", "written", "portal"]), st.sampled_from(["oral", "complaint"]),
    st.sampled_from([None, 1, 2]), st.sampled_from([None, 1, 2]), st.integers(1, 3),
    st.sampled_from([None, "help", "declined", "annulled"]), st.none() | st.decimals(0, 9999, places=2), _lines,
)  # fmt: skip
meetings = st.tuples(
    st.integers(0, 5), st.integers(1, 3), st.integers(0, 40), st.sampled_from([None, HEATING, "0005"]), _lines,
    st.booleans(), st.sampled_from(["booked", "arrived", "started", "done", "no-show", "cancelled"]),
)  # fmt: skip


@contextlib.contextmanager
def at_the_desk(folder: Path | str) -> Iterator[Desk]:
    desk = open_desk(folder, Clock(NOW))
    try:
        yield desk
    finally:
        desk.db.close()


def fill(
    desk: Desk, drafts: Sequence[VisitorDraft], raised: Sequence[Any], met: Sequence[Any]
) -> None:  # fmt: skip
    """Everything that the office takes of it."""
    ids = [made for draft in drafts if (made := _done(lambda d=draft: visitors.add_visitor(desk, d).result))]  # type: ignore[misc]
    if not ids:
        return
    if len(ids) > 1:  # two of one name at one address, whom only a person can tell apart
        twin = VisitorDraft("Близнецова Анна Ильинична", address="ул. Мира, 1")
        _done(lambda: visitors.change_visitor(desk, ids[0], twin, Visitor.get_by_id(ids[0]).version))
        _done(lambda: visitors.change_visitor(desk, ids[1], twin, Visitor.get_by_id(ids[1]).version))
    for one in raised:
        _done(lambda one=one: _raise(desk, ids, one))  # type: ignore[misc]
    for one in met:
        _done(lambda one=one: _meet(desk, ids, one))  # type: ignore[misc]


def _done(work: Callable[[], Any]) -> Any:
    with contextlib.suppress(Refused):
        return work()


def _raise(desk: Desk, ids: Sequence[int], one: Any) -> None:
    who, topic, summary, written, day, channel, kind, district, expert, signers, outcome, amount, result = one
    draft = AppealDraft(
        topic, summary, written, ids[who % len(ids)], received_on=day, channel=channel, kind=kind, district_id=district,
        expert_id=expert, collective=signers,
    )  # fmt: skip
    appeal_id = appeals.register(desk, draft).result.id
    if outcome == "annulled":
        appeals.annul(desk, appeal_id)
    elif outcome is not None:
        closing = ClosingDraft(outcome, result, Decimal(amount) if amount is not None else None)
        appeals.close_appeal(desk, appeal_id, closing)


def _meet(desk: Desk, ids: Sequence[int], one: Any) -> None:
    who, expert, place, topic, summary, is_walk_in, state = one
    start = OUTREACH if place > 38 else datetime(2026, 11, 24, 10) + timedelta(minutes=30 * place)
    draft = BookingDraft(
        expert, None if is_walk_in else start, ids[who % len(ids)], topic=topic, summary=summary, is_walk_in=is_walk_in
    )
    appointment = reception.book(desk, draft).result.appointment
    steps = {"done": ("started", "done"), "booked": ()}.get(state, (state,))
    for step in steps:
        _done(lambda step=step: reception.mark(desk, appointment, step))  # type: ignore[misc]


def taken_out(desk: Desk, kind: str, path: Path) -> list[tuple[str, ...]]:
    """The export's cells; the file stays."""
    with exported(desk, kind) as table:
        rows = list(table.rows)
        assert table.count == len(rows)
        whole = type(table)(table.header, table.count, iter(rows))
        if path.suffix == ".csv":
            write_csv(path, whole)
        else:
            write_rows(path, kind, whole.header, whole.rows)
    return rows


def taken_in(desk: Desk, kind: str, path: Path) -> Imported:
    done = import_file(desk, kind, path)
    assert [str(one.reason) for one in done.rejected] == []
    return done


def emptied(template: Path, folder: Path) -> Path:
    """A fresh office with the same settings."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    return folder


def differences(before: list[tuple[str, ...]], after: list[tuple[str, ...]]) -> list[tuple[str, str]]:
    """The cells that are not the same, and the rows that are on one side only."""
    cells = [pair for one, other in zip(before, after, strict=False) for pair in zip(one, other, strict=True)]
    shorter = min(len(before), len(after))
    rows = [(str(row), "") for row in before[shorter:]] + [("", str(row)) for row in after[shorter:]]
    return [pair for pair in cells if pair[0] != pair[1]] + rows
