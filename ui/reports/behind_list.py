"""The list behind a figure that counts no appeals, in the place of the report until it is left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.reports.labels import TOTALS, period_words
from models.reports.report import Period
from models.visitors.names import initials
from resources.formats import date_time, number
from resources.words import _, translate
from ui.reports.readings import Behind
from ui.theme.text import label
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.windowed_table import Column, WindowedTable


class BehindList(QWidget):
    """Says what is counted, and opens the visitor of a row."""

    visitor_opened = Signal(int)
    day_opened = Signal(object)  # of a call
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[int, Behind] = {}
        self.heading = label("", "title", wrap=True)
        self.table = WindowedTable(
            [
                Column("at", _("When"), width=190, kind="date"),
                Column("what", _("Whom or what about"), width=260, stretch=3, kind="name"),
                Column("topic", _("Topic"), width=200, stretch=2),
                Column("who", _("Who received"), width=180, stretch=1),
            ],
            _("What the figure counts"),
        )
        self.table.rows_wanted.connect(self._on_rows_wanted)
        self.table.activated.connect(self._on_activated)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(Button(_("Back to the report"), shortcut="Esc", icon="arrow-left", run=self.left.emit))
        card = Card(padded=False)
        card.add(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(card, 1)

    def begin(self, name: str, period: Period) -> None:
        """Names the list; its rows are on their way."""
        self._name, self._period = name, period
        self._say()
        self._rows = {}
        self.table.forget_rows()
        self.table.set_ids([])
        self.table.set_empty(_("The list is being read…"))
        self.table.set_shown_columns(["at", "what", "who"] if name == "calls" else ["at", "what", "topic", "who"])
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_rows(self, rows: list[Behind]) -> None:
        self._rows = {row.id: row for row in rows}
        self.table.set_empty(_("There is nothing in this period."))
        self.table.set_ids([row.id for row in rows])
        self._say(len(rows))

    def _say(self, count: int | None = None) -> None:
        title = f"{translate(TOTALS[self._name])}, {period_words(self._period)}"
        self.heading.setText(title if count is None else f"{title}: {number(count)}")

    def _on_rows_wanted(self, ids: list[int]) -> None:
        wanted = {one: self._rows[one] for one in ids if one in self._rows}
        self.table.set_rows(
            {
                one: {
                    "at": date_time(row.at),
                    "what": row.what or _("No name given"),
                    "topic": row.topic,
                    "who": initials(row.who),
                }
                for one, row in wanted.items()
            }
        )

    def _on_activated(self, row_id: object) -> None:
        row = self._rows.get(row_id) if isinstance(row_id, int) else None
        if row is None:
            return
        if row.visitor_id is None:
            self.day_opened.emit(row.at.date())
        else:
            self.visitor_opened.emit(row.visitor_id)
