"""Choosing one of a few: numbered chips and a segmented switch. The group speaks, its buttons only paint."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import sizes
from ui.theme.paint import begin, draw_box, draw_focus, draw_key_cap, key_cap_size, key_text
from ui.theme.text import font, label
from ui.theme.theme import colour
from ui.widgets.buttons import PaintedButton
from ui.widgets.flow_layout import FlowLayout

_ALONG = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_ACROSS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True)
class Choice:
    """One thing to choose: its meaning for the program, its words, its printed key, an explanation, a colour role."""

    value: object
    text: str
    key: str = ""
    note: str = ""
    role: str = ""
    opens: bool = False  # it shows further choices and is none itself: Up and Down pass it by


@dataclass(frozen=True)
class ChipRow:
    """A line of chips with a title before it: a day and its free times."""

    title: str
    note: str = ""
    choices: Sequence[Choice] = field(default_factory=tuple)


class ChoiceButton(PaintedButton):
    """One checkable choice of a group; the group moves between them with the arrows."""

    def __init__(self, choice: Choice) -> None:
        self.choice = choice
        super().__init__(choice.text)
        self.setCheckable(True)
        self.setAccessibleDescription(" ".join(filter(None, (choice.note, key_text(choice.key)))))
        self.toggled.connect(self._on_toggled)

    def _on_toggled(self) -> None:
        self.updateGeometry()
        self.update()


class ChoiceGroup(QWidget):
    """Holds choices, of which one (or, if not exclusive, any number) is chosen. Arrows, digits and clicks choose."""

    chosen = Signal(object)  # the value that a person chose; setting it from the program says nothing

    def __init__(self, name: str, *, exclusive: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exclusive = exclusive
        self._buttons: list[ChoiceButton] = []
        self._shortcuts: list[QShortcut] = []
        self._place: QWidget | None = None
        self.setAccessibleName(name)

    def value(self) -> object:
        """The chosen value or None; a list of values where several may be chosen."""
        found = [button.choice.value for button in self._buttons if button.isChecked()]
        if not self._exclusive:
            return found
        return found[0] if found else None

    def set_value(self, value: object) -> None:
        """Chooses without a signal; an unknown value chooses nothing."""
        wanted = list(value) if not self._exclusive and isinstance(value, Iterable) else [value]
        for button in self._buttons:
            button.setChecked(button.choice.value in wanted)
        self._mend_tab_order()

    def choices(self) -> tuple[Choice, ...]:
        return tuple(button.choice for button in self._buttons)

    def stops(self) -> list[QWidget]:
        """Its buttons in order, for the way of the Tab key; it stops at those that take it."""
        return list(self._buttons)

    def choose_key(self, key: str) -> bool:
        """Chooses what bears this key ("2", "Ctrl+1"); False if nothing does."""
        for button in self._buttons:
            if button.choice.key and key_text(button.choice.key) == key_text(key) and button.isEnabled():
                button.click()
                return True
        return False

    def bind_to(self, place: QWidget) -> None:
        """Makes the printed keys choose while the focus is inside `place`. For keys that are not plain digits."""
        self._place = place
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)  # it goes only later, and must not be in the new one's way till then
            shortcut.deleteLater()
        self._shortcuts = []
        for button in self._buttons:
            if button.choice.key:
                bound = QShortcut(QKeySequence(button.choice.key), place)
                bound.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                bound.activated.connect(button.click)
                self._shortcuts.append(bound)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self._buttons:
            key, at = Qt.Key(event.key()), next(n for n, one in enumerate(self._buttons) if one is watched)
            if key in _ALONG:
                self._move(at, _ALONG[key])
                return True
            if key in _ACROSS:
                self._move_across(at, _ACROSS[key])
                return True
            if event.text() and self.choose_key(event.text()):
                return True
        return super().eventFilter(watched, event)

    def _adopt(self, buttons: Sequence[ChoiceButton]) -> None:
        kept = self.value()
        for old in self._buttons:
            old.removeEventFilter(self)
            old.deleteLater()
        self._buttons = list(buttons)
        for button in self._buttons:
            button.installEventFilter(self)
            button.clicked.connect(self._on_clicked)
        self.set_value(kept)
        if self._place is not None:
            self.bind_to(self._place)

    def _on_clicked(self) -> None:
        pressed = self.sender()
        if not isinstance(pressed, ChoiceButton):
            return
        if self._exclusive:
            for button in self._buttons:
                button.setChecked(button is pressed)
        self._mend_tab_order()
        self.chosen.emit(self.value())

    def _move(self, at: int, step: int) -> None:
        count = len(self._buttons)
        for distance in range(1, count + 1):
            target = self._buttons[(at + step * distance) % count]
            if target.isEnabled():
                self._go(target)
                return

    def _move_across(self, at: int, step: int) -> None:
        """Up and down: what stands above or below; where all stand in one line, the one before or after."""
        self._move(at, step)

    def _go(self, target: ChoiceButton) -> None:
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._exclusive:
            target.click()

    def _entrance(self) -> ChoiceButton | None:
        enabled = [button for button in self._buttons if button.isEnabled()]
        return next((button for button in enabled if button.isChecked()), enabled[0] if enabled else None)

    def _mend_tab_order(self) -> None:
        """Tab stops once at the group, as at radio buttons."""
        entrance = self._entrance()
        for button in self._buttons:
            stops = button is entrance or not self._exclusive
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus)
        if entrance is not None:
            self.setFocusProxy(entrance)


class Chip(ChoiceButton):
    """A chip with its key: a free time, a topic."""

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font("body", 600))
        width = round(metrics.horizontalAdvance(self.words())) + 24
        cap = key_cap_size(self.choice.key)
        if not cap.isEmpty():
            width += cap.width() + 8
        return QSize(max(92, width), max(sizes.BUTTON, round(metrics.height()) + 12))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(84, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        rect = QRectF(self.rect())
        fill = colour("accent_soft" if self.isChecked() else "hover" if self.underMouse() else "surface")
        draw_box(painter, rect, fill, colour("accent" if self.isChecked() else "line_strong"))
        if self.hasFocus() or self.isChecked():
            draw_focus(painter, rect)
        if self.hasFocus() and self.isChecked():
            draw_box(painter, rect.adjusted(4, 4, -4, -4), None, colour("accent"), radius=3)
        used = font("body", 600 if self.isChecked() else 400)
        metrics = QFontMetricsF(used)
        cap = key_cap_size(self.choice.key)
        room = cap.width() + 8 if not cap.isEmpty() else 0
        shown = metrics.elidedText(self.words(), Qt.TextElideMode.ElideRight, rect.width() - 20 - room)
        taken = metrics.horizontalAdvance(shown) + room
        left = rect.left() + (rect.width() - taken) / 2
        painter.setFont(used)
        painter.setPen(colour("text" if self.isEnabled() else "disabled"))
        painter.drawText(QRectF(left, 0, taken, rect.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        if room:
            top = rect.center().y() - cap.height() / 2
            at = QPointF(round(left + taken - cap.width()), round(top))
            draw_key_cap(painter, at, self.choice.key, colour("muted"), colour("line_strong"))


class ChoiceChips(ChoiceGroup):
    """Chips in one flow, or in rows with a title each."""

    def __init__(self, name: str, *, exclusive: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(name, exclusive=exclusive, parent=parent)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._content: QWidget | None = None
        self._shown: tuple[ChipRow, ...] | None = None  # the lines of chips

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Shows these chips in a wrapping line; what was chosen stays chosen if it is still there."""
        content = QWidget()
        buttons = _fill_flow(FlowLayout(content), choices)
        self._replace(content, buttons)

    def set_rows(self, rows: Sequence[ChipRow]) -> None:
        """Shows lines of chips with titles: "Today / Mon, 23 November" and its free times."""
        if self._shown == tuple(rows):
            return
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(sizes.GAP)
        grid.setVerticalSpacing(12)
        grid.setColumnMinimumWidth(0, 112)
        grid.setColumnStretch(1, 1)
        buttons: list[ChoiceButton] = []
        for index, row in enumerate(rows):
            head = QVBoxLayout()
            head.setSpacing(0)
            head.addWidget(label(row.title, "strong"))
            if row.note:
                head.addWidget(label(row.note, "small"))
            grid.addLayout(head, index, 0, Qt.AlignmentFlag.AlignTop)
            line = QWidget()
            buttons += _fill_flow(FlowLayout(line), row.choices)
            grid.addWidget(line, index, 1)
        self._replace(content, buttons)
        self._shown = tuple(rows)

    def _move_across(self, at: int, step: int) -> None:
        """To the nearest chip of the next line as it is seen, round and round."""
        lines: dict[int, list[ChoiceButton]] = {}
        here = self._buttons[at]
        for button in self._buttons:
            if button is here or (button.isEnabled() and not button.choice.opens):
                lines.setdefault(button.mapTo(self, QPoint()).y(), []).append(button)
        tops = sorted(lines)
        if len(tops) < 2:
            self._move(at, step)
            return
        place = here.mapTo(self, QPoint())
        below = lines[tops[(tops.index(place.y()) + step) % len(tops)]]
        self._go(min(below, key=lambda one: abs(one.mapTo(self, QPoint()).x() - place.x())))

    def _replace(self, content: QWidget, buttons: Sequence[ChoiceButton]) -> None:
        self._shown = None
        self._adopt(buttons)
        if self._content is not None:
            self._outer.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        self._outer.addWidget(content)


def _fill_flow(flow: QLayout, choices: Sequence[Choice]) -> list[ChoiceButton]:
    buttons: list[ChoiceButton] = [Chip(choice) for choice in choices]
    for button in buttons:
        flow.addWidget(button)
    return buttons


class Segment(ChoiceButton):
    """One part of a segmented switch; paints its share of the common box."""

    def __init__(self, choice: Choice, at: int, count: int) -> None:
        self._first, self._last = at == 0, at == count - 1
        super().__init__(choice)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font("body", 600))
        cap = key_cap_size(self.choice.key)
        width = round(metrics.horizontalAdvance(self.words())) + 32 + (cap.width() + 8 if not cap.isEmpty() else 0)
        return QSize(width, max(sizes.BUTTON, round(metrics.height()) + 12))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(56, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        rect = QRectF(self.rect())
        # The box reaches beyond the inner edges, so that only the outer corners are round.
        box = rect.adjusted(0 if self._first else -12, 0, 0 if self._last else 12, 0)
        clip = QPainterPath()
        clip.addRect(rect)
        painter.setClipPath(clip)
        fill = colour("accent_soft" if self.isChecked() else "hover" if self.underMouse() else "surface")
        draw_box(painter, box, fill, colour("line_strong"))
        if not self._first:
            painter.setPen(colour("line_strong"))
            painter.drawLine(QPointF(rect.left() + 0.5, rect.top()), QPointF(rect.left() + 0.5, rect.bottom()))
        if self.hasFocus():
            draw_focus(painter, rect)
        used = font("body", 600 if self.isChecked() else 400)
        metrics = QFontMetricsF(used)
        cap = key_cap_size(self.choice.key)
        room = cap.width() + 8 if not cap.isEmpty() else 0
        shown = metrics.elidedText(self.words(), Qt.TextElideMode.ElideRight, rect.width() - 12 - room)
        taken = metrics.horizontalAdvance(shown) + room
        left = (rect.width() - taken) / 2
        painter.setFont(used)
        role = "disabled" if not self.isEnabled() else "accent" if self.isChecked() else "text"
        painter.setPen(colour(role))
        painter.drawText(QRectF(left, 0, taken, rect.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        if room:
            at = QPointF(round(left + taken - cap.width()), round(rect.center().y() - cap.height() / 2))
            draw_key_cap(painter, at, self.choice.key, colour("muted"), colour("line_strong"))


class Segments(ChoiceGroup):
    """A segmented switch: two to five words side by side, one chosen."""

    def __init__(self, name: str, choices: Sequence[Choice], *, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Shows other words; the first is chosen if nothing else is."""
        buttons = [Segment(choice, at, len(choices)) for at, choice in enumerate(choices)]
        for old in self._buttons:
            old.hide()
        for button in buttons:
            self._row.addWidget(button)
        self._adopt(buttons)
        if self.value() is None and choices:
            self.set_value(choices[0].value)
