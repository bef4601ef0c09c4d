"""Icons by meaning, tinted with the theme's colours. The pictures lie in resources/icons; no colour is kept in them."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.theme import sizes
from ui.theme.theme import colour


def icon(name: str, role: str = "text", size: int = sizes.ICON) -> QIcon:
    """A QIcon in the colour of `role` as it is now, for menus and the like: ask again when the theme changes."""
    made = QIcon()
    for ratio in (1.0, 1.5, 2.0):
        made.addPixmap(icon_pixmap(name, role, size, ratio))
    disabled = icon_pixmap(name, "disabled", size, 2.0)
    made.addPixmap(disabled, QIcon.Mode.Disabled)
    return made


def icon_pixmap(name: str, role: str = "text", size: int = sizes.ICON, ratio: float = 1.0) -> QPixmap:
    """The picture of `size` device-independent pixels for a screen of this pixel ratio, tinted; cached."""
    return _drawn(name, colour(role).name(), size, ratio)


def draw_icon(painter: QPainter, rect: QRectF, name: str, role: str) -> None:
    """Draws the icon centred in `rect`, as sharp as the painter's device is."""
    side = int(min(rect.width(), rect.height()))
    ratio = painter.device().devicePixelRatioF()
    picture = icon_pixmap(name, role, side, ratio)
    painter.drawPixmap(QPointF(rect.center().x() - side / 2, rect.center().y() - side / 2), picture)


def has_icon(name: str) -> bool:
    """Whether there is a picture of this name."""
    return bool(name) and _svg(name) is not None


@lru_cache(maxsize=256)
def _svg(name: str) -> str | None:
    file = resources.files("resources") / "icons" / f"{name}.svg"
    return file.read_text(encoding="utf-8") if file.is_file() else None


@lru_cache(maxsize=512)
def _drawn(name: str, hex_colour: str, size: int, ratio: float) -> QPixmap:
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    svg = _svg(name)
    if svg is None:
        raise KeyError(f"no icon named {name!r}")
    renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", hex_colour).encode()))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
