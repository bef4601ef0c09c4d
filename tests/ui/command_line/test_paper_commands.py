"""The commands `card`, `journal` and `day-sheet`: real PDFs, the same bytes again, and every way to be refused."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from models.appeals import operations
from models.office.desk import Desk
from tests.models.builders import PENSION, a_booking, a_closed_appeal, an_appeal
from tests.ui.command_line.asking import answered, is_refused, is_wrong_usage
from tests.ui.command_line.conftest import Command

Filled = Callable[[Callable[[Desk], Any]], Any]
NOVEMBER = ("--from", "2026-11-01", "--to", "2026-11-30")


@pytest.fixture
def busy(filled: Filled) -> None:
    """Three appeals and two appointments."""

    def write(desk: Desk) -> None:
        a_closed_appeal(desk)
        an_appeal(desk, PENSION, date(2026, 10, 31))
        an_appeal(desk, PENSION, channel="outreach")
        a_booking(desk, datetime(2026, 11, 23, 15, 0))
        a_booking(desk, datetime(2026, 11, 24, 15, 0))

    filled(write)


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.split())


def test_a_card_is_written_and_again_in_the_same_bytes(command: Command, busy: None, tmp_path: Path) -> None:
    first, again = tmp_path / "card.pdf", tmp_path / "again.PDF"
    document = answered(command("card", "2026-000001", "--output", first, "--json"))
    assert document == {"number": "2026-000001", "output": str(first)}
    assert command("card", "2026-000001", "--output", again).out == f"The reception card is in {again}.\n"
    assert first.read_bytes() == again.read_bytes()
    assert "Reception card No. 2026-000001" in text_of(first)
    assert "Третьякова Мария Юрьевна" in text_of(first)


def test_a_journal_holds_the_appeals_of_its_days(command: Command, busy: None, tmp_path: Path) -> None:
    file, again = tmp_path / "journal.pdf", tmp_path / "again.pdf"
    document = answered(command("journal", *NOVEMBER, "--output", file, "--json"))
    assert document == {"from": "2026-11-01", "to": "2026-11-30", "entries": 2, "output": str(file)}
    text = text_of(file)
    assert "2026-000001" in text and "2026-000003" in text
    assert "2026-000002" not in text
    assert command("journal", *NOVEMBER, "--output", again).out == f"The journal with 2 entries is in {again}.\n"
    assert file.read_bytes() == again.read_bytes()
    assert answered(command("journal", *NOVEMBER, "--channel", "outreach", "--output", file, "--json"))["entries"] == 1


def test_a_day_sheet_holds_the_receptions_of_its_day(command: Command, busy: None, tmp_path: Path) -> None:
    file, again = tmp_path / "day.pdf", tmp_path / "again.pdf"
    document = answered(command("day-sheet", "2026-11-23", "--output", file, "--json"))
    assert document == {"date": "2026-11-23", "appointments": 1, "output": str(file)}
    assert "15:00–15:30" in text_of(file)
    assert command("day-sheet", "2026-11-23", "--output", again).code == 0
    assert file.read_bytes() == again.read_bytes()


def test_an_empty_journal_and_an_empty_day_are_papers_too(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    assert answered(command("journal", *NOVEMBER, "--output", file, "--json"))["entries"] == 0
    assert "No receptions and no appeals" in text_of(file)
    for day in ("2026-11-22", "0001-01-01", "9999-12-31"):
        assert answered(command("day-sheet", day, "--output", file, "--json"))["appointments"] == 0


PAPERS = [("card", "2026-000001"), ("journal", *NOVEMBER), ("day-sheet", "2026-11-23")]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper[0])
def test_a_paper_that_cannot_be_written_is_refused_and_leaves_nothing(
    command: Command, busy: None, tmp_path: Path, paper: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "folder.pdf"
    folder.mkdir()
    assert is_refused(command(*paper, "--output", tmp_path / "nowhere" / "paper.pdf"), "nowhere")
    assert is_refused(command(*paper, "--output", folder), "is a folder")

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    target = tmp_path / "paper.pdf"
    target.write_bytes(b"the one before")
    monkeypatch.setattr(os, "fsync", full)
    assert is_refused(command(*paper, "--output", target), "The disk is full.")
    assert target.read_bytes() == b"the one before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.pdf", "office", "paper.pdf"]
    assert list(folder.iterdir()) == []


def test_an_unknown_number_is_refused(command: Command, busy: None, tmp_path: Path) -> None:
    for number in ("2026-999999", "2026-1", "", "nonsense", "'; DROP TABLE appeal"):
        assert is_refused(command("card", number, "--output", tmp_path / "card.pdf"))
    assert not (tmp_path / "card.pdf").exists()


def test_an_annulled_registration_still_has_its_card(command: Command, filled: Filled, tmp_path: Path) -> None:
    filled(lambda desk: operations.annul(desk, an_appeal(desk)))
    assert command("card", "2026-000001", "--output", tmp_path / "card.pdf").code == 0
    assert "The registration is annulled" in text_of(tmp_path / "card.pdf")


@pytest.mark.parametrize(
    "argv",
    [
        ["card", "2026-000001"], ["card", "--output", "c.pdf"], ["card", "2026-000001", "--output", "c.doc"],
        ["card", "2026-000001", "--output", "pdf"], ["journal", *NOVEMBER],
        ["journal", *NOVEMBER, "--output", "j.xlsx"],
        ["journal", "--from", "2026-11-01", "--output", "j.pdf"],
        ["journal", "--to", "2026-11-01", "--output", "j.pdf"],
        ["journal", "--from", "2026-11-30", "--to", "2026-11-01", "--output", "j.pdf"],
        ["journal", "--to", "2026-11-01", "--from", "2026-11-30", "--output", "j.pdf"],
        ["journal", *NOVEMBER, "--channel", "pigeon", "--output", "j.pdf"], ["day-sheet", "--output", "d.pdf"],
        ["day-sheet", "2026-11-31", "--output", "d.pdf"], ["day-sheet", "23.11.2026", "--output", "d.pdf"],
        ["day-sheet", "2026-11-23", "--output", ""], ["day-sheet", "2026-11-23"],
    ],
)  # fmt: skip
def test_wrong_usage_is_seen_without_an_office(
    command: Command, argv: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RECEPTION_DATA", str(tmp_path / "nowhere"))
    assert is_wrong_usage(command(*argv, language=""))


def test_papers_come_in_the_office_s_language_unless_another_is_asked_for(
    command: Command, busy: None, tmp_path: Path
) -> None:
    own, asked = tmp_path / "own.pdf", tmp_path / "asked.pdf"
    assert command("day-sheet", "2026-11-23", "--output", own, language="").code == 0
    assert command("day-sheet", "2026-11-23", "--output", asked).code == 0
    assert "Понедельник" in text_of(own)
    assert "Monday" in text_of(asked)
