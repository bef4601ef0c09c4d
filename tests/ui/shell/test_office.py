"""Asking and doing: answers, late ones dropped, refusals, the world's errors, undo, who sits here."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from models.changes import Changes
from models.office.desk import Desk
from models.office.queries import staff
from models.problems import Problem, Refused
from models.reception import queries as reception
from models.reception.operations import note_call
from ui.shell.jobs import JobRunner
from ui.shell.office import Office


class Screen(QObject):
    """Remembers what the office tells."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.answers: list[Any] = []
        self.problems: list[Problem] = []
        self.notices: list[tuple[str, bool]] = []
        self.warnings: list[str] = []
        self.changes: list[tuple[Changes, object]] = []
        office.noticed.connect(lambda text, undoable: self.notices.append((text, undoable)))
        office.warned.connect(self.warnings.append)
        office.changed.connect(lambda changes, who: self.changes.append((changes, who)))

    def take(self, answer: Any) -> None:
        self.answers.append(answer)

    def fail(self, problems: list[Problem]) -> None:
        self.problems += problems


@pytest.fixture
def screen(office: Office) -> Screen:
    return Screen(office)


def calls_today(desk: Desk) -> int:
    return reception.calls(desk, desk.today(), desk.today())


Settle = Callable[[], None]


def test_a_query_is_answered(office: Office, screen: Screen, settle: Settle) -> None:
    office.ask(staff, then=screen.take)
    settle()
    assert screen.answers[0][0].name == "Белов Андрей Викторович"


def test_the_windows_thread_may_not_touch_the_database(office: Office, desk: Desk) -> None:
    with pytest.raises(RuntimeError, match="window's thread"):
        staff(desk)


def test_a_late_answer_to_an_old_question_is_dropped(office: Office, screen: Screen, settle: Settle) -> None:
    gate = threading.Event()

    def answer(desk: Desk, text: str) -> str:
        gate.wait(10)
        return text

    for text in ("А", "Ан", "Анна"):
        office.ask(answer, text, then=screen.take, topic="search")
    gate.set()
    settle()
    assert screen.answers == ["Анна"]


def test_questions_of_two_screens_with_one_topic_are_both_answered(office: Office, settle: Settle) -> None:
    first, second = Screen(office), Screen(office)
    office.ask(lambda desk: 1, then=first.take, topic="list")
    office.ask(lambda desk: 2, then=second.take, topic="list")
    settle()
    assert (first.answers, second.answers) == ([1], [2])


def test_a_page_is_filled_in_turns_that_come_later(office: Office, screen: Screen, settle: Settle) -> None:
    office.in_turns(partial(screen.take, 1), partial(screen.take, 2), partial(screen.take, 3))
    assert screen.answers == []
    settle()
    assert screen.answers == [1, 2, 3]


@pytest.mark.parametrize("by_question", [False, True])
def test_a_younger_filling_or_question_of_the_topic_ends_the_older_filling(
    office: Office, screen: Screen, settle: Settle, by_question: bool
) -> None:
    office.in_turns(partial(screen.take, "old"), topic="card")
    if by_question:
        office.ask(lambda desk: "new", then=screen.take, topic="card")
    else:
        office.in_turns(partial(screen.take, "new"), topic="card")
    settle()
    assert screen.answers == ["new"]


def test_a_finished_operation_is_noticed_and_told_to_everybody(office: Office, screen: Screen, settle: Settle) -> None:
    office.do(note_call, "Часы приёма", then=screen.take, initiator=screen)
    settle()
    assert len(screen.notices) == 1
    assert screen.notices[0][1], "a noted call can be undone"
    assert screen.changes[0][1] is screen
    assert screen.answers[0] is screen.changes[0][0]
    assert office.saved_at == office.now()


def test_undo_takes_the_last_change_back(office: Office, screen: Screen, settle: Settle) -> None:
    for text in ("Часы приёма", "Куда идти"):
        office.do(note_call, text)
    office.undo_last()  # before anything has finished: nothing is there to undo yet
    settle()
    office.undo_last()
    settle()
    office.ask(calls_today, then=screen.take)
    settle()
    assert screen.answers == [1]
    assert office.may_undo()
    office.undo_last()
    settle()
    office.ask(calls_today, then=screen.take)
    settle()
    assert screen.answers == [1, 0]
    assert not office.may_undo()
    assert not screen.notices[-1][1], "an undoing is not undone"


def test_nothing_to_undo_is_said(office: Office, screen: Screen) -> None:
    office.undo_last()
    assert screen.notices == [("There is nothing to undo.", False)]


def test_a_refusal_goes_to_the_one_who_asked(office: Office, screen: Screen, settle: Settle) -> None:
    office.do(note_call, "   ", failed=screen.fail)
    settle()
    assert len(screen.problems) == 1
    assert screen.warnings == []
    assert screen.changes == []


def test_a_refusal_that_nobody_takes_is_said_aloud(office: Office, screen: Screen, settle: Settle) -> None:
    office.do(note_call, "   ")
    settle()
    assert len(screen.warnings) == 1


def test_the_worlds_errors_are_said_and_told(office: Office, screen: Screen, settle: Settle) -> None:
    def full(desk: Desk) -> Changes:
        raise sqlite3.OperationalError("database or disk is full")

    office.do(full, failed=screen.fail)
    settle()
    assert [problem.code for problem in screen.problems] == ["disk-full"]
    assert "safe" in screen.warnings[0]


def test_an_unexpected_error_is_reported_and_the_form_is_freed(
    office: Office, screen: Screen, settle: Settle, unexpected: list[BaseException]
) -> None:
    def broken(desk: Desk) -> Changes:
        raise ZeroDivisionError

    office.do(broken, failed=screen.fail)
    settle()
    assert [problem.code for problem in screen.problems] == ["unexpected"]
    assert isinstance(unexpected.pop(), ZeroDivisionError)


def test_another_person_sits_down_and_cannot_undo_what_is_not_theirs(
    office: Office, screen: Screen, settle: Settle
) -> None:
    office.do(note_call, "Часы приёма")
    settle()
    other = office.facts.staff[1]
    office.set_actor(other.id)
    assert office.actor.name == other.name
    assert not office.may_undo()


def test_an_operation_is_done_in_the_name_of_who_sat_here_when_it_was_asked(office: Office, settle: Settle) -> None:
    names: list[str] = []

    def look(desk: Desk) -> Changes:
        names.append(desk.actor.name)
        return Changes()

    before = office.actor.name
    office.do(look)
    office.set_actor(office.facts.staff[1].id)
    office.do(look)
    settle()
    assert names == [before, office.facts.staff[1].name]


def test_outside_work_gets_no_desk(office: Office, screen: Screen, settle: Settle) -> None:
    office.outside(lambda text: text.upper(), "pdf", then=screen.take)
    settle()
    assert screen.answers == ["PDF"]


def test_progress_reaches_the_query_and_the_screen(office: Office, settle: Settle, qtbot: QtBot) -> None:
    steps: list[tuple[int, int]] = []

    def count(desk: Desk, progress: Any) -> None:
        progress.step(2, 5)

    office.ask(count, lane="slow", progress=lambda done, total: steps.append((done, total)))
    settle()
    assert steps == [(2, 5)]


def test_what_another_program_writes_is_noticed(
    office: Office, screen: Screen, settle: Settle, record: Callable[..., Any]
) -> None:
    office.look_for_changes()
    settle()
    record(note_call, "Записано рядом")
    office.look_for_changes()
    settle()
    assert screen.changes[0][0].touches("anything")


def test_a_late_refusal_of_an_undo_is_said(office: Office, screen: Screen, jobs: JobRunner, settle: Settle) -> None:
    def refuse(desk: Desk) -> Changes:
        raise Refused(Problem("changed", "Somebody changed this since."))

    office.do(lambda desk: Changes({"visitor": (1,)}, "Done.", undo=refuse))
    settle()
    office.undo_last()
    settle()
    assert screen.warnings == ["Somebody changed this since."]
