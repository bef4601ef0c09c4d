"""Buttons that print their key, links, badges and key-caps. A printed key is bound only where asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from resources.words import translate
from ui.theme import sizes
from ui.theme.icons import draw_icon
from ui.theme.paint import (
    begin,
    draw_box,
    draw_focus,
    draw_key_cap,
    draw_pill,
    key_cap_size,
    key_text,
    mixed,
    pill_width,
    plain_tooltip,
)
from ui.theme.text import font
from ui.theme.theme import colour

Kind = Literal["plain", "main", "quiet", "danger"]
Height = Literal["normal", "tall", "compact"]
_HEIGHTS: dict[str, int] = {"normal": sizes.BUTTON, "tall": sizes.MAIN, "compact": sizes.CHIP}


class ActionLike(Protocol):
    """What a button needs of a declared action: `text` is a msgid."""

    @property
    def text(self) -> str: ...
    @property
    def shortcut(self) -> str: ...
    @property
    def icon(self) -> str: ...
    @property
    def run(self) -> Callable[[], object]: ...
    @property
    def when(self) -> Callable[[], bool]: ...


class PaintedButton(QPushButton):
    """A button painted by its subclass. Enter presses it like Space; the text is never HTML, never a mnemonic."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setText(text)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def setText(self, text: str) -> None:
        """Shows the text as it is."""
        self._words = text
        super().setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """The text as it was given."""
        return self._words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)


_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class Button(PaintedButton):
    """A button with an icon, a text and the key that does the same, printed on it.

    kind: "plain" (bordered), "main" (filled, one on a page), "quiet" (no border), "danger" (red words).
    height: "normal" 36, "tall" 40 (the row with a page's main button), "compact" 28 (card headings).
    """

    def __init__(
        self,
        text: str,
        *,
        shortcut: str = "",
        icon: str = "",
        kind: Kind = "plain",
        height: Height = "normal",
        menu: bool = False,
        run: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._shortcut, self._icon, self._kind, self._menu_mark = shortcut, icon, kind, menu
        self._height = _HEIGHTS[height]
        self._action: ActionLike | None = None
        super().__init__(text, parent)
        self._tell_key()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if run is not None:
            self.clicked.connect(lambda: run())

    @classmethod
    def for_action(cls, action: ActionLike, *, kind: Kind = "plain", height: Height = "normal") -> Button:
        """A button for a declared action: its words are translated, its key printed, its `when` asked by refresh()."""
        made = cls(
            translate(action.text),
            shortcut=action.shortcut,
            icon=action.icon,
            kind=kind,
            height=height,
            run=lambda: action.run(),
        )
        made._action = action
        made.refresh()
        return made

    def refresh(self) -> None:
        """Asks the action again whether it can be done now, and renews the words after a change of language."""
        if self._action is not None:
            self.setText(translate(self._action.text))
            self.setEnabled(self._action.when())

    def bind_to(self, place: QWidget) -> Button:
        """Makes the printed key press this button while the focus is inside `place`. Returns the button."""
        bound = QShortcut(QKeySequence(self._shortcut), place)
        bound.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        bound.activated.connect(self.click)
        return self

    def shortcut_text(self) -> str:
        """The key as it is printed, "" if none."""
        return key_text(self._shortcut)

    def set_shortcut_text(self, shortcut: str) -> None:
        """Prints another key."""
        self._shortcut = shortcut
        self._tell_key()
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: Kind) -> None:
        """Makes it main, plain, quiet or danger."""
        self._kind = kind
        self.update()

    def sizeHint(self) -> QSize:
        padding = 12 if self._height == sizes.CHIP else 14
        width = 2 * padding + round(QFontMetricsF(self._font()).horizontalAdvance(self._words)) + 1
        if self._icon:
            width += sizes.ICON + (8 if self._words else 0)
        cap = key_cap_size(self._shortcut)
        if not cap.isEmpty():
            width += 12 + cap.width()
        if self._menu_mark:
            width += 20
        return QSize(width, max(self._height, round(QFontMetricsF(self._font()).height()) + 12))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), 200), hint.height())

    def _tell_key(self) -> None:
        self.setAccessibleDescription(key_text(self._shortcut))

    def _font(self) -> QFont:
        return font("small" if self._height == sizes.CHIP else "body", 500)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        rect = QRectF(self.rect())
        ink, role = self._paint_ground(painter, rect)
        padding = 12 if self._height == sizes.CHIP else 14
        inner = rect.adjusted(padding, 0, -padding, 0)
        cap = key_cap_size(self._shortcut)
        if self._menu_mark:
            draw_icon(painter, QRectF(inner.right() - 14, rect.center().y() - 7, 14, 14), "chevron-down", role)
            inner.setRight(inner.right() - 20)
        needed = self.sizeHint().width()
        if not cap.isEmpty() and rect.width() >= min(needed, cap.width() + 96):
            faded = mixed(self._ground(), ink, 0.4 if self._kind == "main" else 0.3)
            words = ink if self._kind == "main" else colour("muted")
            spare = max(0.0, rect.width() - needed) / 2  # in a wide button words and key stay together
            left, top = inner.right() - spare - cap.width(), rect.center().y() - cap.height() / 2
            draw_key_cap(painter, QPointF(round(left), round(top)), self._shortcut, words, faded)
            inner.setLeft(inner.left() + spare)
            inner.setRight(left - 12)
        used = self._font()
        metrics = QFontMetricsF(used)
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, inner.width() - self._icon_room() + 1)
        taken = metrics.horizontalAdvance(shown) + self._icon_room()
        left = inner.left() + max(0.0, (inner.width() - taken) / 2)
        if self._icon:
            draw_icon(painter, QRectF(left, rect.center().y() - 9, 18, 18), self._icon, role)
            left += self._icon_room()
        painter.setFont(used)
        painter.setPen(ink)
        where = QRectF(left, rect.top(), inner.right() - left + 2, rect.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        tip = "" if shown == self._words else plain_tooltip(self._words)
        if tip != self.toolTip():
            self.setToolTip(tip)

    def _icon_room(self) -> int:
        return sizes.ICON + (8 if self._words else 0) if self._icon else 0

    def _ground(self) -> QColor:
        if not self.isEnabled():
            return colour("window" if self._kind != "main" else "line")
        if self._kind == "main":
            return colour("accent_hover" if self.underMouse() or self.isDown() else "accent")
        if self._kind == "danger" and self.underMouse():
            return colour("red_soft")
        if self.isDown():
            return colour("line")
        return colour("hover" if self.underMouse() else "surface")

    def _paint_ground(self, painter: QPainter, rect: QRectF) -> tuple[QColor, str]:
        """Paints the box; returns the colour of the words and the role of icons."""
        if not self.isEnabled():
            if self._kind != "quiet":
                draw_box(painter, rect, self._ground(), colour("line"))
            return colour("disabled"), "disabled"
        role = {"main": "on_accent", "danger": "red"}.get(self._kind, "text")
        if self._kind == "main":
            draw_box(painter, rect, self._ground())
            if self.hasFocus():
                draw_box(painter, rect.adjusted(2, 2, -2, -2), None, colour("on_accent"), radius=4, width=2)
        elif self._kind == "quiet":
            if self.underMouse() or self.isDown():
                draw_box(painter, rect, colour("hover"))
        else:
            draw_box(painter, rect, self._ground(), colour("line_strong" if self.underMouse() else "line"))
        if self.hasFocus() and self._kind != "main":
            draw_focus(painter, rect)
        return colour(role), role


class IconButton(Button):
    """A square button with only an icon; its name is the tooltip and what a screen reader says."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        shortcut: str = "",
        kind: Kind = "plain",
        height: Height = "normal",
        run: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", icon=icon, kind=kind, height=height, run=run, parent=parent)
        self.set_name(name, shortcut)

    def set_name(self, name: str, shortcut: str = "") -> None:
        """What the button does, in words."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(key_text(shortcut))
        tip = f"{name} ({key_text(shortcut)})" if shortcut else name
        self._tip = plain_tooltip(tip)
        self.setToolTip(self._tip)

    def set_icon(self, icon: str) -> None:
        """Shows another icon."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._height, self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        rect = QRectF(self.rect())
        _, role = self._paint_ground(painter, rect)
        draw_icon(painter, QRectF(rect.center().x() - 9, rect.center().y() - 9, 18, 18), self._icon, role)


class Link(PaintedButton):
    """A button that looks like a link."""

    def __init__(
        self,
        text: str,
        *,
        run: Callable[[], object] | None = None,
        style: str = "body",
        role: str = "accent",
        parent: QWidget | None = None,
    ) -> None:
        self._style, self._role = style, role
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if run is not None:
            self.clicked.connect(lambda: run())

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font(self._style))
        return QSize(round(metrics.horizontalAdvance(self._words)) + 7, round(metrics.height()) + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(48, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        used = font(self._style)
        used.setUnderline(self.underMouse())
        metrics = QFontMetricsF(used)
        rect = QRectF(self.rect())
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, rect.width() - 4)
        painter.setFont(used)
        painter.setPen(colour(self._role if self.isEnabled() else "disabled"))
        painter.drawText(rect.adjusted(2, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if self.hasFocus():
            draw_focus(painter, rect, radius=4)


class KeyCap(QWidget):
    """A key printed on its own."""

    def __init__(self, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shortcut = shortcut
        self.setAccessibleName(key_text(shortcut))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return key_cap_size(self._shortcut)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        draw_key_cap(painter, QPointF(0, 0), self._shortcut, colour("muted"), colour("line_strong"))


class Badge(QWidget):
    """A pill with a word in a colour role: the state of something. Colour never speaks alone, so a text is due."""

    def __init__(self, text: str = "", role: str = "grey", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._role = "", role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set(text, role)

    def set(self, text: str, role: str = "grey") -> None:
        """Shows another state; an empty text hides the badge."""
        self._text, self._role = text, role
        self.setAccessibleName(text)
        if not text:
            self.hide()
        elif self.parentWidget() is not None:
            self.show()
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        height = max(sizes.BADGE, round(QFontMetricsF(font("small", 500)).height()) + 6)
        return QSize(pill_width(self._text), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        draw_pill(painter, QRectF(self.rect()), self._text, self._role)
