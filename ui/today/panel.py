"""The panel of one appointment: who comes, with what, and the steps that are possible now. It writes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from models.reception.queries import AppointmentRow, OutreachRow
from models.reception.tables import ARRIVED
from models.visitors import phones
from models.visitors.card import VisitorCard
from models.visitors.names import initials
from resources import formats
from resources.words import _, translate
from ui.theme import sizes
from ui.theme.icons import draw_icon
from ui.theme.paint import begin, draw_box, draw_focus, draw_key_cap, key_cap_size, key_text
from ui.theme.text import font, label
from ui.theme.theme import colour
from ui.today.content import ROLES, state_text, waited, whole
from ui.today.readings import Opened
from ui.today.steps import CANCEL, Step, likely, possible, step
from ui.widgets.buttons import Badge, Button, IconButton, PaintedButton
from ui.widgets.cards import Banner, Card, Fact, Facts
from ui.widgets.fields import TextField
from ui.widgets.records import RecordList
from ui.widgets.visitor_summary import appeals_note, history_records, person_line

LONGEST_REASON = 500
MOST_HISTORY = 4


class StepRow(PaintedButton):
    """A step as a line of a list: icon, words, key."""

    def __init__(self, one: Step) -> None:
        self._icon, self._key = one.icon, one.key
        super().__init__(translate(one.text))
        self.setAccessibleDescription(key_text(one.key))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font("body"))
        width = 2 * sizes.STEP + sizes.ICON + 10 + round(metrics.horizontalAdvance(self.words())) + 12
        return QSize(width + key_cap_size(self._key).width(), max(34, round(metrics.height()) + 14))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        rect = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            draw_box(painter, rect, colour("hover"))
        if self.hasFocus():
            draw_focus(painter, rect)
        middle = rect.center().y()
        draw_icon(painter, QRectF(sizes.STEP, middle - 9, 18, 18), self._icon, "muted")
        cap = key_cap_size(self._key)
        right = rect.right() - sizes.STEP - cap.width()
        at = QPointF(right, round(middle - cap.height() / 2))
        draw_key_cap(painter, at, self._key, colour("muted"), colour("line_strong"))
        left = sizes.STEP + sizes.ICON + 10
        used = font("body")
        shown = QFontMetricsF(used).elidedText(self.words(), Qt.TextElideMode.ElideRight, right - left - 8)
        painter.setFont(used)
        painter.setPen(colour("text"))
        painter.drawText(QRectF(left, 0, right - left, rect.height()), Qt.AlignmentFlag.AlignVCenter, shown)


class CancelLine(QWidget):
    """Why an appointment is cancelled, in one line that may stay empty."""

    confirmed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.STEP)
        self.reason = TextField(
            _("Why it is cancelled"), placeholder=_("May stay empty"), max_length=LONGEST_REASON
        )  # fmt: skip
        self.reason.returned.connect(self._on_confirmed)
        column.addWidget(self.reason)
        column.addWidget(
            Button(_("Cancel the appointment"), shortcut="Return", kind="danger", run=self._on_confirmed)
        )  # fmt: skip

    def open(self) -> None:
        self.reason.set_value("")
        self.show()
        self.line().setFocus(Qt.FocusReason.OtherFocusReason)

    def line(self) -> QLineEdit:
        return self.reason.line

    def _on_confirmed(self) -> None:
        self.confirmed.emit(self.reason.text())


class AppointmentPanel(Card):
    """Shows an appointment; `stepped` names the step that a person took."""

    stepped = Signal(str)
    cancel_confirmed = Signal(str)  # the reason
    appeal_opened = Signal(object)  # number
    history_opened = Signal(object)  # ("appeal" | "appointment", id)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(padded=False)
        self.row: AppointmentRow | None = None
        self._steps: tuple[str, ...] = ()
        self._offered: tuple[str, ...] = ()  # the likely step before all the possible ones
        self._name = label("", "name", wrap=True)
        close = IconButton("close", _("Close"), shortcut="Esc", kind="quiet", height="compact", run=self.closed.emit)
        head = QHBoxLayout()
        head.setContentsMargins(sizes.CARD, 12, 10, 0)
        head.addWidget(self._name, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(sizes.CARD, 6, sizes.CARD, sizes.CARD)
        self._column.setSpacing(12)
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self.body.addWidget(area, 1)
        self._build_facts()
        self._build_steps()
        self._build_history()
        self._column.addStretch(1)

    def _build_facts(self) -> None:
        when = QHBoxLayout()
        when.setSpacing(sizes.STEP)
        self._state = Badge()
        self._when = label("", "muted", wrap=True)
        when.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)
        when.addWidget(self._when, 1)
        self._column.addLayout(when)
        self._remark = Banner()
        self._column.addWidget(self._remark)
        self.overlap = Banner()
        self._column.addWidget(self.overlap)
        self._summary = label("", "body", wrap=True)
        self._column.addWidget(self._summary)
        self._facts = Facts()
        self._column.addWidget(self._facts)
        self._facts.opened.connect(self.appeal_opened)

    def _build_steps(self) -> None:
        self._cancel = CancelLine()
        self._cancel.hide()
        self._cancel.confirmed.connect(self.cancel_confirmed)
        self._column.addWidget(self._cancel)
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        self._column.addWidget(self._list)

    def _build_history(self) -> None:
        self._history_head = label(_("History"), "heading")
        self._history = RecordList(_("History"))
        self._history.opened.connect(self.history_opened)
        history = QVBoxLayout()
        history.setSpacing(0)
        history.addWidget(self._history_head)
        history.addWidget(self._history)
        self._column.addLayout(history)

    # --- what is shown ---------------------------------------------------------------------------------------------

    def show_appointment(self, opened: Opened, now: datetime, event: OutreachRow | None = None) -> None:
        """Shows an appointment anew; the focus stays on the step it was on where that is still possible."""
        row, card = opened.row, opened.card
        is_other = self.row is None or self.row.id != row.id
        had_focus = self.focused_step()
        self.row = row
        self._name.setText(row.visitor or _("No name given"))
        self.setAccessibleName(row.visitor or _("No name given"))
        self._state.set(state_text(row), ROLES[row.state])
        times = formats.time_range(row.start, row.end)
        self._when.setText(_("{times} · {expert}").format(times=times, expert=whole(initials(row.expert))))
        self._remark.set(card.note if card else "")
        busy = _("The expert is already receiving: {others}").format(others=", ".join(opened.others))
        self.overlap.set(busy if opened.others else "")
        self._summary.setText(row.summary)
        self._summary.setVisible(bool(row.summary))
        self._facts.set_facts([*self._lines(opened, now, event), *_known(card), *_recorded(row)])
        past = history_records(_without(card, row), MOST_HISTORY) if card else []
        self._history.set_records(past)
        self._history_head.setVisible(bool(past))
        if is_other:
            self._cancel.hide()
            self._list.show()
        self._show_steps(row, now, had_focus)

    def tick(self, now: datetime) -> None:
        """A minute later somebody has waited longer, and a time may have begun."""
        if self.row is not None and not self._cancel.isVisible() and possible(self.row, now) != self._steps:
            self._show_steps(self.row, now, self.focused_step())

    def _lines(self, opened: Opened, now: datetime, event: OutreachRow | None) -> list[Fact]:
        row, came = opened.row, ""
        if row.arrived_at is not None:
            came = formats.clock_time(row.arrived_at)
            if row.state == ARRIVED:
                wait = formats.duration_minutes(waited(row, now))
                came = _("{time}, waits {wait}").format(time=came, wait=wait)
        return [
            Fact(_("Day"), formats.weekday_day(row.start.date()) if row.start.date() != now.date() else ""),
            Fact(_("Phone"), _phone(opened)),
            Fact(_("Topic"), row.topic_name),
            Fact(_("Ticket"), row.ticket or ""),
            Fact(_("Came"), came),
            Fact(_("Reception"), _received(row)),
            Fact(_("Booking"), _("without booking") if row.is_walk_in else ""),
            Fact(_("Place"), event.place if event else ""),
            Fact(_("Cancelled"), row.cancel_reason),
        ]

    def _show_steps(self, row: AppointmentRow, now: datetime, focused: str) -> None:
        """Makes the buttons anew where other steps are possible now; the focus stays on its step if there is one."""
        offered = (likely(row), *possible(row, now))
        if offered == self._offered:
            return
        self._offered = offered
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._steps = offered[1:]
        first = offered[0]
        main = step(first)
        button = Button(translate(main.text), shortcut=main.key, icon=main.icon, kind="main", height="tall")
        button.setObjectName(first)
        button.clicked.connect(lambda: self.stepped.emit(first))
        self._rows.addWidget(button)
        self._rows.addSpacing(6)
        for step_id in self._steps:
            if step_id != first:
                self._rows.addWidget(self._row_of(step_id))
        for at in range(self._rows.count()):
            made = self._rows.itemAt(at)
            if made is not None and (widget := made.widget()) is not None:
                widget.show()  # only what is shown can take the focus
        if focused:
            (self.button(focused) or button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _row_of(self, step_id: str) -> StepRow:
        line = StepRow(step(step_id))
        line.setObjectName(step_id)
        line.clicked.connect(lambda: self.stepped.emit(step_id))
        return line

    # --- the keyboard ----------------------------------------------------------------------------------------------

    def possible_steps(self) -> tuple[str, ...]:
        return self._steps if self.row is not None else ()

    def button(self, step_id: str) -> PaintedButton | None:
        """The button of a step, if it is offered."""
        places = [self._rows.itemAt(at) for at in range(self._rows.count())]
        found = [item.widget() for item in places if item is not None]
        return next((one for one in found if isinstance(one, PaintedButton) and one.objectName() == step_id), None)

    def focused_step(self) -> str:
        """The step that the keyboard is at, "" where it is elsewhere."""
        return next((s for s in (*self._steps, CANCEL) if (b := self.button(s)) is not None and b.hasFocus()), "")

    def focus_main(self) -> None:
        """The likely step is chosen already: Enter takes it."""
        if self.row is not None and (main := self.button(likely(self.row))) is not None:
            main.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(main)

    def ask_reason(self) -> None:
        """Opens the line for the reason of a cancellation."""
        self._list.hide()
        self._cancel.open()
        self._area.ensureWidgetVisible(self._cancel)

    def close_reason(self) -> bool:
        """Closes that line; False where it was not open."""
        if not self._cancel.isVisible():
            return False
        self._cancel.hide()
        self._list.show()
        self.focus_main()
        return True


def _phone(opened: Opened) -> str:
    if opened.card is not None and opened.card.phones:
        return "\n".join(phone.shown() for phone in opened.card.phones)
    return phones.shown(opened.row.phone) if opened.row.phone else _("not given")


def _received(row: AppointmentRow) -> str:
    """«с 11:31», «11:31–11:55»."""
    if row.started_at is None:
        return ""
    if row.finished_at is None:
        return _("since {time}").format(time=formats.clock_time(row.started_at))
    return formats.time_range(row.started_at, row.finished_at)


def _recorded(row: AppointmentRow) -> list[Fact]:
    """The appeals that came from the reception, each a link."""
    labels = (_("Appeals"), *("" for _number in row.appeals[1:]))
    return [Fact(text, number, key=number) for text, number in zip(labels, row.appeals, strict=False)]


def _known(card: VisitorCard | None) -> list[Fact]:
    """What is good to know before the visitor sits down."""
    if card is None:
        return []
    return [Fact(_("Visitor"), person_line(card)), Fact(_("Before"), appeals_note(card))]


def _without(card: VisitorCard, row: AppointmentRow) -> VisitorCard:
    """The visitor with a history that leaves out what the panel shows anyway."""
    earlier = [
        line
        for line in card.history
        if not (line.kind == "appeal" and line.number in row.appeals)
        and not (line.kind == "appointment" and line.id == row.id)
    ]
    return replace(card, history=tuple(earlier))
