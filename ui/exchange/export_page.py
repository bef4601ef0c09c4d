"""Records into a spreadsheet: which ones, of which days, into which file; how far it is, and a way to stop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from resources.formats import number
from resources.words import N_, _
from ui.exchange import readings
from ui.exchange.export_file import Order
from ui.exchange.export_run import export_of
from ui.exchange.words import days_line, kind_name
from ui.shell.actions import Action
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.page import Page
from ui.shell.save_as import SaveAs
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.buttons import Button
from ui.widgets.cards import Banner, Card
from ui.widgets.choices import Choice, ChoiceButton, Segments
from ui.widgets.date_field import DateField
from ui.widgets.icon_label import IconLabel
from ui.widgets.progress_line import ProgressLine
from ui.widgets.tab_order import step_inside

DATE_WIDTH = 220


class ExportPage(Page):
    """Shows the office's one export as it stands; leaving the page does not end it."""

    name = "export"

    def __init__(self, office: Office, navigation: Navigation) -> None:
        super().__init__(office, navigation)
        self.run = export_of(office)
        self._save_as = SaveAs(office, self)
        start, stop = N_("Save to a file…"), N_("Stop")
        self._actions = (
            Action("export_start", start, "Ctrl+Return", "export", self.choose, self._may_start, self.name),
            Action("export_stop", stop, "Ctrl+Del", "close", self.run.stop, self.run.is_writing, self.name),
        )
        self.kinds = Segments(_("What to export"), [Choice(kind, kind_name(kind)) for kind in readings.kinds()])
        self.kinds.set_value("appeals")
        self.kinds.chosen.connect(self._show_kind)
        self.first = DateField(_("First day"), today=office.today)
        self.last = DateField(_("Last day"), today=office.today)
        self.days = label("", "muted", wrap=True)
        self.trouble = Banner(role="red")
        self.progress = ProgressLine(_("How far it is"))
        self.progress_words = label("", "muted")
        self.start_button = Button.for_action(self._actions[0], kind="main", height="tall")
        self.stop_button = Button.for_action(self._actions[1], height="tall")
        self._lay_out()
        self.run.changed.connect(self.refresh)
        self.run.progressed.connect(self._on_progress)
        self._show_kind()
        self.refresh()

    def _lay_out(self) -> None:
        card = Card(_("What to export"), _("A CSV or XLSX file that import reads back"))
        row = QHBoxLayout()
        row.addWidget(self.kinds)
        row.addStretch(1)
        period = QHBoxLayout()
        period.setSpacing(sizes.GAP)
        for field in (self.first, self.last):
            field.setFixedWidth(DATE_WIDTH)
            period.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        period.addStretch(1)
        warning = QHBoxLayout()
        warning.setSpacing(sizes.STEP)
        warning.addWidget(IconLabel("info", "muted", 16), 0, Qt.AlignmentFlag.AlignTop)
        personal = _("The file holds personal data; keep it as the office's papers are kept.")
        warning.addWidget(label(personal, "muted", wrap=True), 1)
        card.add_layout(row)
        card.add_layout(period)
        card.add(self.days)
        card.add_layout(warning)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.start_button)
        foot.addWidget(self.stop_button)
        foot.addWidget(self.progress, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.progress_words)
        foot.addStretch(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, 12)
        outer.setSpacing(12)
        outer.addWidget(label(self.title(), "title"))
        outer.addWidget(self.trouble)
        outer.addWidget(card)
        outer.addLayout(foot)
        outer.addStretch(1)

    # --- the page --------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return _("Export to a spreadsheet")

    def show_with(self) -> None:
        self.refresh()
        (self.start_button if self.start_button.isEnabled() else self._chosen_kind()).setFocus()

    def actions_here(self) -> tuple[Action, ...]:
        return self._actions

    def focusNextPrevChild(self, forward: bool) -> bool:
        return step_inside(self, forward) or super().focusNextPrevChild(forward)

    # --- what can be done ------------------------------------------------------------------------------------------

    def choose(self) -> QFileDialog | None:
        """Asks for the file's name; gives the open dialog, or None where the days are no period."""
        if not self._may_start() or not self._are_days_right():
            return None
        kinds = {_("XLSX workbook (*.xlsx)"): "xlsx", _("CSV file (*.csv)"): "csv"}
        return self._save_as.choose(self.title(), kinds, self._name() + ".xlsx", self.write)

    def write(self, path: Path) -> None:
        """Writes what is chosen on the page into this file."""
        self.run.start(Order(str(self.kinds.value()), self.first.day(), self.last.day(), path))

    def _may_start(self) -> bool:
        return not self.run.is_writing()

    def _are_days_right(self) -> bool:
        for field in (self.first, self.last):
            field.set_problem(field.complaint())
        first, last = self.first.day(), self.last.day()
        if first is not None and last is not None and last < first:
            self.last.set_problem(_("The last day is before the first one."))
        wrong = [field for field in (self.first, self.last) if field.problem()]
        if wrong:
            wrong[0].setFocus()
        return not wrong

    def _name(self) -> str:
        days = [day.isoformat() if day else "" for day in (self.first.day(), self.last.day())]
        return " ".join([kind_name(str(self.kinds.value())), *(["–".join(days)] if any(days) else [])])

    def _chosen_kind(self) -> QWidget:
        kind = self.kinds.value()
        return next(stop for stop in self.kinds.stops() if isinstance(stop, ChoiceButton) and stop.choice.value == kind)

    # --- what is shown ---------------------------------------------------------------------------------------------

    def _show_kind(self, _kind: object = None) -> None:
        self.days.setText(_("Without days: all of them.") + " " + days_line(str(self.kinds.value())))

    def refresh(self) -> None:
        """Shows the export as it stands; the keyboard never lands on Stop."""
        writing, focus = self.run.is_writing(), QApplication.focusWidget()
        was_at_a_button = focus in (self.start_button, self.stop_button)
        for button in (self.start_button, self.stop_button):
            button.refresh()
        for widget in (self.stop_button, self.progress, self.progress_words):
            widget.setVisible(writing)
        if was_at_a_button:
            (self._chosen_kind() if writing else self.start_button).setFocus()
        self.trouble.set(str(self.run.problem) if self.run.problem is not None else "")
        self._on_progress(*self.run.progress)

    def _on_progress(self, done: int, total: int) -> None:
        self.progress.set_progress(done, total)
        words = _("{done} of {total} rows").format(done=number(done), total=number(total))
        self.progress_words.setText(words if total else _("Counting the records…"))
        self.progress.setAccessibleDescription(self.progress_words.text())
