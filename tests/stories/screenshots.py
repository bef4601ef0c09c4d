"""`python -m tests.stories.screenshots FOLDER`: the README's pictures, made anew from the sample office."""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

import pypdfium2
from PySide6.QtWidgets import QApplication

from models.demo.make import make_demo
from models.letters import operations, queries
from models.office.desk import Clock, Desk
from models.office.queries import open_desk
from models.reports import queries as reports
from printing.letter import letter_pdf
from printing.report import report_pdf
from resources.words import set_language
from tests.stories.robot import Robot

NOW = datetime(2026, 11, 23, 11, 46)
PAPER_SCALE = 1.1  # pixels for a point of paper


def take(folder: Path, sample: Path, app: QApplication, language: str, theme: str) -> None:
    """Today, a booking, the report, an appeal: of one language and theme."""
    robot = Robot(app, sample, Clock(NOW), language=language, theme=theme)
    ending = f"{language}{'-dark' if theme == 'dark' else ''}.png"
    robot.shot(folder / f"today-{ending}")
    if theme == "light":
        robot.press("F2")
        robot.type("8 912 884-17-05")
        robot.press("Return")
        robot.type("Третьякова Мария Юрьевна")
        robot.press("Return")
        robot.type("В квартире холодно, батареи еле тёплые")
        robot.shot(folder / f"booking-{ending}")
        robot.press("F8", "Esc", "Alt+6")
        robot.shot(folder / f"report-{ending}")
        robot.press("Alt+4")
        robot.shot(folder / f"appeals-{ending}")
        robot.press("Return")
        robot.shot(folder / f"appeal-{ending}")
    robot.close()


def picture_of_paper(data: bytes, path: Path) -> None:
    """The first sheet of a PDF as a picture."""
    document = pypdfium2.PdfDocument(data)
    document[0].render(scale=PAPER_SCALE).to_pil().quantize(colors=64, dither=0).save(path, optimize=True)
    document.close()


def take_papers(folder: Path, desk: Desk) -> None:
    """A signed reply and the first sheet of the month's report."""
    set_language("ru")
    wanted = (
        "SELECT appeal.id FROM appeal JOIN visitor ON visitor.id = visitor_id WHERE outcome = 'help' AND amount > 0"
    )
    appeal = int(desk.db.rows(wanted + " ORDER BY appeal.id DESC LIMIT 1")[0][0])
    operations.sign_letter(desk, appeal, queries.letter_for(desk, appeal).draft)
    picture_of_paper(letter_pdf(queries.sheet_for_paper(desk, appeal)), folder / "letter.png")
    picture_of_paper(report_pdf(reports.report(desk, "2026-10")), folder / "report-paper.png")


def main(argv: list[str]) -> int:
    """Makes the pictures in the folder named, or in resources/pictures."""
    folder = Path(argv[0]) if argv else Path("resources/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as temporary:
        sample = Path(temporary) / "sample"
        make_demo(sample, 6000, 1, date(2026, 11, 23))
        for language, theme in (("ru", "light"), ("ru", "dark"), ("en", "light")):
            take(folder, sample, app, language, theme)
        desk = open_desk(sample, Clock(NOW))
        take_papers(folder, desk)
        desk.db.close()
    print(f"Pictures: {', '.join(sorted(path.name for path in folder.glob('*.png')))}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
