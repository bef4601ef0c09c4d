"""The head of the report: which period, how to go to another, and what it is compared with."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models.reports import periods
from models.reports.labels import period_words, report_title
from models.reports.report import Period
from resources.formats import date_time
from resources.words import _
from ui.reports.typed_period import typed_period
from ui.shell.actions import Action
from ui.theme.text import label, set_style_role
from ui.widgets.buttons import Button, IconButton
from ui.widgets.choices import Choice, Segments

LINE_WIDTH = 104


class PeriodBar(QWidget):
    """Says the period; `chosen` brings another one."""

    chosen = Signal(object)  # Period

    def __init__(self, back: Action, forward: Action, papers: list[tuple[Action, str]]) -> None:
        super().__init__()
        self._period: Period | None = None
        self._day = date.min  # the office's today
        self.heading = label("", "title")
        self.back = IconButton("chevron-left", back.words(), shortcut=back.shortcut, run=back.run)
        self.forward = IconButton("chevron-right", forward.words(), shortcut=forward.shortcut, run=forward.run)
        self.line = QLineEdit()
        self.line.setFixedWidth(LINE_WIDTH)
        self.line.setMaxLength(24)
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.line.setAccessibleName(_("Period"))
        self.line.setToolTip(_("Type a period: 2026-10, 2026-Q4, 2026-H2 or 2026"))
        self.line.returnPressed.connect(self._on_typed)
        self.line.editingFinished.connect(self._show_line)
        self.kind = Segments(
            _("Length of the period"),
            [
                Choice(periods.MONTH, _("Month")),
                Choice(periods.QUARTER, _("Quarter")),
                Choice(periods.HALF, _("Half-year")),
                Choice(periods.YEAR, _("Year")),
            ],
        )
        self.kind.chosen.connect(self._on_kind)
        self._note = label("", "small", wrap=True)
        self.buttons = [
            Button.for_action(action, kind="main" if kind == "main" else "plain") for action, kind in papers
        ]
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.heading)
        first.addStretch(1)
        for button in self.buttons:
            first.addWidget(button)
        second = QHBoxLayout()
        second.setSpacing(8)
        for widget in (self.back, self.line, self.forward):
            second.addWidget(widget)
        second.addSpacing(4)
        second.addWidget(self.kind)
        second.addSpacing(8)
        second.addWidget(self._note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(first)
        column.addLayout(second)

    def show_period(self, period: Period, today: date) -> None:
        """The period that is asked for; its figures may still be on their way."""
        self._period, self._day = period, today
        self.heading.setText(report_title(period))
        self.kind.set_value(periods.kind_of(period))
        self._show_line()
        self.say(_("compared with {period}").format(period=period_words(periods.year_before(period))))

    def show_as_of(self, as_of: datetime) -> None:
        """When the figures were counted."""
        assert self._period is not None
        compared = _("compared with {period}").format(period=period_words(periods.year_before(self._period)))
        counted = _("As of {time}").format(time=date_time(as_of))
        self.say(f"{counted} · {compared}")

    def say(self, text: str, role: str = "muted") -> None:
        self._note.setText(text)
        set_style_role(self._note, role)

    def note(self) -> str:
        return self._note.text()

    def refresh_buttons(self) -> None:
        for button in self.buttons:
            button.refresh()

    def begin_typing(self, text: str) -> None:
        """A digit was typed anywhere on the page: it begins another period."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.setText(text)
        self.line.setModified(True)

    def _show_line(self) -> None:
        is_typing = self.line.hasFocus() and self.line.isModified()
        if self._period is not None and not is_typing:
            self.line.setText(self._period.name)
            self._set_wrong(False)

    def _on_typed(self) -> None:
        period = typed_period(self.line.text())
        if period is None:
            self._set_wrong(True)
            self.say(_("This is no period. Type one like 2026-10, 2026-Q4, 2026-H2 or 2026."), "red")
            return
        self._set_wrong(False)
        self.line.setText(period.name)
        self.line.selectAll()
        self.chosen.emit(period)

    def _on_kind(self, kind: object) -> None:
        if self._period is None:
            return
        is_now = self._period.first <= self._day <= self._period.last
        day = self._day if is_now else self._period.first
        self.chosen.emit(periods.containing(day, str(kind)))

    def _set_wrong(self, is_wrong: bool) -> None:
        if bool(self.line.property("wrong")) != is_wrong:
            self.line.setProperty("wrong", is_wrong)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)
