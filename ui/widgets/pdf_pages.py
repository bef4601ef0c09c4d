"""The pages of a PDF as pictures, through pypdfium2: imported on first use, called by one thread at a time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPainter

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_KEPT = 6
_PRINT_DPI = 300
_MOST_PIXELS = 40_000_000  # a picture's limit: beyond it a page is painted coarser

_pdfium = threading.Lock()  # pdfium is not made for threads; a paper may be printed while another is looked at


def load() -> None:
    """What pages are drawn with, loaded ahead; by a lane, for it takes a tenth of a second."""
    import pypdfium2  # noqa: F401


class NotAPdf(Exception):
    """The bytes are no PDF that can be read."""


class PdfPages:
    """An opened PDF. Sizes are in points; pictures of the last few pages are kept."""

    def __init__(self, data: bytes) -> None:
        """Raises NotAPdf."""
        import pypdfium2

        with _pdfium:
            try:
                self._document: Any = pypdfium2.PdfDocument(data)
                self.sizes = [QSizeF(*self._document.get_page_size(at)) for at in range(len(self._document))]
            except pypdfium2.PdfiumError as error:
                raise NotAPdf from error
        self._kept: OrderedDict[tuple[int, int], QImage] = OrderedDict()

    def __len__(self) -> int:
        return len(self.sizes)

    def picture(self, at: int, pixels_per_point: float) -> QImage:
        """A page as a picture of this scale."""
        key = (at, round(pixels_per_point * 1000))
        if key not in self._kept:
            self._kept[key] = self._drawn(at, pixels_per_point)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    def kept(self) -> int:
        """How many pictures are held just now."""
        return len(self._kept)

    def close(self) -> None:
        """Gives the memory back."""
        self._kept.clear()
        with _pdfium:
            self._document.close()

    def _drawn(self, at: int, scale: float) -> QImage:
        size = self.sizes[at]
        area = max(1.0, size.width() * size.height())
        scale = min(scale, (_MOST_PIXELS / area) ** 0.5)
        with _pdfium:
            page = self._document[at]
            bitmap = page.render(scale=scale, prefer_bgrx=True, maybe_alpha=False)
            image = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
            ).copy()
            bitmap.close()
            page.close()
        return image


def print_pdf(data: bytes, printer: QPrinter) -> None:
    """Puts all pages, or the printer's chosen range, on paper at 300 dpi in their true size. Raises NotAPdf.

    May run outside the window's thread.
    """
    pages = PdfPages(data)
    try:
        printer.setFullPage(True)
        first = max(1, printer.fromPage()) if printer.fromPage() else 1
        last = min(len(pages), printer.toPage()) if printer.toPage() else len(pages)
        copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
        chosen = [at for _copy in range(copies) for at in range(first - 1, last)]
        painter: QPainter | None = None
        for at in chosen:
            size = pages.sizes[at]
            wide = size.width() > size.height()
            printer.setPageOrientation(QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait)
            if painter is None:
                painter = QPainter(printer)
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            else:
                printer.newPage()
            unit = printer.resolution() / 72
            target = QRectF(QPointF(0, 0), QSizeF(size.width() * unit, size.height() * unit))
            painter.drawImage(target, pages.picture(at, _PRINT_DPI / 72))
        if painter is not None:
            painter.end()
    finally:
        pages.close()
