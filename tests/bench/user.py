"""The scripted user of the heartbeat: goes through all pages again and again, each act as small as a key or a click."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.shell.desktop import Desktop

SEED = 3
APPEALS, VISITORS = 1000, 500  # ids up to these are opened: an office of any size has them
SURNAME = "Каралов"  # somebody of this name is in the office of full scale
MONTHS = ("2026-11", "2026-10", "2026-09", "2025-11", "2026-Q4", "2026-H2", "2026")
ROWS = 20_000  # of the file whose import is looked at

Act = tuple[str, Callable[[], object]]


class User:
    """Yields acts with names; nothing is written to the office but what pages keep by themselves."""

    def __init__(self, whole: Desktop, folder: Path) -> None:
        self.whole, self.window, self.go = whole, whole.window, whole.window.navigation
        self.chance = random.Random(SEED)
        self.file = folder / "looked-at.csv"
        rows = (f"{SURNAME} {n},+7 902 {n:07}" for n in range(ROWS))
        self.file.write_text("\n".join(("name,phone", *rows)), encoding="utf-8")

    def acts(self) -> Iterator[Act]:
        while True:
            yield from self._visitors()
            yield from self._appeals()
            yield from self._reports()
            yield from self._days()
            yield from self._papers()
            yield from self._others()

    def _visitors(self) -> Iterator[Act]:
        go, chance = self.go, self.chance
        yield "visitors", go.open_visitors
        yield from self._typing("visitors: typing", "Кар Мар")
        yield "visitors: cleared", self._clear
        yield from self._scrolling("visitors")
        for narrowing in ({"district_id": 3}, {"has_open": True}, {"district_id": None, "has_open": False}):
            yield "visitors: narrowed", partial(self._narrow, **narrowing)
            yield from self._waiting("visitors: narrowed", 5)
        for key in ("name", "birth_year", "visited"):
            yield f"visitors: sorted by {key}", partial(self._sort, key)
            yield from self._waiting(f"visitors: sorted by {key}", 6)
        yield from self._columns("visitors", ["name", "phone"])
        yield "visitor", lambda: go.open_visitor(chance.randrange(1, VISITORS))
        yield from self._waiting("visitor", 3)
        yield "visitor: back", go.back

    def _appeals(self) -> Iterator[Act]:
        go, chance = self.go, self.chance
        yield "appeals", go.open_appeals
        yield from self._scrolling("appeals")
        for key in ("due", "received"):
            yield f"appeals: sorted by {key}", partial(self._sort, key)
            yield from self._scrolling("appeals")
        for narrowing in ({"outcome": "open"}, {"channel": "phone", "outcome": None}, {"channel": None}):
            yield "appeals: narrowed", partial(self._narrow, **narrowing)
            yield from self._waiting("appeals: narrowed", 6)
        yield from self._typing("appeals: typing", "000123")
        yield "appeals: cleared", self._clear
        yield from self._columns("appeals", ["number", "visitor", "summary"])
        for _turn in range(3):
            yield "appeal", lambda: go.open_appeal(chance.randrange(1, APPEALS))
            yield from self._waiting("appeal", 3)

    def _reports(self) -> Iterator[Act]:
        for period in MONTHS:
            yield f"report {period}", partial(self.go.open_report, period)
            yield from self._waiting(f"report {period}", 4)
        for steps in (-1, -1, 2):
            yield "report: a step", lambda steps=steps: self._of_page("step", steps)  # type: ignore[misc]
            yield from self._waiting("report: a step", 4)

    def _days(self) -> Iterator[Act]:
        go = self.go
        yield "today", go.open_today
        yield "booking", go.open_booking
        yield from self._typing("booking: typing a phone", "89021234567")
        yield "today again", go.open_today
        yield "calendar", go.open_calendar
        for days in (1, 1, 28, 31, 30, -91):
            yield f"calendar: {days} days on", lambda days=days: self._of_page("step", days)  # type: ignore[misc]
            yield from self._waiting("calendar", 2)

    def _papers(self) -> Iterator[Act]:
        go, chance = self.go, self.chance
        yield "letter", lambda: go.open_letter(chance.randrange(1, APPEALS))
        yield from self._waiting("letter", 8)
        yield "letter: its preview", lambda: self._of_page("print")
        yield from self._waiting("letter: its preview", 6)
        yield "report 2026-11", lambda: go.open_report("2026-11")
        yield from self._waiting("report 2026-11", 4)
        yield "report: its preview", lambda: self._of_page("print")
        yield from self._waiting("report: its preview", 8)
        yield "import", lambda: go.open_page("import", path=str(self.file))
        yield from self._waiting("import: a file is looked at", 12)
        yield "export", lambda: go.open_page("export")

    def _others(self) -> Iterator[Act]:
        go = self.go
        yield "search", lambda: go.search("")
        yield from self._typing("search: typing", "Соракин Ива")
        yield "search: closed", self.window.escape
        yield "outreach", go.open_outreach
        yield from self._waiting("outreach", 2)
        yield "settings", go.open_settings
        yield from self._waiting("settings", 2)
        yield "new appeal", go.open_new_appeal
        yield from self._typing("new appeal: typing", SURNAME)
        yield "new appeal: cleared", self._clear

    # --- acts -------------------------------------------------------------------------------------------------------

    def _waiting(self, what: str, times: int) -> Iterator[Act]:
        for _turn in range(times):
            yield what, lambda: None

    def _typing(self, what: str, text: str) -> Iterator[Act]:
        for character in text:
            yield what, partial(self._key, character)
        yield from self._waiting(what, 3)

    def _scrolling(self, what: str) -> Iterator[Act]:
        for _turn in range(12):
            yield f"{what}: scrolling", self._scroll

    def _columns(self, what: str, fewer: list[str]) -> Iterator[Act]:
        shown: list[str] = self._table().shown_columns()
        for name, keys in (("fewer", fewer), ("all", shown)):
            yield f"{what}: {name} columns", partial(self._show_columns, keys)
            yield from self._waiting(f"{what}: {name} columns", 2)

    def _key(self, character: str) -> None:
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtGui import QKeyEvent
        from PySide6.QtWidgets import QApplication

        place: QWidget = self._text_place()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(place, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character))

    def _clear(self) -> None:
        from PySide6.QtWidgets import QLineEdit

        place = self._text_place()
        if isinstance(place, QLineEdit):
            place.clear()

    def _text_place(self) -> QWidget:
        """The focused field, or on a list its words."""
        from PySide6.QtWidgets import QApplication, QLineEdit

        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit):
            return focused
        page = self.window.page
        lines = [line for line in page.findChildren(QLineEdit) if line.isVisible()] if page is not None else []
        if lines:
            lines[0].setFocus()
            return lines[0]
        return focused or self.window

    def _table(self) -> Any:
        return getattr(self.window.page, "table", None)

    def _scroll(self) -> None:
        bar = self._table().view.verticalScrollBar()
        bar.setValue(int(bar.maximum() * self.chance.random()))

    def _sort(self, key: str) -> None:
        self._table().sort_requested.emit(key, True)

    def _show_columns(self, keys: list[str]) -> None:
        self._table().set_shown_columns(keys)

    def _narrow(self, **sides: Any) -> None:
        page: Any = self.window.page
        getattr(page, "filters", page).narrow(**sides)

    def _of_page(self, verb: str, *args: Any) -> None:
        getattr(self.window.page, verb)(*args)
