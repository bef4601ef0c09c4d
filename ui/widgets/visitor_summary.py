"""A visitor in short, as several screens show one: head, facts, history in words. Plain data in, it asks nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.appeals.labels import OUTCOMES
from models.reception.rules import STATE_WORDS
from models.reception.tables import ARRIVED, DONE, STARTED
from resources import formats
from resources.words import _, language, ngettext, translate
from ui.theme.text import label
from ui.widgets.cards import Avatar, Fact
from ui.widgets.records import Record

if TYPE_CHECKING:
    from models.visitors.card import Booking, Happening, VisitorCard

_ROLES = {"help": "green", "advice": "grey", "forwarded": "accent", "declined": "grey"}


class PersonHead(QWidget):
    """A circle with initials, the name, and one quiet line under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.avatar = Avatar()
        self.name = label("", "name", wrap=True)
        self.line = label("", "small", wrap=True)
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_person(self, name: str, line: str, role: str = "green") -> None:
        """Shows somebody; an empty line is left out."""
        self.avatar.set_name(name, role)
        self.name.setText(name)
        self.line.setText(line)
        self.line.setVisible(bool(line))
        self.setAccessibleName(f"{name}, {line}" if line else name)


def shown_name(name: str, visitor_id: int) -> str:
    """The name, or words for somebody who gave none."""
    return name or _("No name given, № {n}").format(n=visitor_id)


def person_line(card: VisitorCard) -> str:
    """«69 лет · пенсионер»."""
    age = ""
    if card.age is not None:
        age = ngettext("{n} year old", "{n} years old", card.age).format(n=card.age)
    return " · ".join(part for part in (age, card.category) if part)


def contact_facts(card: VisitorCard) -> list[Fact]:
    """Phone, e-mail, address, district, consent."""
    facts = [
        Fact(_("Phone"), ", ".join(phone.shown() for phone in card.phones)),
        Fact(_("E-mail"), card.email),
        Fact(_("Address"), card.address),
        Fact(_("District"), card.district or ""),
    ]
    return [*facts, consent_fact(card)]


def consent_fact(card: VisitorCard) -> Fact:
    if card.consent_on is None:
        return Fact(_("Consent"), _("not signed yet"), role="amber")
    return Fact(_("Consent"), _("signed {date}").format(date=formats.short_date(card.consent_on)), role="green")


def letter_words(card: VisitorCard) -> str:
    """«Третьяковой М.Ю. · Уважаемая Мария Юрьевна!»: how letters name the visitor."""
    return f"{card.addressee()} · {card.salutation()}" if card.name else ""


def booking_words(booking: Booking) -> tuple[str, str]:
    """«Записан на 23 ноября, 14:00» or that he is here now, and «Белов А. В. · Отопление»."""
    when = f"{formats.day_month(booking.start.date())}, {formats.clock_time(booking.start)}"
    what = booking.topic_name or booking.summary
    words = {STARTED: _("In consultation: {when}"), ARRIVED: _("Waiting: {when}")}.get(
        booking.state, _("Booked for {when}")
    )
    return words.format(when=when), " · ".join(part for part in (booking.expert, what) if part)


def appeals_note(card: VisitorCard) -> str:
    """«3, из них 1 открыто»."""
    if not card.appeals:
        return ""
    counted = ngettext("{n} appeal", "{n} appeals", card.appeals).format(n=card.appeals)
    if not card.open_appeals:
        return counted
    still_open = ngettext("{n} open", "{n} open", card.open_appeals).format(n=card.open_appeals)
    return f"{counted}, {still_open}"


def history_records(card: VisitorCard, most: int | None = None) -> list[Record]:
    """Appeals and appointments, the newest first; a record's key is (kind, id)."""
    return [_record(line) for line in card.history[:most]]


def _record(line: Happening) -> Record:
    day = formats.short_date(line.day)
    if line.kind == "appeal":
        badge, role = outcome_badge(line.outcome, line.due_on, line.is_overdue)
        caption = f"{day} · {line.number}"
    else:
        badge, role = _state_badge(line.state or "")
        caption = f"{day} · {line.expert}" if line.expert else day
    title = line.text or line.topic_name or _("Without a topic")
    detail = line.topic_name if line.text and line.topic_name else ""
    return Record((line.kind, line.id), title, caption=caption, detail=detail, badge=badge, badge_role=role)


def outcome_badge(outcome: str | None, due_on: date | None, is_overdue: bool) -> tuple[str, str]:
    """The state of an appeal in a word or two, and its colour role."""
    if outcome is not None:
        return _capitalised(translate(OUTCOMES[outcome])), _ROLES.get(outcome, "grey")
    if due_on is None:
        return _capitalised(translate(OUTCOMES["open"])), "amber"
    if is_overdue:
        return _("Overdue since {date}").format(date=_brief(due_on)), "red"
    return _("In progress, by {date}").format(date=_brief(due_on)), "amber"


def _state_badge(state: str) -> tuple[str, str]:
    if state in (DONE, STARTED):
        return _("Without an appeal"), "grey"
    return _capitalised(translate(STATE_WORDS.get(state, state))), "grey"


def _brief(day: date) -> str:
    """«11.12», "12/11": day and month in digits."""
    return f"{day.day:02d}.{day.month:02d}" if language() == "ru" else f"{day.month:02d}/{day.day:02d}"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
