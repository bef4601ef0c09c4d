"""Export and import again changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from models.exchange.exporting import exported
from models.exchange.reader import read
from models.office.desk import Desk
from models.problems import Refused
from models.reports.recount import recount
from models.storage.check import checked
from models.visitors.rules import VisitorDraft
from tests.models.builders import HEATING, a_booking, a_closed_appeal, a_visitor, an_appeal
from tests.models.exchange.an_office import (
    KINDS,
    at_the_desk,
    differences,
    fill,
    issues,
    meetings,
    people,
    taken_in,
    taken_out,
)


@settings(max_examples=12, phases=(Phase.generate,))  # an example takes a second: shrinking would take hours
@given(
    st.lists(people, min_size=1, max_size=6), st.lists(issues, max_size=6), st.lists(meetings, max_size=6),
    st.sampled_from([".csv", ".xlsx"]),
)  # fmt: skip
def test_an_export_taken_into_an_empty_office_gives_the_same_export(
    another_office: Callable[[], Path | str], tmp_path: Path, drafts: list[VisitorDraft], raised: list[Any],
    met: list[Any], ending: str,
) -> None:
    with at_the_desk(another_office()) as desk:
        fill(desk, drafts, raised, met)
        before = {kind: taken_out(desk, kind, tmp_path / f"{kind}{ending}") for kind in KINDS}
        for kind in KINDS:
            assert taken_in(desk, kind, tmp_path / f"{kind}{ending}").imported == 0
            assert differences(before[kind], taken_out(desk, kind, tmp_path / f"again{ending}")) == []
    with at_the_desk(another_office()) as desk:
        for kind in KINDS:
            taken_in(desk, kind, tmp_path / f"{kind}{ending}")
        for kind in KINDS:
            assert differences(before[kind], taken_out(desk, kind, tmp_path / f"again{ending}")) == []
        assert recount(desk) == []
    for kind in ("appeals", "appointments"):
        with at_the_desk(another_office()) as desk:
            taken_in(desk, kind, tmp_path / f"{kind}{ending}")
            assert differences(before[kind], taken_out(desk, kind, tmp_path / f"again{ending}")) == []


def test_an_export_has_every_column_and_plain_cells(desk: Desk, tmp_path: Path) -> None:
    appeal = a_closed_appeal(desk, received_on=date(2026, 11, 2), written="=СУММ(А1)")
    taken_out(desk, "appeals", tmp_path / "appeals.csv")
    taken_out(desk, "appeals", tmp_path / "appeals.xlsx")
    raw = (tmp_path / "appeals.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfreceived_on;visitor;topic;birth_year;phone;address;district;channel;kind;")
    assert ";'=СУММ(А1);".encode() in raw
    csv, book = read(tmp_path / "appeals.csv"), read(tmp_path / "appeals.xlsx")
    assert (csv.header, csv.lines[0].cells) == (book.header, book.lines[0].cells)
    cells = dict(zip(csv.header, csv.lines[0].cells, strict=True))
    assert (cells["number"], cells["topic"], cells["outcome"]) == ("2026-000001", HEATING, "help")
    assert (cells["received_on"], cells["due"], cells["closed_on"]) == ("2026-11-02", "2026-12-02", "2026-11-23")
    assert appeal and checked(desk).ok


def test_days_choose_by_receipt_by_start_and_by_last_visit(desk: Desk) -> None:
    an_appeal(desk, received_on=date(2026, 11, 2))
    an_appeal(desk, received_on=date(2026, 11, 3), visitor_id=a_visitor(desk, "Хузин Ринат"))
    a_visitor(desk, "Ким Любовь")
    a_booking(desk)

    def found(kind: str, first: date | None, last: date | None) -> list[str]:
        with exported(desk, kind, first, last) as table:
            visitor = table.header.index("visitor")
            return [row[visitor].split()[0] for row in table.rows]

    november = date(2026, 11, 2), date(2026, 11, 2)
    assert found("appeals", *november) == found("visitors", *november) == ["Третьякова"]
    assert found("appeals", date(2026, 11, 3), None) == ["Хузин"]
    assert found("visitors", None, None) == ["Третьякова", "Хузин", "Ким"]
    assert found("visitors", None, date(2026, 11, 30)) == ["Третьякова", "Хузин"]
    assert found("appointments", date(2026, 11, 23), date(2026, 11, 23)) == ["Третьякова"]
    assert found("appointments", None, date(2026, 11, 22)) == []


def test_annulled_registrations_stay_at_home(desk: Desk) -> None:
    from models.appeals.operations import annul

    annul(desk, an_appeal(desk))
    with exported(desk, "appeals") as table:
        assert (table.count, list(table.rows)) == (0, [])
    with pytest.raises(Refused), exported(desk, "letters"):
        pass
