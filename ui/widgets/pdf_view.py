"""A paper on the screen: pages drawn as they are looked at, zoom, page counter. It shows bytes and keeps no file."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from resources import formats
from resources.words import _
from ui.theme import sizes
from ui.theme.paint import draw_focus
from ui.theme.text import body_font, label
from ui.theme.theme import colour
from ui.widgets.buttons import Button, IconButton
from ui.widgets.cards import Card
from ui.widgets.pdf_pages import NotAPdf, PdfPages, print_pdf

__all__ = ["NotAPdf", "PdfPreview", "PdfView", "print_pdf"]

_MARGIN = 20
_GAP = 14
_LEAST, _MOST = 0.25, 4.0
_PIXELS_PER_POINT = 96 / 72


class PdfView(QAbstractScrollArea):
    """The pages one under another. Ctrl with wheel, plus, minus and 0 zoom; PgUp and PgDn leaf by screens."""

    page_changed = Signal(int, int)  # number from 1, count
    zoom_changed = Signal(float)  # 1.0 is true size

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: PdfPages | None = None
        self._text = ""
        self._zoom = 1.0
        self._fits = True
        self._told = (0, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(200, 200)
        self.verticalScrollBar().valueChanged.connect(self._tell_page)
        self.setAccessibleName(_("Paper"))

    def show_pdf(self, data: bytes) -> None:
        """Shows a paper. Where the eye was stays in sight: a letter is shown again while it is being written."""
        try:
            pages = PdfPages(data)
        except NotAPdf:
            self.show_text(_("This paper cannot be shown."))
            return
        down = self.verticalScrollBar().value()
        self._replace(pages, "")
        self.verticalScrollBar().setValue(down)
        self._tell_page()

    def show_text(self, sentence: str) -> None:
        """Says something instead of a paper."""
        self._replace(None, sentence)
        self._tell_page()

    def count(self) -> int:
        return len(self._pages) if self._pages is not None else 0

    def zoom(self) -> float:
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Shows the pages at this size, keeping what is in the middle there; 1.0 is true size."""
        self._fits = False
        self._change_zoom(zoom)

    def fit_width(self) -> None:
        """Makes a page as wide as the view, and keeps it so."""
        self._fits = True
        self._change_zoom(self._fitting_zoom())

    def fits_width(self) -> bool:
        return self._fits

    def go_to_page(self, at: int) -> None:
        """Shows the beginning of a page; the first is 0."""
        if 0 <= at < self.count():
            self.verticalScrollBar().setValue(round(self._tops()[at] - _MARGIN / 2))

    def page(self) -> int:
        """The page that fills the middle of the view, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        tops = self._tops()
        return max((at for at, top in enumerate(tops) if top <= middle), default=0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ground = QRectF(self.viewport().rect())
        painter.fillRect(ground, colour("hatch"))
        if self._pages is None:
            painter.setFont(body_font())
            painter.setPen(colour("muted"))
            words = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter
            painter.drawText(ground.adjusted(24, 0, -24, 0), int(words), self._text)
        else:
            ratio = self.viewport().devicePixelRatioF()
            for at, top in enumerate(self._tops()):
                rect = self._page_rect(at, top)
                if rect.bottom() < 0 or rect.top() > ground.height():
                    continue
                picture = self._pages.picture(at, self._zoom * _PIXELS_PER_POINT * ratio)
                painter.drawImage(rect, picture)
                painter.setPen(colour("line_strong"))
                painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_focus(painter, ground)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self._change_zoom(self._fitting_zoom())
        else:
            self._measure()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, down = event.key(), self.verticalScrollBar()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
                self.set_zoom(self._zoom * 1.1)
            elif key == Qt.Key.Key_Minus:
                self.set_zoom(self._zoom / 1.1)
            elif key == Qt.Key.Key_0:
                self.fit_width()
            else:
                event.ignore()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            step = round(self.viewport().height() * 0.9)
            down.setValue(down.value() + (step if key == Qt.Key.Key_PageDown else -step))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            down.setValue(0 if key == Qt.Key.Key_Home else down.maximum())
        else:
            super().keyPressEvent(event)

    def _replace(self, pages: PdfPages | None, text: str) -> None:
        if self._pages is not None:
            self._pages.close()
        self._pages, self._text = pages, text
        if self._fits:
            self._zoom = self._fitting_zoom()
            self.zoom_changed.emit(self._zoom)
        self._measure()
        self.viewport().update()

    def _change_zoom(self, zoom: float) -> None:
        zoom = min(max(zoom, _LEAST), _MOST)
        down = self.verticalScrollBar()
        share = (down.value() + self.viewport().height() / 2) / max(1.0, self._whole_height())
        self._zoom = zoom
        self._measure()
        down.setValue(round(share * self._whole_height() - self.viewport().height() / 2))
        self.viewport().update()
        self.zoom_changed.emit(zoom)

    def _fitting_zoom(self) -> float:
        widest = max((size.width() for size in self._pages.sizes), default=595) if self._pages is not None else 595
        return (self.viewport().width() - 2 * _MARGIN) / (widest * _PIXELS_PER_POINT)

    def _tops(self) -> list[float]:
        tops, top = [], float(_MARGIN)
        for size in self._pages.sizes if self._pages is not None else ():
            tops.append(top)
            top += size.height() * self._zoom * _PIXELS_PER_POINT + _GAP
        return tops

    def _whole_height(self) -> float:
        if self._pages is None:
            return 0.0
        heights = sum(size.height() for size in self._pages.sizes) * self._zoom * _PIXELS_PER_POINT
        return heights + _GAP * (len(self._pages) - 1) + 2 * _MARGIN

    def _page_rect(self, at: int, top: float) -> QRectF:
        size = self._pages.sizes[at] if self._pages is not None else None
        if size is None:
            return QRectF()
        scale = self._zoom * _PIXELS_PER_POINT
        width, height = round(size.width() * scale), round(size.height() * scale)
        left = max(float(_MARGIN), (self.viewport().width() - width) / 2) - self.horizontalScrollBar().value()
        return QRectF(round(left), round(top - self.verticalScrollBar().value()), width, height)

    def _measure(self) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        width = max((size.width() for size in self._pages.sizes), default=0) if self._pages is not None else 0
        room = self.viewport().size()
        across.setRange(0, max(0, round(width * self._zoom * _PIXELS_PER_POINT + 2 * _MARGIN - room.width())))
        across.setPageStep(room.width())
        down.setRange(0, max(0, round(self._whole_height() - room.height())))
        down.setPageStep(room.height())
        down.setSingleStep(40)

    def _tell_page(self) -> None:
        told = (self.page() + 1 if self.count() else 0, self.count())
        if told != self._told:
            self._told = told
            words = _("Page {page} of {count}").format(page=told[0], count=told[1])
            self.setAccessibleDescription(words if told[1] else self._text)
            self.page_changed.emit(*told)


class PdfPreview(Card):
    """A paper with its little toolbar: page counter, zoom, fit to width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padded=False, parent=parent)
        self.view = PdfView()
        self._data: bytes | None = None
        bar = QHBoxLayout()
        bar.setContentsMargins(sizes.CARD, 4, 12, 8)
        bar.setSpacing(8)
        self._counter = label("", "small", role="text")
        self._zoom_text = label("", "small", role="text")
        self._zoom_text.setMinimumWidth(44)
        self._zoom_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.smaller = IconButton(
            "zoom-out", _("Zoom out"), shortcut="Ctrl+-", height="compact",
            run=lambda: self.view.set_zoom(self.view.zoom() / 1.1),
        )  # fmt: skip
        self.larger = IconButton(
            "zoom-in", _("Zoom in"), shortcut="Ctrl++", height="compact",
            run=lambda: self.view.set_zoom(self.view.zoom() * 1.1),
        )  # fmt: skip
        self.fit = Button(_("Fit width"), height="compact", run=self.view.fit_width)
        bar.addWidget(self._counter)
        bar.addStretch(1)
        for widget in (self.smaller, self._zoom_text, self.larger, self.fit):
            bar.addWidget(widget)
        self.add_layout(bar)
        line = QFrame()
        line.setProperty("card", "line")
        line.setFixedHeight(1)
        self.add(line)
        inside = QVBoxLayout()
        inside.setContentsMargins(1, 0, 1, 0)
        inside.addWidget(self.view)
        self.body.addLayout(inside, 1)
        self.view.page_changed.connect(self._on_page)
        self.view.zoom_changed.connect(self._on_zoom)
        self.setFocusProxy(self.view)
        self._on_page(0, 0)
        self._on_zoom(self.view.zoom())

    def show_pdf(self, data: bytes) -> None:
        """Shows a paper."""
        self._data = data
        self.view.show_pdf(data)

    def show_text(self, sentence: str) -> None:
        """Says something instead: that it is being made, or why there is none."""
        self._data = None
        self.view.show_text(sentence)

    def pdf(self) -> bytes | None:
        """The bytes that are shown."""
        return self._data

    def _on_page(self, page: int, count: int) -> None:
        self._counter.setText(_("{page} of {count}").format(page=page, count=count) if count else "")
        for button in (self.smaller, self.larger, self.fit):
            button.setEnabled(bool(count))

    def _on_zoom(self, zoom: float) -> None:
        self._zoom_text.setText(formats.percent(round(zoom * 100), 0))
