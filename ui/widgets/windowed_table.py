"""A table of any length: ids first, rows in windows as they are looked at. It asks for rows, it never reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QTimer, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from ui.widgets.cards import EmptyState
from ui.widgets.column_menu import columns_menu
from ui.widgets.long_list_view import LongListView
from ui.widgets.window_model import BadgeCell, Column, Row, WindowModel

__all__ = ["BadgeCell", "Column", "WindowedTable"]

_MARGIN = 30  # rows asked for beyond each edge of what is seen


class WindowedTable(QWidget):
    """The long list. Answer `rows_wanted` with `set_rows`; it may ask again for what never came."""

    rows_wanted = Signal(object)  # list of ids
    current_changed = Signal(object)  # id or None
    selection_changed = Signal(object)  # list of ids
    activated = Signal(object)  # id: Enter or a double click
    sort_requested = Signal(str, bool)  # column key, descending
    empty_acted = Signal()  # the button of the empty state
    menu_requested = Signal(object, object)  # id, global QPoint: right button or the Menu key on a row

    def __init__(self, columns: Sequence[Column], name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all_columns = tuple(columns)
        self._model = WindowModel(columns, self)
        self._quiet = False
        self._asked: list[int] = []
        self.view = LongListView(self._model, name)
        self._connect_view()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        self._empty = EmptyState("list", "")
        inside = QVBoxLayout(self.view.viewport())
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._empty)
        self._empty.hide()
        self._empty.acted.connect(self.empty_acted)
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.timeout.connect(self._ask)
        self.setFocusProxy(self.view)
        self.setAccessibleName(name)

    # -- data in ---------------------------------------------------------------------------------------------------

    def set_ids(self, ids: Sequence[int], *, take_first: bool = True) -> None:
        """Shows these ids in this order. The current one stays where it was on the screen if it is still there,
        else the first becomes current (`take_first`)."""
        was, was_at = self.current_id(), max(0, self.view.currentIndex().row())
        offset = self.view.rowViewportPosition(was_at)
        selected = self.selected_ids() if self.view.has_many_selected() else []
        self._quiet = True
        self._model.set_ids(ids)
        row = self._model.row_of(was, was_at) if was is not None else None
        if row is not None:
            self.view.select_row(row)
            self.view.verticalScrollBar().setValue(row * self.view.row_height() - max(0, offset))
        elif ids and take_first:
            self.view.select_row(0)
            self.view.scrollToTop()
        self._quiet = False
        if 1 < len(selected) <= 2000:
            self.select_ids(selected)
        self._empty.setVisible(not ids)
        self._asked = []
        self._ask_soon()
        if self.current_id() != was:
            self.current_changed.emit(self.current_id())
            self.selection_changed.emit(self.selected_ids())

    def set_rows(self, rows: Mapping[int, Row]) -> None:
        """Brings the words of rows: {id: {column key: text or BadgeCell}}."""
        first, last = self.view.seen()
        self._model.set_rows(rows, first, last)

    def forget_rows(self, ids: Iterable[int] | None = None) -> None:
        """These rows changed (None: any may have); what is seen is asked for again, the old words stay till then."""
        self._model.forget(ids)
        self._asked = []
        self._ask_soon()

    def set_highlight(self, text: str) -> None:
        """Marks the words of a search in name and text columns."""
        self.view.cells.highlight = text
        self.view.viewport().update()

    def set_sort(self, key: str, descending: bool = False) -> None:
        """Shows by which column the ids are sorted; "" for none."""
        self.view.header().show_sort(key, descending)

    def set_empty(self, text: str, *, icon: str = "", button: str = "", shortcut: str = "", hint: str = "") -> None:
        """What stands there when there are no ids, and the button that does something about it."""
        self._empty.set(text, button, hint, icon=icon, shortcut=shortcut)

    def set_shown_columns(self, keys: Sequence[str]) -> None:
        """Shows only these columns, in their declared order."""
        kept = [column for column in self._all_columns if column.key in keys] or list(self._all_columns)
        current = self.current_id()
        self._quiet = True
        self._model.set_columns(kept)
        if current is not None and (row := self._model.row_of(current)) is not None:
            self.view.select_row(row)
        self._quiet = False
        self.view.share_width()

    def shown_columns(self) -> list[str]:
        return [column.key for column in self._model.columns]

    # -- questions -------------------------------------------------------------------------------------------------

    def count(self) -> int:
        return self._model.rowCount()

    def ids(self) -> Sequence[int]:
        return self._model.ids()

    def current_id(self) -> int | None:
        return self._model.id_at(self.view.currentIndex().row())

    def set_current_id(self, wanted: int) -> bool:
        """Goes to this id; False if it is not in the list."""
        row = self._model.row_of(wanted)
        if row is None:
            return False
        self.view.select_row(row)
        self.view.scrollTo(self._model.index(row, 0))
        return True

    def selected_ids(self) -> list[int]:
        """The selected ids in the order of the list."""
        ids = self._model.ids()
        return [key for top, bottom in self.view.selected_parts() for key in ids[top : bottom + 1]]

    def select_ids(self, wanted: Iterable[int]) -> None:
        """Selects these ids, as far as they are in the list."""
        keys = set(wanted)
        selection = QItemSelection()
        last = len(self._model.columns) - 1
        for row, key in enumerate(self._model.ids()):
            if key in keys:
                selection.select(self._model.index(row, 0), self._model.index(row, last))
        self.view.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def columns_menu(self, parent: QWidget) -> QMenu:
        """A menu that sorts by a column and chooses which are shown; for a page's button, and by right click."""
        return columns_menu(self._all_columns, self.shown_columns(), self._sort_by, self.set_shown_columns, parent)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _connect_view(self) -> None:
        view, header = self.view, self.view.header()
        view.verticalScrollBar().valueChanged.connect(self._ask_soon)
        view.verticalScrollBar().rangeChanged.connect(self._ask_soon)  # other rows, or another height
        view.selectionModel().currentRowChanged.connect(self._on_current)
        view.selectionModel().selectionChanged.connect(self._on_selection)
        view.doubleClicked.connect(self._on_entered)
        view.enter_pressed.connect(self._on_entered)
        view.customContextMenuRequested.connect(self._on_menu)
        header.sectionClicked.connect(self._on_header)
        header.customContextMenuRequested.connect(
            lambda at: self.columns_menu(self).popup(header.viewport().mapToGlobal(at))
        )

    def _ask_soon(self) -> None:
        self._asking.start(0)

    def _ask(self) -> None:
        first, last = self.view.seen()
        if not self._model.missing(first, last):
            return
        wanted = self._model.missing(first - _MARGIN, last + _MARGIN)
        if wanted and wanted != self._asked:
            self._asked = wanted
            self.rows_wanted.emit(wanted)

    def _sort_by(self, key: str) -> None:
        descending = not self.view.header().descending if self.view.header().sorted_by == key else False
        self.set_sort(key, descending)
        self.sort_requested.emit(key, descending)

    def _on_current(self, index: QModelIndex) -> None:
        self.view.viewport().update()
        if not self._quiet:
            self.current_changed.emit(self._model.id_at(index.row()))

    def _on_selection(self) -> None:
        if not self._quiet:
            self.selection_changed.emit(self.selected_ids())

    def _on_entered(self) -> None:
        current = self.current_id()
        if current is not None:
            self.activated.emit(current)

    def _on_header(self, section: int) -> None:
        column = self._model.columns[section]
        if column.sortable:
            self._sort_by(column.key)

    def _on_menu(self, at: QPoint) -> None:
        index = self.view.indexAt(at)
        found = self._model.id_at(index.row()) if index.isValid() else self.current_id()
        if found is not None:
            self.menu_requested.emit(found, self.view.viewport().mapToGlobal(at))
