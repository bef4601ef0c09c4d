"""The program's own preview: a paper as it will be printed, with Print and Save as PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout

from models.problems import Problem
from resources.words import N_, _
from ui.shell import paper
from ui.shell.actions import Action
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.page import Page
from ui.shell.preferences import Preferences
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets import pdf_pages
from ui.widgets.buttons import Button
from ui.widgets.pdf_view import PdfPreview

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class PreviewPage(Page):
    """Shows what `make` returns; the bytes live only in memory."""

    name = "preview"

    def __init__(self, office: Office, navigation: Navigation, preferences: Preferences) -> None:
        super().__init__(office, navigation)
        self._preferences = preferences
        self._title = ""
        self._file_name = ""
        self._pdf: bytes | None = None
        self._actions = (
            Action("print", N_("Print"), "Ctrl+P", "print", self.print, self.has_paper, self.name),
            Action("save_pdf", N_("Save as PDF…"), "Ctrl+S", "save", self.save, self.has_paper, self.name),
        )
        self.heading = label("", "title")
        self.print_button = Button.for_action(self._actions[0], kind="main")
        self.save_button = Button.for_action(self._actions[1])
        self.back_button = Button(_("Back"), shortcut="Esc", icon="arrow-left", run=navigation.back)
        self.view = PdfPreview()
        header = QHBoxLayout()
        header.setSpacing(sizes.STEP)
        header.addWidget(self.heading, 1)
        for button in (self.back_button, self.save_button, self.print_button):
            header.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
        layout.setSpacing(sizes.GAP)
        layout.addLayout(header)
        layout.addWidget(self.view, 1)

    def title(self) -> str:
        return self._title

    def actions_here(self) -> tuple[Action, ...]:
        return self._actions

    def show_with(self, *, title: str = "", make: Callable[[], bytes] | None = None, file_name: str = "") -> None:
        self._title, self._file_name, self._pdf = title, file_name, None
        self.heading.setText(title)
        self._refresh_buttons()
        if make is not None:
            self.view.show_text(_("The paper is being made…"))
            self.office.outside(_made_by, make, then=self._on_made, failed=self._on_failed, topic="paper")
        self.view.setFocus()

    def has_paper(self) -> bool:
        return self._pdf is not None

    def _on_made(self, data: bytes) -> None:
        self._pdf = data
        self.view.show_pdf(data)
        self._refresh_buttons()

    def _on_failed(self, problems: list[Problem]) -> None:
        self.view.show_text(" ".join(str(problem) for problem in problems))

    def _refresh_buttons(self) -> None:
        self.print_button.refresh()
        self.save_button.refresh()

    # --- on paper ----------------------------------------------------------------------------------------------

    def print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        if self._pdf is None:
            return
        if not QPrinterInfo.availablePrinterNames():
            self.office.warn(_("No printer is set up on this computer. Save the paper as PDF and print it elsewhere."))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        if self._preferences.printer:
            printer.setPrinterName(self._preferences.printer)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(_("Print"))
        dialog.setMinMax(1, 9999)
        dialog.finished.connect(lambda result: self._on_print_chosen(printer, result))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def _on_print_chosen(self, printer: QPrinter, result: int) -> None:
        if self._pdf is None or result != QDialog.DialogCode.Accepted.value:
            return
        self._preferences.printer = printer.printerName()
        if paper.has_lp() and not printer.outputFileName():
            self.office.outside(paper.print_with_lp, self._pdf, lp_job(printer), then=self._on_printed)
        else:
            self.office.outside(paper.print_as_pictures, self._pdf, printer, then=self._on_printed)

    def _on_printed(self, _nothing: object) -> None:
        self.office.say(_("Sent to the printer."))

    # --- into a file -------------------------------------------------------------------------------------------

    def save(self) -> None:
        if self._pdf is None:
            return
        folder = self._preferences.folder or str(Path.home())
        dialog = QFileDialog(self, _("Save as PDF"), folder, _("PDF file (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self._file_name or "paper.pdf")
        dialog.fileSelected.connect(self.save_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Writes the paper there, off the window's thread."""
        if self._pdf is not None:
            self._preferences.folder = str(Path(path).parent)
            self.office.outside(paper.save_pdf, self._pdf, Path(path), then=self._on_saved)

    def _on_saved(self, path: Path) -> None:
        self.office.say(_("Saved: {file}").format(file=path.name))


def lp_job(printer: QPrinter) -> paper.LpJob:
    """The dialog's choices in CUPS's words."""
    from PySide6.QtPrintSupport import QPrinter

    chosen: Any = printer.printRange()
    pages = f"{printer.fromPage()}-{printer.toPage()}" if chosen == QPrinter.PrintRange.PageRange else ""
    two_sided = printer.duplex() not in (QPrinter.DuplexMode.DuplexNone, QPrinter.DuplexMode.DuplexAuto)
    return paper.LpJob(printer.printerName(), max(1, printer.copyCount()), pages, two_sided)


def _made_by(make: Callable[[], bytes]) -> bytes:
    """On a lane, with what shows it."""
    pdf_pages.load()
    return make()
