"""A form: fields by name, their values together, problems under them. It lays nothing out and judges nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from models.problems import Problem
from ui.widgets.field import Field

AnyField = TypeVar("AnyField", bound=Field)


class Form(QObject):
    """Holds fields by the names the draft uses. The page lays the fields out as it likes."""

    changed = Signal(str)  # the name of the field a person changed
    dirty_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, Field] = {}
        self._dirty = False

    def add(self, name: str, field: AnyField) -> AnyField:
        """Takes a field in under a name and hands it back."""
        self._fields[name] = field
        field.changed.connect(lambda: self._on_changed(name))
        return field

    def field(self, name: str) -> Field:
        return self._fields[name]

    def names(self) -> tuple[str, ...]:
        return tuple(self._fields)

    def values(self) -> dict[str, object]:
        """What stands in all the fields."""
        return {name: field.value() for name, field in self._fields.items()}

    def set_values(self, values: Mapping[str, object]) -> None:
        """Fills the named fields and leaves the form clean; unknown names are passed over."""
        for name, value in values.items():
            if name in self._fields:
                self._fields[name].set_value(value)
        self.clear_problems()
        self.mark_clean()

    def is_dirty(self) -> bool:
        """Whether a person changed something since set_values or mark_clean."""
        return self._dirty

    def mark_dirty(self) -> None:
        """What stands here was typed earlier and is not saved."""
        self._set_dirty(True)

    def mark_clean(self) -> None:
        self._set_dirty(False)

    def check(self) -> bool:
        """Shows what is wrong with the typed texts themselves (no date, too long); True if nothing is."""
        problems = [
            (field, complaint)
            for field in self._fields.values()
            if not field.isHidden() and (complaint := field.complaint())
        ]
        for field, complaint in problems:
            field.set_problem(complaint)
        if problems:
            problems[0][0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return not problems

    def show_problems(self, problems: Iterable[Problem]) -> list[Problem]:
        """Puts each problem under its field and the focus into the first; returns those that have no field here."""
        self.clear_problems()
        told: dict[str, list[str]] = {}
        homeless = []
        for problem in problems:
            if problem.field in self._fields:
                told.setdefault(problem.field, []).append(str(problem))
            else:
                homeless.append(problem)
        for name, sentences in told.items():
            self._fields[name].set_problem(" ".join(sentences))
        first = next((name for name in self._fields if name in told), None)
        if first is not None:
            self._fields[first].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return homeless

    def clear_problems(self) -> None:
        for field in self._fields.values():
            field.clear_problem()

    def _on_changed(self, name: str) -> None:
        self._set_dirty(True)
        self.changed.emit(name)

    def _set_dirty(self, dirty: bool) -> None:
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirty_changed.emit(dirty)
