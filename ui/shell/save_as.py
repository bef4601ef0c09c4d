"""Asking where a finished file goes and writing it off the window's thread. Keeps no copy anywhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from resources.words import _
from ui.shell import paper
from ui.shell.office import Office


class SaveAs(QObject):
    """The file dialog of one page; it opens where the last file was saved."""

    def __init__(self, office: Office, window: QWidget) -> None:
        super().__init__(window)
        self._office, self._window = office, window
        self._folder = str(Path.home())

    def ask(self, title: str, kind: str, name: str, data: bytes) -> QFileDialog:
        """Opens the dialog; `kind` is its filter, "PDF file (*.pdf)". Gives the open dialog."""
        dialog = QFileDialog(self._window, title, self._folder, kind)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
        dialog.selectFile(name)
        dialog.fileSelected.connect(partial(self.write, data))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def choose(self, title: str, kinds: Mapping[str, str], name: str, then: Callable[[Path], object]) -> QFileDialog:
        """Asks for a name only; `kinds`: filter → ending without a dot, the first one is offered. Gives the dialog."""
        dialog = QFileDialog(self._window, title, self._folder, ";;".join(kinds))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(next(iter(kinds.values())))
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kinds.get(kind, "")))
        dialog.selectFile(name)
        dialog.fileSelected.connect(partial(self._on_chosen, then))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _on_chosen(self, then: Callable[[Path], object], path: str) -> None:
        self._folder = str(Path(path).parent)
        then(Path(path))

    def write(self, data: bytes, path: str) -> None:
        """Writes the whole file or nothing, and says so."""
        self._folder = str(Path(path).parent)
        self._office.outside(paper.save_pdf, data, Path(path), then=self._on_saved)

    def _on_saved(self, path: Path) -> None:
        self._office.say(_("Saved: {file}").format(file=path.name))
