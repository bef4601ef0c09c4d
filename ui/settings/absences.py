"""Absences between the office file's writing and the rows of a form: whole days, or hours of one day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from resources.words import _
from ui.settings.rows import RowColumn, Rows
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextField
from ui.widgets.week_hours import typed_ranges

_DATE = 10  # letters of an ISO date


def absence_rows(today: Callable[[], date]) -> Rows:
    """The field itself."""
    date_field = partial(DateField, "", today=today)
    why = _("Why: holiday, illness, a trip")
    hours = partial(TextField, "", placeholder=_("whole days"), max_length=20)
    return Rows(
        _("Absences"),
        [
            RowColumn("from", _("First day"), date_field, 5),
            RowColumn("to", _("Last day"), date_field, 5),
            RowColumn("hours", _("Hours"), hours, 4),
            RowColumn("why", _("Why"), partial(TextField, "", placeholder=why, max_length=120), below=True),
        ],
        add=_("Add an absence"),
        remove=_("Remove this absence"),
    )


def shown_absences(absences: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """As rows show them; what they cannot show exactly is kept under "kept" and handed back untouched."""
    return [_shown(absence) for absence in absences]


def _shown(absence: Mapping[str, Any]) -> dict[str, Any]:
    first, last = str(absence["from"]), str(absence["to"])
    row = {"from": first[:_DATE], "to": last[:_DATE], "hours": "", "why": absence.get("why", "")}
    if len(first) > _DATE or len(last) > _DATE:
        start, end = first[_DATE + 1 :][:5] or "00:00", last[_DATE + 1 :][:5] or "24:00"
        row["hours"] = f"{start}\N{EN DASH}{end}"
    return {**row, "kept": dict(absence), "as_shown": dict(row)}


def absences_of(rows: object) -> list[dict[str, Any]]:
    """As the office file writes them. A day alone may leave its last day empty."""
    return [_content(row) for row in rows] if isinstance(rows, list) else []


def _content(row: Mapping[str, Any]) -> dict[str, Any]:
    fields = {key: row.get(key) or "" for key in ("from", "to", "hours", "why")}
    if row.get("as_shown") == fields:
        return dict(row["kept"])
    first, why = fields["from"], fields["why"]
    last = fields["to"] or first
    ranges = typed_ranges(fields["hours"])
    if ranges and "-" in ranges[0]:
        start, end = ranges[0].split("-", 1)
        return {"from": f"{first}T{start}", "to": f"{last}T{end}", "why": why}
    return {"from": first, "to": last, "why": why}


def complaint_about(absences: Iterable[Mapping[str, Any]]) -> str:
    """What is wrong with the absences as they would be written, in a sentence."""
    from models.office.office_file import parsed_moment

    for absence in absences:
        first, last = parsed_moment(absence["from"], False), parsed_moment(absence["to"], True)
        if not absence["from"]:
            return _("Each absence needs its first day.")
        if first is None or last is None:
            return _("The hours of an absence are written like 10:00–13:00; without hours it is whole days.")
        if last <= first:
            return _("An absence ends before it starts.")
    return ""
