"""A section of the settings: what it shows, what was typed in it, what it asks to be written. And the list of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from models.office.settings import Settings
from models.problems import Problem
from ui.theme import sizes
from ui.theme.icons import draw_icon
from ui.theme.paint import begin, draw_box, draw_focus
from ui.theme.text import font
from ui.theme.theme import colour
from ui.widgets.choices import Choice, ChoiceButton, ChoiceGroup
from ui.widgets.form import Form

WIDEST = 820
INDENT = 12


class Section(QScrollArea):
    """Scrolls inside. A section without anything to save overrides nothing but `show_settings`."""

    edited = Signal()
    save_wanted = Signal()  # Ctrl+Enter in a field of several lines
    saves = True  # whether it has something to save

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 4, 0)
        self.column.setSpacing(sizes.GAP)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_settings(self, settings: Settings) -> None:
        """The office as it is now; what was typed and not saved stays."""
        raise NotImplementedError

    def is_dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        return False

    def put_back(self) -> None:
        """Forgets what was typed."""

    def typed(self) -> dict[str, Any]:
        """What was typed, as JSON values; {} where nothing was."""
        return {}

    def restore(self, typed: Mapping[str, Any]) -> None:
        """Puts kept words back; they count as typed."""

    def focus_first(self) -> None:
        """The keyboard goes to where work begins."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The page knows the way and shows where it leads."""
        return QWidget.focusNextPrevChild(self, forward)


class FormSection(Section):
    """A section that is one form over parts of the office's content."""

    def __init__(self) -> None:
        super().__init__()
        self.form = Form(self)
        self.form.changed.connect(self.edited)
        self.content: dict[str, Any] = {}

    def values_of(self, content: dict[str, Any]) -> dict[str, object]:
        """What the fields show of the office's content."""
        raise NotImplementedError

    def parts_of(self, values: dict[str, object]) -> dict[str, Any]:
        """What the fields say, as parts of the office's content."""
        raise NotImplementedError

    def show_settings(self, settings: Settings) -> None:
        self.content = settings.content
        if not self.is_dirty():
            self.form.set_values(self.values_of(self.content))

    def is_dirty(self) -> bool:
        return self.form.is_dirty()

    def put_back(self) -> None:
        self.form.set_values(self.values_of(self.content))

    def changed_parts(self) -> dict[str, Any]:
        """Only the parts that differ from what is written."""
        parts = self.parts_of(self.form.values())
        return {key: value for key, value in parts.items() if self.content.get(key) != value}

    def check(self) -> bool:
        """Says under the fields what cannot even be asked for."""
        return self.form.check()

    def show_problems(self, problems: Sequence[Problem]) -> list[Problem]:
        """Those that belong to no field here come back."""
        return self.form.show_problems(problems)

    def typed(self) -> dict[str, Any]:
        return self.parts_of(self.form.values()) if self.is_dirty() else {}

    def restore(self, typed: Mapping[str, Any]) -> None:
        self.form.set_values(self.values_of({**self.content, **typed}))
        self.form.field(self.form.names()[0]).changed.emit()

    def focus_first(self) -> None:
        self.form.field(self.form.names()[0]).editor.setFocus(Qt.FocusReason.OtherFocusReason)


class SectionButton(ChoiceButton):
    """One section's name with its picture (the choice's `role`); a dot says that something in it is not saved."""

    def __init__(self, choice: Choice) -> None:
        super().__init__(choice)
        self._unsaved = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_unsaved(self, words: str) -> None:
        self._unsaved = words
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font("body", 600))
        width = round(metrics.horizontalAdvance(self.words())) + 2 * INDENT + sizes.ICON + 30
        return QSize(width, max(sizes.ROW, round(metrics.height()) + 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        rect = QRectF(self.rect())
        here = self.isChecked()
        if here or self.underMouse():
            draw_box(painter, rect, colour("accent_soft" if here else "hover"))
        ink, side = "accent" if here else "text", sizes.ICON
        draw_icon(painter, QRectF(INDENT, rect.center().y() - side / 2, side, side), self.choice.role, ink)
        inner = rect.adjusted(INDENT + side + 10, 0, -INDENT, 0)
        if self._unsaved:
            dot = QRectF(inner.right() - 8, rect.center().y() - 4, 8, 8)
            draw_box(painter, dot, colour("amber"), radius=4)
            inner.setRight(dot.left() - 6)
        used = font("body", 600 if here else 400)
        painter.setFont(used)
        painter.setPen(colour(ink))
        shown = QFontMetricsF(used).elidedText(self.words(), Qt.TextElideMode.ElideRight, inner.width() + 1)
        painter.drawText(inner.adjusted(0, 0, 4, 0), Qt.AlignmentFlag.AlignVCenter, shown)
        if self.hasFocus():
            draw_focus(painter, rect)


class SectionList(ChoiceGroup):
    """The sections, one under another; the arrows go through them."""

    def __init__(self, name: str, choices: Sequence[Choice]) -> None:
        super().__init__(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._items = {choice.value: SectionButton(choice) for choice in choices}
        for item in self._items.values():
            column.addWidget(item)
        column.addStretch(1)
        self._adopt(list(self._items.values()))

    def set_unsaved(self, value: object, words: str) -> None:
        """Marks a section in which something is typed and not saved."""
        self._items[value].set_unsaved(words)
