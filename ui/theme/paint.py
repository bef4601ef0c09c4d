"""Strokes that painted widgets share: rounded boxes, key-caps, pills, focus borders, plain-text tooltips."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from ui.theme import sizes
from ui.theme.text import font
from ui.theme.theme import colour

HINTS = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
_SHOWN_KEYS = {
    "return": "Enter",
    "enter": "Enter",
    "escape": "Esc",
    "del": "Delete",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pgup": "PgUp",
    "pgdown": "PgDn",
}


def key_text(shortcut: str) -> str:
    """A shortcut as it is printed on a key-cap: "Ctrl+Return" → "Ctrl Enter", "F2" → "F2"."""
    if not shortcut:
        return ""
    head, _, tail = shortcut.rpartition("+")
    if not tail:  # the plus key itself: "Ctrl++"
        head, tail = head.rstrip("+"), "+"
    keys = [*(part for part in head.split("+") if part), tail]
    return " ".join(_SHOWN_KEYS.get(key.lower(), key) for key in keys)


def key_cap_size(shortcut: str) -> QSize:
    """How much room the key-cap of a shortcut takes."""
    text = key_text(shortcut)
    if not text:
        return QSize(0, 0)
    metrics = QFontMetricsF(font("key"))
    height = max(sizes.KEY_CAP, round(metrics.height()) + 4)
    return QSize(max(height, round(metrics.horizontalAdvance(text)) + 10), height)


def draw_key_cap(painter: QPainter, at: QPointF, shortcut: str, ink: QColor, line: QColor) -> None:
    """Draws a key-cap with its top left corner at `at`."""
    size = key_cap_size(shortcut)
    if size.isEmpty():
        return
    box = QRectF(at.x() + 0.5, at.y() + 0.5, size.width() - 1, size.height() - 1)
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(line, 1))
    painter.drawRoundedRect(box, 3, 3)
    painter.drawLine(QPointF(box.left() + 2, box.bottom() - 1), QPointF(box.right() - 2, box.bottom() - 1))
    painter.setFont(font("key"))
    painter.setPen(ink)
    painter.drawText(box.adjusted(0, 0, 0, -1), Qt.AlignmentFlag.AlignCenter, key_text(shortcut))
    painter.restore()


def draw_box(
    painter: QPainter,
    rect: QRectF,
    fill: QColor | None,
    line: QColor | None = None,
    *,
    radius: float = sizes.RADIUS,
    width: float = 1,
) -> None:
    """Draws a rounded box whose border of `width` lies wholly inside `rect`."""
    half = width / 2 if line is not None else 0
    painter.setPen(QPen(line, width) if line is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)


def draw_focus(painter: QPainter, rect: QRectF, *, radius: float = sizes.RADIUS) -> None:
    """The focus border every focusable thing shows: two pixels of the accent."""
    draw_box(painter, rect, None, colour("accent"), radius=radius, width=sizes.FOCUS)


def pill_width(text: str) -> int:
    """How wide the pill of a text is."""
    return round(QFontMetricsF(font("small", 500)).horizontalAdvance(text)) + 20


def draw_pill(painter: QPainter, rect: QRectF, text: str, role: str) -> None:
    """A pill of a colour role with a text, elided when the room is short."""
    draw_box(painter, rect, colour(f"{role}_soft"), radius=rect.height() / 2)
    used = font("small", 500)
    painter.setFont(used)
    painter.setPen(colour(role))
    shown = QFontMetricsF(used).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - 16)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown)


def begin(painter: QPainter) -> None:
    """The hints every painted widget starts with."""
    painter.setRenderHints(HINTS)


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """`share` (0…1) of the second colour laid over the first."""
    keep = 1 - share
    return QColor(
        round(first.red() * keep + second.red() * share),
        round(first.green() * keep + second.green() * share),
        round(first.blue() * keep + second.blue() * share),
    )


def plain_tooltip(text: str) -> str:
    """The text as a tooltip that Qt cannot take for HTML."""
    return f"<qt>{escape(text).replace(chr(10), '<br/>')}</qt>" if text else ""
