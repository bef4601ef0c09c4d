"""The end of the form: what it says as a draft, the one operation it starts, and what was kept of it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from models.changes import Changes
from models.problems import Problem
from models.reception import operations, rules
from models.reception.rules import BookingDraft
from ui.booking.form import Mode
from ui.booking.read_back import booked_aloud

if TYPE_CHECKING:
    from models.reception.queries import AppointmentRow
    from ui.booking.form import BookingForm
    from ui.booking.what import What
    from ui.booking.when import When
    from ui.booking.who import Who
    from ui.shell.office import Office


class Saving(QObject):
    """Books, moves or cancels, once: a form has one UUID; a second press while the first is under way is nothing."""

    done = Signal(object)  # Changes
    refused = Signal(object)  # list[Problem]

    def __init__(self, office: Office, form: BookingForm, who: Who, what: What, when: When, page: QObject) -> None:
        super().__init__(page)
        self._office, self._form = office, form
        self._who, self._what, self._when = who, what, when
        self._page = page
        self._uuid = str(uuid.uuid4())
        self._is_under_way = False
        self.moving: AppointmentRow | None = None

    def is_under_way(self) -> bool:
        return self._is_under_way

    def renew(self) -> None:
        """The next booking is another one."""
        self._uuid = str(uuid.uuid4())

    def save(self) -> None:
        """Books, receives or moves, whatever the page is open for."""
        if self._is_under_way:
            return
        if self._form.mode is Mode.MOVE:
            self._move()
            return
        draft = self.draft()
        problems = rules.problems_of(draft, self._office.now())
        if problems:
            self.refused.emit(problems)
            return
        self._is_under_way = True
        self._office.do(
            booked_aloud, draft, self._bring(), then=self._on_done, failed=self._on_failed, initiator=self._page
        )

    def cancel(self) -> None:
        """Calls the appointment off."""
        if self.moving is None or self._is_under_way:
            return
        self._is_under_way = True
        self._office.do(
            operations.cancel, self.moving.id, version=self.moving.version,
            then=self._on_done, failed=self._on_failed, initiator=self._page,
        )  # fmt: skip

    def _move(self) -> None:
        slot = self._when.slot()
        if self.moving is None or slot is None:
            return
        self._is_under_way = True
        self._office.do(
            operations.reschedule, self.moving.id, slot.start, slot.expert_id, version=self.moving.version,
            then=self._on_done, failed=self._on_failed, initiator=self._page,
        )  # fmt: skip

    def draft(self) -> BookingDraft:
        """The form as the office takes it."""
        walked_in = self._form.mode is Mode.WALK_IN
        slot = None if walked_in else self._when.slot()
        visitor_id = self._who.visitor_id
        return BookingDraft(
            expert_id=slot.expert_id if slot else self._when.expert_id(),
            start=slot.start if slot else None,
            visitor_id=visitor_id,
            visitor=None if visitor_id is not None else self._who.draft(),
            topic=self._what.topic(),
            summary=self._form.question.text(),
            is_walk_in=walked_in,
            uuid=self._uuid,
        )

    def _bring(self) -> str:
        found = self._form.topics.suggestion()
        return found.bring if found else ""

    def _on_done(self, changes: Changes) -> None:
        self._is_under_way = False
        self.renew()
        self.done.emit(changes)

    def _on_failed(self, problems: list[Problem]) -> None:
        self._is_under_way = False
        if any(problem.code == "uuid" for problem in problems):  # it was saved before, and the form has changed since
            self.renew()
        self.refused.emit(problems)

    # --- what is kept of an unfinished form ---------------------------------------------------------------------------

    def content(self) -> dict[str, Any]:
        """The form as JSON values; empty where nothing was typed and nobody chosen."""
        form = self._form
        phone, name, question = form.phone.text(), form.visitor.text(), form.question.text()
        if not (phone or name or question):
            return {}
        expert_id, start, is_outreach = self._when.by_hand()
        topic = form.topics.by_hand()
        return {
            "phone": phone, "name": name, "visitor_id": self._who.visitor_id, "question": question,
            "topic": topic.code if topic else None, "expert_id": expert_id, "outreach": is_outreach,
            "start": start.isoformat() if start else None, "uuid": self._uuid,
        }  # fmt: skip

    def fill(self, content: Mapping[str, Any]) -> None:
        """Puts a kept form back; the page asks for whatever belongs to it."""
        form = self._form
        form.phone.set_value(content.get("phone", ""))
        form.visitor.set_value(content.get("name", ""))
        form.question.set_value(content.get("question", ""))
        self._uuid = content.get("uuid") or self._uuid
        self._who.choose(content.get("visitor_id"))
        self._what.read_again()
        if content.get("topic"):
            self._what.choose(content["topic"])
        start = content.get("start")
        self._when.want(
            expert_id=content.get("expert_id"), is_outreach=bool(content.get("outreach")),
            start=datetime.fromisoformat(start) if start else None,
        )  # fmt: skip
