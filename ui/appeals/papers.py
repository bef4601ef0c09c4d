"""The papers of appeals: what is read for them on a lane, and the program's preview that shows and prints them."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.appeals.card import CardSheet, card_sheet
from models.appeals.journal import JournalSheet, journal
from models.appeals.queries import AppealFilter
from models.letters.queries import sheet_for_paper
from models.letters.sheet import LetterSheet
from models.office.desk import Desk
from models.problems import Problem, Refused
from models.reports import periods
from resources.formats import number
from resources.words import N_, _
from ui.shell.navigation import Navigation
from ui.shell.office import Office

MOST_ENTRIES = 50_000  # some 4,500 sheets; a longer journal is a matter of the command line


class Papers(QObject):
    """Prints for one page. Reads the facts, then hands them to the preview, which makes the paper outside."""

    def __init__(self, office: Office, navigation: Navigation, page: QWidget) -> None:
        super().__init__(page)
        self._office, self._navigation = office, navigation

    def reply(self, appeal_id: int) -> None:
        """The reply letter."""
        self._office.ask(sheet_for_paper, appeal_id, then=self._show_reply, topic="paper")

    def card(self, appeal_id: int) -> None:
        """The reception card."""
        self._office.ask(card_sheet, appeal_id, then=self._show_card, topic="paper")

    def journal(self, wanted: AppealFilter) -> None:
        """The reception journal of the filter's days; of the present month where the filter names none."""
        first, last = journal_days(wanted, self._office.today())
        self._office.ask(whole_journal, first, last, then=self._show_journal, lane="slow", topic="paper")

    def _show_reply(self, sheet: LetterSheet) -> None:
        self._navigation.preview(
            _("Reply letter"), partial(letter_bytes, sheet), file_name=f"{sheet.appeal_number}.pdf"
        )  # fmt: skip

    def _show_card(self, sheet: CardSheet) -> None:
        name = f"{sheet.number}-card.pdf"
        self._navigation.preview(_("Reception card"), partial(card_bytes, sheet), file_name=name)

    def _show_journal(self, sheet: JournalSheet) -> None:
        name = f"journal-{sheet.first.isoformat()}-{sheet.last.isoformat()}.pdf"
        self._navigation.preview(_("Reception journal"), partial(journal_bytes, sheet), file_name=name)


def journal_days(wanted: AppealFilter, today: date) -> tuple[date, date]:
    """The days that the filter names; an open side is closed by its month, or by today."""
    first, last = wanted.received_from, wanted.received_to
    if first is None and last is None:
        month = periods.containing(today)
        return month.first, month.last
    if first is None:
        assert last is not None
        return last.replace(day=1), last
    return first, last or max(today, first)


def whole_journal(desk: Desk, first: date, last: date) -> JournalSheet:
    """The journal with all its rows. Raises Refused where it would never come out of a printer."""
    with desk.db.snapshot():
        sheet = journal(desk, first, last)
        if sheet.count > MOST_ENTRIES:
            sentence = N_("The journal of these days has {n} entries; choose a shorter time.")
            raise Refused(Problem("long-journal", sentence, "", {"n": number(sheet.count)}))
        return sheet.whole()


def letter_bytes(sheet: LetterSheet) -> bytes:
    """The printing library is loaded only when a paper is made."""
    from printing.letter import letter_pdf

    return letter_pdf(sheet)


def card_bytes(sheet: CardSheet) -> bytes:
    from printing.card import card_pdf

    return card_pdf(sheet)


def journal_bytes(sheet: JournalSheet) -> bytes:
    from printing.journal import journal_pdf

    return journal_pdf(sheet)
