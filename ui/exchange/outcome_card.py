"""What an import would do, or did: how many came in, were there already, were rejected and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from models.exchange.importing import Imported, Rejected
from resources.formats import number
from resources.words import _
from ui.exchange.readings import Taken
from ui.theme.text import label
from ui.widgets.cards import Card
from ui.widgets.figures import FigureCard
from ui.widgets.windowed_table import Column, WindowedTable

LONGEST_ROW = 110  # letters of a rejected row that are shown
LINES = 4  # of small print for the current row


class OutcomeCard(Card):
    """Three figures, a sentence, and under them the rejected rows; the current one is told in full."""

    def __init__(self) -> None:
        super().__init__(_("What would come in"))
        self.new = FigureCard(_("would come in"), compact=True, opens=False)
        self.already = FigureCard(_("are there already"), compact=True, opens=False)
        self.rejected = FigureCard(_("rejected"), compact=True, opens=False)
        self.sentence = label("", "muted", wrap=True)
        columns = [Column("line", _("Line"), width=76, kind="number"), Column("reason", _("Reason"), 120, 1)]
        self.table = WindowedTable(columns, _("Rejected rows"))
        self.table.rows_wanted.connect(self._on_rows_wanted)
        self.table.current_changed.connect(self._on_current)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.row_line = label("", "small", wrap=True)
        self.row_line.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.row_line.setMaximumHeight(LINES * self.row_line.fontMetrics().lineSpacing())
        self._rows: Sequence[Rejected] = ()
        figures = QHBoxLayout()
        figures.setSpacing(8)
        for figure in (self.new, self.already, self.rejected):
            figures.addWidget(figure)
        self.add_layout(figures)
        self.add(self.sentence)
        self.add(self.table, 1)
        self.add(self.row_line)
        self.body.addStretch(0)

    def show_waiting(self, heading: str, sentence: str) -> None:
        """Nothing is known yet."""
        self._show_figures(heading, None, None, None)
        self._show(sentence, ())

    def show_trial(self, trial: Imported, sentence: str) -> None:
        self._show_figures(_("What would come in"), trial.imported, trial.already, len(trial.rejected))
        self._show(sentence, trial.rejected)

    def show_taken(self, taken: Taken, heading: str, sentence: str) -> None:
        rejected = len(taken.rejected) if taken.is_whole else None
        self._show_figures(heading, taken.imported, taken.already, rejected, is_done=True)
        self._show(sentence, taken.rejected)

    def _show_figures(
        self, heading: str, new: int | None, already: int | None, rejected: int | None, *, is_done: bool = False
    ) -> None:
        self.set_heading(heading)
        self.new.setText(_("came in") if is_done else _("would come in"))
        self.already.setText(_("were there already") if is_done else _("are there already"))
        self.new.set(_figure(new), figure_role="green" if new else "text")
        self.already.set(_figure(already))
        self.rejected.set(_figure(rejected), figure_role="red" if rejected else "text")

    def _show(self, sentence: str, rejected: Sequence[Rejected]) -> None:
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self._rows = rejected
        self.table.setVisible(bool(rejected))
        self.row_line.setVisible(bool(rejected))
        self.table.forget_rows()
        self.table.set_ids(range(len(rejected)))
        self._on_current(self.table.current_id())

    def _on_rows_wanted(self, ids: list[int]) -> None:
        known = (at for at in ids if at < len(self._rows))
        self.table.set_rows(
            {at: {"line": number(self._rows[at].line.number), "reason": str(self._rows[at].reason)} for at in known}
        )

    def _on_current(self, at: object) -> None:
        """The whole reason and the row itself, which the table has no room for."""
        if not isinstance(at, int) or at >= len(self._rows):
            self.row_line.setText("")
            return
        one = self._rows[at]
        words = " · ".join(cell for cell in one.line.cells if cell).replace("\n", " ")
        words = words if len(words) <= LONGEST_ROW else words[:LONGEST_ROW].rstrip() + "…"
        self.row_line.setText(f"{one.reason}\n{words}")


def _figure(value: int | None) -> str:
    return "–" if value is None else number(value)
