"""An office's life at random beside a simple model of it: bookings, visits, appeals, undo, and what is counted of them.

After every step the records are those of the model; at the end the roll-up, the search, the audit and the file are
looked over as a whole.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from copy import copy
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import hypothesis.strategies as st
from hypothesis import Phase, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from models.appeals import operations as appeals
from models.appeals.rules import AppealDraft, ClosingDraft, number_of
from models.appeals.tables import OUTCOMES
from models.changes import Changes
from models.office.desk import Clock
from models.office.queries import open_desk
from models.office.setup import create_office
from models.problems import Refused
from models.reception import operations as reception
from models.reception.rules import STEPS, BookingDraft
from models.reports.recount import recount
from models.storage.check import CheckResult, checked
from models.visitors import operations as visitors
from models.visitors import queries as visitor_queries
from models.visitors.rules import VisitorDraft
from tests.models.builders import NOW, TODAY
from tests.models.conftest import OFFICE_FILE
from tests.models.life import CATEGORIES, EXPERTS, NAMES, PHONES, PLACES, TOPICS, Guest, Issue, Life, Meeting, Undoable

if TYPE_CHECKING:
    from tests.models.a_server import Server

ANY = st.integers(0, 10_000)
EXAMPLES = 14  # torture asks for thousands


@cache
def template() -> Path:
    """An empty office, made once."""
    folder = Path(tempfile.mkdtemp(prefix="life-"))
    create_office(folder / "office", json.loads(OFFICE_FILE.read_text(encoding="utf-8")), Clock(NOW)).db.close()
    return folder / "office"


class OfficeLife(RuleBasedStateMachine):
    """Everything that a desk may do, in any order."""

    @initialize()
    def open_the_office(self) -> None:
        self.life = Life()
        self.place = self.begun()
        self.desk = open_desk(self.place, Clock(NOW))
        self.sent = 0

    def begun(self) -> Path | str:
        """The place of an office without any life in it yet."""
        folder = Path(tempfile.mkdtemp(prefix="life-"))
        shutil.copytree(template(), folder / "office")
        return folder / "office"

    def ended(self) -> None:
        shutil.rmtree(Path(self.place).parent)

    def one(self, rows: dict[int, Any], any_: int) -> int:
        return list(rows)[any_ % len(rows)]

    def uuid(self) -> str:
        self.sent += 1
        return f"request-{self.sent}"

    def refused(self, work: Callable[[], object]) -> set[str]:
        """The codes with which the office refuses."""
        try:
            work()
        except Refused as refused:
            return {problem.code for problem in refused.problems}
        raise AssertionError("the office did what the model forbids")

    def remember(self, changes: Changes, rows: dict[int, Any], row_id: int, before: Any) -> None:
        assert changes.undo is not None
        self.life.undoables.append(Undoable(changes.undo, rows, row_id, rows[row_id].version, before))

    # --- visitors -------------------------------------------------------------------------------------------------

    @rule(name=st.sampled_from(NAMES), phone=st.sampled_from(PHONES))
    def somebody_is_added(self, name: str, phone: str) -> None:
        known = [i for i, guest in self.life.guests.items() if (guest.name, guest.phone) == (name, phone)]
        changes = visitors.add_visitor(self.desk, VisitorDraft(name, (phone,)))
        if known:
            assert changes.result == known[0]
            return
        assert changes.result not in self.life.guests
        self.life.guests[changes.result] = Guest(name, phone)
        self.remember(changes, self.life.guests, changes.result, None)

    @precondition(lambda self: self.life.guests)
    @rule(any_=ANY, category=st.sampled_from(CATEGORIES))
    def a_category_is_changed(self, any_: int, category: str) -> None:
        visitor = self.one(self.life.guests, any_)
        guest = self.life.guests[visitor]
        before = copy(guest)
        draft = VisitorDraft(guest.name, (guest.phone,), category=category)
        changes = visitors.change_visitor(self.desk, visitor, draft, guest.version)
        guest.category, guest.version = category, guest.version + 1
        self.remember(changes, self.life.guests, visitor, before)

    # --- the desk -------------------------------------------------------------------------------------------------

    @precondition(lambda self: self.life.guests)
    @rule(any_=ANY, expert=st.sampled_from(sorted(EXPERTS)), place=st.sampled_from(PLACES))
    def a_time_is_booked(self, any_: int, expert: int, place: datetime) -> None:
        visitor = self.one(self.life.guests, any_)
        draft = BookingDraft(expert, place, visitor_id=visitor, uuid=self.uuid())
        end = place + timedelta(minutes=EXPERTS[expert])
        if place.minute % EXPERTS[expert]:
            assert self.refused(lambda: reception.book(self.desk, draft)) == {"off-grid"}
        elif self.life.is_taken(expert, place, end):
            assert self.refused(lambda: reception.book(self.desk, draft)) == {"taken"}
        else:
            self._booked(draft, Meeting(visitor, expert, place, end, False))

    @precondition(lambda self: self.life.guests)
    @rule(any_=ANY, expert=st.sampled_from(sorted(EXPERTS)))
    def a_walk_in_comes(self, any_: int, expert: int) -> None:
        visitor = self.one(self.life.guests, any_)
        draft = BookingDraft(expert, None, visitor_id=visitor, is_walk_in=True, uuid=self.uuid())
        self._booked(draft, Meeting(visitor, expert, NOW, NOW + timedelta(minutes=EXPERTS[expert]), True, "arrived"))

    def _booked(self, draft: BookingDraft, meeting: Meeting) -> None:
        changes = reception.book(self.desk, draft)
        new = changes.result.appointment
        assert new not in self.life.meetings
        self.life.meetings[new] = meeting
        self.life.requests.append((draft, new))
        after = copy(meeting)
        after.state = "cancelled"
        self.remember(changes, self.life.meetings, new, after)

    @precondition(lambda self: self.life.requests)
    @rule(any_=ANY)
    def a_request_is_sent_again(self, any_: int) -> None:
        draft, meeting = self.life.requests[any_ % len(self.life.requests)]
        assert reception.book(self.desk, draft).result.appointment == meeting

    @precondition(lambda self: self.life.meetings)
    @rule(any_=ANY, expert=st.sampled_from(sorted(EXPERTS)), place=st.sampled_from(PLACES))
    def a_booking_is_moved(self, any_: int, expert: int, place: datetime) -> None:
        meeting_id = self.one(self.life.meetings, any_)
        meeting = self.life.meetings[meeting_id]
        end = place + max(meeting.end - meeting.start, timedelta(minutes=EXPERTS[expert]))

        def move() -> Changes:
            return reception.reschedule(self.desk, meeting_id, place, expert, version=meeting.version)

        if meeting.state != "booked":
            assert self.refused(move) == {"step"}
        elif place.minute % EXPERTS[expert]:
            assert self.refused(move) == {"off-grid"}
        elif self.life.is_taken(expert, place, end, meeting_id):
            assert self.refused(move) == {"taken"}
        else:
            self._changed(meeting_id, move, expert=expert, start=place, end=end)

    @precondition(lambda self: self.life.meetings)
    @rule(any_=ANY, state=st.sampled_from(sorted(STEPS)))
    def a_step_is_marked(self, any_: int, state: str) -> None:
        meeting_id = self.one(self.life.meetings, any_)
        meeting = self.life.meetings[meeting_id]

        def mark() -> Changes:
            return reception.mark(self.desk, meeting_id, state, meeting.version)

        if state == "booked":
            assert self.refused(mark) == {"state"}
        elif state not in STEPS[meeting.state]:
            assert self.refused(mark) == {"step"}
        elif meeting.state == "no-show" and self.life.is_taken(meeting.expert, meeting.start, meeting.end, meeting_id):
            assert self.refused(mark) == {"taken"}
        else:
            self._changed(meeting_id, mark, state=state)

    def _changed(self, meeting_id: int, work: Callable[[], Changes], **facts: Any) -> None:
        meeting = self.life.meetings[meeting_id]
        before = copy(meeting)
        changes = work()
        for name, value in facts.items():
            setattr(meeting, name, value)
        meeting.version += 1
        self.remember(changes, self.life.meetings, meeting_id, before)

    # --- appeals --------------------------------------------------------------------------------------------------

    @precondition(lambda self: self.life.guests)
    @rule(any_=ANY, topic=st.sampled_from(TOPICS), ago=st.integers(0, 400), with_meeting=st.booleans())
    def an_appeal_is_registered(self, any_: int, topic: str, ago: int, with_meeting: bool) -> None:
        visitor = self.one(self.life.guests, any_)
        own = [i for i, meeting in self.life.meetings.items() if meeting.visitor == visitor]
        meeting = own[any_ % len(own)] if own and with_meeting else None
        received = TODAY - timedelta(days=ago)
        draft = AppealDraft(topic, "Вопрос", visitor_id=visitor, received_on=received, appointment_id=meeting)
        changes = appeals.register(self.desk, draft)
        serial = self.life.serials[received.year] = self.life.serials.get(received.year, 0) + 1
        assert changes.result.number == number_of(received.year, serial)
        issue = Issue(changes.result.number, visitor, topic, received, meeting)
        self.life.issues[changes.result.id] = issue
        after = copy(issue)
        after.is_annulled = True
        self.remember(changes, self.life.issues, changes.result.id, after)

    @precondition(lambda self: self.life.issues)
    @rule(any_=ANY, other=ANY, topic=st.sampled_from(TOPICS), ago=st.integers(0, 400))
    def its_facts_are_mended(self, any_: int, other: int, topic: str, ago: int) -> None:
        issue = self.life.issues[self.one(self.life.issues, any_)]
        visitor = self.one(self.life.guests, other)
        facts = {"topic": topic, "received_on": TODAY - timedelta(days=ago), "visitor_id": visitor}
        if issue.meeting is not None and visitor != issue.visitor:
            work = self._work(any_, lambda i, v: appeals.change_appeal(self.desk, i, facts, v))
            assert self.refused(work) == {"other-visitor"}
            return
        self._mended(any_, lambda i, v: appeals.change_appeal(self.desk, i, facts, v), topic=topic,
                     received_on=facts["received_on"], visitor=visitor)  # fmt: skip

    @precondition(lambda self: self.life.issues)
    @rule(any_=ANY, outcome=st.sampled_from(OUTCOMES))
    def it_is_closed(self, any_: int, outcome: str) -> None:
        issue = self.life.issues[self.one(self.life.issues, any_)]
        draft = ClosingDraft(outcome, "Сделано")

        def close(appeal: int, version: int) -> Changes:
            return appeals.close_appeal(self.desk, appeal, draft, version)

        if issue.is_annulled:
            assert self.refused(self._work(any_, close)) == {"annulled"}
        elif issue.outcome is not None:
            assert self.refused(self._work(any_, close)) == {"closed"}
        else:
            self._mended(any_, close, outcome=outcome)

    @precondition(lambda self: self.life.issues)
    @rule(any_=ANY)
    def it_is_reopened(self, any_: int) -> None:
        issue = self.life.issues[self.one(self.life.issues, any_)]

        def reopen(appeal: int, version: int) -> Changes:
            return appeals.reopen_appeal(self.desk, appeal, "Новые обстоятельства", version)

        if issue.outcome is None:
            assert self.refused(self._work(any_, reopen)) == {"open"}
        else:
            self._mended(any_, reopen, outcome=None)

    @precondition(lambda self: self.life.issues)
    @rule(any_=ANY)
    def it_is_annulled_or_restored(self, any_: int) -> None:
        issue = self.life.issues[self.one(self.life.issues, any_)]
        self._mended(any_, lambda i, v: appeals.annul(self.desk, i, v), is_annulled=not issue.is_annulled)

    def _work(self, any_: int, work: Callable[[int, int], Changes]) -> Callable[[], Changes]:
        appeal = self.one(self.life.issues, any_)
        return lambda: work(appeal, self.life.issues[appeal].version)

    def _mended(self, any_: int, work: Callable[[int, int], Changes], **facts: Any) -> None:
        appeal = self.one(self.life.issues, any_)
        issue = self.life.issues[appeal]
        before = copy(issue)
        changes = work(appeal, issue.version)
        for name, value in facts.items():
            setattr(issue, name, value)
        issue.version += 1
        self.remember(changes, self.life.issues, appeal, before)

    @precondition(lambda self: self.life.issues)
    @rule(any_=ANY)
    def a_late_hand_is_refused(self, any_: int) -> None:
        appeal = self.one(self.life.issues, any_)
        version = self.life.issues[appeal].version + 1
        assert self.refused(lambda: appeals.annul(self.desk, appeal, version)) == {"changed"}

    # --- undo -----------------------------------------------------------------------------------------------------

    @precondition(lambda self: self.life.undoables)
    @rule(any_=ANY)
    def something_is_taken_back(self, any_: int) -> None:
        """The last change mostly, an older one sometimes; only while nobody has touched the row since."""
        undoables = self.life.undoables
        one = undoables.pop(-1 if any_ % 3 else any_ % len(undoables))
        if not self.life.can_be_taken_back(one):
            self.refused(lambda: one.undo(self.desk))
            return
        version = one.rows[one.row_id].version
        one.undo(self.desk)
        if one.before is None:
            del one.rows[one.row_id]
        else:
            one.rows[one.row_id] = copy(one.before)
            one.rows[one.row_id].version = version + 1

    # --- what must be so ------------------------------------------------------------------------------------------

    @invariant()
    def the_records_are_those_of_the_model(self) -> None:
        life = self.life
        assert self.desk.db.rows(
            "SELECT id, visitor_id, expert_id, starts_at, ends_at, state, version FROM appointment ORDER BY id"
        ) == [
            (i, m.visitor, m.expert, str(m.start), str(m.end), m.state, m.version)
            for i, m in sorted(life.meetings.items())
        ]
        assert self.desk.db.rows(
            "SELECT id, number, visitor_id, topic, received_on, outcome, is_annulled, category, version FROM appeal"
            " ORDER BY id"
        ) == [
            (i, a.number, a.visitor, a.topic, str(a.received_on), a.outcome, int(a.is_annulled),
             life.guests[a.visitor].category, a.version)
            for i, a in sorted(life.issues.items())
        ]  # fmt: skip
        assert self.desk.db.rows("SELECT id, full_name, last_visit_on FROM visitor ORDER BY id") == [
            (i, g.name, str(day) if (day := life.last_visit(i)) else None) for i, g in sorted(life.guests.items())
        ]

    @invariant()
    def nobody_waits_with_anothers_ticket(self) -> None:
        twice = "SELECT ticket FROM appointment WHERE ticket IS NOT NULL GROUP BY ticket HAVING COUNT(*) > 1"
        assert self.desk.db.rows(twice) == []

    @rule()
    def everything_is_looked_over(self) -> None:
        assert recount(self.desk) == []
        for visitor, guest in self.life.guests.items():
            for text in (guest.name[:3], guest.name.lower(), guest.name.replace("ё", "е"), guest.phone):
                assert visitor in [hit.id for hit in visitor_queries.search(self.desk, text)]
        found = visitor_queries.search(self.desk, "семе")
        assert [hit.id for hit in found] == [
            hit.id for hit in sorted(found, key=lambda hit: (hit.last_visit or date.min, hit.id), reverse=True)
        ]

    def teardown(self) -> None:
        if not hasattr(self, "desk"):
            return
        try:
            self.everything_is_looked_over()
            assert checked(self.desk) == CheckResult()
        finally:
            self.desk.db.close()
            self.ended()


TestOfficeLife = OfficeLife.TestCase
TestOfficeLife.settings = settings(max_examples=EXAMPLES, stateful_step_count=45, phases=(Phase.generate,))


class OfficeLifeOnServer(OfficeLife):
    """The same in a database of its own each time."""

    server: ClassVar[Server]

    def begun(self) -> str:
        return self.server.copy()

    def ended(self) -> None:
        self.server.drop(str(self.place))


def test_the_same_life_on_a_server(server_template: Server) -> None:
    OfficeLifeOnServer.server = server_template
    run_state_machine_as_test(OfficeLifeOnServer, settings=TestOfficeLife.settings)
