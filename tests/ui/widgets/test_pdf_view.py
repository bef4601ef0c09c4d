"""The preview of papers, and paper itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.widgets.gallery_painted import two_pages
from tests.ui.widgets.keys import press, shown
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.pdf_view import NotAPdf, PdfPreview, PdfView, print_pdf


@pytest.fixture
def view(qtbot: QtBot) -> PdfView:
    made = PdfView()
    shown(qtbot, made, 500, 500)
    made.show_pdf(two_pages())
    made.setFocus()
    return made


def test_a_paper_is_as_wide_as_the_view(view: PdfView) -> None:
    assert view.count() == 2
    assert view.fits_width()
    assert view._page_rect(0, 20).width() == view.viewport().width() - 40


def test_the_page_is_white_and_has_its_words(view: PdfView) -> None:
    image = view.viewport().grab().toImage()
    colours = {image.pixelColor(x, 110).name() for x in range(30, image.width() - 30)}
    assert "#ffffff" in colours
    whole = [image.pixelColor(x, y).lightness() for x in range(30, 200) for y in range(30, 200)]
    assert min(whole) < 128


def test_page_keys_leaf_and_the_counter_follows(qtbot: QtBot, view: PdfView) -> None:
    told: list[tuple[int, int]] = []
    view.page_changed.connect(lambda page, count: told.append((page, count)))
    press(view, Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() > 0
    press(view, Qt.Key.Key_End)
    assert view.page() == 1
    assert told[-1] == (2, 2)
    press(view, Qt.Key.Key_Home)
    assert view.page() == 0
    view.go_to_page(1)
    assert view.page() == 1
    view.go_to_page(9)
    assert view.page() == 1


def test_ctrl_and_wheel_or_keys_zoom(view: PdfView) -> None:
    before = view.zoom()
    point = QPointF(100, 100)
    wheel = QWheelEvent(
        point, point, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), wheel)
    assert view.zoom() == pytest.approx(before * 1.1)
    assert not view.fits_width()
    press(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom() == pytest.approx(before)
    view.set_zoom(100)
    assert view.zoom() == 4.0
    assert view.horizontalScrollBar().maximum() > 0
    press(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.fits_width()
    assert view.zoom() == pytest.approx(before)


def test_a_letter_shown_again_stays_where_the_eye_was(view: PdfView) -> None:
    view.verticalScrollBar().setValue(200)
    view.show_pdf(two_pages())
    assert view.verticalScrollBar().value() == 200


def test_only_the_last_few_pages_are_kept() -> None:
    pages = PdfPages(two_pages())
    for scale in range(1, 10):
        pages.picture(0, scale / 4)
    assert pages.kept() == 6
    assert pages.picture(0, 1.0).width() == pytest.approx(pages.sizes[0].width(), abs=1)
    pages.close()


def test_what_is_no_paper_is_said_in_words(view: PdfView) -> None:
    view.show_pdf(b"not a paper")
    assert view.count() == 0
    assert view.accessibleDescription() == "This paper cannot be shown."
    with pytest.raises(NotAPdf):
        PdfPages(b"")


def test_the_toolbar_counts_and_zooms(qtbot: QtBot) -> None:
    preview = PdfPreview()
    shown(qtbot, preview, 600, 500)
    preview.show_text("It is being made…")
    assert preview.pdf() is None
    assert not preview.larger.isEnabled()
    data = two_pages()
    preview.show_pdf(data)
    assert preview.pdf() == data
    assert preview._counter.text() == "1 of 2"
    before = preview.view.zoom()
    preview.larger.click()
    assert preview.view.zoom() > before
    preview.fit.click()
    assert preview.view.zoom() == pytest.approx(before)


def test_all_pages_are_printed_in_their_true_size(qtbot: QtBot, tmp_path: Path) -> None:
    from pypdf import PdfReader

    path = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    print_pdf(two_pages(), printer)
    printed = PdfReader(path)
    assert len(printed.pages) == 2
    assert float(printed.pages[0].mediabox.width) == pytest.approx(595, abs=1)
    again = PdfPages(path.read_bytes())
    first, second = PdfPages(two_pages()).picture(0, 1.0), again.picture(0, 1.0)
    dark = [(x, y) for x in range(50, 300) for y in range(60, 250) if first.pixelColor(x, y).lightness() < 140]
    assert dark
    hit = sum(
        min(second.pixelColor(x + dx, y + dy).lightness() for dx in (-1, 0, 1) for dy in (-1, 0, 1)) < 200
        for x, y in dark
    )
    assert hit > 0.9 * len(dark)


def test_a_chosen_range_is_printed(qtbot: QtBot, tmp_path: Path) -> None:
    from pypdf import PdfReader

    path = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setFromTo(2, 2)
    print_pdf(two_pages(), printer)
    assert len(PdfReader(path).pages) == 1
