"""The plain kinds of fields: a line, several lines, a phone, money, a tick, and any choosing widget as a field."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Protocol

from PySide6.QtCore import QMimeData, QPointF, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from resources import formats
from resources.words import _
from ui.theme import sizes
from ui.theme.icons import draw_icon
from ui.theme.paint import begin, draw_box, draw_focus, draw_key_cap, key_cap_size
from ui.theme.text import font
from ui.theme.theme import colour
from ui.widgets.field import Field
from ui.widgets.typed_text import clean, without_hidden


class TextField(Field):
    """One line of text."""

    returned = Signal()  # Enter was pressed in it

    def __init__(
        self,
        label: str,
        *,
        placeholder: str = "",
        hint: str = "",
        max_length: int = 200,
        editor: QLineEdit | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.line = editor if editor is not None else QLineEdit()
        self._max_length = max_length
        super().__init__(label, self.line, hint=hint, parent=parent)
        self.line.setMaxLength(max_length)
        self.line.setPlaceholderText(placeholder)
        self.line.setMinimumHeight(sizes.FIELD)
        self.line.textChanged.connect(self._on_edited)
        self.line.inputRejected.connect(self._on_too_long)
        self.line.returnPressed.connect(self.returned)

    def text(self) -> str:
        """What was typed, cleaned."""
        return clean(self.line.text(), self._max_length)

    def value(self) -> object:
        return self.text()

    def set_value(self, value: object) -> None:
        with self._silently():
            self.line.setText("" if value is None else str(value))
            self.line.setCursorPosition(0)

    def set_placeholder(self, text: str) -> None:
        self.line.setPlaceholderText(text)

    def _on_too_long(self) -> None:
        if len(self.line.text()) >= self._max_length:
            text = _("No more than {n} characters fit here; the rest was not taken.")
            self.set_problem(text.format(n=formats.number(self._max_length)))


class PhoneField(TextField):
    """A phone number, left exactly as it is typed. `digits()` is what to search by while it grows."""

    def __init__(self, label: str, *, placeholder: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, placeholder=placeholder, hint=hint, max_length=60, parent=parent)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)

    def digits(self) -> str:
        """Only the digits, in any writing."""
        return "".join(str(int(character)) for character in self.text() if character.isdecimal())


class MoneyField(TextField):
    """A sum of money as Decimal; "4 318,20" and "4318.2" are read alike. None if empty or not readable."""

    def __init__(self, label: str, *, placeholder: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, placeholder=placeholder, hint=hint, max_length=20, parent=parent)
        self.line.editingFinished.connect(self._on_finished)

    def value(self) -> object:
        return self.amount()

    def amount(self) -> Decimal | None:
        """The sum, or None."""
        text = re.sub(r"[\s ₽]", "", self.text()).replace("\N{MINUS SIGN}", "-")
        if "," in text and "." in text:  # 4,318.20
            text = text.replace(",", "")
        text = text.replace(",", ".")
        if not re.fullmatch(r"\d{1,12}(\.\d{0,2})?", text):
            return None
        try:
            return Decimal(text)
        except InvalidOperation:
            return None

    def set_value(self, value: object) -> None:
        shown = formats.number(Decimal(str(value)), 2) if value is not None and value != "" else ""
        super().set_value(shown)

    def complaint(self) -> str:
        if self.text() and self.amount() is None:
            return _("This is not a sum of money. Type it like 4318.20.")
        return ""

    def _on_finished(self) -> None:
        if self.amount() is not None:
            self.set_value(self.amount())
        self.set_problem(self.complaint())


class TextEdit(QPlainTextEdit):
    """Lines of plain text. Tab leaves it; Ctrl+Enter passes on; the key of passing on is printed in its corner."""

    passed = Signal()

    def __init__(self, *, lines: int = 3, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._key = lines, key
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(240, self._height_of(self._lines))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._height_of(min(2, self._lines)))

    def _height_of(self, lines: int) -> int:
        return max(sizes.FIELD, round(lines * self.fontMetrics().lineSpacing()) + 24)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.passed.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.insertPlainText(without_hidden(source.text(), lines=True)[:200_000])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        cap = key_cap_size(self._key)
        if cap.isEmpty():
            return
        painter = QPainter(self.viewport())
        begin(painter)
        at = QPointF(self.viewport().width() - cap.width() - 4, self.viewport().height() - cap.height() - 2)
        draw_box(painter, QRectF(at.x(), at.y(), cap.width(), cap.height()), colour("field"), radius=3)
        draw_key_cap(painter, at, self._key, colour("muted"), colour("line_strong"))


class TextArea(Field):
    """Several lines of text. `passed` says that Ctrl+Enter was pressed in it; bind no shortcut to that key as well."""

    passed = Signal()
    grows = True

    def __init__(
        self,
        label: str,
        *,
        placeholder: str = "",
        hint: str = "",
        max_length: int = 20_000,
        lines: int = 3,
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.area = TextEdit(lines=lines, key=key)
        self._max_length = max_length
        super().__init__(label, self.area, hint=hint, parent=parent)
        self.area.setPlaceholderText(placeholder)
        self.area.textChanged.connect(self._on_text)
        self.area.passed.connect(self.passed)

    def text(self) -> str:
        """What was typed, cleaned; never cut: too long a text is a complaint, not a loss."""
        return clean(self.area.toPlainText(), max(self._max_length, len(self.area.toPlainText())), lines=True)

    def value(self) -> object:
        return self.text()

    def set_value(self, value: object) -> None:
        with self._silently():
            self.area.setPlainText("" if value is None else str(value))

    def complaint(self) -> str:
        over = len(self.text()) - self._max_length
        if over <= 0:
            return ""
        text = _("The text is {n} characters too long; no more than {limit} fit here.")
        return text.format(n=formats.number(over), limit=formats.number(self._max_length))

    def _on_text(self) -> None:
        self._on_edited()
        if not self._silent:
            self.set_problem(self.complaint())


class CheckBox(QCheckBox):
    """A tick with plain words beside it, drawn in the theme's colours."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._words = text
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font("body"))
        return QSize(round(metrics.horizontalAdvance(self._words)) + 34, max(28, round(metrics.height()) + 8))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def hitButton(self, position: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        box = QRectF(2, self.height() / 2 - 9, 18, 18)
        if self.isChecked():
            draw_box(painter, box, colour("accent" if self.isEnabled() else "line_strong"), radius=4)
            draw_icon(painter, box.adjusted(2, 2, -2, -2), "check", "on_accent")
        else:
            line = colour("muted" if self.isEnabled() else "line_strong")
            draw_box(painter, box, colour("hover" if self.underMouse() else "field"), line, radius=4)
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), radius=5)
        used = font("body")
        painter.setFont(used)
        painter.setPen(colour("text" if self.isEnabled() else "disabled"))
        words = QRectF(28, 0, self.width() - 32, self.height())
        shown = QFontMetricsF(used).elidedText(self._words, Qt.TextElideMode.ElideRight, words.width() + 1)
        painter.drawText(words.adjusted(0, 0, 4, 0), Qt.AlignmentFlag.AlignVCenter, shown)


class CheckField(Field):
    """A tick as a field of a form; its value is True or False."""

    def __init__(self, text: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        self.box = CheckBox(text)
        super().__init__("", self.box, hint=hint, parent=parent)
        self.box.setAccessibleName(text)
        self.setAccessibleName(text)
        self.box.toggled.connect(self._on_edited)

    def is_checked(self) -> bool:
        return self.box.isChecked()

    def value(self) -> object:
        return self.box.isChecked()

    def set_value(self, value: object) -> None:
        with self._silently():
            self.box.setChecked(bool(value))


class Choosing(Protocol):
    """A widget that holds a chosen value: Segments, ChoiceChips, OutcomeChoices."""

    @property
    def chosen(self) -> SignalInstance: ...
    def value(self) -> object: ...
    def set_value(self, value: object) -> None: ...


class WidgetField(Field):
    """A choosing widget as a field of a form."""

    def __init__(self, label: str, chooser: Choosing, *, hint: str = "", parent: QWidget | None = None) -> None:
        assert isinstance(chooser, QWidget)
        super().__init__(label, chooser, hint=hint, parent=parent)
        self.chooser: Choosing = chooser
        self.chooser.chosen.connect(self._on_edited)

    def value(self) -> object:
        return self.chooser.value()

    def set_value(self, value: object) -> None:
        self.chooser.set_value(value)
