"""Districts from which appeals come, and executors to which requests go."""

from __future__ import annotations

from functools import partial
from typing import Any

from resources.words import _
from ui.settings.rows import RowColumn, Rows
from ui.settings.section import FormSection
from ui.theme.text import label
from ui.widgets.cards import Card
from ui.widgets.fields import TextArea, TextField

USUAL_DAYS = 15


class PlacesSection(FormSection):
    """Two lists. What is struck out stays with the appeals that name it."""

    def __init__(self) -> None:
        super().__init__()
        districts = TextArea("", placeholder=_("One district on each line"), lines=9, max_length=9000)
        districts.passed.connect(self.save_wanted)
        self.form.add("districts", districts)
        districts.area.setAccessibleName(_("Districts"))
        executors = self.form.add(
            "executors",
            Rows(
                "",
                [
                    RowColumn("name", _("Name"), partial(TextField, "", max_length=300), 6),
                    RowColumn("address", _("Address"), partial(TextField, "", max_length=300), 5),
                    RowColumn("days", _("Days for an answer"), partial(TextField, "", max_length=3), 3),
                ],
                add=_("Add an executor"),
                remove=_("Remove this executor"),
            ),
        )
        first = Card(_("Districts"), _("One on each line, in the order of the lists"))
        first.add(districts)
        second = Card(_("Executors"), _("Bodies to which requests are sent"))
        second.add(executors)
        self.column.addWidget(first)
        self.column.addWidget(second)
        note = _("Whatever is removed here stays in the appeals that name it; it can only no longer be chosen.")
        self.column.addWidget(label(note, "small", wrap=True))
        self.column.addStretch(1)

    def values_of(self, content: dict[str, Any]) -> dict[str, object]:
        executors = [{**executor, "days": str(executor["days"])} for executor in content.get("executors", [])]
        return {"districts": "\n".join(content.get("districts", [])), "executors": executors}

    def parts_of(self, values: dict[str, object]) -> dict[str, Any]:
        executors = values["executors"]
        lines = [line.strip() for line in str(values["districts"]).splitlines()]
        return {
            "districts": [line for line in lines if line],
            "executors": [
                {**executor, "days": _days(str(executor.get("days") or ""))}
                for executor in (executors if isinstance(executors, list) else [])
            ],
        }

    def check(self) -> bool:
        executors = self.form.field("executors")
        sound = super().check()
        for executor in self.parts_of(self.form.values())["executors"]:
            if not 1 <= executor["days"] <= 365:
                text = _("{name}: the time for an answer is from 1 to 365 days.")
                executors.set_problem(text.format(name=executor["name"]))
                return False
        return sound


def _days(text: str) -> int:
    """Nothing typed is the usual time; what is no number is told by the check."""
    return int(text) if text.isdecimal() else 0 if text else USUAL_DAYS
