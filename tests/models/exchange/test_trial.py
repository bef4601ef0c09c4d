"""A trial counts what the import then brings, and nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2 as driver

from models.exchange import importing
from models.exchange.importing import Imported, import_file
from models.office.desk import Desk
from models.reports.recount import recount
from models.storage.upgrade import file_in
from tests.models.builders import DOCTOR, HEATING, PENSION
from tests.models.exchange.an_office import at_the_desk
from tests.models.exchange.test_killed import a_file

MARKS = ["", "", "", "3f0e2a5c-0000-4000-8000-000000000001", "3f0e2a5c-0000-4000-8000-000000000002"]
_names = st.sampled_from(["Ким Иван", "КИМ ИВАН", "Шевчук Женя", "Третьякова Мария Юрьевна", ""])
_phones = st.sampled_from(["", "", "8 912 884-17-05", "8 912 884-17-06", "8 912 884-17-05, доб. 3"])
_addresses = st.sampled_from(["", "", "ул. Мира, 1", "ул. Мира, 2"])
_years = st.sampled_from(["", "", "1957", "1958", "19"])
_marks = st.sampled_from(MARKS)
_person = (_names, _phones, _addresses, _years, _marks)
_ROWS = {
    "visitors": ("visitor;phone;address;birth_year;uuid", st.tuples(*_person)),
    "appeals": (
        "visitor;phone;address;birth_year;visitor_uuid;received_on;topic;number;uuid",
        st.tuples(
            *_person, st.sampled_from(["2026-11-01", "2026-11-02", "вчера"]),
            st.sampled_from([HEATING, PENSION, DOCTOR]),
            st.sampled_from(["", "", "2026-000001", "2026-000002", "12/б"]), _marks,
        ),
    ),
    "appointments": (
        "visitor;phone;visitor_uuid;start;expert;state;walk_in;uuid",
        st.tuples(
            _names, _phones, _marks,
            st.sampled_from(["02.11.2026 10:00", "02.11.2026 10:20", "03.11.2026 10:00", "03.11.2026 10:10"]),
            st.sampled_from(["Белов", "Белов", "нет такого"]), st.sampled_from(["done", "no-show", "cancelled"]),
            st.sampled_from(["", "", "да"]), _marks,
        ),
    ),
}  # fmt: skip
KINDS = st.sampled_from(sorted(_ROWS))


def told(done: Imported) -> tuple[int, int, list[tuple[int, str]]]:
    return done.imported, done.already, [(one.line.number, str(one.reason)) for one in done.rejected]


@settings(max_examples=40, phases=(Phase.generate,), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(KINDS.flatmap(lambda kind: st.tuples(st.just(kind), st.lists(_ROWS[kind][1], max_size=14))), st.integers(1, 4))
def test_a_trial_tells_what_the_import_does_however_the_batches_fall(
    another_office: Callable[[], Path | str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    given_: tuple[str, list[tuple[str, ...]]], batch: int,
) -> None:  # fmt: skip
    kind, rows = given_
    monkeypatch.setattr(importing, "BATCHES", (batch,) * 3)
    file = tmp_path / "file.csv"
    half = len(rows) // 2
    with at_the_desk(another_office()) as desk:
        for part in (rows[:half], rows):  # the second time the office has half of it
            file.write_text("\n".join([_ROWS[kind][0], *map(";".join, part)]) + "\n", encoding="utf-8")
            tried = told(import_file(desk, kind, file, dry_run=True))
            assert told(import_file(desk, kind, file)) == tried
        assert recount(desk) == []


class AnotherDesk:
    """Writes to the office's file at each step; refused at once if it had to wait."""

    def __init__(self, place: Path | str) -> None:
        self._place, self.written = place, 0

    def step(self, done: int, total: int) -> None:
        connection = self._begun()
        connection.execute("UPDATE visitor SET note = note || '.'")
        connection.execute("COMMIT")
        connection.close()
        self.written += 1

    def _begun(self) -> Any:
        if isinstance(self._place, Path):
            connection = driver.connect(str(file_in(self._place)), isolation_level=None, timeout=0)
            connection.execute("BEGIN IMMEDIATE")
            return connection
        from models.storage.postgres.server import connected

        on_server = connected(self._place)
        on_server.execute("SET lock_timeout = '1ms'")
        on_server.execute("BEGIN")
        return on_server


@pytest.mark.parametrize("kind", sorted(_ROWS))
def test_another_desk_writes_while_a_file_is_tried_out(
    desk: Desk, office_place: Path | str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(importing, "BATCHES", (9, 9, 9))
    file, other = a_file(tmp_path, kind, seed=1), AnotherDesk(office_place)
    tried = import_file(desk, kind, file, dry_run=True, progress=other)
    assert other.written == 7
    assert told(import_file(desk, kind, file, progress=other)) == told(tried)


def test_a_batch_grows_while_it_is_quick_and_shrinks_when_others_would_wait() -> None:
    pace = importing._Pace(importing.AIM)
    least, first, most = importing.BATCHES
    assert pace.rows == first
    pace.lasted(first, importing.AIM / 10)
    assert pace.rows == 2 * first  # not ten times at once: the next rows may be slower
    for _turn in range(9):
        pace.lasted(pace.rows, 0.0)
    assert pace.rows == most
    pace.lasted(most, importing.AIM * 5)
    assert pace.rows == most // 5
    pace.lasted(pace.rows, 60.0)
    assert pace.rows == least
