"""Booking: a call, a walk-in, or the moving of an appointment, by keyboard alone. Rules and times are the office's."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from models.changes import Changes
from models.problems import Problem
from models.reception import queries
from models.visitors.names import initials
from resources.words import N_, _
from ui.booking.flow import Flow
from ui.booking.form import BookingForm, Mode
from ui.booking.held_keys import SecondPress
from ui.booking.known import Known
from ui.booking.offers import Taking
from ui.booking.read_back import button_time, full_time
from ui.booking.saving import Saving
from ui.booking.side import NARROW, WIDTH, CallerSide
from ui.booking.unfinished import Unfinished
from ui.booking.what import What
from ui.booking.when import When
from ui.booking.who import Who
from ui.shell.actions import Action
from ui.shell.page import Page
from ui.theme import sizes

if TYPE_CHECKING:
    from models.reception.queries import AppointmentRow
    from ui.shell.navigation import Navigation
    from ui.shell.office import Office

NUMBERS = (
    N_("Choose time or person 1"),
    N_("Choose time or person 2"),
    N_("Choose time or person 3"),
    N_("Choose time or person 4"),
    N_("Choose time or person 5"),
    N_("Choose time or person 6"),
)
OTHER_FIELDS = {"full_name": "visitor", "topic": "summary", "minutes": "start"}  # a problem's field → the form's
TIMES_CHANGE_WITH = ("appointment", "outreach_event", "office", "staff", "absence", "day_off", "extra_day")


class BookingPage(Page):
    """Phone first; every answer is already chosen; Enter goes on and in the end books."""

    name = "booking"

    def __init__(self, office: Office, navigation: Navigation) -> None:
        super().__init__(office, navigation)
        self.form = form = BookingForm()
        self.side = CallerSide()
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, 0)
        row.setSpacing(sizes.GAP)
        row.addWidget(form, 1)
        row.addWidget(self.side)
        self.who = Who(office, form, self)
        self.what = What(office, form, self)
        self.when = When(office, form, self)
        self.saving = Saving(office, form, self.who, self.what, self.when, self)
        self.flow = Flow(form, self.who, self.what, self.when, self.saving, self)
        self.known = Known(office, navigation, self.side, self.who, self.what, self.saving, self)
        self._second = SecondPress(self)
        self._opened_with: dict[str, Any] | None = None
        self._connect()
        self._clear()
        self.unfinished = Unfinished(office, form, self.saving, self._clear, self._on_filled, self)
        self.who.changed.connect(self.unfinished.touch)
        form.topics.chosen.connect(self.unfinished.touch)

    def _connect(self) -> None:
        form = self.form
        form.anew_pressed.connect(self.start_anew)
        form.cancel_pressed.connect(self.saving.cancel)
        form.no_time.acted.connect(self.when.look_further)
        self.what.changed.connect(self._on_topic)
        self.when.changed.connect(self._on_time)
        self.saving.done.connect(self._on_saved)
        self.saving.refused.connect(self._on_refused)

    # --- a page of the window -------------------------------------------------------------------------------------

    def title(self) -> str:
        return self.form.title.text()

    def show_with(
        self, *, visitor_id: int | None = None, phone: str = "", walk_in: bool = False, start: datetime | None = None,
        expert_id: int | None = None, appointment_id: int | None = None, outreach_id: int | None = None,
    ) -> None:  # fmt: skip
        """Opens the form for a call or a walk-in, or with `appointment_id` for moving; what was typed stays."""
        asked = {"visitor_id": visitor_id, "phone": phone, "start": start, "expert_id": expert_id,
                 "appointment_id": appointment_id, "outreach_id": outreach_id}  # fmt: skip
        is_moving = appointment_id is not None
        is_return = asked == self._opened_with and (is_moving or bool(self.unfinished.content()))
        is_new = not is_return and any(value not in (None, "") for value in asked.values())
        was_near, self.known.is_near = self.known.is_near, False
        self._opened_with = asked
        if not is_moving and self.form.mode is Mode.MOVE:
            self.form.set_mode(Mode.CALL)
            self.unfinished.bring_back()
        self.form.say("")
        if is_moving:
            if is_new:
                self._begin_move(appointment_id)
        else:
            self.form.set_mode(Mode.WALK_IN if walk_in else Mode.CALL)
            if is_new:
                self._begin_with(asked)
            elif not was_near:
                self.unfinished.mention()
        self.when.show()
        self.when.ask()
        self._on_time()
        self._on_topic()
        if not is_new:
            self.form.to_top()
            self.flow.focus(self._first_field())

    def on_changed(self, changes: Changes) -> None:
        if changes.touches(*TIMES_CHANGE_WITH):
            self.when.ask()
        if self.who.visitor_id is not None and changes.touches("visitor", "appeal", "appointment"):
            self.known.ask()

    def actions_here(self) -> tuple[Action, ...]:
        numbers = tuple(
            Action(f"choose_{n}", text, f"Alt+{n}", "", partial(self._choose_number, n), page=self.name)
            for n, text in enumerate(NUMBERS, start=1)
        )

        def own(name: str, text: str, key: str, icon: str, run: Any, when: Any) -> Action:
            return Action(name, text, key, icon, run, when, self.name)

        moving, typing = self._is_moving, self._is_typing
        return (
            own("book_now", N_("Book at once"), "Ctrl+Return", "book", self.flow.book, lambda: True),
            own("new_person", N_("Somebody new on this number"), "Alt+0", "add", self.who.new_person, typing),
            own("topic", N_("Another topic"), "Ctrl+T", "topic", self.form.topics.open_search, typing),
            own("open_card", N_("Open the card"), "Ctrl+O", "visitor", self.known.open_card, self.known.is_known),
            own("start_anew", N_("Start anew"), "F8", "refresh", self.start_anew, typing),
            own("cancel_appointment", N_("Cancel the appointment"), "F7", "cancel", self.saving.cancel, moving),
            *numbers,
        )

    def leave(self) -> bool:
        if self.who.list.isVisible():
            self.who.list.hide()
            return True
        if self.form.topics.close_search():
            self.flow.focus(self.form.question)
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.side.setFixedWidth(WIDTH if self.width() > 1120 else NARROW)
        super().resizeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.flow.stop()
        super().hideEvent(event)

    def _is_moving(self) -> bool:
        return self.form.mode is Mode.MOVE

    def _is_typing(self) -> bool:
        return self.form.mode is not Mode.MOVE

    # --- beginning --------------------------------------------------------------------------------------------------

    def _first_field(self) -> Any:
        if self._is_moving():
            return self.form.chips
        return self.form.question if self.who.visitor_id is not None else self.form.phone

    def _begin_with(self, asked: dict[str, Any]) -> None:
        """Somebody or some time was meant. Another unfinished booking makes room and can be brought back."""
        visitor_id, phone, content = asked["visitor_id"], asked["phone"], self.unfinished.content()
        if content and ((visitor_id is not None and visitor_id != content["visitor_id"]) or phone):
            self.unfinished.put_aside()
        if any(asked[name] is not None for name in ("start", "expert_id", "outreach_id")):
            self.when.want(expert_id=asked["expert_id"], start=asked["start"], outreach_id=asked["outreach_id"])
        if visitor_id is not None:
            self.who.choose(visitor_id)
            self.known.show()
        self.flow.focus(self._first_field())
        if phone:
            self.form.phone.line.setText(phone)
            self.flow.go_on(self.form.phone)

    def _begin_move(self, appointment_id: int | None) -> None:
        self.unfinished.put_aside()
        self.form.set_mode(Mode.MOVE)
        self.form.kept.set("")
        self.when.besides = appointment_id
        self.office.ask(queries.appointment, appointment_id, then=self._on_appointment, topic="appointment")
        self.flow.focus(self.form.chips)

    def _on_appointment(self, row: AppointmentRow | None) -> None:
        if row is None or not self._is_moving():
            return
        self.saving.moving = row
        self.form.badge.set(_("now {when}").format(when=full_time(row.start)), "accent")
        self.form.question.set_value(row.summary)
        self.who.choose(row.visitor_id)
        self.when.moved_from = Taking(row.expert_id, row.start)
        self.when.want(expert_id=row.expert_id, outreach_id=row.outreach_id)
        self.known.ask()
        self.flow.focus(self.form.chips)

    def start_anew(self) -> None:
        """An empty form for the next call."""
        if self._is_typing():
            self._clear()
            self.unfinished.drop()
            self.saving.renew()
            self.flow.focus(self.form.phone)

    def _clear(self) -> None:
        form = self.form
        self.saving.moving = None
        for field in (form.phone, form.visitor, form.question):
            field.set_value("")
        form.form.clear_problems()
        form.kept.set("")
        form.say("")
        self.who.clear()
        self.what.clear()
        self.when.clear()
        self.side.show_nobody()

    def _on_filled(self) -> None:
        """A kept form is back."""
        self.who.read_again()
        self.known.show()
        self._on_topic()

    def _choose_number(self, number: int) -> None:
        if not self.who.choose_number(number):
            self.form.chips.choose_key(str(number))
            self.unfinished.touch()

    # --- what is shown ------------------------------------------------------------------------------------------------

    def _on_topic(self) -> None:
        found = self.form.topics.suggestion()
        self.form.set_bring(found.bring if found else "")
        self.when.set_topic(found.code if found else None)
        self.side.warn_about(found.code if found else None)

    def _on_time(self) -> None:
        self.form.set_end(initials(self.when.expert_name()), self._when_words())

    def _when_words(self) -> str:
        slot = self.when.slot()
        return button_time(slot.start) if slot else ""

    # --- the end ------------------------------------------------------------------------------------------------------

    def _on_saved(self, _changes: Changes) -> None:
        self._opened_with = None
        if self._is_moving():
            self.form.set_mode(Mode.CALL)
            self.unfinished.bring_back()
        else:
            self._clear()
            self.unfinished.drop()
        if self.isVisible():
            self._second.swallow()
            self.navigation.back()

    def _on_refused(self, problems: list[Problem]) -> None:
        form = self.form
        homeless = form.form.show_problems(
            [Problem(p.code, p.message, OTHER_FIELDS.get(p.field, p.field), p.values) for p in problems]
        )
        form.say(" ".join(str(problem) for problem in homeless))
        if any(problem.field in ("start", "minutes") for problem in problems):
            self.when.let_go()
            self.when.ask()
            self.flow.focus(form.chips)
        if any(problem.code == "several" for problem in problems):
            self.who.search_by_name()
