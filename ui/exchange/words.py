"""What the screen calls the kinds of records and the columns of their spreadsheets."""

from __future__ import annotations

from resources.words import N_, _, ngettext, translate

KIND_NAMES = {
    "visitors": N_("Visitors"),
    "appeals": N_("Appeals"),
    "appointments": N_("Appointments"),
}
COLUMN_NAMES = {
    "received_on": N_("Received on"),
    "visitor": N_("Visitor"),
    "topic": N_("Topic"),
    "birth_year": N_("Year of birth"),
    "birth_date": N_("Date of birth"),
    "gender": N_("Gender"),
    "name_dative": N_("Name in the dative"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "address": N_("Address"),
    "district": N_("District"),
    "category": N_("Category"),
    "note": N_("Note"),
    "channel": N_("How it came"),
    "kind": N_("Kind"),
    "summary": N_("Short content"),
    "written": N_("Text of the appeal"),
    "expert": N_("Expert"),
    "outcome": N_("Outcome"),
    "closed_on": N_("Closed on"),
    "result": N_("What was done"),
    "amount": N_("Amount"),
    "due": N_("Due"),
    "collective": N_("Signers"),
    "number": N_("Number"),
    "start": N_("Day and time"),
    "minutes": N_("Minutes"),
    "state": N_("State"),
    "outreach": N_("Place of outreach"),
    "ticket": N_("Ticket"),
    "walk_in": N_("Without booking"),
    "uuid": N_("UUID"),
    "visitor_uuid": N_("Visitor’s UUID"),
    "line": N_("Line of the file"),
    "reason": N_("Reason of rejection"),
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
