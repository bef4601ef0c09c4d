"""The menu of a list's columns: sort by one, choose which are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from resources.words import _
from ui.widgets.window_model import Column


def columns_menu(
    columns: Sequence[Column],
    shown: Sequence[str],
    sort_by: Callable[[str], object],
    show: Callable[[list[str]], object],
    parent: QWidget,
) -> QMenu:
    """`sort_by` gets a column's key, `show` the keys of all that are to be shown. The first column always is."""
    menu = QMenu(parent)
    for column in (column for column in columns if column.sortable):
        text = _("Sort by: {column}").format(column=column.title).replace("&", "&&")
        menu.addAction(text).triggered.connect(lambda _checked=False, key=column.key: sort_by(key))
    menu.addSeparator()
    boxes: list[QAction] = []

    def show_ticked() -> None:
        show([columns[0].key, *(str(box.data()) for box in boxes if box.isChecked())])

    for column in columns[1:]:
        box = QAction(column.title.replace("&", "&&"), menu)
        box.setData(column.key)
        box.setCheckable(True)
        box.setChecked(column.key in shown)
        box.toggled.connect(show_ticked)
        boxes.append(box)
        menu.addAction(box)
    return menu
