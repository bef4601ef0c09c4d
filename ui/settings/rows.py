"""A field of several like rows: days off, absences, executors. Values are lists of dictionaries of JSON values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.buttons import IconButton, Link
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.marks import mark_wrong
from ui.widgets.tab_order import visit_before


@dataclass(frozen=True)
class RowColumn:
    """A field of each row: its key, its name, how it is made, and its share of the width."""

    key: str
    title: str
    make: Callable[[], Field]
    stretch: int = 1
    below: bool = False  # on a second line of the row, its name inside the empty field


class Row(QWidget):
    """One row. Nothing changed in it, it hands back exactly what it was given."""

    def __init__(self, columns: Sequence[RowColumn], item: Mapping[str, Any], removed: str) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self._item, self._touched = dict(item), not item
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        line = QHBoxLayout()
        line.setSpacing(sizes.STEP)
        lines.addLayout(line)
        for column in columns:
            field = column.make()
            field.set_label(column.title)
            field.set_value(_shown(field, item.get(column.key)))
            field.set_label("")
            field.editor.setAccessibleName(column.title)
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            field.changed.connect(self._on_changed)
            self.fields[column.key] = field
            if column.below:
                lines.addWidget(field)
            else:
                line.addWidget(field, column.stretch, Qt.AlignmentFlag.AlignTop)
        self.remove = IconButton("delete", removed, kind="quiet")
        line.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)

    def _on_changed(self) -> None:
        self._touched = True

    def value(self) -> dict[str, Any]:
        if not self._touched:
            return dict(self._item)
        return {**self._item, **{key: _plain(field.value()) for key, field in self.fields.items()}}

    def editors(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return [*(field.editor for field in self.fields.values()), self.remove]

    def is_empty(self) -> bool:
        return self._touched and not any(field.value() for field in self.fields.values())

    def complaint(self) -> str:
        """The first thing wrong, its editor marked."""
        first = ""
        for field in self.fields.values():
            complaint = field.complaint()
            mark_wrong(field.editor, bool(complaint))
            first = first or complaint
        return first


def _shown(field: Field, value: Any) -> Any:
    if isinstance(field, DateField) and isinstance(value, str):
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            return None
    return value


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value if value is not None else ""


class Rows(Field):
    """Rows one under another under common headings, and a link that adds one."""

    def __init__(self, label_text: str, columns: Sequence[RowColumn], *, add: str, remove: str, hint: str = "") -> None:
        editor = QWidget()
        self._columns, self._removed = tuple(columns), remove
        self.rows: list[Row] = []
        self.add_link = Link(add, run=self.add_and_enter)
        super().__init__(label_text, editor, hint=hint)
        outer = QVBoxLayout(editor)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        self._titles = QWidget()
        line = QHBoxLayout(self._titles)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(sizes.STEP)
        for column in (column for column in self._columns if not column.below):
            title = label(column.title, "caption")
            title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            line.addWidget(title, column.stretch)
        line.addSpacing(sizes.BUTTON + sizes.STEP)
        outer.addWidget(self._titles)
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        outer.addLayout(self._column)
        outer.addWidget(self.add_link, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.add_link)
        self._show_titles()

    def value(self) -> object:
        return [row.value() for row in self.rows if not row.is_empty()]

    def set_value(self, value: object) -> None:
        with self._silently():
            for row in list(self.rows):
                self._drop(row)
            for item in value if isinstance(value, Iterable) else []:
                self._add(item if isinstance(item, Mapping) else {})
        self._show_titles()

    def complaint(self) -> str:
        complaints = [row.complaint() for row in self.rows if not row.is_empty()]
        return next((complaint for complaint in complaints if complaint), "")

    def add_and_enter(self) -> None:
        """A new row, the keyboard in its first field."""
        row = self._add({})
        row.show()  # at once, or the keyboard could not go on into it
        self._show_titles()
        next(iter(row.fields.values())).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, item: Mapping[str, Any]) -> Row:
        row = Row(self._columns, item, self._removed)
        for field in row.fields.values():
            field.changed.connect(self._on_edited)
        row.remove.clicked.connect(lambda: self._on_removed(row))
        self.rows.append(row)
        self._column.addWidget(row)
        return row

    def _on_removed(self, row: Row) -> None:
        self._drop(row)
        self._show_titles()
        self.add_link.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_edited()

    def _drop(self, row: Row) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _show_titles(self) -> None:
        self._titles.setVisible(bool(self.rows))
        visit_before(self.add_link, [editor for row in self.rows for editor in row.editors()])
