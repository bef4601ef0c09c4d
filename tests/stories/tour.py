"""`python -m tests.stories.tour FOLDER`: plays the main story without a screen and leaves pictures and papers there."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

from PySide6.QtWidgets import QApplication

from models.demo.make import make_demo
from models.letters import queries as letters
from models.office.desk import Clock, Desk
from models.office.queries import open_desk
from models.reports import queries as reports
from printing.letter import letter_pdf
from printing.report import report_pdf
from printing.sheets import report_xlsx
from resources.words import set_language
from tests.stories import first_day
from tests.stories.robot import Robot

NOW = datetime(2026, 11, 23, 11, 46)  # a Monday
PERIOD = "2026-11"
FIRST_APPEAL = 1

STEPS: tuple[tuple[str, Callable[[Robot], None]], ...] = (
    ("02-booked", first_day.book_a_caller),
    ("03-received", first_day.receive),
    ("04-card", first_day.note_address_and_consent),
    ("05-appeal", first_day.record_the_appeal),
    ("06-closed", first_day.close_with_help),
    ("07-reply", first_day.write_and_sign),
    ("08-day", first_day.finish_the_visit),
    ("09-walk-in", first_day.receive_without_a_booking),
    ("10-call", first_day.note_a_question),
    ("11-outreach", first_day.plan_an_outreach_reception),
    ("12-preview", first_day.preview_the_reply),
    ("13-report", first_day.open_the_report),
)


def play_first_day(app: QApplication, folder: Path, language: str) -> Iterator[tuple[str, Robot]]:
    """A new office from the welcome to the report; gives the robot after each step."""
    robot = Robot(app, folder, Clock(NOW), language=language)
    try:
        yield "00-welcome", robot
        first_day.set_up_the_office(robot)
        robot.wait_until(lambda: robot.desktop.office is not None)
        robot.settle()
        yield "01-set-up", robot
        for name, step in STEPS:
            step(robot)
            yield name, robot
    finally:
        robot.close()


def save_papers(desk: Desk, folder: Path, language: str) -> None:
    """The letter of the story and the month's report as the program makes them."""
    set_language(language)
    report = reports.report(desk, PERIOD)
    papers = {
        f"reply-{language}.pdf": letter_pdf(letters.sheet_for_paper(desk, FIRST_APPEAL)),
        f"report-{language}.pdf": report_pdf(report),
        f"report-{language}.xlsx": report_xlsx(report),
    }
    for name, content in papers.items():
        (folder / name).write_bytes(content)


def tour(out: Path, language: str, app: QApplication) -> int:
    """The story on a new office, then the screens of the sample office; gives the number of keys of the story."""
    keys = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "office"
        for name, robot in play_first_day(app, folder, language):
            robot.shot(out / language / f"{name}.png")
            keys = robot.keys - robot.typed
        desk = open_desk(folder, Clock(NOW))
        save_papers(desk, out, language)
        desk.db.close()
    return keys


def sample_screens(out: Path, language: str, app: QApplication) -> None:
    """The lively office: today, the calendar, the lists, the report."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "sample"
        make_demo(folder, 2500, 1, date(2026, 11, 23))
        robot = Robot(app, folder, Clock(NOW), language=language)
        pages = ("today", "calendar", "visitors", "appeals", "outreach", "report")
        for place, name in enumerate(pages, start=1):
            robot.press(f"Alt+{place}")
            robot.shot(out / language / f"sample-{name}.png")
        robot.close()


def main(argv: list[str]) -> int:
    """Plays both languages. Exit code 0 when all of it went through."""
    out = Path(argv[0]) if argv else Path("build/tour")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    for language in ("ru", "en"):
        keys = tour(out, language, app)
        sample_screens(out, language, app)
        print(f"{language}: the whole story with {keys} keys besides the texts; see {out / language}")
    print(f"Papers: {', '.join(sorted(path.name for path in out.glob('*.*')))}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
