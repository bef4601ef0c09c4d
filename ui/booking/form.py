"""The left side of the booking page: its fields in the order of the work. Lays out and shows; decides nothing."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from resources.words import _
from ui.booking.offers import Room
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.buttons import Badge, Button, Link
from ui.widgets.cards import Banner, Card
from ui.widgets.choice_field import ChoiceField
from ui.widgets.choices import Choice, ChoiceButton, ChoiceChips, Segments
from ui.widgets.fields import PhoneField, TextField, WidgetField
from ui.widgets.form import Form
from ui.widgets.tab_order import visit_before
from ui.widgets.topic_picker import TopicPicker

OFFICE, OUTREACH = "office", "outreach"
DAY_NAMES = 128  # the column before the chips
CHIP_WIDTH, CHIP_LINE = 100, 48  # with the gaps
ABOVE_TIMES = 560  # the fields above the times, the button, and what may come between
FEWEST_DAYS, MOST_DAYS, FEWEST_CHIPS = 3, 7, 4
LOW = 640  # a small screen: the lines stand closer


class Mode(Enum):
    """What the page is open for."""

    CALL = "call"
    WALK_IN = "walk-in"
    MOVE = "move"


class BookingForm(Card):
    """Fields, chips and buttons. The page listens to the widgets themselves."""

    book_pressed = Signal()
    anew_pressed = Signal()
    cancel_pressed = Signal()
    later_pressed = Signal()
    sooner_pressed = Signal()
    room_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.form = Form(self)
        self.mode = Mode.CALL
        self.room = Room()
        self._make_fields()
        self._make_times()
        self._make_buttons()
        inside = QWidget()
        inside.setMinimumHeight(1)  # as high as its words need at this width, not at the narrowest one
        self.lines = QVBoxLayout(inside)
        self.lines.setContentsMargins(sizes.PAGE, 16, sizes.PAGE, 16)
        self.lines.setSpacing(16)
        self._lay_out()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.add(self._scroll, 1)
        self.add(self._foot)
        self.set_mode(Mode.CALL)

    # --- making -------------------------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        self.phone = self.form.add("phones", PhoneField(_("Phone"), placeholder="8 912 345-67-89"))
        self.visitor = self.form.add("visitor", TextField(_("Visitor")))
        self.question = self.form.add("summary", TextField(_("With what question"), max_length=2000))
        self.topics = TopicPicker()
        self.place = Segments(
            _("Where"), [Choice(OFFICE, _("In the office")), Choice(OUTREACH, _("Outreach reception"))]
        )
        self.place_field = WidgetField(_("Where"), self.place)
        self.expert = self.form.add("expert", ChoiceField(_("To whom")))
        self.why_expert = label("", "small", role="green")
        self.expert.add_beside_label(self.why_expert)
        for field in (self.phone, self.visitor, self.question):
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def _make_times(self) -> None:
        self.chips = ChoiceChips(_("Free time"))
        self.times = self.form.add("start", WidgetField("", self.chips))
        self._times_caption = label(_("Next free time"), "caption")
        self._times_hint = label(_("Alt and a digit choose"), "caption")
        self.sooner = Link(_("Sooner"), style="small", run=self.sooner_pressed.emit)
        self.later = Link(_("Later days"), style="small", run=self.later_pressed.emit)
        self.no_time = Banner(role="amber")
        self.bring = label("", "body", wrap=True)
        self.bring.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bring_caption = label(_("To bring along"), "caption")

    def _make_buttons(self) -> None:
        self.title = label("", "title")
        self.badge = Badge()
        self._escape = label(_("Esc — back, the draft is kept"), "caption")
        self.problem = Banner(role="red")
        self.kept = Banner(role="accent")
        self.book = Button("", kind="main", height="tall", shortcut="Return", run=self.book_pressed.emit)
        self.anew = Button(_("Start anew"), height="tall", shortcut="F8", run=self.anew_pressed.emit)
        self.cancel = Button(
            _("Cancel the appointment"), kind="danger", height="tall", shortcut="F7", run=self.cancel_pressed.emit
        )
        self._foot = QWidget()
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(sizes.PAGE, 12, sizes.PAGE, sizes.PAGE)
        row.setSpacing(12)
        row.addWidget(self.book)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.anew)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.badge)
        head.addStretch(1)
        head.addWidget(self._escape)
        who = QGridLayout()
        who.setHorizontalSpacing(12)
        who.setColumnStretch(0, 5)
        who.setColumnStretch(1, 9)
        top = Qt.AlignmentFlag.AlignTop
        who.addWidget(self.phone, 0, 0, top)
        who.addWidget(self.visitor, 0, 1, top)
        what = QVBoxLayout()
        what.setSpacing(8)
        what.addWidget(self.question)
        what.addWidget(self.topics)
        where = QHBoxLayout()
        where.setSpacing(sizes.GAP)
        where.addWidget(self.place_field, 0, top)
        where.addWidget(self.expert, 1, top)
        for layout in (head, who, what, where):
            if layout is who:
                self.lines.addWidget(self.kept)
            self.lines.addLayout(layout)
        self.lines.addWidget(self._times_part())
        self.lines.addWidget(self._bring_part())
        self.lines.addWidget(self.problem)
        self.lines.addStretch(1)

    def _times_part(self) -> QWidget:
        part = self._times_box = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._times_caption)
        head.addWidget(self._times_hint)
        head.addStretch(1)
        head.addWidget(self.sooner)
        head.addWidget(self.later)
        column.addLayout(head)
        column.addWidget(self.times)
        column.addWidget(self.no_time)
        return part

    def _bring_part(self) -> QWidget:
        part = self._bring_box = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._bring_caption)
        column.addWidget(self.bring)
        return part

    # --- showing ------------------------------------------------------------------------------------------------

    def set_mode(self, mode: Mode) -> None:
        """A call, a walk-in or the moving of an appointment: other words, other fields."""
        self.mode = mode
        titles = {Mode.CALL: _("New booking"), Mode.WALK_IN: _("Walked in"), Mode.MOVE: _("Moving an appointment")}
        badges = {Mode.CALL: _("by phone"), Mode.WALK_IN: _("without a booking"), Mode.MOVE: ""}
        self.title.setText(titles[mode])
        self.setAccessibleName(titles[mode])
        self.badge.set(badges[mode])
        is_move = mode is Mode.MOVE
        for field in (self.phone, self.visitor, self.question):
            field.editor.setEnabled(not is_move)
        self.topics.setVisible(not is_move)
        self.place_field.setVisible(mode is not Mode.WALK_IN)
        self.expert.setVisible(mode is not Mode.WALK_IN)
        self._times_caption.setText(_("To whom") if mode is Mode.WALK_IN else _("Next free time"))
        self.cancel.setVisible(is_move)
        self.anew.setVisible(not is_move)
        self._escape.setText(_("Esc — back") if is_move else _("Esc — back, the draft is kept"))
        self.phone.set_placeholder("" if is_move else "8 912 345-67-89")
        self.visitor.set_placeholder(
            _("Leave empty if no name is given") if mode is Mode.WALK_IN else _("Surname, name, patronymic")
        )

    def set_end(self, expert: str, when: str) -> None:
        """Who and when on the main button."""
        if self.mode is Mode.WALK_IN:
            words = _("Into the queue: {expert}").format(expert=expert) if expert else _("Into the queue")
        elif self.mode is Mode.MOVE:
            words = _("Move to {when}").format(when=when) if when else _("Move")
        else:
            words = _("Book for {when}").format(when=when) if when else _("Book")
        self.book.setText(words)

    def show_times(self, are_there: bool, *, is_first: bool, is_last: bool, nothing: str = "") -> None:
        """Chips, or the sentence why there are none; links to other days."""
        self.times.setVisible(are_there)
        self.sooner.setVisible(not is_first)
        self.later.setVisible(not is_last)
        self.no_time.set("" if are_there else nothing, button="" if are_there else _("Look further ahead"))
        visit_before(self.no_time.button(), self.chips.findChildren(ChoiceButton))

    def set_bring(self, text: str) -> None:
        """What the visitor should bring; nothing is shown where nothing is known."""
        self.bring.setText(text[:1].upper() + text[1:])
        self._bring_box.setVisible(bool(text) and self.mode is not Mode.MOVE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.width() - 2 * sizes.PAGE - DAY_NAMES
        self.lines.setSpacing(16 if self.height() > LOW else 11)
        room = Room(
            days=min(max((self.height() - ABOVE_TIMES) // CHIP_LINE, FEWEST_DAYS), MOST_DAYS),
            chips=max((width + sizes.STEP) // CHIP_WIDTH, FEWEST_CHIPS),
        )
        if room != self.room:
            self.room = room
            self.room_changed.emit()

    def say(self, text: str) -> None:
        """What is wrong and belongs to no field."""
        self.problem.set(text)
        if text:
            self._scroll.ensureWidgetVisible(self.problem)

    def to_top(self) -> None:
        """Scrolls to the title."""
        self._scroll.verticalScrollBar().setValue(0)

    def show_field(self, widget: QWidget) -> None:
        """Scrolls so that the widget is seen."""
        self._scroll.ensureWidgetVisible(widget, 20, 40)
