"""Who receives and when: keeps the chips of free times in step with place, topic and expert. Asks the office once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from models.office.topics import short_names
from models.reception.queries import FreeSlot, appointments, free_slots, queue
from resources.words import _
from ui.booking.form import OFFICE, OUTREACH, Mode
from ui.booking.offers import (
    More,
    Offer,
    Receiver,
    Taking,
    Wanted,
    chip_rows,
    days_offered,
    expert_choices,
    offer,
    receiver_rows,
)
from ui.shell.filling import laid_out_once

if TYPE_CHECKING:
    from models.office.desk import Desk
    from ui.booking.form import BookingForm
    from ui.shell.office import Office

AHEAD = 21  # days that are looked at first
AHEAD_OUTREACH = 92
FURTHEST = 366


class When(QObject):
    """The chosen expert and time, and everything that can be chosen instead."""

    changed = Signal()
    settled = Signal()

    def __init__(self, office: Office, form: BookingForm, parent: QObject) -> None:
        super().__init__(parent)
        self._office, self._form = office, form
        self._slots: tuple[FreeSlot, ...] | None = None  # None: not come yet
        self._names: dict[str, str] = {}
        self._waiting: dict[int, int] = {}
        self._wanted = Wanted()
        self._offer = Offer(())
        self._chosen: Taking | None = None
        self._is_by_hand = False  # the time was chosen by a person
        self._opened: set[date] = set()
        self._skip = 0
        self._days = AHEAD
        self.besides: int | None = None  # the appointment that is being moved
        self.moved_from: Taking | None = None  # its present place, which is no choice
        form.place.chosen.connect(self._on_place)
        form.expert.chosen.connect(self._on_expert)
        form.chips.chosen.connect(self._on_chip)
        form.later_pressed.connect(self._on_later)
        form.sooner_pressed.connect(lambda: self._show_from(max(0, self._skip - form.room.days)))
        form.room_changed.connect(self.show)

    # --- what is chosen -------------------------------------------------------------------------------------------

    def is_waiting(self) -> bool:
        return self._slots is None

    def expert_id(self) -> int | None:
        return self._offer.expert_id

    def expert_name(self) -> str:
        return next((p.name for p in self._offer.experts if p.id == self._offer.expert_id), "")

    def slot(self) -> FreeSlot | None:
        """The chosen free time."""
        if self._chosen is None:
            return None
        return next((slot for slot in self._offer.slots if slot.start == self._chosen.start), None)

    def by_hand(self) -> tuple[int | None, datetime | None, bool]:
        """What a person chose, for the draft: expert, time, outreach."""
        start = self._chosen.start if self._chosen and self._is_by_hand else None
        return self._wanted.expert_id, start, self._wanted.is_outreach

    # --- from outside -----------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Fresh free times; those that are shown stay until they come."""
        self._office.ask(
            free_times, self._days, self.besides, then=self._on_times, failed=self._on_failed, topic="free times"
        )

    def want(
        self, *, expert_id: int | None = None, start: datetime | None = None, outreach_id: int | None = None,
        is_outreach: bool = False,
    ) -> None:  # fmt: skip
        """Something particular: a place on the day's grid, an expert, an outreach event."""
        away = outreach_id is not None or is_outreach
        self._wanted = replace(self._wanted, expert_id=expert_id, outreach_id=outreach_id, is_outreach=away)
        self._form.place.set_value(OUTREACH if away else OFFICE)
        self._chosen = Taking(expert_id or 0, start) if start else None
        self._is_by_hand = start is not None
        self._opened.clear()
        self._skip = 0
        if start is not None:
            self._days = min(FURTHEST, max(AHEAD, (start.date() - self._office.today()).days + 7))
        self.show()
        self._look_for_outreach()

    def _look_for_outreach(self) -> None:
        """Outreach receptions are rare: they are looked for further ahead."""
        if self._wanted.is_outreach and self._days < AHEAD_OUTREACH:
            self._days = AHEAD_OUTREACH
            self.ask()

    def set_topic(self, topic: str | None) -> None:
        """Another topic: another expert is proposed, unless one was chosen by hand."""
        if topic != self._wanted.topic:
            self._wanted = replace(self._wanted, topic=topic)
            self.show()

    def clear(self) -> None:
        """Nothing chosen by hand any more."""
        self.besides = self.moved_from = None
        self._days = AHEAD
        self._wanted = Wanted()
        self.want()

    def let_go(self) -> None:
        """The chosen time was taken in the meantime: the next free one is offered."""
        self._chosen, self._is_by_hand = None, False

    # --- showing ------------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Works the offer out anew and shows it."""
        if self._slots is None:
            return
        with laid_out_once(self._form):
            self._show_offer()
        self.changed.emit()

    def _show_offer(self) -> None:
        assert self._slots is not None
        form, today = self._form, self._office.today()
        slots: Sequence[FreeSlot] = self._slots
        if self.moved_from is not None:
            slots = [slot for slot in slots if Taking(slot.expert_id, slot.start) != self.moved_from]
        self._offer = offer(slots, self._office.facts.staff, self._wanted)
        form.expert.set_choices(expert_choices(self._offer, self._names, today))
        form.expert.set_value(self._offer.expert_id)
        is_for_topic = self._wanted.topic is not None and self._offer.expert_id in self._offer.fitting
        form.why_expert.setText(_("receives on this topic") if is_for_topic else "")
        self._choose_time()
        had_cursor = _has_cursor(form.chips)
        if form.mode is Mode.WALK_IN:
            form.chips.set_rows(receiver_rows(self._offer, self._names, self._waiting, today))
            form.chips.set_value(Receiver(self._offer.expert_id or 0))
            form.show_times(True, is_first=True, is_last=True)
        else:
            self._show_times(today)
        if had_cursor:
            form.chips.setFocus()

    def _show_times(self, today: date) -> None:
        form = self._form
        days = sorted({slot.start.date() for slot in self._offer.slots})
        at = days.index(self._chosen.start.date()) if self._chosen is not None else 0
        if self._is_by_hand and not self._skip <= at < self._skip + form.room.days:
            self._skip = at
        rows = chip_rows(
            self._offer.slots, today, opened=self._opened, chosen=self._chosen, skip=self._skip, room=form.room
        )
        form.chips.set_rows(rows)
        form.chips.set_value(self._chosen)
        form.show_times(bool(rows), is_first=self._skip == 0, is_last=not rows, nothing=self._nothing_free())

    def _choose_time(self) -> None:
        """The time chosen by hand while it is free, else the first one."""
        free = {slot.start for slot in self._offer.slots}
        if self._is_by_hand and self._chosen is not None and self._chosen.start in free:
            self._chosen = Taking(self._offer.expert_id or 0, self._chosen.start)
            return
        self._is_by_hand = False
        first = self._offer.slots[0] if self._offer.slots else None
        self._chosen = Taking(first.expert_id, first.start) if first else None

    def _nothing_free(self) -> str:
        if self._wanted.is_outreach and not self._offer.experts:
            return _("There is no outreach reception with free places in the next {n} days.").format(n=self._days)
        name = self.expert_name()
        if not name:
            return _("Nobody receives yet. Say in the settings who receives and when.")
        words = _("{name} has no free time in the next {n} days. Choose somebody else or look further ahead.")
        return words.format(name=name, n=self._days)

    # --- answers and choices ------------------------------------------------------------------------------------------

    def _on_times(self, found: Times) -> None:
        self._slots, self._names, self._waiting = found.slots, found.topics, found.waiting
        self.show()
        self.settled.emit()

    def _on_failed(self, _problems: object) -> None:
        self._slots = self._slots or ()
        self.show()
        self.settled.emit()

    def _on_place(self, place: object) -> None:
        self._wanted = replace(self._wanted, is_outreach=place == OUTREACH, outreach_id=None, expert_id=None)
        self._start_over()
        self._look_for_outreach()

    def _on_expert(self, expert_id: object) -> None:
        self._wanted = replace(self._wanted, expert_id=expert_id if isinstance(expert_id, int) else None)
        self._start_over()

    def _start_over(self) -> None:
        self._is_by_hand, self._skip = False, 0
        self._opened.clear()
        self.show()

    def _on_chip(self, value: object) -> None:
        if isinstance(value, More):
            self._opened.add(value.day)
            self.show()
            self._form.chips.setFocus()
        elif isinstance(value, Receiver):
            self._on_expert(value.expert_id)
        elif isinstance(value, Taking):
            self._chosen, self._is_by_hand = value, True
            if _has_cursor(self._form.chips):  # a digit chose it: Enter must take this one
                self._form.chips.setFocus()
            self.changed.emit()

    def _on_later(self) -> None:
        if self._skip + self._form.room.days < days_offered(self._offer.slots):
            self._show_from(self._skip + self._form.room.days)
        else:
            self.look_further()

    def _show_from(self, skip: int) -> None:
        """Other days, the first of their times chosen."""
        self._skip = skip
        day = sorted({slot.start.date() for slot in self._offer.slots})[skip]
        first = next(slot for slot in self._offer.slots if slot.start.date() == day)
        self._chosen, self._is_by_hand = Taking(first.expert_id, first.start), True
        self.show()

    def look_further(self) -> None:
        """More days than were asked for at first."""
        if self._days < FURTHEST:
            self._days = min(FURTHEST, self._days * 3)
            self.ask()


def _has_cursor(group: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and group.isAncestorOf(focus)


@dataclass(frozen=True)
class Times:
    """What the offer is made of: free times, short names of topics, and how many wait for each expert."""

    slots: tuple[FreeSlot, ...]
    topics: dict[str, str]
    waiting: dict[int, int]


def free_times(desk: Desk, days: int, besides: int | None) -> Times:
    """Everybody's free times from now on, and who waits where."""
    from models.office.queries import staff

    codes = [code for person in staff(desk) for code in person.topics]
    waiting = Counter(row.expert_id for row in queue(appointments(desk, desk.today(), desk.today())))
    return Times(tuple(free_slots(desk, desk.today(), days, besides=besides)), short_names(codes), dict(waiting))
