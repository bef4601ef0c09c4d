"""What stands around the pages: sidebar, top line, banners, bottom line, and what floats above them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resources.words import _
from ui.shell.actions import Action, Actions
from ui.shell.navigation import Navigation
from ui.shell.sidebar import Sidebar
from ui.shell.statusbar import StatusBar
from ui.shell.topbar import TopBar

if TYPE_CHECKING:
    from models.changes import Changes
    from models.storage.backup import Copy
    from ui.shell.call_note import CallNote
    from ui.shell.office import Office
    from ui.shell.palette import Palette
    from ui.widgets.notice import Notice

WARNING_SECONDS = 20


class Frame(QWidget):
    """Built in one language for one office; asks the office itself for what it shows."""

    def __init__(
        self,
        actions: Actions,
        navigation: Navigation,
        pages: list[Action],
        begin_real: Callable[[], object],
    ) -> None:
        super().__init__()
        self.office: Office | None = None
        self._actions, self._navigation, self._begin_real = actions, navigation, begin_real
        self._copy: Copy | None = None
        self._notice: Notice | None = None
        self.sidebar = Sidebar(pages, actions.fill)
        self.sidebar.person_chosen.connect(self._on_person_chosen)
        self.topbar = TopBar(actions)
        self.statusbar = StatusBar()
        self._banners = QVBoxLayout()
        self._banners.setSpacing(0)
        self.stack = QStackedWidget()
        self._place = QWidget()  # the pages' room, over which notices lie
        self._lay_out()
        self._palette: Palette | None = None  # what floats is built when it is first wanted
        self._call_note: CallNote | None = None
        self.topbar.search.textEdited.connect(self._on_first_typing)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.topbar)
        right.addLayout(self._banners)
        room = QVBoxLayout(self._place)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self.stack)
        right.addWidget(self._place, 1)
        right.addWidget(self.statusbar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.sidebar)
        layout.addLayout(right, 1)

    def show_alone(self, widget: QWidget) -> None:
        """Only this widget: the welcome, or what went wrong at opening."""
        for part in (self.sidebar, self.topbar, self.statusbar):
            part.hide()
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)
        widget.setFocus()

    def enter(self, office: Office) -> None:
        """From now on this office is shown."""
        self.office = office
        for part in (self.sidebar, self.topbar, self.statusbar):
            part.show()
        office.changed.connect(self._on_changed)
        office.facts_changed.connect(self.show_facts)
        office.actor_changed.connect(self._on_actor_changed)
        office.noticed.connect(self.show_notice)
        office.warned.connect(self._on_warned)
        office.saved.connect(self.statusbar.set_saved)
        office.day_changed.connect(self._on_day_changed)
        office.minute_passed.connect(self.ask_counts)
        if self._palette is not None:
            self._palette.set_office(office)
        if self._call_note is not None:
            self._call_note.set_office(office)
        self.topbar.refresh()
        self.show_facts()
        self.statusbar.set_saved(office.saved_at)
        self.show_copy(self._copy)
        self.ask_counts()

    def show_facts(self) -> None:
        """The office's name, people and hours, and what kind of office it is."""
        from ui.shell.banners import fill_banners

        if self.office is None:
            return
        facts = self.office.facts
        self.sidebar.set_office(facts.name, facts.address)
        people = [(person.id, person.name, person.role) for person in facts.staff]
        self.sidebar.set_people(people, self.office.actor.staff_id)
        self.statusbar.set_hours(facts.hours_today)
        read_only, network = self.office.is_read_only(), self.office.network_kind()
        fill_banners(self._banners, facts.is_sample, read_only, network, self._begin_real)

    def show_copy(self, copy: Copy | None) -> None:
        """The day's verified copy; None while it is being made."""
        self._copy = copy
        if self.office is not None:
            self.statusbar.set_copy(copy, self.office.today())

    def copy_shown(self) -> Copy | None:
        return self._copy

    def show_notice(self, text: str, undoable: bool = False, seconds: int = 8, role: str = "green") -> None:
        from ui.widgets.notice import Notice

        if self._notice is None:
            self._notice = Notice(self._place)
            self._notice.undone.connect(self._on_undo)
        self._notice.show_text(text, undo=undoable, key="Ctrl+Z", seconds=seconds, role=role)

    @property
    def palette_list(self) -> Palette:
        """The list under the search line."""
        if self._palette is None:
            from ui.shell.palette import Palette

            self._palette = Palette(self.topbar.search, self._actions, self._navigation, self)
            self._palette.set_office(self.office)
        return self._palette

    @property
    def call_note(self) -> CallNote:
        """The line for a call that was only a question."""
        if self._call_note is None:
            from ui.shell.call_note import CallNote

            self._call_note = CallNote(self)
            self._call_note.set_office(self.office)
        return self._call_note

    def _on_first_typing(self, _text: str) -> None:
        self.topbar.search.textEdited.disconnect(self._on_first_typing)
        if self._palette is None:
            self.palette_list.show_for_text()

    def close_floating(self) -> bool:
        """Esc: what floats above the page goes first. True if something did."""
        if self._palette is not None and self._palette.close_list():
            return True
        return self._call_note is not None and self._call_note.hide_and_return()

    def hide_list(self) -> None:
        """Another page came into view."""
        if self._palette is not None:
            self._palette.hide()

    # --- what the office tells -----------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        from ui.shell.counts import TABLES

        if changes.touches(*TABLES):
            self.ask_counts()

    def _on_actor_changed(self) -> None:
        self.show_facts()
        if self.office is not None:
            self.show_notice(_("{name} sits here now.").format(name=self.office.actor.name))

    def _on_warned(self, text: str) -> None:
        self.show_notice(text, False, WARNING_SECONDS, "amber")

    def _on_undo(self) -> None:
        if self.office is not None:
            self.office.undo_last()

    def _on_day_changed(self, _day: object) -> None:
        self.show_copy(None)
        self.ask_counts()

    def _on_person_chosen(self, staff_id: int) -> None:
        if self.office is not None:
            self.office.set_actor(staff_id)

    def ask_counts(self, *_moment: object) -> None:
        from ui.shell.counts import numbers

        if self.office is not None:
            self.office.ask(numbers, then=self._on_counts, topic="counts")

    def _on_counts(self, found: tuple[int, int]) -> None:
        from ui.shell.counts import in_words

        self.sidebar.set_counts(in_words(found))
