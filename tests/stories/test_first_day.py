"""The main story by keyboard alone, from the welcome to the signed reply and the report, in Russian and in English."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication
from sqlcipher3 import dbapi2 as driver

from models.appeals import queries as appeals
from models.audit.chain import first_broken_entry
from models.audit.tables import Audit
from models.letters import queries as letters
from models.office.desk import Clock, Desk
from models.office.queries import open_desk
from models.reception import queries as reception
from models.reports import queries as reports
from models.storage.check import checked
from models.visitors import queries as visitors
from printing.letter import letter_pdf
from resources.words import set_language
from tests.models.conftest import office_folder, office_template
from tests.stories import first_day
from tests.stories.robot import Robot
from tests.stories.tour import FIRST_APPEAL, NOW, PERIOD, play_first_day

__all__ = ["office_folder", "office_template"]

Played = tuple[Desk, dict[str, str], int]

KEYS_OF_THE_STORY = 120  # besides the texts; most are Tab on the welcome


@pytest.fixture(params=["ru", "en"])
def played(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path
) -> Iterator[tuple[Desk, dict[str, str], int]]:
    """The office after the story, what stood on the screen after each step, and the number of keys."""
    said, keys = {}, 0
    for name, robot in play_first_day(qapp, tmp_path / "office", request.param):
        said[name] = robot.texts()
        keys = robot.keys - robot.typed
    desk = open_desk(tmp_path / "office", Clock(NOW))
    set_language(request.param)
    yield desk, said, keys
    desk.db.close()


def test_the_story_goes_from_the_call_to_the_report(played: Played) -> None:
    desk, said, keys = played
    day = {row.visitor: row for row in reception.appointments(desk, NOW.date(), NOW.date())}
    meeting, walk_in = day[first_day.NAME], day[first_day.WALK_IN]
    assert (meeting.state, walk_in.state, walk_in.is_walk_in) == ("done", "started", True)
    away = reception.appointments(desk, date(2026, 12, 5), date(2026, 12, 5))
    assert [(row.visitor, row.outreach_id) for row in away] == [(first_day.OUTREACH_VISITOR, 1)]
    assert meeting.ticket in ("А01", "A01")  # Cyrillic, Latin
    appeal = appeals.one(desk, FIRST_APPEAL)
    assert appeal is not None
    assert (appeal.number, appeal.outcome, appeal.result) == ("2026-000001", "help", first_day.DONE)
    assert (appeal.appointment_id, appeal.topic.code) == (meeting.id, "0005.0005.0056.1156")
    card = visitors.card(desk, appeal.visitor_id)
    assert (card.address, card.consent_on) == (first_day.ADDRESS, NOW.date())
    letter = letters.letter_for(desk, FIRST_APPEAL)
    assert (letter.number, letter.draft.addressee) == (
        "1",
        "Третьяковой М.Ю." if letter.language == "ru" else first_day.NAME,
    )
    text = PdfReader(BytesIO(letter_pdf(letter.sheet))).pages[0].extract_text()
    assert "2026-000001" in text
    assert "отопление" in text
    totals = reports.report(desk, PERIOD).totals
    counted = ("appeals", "help", "receptions", "visitors_received", "calls")
    assert [totals[name].now for name in counted] == [1, 1, 2, 1, 1]
    assert {row.actor_name for row in Audit.select().where(Audit.id > 1)} == {first_day.HEAD}
    assert first_broken_entry(desk.office_id) is None
    assert checked(desk).ok
    assert "2026-000001" in said["05-appeal"]
    assert keys <= KEYS_OF_THE_STORY


def test_a_program_that_dies_keeps_what_was_being_typed(qapp: QApplication, office_folder: Path) -> None:
    robot = Robot(qapp, office_folder, Clock(NOW))
    robot.press("F2")
    robot.enter(first_day.PHONE, "Return")
    robot.enter(first_day.NAME, "Return")
    robot.type("В квартире холодно")
    robot.wait_until(lambda: "холодно" in _drafts(office_folder))
    robot.die()
    again = Robot(qapp, office_folder, Clock(NOW))
    again.press("F2")
    assert "В квартире холодно" in again.texts()
    assert first_day.NAME in again.texts()
    again.close()


def _drafts(folder: Path) -> str:
    """What is kept in the file of unfinished forms, read as another program would."""
    with contextlib.closing(driver.connect(str(folder / "reception.db"))) as connection:
        return str(connection.execute("SELECT content FROM draft").fetchall())
