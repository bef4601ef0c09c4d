"""Cards and the small things that stand in them: facts, avatar, stages, banners, what an empty place says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from resources.words import _
from ui.theme import sizes
from ui.theme.paint import begin, draw_box
from ui.theme.text import font, label, set_style_role
from ui.theme.theme import colour
from ui.widgets.buttons import Button, Link
from ui.widgets.icon_label import IconLabel


class Card(QFrame):
    """A surface with a line around it and, if wanted, a heading with things on its right.

    `padded=False` lets the body reach the edges: for tables and lists with lines of their own.
    """

    def __init__(
        self, heading: str = "", note: str = "", *, padded: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        column = QVBoxLayout(self)
        edge = 0 if padded else 4  # keeps what reaches the edges out of the round corners
        column.setContentsMargins(0, edge, 0, edge)
        column.setSpacing(0)
        self._head = QWidget()
        self._head_row = QHBoxLayout(self._head)
        self._head_row.setSpacing(8)
        self._head_row.setContentsMargins(sizes.CARD, 12, 12 if not padded else sizes.CARD, 12 if not padded else 0)
        self._heading = label("", "heading")
        self._note = label("", "small", wrap=True)
        self._head_row.addWidget(self._heading)
        self._head_row.addWidget(self._note, 1)
        column.addWidget(self._head)
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        margin = sizes.CARD if padded else 0
        self.body.setContentsMargins(margin, 12 if heading and padded else margin, margin, margin)
        self.body.setSpacing(12 if padded else 0)
        column.addWidget(inside, 1)
        self._head.setVisible(bool(heading or note))
        self.set_heading(heading)
        self.set_note(note)

    def set_heading(self, text: str) -> None:
        """Names the card."""
        self._heading.setText(text)
        self.setAccessibleName(text)
        if text:
            self._head.show()

    def set_note(self, text: str) -> None:
        """A quiet word beside the heading: "waiting 4, 12 min on average"."""
        self._note.setText(text)

    def add_header(self, widget: QWidget) -> None:
        """Puts something on the right of the heading."""
        self._head_row.addWidget(widget)
        self._head.show()

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Puts a widget into the body, under what is there."""
        self.body.addWidget(widget, stretch)

    def add_layout(self, layout: QLayout) -> None:
        self.body.addLayout(layout)

    def add_spacing(self, pixels: int) -> None:
        self.body.addSpacing(pixels)

    def add_stretch(self) -> None:
        self.body.addStretch(1)


class Avatar(QWidget):
    """A circle with initials. Only decoration: the name stands beside it."""

    def __init__(self, name: str = "", *, role: str = "green", size: int = 44, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size, self._role, self._initials = size, role, ""
        self.setFixedSize(size, size)
        self.set_name(name)

    def set_name(self, name: str, role: str | None = None) -> None:
        """Takes the initials of the first two words."""
        words = [word for word in name.split() if word[0].isalpha()]
        self._initials = "".join(word[0].upper() for word in words[:2])
        self._role = role or self._role
        self.update()

    def initials(self) -> str:
        return self._initials

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        draw_box(painter, QRectF(self.rect()), colour(f"{self._role}_soft"), radius=self._size / 2)
        used = font("name" if self._size >= 40 else "small", 600)
        painter.setFont(used)
        painter.setPen(colour(self._role))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self._initials)


@dataclass(frozen=True)
class Fact:
    """A label and its value; with a `key` the value is a link that opens something."""

    label: str
    value: str
    key: object = None
    role: str = "text"


class Facts(QWidget):
    """Labels on the left, values on the right, in small print."""

    opened = Signal(object)  # the fact's key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(sizes.GAP)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, 76)
        self._grid.setColumnStretch(1, 1)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Shows these facts; those without a value are left out."""
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for row, fact in enumerate(fact for fact in facts if fact.value):
            self._grid.addWidget(label(fact.label, "caption"), row, 0, top)
            self._grid.addWidget(self._value(fact), row, 1, top)

    def _value(self, fact: Fact) -> QWidget:
        if fact.key is None:
            return label(fact.value, "small", wrap=True, role=fact.role)
        key = fact.key
        link = Link(fact.value, style="small", run=lambda: self.opened.emit(key))
        link.setAccessibleName(f"{fact.label}: {fact.value}")
        link.setContentsMargins(0, 0, 0, 0)
        return link


class StageBar(QWidget):
    """The stages of a matter: past ones coloured, the present one in strong letters."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._stages: tuple[str, ...] = ()
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_stages(self, stages: Sequence[str], current: int) -> None:
        """Shows the stages; `current` counts from 0."""
        self._stages, self._current = tuple(stages), current
        if self._stages:
            at = min(max(current, 0), len(self._stages) - 1)
            words = _("Stage {n} of {total}: {stage}")
            self.setAccessibleName(words.format(n=at + 1, total=len(self._stages), stage=self._stages[at]))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120 * max(1, len(self._stages)), 12 + round(QFontMetricsF(font("small")).height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(60 * max(1, len(self._stages)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        count = len(self._stages)
        gap = 10
        width = (self.width() - gap * (count - 1)) / max(1, count)
        for at, stage in enumerate(self._stages):
            left = at * (width + gap)
            reached = at <= self._current
            draw_box(painter, QRectF(left, 0, width, 4), colour("accent" if reached else "line"), radius=2)
            used = font("small", 600 if at == self._current else 400)
            painter.setFont(used)
            painter.setPen(colour("text" if at == self._current else "muted"))
            shown = QFontMetricsF(used).elidedText(stage, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(left, 8, width + 2, self.height() - 8), Qt.AlignmentFlag.AlignTop, shown)


class EmptyState(QWidget):
    """What an empty place says: a picture, a sentence, and the button that does something about it."""

    acted = Signal()

    def __init__(
        self,
        icon: str,
        text: str,
        *,
        button: str = "",
        shortcut: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
        column.setSpacing(12)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._icon = IconLabel(icon or "list", "muted", 40)
        self._text = label("", "strong", wrap=True)
        self._hint = label("", "muted", wrap=True)
        self._button = Button("", shortcut=shortcut, run=self.acted.emit)
        column.addStretch(2)
        column.addWidget(self._icon, 0, centre)
        for words in (self._text, self._hint):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(words)
        column.addWidget(self._button, 0, centre)
        column.addStretch(3)
        self.set(text, button, hint)

    def set(self, text: str, button: str = "", hint: str = "", *, icon: str = "", shortcut: str | None = None) -> None:
        """Says something else; without a button's text there is no button."""
        self._text.setText(text)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        if shortcut is not None:
            self._button.set_shortcut_text(shortcut)
        if icon:
            self._icon.set_icon(icon)
        self.setAccessibleName(text)

    def button(self) -> Button:
        return self._button


class Banner(QWidget):
    """A sentence that matters, with a button if something can be done about it. `role`: accent, green, amber, red.

    `bar=True` is the large form: a card with a coloured left edge, a title and the sentence under it.
    """

    acted = Signal()

    def __init__(
        self,
        text: str = "",
        *,
        title: str = "",
        role: str = "amber",
        button: str = "",
        shortcut: str = "",
        bar: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._bar = role, bar
        row = QHBoxLayout(self)
        row.setContentsMargins(*((22, 14, 16, 14) if bar else (12, 9, 12, 9)))
        row.setSpacing(10)
        self._icon = IconLabel(self._picture(), role, 20 if bar else 16)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._title = label("", "heading" if bar else "small-strong", wrap=True)
        self._text = label("", "small", wrap=True)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row.addLayout(words, 1)
        self._button = Button(button, shortcut=shortcut, height="normal" if bar else "compact", run=self.acted.emit)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set(text, title=title, button=button)

    def set(self, text: str, *, title: str = "", button: str = "", role: str | None = None) -> None:
        """Says something else; with no words at all the banner hides itself."""
        self._role = role or self._role
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._icon.set_icon(self._picture(), self._role)
        set_style_role(self._text, "muted" if self._bar else self._role)
        set_style_role(self._title, "text" if self._bar else self._role)
        self.setAccessibleName(f"{title}. {text}" if title else text)
        if not (text or title):
            self.hide()
        elif self.parentWidget() is not None:
            self.show()
        self.update()

    def button(self) -> Button:
        return self._button

    def _picture(self) -> str:
        return {"accent": "info", "grey": "info", "green": "check"}.get(self._role, "warning")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        rect = QRectF(self.rect())
        if not self._bar:
            draw_box(painter, rect, colour(f"{self._role}_soft"))
            return
        draw_box(painter, rect, colour("surface"), colour("line"), radius=sizes.CARD_RADIUS)
        clip = QPainterPath()
        clip.addRoundedRect(rect, sizes.CARD_RADIUS, sizes.CARD_RADIUS)
        painter.setClipPath(clip)
        painter.fillRect(QRectF(QPointF(0, 0), QPointF(4, rect.height())), colour(self._role))
