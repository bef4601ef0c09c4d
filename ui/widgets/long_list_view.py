"""The view of a long list: rows of one height, the keys of a list, what is seen of it just now."""

from __future__ import annotations

from itertools import islice

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.theme import sizes
from ui.theme.text import body_font
from ui.widgets.table_paint import CellDelegate, TableHeader
from ui.widgets.window_model import WindowModel

_COPIED = 2000  # rows at most that Ctrl+C takes along


class LongListView(QTableView):
    """Qt's table, tamed for a million rows. Nothing here may touch every row."""

    enter_pressed = Signal()

    def __init__(self, model: WindowModel, name: str) -> None:
        super().__init__()
        self._list = model
        self._header = TableHeader(self)
        self.cells = CellDelegate(model, self)
        self.setModel(model)
        self.setHorizontalHeader(self._header)
        self.setItemDelegate(self.cells)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(self.row_height())

    def header(self) -> TableHeader:
        return self._header

    def row_height(self) -> int:
        """The height of every row; grows with the letters."""
        return max(sizes.ROW, QFontMetrics(body_font()).height() + 14)

    def share_width(self) -> None:
        """Gives each column its width, and what is left over to those that stretch."""
        columns = self._list.columns
        spare = max(0, self.viewport().width() - sum(column.width for column in columns))
        parts = sum(column.stretch for column in columns)
        for at, column in enumerate(columns):
            self.setColumnWidth(at, column.width + (spare * column.stretch // parts if parts else 0))

    def seen(self) -> tuple[int, int]:
        """The first and the last row on the screen, as numbers."""
        height = self.row_height()
        first = self.verticalScrollBar().value() // height
        return first, first + self.viewport().height() // height + 1

    def selected_parts(self) -> list[tuple[int, int]]:
        """The selected rows as runs from first to last, in order; one of them may be the whole million."""
        selection = self.selectionModel().selection()
        parts = sorted((selection.at(at).top(), selection.at(at).bottom()) for at in range(selection.count()))
        runs: list[tuple[int, int]] = []
        for top, bottom in parts:
            if runs and top <= runs[-1][1] + 1:
                runs[-1] = (runs[-1][0], max(runs[-1][1], bottom))
            else:
                runs.append((top, bottom))
        return runs

    def has_many_selected(self) -> bool:
        """Whether more than one row is selected."""
        parts = self.selected_parts()
        return len(parts) > 1 or any(bottom > top for top, bottom in parts)

    def select_row(self, row: int) -> None:
        """Makes a row the current and only selected one."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self._list.index(row, 0), flags)

    def copy(self) -> None:
        """Puts the selected rows that are known onto the clipboard, cells parted by tabs."""
        lines = []
        chosen = (row for top, bottom in self.selected_parts() for row in range(top, bottom + 1))
        for row in islice(chosen, _COPIED):
            if self._list.row(row) is not None:
                cells = range(len(self._list.columns))
                lines.append("\t".join(self._list.text(self._list.index(row, at)) or "" for at in cells))
        QGuiApplication.clipboard().setText("\n".join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid() and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.enter_pressed.emit()
            else:
                event.ignore()  # a page's own Ctrl+Enter
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            if self._list.rowCount():
                self.select_row(0 if key == Qt.Key.Key_Home else self._list.rowCount() - 1)
                self.scrollTo(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing letters must not make Qt read a million rows."""

    def paintEvent(self, event: QPaintEvent) -> None:
        self.cells.begin()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self.cells.forget_fonts()
            self.verticalHeader().setDefaultSectionSize(self.row_height())
        super().changeEvent(event)
