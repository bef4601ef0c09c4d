"""Choosing one of many by typing a part of it. The list is plain data; values are the caller's ids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from resources.words import _
from ui.theme import sizes
from ui.theme.icons import draw_icon
from ui.theme.paint import begin, draw_box, plain_tooltip
from ui.theme.text import font
from ui.theme.theme import colour, dress
from ui.widgets.choices import Choice
from ui.widgets.field import Field
from ui.widgets.typed_text import clean, match_rank, search_key

_ROW = 32
_LIST_KEYS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ChoiceModel(QAbstractListModel):
    """The choices that fit what was typed, best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[tuple[Choice, str]] = []
        self._shown: list[Choice] = []

    def set_choices(self, choices: Sequence[Choice]) -> None:
        self._all = [(choice, search_key(f"{choice.text} {choice.note}")) for choice in choices]
        self.filter("")

    def filter(self, query: str) -> None:
        """Keeps the choices that hold every typed word."""
        self.beginResetModel()
        if query.strip():
            ranked = [(rank, choice) for choice, key in self._all if (rank := match_rank(query, key)) is not None]
            self._shown = [choice for _rank, choice in sorted(ranked, key=lambda pair: pair[0])]
        else:
            self._shown = [choice for choice, _key in self._all]
        self.endResetModel()

    def choices(self) -> list[Choice]:
        return [choice for choice, _key in self._all]

    def shown(self) -> list[Choice]:
        return self._shown

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        choice = self._shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return choice.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{choice.text}, {choice.note}" if choice.note else choice.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(f"{choice.text}\n{choice.note}" if choice.note else choice.text)
        if role == Qt.ItemDataRole.UserRole:
            return choice
        return None


class ChoiceDelegate(QStyledItemDelegate):
    """Paints a choice: its words, and its note in grey behind them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, max(_ROW, round(QFontMetricsF(font("body")).height()) + 12))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        choice = cast(Choice, index.data(Qt.ItemDataRole.UserRole))
        state = option.state
        rect = QRectF(option.rect)
        painter.save()
        begin(painter)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            draw_box(painter, rect, colour("accent_soft"), radius=4)
        inner = rect.adjusted(10, 0, -10, 0)
        used = font("body")
        metrics = QFontMetricsF(used)
        painter.setFont(used)
        painter.setPen(colour("text"))
        shown = metrics.elidedText(choice.text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)
        left = inner.left() + metrics.horizontalAdvance(shown) + 12
        if choice.note and left < inner.right() - 40:
            small = font("small")
            painter.setFont(small)
            painter.setPen(colour("muted"))
            note = QFontMetricsF(small).elidedText(choice.note, Qt.TextElideMode.ElideRight, inner.right() - left)
            where = QRectF(left, inner.top(), inner.right() - left, inner.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, note)
        painter.restore()


class ChoiceEdit(QLineEdit):
    """The editor: shows the chosen words; typing filters the list, Down or a click opens all of it.

    Leaving it with words that fit nothing brings the chosen ones back, so it always says what it holds.
    """

    chosen = Signal(object)  # the value a person chose, None if they emptied the line

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice: Choice | None = None
        self._is_moved = False  # the person went through the open list by the arrows
        self._model = ChoiceModel(self)
        self._popped_up: QListView | None = None
        self.textEdited.connect(self._on_typed)
        self.setMaxLength(200)
        self.setTextMargins(0, 0, 20, 0)

    @property
    def _list(self) -> QListView:
        """The list, made when it is first opened: a page of fields would take twice as long with all of theirs."""
        if self._popped_up is None:
            self._popped_up = self._make_list()
        return self._popped_up

    def _make_list(self) -> QListView:
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self._completer.setMaxVisibleItems(10)
        popup = QListView()
        popup.setProperty("popup", True)
        popup.setItemDelegate(ChoiceDelegate(popup))
        popup.setUniformItemSizes(True)
        popup.setMouseTracking(True)
        popup.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._completer.setPopup(popup)
        popup.setItemDelegate(ChoiceDelegate(popup))  # setPopup puts its own in place
        popup.installEventFilter(self)
        cast(Any, self._completer.activated)[QModelIndex].connect(self._on_picked)
        return popup

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Gives the list; what is chosen stays."""
        self._model.set_choices(choices)
        if self._choice is not None:
            value = self._choice.value
            self._show(next((choice for choice in choices if choice.value == value), self._choice))

    def choices(self) -> list[Choice]:
        return self._model.choices()

    def choice(self) -> Choice | None:
        return self._choice

    def set_choice(self, choice: Choice | None) -> None:
        """Shows this choice, in the list or not; no signal."""
        self._show(choice)

    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self._popped_up is not None and self._popped_up.isVisible()

    def open_list(self) -> None:
        """Shows all the choices, the chosen one marked."""
        self._model.filter("")
        self._popup()
        value = self._choice.value if self._choice else None
        row = next((at for at, choice in enumerate(self._model.shown()) if choice.value == value), 0)
        self._mark(row)

    def event(self, event: QEvent) -> bool:
        return self._keeps_key(event) or super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._popped_up and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._follow(event.key())
        return self._keeps_key(event) or super().eventFilter(watched, event)

    def _follow(self, key: int) -> None:
        """Leaving the open list with Tab takes the row to which the person went by the arrows."""
        if key in _MOVES:
            self._is_moved = True
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self._is_moved:
            self._is_moved = False
            self._on_picked(self._list.currentIndex())

    def _keeps_key(self, event: QEvent) -> bool:
        """While the list is open, Enter and Esc are the list's, whatever shortcuts the page has."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent) or not self.is_open():
            return False
        if event.key() not in _LIST_KEYS:
            return False
        event.accept()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.is_open():
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Backtab):
                event.ignore()  # the completer takes it from here
                return
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_F4) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.open_list()
            return
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._settle()
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.is_open():
            self.selectAll()
            self.open_list()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason and not self.is_open():
            self._settle()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        where = QRectF(self.width() - 28, self.height() / 2 - 8, 16, 16)
        draw_icon(painter, where, "chevron-down", "muted" if self.isEnabled() else "disabled")

    def _popup(self) -> None:
        self._is_moved = False
        dress(self._list)  # a window of its own
        self._completer.complete()

    def _mark(self, row: int) -> None:
        if row < self._model.rowCount():
            index = self._completer.completionModel().index(row, 0)
            self._list.setCurrentIndex(index)

    def _on_typed(self, text: str) -> None:
        self._model.filter(text)
        if text.strip() and self._model.rowCount():
            self._popup()
            self._mark(0)
        elif self._popped_up is not None:
            self._popped_up.hide()

    def _on_picked(self, index: QModelIndex) -> None:
        choice = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        if isinstance(choice, Choice):
            self._choose(choice)

    def _settle(self) -> None:
        """Makes the line and the choice agree again."""
        text = clean(self.text(), 200)
        if self._choice is not None and text == self._choice.text:
            return
        if not text:
            if self._choice is not None:
                self._choose(None)
            return
        self._model.filter(text)
        same = [choice for choice in self._model.shown() if search_key(choice.text) == search_key(text)]
        fits = same or self._model.shown()
        if len(fits) == 1:
            self._choose(fits[0])
        else:
            self._show(self._choice)

    def _choose(self, choice: Choice | None) -> None:
        self._show(choice)
        self.chosen.emit(choice.value if choice else None)

    def _show(self, choice: Choice | None) -> None:
        self._choice = choice
        self.setText(choice.text if choice else "")
        self.setCursorPosition(0)


class ChoiceField(Field):
    """A field that chooses one of many by typing a part of it: district, expert, topic."""

    chosen = Signal(object)

    def __init__(
        self,
        label: str,
        *,
        placeholder: str = "",
        hint: str = "",
        choices: Sequence[Choice] = (),
        parent: QWidget | None = None,
    ) -> None:
        self.line = ChoiceEdit()
        super().__init__(label, self.line, hint=hint, parent=parent)
        self.line.setMinimumHeight(sizes.FIELD)
        self.line.setPlaceholderText(placeholder)
        self.line.setToolTip("")
        self.line.chosen.connect(self._on_chosen)
        self.line.textEdited.connect(self._on_typed)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Gives the list; what is chosen stays."""
        self.line.set_choices(choices)

    def value(self) -> object:
        """The chosen value, None if nothing is chosen."""
        choice = self.line.choice()
        return choice.value if choice else None

    def set_value(self, value: object, text: str = "") -> None:
        """Chooses; `text` shows a value that the list no longer holds (a topic struck out, somebody who left)."""
        found = next((choice for choice in self.line.choices() if choice.value == value), None)
        if found is None and text and value is not None:
            found = Choice(value, text)
        self.line.set_choice(found)

    def complaint(self) -> str:
        choice = self.line.choice()
        typed = clean(self.line.text(), 200)
        if typed and (choice is None or choice.text != typed):
            return _("Nothing in the list fits “{text}”. Type a part of a name or press the Down key.").format(
                text=typed
            )
        return ""

    def _on_chosen(self, value: object) -> None:
        self._on_edited()
        self.chosen.emit(value)

    def _on_typed(self) -> None:
        if self.problem():
            self.clear_problem()
