"""The figures beside the pages' names: who is still to be received today, what is overdue. Never a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.words import ngettext
from ui.shell.sidebar import Count

if TYPE_CHECKING:
    from models.office.desk import Desk

TABLES = ("appointment", "appeal")


def numbers(desk: Desk) -> tuple[int, int]:
    """How many are still to be received today, and how many open appeals are overdue."""
    from models.appeals.queries import overdue_count
    from models.reception.queries import appointments
    from models.reception.tables import ARRIVED, BOOKED, STARTED

    today = desk.today()
    expected = sum(row.state in (BOOKED, ARRIVED, STARTED) for row in appointments(desk, today, today))
    return expected, overdue_count(desk)


def in_words(found: tuple[int, int]) -> dict[str, Count]:
    """The same with their meaning in the current language."""
    expected, overdue = found
    still = ngettext("{n} person still to be received today", "{n} people still to be received today", expected)
    late = ngettext("{n} overdue appeal", "{n} overdue appeals", overdue)
    return {
        "today": Count(expected, still.format(n=expected)),
        "appeals": Count(overdue, late.format(n=overdue), "red"),
    }
