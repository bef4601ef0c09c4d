"""The first rows of the file, under our names of its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.exchange.reader import Line
from resources.formats import number
from resources.words import _
from ui.exchange.readings import SeenColumn, Sight
from ui.exchange.words import column_name
from ui.widgets.cards import Card
from ui.widgets.windowed_table import Column, WindowedTable

WIDTHS = {
    "visitor": 210, "summary": 240, "written": 240, "result": 200, "address": 200, "line": 80, "topic": 180,
    "phone": 150, "received_on": 150,
}  # fmt: skip
LONGEST = 300  # letters of a cell that are shown


class PreviewCard(Card):
    """A table made anew for each file: other files have other columns."""

    def __init__(self) -> None:
        super().__init__(_("The first rows"), padded=False)
        self.table: WindowedTable | None = None
        self._lines: Sequence[Line] = ()

    def show_sight(self, sight: Sight, columns: Sequence[SeenColumn]) -> None:
        if len(sight.first) < sight.count:
            self.set_note(_("{shown} of {count}").format(shown=number(len(sight.first)), count=number(sight.count)))
        else:
            self.set_note("")
        if self.table is not None:
            self.table.hide()
            self.table.deleteLater()
        self._lines = sight.first
        shown = [Column("", _("Line"), width=84, kind="muted")]
        shown += [_column(at, column) for at, column in enumerate(columns)]
        self.table = WindowedTable(shown, _("The first rows of the file"))
        self.table.rows_wanted.connect(self._on_rows_wanted)
        self.table.set_empty(_("There are no rows under the header."), icon="list")
        self.add(self.table, 1)
        self.table.set_ids(range(len(self._lines)))

    def _on_rows_wanted(self, ids: list[int]) -> None:
        if self.table is not None:
            self.table.set_rows({at: _words(self._lines[at]) for at in ids if at < len(self._lines)})


def _words(line: Line) -> Mapping[str, object]:
    return {"": number(line.number), **{str(at): cell[:LONGEST] for at, cell in enumerate(line.cells)}}


def _column(at: int, column: SeenColumn) -> Column:
    title = column_name(column.name) if column.name else column.header
    kind = "name" if column.name == "visitor" else "text"
    return Column(str(at), title, width=WIDTHS.get(column.name, 120), kind=kind)  # type: ignore[arg-type]
