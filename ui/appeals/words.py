"""How appeals are told on screens: badges, records of lists, steps of the timeline. Pure."""

from __future__ import annotations

from datetime import date

from models.appeals.course import step_text
from models.appeals.labels import CHANNELS, KINDS, OUTCOMES
from models.appeals.queries import AppealCard, AppealRow, AppealStep
from models.appeals.rules import days_left
from resources import formats
from resources.words import _, ngettext, translate
from ui.widgets.records import Record
from ui.widgets.timeline import TimelineEntry
from ui.widgets.visitor_summary import outcome_badge

STEP_ROLES = {"closed": "green", "reopened": "amber", "letter": "violet", "annulled": "red", "letter-annulled": "red"}


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def badge_of(row: AppealRow | AppealCard) -> tuple[str, str]:
    """State in words with its colour role."""
    if row.is_annulled:
        return _("Annulled"), "grey"
    return outcome_badge(row.outcome, row.due_on, row.is_overdue)


def appeal_record(row: AppealRow) -> Record:
    """An appeal as a record of a list."""
    badge, role = badge_of(row)
    caption = f"{formats.short_date(row.received_on)} · {row.number}"
    title = row.summary or row.topic_name
    return Record(
        row.id, title, caption=caption, detail=row.topic_name if row.summary else "", badge=badge, badge_role=role
    )


def due_words(card: AppealCard, today: date) -> tuple[str, str]:
    """«до 11 декабря · 18 дней», «просрочено на 2 дня», or when it was closed."""
    if card.closed_on is not None:
        return _("closed on {day}").format(day=formats.day_month(card.closed_on)), "grey"
    left = days_left(card.due_on, today)
    if left < 0:
        return ngettext("{n} day overdue", "{n} days overdue", -left).format(n=-left), "red"
    count = ngettext("{n} day", "{n} days", left).format(n=left)
    return _("by {day} · {count}").format(day=formats.day_month(card.due_on), count=count), "amber"


def channel_words(code: str) -> str:
    return translate(CHANNELS.get(code, code))


def kind_words(code: str) -> str:
    return translate(KINDS.get(code, code))


def step_entry(step: AppealStep) -> TimelineEntry:
    """A step of the timeline in words."""
    time = f"{formats.day_month(step.at.date())}, {formats.clock_time(step.at)}"
    role = "grey" if step.kind in ("changed", "undone") else STEP_ROLES.get(step.kind, "accent")
    badge, badge_role = ("", "grey")
    if step.kind == "closed" and step.outcome:
        badge, badge_role = outcome_badge(step.outcome, None, False)
    return TimelineEntry(step.id, time, step.who, step_text(step.kind, step.text), role, badge, badge_role)


def stages(card: AppealCard) -> tuple[list[str], int]:
    """The stages that stand on top of the card, and the one reached."""
    names = [_("Registered"), _("In work"), _("Outcome recorded"), _("Reply signed")]
    signed = any(number for _id, number, _on in card.letters)
    if card.outcome is None:
        return names, 1 if len(card.steps) > 1 else 0
    return names, 3 if signed else 2


def outcome_words(code: str) -> str:
    return capital(translate(OUTCOMES[code]))
