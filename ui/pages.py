"""Which page is made by which module: beside main.py the only place that knows every feature. Imports them late."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from ui.shell.navigation import Navigation
    from ui.shell.office import Office
    from ui.shell.page import Page

PAGES: dict[str, tuple[str, str]] = {
    "today": ("ui.today.page", "TodayPage"),
    "calendar": ("ui.today.calendar", "CalendarPage"),
    "booking": ("ui.booking.page", "BookingPage"),
    "visitors": ("ui.visitors.list", "VisitorsPage"),
    "visitor": ("ui.visitors.card", "VisitorPage"),
    "appeals": ("ui.appeals.list", "AppealsPage"),
    "appeal": ("ui.appeals.card", "AppealPage"),
    "new_appeal": ("ui.appeals.new", "NewAppealPage"),
    "letter": ("ui.letters.page", "LetterPage"),
    "outreach": ("ui.outreach.page", "OutreachPage"),
    "reports": ("ui.reports.page", "ReportsPage"),
    "settings": ("ui.settings.page", "SettingsPage"),
    "import": ("ui.exchange.import_page", "ImportPage"),
    "export": ("ui.exchange.export_page", "ExportPage"),
}

#: those that are made ready while nobody waits, the likeliest first
AHEAD = (
    "visitors", "visitor", "appeals", "appeal", "reports", "booking", "calendar", "settings", "new_appeal", "outreach",
    "letter", "import", "export",
)  # fmt: skip


def import_page(name: str) -> None:
    """Loads what the page is made by; on any thread."""
    import_module(PAGES[name][0])


def make_page(name: str, office: Office, navigation: Navigation) -> Page:
    """The page of this name, made when it is opened for the first time. Raises KeyError for an unknown name."""
    module, kind = PAGES[name]
    return cast("Page", getattr(import_module(module), kind)(office, navigation))
