"""The file as it was understood: its name, what it holds, and each of its columns with ours beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from resources.formats import number
from resources.words import _
from ui.exchange import readings
from ui.exchange.readings import SeenColumn, Sight
from ui.exchange.words import column_name, kind_name, rows_count
from ui.theme import sizes
from ui.theme.paint import begin, draw_box, plain_tooltip
from ui.theme.text import font, label
from ui.theme.theme import colour
from ui.widgets.cards import Card
from ui.widgets.choices import Choice, Segments
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.icon_label import IconLabel

WIDEST_PILL = 260
MOST_PILLS = 40  # a file of another program may have hundreds of columns


class ColumnPill(QWidget):
    """«Дата обращения → дата поступления», or in red that the column is unknown."""

    def __init__(self, column: SeenColumn) -> None:
        super().__init__()
        shown = column_name(column.name) if column.name else _("unknown column")
        self._is_known = bool(column.name)
        self._header, self._meaning = column.header or "–", shown
        words = _("{header} is read as {column}") if column.name else _("{header}: unknown column")
        self.setAccessibleName(words.format(header=self._header, column=shown))
        self.setToolTip(plain_tooltip(self.accessibleName()))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def words(self) -> str:
        """What stands in it; a column that is called as we call it says so once."""
        is_same = self._header.casefold() == self._meaning.casefold()
        return self._meaning if is_same else f"{self._header} → {self._meaning}"

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font("small", 500))
        width = round(metrics.horizontalAdvance(self.words())) + 20
        return QSize(min(WIDEST_PILL, width), round(metrics.height()) + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        rect = QRectF(self.rect())
        draw_box(painter, rect, colour("grey_soft" if self._is_known else "red_soft"), radius=rect.height() / 2)
        used = font("small", 500)
        painter.setFont(used)
        painter.setPen(colour("text" if self._is_known else "red"))
        shown = QFontMetricsF(used).elidedText(self.words(), Qt.TextElideMode.ElideMiddle, rect.width() - 16)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown)


class Pills(QWidget):
    """The columns in lines; as high as they need."""

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self, gap=6, line_gap=6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_columns(self, columns: Sequence[SeenColumn]) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for column in columns[:MOST_PILLS]:
            self._flow.addWidget(ColumnPill(column))
        if len(columns) > MOST_PILLS:
            self._flow.addWidget(label(_("and {n} more").format(n=len(columns) - MOST_PILLS), "small"))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        height = self._flow.heightForWidth(self.width())
        if height != self.minimumHeight():
            self.setMinimumHeight(height)
            self.updateGeometry()


class FileCard(Card):
    """Whose file it is stays the person's word: the kind is guessed and can be changed."""

    kind_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.file_name = label("", "strong")
        self.file_name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.size_line = label("", "muted")
        self._full_name = ""
        self.kinds = Segments(_("What the file holds"), [Choice(kind, kind_name(kind)) for kind in readings.kinds()])
        self.kinds.chosen.connect(lambda kind: self.kind_chosen.emit(str(kind)))
        self.sheets_line = label("", "small", wrap=True)
        self.pills = Pills()
        row = QHBoxLayout()
        row.setSpacing(sizes.STEP)
        row.addWidget(IconLabel("excel", "accent", 20))
        row.addWidget(self.file_name, 1)
        row.addWidget(self.size_line)
        row.addSpacing(sizes.GAP)
        row.addWidget(label(_("In it are"), "muted"))
        row.addWidget(self.kinds)
        self.add_layout(row)
        self.add(self.sheets_line)
        self.add(self.pills)

    def show_sight(self, sight: Sight, kind: str) -> None:
        self._full_name = sight.path.name
        self.file_name.setToolTip(plain_tooltip(str(sight.path)))
        self.size_line.setText(rows_count(sight.count, number(sight.count)))
        notice = sight.sheets.notice()
        self.sheets_line.setText(str(notice or ""))
        self.sheets_line.setVisible(notice is not None)
        self.kinds.set_value(kind)
        self.pills.set_columns(readings.seen_columns(kind, sight.header))
        self._elide()

    def show_columns(self, are_shown: bool) -> None:
        """Once it is being taken its rejected rows need the room more."""
        self.pills.setVisible(are_shown)

    def allow_choice(self, allowed: bool) -> None:
        self.kinds.setEnabled(allowed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = max(60, self.file_name.width())
        metrics = QFontMetricsF(self.file_name.font())
        self.file_name.setText(metrics.elidedText(self._full_name, Qt.TextElideMode.ElideMiddle, room))
        self.file_name.setAccessibleName(self._full_name)
