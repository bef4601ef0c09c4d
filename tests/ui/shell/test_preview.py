"""The preview with a real PDF: shown, saved whole or not at all, printed by CUPS or not, and no file left behind."""

from __future__ import annotations

import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from models.problems import Problem, Refused
from tests.ui.shell.conftest import press
from ui.shell import paper
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.preferences import Preferences
from ui.shell.preview import PreviewPage

Settle = Callable[[], None]


def a_pdf(pages: int = 2) -> bytes:
    """A real paper of some pages."""
    canvas = Canvas("", initialFontName="Helvetica")  # type: ignore[arg-type]  # the stubs take it for a size
    for number in range(pages):
        canvas.drawString(100, 700, f"Page {number + 1}")
        canvas.showPage()
    return bytes(canvas.getpdfdata())  # type: ignore[no-untyped-call]


@pytest.fixture
def page(qtbot: QtBot, office: Office, navigation: Navigation, preferences: Preferences) -> PreviewPage:
    made = PreviewPage(office, navigation, preferences)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


@pytest.fixture
def warnings(office: Office) -> list[str]:
    said: list[str] = []
    office.warned.connect(said.append)
    return said


@pytest.fixture
def lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A print command of our own in the path: keeps what it was given beside itself."""
    command = tmp_path / "bin" / "lp"
    command.parent.mkdir()
    lines = ('echo "$@" > "$0.args"', 'cat > "$0.pdf"', 'exit $(cat "$0.code" 2>/dev/null || echo 0)')
    command.write_text("\n".join(("#!/bin/sh", *lines, "")))
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{command.parent}:/usr/bin:/bin")
    return command


def test_a_paper_is_made_outside_and_shown(page: PreviewPage, settle: Settle) -> None:
    page.show_with(title="Reply letter", make=a_pdf)
    assert not page.print_button.isEnabled()
    settle()
    assert page.view.pdf() == a_pdf() or page.has_paper()
    assert page.print_button.isEnabled()
    assert page.title() == "Reply letter"


def test_what_draws_a_paper_is_loaded_on_the_lane_that_makes_it(
    page: PreviewPage, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[bool] = []
    here = threading.current_thread()
    monkeypatch.setattr("ui.widgets.pdf_pages.load", lambda: loaded.append(threading.current_thread() is here))
    page.show_with(title="A paper", make=lambda: b"no paper")
    settle()
    assert loaded == [False]


def test_a_paper_that_cannot_be_made_is_explained(page: PreviewPage, settle: Settle) -> None:
    def refuse() -> bytes:
        raise Refused(Problem("no-address", "Without an address no letter is owed."))

    page.show_with(title="Reply letter", make=refuse)
    settle()
    assert not page.has_paper()
    assert not page.print_button.isEnabled()


def test_the_second_paper_does_not_show_the_first_ones_late_answer(page: PreviewPage, settle: Settle) -> None:
    page.show_with(title="First", make=lambda: a_pdf(1))
    page.show_with(title="Second", make=lambda: a_pdf(3))
    settle()
    assert page.view.pdf() is not None
    assert b"/Count 3" in (page.view.pdf() or b"")


def test_a_paper_is_saved_and_its_folder_remembered(
    page: PreviewPage, settle: Settle, tmp_path: Path, preferences: Preferences
) -> None:
    page.show_with(title="Reply letter", make=a_pdf)
    settle()
    folder = tmp_path / "out"
    folder.mkdir()
    page.save_to(str(folder / "letter.pdf"))
    settle()
    assert (folder / "letter.pdf").read_bytes() == page.view.pdf()
    assert [path.name for path in folder.iterdir()] == ["letter.pdf"]
    assert preferences.folder == str(folder)


def test_a_folder_that_is_gone_is_said_and_nothing_is_left(
    page: PreviewPage, settle: Settle, tmp_path: Path, unexpected: list[BaseException], warnings: list[str]
) -> None:
    page.show_with(title="Reply letter", make=a_pdf)
    settle()
    page.save_to(str(tmp_path / "gone" / "letter.pdf"))
    settle()
    assert len(warnings) == 1
    assert unexpected == []


def test_without_a_printer_one_sentence_is_said(page: PreviewPage, settle: Settle, warnings: list[str]) -> None:
    page.show_with(title="Reply letter", make=a_pdf)
    settle()
    page.print()
    assert "No printer" in warnings[0]


def test_escape_is_printed_on_the_way_back(page: PreviewPage, navigation: Navigation) -> None:
    navigation.open_settings()
    navigation.preview("Reply letter", a_pdf)
    page.back_button.setFocus()
    press(page, Qt.Key.Key_Space)
    assert navigation.here.name == "settings"


def test_cups_gets_the_bytes_through_a_pipe(lp: Path) -> None:
    paper.print_with_lp(b"%PDF-1.4", paper.LpJob("Office", 2, "1-3", True))
    assert Path(f"{lp}.pdf").read_bytes() == b"%PDF-1.4"
    arguments = Path(f"{lp}.args").read_text()
    assert "-d Office -n 2" in arguments
    assert "-P 1-3" in arguments
    assert "two-sided" in arguments


def test_a_printer_that_refuses_is_told_in_words(lp: Path) -> None:
    Path(f"{lp}.code").write_text("1")
    with pytest.raises(Refused, match="printer"):
        paper.print_with_lp(b"%PDF-1.4", paper.LpJob("Office"))


def test_a_paper_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "letter.pdf"
    target.write_bytes(b"the old one")
    (tmp_path / "letter.pdf.part").mkdir()
    with pytest.raises(Refused):
        paper.save_pdf(b"the new one", target)
    assert target.read_bytes() == b"the old one"
