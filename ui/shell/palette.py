"""The list under the search line: visitors, appeals, actions; keys stay in the line, the list is walked from there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from resources.words import _
from ui.shell.actions import Actions
from ui.shell.finds import Find, Found, fitting_actions, is_phone_like, look_up, visitor_note
from ui.shell.navigation import Navigation
from ui.shell.search_line import SearchLine
from ui.theme.icons import draw_icon
from ui.theme.paint import begin, draw_box, draw_key_cap, key_cap_size
from ui.theme.text import font, label
from ui.theme.theme import colour

if TYPE_CHECKING:
    from ui.shell.office import Office

ROW = 44
WIDEST = 620
Index = QModelIndex | QPersistentModelIndex


class Palette(QFrame):
    """Floats over the page; opened and closed by the search line's focus and text."""

    def __init__(self, line: SearchLine, actions: Actions, navigation: Navigation, window: QWidget) -> None:
        super().__init__(window)
        self._line, self._actions, self._navigation = line, actions, navigation
        self._office: Office | None = None
        self._finds: list[Find] = []
        self.setProperty("card", "true")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = _Rows(self)
        self.list = QListView()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Row(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(_("Found"))
        self.list.clicked.connect(lambda index: self._choose(index.row(), False))
        self.hint = label("", "small", role="muted")
        self.hint.setContentsMargins(14, 4, 14, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 5, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.list)
        layout.addWidget(self.hint)
        self.hide()
        line.textEdited.connect(self._on_edited)
        line.stepped.connect(self._on_stepped)
        line.chosen.connect(lambda with_control: self._choose(self.current(), with_control))
        line.left.connect(self.hide)

    def set_office(self, office: Office | None) -> None:
        self._office = office

    def open(self, text: str = "") -> None:
        """Puts the cursor into the line; with nothing typed the list shows what can be done here."""
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self._line.setText(text)
        self._line.selectAll()
        self._on_edited(self._line.text())

    def show_for_text(self) -> None:
        """Answers what stands in the line already."""
        self._on_edited(self._line.text())

    def close_list(self) -> bool:
        """Esc: first the list closes, then the text goes. True if there was something to close."""
        if not self.isVisible() and not (self._line.hasFocus() and self._line.text()):
            return False
        self.hide()
        self._line.clear()
        return True

    def current(self) -> int:
        return self.list.currentIndex().row()

    def titles(self) -> list[str]:
        """What stands in the list, for tests and screen readers."""
        return [find.title for find in self._finds]

    # --- filling ---------------------------------------------------------------------------------------------

    def _on_edited(self, text: str) -> None:
        if self._office is None:
            return
        if text.strip():
            self._office.ask(look_up, text.strip(), then=self._on_found, topic="find")
        else:
            self._office.ask(_nothing, then=self._on_found, topic="find")  # silences an answer still on its way
            self._on_found(Found(""))

    def _on_found(self, found: Found | None) -> None:
        if found is not None and self._line.hasFocus() and found.text == self._line.text().strip():
            self._show(self._rows_of(found))

    def _rows_of(self, found: Found) -> list[Find]:
        go = self._navigation
        rows: list[Find] = []
        for appeal in found.appeals:
            note = " · ".join(part for part in (appeal.visitor, appeal.summary) if part)
            rows.append(Find("appeal", appeal.number, note, partial(go.open_appeal, appeal.id)))
        for hit in found.visitors:
            book = partial(go.open_booking, visitor_id=hit.id)
            rows.append(Find("visitor", hit.name, visitor_note(hit), partial(go.open_visitor, hit.id), book))
        if is_phone_like(found.text):
            title = _("Book a caller from {phone}").format(phone=found.text)
            rows.append(Find("book", title, "", partial(go.open_booking, phone=found.text)))
        for action in fitting_actions(self._actions.all(), found.text):
            rows.append(Find(action.icon or "command", action.words(), "", action.run, key=action.shortcut))
        return rows

    def _show(self, finds: list[Find]) -> None:
        self._finds = finds
        self._model.set_finds(self._finds)
        if self._finds:
            self.list.setCurrentIndex(self._model.index(0))
            books = any(find.book for find in self._finds)
            self.hint.setText(_("Enter — open, Ctrl+Enter — book") if books else _("Enter — open, Esc — close"))
        else:
            self.hint.setText(_("Nobody and nothing by these words. Press F2 to book a new visitor."))
        self.list.setVisible(bool(self._finds))
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        window = self.parentWidget()
        assert window is not None
        corner = self._line.mapTo(window, QPoint(0, self._line.height() + 4))
        width = min(max(self._line.width(), 440), WIDEST, window.width() - corner.x() - 16)
        rows = min(len(self._finds), max(3, (window.height() - corner.y() - 80) // ROW))
        self.list.setFixedHeight(rows * ROW)
        self.setGeometry(corner.x(), corner.y(), width, rows * ROW + self.hint.sizeHint().height() + 8)

    # --- choosing --------------------------------------------------------------------------------------------

    def _on_stepped(self, rows: int) -> None:
        if not self.isVisible():
            self._on_edited(self._line.text())
            return
        if self._finds:
            row = min(max(self.current() + rows, 0), len(self._finds) - 1)
            self.list.setCurrentIndex(self._model.index(row))

    def _choose(self, row: int, to_book: bool) -> None:
        if not self.isVisible() or not 0 <= row < len(self._finds):
            return
        find = self._finds[row]
        self.hide()
        self._line.clear()
        window = self.parentWidget()
        if window is not None:
            window.setFocus()
        (find.book if to_book and find.book is not None else find.open)()


def _nothing(desk: object) -> None:
    """An empty question."""


class _Rows(QAbstractListModel):
    """The rows of the list, with their words for screen readers."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._finds: list[Find] = []

    def set_finds(self, finds: list[Find]) -> None:
        self.beginResetModel()
        self._finds = list(finds)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._finds)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        find = self._finds[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return find
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{find.title}. {find.note}"
        return None


class _Row(QStyledItemDelegate):
    """Icon, title, note, and on the right the key that does the same."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        find = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        begin(painter)
        rect = QRectF(option.rect).adjusted(5, 1, -5, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            draw_box(painter, rect, colour("accent_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, rect, colour("hover"))
        draw_icon(painter, QRectF(rect.left() + 9, rect.center().y() - 9, 18, 18), find.icon, "muted")
        inner = rect.adjusted(37, 0, -10, 0)
        cap = key_cap_size(find.key)
        if not cap.isEmpty():
            at = QRectF(inner.right() - cap.width(), rect.center().y() - cap.height() / 2, 0, 0).topLeft()
            draw_key_cap(painter, at, find.key, colour("muted"), colour("line_strong"))
            inner.setRight(at.x() - 10)
        title = font("body", 500)
        height = QFontMetricsF(title).height()
        lines = height + (QFontMetricsF(font("small")).height() if find.note else 0)
        top = rect.center().y() - lines / 2
        for used, text, role in ((title, find.title, "text"), (font("small"), find.note, "muted")):
            painter.setFont(used)
            painter.setPen(colour(role))
            shown = QFontMetricsF(used).elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(QRectF(inner.left(), top, inner.width(), height), Qt.AlignmentFlag.AlignVCenter, shown)
            top += height
        painter.restore()
