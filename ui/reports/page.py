"""Reports: one period beside the same period of last year; every figure opens what it counts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.changes import Changes
from models.problems import Problem
from models.reports import periods, queries
from models.reports.behind import filter_behind, filter_behind_place
from models.reports.labels import report_title
from models.reports.report import Period, Report
from resources.words import N_, _
from ui.reports import readings
from ui.reports.behind_list import BehindList
from ui.reports.body import ReportBody
from ui.reports.period_bar import PeriodBar
from ui.shell.actions import Action
from ui.shell.navigation import Navigation
from ui.shell.office import OFFICE_TABLES, Office
from ui.shell.page import Page
from ui.shell.save_as import SaveAs
from ui.theme import sizes
from ui.widgets.cards import Banner

SHOWN_TABLES = ("appeal", "appointment", "call_note", "outreach_event", "visitor", *OFFICE_TABLES)
REPORT, BEHIND = range(2)


class ReportsPage(Page):
    """The report of the chosen period. PgUp and PgDn step; a typed digit begins another period."""

    name = "reports"

    def __init__(self, office: Office, navigation: Navigation) -> None:
        super().__init__(office, navigation)
        self._period: Period | None = None
        self._report: Report | None = None
        self._make_actions()
        self.bar = PeriodBar(
            self._back, self._forward, [(self._csv, "plain"), (self._excel, "plain"), (self._print, "main")]
        )
        self.bar.chosen.connect(self.show_period)
        self.trouble = Banner(role="red")
        self.body = ReportBody()
        self.body.figure_opened.connect(self.open_figure)
        self.body.place_opened.connect(self._open_place)
        self.body.step_back_wanted.connect(partial(self.step, -1))
        self.behind = BehindList()
        self.behind.left.connect(self._close_list)
        self.behind.visitor_opened.connect(navigation.open_visitor)
        self.behind.day_opened.connect(navigation.open_calendar)
        self._save_as = SaveAs(office, self)
        report = QWidget()
        column = QVBoxLayout(report)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.GAP)
        for widget in (self.bar, self.trouble):
            column.addWidget(widget)
        column.addWidget(self.body, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(report)
        self._stack.addWidget(self.behind)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, 0)
        outer.addWidget(self._stack)
        self.trouble.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the page itself takes digits and PgUp, PgDn

    def _make_actions(self) -> None:
        def action(id: str, text: str, key: str, icon: str, run: Any, when: Any = self._has_report) -> Action:
            return Action(id, text, key, icon, run, when, self.name)

        self._print = action("print", N_("Print"), "Ctrl+P", "print", self.print)
        self._excel = action("report_excel", N_("Excel"), "Ctrl+E", "excel", self.save_excel)
        self._csv = action("report_csv", N_("CSV"), "Ctrl+Shift+E", "export", self.save_csv)
        self._back = action(
            "period_back", N_("The period before"), "PgUp", "chevron-left", partial(self.step, -1), self._is_report_open
        )
        self._forward = action(
            "period_forward",
            N_("The period after"),
            "PgDown",
            "chevron-right",
            partial(self.step, 1),
            self._is_report_open,
        )
        self._now = action(
            "period_now", N_("The present period"), "Ctrl+Home", "calendar", self.show_now, self._is_report_open
        )

    # --- the page --------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return _("Reports")

    def show_with(self, *, period: str | None = None) -> None:
        wanted = _named(period) or self._period or periods.containing(self.office.today())
        if wanted != self._period:
            self._take(wanted)
        self.refresh()

    def on_changed(self, changes: Changes) -> None:
        if changes.touches(*SHOWN_TABLES):
            self.refresh()

    def actions_here(self) -> tuple[Action, ...]:
        return self._print, self._excel, self._csv, self._back, self._forward, self._now

    def leave(self) -> bool:
        """Esc leaves the list behind a figure first."""
        if self._is_report_open():
            return False
        self._close_list()
        return True

    def refresh(self) -> None:
        """Counts the period anew."""
        assert self._period is not None
        self.office.ask(
            queries.report, self._period.name,
            then=self._on_counted, failed=self._on_failed, lane="slow", topic="report",
        )  # fmt: skip

    def _on_counted(self, report: Report) -> None:
        if report.period != self._period:
            return
        self._report = report
        self.trouble.set("")
        self.bar.show_as_of(report.as_of)
        self.body.show_report(report)
        self.bar.refresh_buttons()

    def _on_failed(self, problems: list[Problem]) -> None:
        self.trouble.set(" ".join(str(problem) for problem in problems))

    # --- which period ----------------------------------------------------------------------------------------------

    def show_period(self, period: Period) -> None:
        """Another period: said at once, counted a moment later."""
        if periods.FIRST_YEAR < period.first.year <= periods.LAST_YEAR:
            self._take(period)
            self.navigation.remember(period=period.name)
            self.refresh()

    def _take(self, period: Period) -> None:
        self._period, self._report = period, None
        if not self._is_report_open():
            self._stack.setCurrentIndex(REPORT)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.bar.show_period(period, self.office.today())
        self.bar.refresh_buttons()

    def step(self, steps: int) -> None:
        """So many periods of the same length later, earlier if negative."""
        if self._period is not None:
            self.show_period(periods.stepped(self._period, steps))

    def show_now(self) -> None:
        """The period of the same length in which today lies."""
        if self._period is not None:
            self.show_period(periods.containing(self.office.today(), periods.kind_of(self._period)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit that nobody else took begins another period."""
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if self._is_report_open() and is_plain and event.text().isascii() and event.text().isdigit():
            self.bar.begin_typing(event.text())
            return
        super().keyPressEvent(event)

    # --- from a figure to what it counts ---------------------------------------------------------------------------

    def open_figure(self, name: str, key: str = "", is_before: bool = False) -> None:
        """The appeals that were counted; of receptions, visitors and calls their own list, of trips their page."""
        report = self._report
        if report is None:
            return
        wanted = filter_behind(report, name, key, is_before=is_before)
        if wanted is not None:
            self.navigation.open_appeals(wanted)
        elif name == "outreach_events":
            self.navigation.open_outreach()
        else:
            period = report.before if is_before else report.period
            self._stack.setCurrentIndex(BEHIND)
            self.behind.begin(name, period)
            self.office.ask(readings.behind, name, period, then=self.behind.show_rows, lane="slow", topic="behind")

    def _open_place(self, district_id: int, code: str) -> None:
        if self._report is not None:
            self.navigation.open_appeals(filter_behind_place(self._report, district_id, code))

    def _close_list(self) -> None:
        self._stack.setCurrentIndex(REPORT)
        self.body.tables["totals"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_report_open(self) -> bool:
        return self._stack.currentIndex() == REPORT

    # --- paper and files -------------------------------------------------------------------------------------------

    def _has_report(self) -> bool:
        return self._report is not None

    def print(self) -> None:
        """The program's preview, which prints: the same numbers as here."""
        if self._report is not None:
            title = report_title(self._report.period)
            self.navigation.preview(title, partial(report_pdf, self._report), file_name=_file_name(self._report, "pdf"))

    def save_excel(self) -> None:
        self._save(report_xlsx, "xlsx", _("Excel workbook (*.xlsx)"))

    def save_csv(self) -> None:
        self._save(report_csv, "csv", _("Comma-separated values (*.csv)"))

    def _save(self, make: Callable[[Report], bytes], suffix: str, kind: str) -> None:
        if self._report is not None:
            then = partial(self._on_made, _file_name(self._report, suffix), kind)
            self.office.outside(make, self._report, then=then, failed=self._on_failed, topic="file")

    def _on_made(self, name: str, kind: str, data: bytes) -> None:
        self._save_as.ask(_("Save the report"), kind, name, data)


def _named(name: str | None) -> Period | None:
    try:
        return periods.parsed(name) if name else None
    except ValueError:
        return None


def _file_name(report: Report, suffix: str) -> str:
    return f"report-{report.period.name}.{suffix}"


def report_pdf(report: Report) -> bytes:
    """The printing libraries are loaded only when a paper or a file is made."""
    from printing import report as paper

    return paper.report_pdf(report)


def report_xlsx(report: Report) -> bytes:
    from printing import sheets

    return sheets.report_xlsx(report)


def report_csv(report: Report) -> bytes:
    from printing import sheets

    return sheets.report_csv(report)
