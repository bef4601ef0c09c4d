"""The side column of today: who waits, what is on control, the day's counts. Plain data in, signals out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.appeals.queries import AppealRow
from models.reception.queries import AppointmentRow, DayView
from resources import formats
from resources.words import _, ngettext
from ui.shell.actions import Action
from ui.theme import sizes
from ui.theme.text import label, set_style_role
from ui.today.content import due_records, queue_note, queue_records
from ui.widgets.buttons import Button, Link
from ui.widgets.cards import Card
from ui.widgets.records import RecordList


class QueueCard(Card):
    """Who waits, in the order of being called, with the button that calls the first."""

    opened = Signal(object)  # appointment id

    def __init__(self, call_next: Action) -> None:
        super().__init__(padded=False)
        self.setAccessibleName(_("Queue"))
        self._waiting: tuple[AppointmentRow, ...] = ()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(_("Queue"), "heading"))
        self._waits = label("", "small", wrap=True)
        words.addWidget(self._waits)
        self.call = Button(_("Call in"), shortcut=call_next.shortcut, run=call_next.run)
        head = QHBoxLayout()
        head.setContentsMargins(sizes.CARD, 12, 12, 12)
        head.addLayout(words, 1)
        head.addWidget(self.call)
        self.body.addLayout(head)
        empty = _("Nobody is waiting. Who comes is marked on the day, or with F3 without a booking.")
        self.list = RecordList(_("Queue"), empty=empty, inset=sizes.CARD)
        self.list.opened.connect(self.opened)
        self.add(self.list)

    def show_queue(self, waiting: Sequence[AppointmentRow], now: datetime) -> None:
        self._waiting = tuple(waiting)
        self.tick(now)

    def tick(self, now: datetime) -> None:
        """Says the waits as of now."""
        self._waits.setText(queue_note(self._waiting, now))
        self._waits.setVisible(bool(self._waiting))
        self.call.setEnabled(bool(self._waiting))
        self.list.set_records(queue_records(self._waiting, now))


class ControlCard(Card):
    """Open appeals that are overdue or soon due."""

    opened = Signal(object)  # appeal id
    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("On control"))
        self._more = Link("", style="small", run=self.all_wanted.emit)
        self.add_header(self._more)
        self.list = RecordList(_("On control"), empty=_("Nothing is due in the next days."))
        self.list.opened.connect(self.opened)
        self.add(self.list)

    def show_appeals(self, rows: Sequence[AppealRow], count: int, today: date) -> None:
        """Shows the most urgent; a link leads to all of them where there are more."""
        self.list.set_records(due_records(rows, today))
        words = ngettext("All {n}", "All {n}", count)
        self._more.setText(words.format(n=formats.number(count)))
        self._more.setVisible(count > len(rows))


class CountsCard(Card):
    """What the day has come to so far."""

    def __init__(self) -> None:
        super().__init__(_("Today"))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        self._labels = {}
        names = (
            ("booked", _("bookings")),
            ("received", _("receptions")),
            ("calls", _("phone calls")),
            ("help", _("helped")),
            ("advice", _("advised")),
        )
        for at, (key, name) in enumerate(names):
            figure = label("0", "figure")
            row, column = divmod(at, 3)
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(figure, 3 * row, column, top)
            grid.addWidget(label(name, "caption", wrap=True), 3 * row + 1, column, top)
            self._labels[key] = figure
        grid.setRowMinimumHeight(2, 10)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        self.add_layout(grid)

    def show_counts(self, view: DayView, heading: str) -> None:
        self.set_heading(heading)
        counts = {
            "booked": view.booked,
            "received": view.received,
            "calls": view.calls,
            "help": view.help_given,
            "advice": view.advice_only,
        }
        for key, count in counts.items():
            self._labels[key].setText(formats.number(count))
        set_style_role(self._labels["help"], "green" if view.help_given else "text")

    def text(self, key: str) -> str:
        """A figure as it is shown."""
        return self._labels[key].text()


class TodaySide(QWidget):
    """The three cards one under another."""

    def __init__(self, call_next: Action) -> None:
        super().__init__()
        self.queue = QueueCard(call_next)
        self.control = ControlCard()
        self.counts = CountsCard()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.GAP)
        for card in (self.queue, self.control, self.counts):
            column.addWidget(card)
        column.addStretch(1)
