"""Records from a spreadsheet: what the file is, what would come in, and the taking of it with its end told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resources.formats import number
from resources.words import N_, _
from ui.exchange import readings
from ui.exchange.file_card import FileCard
from ui.exchange.import_words import end_of, hint_of, rights_line, trial_line, waiting_line
from ui.exchange.outcome_card import OutcomeCard
from ui.exchange.preview_card import PreviewCard
from ui.exchange.rejects import rejects_name, sheet_of_rejects
from ui.exchange.run import Stage, run_of
from ui.exchange.words import only_one_at_a_time
from ui.shell.actions import Action
from ui.shell.filling import laid_out_once
from ui.shell.navigation import Navigation
from ui.shell.office import Office
from ui.shell.page import Page
from ui.shell.save_as import SaveAs
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.buttons import Button
from ui.widgets.cards import Banner, Card, EmptyState
from ui.widgets.progress_line import ProgressLine
from ui.widgets.tab_order import step_inside

OUTCOME_WIDTH, NARROW_OUTCOME, NARROW = 420, 360, 1100
NO_FILE, FILE = range(2)


class ImportPage(Page):
    """Shows the office's one import as it stands; leaving the page does not end it."""

    name = "import"

    def __init__(self, office: Office, navigation: Navigation) -> None:
        super().__init__(office, navigation)
        self.run = run_of(office)
        self._folder = str(Path.home())
        self._save_as = SaveAs(office, self)
        self._shown: tuple[object, str] | None = None  # the sight and the kind that the cards show
        self._stage = self.run.stage  # as it was shown last
        self._make_actions()
        self.rights = Banner(role="amber")
        self.trouble = Banner(role="red")
        self.trouble.acted.connect(self.run.look_again)
        self.empty = EmptyState("import", "")
        self.empty.acted.connect(self.choose)
        self.file = FileCard()
        self.file.kind_chosen.connect(self.run.choose_kind)
        self.preview = PreviewCard()
        self.outcome = OutcomeCard()
        self.progress = ProgressLine(_("How far it is"))
        self.progress_words = label("", "muted")
        self._lay_out()
        self.run.changed.connect(self.refresh)
        self.run.progressed.connect(self._on_progress)
        office.actor_changed.connect(self.refresh)
        self.refresh()

    def _make_actions(self) -> None:
        def action(id: str, text: str, key: str, icon: str, run: Any, when: Any) -> Action:
            return Action(id, text, key, icon, run, when, self.name)

        run = self.run
        self._choose = action("import_choose", N_("Choose a file…"), "Ctrl+O", "open-folder", self.choose, run.may)
        self._start = action("import_start", N_("Import"), "Ctrl+Return", "import", self.start, run.may_start)
        self._rest = action("import_start", N_("Import the rest"), "Ctrl+Return", "import", self.start, run.may_start)
        self._stop = action("import_stop", N_("Stop"), "Ctrl+Del", "close", run.stop, self._may_stop)
        self._save = action(
            "import_rejects", N_("Save the rejected rows…"), "Ctrl+S", "save", self.save_rejects, self._has_rejects
        )
        self._list = action("import_list", N_("Open the list"), "Ctrl+L", "list", self.open_list, self._is_over)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(_("Import from a spreadsheet"), "title"))
        head.addStretch(1)
        self.choose_button = Button.for_action(self._choose)
        head.addWidget(self.choose_button)
        policy = self.choose_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.choose_button.setSizePolicy(policy)
        nothing = Card(padded=False)
        nothing.add(self.empty)
        cards = QHBoxLayout()
        cards.setSpacing(sizes.GAP)
        cards.addWidget(self.preview, 1)
        cards.addWidget(self.outcome)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.file)
        column.addLayout(cards, 1)
        column.addLayout(self._foot())
        self._stack = QStackedWidget()
        self._stack.addWidget(nothing)
        self._stack.addWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(sizes.PAGE, sizes.PAGE, sizes.PAGE, 12)
        outer.setSpacing(12)
        outer.addLayout(head)
        outer.addWidget(self.rights)
        outer.addWidget(self.trouble)
        outer.addWidget(self._stack, 1)

    def _foot(self) -> QHBoxLayout:
        self.start_button = Button.for_action(self._start, kind="main", height="tall")
        self.rest_button = Button.for_action(self._rest, kind="main", height="tall")
        self.list_button = Button.for_action(self._list, kind="main", height="tall")
        self.stop_button = Button.for_action(self._stop, height="tall")
        self.save_button = Button.for_action(self._save, height="tall")
        row = QHBoxLayout()
        row.setSpacing(12)
        for button in (self.start_button, self.rest_button, self.list_button, self.stop_button, self.save_button):
            row.addWidget(button)
        row.addWidget(self.progress, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.progress_words, 0)
        row.addStretch(0)
        return row

    # --- the page --------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return _("Import from a spreadsheet")

    def show_with(self, *, path: str = "", choose: bool = False) -> None:
        self.navigation.remember(path="", choose=False)  # coming back later shows it as it stands
        if path:
            self.look(path)
        elif choose:
            self.choose()
        self.refresh()
        self._focus_main()

    def actions_here(self) -> tuple[Action, ...]:
        start = self._rest if self.run.stage is Stage.STOPPED else self._start
        return self._choose, start, self._stop, self._save, self._list

    def showEvent(self, event: QShowEvent) -> None:
        self.run.is_watched = True
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.run.is_watched = False
        super().hideEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return step_inside(self, forward) or super().focusNextPrevChild(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.outcome.setFixedWidth(NARROW_OUTCOME if self.width() < NARROW else OUTCOME_WIDTH)
        super().resizeEvent(event)

    # --- what can be done ------------------------------------------------------------------------------------------

    def choose(self) -> QFileDialog | None:
        """Asks for a file; gives the open dialog, or None where it is not the time."""
        if self.run.stage is Stage.IMPORTING:
            self.office.warn(only_one_at_a_time())
            return None
        if not self.run.may():
            return None
        kinds = ";;".join((_("Spreadsheets (*.csv *.xlsx *.txt *.tsv)"), _("All files (*)")))
        dialog = QFileDialog(self, _("Import from a spreadsheet"), self._folder, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.look)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def look(self, name: str) -> None:
        self._folder = str(Path(name).parent)
        self.run.look(Path(name))

    def start(self) -> None:
        self.run.start()
        self._focus_main()

    def save_rejects(self) -> None:
        """The rejected rows with line and reason, to be corrected and given again."""
        run = self.run
        if run.sight is not None and run.taken is not None and run.taken.rejected:
            data = sheet_of_rejects(run.sight, run.kind, run.taken.rejected)
            self._save_as.ask(_("Save the rejected rows"), _("CSV file (*.csv)"), rejects_name(run.path), data)

    def open_list(self) -> None:
        go = self.navigation
        lists: dict[str, Callable[[], None]] = {"visitors": go.open_visitors, "appeals": go.open_appeals}
        lists.get(self.run.kind, go.open_calendar)()

    def _may_stop(self) -> bool:
        return self.run.stage is Stage.IMPORTING and not self.run.is_stopping()

    def _has_rejects(self) -> bool:
        return self.run.taken is not None and bool(self.run.taken.rejected)

    def _is_over(self) -> bool:
        return self.run.stage in (Stage.DONE, Stage.STOPPED)

    # --- what is shown ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Everything anew from the import as it stands."""
        run = self.run
        with laid_out_once(self):
            self.rights.set("" if run.may() else rights_line(self.office.actor.name))
            if run.sight is None:
                self._show_no_file()
            else:
                self._show_file()
            self.actions_changed.emit()
            self._refresh_buttons()

    def _show_no_file(self) -> None:
        run = self.run
        self.trouble.set("")
        self._stack.setCurrentIndex(NO_FILE)
        if run.stage is Stage.READING:
            self.empty.set(_("Reading “{file}”…").format(file=run.path.name), icon="file")
        elif run.stage is Stage.REFUSED:
            why = str(run.problem)
            self.empty.set(why, _("Choose a file…"), _("Nothing was imported."), icon="warning", shortcut="Ctrl+O")
        else:
            self.empty.set(
                _("Drop a CSV or XLSX file anywhere on this window"),
                _("Choose a file…") if run.may() else "",
                _("Visitors, appeals or appointments. You see what would come in before anything is written."),
                icon="import",
                shortcut="Ctrl+O",
            )

    def _show_file(self) -> None:
        run = self.run
        assert run.sight is not None
        self._stack.setCurrentIndex(FILE)
        if self._shown != (run.sight, run.kind):
            self._shown = (run.sight, run.kind)
            self.file.show_sight(run.sight, run.kind)
            columns = readings.seen_columns(run.kind, run.sight.header)
            self.office.in_turns(partial(self.preview.show_sight, run.sight, columns))  # a table made anew
        self.file.show_columns(run.stage is Stage.SEEN)
        self.file.allow_choice(run.stage is not Stage.IMPORTING and run.may())
        self.trouble.set(hint_of(run), button=_("Look again") if run.problem is not None else "")
        if run.taken is not None:
            self.outcome.show_taken(run.taken, *end_of(run.taken))
        elif run.trial is not None:
            self.outcome.show_trial(run.trial, trial_line(run))
        else:
            self.outcome.show_waiting(_("What would come in"), waiting_line(run))
        self._show_progress()

    def _show_progress(self) -> None:
        run = self.run
        busy = run.stage is Stage.IMPORTING or run.is_trying
        self.progress.setVisible(busy)
        self.progress_words.setVisible(busy)
        if busy:
            self._on_progress(*run.progress)

    def _on_progress(self, done: int, total: int) -> None:
        run = self.run
        self.progress.set_progress(done, total)
        if run.is_stopping():
            words = _("Stopping after the rows that are being written…")
        elif not total:
            words = _("Reading the rows…")
        elif run.is_trying:
            words = _("Trying out: {done} of {total} rows").format(done=number(done), total=number(total))
        else:
            words = _("{done} of {total} rows").format(done=number(done), total=number(total))
        self.progress_words.setText(words)
        self.progress.setAccessibleDescription(words)

    def _refresh_buttons(self) -> None:
        run, focus = self.run, QApplication.focusWidget()
        shown = {
            self.start_button: run.stage is Stage.SEEN,
            self.rest_button: run.stage is Stage.STOPPED,
            self.list_button: run.stage is Stage.DONE,
            self.stop_button: run.stage is Stage.IMPORTING,
            self.save_button: self._has_rejects(),
        }
        was_at_a_button = focus in shown or focus in (self.choose_button, self.empty.button())
        for button, is_shown in shown.items():
            button.refresh()
            button.setVisible(is_shown)
        self.choose_button.refresh()
        self.choose_button.setVisible(self._stack.currentIndex() == FILE)
        is_over = self._stage is Stage.IMPORTING and run.stage is not Stage.IMPORTING and self.isVisible()
        self._stage = run.stage
        if is_over or (was_at_a_button and not self._may_hold_focus(focus)):
            self._focus_main()

    def _may_hold_focus(self, widget: QWidget | None) -> bool:
        return widget is not None and widget.isEnabled() and widget.isVisible()

    def _focus_main(self) -> None:
        """The keyboard goes to what is most likely done next; never to Stop, which a hasty Enter would press."""
        wanted: list[QWidget]
        if self._stack.currentIndex() == NO_FILE:
            wanted = [self.empty.button(), self]
        elif self.run.stage is Stage.IMPORTING and self.preview.table is not None:
            wanted = [self.preview.table]
        else:
            wanted = [self.start_button, self.rest_button, self.list_button, self.choose_button]
        for widget in wanted:
            if widget.isEnabled() and not widget.isHidden():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return
