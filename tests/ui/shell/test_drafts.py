"""Drafts: kept while typing, given back after a crash, gone after saving."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from models.office.desk import Desk
from models.office.drafts import load_draft, save_draft
from ui.shell.drafts import KEEP_MS, Draft
from ui.shell.office import Office

Settle = Callable[[], None]
Record = Callable[..., Any]


class Form(QObject):
    """What is typed, and what came back."""

    def __init__(self, office: Office, key: str = "booking") -> None:
        super().__init__()
        self.content: dict[str, Any] = {}
        self.restored: list[dict[str, Any]] = []
        self.draft = Draft(office, key, lambda: self.content, self)

    def type(self, text: str) -> None:
        self.content = {"name": text} if text else {}
        self.draft.touch()


@pytest.fixture
def form(office: Office) -> Form:
    return Form(office)


def kept(desk: Desk) -> dict[str, Any] | None:
    return load_draft(desk, "booking")


def test_what_is_typed_is_kept_within_two_seconds(form: Form, qtbot: QtBot, settle: Settle, record: Record) -> None:
    assert KEEP_MS < 2000
    form.type("Третьякова")
    qtbot.waitUntil(lambda: not form.draft.is_pending())
    settle()
    assert record(kept) == {"name": "Третьякова"}


def test_further_typing_does_not_set_the_clock_back(form: Form) -> None:
    form.type("Т")
    before = form.draft._timer.remainingTime()
    form.type("Тр")
    assert form.draft._timer.remainingTime() <= before


def test_a_draft_comes_back_after_a_crash(office: Office, settle: Settle, record: Record) -> None:
    record(save_draft, "booking", {"name": "Ким"})
    form = Form(office)
    form.draft.restore(form.restored.append)
    settle()
    assert form.restored == [{"name": "Ким"}]


def test_nothing_comes_back_where_nothing_was_kept(form: Form, settle: Settle) -> None:
    form.draft.restore(form.restored.append)
    settle()
    assert form.restored == []


def test_a_saved_form_leaves_no_draft(form: Form, settle: Settle, record: Record) -> None:
    form.type("Третьякова")
    form.draft.keep_now()
    form.type("Третьякова Мария")
    form.draft.drop()
    settle()
    assert not form.draft.is_pending()
    assert record(kept) is None


def test_an_emptied_form_leaves_no_draft(form: Form, settle: Settle, record: Record) -> None:
    form.type("Третьякова")
    form.draft.keep_now()
    form.type("")
    form.draft.keep_now()
    settle()
    assert record(kept) is None


def test_the_draft_of_another_subject_does_not_take_the_first_ones_text(
    form: Form, settle: Settle, record: Record
) -> None:
    form.type("Для первого")
    form.draft.set_key("appeal-2")
    form.type("Для второго")
    form.draft.keep_now()
    settle()
    assert record(kept) == {"name": "Для первого"}
    assert record(load_draft, "appeal-2") == {"name": "Для второго"}
