"""The list of visitors: everybody, narrowed by words and chips, the marked one beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from models.changes import Changes
from models.visitors import queries
from models.visitors.phones import shown as shown_phone
from models.visitors.queries import VisitorFilter, VisitorRow
from resources import formats
from resources.words import N_, _, ngettext
from ui.shell.actions import Action
from ui.shell.page import Page
from ui.theme import sizes
from ui.theme.text import label
from ui.visitors.filters import FilterBar
from ui.visitors.marked import Marked
from ui.visitors.preview import NARROW, WIDTH, PreviewPane
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.visitor_summary import shown_name
from ui.widgets.windowed_table import BadgeCell, Column, WindowedTable

if TYPE_CHECKING:
    from ui.shell.navigation import Navigation
    from ui.shell.office import Office

WIDE = 1150  # of the page; below, the preview and the list are narrower
SORTS = {"visited": "last_visit"}  # column → the word of the query where they differ


class VisitorsPage(Page):
    """Ids first, rows as they are looked at; F2 books the marked visitor, Enter opens the card."""

    name = "visitors"

    def __init__(self, office: Office, navigation: Navigation) -> None:
        super().__init__(office, navigation)
        self._total: int | None = None
        self._fitted: list[str] | None = None  # the columns that the page chose for its width
        self.marked = Marked(office, navigation, self)
        self._new = Action("new_visitor", N_("New visitor"), "Ctrl+N", "add", self._on_new, page=self.name)
        self.filters = FilterBar(office.today, [(d.id, d.name) for d in office.facts.districts])
        self.filters.changed.connect(self._on_filter)
        self.filters.down_pressed.connect(self._to_table)
        self.table = WindowedTable(columns(), _("Visitors"))
        self.table.rows_wanted.connect(self._on_rows_wanted)
        self.table.current_changed.connect(self.marked.mark)
        self.table.activated.connect(self.navigation.open_visitor)
        self.table.sort_requested.connect(self._on_sort)
        self.table.empty_acted.connect(self._on_empty_acted)
        self.preview = PreviewPane(self.marked.book, self.marked.open, self.marked.new_appeal)
        self.marked.show_in(self.preview)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(_("Visitors"), "title"))
        head.addStretch(1)
        head.addWidget(Button.for_action(self._new))
        self._count = label("", "small")
        self._view = Button(_("View"), height="compact", menu=True, run=self._open_view)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.filters, 1)
        line.addWidget(self._count)
        line.addWidget(self._view)
        card = Card(padded=False)
        card.add(self.table)
        body = QHBoxLayout()
        body.setSpacing(sizes.GAP)
        body.addWidget(card, 1)
        body.addWidget(self.preview)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(line)
        column.addLayout(body, 1)

    # --- a page of the window -------------------------------------------------------------------------------------

    def title(self) -> str:
        return _("Visitors")

    def show_with(self, *, text: str = "", filter: VisitorFilter | None = None) -> None:
        if filter is not None:
            self.filters.set_filter(filter)
        elif text:
            self.filters.set_filter(VisitorFilter(text=text))
        self.office.ask(queries.categories, then=self.filters.set_categories, lane="slow", topic="categories")
        self.office.ask(queries.total, then=self._on_total, lane="slow", topic="total")
        self._refresh()
        self.table.setFocus()

    def on_changed(self, changes: Changes) -> None:
        if changes.touches("visitor", "appeal", "appointment"):
            self.table.forget_rows()
            self._ask_ids()
            self.marked.mark(self.table.current_id())
            self.office.ask(queries.total, then=self._on_total, lane="slow", topic="total")

    def actions_here(self) -> tuple[Action, ...]:
        return (
            self._new,
            Action("book", N_("Book"), "F2", "book", self.marked.book, page=self.name),
            Action("find_here", N_("Find among the visitors"), "Ctrl+F", "filter", self._to_words, page=self.name),
        )

    def leave(self) -> bool:
        """Esc in the words, or with something narrowed, first shows everybody again."""
        if self.filters.is_narrow() and self.filters.text.line.hasFocus():
            self.filters.clear()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() > WIDE
        self.preview.setFixedWidth(WIDTH if is_wide else NARROW)
        keys = [column.key for column in columns() if is_wide or column.key not in ("birth_year", "appeals")]
        shown = self.table.shown_columns()
        if keys != shown and self._fitted in (None, shown):  # columns that a person chose stay
            self.table.set_shown_columns(keys)
            self._fitted = self.table.shown_columns()

    # --- the list ---------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        wanted = self.filters.filter()
        self.navigation.remember(filter=wanted)
        column = next((key for key, word in SORTS.items() if word == wanted.sort), wanted.sort)
        self.table.set_sort(column, wanted.descending)
        self._ask_ids()

    def _ask_ids(self) -> None:
        self.office.ask(queries.ids, self.filters.filter(), then=self._on_ids, lane="slow", topic="ids")

    def _on_ids(self, ids: Sequence[int]) -> None:
        self.table.set_highlight(self.filters.filter().text)
        if self.filters.is_narrow():
            self.table.set_empty(
                _("Nobody fits."),
                icon="visitors",
                button=_("Show everybody"),
                hint=_("Try fewer letters, or the phone instead of the name."),
            )
        else:
            self.table.set_empty(
                _("Nobody is in the file yet."),
                icon="visitors",
                button=_("New visitor"),
                shortcut="Ctrl+N",
                hint=_("Whoever is booked by phone comes here by himself."),
            )
        self.table.set_ids(ids)
        self._show_count()
        self.marked.mark(self.table.current_id())

    def _on_total(self, total: int) -> None:
        self._total = total
        self._show_count()

    def _show_count(self) -> None:
        found = self.table.count()
        if self._total is None or found == self._total:
            self._count.setText(ngettext("{n} visitor", "{n} visitors", found).format(n=formats.number(found)))
        else:
            words = _("{n} of {total}")
            self._count.setText(words.format(n=formats.number(found), total=formats.number(self._total)))

    def _on_rows_wanted(self, ids: Sequence[int]) -> None:
        self.office.ask(queries.rows, ids, then=self._on_rows)

    def _on_rows(self, rows: dict[int, VisitorRow]) -> None:
        self.table.set_rows({visitor_id: cells(row) for visitor_id, row in rows.items()})

    def _on_filter(self, _filter: VisitorFilter) -> None:
        self._refresh()

    def _on_sort(self, key: str, descending: bool) -> None:
        self.filters.narrow(sort=SORTS.get(key, key), descending=descending)

    def _on_empty_acted(self) -> None:
        if self.filters.is_narrow():
            self.filters.clear()
        else:
            self._on_new()

    def _to_table(self) -> None:
        self.table.setFocus()

    def _to_words(self) -> None:
        self.filters.text.line.setFocus()
        self.filters.text.line.selectAll()

    def _open_view(self) -> None:
        menu = self.table.columns_menu(self._view)
        menu.popup(self._view.mapToGlobal(self._view.rect().bottomLeft()))

    def _on_new(self) -> None:
        self.navigation.open_visitor(0)


def columns() -> list[Column]:
    return [
        Column("name", _("Visitor"), width=240, stretch=3, kind="name", sortable=True),
        Column("birth_year", _("Year"), width=54, kind="muted", sortable=True),
        Column("phone", _("Phone"), width=150, kind="text"),
        Column("district", _("District"), width=108, stretch=1, kind="muted", sortable=True),
        Column("visited", _("Visited"), width=100, kind="date", sortable=True),
        Column("open", _("Still open"), width=80, kind="badge", sortable=True),
        Column("appeals", _("In all"), width=56, kind="number", align="left", sortable=True),
    ]


def cells(row: VisitorRow) -> dict[str, object]:
    """The words of a row."""
    return {
        "name": shown_name(row.name, row.id),
        "birth_year": str(row.birth_year or ""),
        "phone": shown_phone(row.phone) if row.phone else row.phone_typed,
        "district": row.district or "",
        "visited": formats.short_date(row.last_visit) if row.last_visit else "",
        "open": BadgeCell(str(row.open_appeals), "amber") if row.open_appeals else None,
        "appeals": str(row.appeals) if row.appeals else "",
    }
