"""The large choices of an appeal's outcome: a title, what it means, and the key that chooses it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.theme import sizes
from ui.theme.paint import begin, draw_box, draw_focus, draw_key_cap, key_cap_size
from ui.theme.text import font
from ui.theme.theme import colour
from ui.widgets.choices import Choice, ChoiceButton, ChoiceGroup

_WRAP = Qt.TextFlag.TextWordWrap
_PADDING = 14


class OutcomeButton(ChoiceButton):
    """One large choice; as high as its explanation needs."""

    def __init__(self, choice: Choice) -> None:
        super().__init__(choice)
        self._heights: dict[int, int] = {}  # layouts ask for the same widths again and again
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = round(2 * 12 + self._title_height(width) + 2 + self._note_height(width))
        return self._heights[width]

    def setText(self, text: str) -> None:
        self._heights = {}
        super().setText(text)

    def changeEvent(self, event: QEvent) -> None:
        self._heights = {}
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(260, self.heightForWidth(260))

    def minimumSizeHint(self) -> QSize:
        width = max(160, self.width())
        return QSize(160, self.heightForWidth(width))

    def _title_room(self, width: float) -> float:
        cap = key_cap_size(self.choice.key)
        return width - 2 * _PADDING - (cap.width() + 8 if not cap.isEmpty() else 0)

    def _title_height(self, width: float) -> float:
        metrics = QFontMetricsF(font("strong"))
        box = metrics.boundingRect(QRectF(0, 0, self._title_room(width), 999), _WRAP, self.words())
        return max(box.height(), key_cap_size(self.choice.key).height())

    def _note_height(self, width: float) -> float:
        if not self.choice.note:
            return 0.0
        metrics = QFontMetricsF(font("small"))
        return metrics.boundingRect(QRectF(0, 0, width - 2 * _PADDING, 999), _WRAP, self.choice.note).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        rect = QRectF(self.rect())
        role = self.choice.role or "accent"
        if self.isChecked():
            draw_box(painter, rect, colour(f"{role}_soft"), colour(role), radius=sizes.CARD_RADIUS, width=2)
        else:
            fill = colour("hover" if self.underMouse() else "surface")
            draw_box(painter, rect, fill, colour("line"), radius=sizes.CARD_RADIUS)
        if self.hasFocus():
            inner = rect.adjusted(3, 3, -3, -3) if self.isChecked() else rect
            draw_focus(painter, inner, radius=6 if self.isChecked() else sizes.CARD_RADIUS)
        top, height = 12.0, self._title_height(rect.width())
        painter.setFont(font("strong"))
        enabled = self.isEnabled()
        painter.setPen(colour("disabled" if not enabled else role if self.isChecked() else "text"))
        where = QRectF(_PADDING, top, self._title_room(rect.width()), height)
        painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter) | int(_WRAP), self.words())
        cap = key_cap_size(self.choice.key)
        if not cap.isEmpty():
            draw_key_cap(
                painter, QPointF(rect.width() - _PADDING - cap.width(), top), self.choice.key, colour("muted"),
                colour("line_strong"),
            )  # fmt: skip
        painter.setFont(font("small"))
        painter.setPen(colour("muted" if enabled else "disabled"))
        note = QRectF(_PADDING, top + height + 2, rect.width() - 2 * _PADDING, rect.height() - top - height)
        painter.drawText(note, int(Qt.AlignmentFlag.AlignTop) | int(_WRAP), self.choice.note)


class OutcomeChoices(ChoiceGroup):
    """Large choices one under another. `bind_to(page)` makes their printed keys work."""

    def __init__(self, name: str, choices: Sequence[Choice], *, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Shows these choices; what was chosen stays chosen if it is still there."""
        buttons = [OutcomeButton(choice) for choice in choices]
        for old in self._buttons:
            old.hide()
        for button in buttons:
            self._column.addWidget(button)
        self._adopt(buttons)
