"""The list of appeals: every one of them, narrowed by chips and words, opened with Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from models.appeals import queries
from models.appeals.labels import CHANNELS, KINDS, OUTCOMES
from models.appeals.queries import AppealFilter, AppealRow
from models.changes import Changes
from resources import formats
from resources.words import N_, _, ngettext, translate
from ui.appeals import reading, words
from ui.appeals.papers import Papers
from ui.appeals.period_chip import PeriodChip
from ui.shell.actions import Action
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.page import Page
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.fields import TextField
from ui.widgets.filter_chip import FilterChip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.visitor_summary import shown_name
from ui.widgets.windowed_table import BadgeCell, Column, WindowedTable

PAUSE_MS = 150
NARROW = 1150  # pixels below which a column is left out


class AppealsPage(Page):
    """All appeals of the office. A filter that came from a report stands as chips and can be taken off."""

    name = "appeals"

    def __init__(self, office: Office, navigation: Navigation) -> None:
        super().__init__(office, navigation)
        self.filter = AppealFilter()
        self._topic_name = ""
        self._papers = Papers(office, navigation, self)
        self._print_action = Action(
            "print", N_("Print the journal"), "Ctrl+P", "print", self.print_journal, page=self.name
        )  # fmt: skip
        self._new_action = Action("new_appeal", N_("New appeal"), "Ctrl+N", "add", self._on_new, page=self.name)
        self.text = TextField("", placeholder=_("Number, surname or words of the question"))
        self.text.line.setAccessibleName(_("Find among the appeals"))
        self.text.line.setClearButtonEnabled(True)
        self.text.changed.connect(self._on_typed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask_text)
        self.table = WindowedTable(_columns(), _("Appeals"))
        self.text.returned.connect(self.table.setFocus)
        self.table.rows_wanted.connect(self._on_rows_wanted)
        self.table.activated.connect(self.navigation.open_appeal)
        self.table.sort_requested.connect(self._on_sort)
        self.table.empty_acted.connect(self._on_empty_acted)
        self._lay_out()

    def title(self) -> str:
        return _("Appeals")

    def actions_here(self) -> tuple[Action, ...]:
        return self._new_action, self._print_action

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        self._count = label("", "small")
        head.setSpacing(12)
        head.addWidget(label(_("Appeals"), "title"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(Button.for_action(self._print_action))
        head.addWidget(Button.for_action(self._new_action))
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._shown_chips: object = None  # what the chips in view were made of
        self._line = line = QHBoxLayout()
        line.setSpacing(12)
        self.text.setFixedWidth(320)
        line.addWidget(self.text)
        line.addWidget(self._chips, 1)
        card = Card(padded=False)
        card.add(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, sizes.PAGE)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(line)
        column.addWidget(card, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        keys = [column.key for column in _columns()]
        if self.width() < NARROW:
            keys.remove("due")  # the badge of an open appeal says it too
        self.table.set_shown_columns(keys)

    # --- what is shown -----------------------------------------------------------------------------------------

    def show_with(self, *, filter: AppealFilter | None = None) -> None:
        if filter is not None:
            self.filter = filter
            self.text.set_value(filter.text)
        self._refresh()
        self.table.setFocus()

    def on_changed(self, changes: Changes) -> None:
        if changes.touches("appeal", "visitor"):
            self.table.forget_rows()
            self._ask()

    def _refresh(self) -> None:
        self.navigation.remember(filter=self.filter)
        self._show_chips()
        self.table.set_sort(self.filter.sort, self.filter.descending)
        self._ask()
        if self.filter.topic:
            self.office.ask(reading.topic_words, self.filter.topic, then=self._on_topic_words, topic="topic words")

    def _ask(self) -> None:
        self.office.ask(queries.ids, self.filter, then=self._show_ids, lane="slow", topic="ids")

    def _show_ids(self, ids: Sequence[int]) -> None:
        if self.filter == AppealFilter():
            self.table.set_empty(
                _("No appeals yet. They are recorded at a visit, or here."),
                icon="appeal",
                button=_("New appeal"),
                shortcut="Ctrl+N",
            )
        else:
            self.table.set_empty(_("No appeal fits the filter."), icon="filter", button=_("Show all"))
        self.table.set_ids(ids)
        self._count.setText(ngettext("{n} appeal", "{n} appeals", len(ids)).format(n=formats.number(len(ids))))

    def _on_rows_wanted(self, ids: list[int]) -> None:
        self.office.ask(queries.rows, ids, then=self._show_rows)

    def _show_rows(self, rows: dict[int, AppealRow]) -> None:
        self.table.set_rows({appeal_id: _cells(row) for appeal_id, row in rows.items()})

    # --- narrowing ---------------------------------------------------------------------------------------------

    def _show_chips(self) -> None:
        f, facts = self.filter, self.office.facts
        shown = (replace(f, text="", sort="", descending=False), self._topic_name, facts, self.office.today())
        if shown == self._shown_chips:
            return
        self._shown_chips, old = shown, self._chips
        self._chips = QWidget()  # filled before it is shown: each chip shown by itself would lay the whole page out
        self._flow = FlowLayout(self._chips)
        self._menu_chip("outcome", _("Outcome"), {c: words.capital(translate(t)) for c, t in OUTCOMES.items()})
        self._menu_chip("channel", _("How it came"), {c: words.capital(translate(t)) for c, t in CHANNELS.items()})
        self._menu_chip("district_id", _("District"), {0: _("Not given")} | {d.id: d.name for d in facts.districts})
        self._menu_chip("expert_id", _("Expert"), {0: _("Not given")} | {p.id: p.name for p in facts.experts})
        period = PeriodChip(f.received_from, f.received_to, self.office.today())
        period.chosen.connect(self._on_period)
        self._flow.addWidget(period)
        if f.kind is not None:
            self._menu_chip("kind", _("Kind"), {c: words.capital(translate(t)) for c, t in KINDS.items()})
        overdue = FilterChip(_("Overdue"), active=f.overdue_on is not None)
        overdue.clicked.connect(self._on_overdue)
        self._flow.addWidget(overdue)
        for name, text in self._other_sides():
            chip = FilterChip(text, active=True, removable=True)
            chip.removed.connect(lambda side=name: self._take_off(side))
            chip.clicked.connect(lambda _on=False, side=name: self._take_off(side))
            self._flow.addWidget(chip)
        self._line.replaceWidget(old, self._chips)
        self._line.setStretchFactor(self._chips, 1)
        old.deleteLater()

    def _other_sides(self) -> list[tuple[str, str]]:
        """The sides of the filter that have no menu: they came from a report, and can only be taken off."""
        f, found = self.filter, []
        if f.topic:
            found.append(("topic", self._topic_name or f.topic))
        if f.category is not None:
            found.append(("category", f.category or _("No category")))
        flags = {
            "is_answered_late": _("Answered late"), "is_repeated": _("Repeated"), "is_collective": _("Collective"),
            "has_amount": _("With a sum returned"), "is_closed": _("Closed"), "visitor_id": _("One visitor"),
        }  # fmt: skip
        found += [(name, text) for name, text in flags.items() if getattr(f, name)]
        if f.due_by is not None:
            found.append(("due_by", _("Due by {day}").format(day=formats.short_date(f.due_by))))
        return found

    def _menu_chip(self, side: str, title: str, choices: dict[Any, str]) -> None:
        value = getattr(self.filter, side)
        text = title if value is None else choices.get(value, str(value))
        chip = FilterChip(text, active=value is not None, menu=True)
        chip.clicked.connect(lambda: self._open_menu(chip, side, {None: _("All")} | choices))
        self._flow.addWidget(chip)

    def _open_menu(self, chip: FilterChip, side: str, choices: dict[Any, str]) -> None:
        menu = QMenu(chip)  # made when it is wanted: the chips are renewed whenever the list is
        value = getattr(self.filter, side)
        for key, words_of in choices.items():
            action = QAction(words_of.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(key == value)
            action.triggered.connect(lambda _on=False, k=key: self.narrow(**{side: k}))
            menu.addAction(action)
        menu.exec(chip.mapToGlobal(chip.rect().bottomLeft()))

    def narrow(self, **sides: Any) -> None:
        """Changes some sides of the filter and shows the list anew."""
        self.filter = replace(self.filter, **sides)
        self._refresh()

    def _take_off(self, side: str) -> None:
        default = next(f.default for f in fields_of(AppealFilter) if f.name == side)
        self.narrow(**{side: default})

    def _on_period(self, first: date | None, last: date | None) -> None:
        self.narrow(received_from=first, received_to=last)

    def _on_overdue(self) -> None:
        self.narrow(overdue_on=None if self.filter.overdue_on else self.office.today())

    def _on_topic_words(self, text: str) -> None:
        if text != self._topic_name:
            self._topic_name = text
            self._show_chips()

    def _on_typed(self) -> None:
        self._pause.start()

    def _ask_text(self) -> None:
        self.narrow(text=self.text.text())

    def _on_sort(self, key: str, descending: bool) -> None:
        self.narrow(sort=key, descending=descending)

    def print_journal(self) -> None:
        """The reception journal of the days that the list is narrowed to."""
        self._papers.journal(self.filter)

    def _on_new(self) -> None:
        self.navigation.open_new_appeal()

    def _on_empty_acted(self) -> None:
        if self.filter == AppealFilter():
            self._on_new()
        else:
            self.filter = AppealFilter()
            self.text.set_value("")
            self._refresh()


def _columns() -> list[Column]:
    return [
        Column("number", _("Number"), width=124, kind="name", sortable=True),
        Column("received", _("Received"), width=102, kind="date", sortable=True),
        Column("visitor", _("Visitor"), width=170, stretch=2),
        Column("topic", _("Topic"), width=130, stretch=1),
        Column("summary", _("Trouble"), width=140, stretch=3, kind="muted"),
        Column("district", _("District"), width=126, kind="muted"),
        Column("due", _("Due"), width=102, kind="date", sortable=True),
        Column("state", _("Outcome"), width=206, kind="badge"),
    ]


def _cells(row: AppealRow) -> dict[str, object]:
    text, role = words.badge_of(row)
    return {
        "number": row.number,
        "received": formats.short_date(row.received_on),
        "visitor": shown_name(row.visitor, row.visitor_id),
        "topic": row.topic_name,
        "summary": row.summary,
        "district": row.district or "",
        "due": formats.short_date(row.due_on),
        "state": BadgeCell(text, role),
    }
