"""What the day's desk counts."""

from __future__ import annotations

from datetime import date, timedelta

from models.appeals.operations import annul
from models.office.desk import Desk
from models.reception.queries import day
from tests.models.builders import TODAY, a_closed_appeal, an_appeal


def test_the_day_counts_what_was_closed_on_it_however_old(desk: Desk) -> None:
    an_appeal(desk)
    for outcome, received in (("help", TODAY), ("help", TODAY - timedelta(days=300)), ("advice", date(2025, 1, 9))):
        a_closed_appeal(desk, outcome, received_on=received)
    a_closed_appeal(desk, "declined")
    view = day(desk, TODAY)
    assert (view.help_given, view.advice_only) == (2, 1)
    tomorrow = day(desk, TODAY + timedelta(days=1))
    assert (tomorrow.help_given, tomorrow.advice_only) == (0, 0)


def test_the_day_does_not_count_what_was_annulled(desk: Desk) -> None:
    closed = a_closed_appeal(desk, "help")
    annul(desk, closed)
    assert day(desk, TODAY).help_given == 0
