"""What the screen calls the kinds of records and the columns of their spreadsheets."""

from __future__ import annotations

from models.exchange.labels import COLUMN_NAMES
from resources.words import N_, _, ngettext, translate

KIND_NAMES = {
    "visitors": N_("Visitors"),
    "appeals": N_("Appeals"),
    "appointments": N_("Appointments"),
}


def kind_name(kind: str) -> str:
    return translate(KIND_NAMES.get(kind, kind))


def column_name(name: str) -> str:
    """A column in the words of the screen; one without words keeps its name of the contract."""
    return translate(COLUMN_NAMES.get(name, name))


def days_line(kind: str) -> str:
    """What the days of an export choose."""
    if kind == "visitors":
        return _("With days: those whose last visit was then; who has not been here yet is in the whole list only.")
    if kind == "appeals":
        return _("With days: those received then. Annulled registrations are left out.")
    return _("With days: those that start then.")


def rows_count(rows: int, shown: str) -> str:
    """«1 204 rows»; `shown` is the number as it is written."""
    return ngettext("{n} row", "{n} rows", rows).format(n=shown)


def only_one_at_a_time() -> str:
    return _("An import is under way. Wait for its end or stop it, then give the next file.")
